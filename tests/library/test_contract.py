"""The contract: what lies in static/shared/contract is what the registries say."""

from __future__ import annotations

from pathlib import Path

import pytest

from antigradient import contract, names
from antigradient.contract import FOLDER, files
from antigradient.objectives import CONSTANTS
from antigradient.scenario import resolve


def test_the_files_are_what_the_registries_say() -> None:
    found = {path: path.read_text(encoding="utf-8") for path in FOLDER.iterdir()}
    assert found == files(), "make contract writes them anew"


def test_it_is_written_anew_without_what_is_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contract, "FOLDER", tmp_path / "contract")
    (tmp_path / "contract").mkdir()
    (tmp_path / "contract/old.json").write_text("{}")
    contract.main()
    assert {path.name for path in (tmp_path / "contract").iterdir()} == {path.name for path in FOLDER.iterdir()}


def test_every_name_of_a_scenario_has_to_do_with_the_loss_the_map_or_a_run() -> None:
    all_names = {*resolve({}).described()} - {"vs"}
    about_runs = {*names.RUN_NAMES}
    about_maps = {*names.LOSS_NAMES, *CONSTANTS, *names.MAP_NAMES}
    assert about_runs | about_maps | {*names.PRESENTATION_NAMES} == all_names
    assert not about_runs & about_maps
    assert {*names.LOSS_SPECIFIC_NAMES, *names.INHERITED_NAMES} <= all_names
