"""Values, gradients and curvatures of every objective that ships, against mpmath and against differences."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from math import inf, log
from typing import Any

import mpmath as mp
import numpy as np
import pytest

from antigradient.data import Data, from_rows
from antigradient.graph import Symbol, javascript
from antigradient.local import H
from antigradient.objectives import OBJECTIVES, REDUCTIONS
from antigradient.objectives import neurons as neurons_module
from antigradient.objectives.base import Array, Minimum, Objective, Reduction
from antigradient.objectives.neurons import FLOATS_UNTIL, NeuronLoss
from antigradient.objectives.sigmoid import SEPARABLE_UNTIL, SigmoidSquared
from antigradient.scenario import Scenario, resolve
from tests.javascript import run
from tests.library import references
from tests.library.references import SCENARIOS, label

each = pytest.mark.parametrize("scenario", SCENARIOS, ids=label)
with_data = pytest.mark.parametrize("scenario", [s for s in SCENARIOS if s.data], ids=label)


def places(scenario: Scenario, count: int = 12) -> np.ndarray:
    """Points spread over the window, shape (p, count), the same in every run."""
    window = np.reshape(scenario.window, (2, 2))
    low, high = window[:, 0], window[:, 1]
    p = len(scenario.objective.parameters)
    spread = np.random.default_rng(7).uniform(size=(p, count))
    bounds = [min(len(low) - 1, i) for i in range(p)]
    found: Array = low[bounds][:, None] + spread * (high - low)[bounds][:, None]
    return found


def close(got: Any, expected: Any, relative: float = 1e-12, scale: float = 0.0) -> bool:
    """Whether `got` is `expected` to a relative error, of the larger of it and `scale`."""
    got, expected = np.asarray(got, dtype=float), np.asarray(expected, dtype=float)
    return bool(np.all(np.abs(got - expected) <= relative * np.maximum(np.abs(expected), scale)))


def size(scenario: Scenario, point: Array) -> float:
    """The size of the sums that cancel in a gradient: by how much rounding may change it."""
    near = scenario.loss(*point)
    curvature = np.abs(np.array(scenario.loss.hessian(*point), dtype=float)).sum()
    return float(1 + abs(near) + curvature * (1 + np.abs(point).max()))


@each
def test_matches_mpmath(scenario: Scenario) -> None:
    loss, exact = scenario.loss, references.reference(scenario)
    with mp.workdps(50):
        for point in places(scenario, 3).T:
            scale = size(scenario, point)
            assert close(loss(*point), exact(*map(mp.mpf, point)), scale=scale)
            assert close(loss.gradient(*point), references.gradient(exact, point), scale=scale)
            assert close(np.array(loss.hessian(*point)), references.hessian(exact, point), scale=scale)


@each
def test_matches_central_differences(scenario: Scenario) -> None:
    loss, theta = scenario.loss, places(scenario)
    for i in range(len(theta)):
        step = np.zeros_like(theta)
        step[i] = H
        slope = (loss(*(theta + step)) - loss(*(theta - step))) / (2 * H)
        gradient = loss.gradient(*theta)
        scale = 1 + np.abs(loss(*theta)) + np.abs(gradient).max(axis=0)
        assert np.all(np.abs(gradient[i] - slope) <= 3e-9 * scale)
        ahead, behind = loss.gradient(*(theta + step)), loss.gradient(*(theta - step))
        for j, entry in enumerate(loss.hessian(*theta)[i]):
            assert np.all(np.abs(entry - (ahead[j] - behind[j]) / (2 * H)) <= 3e-9 * scale)


@each
def test_hessian_is_symmetric(scenario: Scenario) -> None:
    hessian = np.array(scenario.loss.hessian(*places(scenario)))
    assert np.array_equal(hessian, hessian.swapaxes(0, 1))


@each
def test_slope_is_the_gradient_in_plain_floats(scenario: Scenario) -> None:
    for point in places(scenario).T:
        slope = scenario.loss.slope(*point.tolist())
        assert all(type(g) is float for g in slope)
        assert close(slope, scenario.loss.gradient(*point), scale=1e-2 * size(scenario, point))


@each
def test_along_is_value_and_curvature(scenario: Scenario) -> None:
    theta = places(scenario)
    u = np.random.default_rng(3).normal(size=theta.shape)
    value, curvature = scenario.loss.along(theta, u)
    assert value.shape == curvature.shape == theta.shape[1:]
    hessian = np.array(scenario.loss.hessian(*theta))
    assert close(value, scenario.loss(*theta), scale=1.0)
    assert close(curvature, np.einsum("im,ijm,jm->m", u, hessian, u), scale=1e-2 * np.abs(hessian).max())


@each
def test_broadcasts_over_a_grid(scenario: Scenario) -> None:
    loss, p = scenario.loss, len(scenario.objective.parameters)
    axes = [np.linspace(-1, 1, 3 + i).reshape([-1 if j == i else 1 for j in range(p)]) for i in range(p)]
    shape = tuple(3 + i for i in range(p))
    cells = [np.broadcast_to(axis, shape) for axis in axes]
    assert loss(*axes).shape == loss.on_grid(*axes).shape == shape
    for got, at_each_cell in [
        (loss(*axes), loss(*cells)),
        (loss.on_grid(*axes), loss(*cells)),
        *zip(loss.gradient(*axes), loss.gradient(*cells), strict=True),
        *zip(sum(loss.hessian(*axes), ()), sum(loss.hessian(*cells), ()), strict=True),
    ]:
        assert got.shape == shape
        assert close(got, at_each_cell, scale=1.0)


@with_data
def test_samples_sum_to_the_gradient(scenario: Scenario) -> None:
    parameters, data = scenario.objective.parameters, scenario.data
    assert data is not None
    for point in places(scenario, 4).T:
        samples = scenario.loss.samples(*point)
        assert {len(column) for column in samples.values()} == {len(data)}
        sums = [samples[f"d{name}"].sum() for name in parameters]
        assert close(sums, scenario.loss.gradient(*point), scale=1.0)
        inputs = ["x"] if data.inputs == 1 else [f"x{i + 1}" for i in range(data.inputs)]
        assert np.array_equal(np.stack([samples[name] for name in inputs], axis=1), data.x)
        assert np.array_equal(samples["y"], data.y)
        assert close(samples["error"], samples["prediction"] - samples["y"], scale=1.0)
        *weights, b = point
        assert close(samples["z"], np.array(data.x) @ weights + b, scale=1.0)
        # σ′ of these neurons, 1 of a line.
        a = samples["prediction"]
        assert close(
            samples["slope"],
            a * (1 - a) if "log" in scenario.objective.id or "sigmoid" in scenario.objective.id else 1,
            scale=1.0,
        )


@pytest.mark.parametrize("id", [o.id for o in OBJECTIVES.values() if not o.data])
def test_without_data_there_are_no_samples(id: str) -> None:
    assert resolve({"objective": id}).loss.samples(0.5, 0.5) == {}


# Minima


@pytest.mark.parametrize(
    ("objective", "minimum"),
    [(o, m) for o in OBJECTIVES.values() for m in o.minima],
    ids=lambda value: getattr(value, "id", None) or str(value.point),
)
def test_listed_minima_are_minima(objective: Objective, minimum: Minimum) -> None:
    loss: Any = resolve({"objective": objective.id}).loss
    point = minimum.point
    assert float(loss(*point)) == pytest.approx(minimum.loss, abs=1e-13)
    hessian = np.array(loss.hessian(*point), dtype=float)
    # What one rounding of the point itself may leave of the gradient.
    assert np.all(np.abs(loss.gradient(*point)) <= 1e-15 * np.abs(hessian).max() * max(1, *map(abs, point)) * 8)
    assert np.linalg.eigvalsh(hessian).min() >= -1e-12
    w_min, w_max, b_min, b_max = objective.window
    assert w_min <= point[0] <= w_max
    assert b_min <= point[1] <= b_max


def test_global_minima_are_the_least_of_their_map() -> None:
    for objective in OBJECTIVES.values():
        least = [m.loss for m in objective.minima if m.kind == "global"]
        if least:
            drawn = resolve({"objective": objective.id, "grid": 257}).surface().minimum
            assert drawn is not None
            assert drawn[2] >= min(least) - 1e-12
            assert set(least) == {min(least)}
            assert all(m.loss >= min(least) for m in objective.minima)


def test_optimum_of_the_two_points_of_the_lecture() -> None:
    w, b = log(6), -log(4) - log(6) / 2
    for reduction in REDUCTIONS:
        loss: Any = resolve({"data": "cs7015", "reduction": reduction}).loss
        assert float(loss(w, b)) < 1e-31
        assert np.abs(loss.gradient(w, b)).max() < 1e-16
        assert np.linalg.eigvalsh(np.array(loss.hessian(w, b))).min() > 0


# Reductions


@pytest.mark.parametrize("id", [o.id for o in OBJECTIVES.values() if o.reductions])
def test_reductions_differ_by_their_factor_only(id: str) -> None:
    objective = OBJECTIVES[id]
    data = resolve({"objective": id}).data
    assert data is not None
    n = len(data)
    factors = {"half_sum": 0.5, "sum": 1.0, "mean": 1 / n, "half_mean": 0.5 / n}
    point = np.full(len(objective.parameters), 0.7)
    base = resolve({"objective": id, "reduction": "sum"}).loss
    for reduction in objective.reductions:
        loss = resolve({"objective": id, "reduction": reduction}).loss
        assert close(loss(*point), factors[reduction] * base(*point))
        assert close(loss.gradient(*point), factors[reduction] * np.array(base.gradient(*point)))


def test_halved_reductions_suit_squared_errors_only() -> None:
    for objective in OBJECTIVES.values():
        if objective.reductions:
            halved = {r for r in objective.reductions if REDUCTIONS[r].halved}
            assert bool(halved) == objective.id.endswith("-squared")
            assert objective.reduction == ("half_sum" if halved else "sum")


# The plateau

SATURATED = [(30.0, 0.0), (-30.0, 0.0), (0.0, 30.0), (0.0, -30.0), (300.0, 0.0), (-300.0, 0.0), (0.0, 300.0),
             (0.0, -300.0), (0.0, 37.5), (0.0, -37.5), (2.0, 700.0), (-150.0, -100.0)]  # fmt: skip


@pytest.mark.parametrize("id", ["sigmoid-squared", "sigmoid-log", "linear-squared"])
def test_the_formula_of_a_point_is_what_arrays_compute(id: str) -> None:
    """ℓ, ℓ′ and ℓ″, here and in a browser, where a neuron is saturated too."""
    labels = [0.0, 0.2, 0.5, 0.9, 1.0]
    loss = resolve({"objective": id, "data": [[1.0, y] for y in labels]}).loss
    assert isinstance(loss, NeuronLoss)
    z = np.tile(np.concatenate([np.linspace(-8, 8, 33), [-700.0, -40.0, 40.0, 700.0]]), (len(labels), 1))
    y, a = np.broadcast_to(loss.labels, z.shape), loss.activate(z)
    expected = [np.broadcast_to(p(a), z.shape) for p in (loss.point_loss, loss.point_slope, loss.point_curvature)]
    results = {f"out[{i}]": symbol for i, symbol in enumerate(loss.point.symbols(Symbol("z"), Symbol("y")))}
    source = javascript.function("main", ["t", "out"], results, {"z": "t[0]", "y": "t[1]"})
    in_browser = run(source, np.column_stack([z.ravel(), y.ravel()]), 3).T.reshape(3, *z.shape)
    for found in (loss.point(z, y), in_browser):
        assert all(close(one, other, 4e-15, scale=0.01) for one, other in zip(found, expected, strict=True))
        assert close(found[1], expected[1], 4e-15), "a plateau keeps its slope"


@pytest.mark.parametrize("point", SATURATED, ids=str)
@pytest.mark.parametrize("y", [0.0, 0.3, 1.0])
@pytest.mark.parametrize("id", ["sigmoid-squared", "sigmoid-log"])
def test_a_saturated_neuron_keeps_its_digits(id: str, y: float, point: tuple[float, float]) -> None:
    """One point at x = 1, so that no sum hides a term: every partial is ℓ′(z), every second one ℓ″(z).

    Relative accuracy holds as long as the true value is a normal double, and it is 0 only where that underflows.
    """
    loss: Any = resolve({"objective": id, "data": [[1.0, y]], "reduction": "sum"}).loss
    z = mp.mpf(sum(point))
    with mp.workdps(50 + int(abs(z))):
        value, first, second = (mp.diff(lambda z: references.POINT_LOSSES[id](z, mp.mpf(y)), z, n) for n in range(3))
    tiny = np.finfo(float).tiny

    def accurate(got: Any, true: Any, relative: float = 1e-12) -> bool:
        return bool(abs(mp.mpf(float(got)) - true) <= relative * abs(true) + tiny * 1e-12)

    assert accurate(loss(*point), value)
    for got in (*loss.gradient(*point), *loss.slope(*point)):
        assert accurate(got, first)
        assert (got != 0) == (abs(first) > 5e-324)
    for got in sum(loss.hessian(*point), ()):
        assert accurate(got, second)
    curvature = loss.along(np.array(point)[:, None], np.array([[0.5], [-2.5]]))[1][0]
    assert accurate(curvature, 4 * second)


@pytest.mark.parametrize("point", [(30.0, 0.0), (-30.0, 1.0), (300.0, 2.0), (-300.0, -1.0), (0.0, 300.0)], ids=str)
@pytest.mark.parametrize("data", ["five", "cs7015"])
def test_the_plateau_of_the_shipped_data(data: str, point: tuple[float, float]) -> None:
    scenario = resolve({"data": data})
    exact = references.reference(scenario)
    with mp.workdps(900):
        gradient = references.gradient(exact, point)
    for got in ([float(g) for g in scenario.loss.gradient(*np.array(point))], scenario.loss.slope(*point)):
        assert all(g != 0 for g in got)
        assert close([mp.mpf(g) / true for g, true in zip(got, gradient, strict=True)], 1.0)


@pytest.mark.parametrize("theta", [1e12, -1e12])
def test_nothing_overflows_at_the_edge_of_the_parameters(theta: float) -> None:
    data = [[1e6, 0.0], [-1e6, 1.0]]
    for id in ("sigmoid-squared", "sigmoid-log", "linear-squared"):
        loss: Any = resolve({"objective": id, "data": data}).loss
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            parts = [loss(theta, theta), *loss.gradient(theta, theta), *loss.slope(theta, theta)]
        assert np.all(np.isfinite(parts))


# Two roads to one number


def test_many_points_take_the_road_of_arrays() -> None:
    rng = np.random.default_rng(1)
    for id, inputs in (("sigmoid-squared", 1), ("sigmoid-log", 1), ("linear-squared", 1), ("logistic-2", 2)):
        for n in (FLOATS_UNTIL, FLOATS_UNTIL + 1, 400):
            rows = np.column_stack([rng.normal(size=(n, inputs)), rng.uniform(size=n)]).tolist()
            loss = resolve({"objective": id, "data": rows, "reduction": "mean"}).loss
            point = np.full(inputs + 1, 0.4)
            slope = loss.slope(*point.tolist())
            assert all(type(g) is float for g in slope)
            assert close(slope, loss.gradient(*point), scale=1.0)


def test_blocks_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    scenario = resolve({"objective": "sigmoid-squared"})
    theta = places(scenario, 50)
    whole = [scenario.loss(*theta), *scenario.loss.gradient(*theta), *scenario.loss.along(theta, theta)]
    monkeypatch.setattr(neurons_module, "BLOCK", 7 * 5)
    blocks = [scenario.loss(*theta), *scenario.loss.gradient(*theta), *scenario.loss.along(theta, theta)]
    assert all(close(a, b, scale=1e-3) for a, b in zip(whole, blocks, strict=True))


@pytest.mark.parametrize("data", ["five", "cs7015"])
@pytest.mark.parametrize("beyond", [False, True])
def test_outer_products_give_the_same_map_on_both_sides_of_the_guard(
    monkeypatch: pytest.MonkeyPatch, data: str, beyond: bool
) -> None:
    scenario = resolve({"data": data})
    assert scenario.data is not None
    farthest = max(abs(x) for (x,) in scenario.data.x)
    b = 100.0
    w = (SEPARABLE_UNTIL - b) / farthest * (1 + (1e-9 if beyond else -1e-9))
    axes = np.linspace(-w, w, 41)[None, :], np.linspace(-b, b, 31)[:, None]
    direct = scenario.loss(*axes)
    calls: list[tuple[Array, ...]] = []

    def called(loss: SigmoidSquared, *theta: Array) -> Array:
        calls.append(theta)
        return direct

    monkeypatch.setattr(SigmoidSquared, "__call__", called)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        got = scenario.loss.on_grid(*axes)
    assert len(calls) == beyond
    assert close(got, direct, relative=1e-12, scale=1e-3)


# The entries


@pytest.mark.parametrize("objective", OBJECTIVES.values(), ids=OBJECTIVES)
def test_entries_are_whole(objective: Objective) -> None:
    assert OBJECTIVES[objective.id] is objective
    assert len(objective.start) == len(objective.parameters)
    assert objective.eta > 0
    assert objective.description.endswith(".")
    assert objective.described()["source"].endswith(".")
    assert bool(objective.data) == bool(objective.reductions) == bool(objective.inputs)
    w_min, w_max, b_min, b_max = objective.window
    assert w_max > w_min
    assert b_max > b_min
    for shown in objective.formula(objective.reduction).values():
        assert "{reduction}" not in shown
    described = objective.described()
    assert described["id"] == objective.id
    assert all(len(m["point"]) == len(objective.parameters) for m in described["minima"])


@pytest.mark.parametrize("id", OBJECTIVES)
def test_default_runs_go_downhill(id: str) -> None:
    """Each objective's own start and η make a run that is worth looking at."""
    run = resolve({"objective": id}).ledger()
    loss = run.columns["loss"]
    assert run.rows > 5
    assert loss[-1] < loss[0]


