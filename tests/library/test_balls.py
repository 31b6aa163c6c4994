"""What rounding may have done to a loss: bounds against 40 digits, and the signs of steps that are told by them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import cache
from typing import Any

import mpmath as mp
import numpy as np
import pytest

from antigradient.balls import ELEMENTARY, UNBOUNDED, UNIT, Ball, rounding_of
from antigradient.change import Change, classify_change
from antigradient.formula import parse
from antigradient.formula.expression import FUNCTIONS, Expression
from antigradient.objectives import OBJECTIVES
from antigradient.objectives.base import Array
from antigradient.optimisers import OPTIMISERS
from antigradient.scenario import Scenario, resolve
from tests.library import references

#: Places for each loss, and digits of the references.
PLACES, DIGITS = 120, 40

EXACT: dict[str, Callable[..., Any]] = {
    "abs": abs, "sigmoid": lambda z: 1 / (1 + mp.exp(-z)), "softplus": lambda z: mp.log(1 + mp.exp(z)),
    "maximum": max, "minimum": min, "cbrt": lambda z: mp.sign(z) * mp.cbrt(abs(z)),
}  # fmt: skip


def places(scenario: Scenario, seed: int = 0) -> Array:
    """Near and far, and every other one near a minimum, where nothing is left but rounding."""
    rng = np.random.default_rng(seed)
    p = len(scenario.objective.parameters)
    found = rng.normal(size=(p, PLACES)) * 10.0 ** rng.uniform(-3, 1.5, PLACES)
    for minimum in scenario.objective.minima[:1]:
        near = rng.normal(size=(p, PLACES)) * 10.0 ** rng.uniform(-9, 0, PLACES)
        found[:, ::2] = (np.array(minimum.point)[:, None] + near)[:, ::2]
    return found


def errors(values: Array, exact: Callable[..., Any], theta: Array) -> np.ndarray:
    """How far values are from the exact ones."""
    with mp.workdps(DIGITS):
        true = [exact(*map(mp.mpf, place)) for place in theta.T.tolist()]
        return np.array([float(abs(mp.mpf(v) - e)) for v, e in zip(values.tolist(), true, strict=True)])


@pytest.mark.parametrize("scenario", references.SCENARIOS, ids=references.label)
def test_no_loss_is_farther_from_the_exact_one_than_its_bound(scenario: Scenario) -> None:
    """However it is computed; and the bound is not so wide that it would hide what is there."""
    loss, theta, exact = scenario.loss, places(scenario), references.reference(scenario)
    along, _ = loss.along(theta, np.zeros_like(theta))
    bound = loss.rounding(theta, along)
    off = errors(along, exact, theta)
    assert np.all(off <= bound)
    assert np.all(errors(loss(*theta), exact, theta) <= bound)
    assert np.median(bound[off > 0] / off[off > 0]) < 100


@pytest.mark.parametrize("id", ["sigmoid-squared", "logistic-2", "camel3", "custom"])
def test_a_bound_that_is_too_narrow_is_seen(id: str) -> None:
    """A hundredth of it would not do: what the test above holds could be broken."""
    scenario = resolve({"objective": id})
    theta = places(scenario)
    value, _ = scenario.loss.along(theta, np.zeros_like(theta))
    off = errors(value, references.reference(scenario), theta)
    assert np.any(off > scenario.loss.rounding(theta, value) / 100)


FORMULAS = [
    "1/(1+exp(-3w))-b/3", "log(1+w^2+4b^2)", "sqrt(w^2+0.1)*cos(3b)", "tan(w)+tanh(20b)", "abs(w-0.3)^1.5+b^-2",
    "(w^2+1)^b", "2^w-e^(b/7)", "max(w,b/3)-min(w*b,0.1)", "floor(9w)/7+sign(b-w)", "cbrt(w-b)+atan(9w)",
    "log10(w/7)*b", "relu(w-b/3)^2", "floor(0.1w/0.3)", "max(0.1,0.3)*floor(b+0.7)",
    "sigmoid(50w)*sin(1000b)", "w^5-b^7+w^-3", "(1+1e-9w)^3-1", "exp(-w^2)*pi", "5",
]  # fmt: skip


@cache
def exactly(text: str) -> Callable[..., Any]:
    """The formula of mpmath numbers, of which typed decimals are exact."""

    def rule(node: Expression, parts: list[Any], w: Any, b: Any) -> Any:
        match node.kind:
            case "variable":
                return {"w": w, "b": b}[node.text]
            case "number":
                return mp.mpf(node.text)
            case "constant":
                return {"pi": mp.pi, "e": mp.e}[node.text] + 0
            case "negative":
                return -parts[0]
            case "+":
                return parts[0] + parts[1]
            case "-":
                return parts[0] - parts[1]
            case "*":
                return parts[0] * parts[1]
            case "/":
                return parts[0] / parts[1]
            case "^":
                return parts[0] ** parts[1]
            case kind:
                return (EXACT.get(kind) or getattr(mp, kind))(*parts)

    def value(node: Expression, w: Any, b: Any) -> Any:
        return rule(node, [value(part, w, b) for part in node.parts], w, b)

    return lambda w, b: value(parse(text).tree, w, b)


@pytest.mark.parametrize("text", FORMULAS)
def test_a_typed_formula_keeps_within_its_bound(text: str) -> None:
    theta = np.abs(np.random.default_rng(1).normal(size=(2, PLACES))) + 0.01
    loss = resolve({"f": text}).loss
    value = loss(*theta)
    bound, off = loss.rounding(theta, value), errors(value, exactly(text), theta)
    assert np.all(off <= bound)
    if np.any(off > 0):
        assert np.median(bound[off > 0] / off[off > 0]) < 200


@pytest.mark.parametrize("name", sorted({f.kind for f in FUNCTIONS.values()} - {"maximum", "minimum"} | {"softplus"}))
def test_every_function_of_the_grammar_knows_balls(name: str) -> None:
    """A middle that is off by all of the radius, either way, is within the bound, which is of the right size."""
    rng = np.random.default_rng(2)
    z = np.abs(rng.normal(size=PLACES)) + 0.05 if name in ("log", "log10", "sqrt") else rng.normal(size=PLACES) * 3
    radius = 10.0 ** rng.uniform(-16, -2, PLACES)
    ball = Ball(z, radius)
    with np.errstate(divide="ignore"):
        found = abs(ball) if name == "abs" else getattr(ball, name)()
    exact = EXACT.get(name) or getattr(mp, name)
    with mp.workdps(DIGITS):
        for i in range(PLACES):
            off = [abs(exact(mp.mpf(z[i]) + side * mp.mpf(radius[i])) - mp.mpf(found.middle[i])) for side in (-1, 1)]
            assert max(off) <= found.radius[i] * (1 + 1e-12)
            if name == "tan" and radius[i] * abs(found.middle[i]) > 0.1:
                continue  # so near to a pole that the ball may hold it
            assert found.radius[i] <= 4 * max(off) + 2 * ELEMENTARY * abs(found.middle[i]) + 2 * radius[i]


def test_near_a_place_without_a_value_there_is_no_bound() -> None:
    for text in ("1/(w-b)", "log(w-b)", "tan(1.5707963267948966*(1+w-b))", "(w-b)^-2", "(w-b)^0.5*0+1/(w-b)"):
        bound = rounding_of(parse(text), np.array([[0.3, 2.0], [0.3, 1.0]]))
        assert bound[0] == UNBOUNDED, text
        assert bound[1] < 1e-12, text
        assert classify_change(1.0, float(bound[0])) is Change.TOO_SMALL


def test_what_a_double_holds_exactly_is_not_doubted() -> None:
    w = np.array([3.0, 0.1])
    assert not np.any(rounding_of(lambda w, b: w, np.array([w, w])))
    assert np.all(rounding_of(lambda w, b: 0.5 * w, np.array([w, w])) <= 1.01 * UNIT * 0.5 * w + 1e-320)
    assert np.all(rounding_of(lambda w, b: 0.1 * w, np.array([w, w])) >= 2 * UNIT * 0.1 * w)


#: Steps of each objective with each optimiser; with the sixteen and the eight of today they are 2 048.
LATE = 16


@pytest.mark.parametrize("optimiser", OPTIMISERS)
def test_no_sign_of_a_late_step_that_is_told_is_wrong(optimiser: str) -> None:
    rng = np.random.default_rng(3)
    told: Counter[Change] = Counter()
    for id in OBJECTIVES:
        scenario = resolve({"objective": id, "optimiser": optimiser, "steps": 400, "tol": 0})
        run, exact = scenario.ledger(), references.reference(scenario)
        names, rows = scenario.objective.parameters, run.rows - 1
        for k in rng.integers(rows // 2, rows, size=LATE).tolist() if rows else []:
            with mp.workdps(DIGITS):
                here, there = (exact(*(mp.mpf(float(run.columns[name][i])) for name in names)) for i in (k, k + 1))
                true = there - here
            actual, doubt = (float(run.columns[name][k]) for name in ("actual", "doubt"))
            assert abs(actual - true) <= doubt, (id, k)
            said = classify_change(actual, doubt)
            if said is not Change.TOO_SMALL:
                assert said is (Change.FALLS if true < 0 else Change.RISES), (id, k)
            told[said] += 1
    assert told.total() >= 0.8 * LATE * len(OBJECTIVES)
    assert told[Change.FALLS] > 20
    if optimiser in ("gd", "newton"):
        assert told[Change.TOO_SMALL] > 5, "no step is late enough for rounding to count"


def test_a_step_that_rounding_hides_has_no_sign() -> None:
    """The loss falls by 2.13e-15, and floats see it rise by 5.55e-16."""
    given = {"objective": "camel3", "start": [1.8, -0.9], "eta": 0.001, "steps": 10_000}
    columns = resolve(given).ledger().columns
    assert columns["actual"][5567] == pytest.approx(5.55e-16, rel=1e-2)
    assert classify_change(columns["actual"][5567], columns["doubt"][5567]) is Change.TOO_SMALL
    assert columns["doubt"][5567] < 5e-14
    assert classify_change(columns["actual"][5], columns["doubt"][5]) is Change.FALLS
