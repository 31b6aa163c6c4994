"""The contract: what lies in static/shared/contract is what the registries say."""

from __future__ import annotations

from pathlib import Path

import pytest

from antigradient import contract, names
from antigradient.assets import STATIC_DIR, TEMPLATES_DIR
from antigradient.contract import FOLDER, MODULE, files
from antigradient.figure.layers import EXTRA_GROUPS, EXTRA_LAYERS, GROUPS, LAYERS, USUAL_LAYERS
from antigradient.objectives import CONSTANTS, OBJECTIVES
from antigradient.query.display import EXTRA_PARTS
from antigradient.query.views import VIEWS, View
from antigradient.scenario import resolve

SCRIPTS = STATIC_DIR / "js/frame/views"


def test_the_files_are_what_the_registries_say() -> None:
    found = {path: path.read_text(encoding="utf-8") for path in (*FOLDER.iterdir(), MODULE)}
    assert found == files(), "make contract writes them anew"


def test_it_is_written_anew_without_what_is_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contract, "FOLDER", tmp_path / "contract")
    monkeypatch.setattr(contract, "MODULE", tmp_path / "views.js")
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


def test_every_view_has_a_module_and_a_template() -> None:
    """They are found by its id, so that nothing else names a view; a module beside them is of a part."""
    scripts, pages = ({path.stem for path in folder.iterdir()} for folder in (SCRIPTS, TEMPLATES_DIR / "views"))
    assert {*VIEWS} == pages
    assert {*VIEWS} == scripts - {*EXTRA_PARTS}


@pytest.mark.parametrize("view", VIEWS.values(), ids=lambda view: view.id)
def test_a_view_is_described(view: View) -> None:
    assert view.title
    for rows in (view.heights, view.taller):
        widths = [row[0] for row in rows]
        assert widths == sorted(set(widths))
        assert widths[0] == 0, "it has a height at any width"
    lossless = [id for id, loss in OBJECTIVES.items() if view.need and not view.need.is_met(loss)]
    assert bool(lossless) is (view.need is not None)
    assert view.need is None or str(view.need.lack)
    assert len(lossless) < len(OBJECTIVES)


def test_every_layer_has_a_place_in_the_drawing() -> None:
    assert sorted(EXTRA_GROUPS) == sorted(EXTRA_LAYERS)
    assert {*USUAL_LAYERS} - {"arrows"} <= {*GROUPS}, "arrows are drawn in the groups of the step"
    assert all(str(layer.description) for layer in LAYERS.values())
