"""Scaling: against mpmath, reversible, the loss of the scaled data, θ told in both units, and what cannot be scaled."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp, mpf

import antigradient as ag
from antigradient.data import DATASETS, DataError, from_rows, scaling_of
from antigradient.data.scaling import SCALINGS, STANDARDISE, UNIT
from antigradient.objectives import OBJECTIVES
from antigradient.outcomes import Outcome
from antigradient.recipe import recipe_for
from antigradient.scenario import Scenario, ScenarioError, resolve
from tests.fuzz import fuzzed
from tests.library.test_recipe import ran

NEURONS = [loss for loss in OBJECTIVES.values() if loss.inputs]
HOUSES = [[1100, 199], [1400, 245], [1425, 319], [1550, 240], [1600, 312], [1700, 279], [2350, 405], [2450, 324]]
X, Y = np.array(HOUSES, dtype=float).T
VALUES = st.floats(-1e6, 1e6, allow_nan=False) | st.integers(-1000, 1000).map(float)
WAYS = [id for id in SCALINGS if id != "none"]


@given(st.lists(VALUES, min_size=2, max_size=40), st.sampled_from(WAYS))
@fuzzed(60)
def test_a_column_is_scaled_as_its_formula_says(values: list[float], way: str) -> None:
    data = from_rows([[x, 0.5] for x in values])
    if max(values) - min(values) < 1e-280:  # below, a square's digits go
        return
    scaling = scaling_of(data, way, False)
    assert scaling
    with mp.workdps(400):
        exact = [mpf(v) for v in values]
        shift = min(exact) if way == UNIT else mp.fsum(exact) / len(exact)
        square = mp.fsum((v - shift) ** 2 for v in exact) / len(exact)
        scale = max(exact) - shift if way == UNIT else mp.sqrt(square)
        x, y = scaling.columns
        size = max(map(abs, exact))
        assert abs(x.shift - shift) <= 1e-14 * size
        assert abs(x.scale - scale) <= 1e-13 * scale + 1e-14 * size
    assert (y.name, y.shift, y.scale) == ("y", 0, 1)
    scaled = [v for (v,) in scaling.scaled(data).x]
    bound = 1 if way == UNIT else len(values) ** 0.5 * (1 + 1e-9)
    assert np.abs(scaled).max() <= bound
    assert scaling.scaled(data).y == data.y


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("loss", NEURONS, ids=lambda loss: loss.id)
def test_the_loss_is_that_of_the_scaled_data(loss: Any, way: str) -> None:
    scenario = resolve({"objective": loss.id, "scaling": way})
    assert scenario.data is DATASETS[loss.data], "the data stay the reader's own"
    assert scenario.described()["data"] == loss.data
    columns = np.array(DATASETS[loss.data].rows()).T
    for i, column in enumerate(columns):
        if i < loss.inputs or loss.id == "linear-squared":
            low, high = column.min(), column.max()
            columns[i] = (column - low) / (high - low) if way == UNIT else (column - column.mean()) / column.std()
    own = resolve({"objective": loss.id, "data": columns.T.tolist()})
    theta = [np.array([0.3 + i]) for i in range(len(loss.parameters))]
    assert scenario.loss(*theta) == pytest.approx(own.loss(*theta), rel=1e-12)
    ours, theirs = scenario.loss.gradient(*theta), own.loss.gradient(*theta)
    assert np.array(ours) == pytest.approx(np.array(theirs), rel=1e-12)
    for run in resolve({"objective": loss.id, "scaling": way, "vs": [{"optimiser": "adam"}]}).runs:
        assert run.scaled_data == scenario.scaled_data, "a further run has the same data"


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("loss", NEURONS, ids=lambda loss: loss.id)
def test_own_units_say_the_same_of_every_point(loss: Any, way: str) -> None:
    scenario = resolve({"objective": loss.id, "scaling": way})
    assert scenario.scaling
    assert scenario.data
    assert scenario.scaled_data
    theta = [1.25 - 0.5 * i for i in range(len(loss.parameters))]
    *weights, b = scenario.scaling.own_units(theta)
    label = scenario.scaling.columns[-1]
    for x, scaled in zip(scenario.data.x, scenario.scaled_data.x, strict=True):
        z = sum(w * v for w, v in zip(theta, scaled, strict=False)) + theta[-1]
        own = sum(w * v for w, v in zip(weights, x, strict=True)) + b
        assert own == pytest.approx(z * label.scale + label.shift, rel=1e-12, abs=1e-12)


def ends(scenario: Scenario) -> Outcome:
    return scenario.ledger().outcome


def test_what_courses_show_scaling_is_what_makes_it_converge() -> None:
    given: dict[str, Any] = {"objective": "linear-squared", "data": HOUSES}
    assert ends(resolve(given)) is Outcome.DIVERGED
    scaled = resolve({**given, "scaling": STANDARDISE})
    assert ends(scaled) is Outcome.CONVERGED
    slope, height = np.polyfit(X, Y, 1)
    ledger = scaled.ledger()
    assert scaled.scaling
    last = [float(ledger.columns[name][-1]) for name in ("w", "b")]
    assert scaled.scaling.own_units(last) == pytest.approx((slope, height), rel=1e-5)


def test_the_reply_tells_the_end_in_both_units() -> None:
    given: dict[str, Any] = {"objective": "linear-squared", "data": HOUSES}
    run = ag.run(**given, scaling="standardise", vs=[{"optimiser": "momentum"}])
    slope, height = np.polyfit(X, Y, 1)
    for one in (run, *run["runs"]):
        own = one["own_units"]
        assert own["point"] == pytest.approx((slope, height), rel=1e-5)
    assert run["own_units"]["message"] == (
        "The run ends at w = 0.7883 and b = 0 in scaled units. "
        "In the units of the data that is w = 0.1074 and b = 108.2."
    )
    small = ag.run(**given, scaling="standardise", tol=0.01)
    assert " and b = −0.00065" in small["own_units"]["message"], "what is small and no rounding is told"
    assert [column["name"] for column in run["scaling"]] == ["x", "y"]
    plain = ag.run(**given)
    assert (plain["scaling"], plain["own_units"]) == ([], None)


@pytest.mark.parametrize(("values", "name"), [
    ({"scaling": "standardise", "data": [[1, 0.2], [1, 0.4]]}, "x"),
    ({"scaling": "unit", "data": [[0.1, 0.2], [0.1, 0.4], [0.1, 0.3]]}, "x"),
    ({"scaling": "standardise", "data": [[0.1, 0.2], [0.1, 0.4], [0.1, 0.3]]}, "x"),
    ({"objective": "linear-squared", "scaling": "unit", "data": [[1, 2], [2, 2]]}, "y"),
    ({"objective": "logistic-2", "scaling": "unit", "data": [[1, 2, 0], [2, 2, 1]]}, "x2"),
    ({"scaling": "unit", "data": [[1, 1]]}, "x"),
])  # fmt: skip
def test_a_column_of_equal_values_is_refused_by_its_name(values: dict[str, Any], name: str) -> None:
    with pytest.raises(ScenarioError) as refused:
        resolve(values)
    ((parameter, why),) = refused.value.errors
    assert (parameter, why.code, why.args) == ("scaling", "refusal.constant_column", {"name": name})
    assert "are the same" in str(why)


def test_labels_that_are_classes_or_shares_may_all_be_the_same() -> None:
    assert resolve({"objective": "sigmoid-log", "scaling": "unit", "data": [[1, 1], [2, 1]]}).scaling


@pytest.mark.parametrize("values", [{"objective": "bowl"}, {"f": "w^2+b^2"}])
def test_a_loss_without_data_refuses_scaling(values: dict[str, Any]) -> None:
    assert resolve({**values, "scaling": "none"}).scaling is None, "as an echo says it"
    with pytest.raises(ScenarioError) as refused:
        resolve({**values, "scaling": "unit"})
    assert [(name, why.code) for name, why in refused.value.errors] == [("scaling", "refusal.no_data")]


def test_a_further_run_has_no_scaling_of_its_own() -> None:
    with pytest.raises(ag.ScenarioError, match="vs"):
        ag.run(vs=[{"optimiser": "adam", "scaling": "unit"}])


def test_values_close_to_each_other_and_tiny_ones_keep_their_digits() -> None:
    for base, step in ((9e5, 1e-9), (0.0, 5e-300), (-3e5, 2.5)):
        data = from_rows([[base, 0.1], [base + step, 0.2], [base + 2 * step, 0.3]])
        for way in WAYS:
            scaling = scaling_of(data, way, True)
            assert scaling
            (a,), (b,), (c,) = scaling.scaled(data).x
            assert a < b < c
            assert c - a == pytest.approx(1 if way == UNIT else (3 / 2) ** 0.5 * 2, rel=0.2)
    with pytest.raises(DataError):
        scaling_of(from_rows([[0.0, 1], [5e-324, 1]]), STANDARDISE, True)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("loss", NEURONS, ids=lambda loss: loss.id)
def test_the_recipe_scales_in_one_line_and_goes_the_librarys_way(loss: Any, way: str) -> None:
    scenario = resolve({"objective": loss.id, "scaling": way, "eta": 0.2, "tol": 1e-3})
    found = recipe_for(scenario)
    assert [line.role for line in found.lines].count("scale") == 1
    assert len(found.lines) == len(recipe_for(resolve({"objective": loss.id})).lines) + 1
    columns = scenario.ledger().columns
    wanted = np.stack([columns[name] for name in loss.parameters], axis=1)
    path, said = ran(found)
    path = [*path, tuple(float(word) for word in said.split())][: len(wanted)]
    assert np.abs(np.array(path) - wanted).max() < 1e-12
