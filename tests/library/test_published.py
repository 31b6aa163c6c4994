"""Published data sets: what is said of them, and where their losses are lowest, by other means."""

from __future__ import annotations

import csv
from itertools import pairwise
from pathlib import Path
from typing import Any

import mpmath as mp
import numpy as np
import pytest
from scipy.optimize import linprog

from antigradient.data import DATASETS, Data
from antigradient.data.registry import FOLDER
from antigradient.objectives import OBJECTIVES
from antigradient.outcomes import Outcome
from antigradient.scenario import Scenario, resolve
from antigradient.words import LANGUAGES, speaking
from scripts.datasets import RECIPES, drawn, label_of

PUBLISHED = {id: data for id, data in DATASETS.items() if data.published}
PAIRS = [(id, loss) for id, data in PUBLISHED.items() for loss in data.defaults]
#: Where a line separates the classes, so that the log loss has no minimum.
SEPARABLE = "iris-setosa-versicolor"


def scenario_of(id: str, loss: str, **more: Any) -> Scenario:
    return resolve({"objective": loss, "data": id, **more})


@pytest.mark.parametrize("data", PUBLISHED.values(), ids=PUBLISHED)
def test_what_is_said_of_a_set(data: Data) -> None:
    assert len(data) <= 60
    assert data.drawn is None or data.drawn > len(data)
    for language in LANGUAGES.values():
        with speaking(language.id):
            said = data.described()
        assert said["licence"].endswith(".")
        assert (said["sample"] is None) is (data.drawn is None)
        assert data.drawn is None or str(data.drawn) in said["sample"]
        assert [column["name"] for column in said["columns"]] == (["x", "y"] if data.inputs == 1 else ["x1", "x2", "y"])
        assert all(column["title"] for column in said["columns"])
        # A column without a unit is a label.
        units = [column["unit"] for column in said["columns"]]
        assert all(units[:-1])
        assert (units[-1] is None) is ({*data.y} <= {0.0, 1.0})


@pytest.mark.parametrize(("id", "loss"), PAIRS)
def test_defaults_are_for_losses_that_take_the_set(id: str, loss: str) -> None:
    data, objective = PUBLISHED[id], OBJECTIVES[loss]
    assert objective.inputs == data.inputs
    own = data.defaults[loss]
    assert len(own.start) == len(objective.parameters)
    w_min, w_max, b_min, b_max = own.window
    assert w_max - w_min == b_max - b_min, "one unit is as long on both axes"
    if objective.output and objective.output.activation == "sigmoid":
        assert {*data.y} == {0.0, 1.0}, "what a sigmoid can answer"


def test_every_set_has_its_file_its_recipe_and_a_loss() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == {*PUBLISHED} == {*RECIPES}
    assert all(data.defaults for data in PUBLISHED.values())


@pytest.mark.parametrize("id", RECIPES)
def test_a_file_has_as_many_points_as_its_rule_draws(id: str) -> None:
    """Which ones they are only the packages can tell, from which `python -m scripts.datasets` remakes them."""
    recipe, data = RECIPES[id], PUBLISHED[id]
    classes = 1 if recipe.label is None else 2
    assert (recipe.count is None) is (data.drawn is None)
    assert recipe.count is None or len(data) == classes * recipe.count
    if recipe.label:
        assert [*data.y] == sorted(data.y), "the class 0 first"


def test_the_rule_keeps_the_order_and_draws_none_twice() -> None:
    rows = [{"i": str(i), "kind": "ab"[i % 2]} for i in range(40)]
    taken = [int(row["i"]) for row in drawn(rows, 12)]
    assert len(taken) == 12
    assert all(one < other for one, other in pairwise(taken))
    assert drawn(rows, None) == rows
    assert [label_of("kind", "a", "b")(row) for row in rows[:2]] == [0, 1]
    assert label_of("kind", "a", "c")(rows[1]) is None
    assert label_of("kind", "a", "b", i="5")(rows[0]) is None


