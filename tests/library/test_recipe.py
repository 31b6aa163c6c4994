"""The recipe as a program: it runs as it is, and takes the library's own steps."""

from __future__ import annotations

import contextlib
import io
from typing import Any

import numpy as np
import pytest

from antigradient.objectives import OBJECTIVES
from antigradient.recipe import Recipe, recipe_for
from antigradient.scenario import resolve
from antigradient.words import LANGUAGES, speaking

NEURONS = [loss for loss in OBJECTIVES.values() if loss.inputs]
#: Every loss of data with each of its reductions; other data, rates and starts, and a run without a tolerance.
SCENARIOS: list[dict[str, Any]] = [
    *({"objective": loss.id, "reduction": reduction} for loss in NEURONS for reduction in loss.reductions),
    {"data": "cs7015", "eta": 10},
    {"data": "cs7015", "eta": 2.5, "start": [3, -1.5], "tol": 0, "steps": 150},
    {"objective": "sigmoid-log", "data": [[1, 0], [2, 1], [1.5, 1], [-1e-3, 0]], "eta": 0.3, "start": [0, 0.25]},
    {"objective": "linear-squared", "eta": 0.02, "start": [1e-7, 2], "tol": 0.125},
    {"objective": "logistic-2", "eta": 0.7, "start": [1, -2, 0.5], "tol": 0, "steps": 40},
]


def ran(found: Recipe) -> tuple[list[tuple[float, ...]], str]:
    """θ at the beginning of every pass of the program, and what it prints."""
    start = next(line.code for line in found.lines if line.role == "start")
    names = [name for name in start.partition(" = ")[0].split(", ") if name != "η"]
    lines = []
    for line in found.lines:
        if line.role == "zero":
            lines.append(f"    path.append(({', '.join(names)}))")
        lines.append(line.text)
    said, path = io.StringIO(), list[tuple[float, ...]]()
    with contextlib.redirect_stdout(said):
        exec("\n".join(lines), {"path": path})  # noqa: S102 -- it is our own
    return path, said.getvalue()


@pytest.mark.parametrize("given", SCENARIOS, ids=lambda given: "-".join(str(value) for value in given.values())[:50])
def test_the_program_goes_the_librarys_way(given: dict[str, Any]) -> None:
    scenario = resolve(given)
    found = recipe_for(scenario)
    columns = scenario.ledger().columns
    wanted = np.stack([columns[name] for name in scenario.objective.parameters], axis=1)
    path, said = ran(found)
    last = [float(word) for word in said.split()]
    if len(path) < len(wanted):  # after the last step it prints, and begins no further pass
        path.append(tuple(last))
    assert len(path) == len(wanted) > 10
    assert np.abs(np.array(path) - wanted).max() < 1e-12
    assert last == list(path[-1])
    assert found.note is None


def test_it_is_about_twelve_lines_and_runs_as_it_is() -> None:
    found = recipe_for(resolve({}))
    assert 10 <= len(found.lines) <= 13
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(found.code, {})  # noqa: S102 -- it is our own
    assert len(said.getvalue().split()) == 2
    assert max(len(line.code) for line in found.lines if line.role != "data") <= 44


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_remarks_are_of_the_readers_language_and_nothing_else_is(language: str) -> None:
    english = recipe_for(resolve({}))
    with speaking(language):
        found = recipe_for(resolve({}))
    assert [line.code for line in found.lines] == [line.code for line in english.lines]
    assert ([line.remark for line in found.lines] == [line.remark for line in english.lines]) is (language == "en")
    compile(found.code, "recipe", "exec")


@pytest.mark.parametrize(("given", "code"), [
    ({"objective": "bowl"}, "recipe.no_data"),
    ({"f": "w^2+b^2"}, "recipe.no_data"),
    ({"optimiser": "adam"}, "recipe.other_rule"),
    ({"batch": 2}, "recipe.batches"),
    ({"schedule": "cosine"}, "recipe.other_rates"),
    ({"moves": [[0, 120.0, 1.0]]}, "recipe.own_steps"),
])  # fmt: skip
def test_no_program_is_shown_that_would_go_another_way(given: dict[str, Any], code: str) -> None:
    found = recipe_for(resolve(given))
    assert (found.lines, found.code) == ((), "")
    assert found.note
    assert found.note.code == code
    assert str(found.note)


@pytest.mark.parametrize(("given", "code"), [
    ({"objective": "linear-squared", "eta": 3}, "recipe.flown"),
    ({"start": [200, 0]}, "recipe.far"),
    ({"objective": "sigmoid-log", "start": [-90, 5]}, "recipe.far"),
    ({"objective": "linear-squared", "start": [40, 40]}, None),
])  # fmt: skip
def test_where_its_arithmetic_gives_way_it_is_said(given: dict[str, Any], code: str | None) -> None:
    note = recipe_for(resolve(given)).note
    assert (note and note.code) == code