def test_huge_labels_do_not_cost_the_curvature_its_digits() -> None:
    """Near z = 0 the bend σ″ is a small difference of σ and 1 − σ, and a label of a million multiplies it."""
    scenario = resolve({"data": [[1.0, 1e6]], "reduction": "sum"})
    exact = references.reference(scenario)
    with mp.workdps(60):
        for z in (1e-9, -1e-7, 1e-3):
            true = references.hessian(exact, (z, 0.0))[0][0]
            assert close(scenario.loss.hessian(*np.array([z, 0.0]))[0][0], true, relative=1e-13, scale=1e-9)


def test_data_may_be_bound_twice() -> None:
    """A bound loss keeps nothing of another's data."""
    one = resolve({"data": [[0.0, 0.5]]}).loss
    two = resolve({"data": [[2.0, 0.1]]}).loss
    assert one.slope(1.0, 1.0) != two.slope(1.0, 1.0)
    assert from_rows([[0.0, 0.5]]) == Data(x=((0.0,),), y=(0.5,))
    assert inf not in one.slope(1.0, 1.0)


@pytest.mark.parametrize("id", [id for id, o in OBJECTIVES.items() if o.inputs])
def test_what_an_entry_says_of_its_output_is_so(id: str) -> None:
    """Symbol, activation, and whether the error alone is the slope of a point's loss by z."""
    objective = OBJECTIVES[id]
    output = objective.output
    assert output is not None
    assert f"{output.symbol}ᵢ" in objective.text
    loss = resolve({"objective": id}).loss
    assert isinstance(loss, neurons_module.NeuronLoss)
    activations: dict[str, Callable[[Array], Array]] = {
        "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
        "identity": lambda z: z,
    }
    for theta in np.random.default_rng(4).uniform(-1.5, 1.5, (3, len(objective.parameters))):
        samples = loss.samples(*theta)
        assert np.allclose(samples["prediction"], activations[output.activation](samples["z"]), rtol=1e-14)
        slope = samples["error"] if output.cancels else 2 * samples["error"] * samples["slope"]
        assert np.allclose(samples["db"], loss.factor * slope, rtol=1e-12)


@pytest.mark.parametrize("id", OBJECTIVES)
def test_other_entries_have_no_output_and_minima_name_their_own_constants(id: str) -> None:
    objective = OBJECTIVES[id]
    assert (objective.output is None) is (objective.inputs == 0)
    for minimum in objective.minima:
        assert {*minimum.positive} <= {constant.name for constant in objective.constants}


@pytest.mark.parametrize("reduction", REDUCTIONS.values())
def test_a_reduction_s_signs_say_its_factor(reduction: Reduction) -> None:
    assert ("½" in reduction.title or "1/2" in reduction.title) is reduction.halved
    assert ("n" in reduction.title) is reduction.mean
    assert reduction.factor(4) == (0.5 if reduction.halved else 1.0) * (0.25 if reduction.mean else 1.0)