def lowest(scenario: Scenario, near: tuple[float, ...]) -> tuple[float, ...]:
    """Where ∇L is 0, near a point, at 30 digits, from the loss written down once more."""
    data, p = scenario.data, len(near)
    assert data is not None
    rows = [[*map(mp.mpf, x), mp.mpf(1)] for x in data.x]

    def slope(z: Any, y: Any) -> Any:
        a = 1 / (1 + mp.exp(-z))
        return {
            "linear-squared": lambda: z - y,
            "sigmoid-squared": lambda: (a - y) * a * (1 - a),
        }.get(scenario.objective.id, lambda: a - y)()

    def gradient(*theta: Any) -> list[Any]:
        slopes = [slope(mp.fdot(theta, row), y) for row, y in zip(rows, data.y, strict=True)]
        return [mp.fsum(s * row[i] for s, row in zip(slopes, rows, strict=True)) for i in range(p)]

    with mp.workdps(30):
        found = mp.findroot(gradient, near)
        return tuple(float(t) for t in found)


@pytest.mark.parametrize(("id", "loss"), [pair for pair in PAIRS if pair[0] != SEPARABLE])
def test_the_default_run_goes_to_the_optimum_which_is_on_the_map(id: str, loss: str) -> None:
    scenario = scenario_of(id, loss)
    ledger = scenario.ledger()
    end = tuple(float(ledger.columns[name][-1]) for name in scenario.objective.parameters)
    best = lowest(scenario, end)
    w_min, w_max, b_min, b_max = scenario.window
    place = dict(zip(scenario.objective.parameters, best, strict=True))
    w, b = (place[name] for name in scenario.plane)
    assert w_min < w < w_max
    assert b_min < b < b_max
    assert end == pytest.approx(best, rel=5e-3, abs=5e-3)
    if loss == "linear-squared":
        x, y = (np.array(v) for v in ([x for (x,) in PUBLISHED[id].x], PUBLISHED[id].y))
        assert best == pytest.approx(tuple(np.polyfit(x, y, 1)), rel=1e-9)
    # Two are slow: a long valley, and a slope that a squared error makes shallow.
    slow = (id, loss) in {("old-faithful", "linear-squared"), ("challenger", "sigmoid-squared")}
    assert ledger.outcome is (Outcome.MAX_STEPS if slow else Outcome.CONVERGED)


def is_parted(data: Data) -> bool:
    """Whether a line has all points of one class on one side, and all others on the other."""
    x, signs = np.array(data.x), 2 * data.labels - 1
    rows = signs[:, None] * np.column_stack([x, np.ones(len(x))])
    free = [(None, None)] * rows.shape[1]
    found = linprog(np.zeros(rows.shape[1]), A_ub=-rows, b_ub=-np.ones(len(x)), bounds=free)
    return bool(found.status == 0)


def test_one_set_can_be_parted_by_a_line_and_says_so() -> None:
    classes = {id: is_parted(data) for id, data in PUBLISHED.items() if {*data.y} == {0.0, 1.0}}
    assert [id for id, parted in classes.items() if parted] == [SEPARABLE]
    assert len(classes) >= 4
    assert "no minimum" in PUBLISHED[SEPARABLE].source


def test_where_there_is_no_minimum_the_weights_grow() -> None:
    scenario = scenario_of(SEPARABLE, "logistic-2", steps=3_000)
    columns = scenario.ledger().columns
    assert (np.diff(columns["loss"]) < 0).all()
    size = np.hypot(columns["w1"], columns["w2"])
    assert (np.diff(size[10:]) > 0).all()


# What was published of these sets, in the units of those who published it.


def test_anscombes_four_have_the_same_line() -> None:
    """Anscombe 1973: n = 11, means 9 and 7.5, the line y = 3 + 0.5x, a sum of squares of 13.75 about it."""
    pictures = set()
    for i in range(1, 5):
        data = PUBLISHED[f"anscombe-{i}"]
        x, y = 10 * data.columns[0], 10 * data.labels
        slope, intercept = np.polyfit(x, y, 1)
        assert (len(x), x.mean(), round(y.mean(), 2)) == (11, 9, 7.5)
        assert (round(slope, 2), round(intercept, 1)) == (0.5, 3.0)
        assert np.sum((y - slope * x - intercept) ** 2) == pytest.approx(13.75, abs=0.03)
        pictures.add(tuple(y))
    assert len(pictures) == 4


