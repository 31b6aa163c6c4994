"""Scenarios: every default of the design, and every refusal by name."""

from __future__ import annotations

import gc
import weakref
from typing import Any

import pytest

from antigradient.objectives import OBJECTIVES
from antigradient.optimisers import HYPERPARAMETERS, OPTIMISERS
from antigradient.parameters import ETA, GENERAL, NARROWEST, THETA_LIMIT, Parameter
from antigradient.scenario import ScenarioError, resolve


def refusals(**given: Any) -> dict[str, str]:
    with pytest.raises(ScenarioError) as refused:
        resolve(given)
    return {name: str(reason) for name, reason in refused.value.errors}


def test_defaults_are_those_of_the_design() -> None:
    scenario = resolve({}).described()
    expected = {
        "objective": "sigmoid-squared",
        "data": "five",
        "reduction": "half_sum",
        "optimiser": "gd",
        "eta": 1.5,
        "gamma": 0.9,
        "start": [-2.0, -2.0],
        "window": [-4.0, 4.0, -4.0, 4.0],
        "steps": 100,
        "tol": 1e-6,
        "grid": 129,
        "levels": 20,
        "step": 0,
    }
    assert {name: scenario[name] for name in expected} == expected


@pytest.mark.parametrize("id", OBJECTIVES)
def test_each_objective_brings_its_own_defaults(id: str) -> None:
    objective, scenario = OBJECTIVES[id], resolve({"objective": id})
    assert scenario.start == objective.start
    assert scenario.window == objective.window
    assert scenario.numbers["eta"] == objective.eta
    assert scenario.reduction == objective.reduction
    assert (scenario.data.id if scenario.data else None) == objective.data


@pytest.mark.parametrize("id", OPTIMISERS)
def test_each_optimiser_runs_with_its_defaults(id: str) -> None:
    scenario = resolve({"optimiser": id})
    suited = OBJECTIVES["sigmoid-squared"].defaults.get(id, {})
    for parameter in OPTIMISERS[id].hyper:
        assert scenario.numbers[parameter.name] == suited.get(parameter.name, parameter.default)
    assert scenario.ledger().rows > 1


def test_what_is_given_is_kept_and_none_is_not_given() -> None:
    given = {"eta": 0.25, "gamma": 0.5, "start": [1, 2], "window": (0, 1, 0, 2), "steps": 7.0, "tol": 0, "data": None}
    scenario = resolve(given)
    assert scenario.start == (1.0, 2.0)
    assert scenario.window == (0.0, 1.0, 0.0, 2.0)
    assert scenario.numbers["eta"] == 0.25
    assert scenario.numbers["gamma"] == 0.5
    assert scenario.numbers["steps"] == 7
    assert isinstance(scenario.numbers["steps"], int)
    assert scenario.numbers["tol"] == 0.0
    assert scenario.data is not None
    assert scenario.data.id == "five"


def test_resolving_what_was_described_changes_nothing() -> None:
    for given in (
        {},
        {"data": [[1.0, 0.2], [2.0, 0.3]]},
        {"objective": "logistic-2"},
        {"objective": "bowl", "eta": 2.0},
    ):
        described = resolve(given).described()
        assert resolve(described).described() == described


def test_the_same_scenario_gives_the_same_ledger() -> None:
    first, second = resolve({"eta": 3.0}).ledger(), resolve({"eta": 3.0}).ledger()
    assert first.outcome == second.outcome
    for name, column in first.columns.items():
        assert column.tobytes() == second.columns[name].tobytes()


