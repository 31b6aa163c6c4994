"""Every fault of `make mutants` can be planted, and one that no test sees is said to survive."""

import shlex
from pathlib import Path

import pytest

from scripts.faults import FAULTS, Fault
from scripts.mutants import NotPlantedError, main, planted

ROOT = Path(__file__).parent.parent


def test_there_are_thirty_and_no_name_twice() -> None:
    assert len({fault.name for fault in FAULTS}) == len(FAULTS) >= 30


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_each_can_be_planted(fault: Fault) -> None:
    """Its text stands once in its file; whoever changes it changes scripts/faults.py too."""
    text = (ROOT / fault.file).read_text(encoding="utf-8")
    assert planted(fault, text) != text
    files = [word for word in shlex.split(fault.tests) if "/" in word]
    assert files
    assert all((ROOT / file).is_file() for file in files)


@pytest.mark.parametrize("old", ["nowhere to be found", "return"])
def test_a_text_that_is_gone_or_stands_twice_is_an_error(old: str) -> None:
    with pytest.raises(NotPlantedError, match=r"stands [02] times"):
        planted(Fault("x", "x.py", old, "", ""), "return 1\nreturn 2\n")


def test_one_that_changes_nothing_survives_and_one_that_is_seen_does_not(capsys: pytest.CaptureFixture[str]) -> None:
    tests = "tests/library/test_levels.py -k finite"
    file, old = "antigradient/levels.py", "if finite.size == 0:"
    faults = [
        Fault("a-comment", file, old, f"{old}  # none", tests),
        Fault("an-error", file, old, "if finite.size >= 0:", "tests/library/test_levels.py -k huge"),
    ]
    assert main([], faults) == 1
    said = capsys.readouterr().out
    assert "SURVIVED a-comment" in said
    assert "seen     an-error" in said
    assert said.endswith("1 of 2 were seen\n  survived: a-comment\n")
    with pytest.raises(SystemExit, match="no such fault: nonsense"):
        main(["nonsense"], faults)
    with pytest.raises(NotPlantedError, match="did not run"):
        main([], [faults[0]._replace(tests="tests/library/test_levels.py -k nonsense")])