def test_the_shuttles_flights_are_those_of_the_report() -> None:
    """Dalal, Fowlkes and Hoadley 1989: 23 flights, 7 with distress; the known fit is logit = 15.043 − 0.2322 °F."""
    data = PUBLISHED["challenger"]
    assert (len(data), sum(data.y)) == (23, 7)
    fahrenheit = 10 * data.columns[0] + 70
    assert (fahrenheit.min(), fahrenheit.max()) == (53, 81)
    assert all(data.labels[fahrenheit < 65] == 1)
    w, b = lowest(scenario_of("challenger", "sigmoid-log"), (-2.0, -1.0))
    assert w / 10 == pytest.approx(-0.2322, abs=1e-4)
    assert b - 7 * w == pytest.approx(15.043, abs=1e-3)


def test_the_cars_have_the_line_that_is_known() -> None:
    """Ezekiel 1930, in mph and feet: distance = −17.579 + 3.932 speed."""
    data = PUBLISHED["stopping"]
    slope, intercept = np.polyfit(10 * data.columns[0], 10 * data.labels, 1)
    assert len(data) == 50
    assert slope == pytest.approx(3.9324, abs=1e-4)
    assert intercept == pytest.approx(-17.5791, abs=1e-4)


def test_sons_of_tall_fathers_are_tall_but_less_so() -> None:
    slope, _ = np.polyfit(PUBLISHED["galton"].columns[0], PUBLISHED["galton"].labels, 1)
    assert 0.3 < slope < 0.7


def test_files_are_tables() -> None:
    """With a line of names, in a form that a spreadsheet opens."""
    for path in FOLDER.iterdir():
        names, *rows = csv.reader(Path(path).read_text(encoding="utf-8").splitlines())
        assert names in (["x", "y"], ["x1", "x2", "y"])
        assert len(rows) == len(PUBLISHED[path.stem])


# Defaults.


def test_a_set_has_defaults_of_its_own_and_the_others_have_the_losses() -> None:
    """A link that was written before there were any means the same."""
    own = scenario_of("galton", "linear-squared")
    assert own.window == PUBLISHED["galton"].defaults["linear-squared"].window != OBJECTIVES["linear-squared"].window
    assert (own.start, own.numbers["eta"], own.numbers["steps"]) == ((2.0, 0.0), 0.004, 200)
    assert scenario_of("galton", "linear-squared", optimiser="nesterov").numbers["gamma"] == 0.6
    assert scenario_of("galton", "linear-squared", eta=0.1).numbers["eta"] == 0.1
    foreign = scenario_of("galton", "sigmoid-squared")  # nobody's default
    assert foreign.window == OBJECTIVES["sigmoid-squared"].window
    for id, data in DATASETS.items():
        if not data.published:
            loss = "logistic-2" if data.inputs == 2 else "linear-squared"
            scenario = scenario_of(id, loss)
            objective = OBJECTIVES[loss]
            assert (scenario.window, scenario.start) == (objective.window, objective.start)
            assert (scenario.numbers["eta"], scenario.numbers["steps"]) == (objective.eta, objective.steps)


def test_scaled_data_have_the_defaults_of_the_loss() -> None:
    """Those of the set are in its own units; with the loss's all sets are fitted in half of the steps."""
    for id, loss in PAIRS:
        scenario, objective = scenario_of(id, loss, scaling="standardise"), OBJECTIVES[loss]
        assert (scenario.window, scenario.start) == (objective.window, objective.start)
        assert scenario.numbers["eta"] == objective.eta
        losses = scenario.ledger().columns["loss"]
        middle = len(losses) // 2
        assert id == SEPARABLE or losses[middle] - losses[-1] < 0.01 * (losses[0] - losses[-1])


def test_further_runs_have_them_too() -> None:
    scenario = scenario_of("galton", "linear-squared", vs=[{"optimiser": "nesterov"}])
    (further,) = scenario.runs
    assert further.numbers["eta"] == PUBLISHED["galton"].defaults["linear-squared"].defaults["nesterov"]["eta"]
    assert further.start == scenario.start