@pytest.mark.parametrize(
    ("given", "parameter", "words"),
    [
        ({"data": "nowhere"}, "data", "is none of the data sets"),
        ({"data": "two-clouds"}, "data", "has 2 inputs where this loss takes 1"),
        ({"objective": "logistic-2", "data": "five"}, "data", "has 1 inputs where this loss takes 2"),
        ({"objective": "bowl", "data": "five"}, "data", "has no place in this loss"),
        ({"data": []}, "data", "needs at least one point"),
        ({"data": [[1.0]]}, "data", "point 1 has 1 values"),
        ({"objective": "sigmoid-log", "data": [[1.0, 1.5]]}, "data", "outside [0, 1]"),
        ({"objective": "sigmoid-log", "data": [[1.0, -0.5]]}, "data", "outside [0, 1]"),
        ({"objective": "sigmoid-log", "reduction": "half_sum"}, "reduction", "is not one of this loss's: sum, mean"),
        ({"objective": "bowl", "reduction": "sum"}, "reduction", "has no place in this loss"),
        ({"start": [1.0]}, "start", "has 1 values where this loss has 2: w, b"),
        ({"start": [1.0, 2.0, 3.0]}, "start", "has 3 values where this loss has 2: w, b"),
        ({"objective": "logistic-2", "start": [1.0, 2.0]}, "start", "has 2 values where this loss has 3: w1, w2, b"),
        ({"start": [2 * THETA_LIMIT, 0.0]}, "start", "has a value beyond ±1e+12"),
        ({"window": [0, 1, 0]}, "window", "has 3 values where it needs 4"),
        ({"window": [1, 0, 0, 1]}, "window", "must have wmin < wmax and bmin < bmax"),
        ({"window": [0, 1, 1, 1]}, "window", "must have wmin < wmax and bmin < bmax"),
        ({"window": [0, 0, 0, 0]}, "window", "must have wmin < wmax and bmin < bmax"),
        ({"window": [1e6, 1e6 + 1e-6, 0, 1]}, "window", "is too narrow"),
        ({"window": [1, 1.0000000001, 0, 1]}, "window", "is too narrow"),
        ({"window": [0, 1e-310, 0, 1e-310]}, "window", "is too narrow"),
        ({"window": [0, 1, -5e-10, 4.9e-10]}, "window", "is too narrow"),
        ({"window": [0, 2 * THETA_LIMIT, 0, 1]}, "window", "has a value beyond ±1e+12"),
    ],
)  # fmt: skip
def test_refusals_name_the_parameter_and_say_why(given: dict[str, Any], parameter: str, words: str) -> None:
    (refused,) = refusals(**given).items()
    assert refused[0] == parameter
    assert words in refused[1]


def test_all_refusals_come_at_once() -> None:
    assert set(refusals(data=[], reduction="none", start=[1.0], window=[1])) == {"data", "reduction", "start", "window"}


def test_the_points_limit_is_the_callers() -> None:
    assert resolve({"data": [[0.0, 0.5]] * 3}, points=3).data is not None
    with pytest.raises(ScenarioError, match="at most 2 are taken"):
        resolve({"data": [[0.0, 0.5]] * 3}, points=2)


# Numbers


@pytest.mark.parametrize("parameter", [ETA, *HYPERPARAMETERS.values(), *GENERAL.values()], ids=lambda p: p.name)
def test_parameters_accept_their_default_and_their_ends(parameter: Parameter) -> None:
    assert parameter.refusal(parameter.default) is None
    assert (parameter.refusal(parameter.low) is None) != parameter.above
    assert (parameter.refusal(parameter.high) is None) != parameter.below
    beyond = 1 if parameter.integer else 1e-9 * max(1.0, abs(parameter.high))
    assert parameter.refusal(parameter.low - beyond)
    assert parameter.refusal(parameter.high + beyond)
    low, high = parameter.slider_range or (parameter.low, parameter.high)
    assert parameter.low <= low < high <= parameter.high
    assert parameter.help.endswith(".")
    if parameter.scale == "log":
        assert low > 0
    if parameter.integer:
        assert str(parameter.refusal(parameter.default + 0.5)) == "must be a whole number"


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_parameters_refuse_what_is_not_finite(value: float) -> None:
    for parameter in (ETA, *HYPERPARAMETERS.values(), *GENERAL.values()):
        assert parameter.refusal(value)


def test_a_run_is_computed_once_while_somebody_has_it() -> None:
    scenario = resolve({"steps": 3})
    run = scenario.ledger()
    assert scenario.ledger() is run
    gone = weakref.ref(run)
    del run
    gc.collect()
    assert gone() is None, "a scenario, which is remembered, does not hold what is large"
    assert scenario.ledger().rows == 4


def test_the_least_width_of_a_window_is_the_one_that_is_named() -> None:
    (refused,) = refusals(window=[0, 0.99e-9, 0, 1]).values()
    assert refused == "is too narrow: each side must be at least 1e-9, and at least a billionth of its largest edge"
    assert NARROWEST == 1e-9
    for window in ([0, 1e-9, -1e-9, 1e-9], [1, 1 + 1.01e-9, 0, 1], [1e12 - 1001, 1e12, -1e12, 1e12]):
        assert resolve({"window": window}).window == tuple(window)
