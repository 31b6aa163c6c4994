"""Basins: the vectorised run against the loop, start by start, and the minima that runs are said to have reached."""

from __future__ import annotations

import dataclasses
import warnings
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from antigradient.basin_map import ParallelRuns, descend_all, sort_into_minima
from antigradient.batches import minibatches
from antigradient.objectives import OBJECTIVES, Minimum
from antigradient.objectives.base import Array, Loss
from antigradient.optimisers import OPTIMISERS
from antigradient.outcomes import Outcome
from antigradient.scenario import Scenario, resolve
from antigradient.stationary import at_minimum, norm_at_most
from antigradient.trajectory import descend


def starts(scenario: Scenario) -> np.ndarray:
    """The grid's starts, shape (p, grid²), in the order of the reply: rows b, columns w."""
    n, window = int(scenario.numbers["grid"]), scenario.window
    w, b = np.meshgrid(np.linspace(*window[:2], n), np.linspace(*window[2:], n))
    return np.array([np.broadcast_to(t, w.shape).ravel() for t in scenario.theta_at(w, b)])


def compare(scenario: Scenario, places: np.ndarray, tolerance: float = 1e-9) -> int:
    """Holds every run of the field to the loop's own; returns how many steps they took together."""
    ends = descend_all(scenario.loss, scenario.optimiser, places, **scenario._run())
    for i, start in enumerate(places.T):
        path = descend(scenario.loss, scenario.optimiser, start.tolist(), **scenario._run())
        assert ends.outcomes[i] == path.outcome, start
        rows = path.points.shape[1]
        if ends.steps[i] == rows:  # one beyond the path's last: a place without a gradient
            with np.errstate(all="ignore"):
                assert not np.isfinite(np.hypot.reduce(scenario.loss.gradient(*ends.points[:, i]))), start
            continue
        assert ends.steps[i] == rows - 1, start
        scale = max(1.0, np.abs(path.points[:, -1]).max())
        assert np.abs(ends.points[:, i] - path.points[:, -1]).max() <= tolerance * scale, start
    return int(ends.steps.sum())


#: Rules that enlarge rounding errors. RMSProp at a minimum takes steps of full length for ever, and the sign of a
#: rounding error turns them; a Hessian that is singular but for a hair makes H⁻¹g of rounding as much as of H; where
#: directions are learned from differences of gradients, these lose digits.
TOLERANCES = {"rmsprop": 1e-8, "newton": 1e-6, "conjugate": 1e-6, "bfgs": 1e-5}


@pytest.mark.parametrize("optimiser", OPTIMISERS)
@pytest.mark.parametrize("objective", OBJECTIVES)
def test_each_run_is_the_loops_own(objective: str, optimiser: str) -> None:
    # A rule that divides by the gradient's size turns rounding into whole steps near a minimum; long steps stay away.
    eta = 1.0 if objective in ("sigmoid-log", "logistic-2") else None
    scenario = resolve({"objective": objective, "optimiser": optimiser, "eta": eta, "grid": 5, "steps": 30})
    assert compare(scenario, starts(scenario), TOLERANCES.get(optimiser, 1e-9)) > 0


@pytest.mark.parametrize("optimiser", OPTIMISERS)
@pytest.mark.parametrize(
    "more",
    [
        {"batch": 2, "seed": 5},
        {"schedule": "inverse", "decay": 0.3},
        {"schedule": "exponential", "decay": 200.0},
        {"schedule": "cosine"},
        {"batch": 3, "schedule": "cosine", "eta": 0.2},
        {"eta": 1e6},
        {"objective": "cubic", "eta": 30.0},
        {"objective": "linear-squared", "eta": 1.0, "steps": 400},
        {"objective": "logistic-2", "plane": ["w2", "b"], "at": 0.7},
        {"objective": "ravine", "lambda1": -1.0, "lambda2": 3.0, "eta": 0.1, "steps": 400},
        {"objective": "bowl", "eta": 1e-20, "tol": 0.0},
        {"moves": [(0, 150.0, 0.5), (3, 90.0, 0.2), (9, 200.0, 1.0)]},
        {"objective": "bowl", "tol": 3.0},
        {"objective": "bowl", "tol": 0.0, "grid": 5},
        {"data": [[x / 40, 0.5 + x / 200] for x in range(-60, 60)], "reduction": "mean"},
    ],
    ids=lambda more: "-".join(f"{k}={v if len(str(v)) < 20 else 'many'}" for k, v in more.items()),
)
def test_conditions_do_not_part_the_two_roads(optimiser: str, more: dict[str, Any]) -> None:
    scenario = resolve({"optimiser": optimiser, "grid": 4, "steps": 20, **more})
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        compare(scenario, starts(scenario), TOLERANCES.get(optimiser, 1e-9))


@pytest.mark.parametrize("optimiser", OPTIMISERS)
@pytest.mark.parametrize(
    "f",
    [
        "w-log(w)+b^2",
        "exp(w^2)+b^2",
        "1/w+b^4",
        "sqrt(w)*sqrt(b)",
        "1",
        "w+b",
        "e^(9w)-e^(9b)",
        "abs(w)+2abs(b)",
        "10^160*w+b",
    ],
)
def test_formulas_without_a_value_everywhere_end_alike(optimiser: str, f: str) -> None:
    """Where there is no value floats raise and arrays hold NaN: the outcome says the same."""
    scenario = resolve({"objective": "custom", "f": f, "optimiser": optimiser, "grid": 4, "steps": 20, "eta": 0.3})
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        compare(scenario, starts(scenario), 1e-6)


# What a reply holds


def test_rows_are_b_and_columns_w() -> None:
    found = resolve({"objective": "cubic", "grid": 9, "window": (-1, 1, -2, 2), "steps": 2000, "tol": 1e-4}).basins()
    assert found.w.tolist() == np.linspace(-1, 1, 9).tolist()
    assert found.b.tolist() == np.linspace(-2, 2, 9).tolist()
    assert found.outcome.shape == found.minimum_index.shape == (9, 9)
    assert set(found.outcome[:, 0]) == {"diverged"}  # w = −1 falls for ever, whatever b
    assert set(found.outcome[:, -1]) == {"converged"}


def test_a_grid_starts_where_a_run_would() -> None:
    scenario = resolve({"objective": "himmelblau", "grid": 5})
    found = scenario.basins()
    for i, b in enumerate(found.b):
        for j, w in enumerate(found.w):
            run = dataclasses.replace(scenario, start=(float(w), float(b))).ledger()
            assert found.outcome[i, j] == run.outcome


def test_himmelblaus_four_minima_are_reached_each_from_its_side() -> None:
    scenario = resolve({"objective": "himmelblau", "grid": 40, "steps": 400})
    found = scenario.basins()
    assert len(found.minima) == 4
    assert found.minima == list(OBJECTIVES["himmelblau"].minima)
    reached = found.minimum_index[found.outcome == "converged"]
    share = np.bincount(reached[reached >= 0], minlength=4) / found.outcome.size
    assert share.min() > 0.1
    for number, minimum in enumerate(found.minima):
        j, i = (np.abs(axis - t).argmin() for axis, t in zip((found.w, found.b), minimum.point, strict=True))
        assert found.minimum_index[i, j] == number
    assert np.all(found.minimum_index[found.outcome != "converged"] == -1)


@pytest.mark.parametrize("id", [o.id for o in OBJECTIVES.values() if o.minima])
def test_known_minima_are_reached_and_no_other_is_found(id: str) -> None:
    """Newton's runs settle at every stationary point of the map, saddles and maxima too: only minima count."""
    reached = set()
    for optimiser, steps in (("newton", 60), ("line-search", 300)):
        scenario = resolve({"objective": id, "optimiser": optimiser, "grid": 12, "steps": steps, "tol": 1e-5})
        found = scenario.basins()
        reached |= set(found.minimum_index.ravel().tolist())
        w_min, w_max, b_min, b_max = scenario.window
        for m in (m for m in found.minima if m.kind == "found"):  # McCormick's wave goes on beyond the map
            assert not (w_min <= m.point[0] <= w_max and b_min <= m.point[1] <= b_max), m
            assert np.abs(scenario.loss.gradient(*np.array(m.point))).max() < 1e-4
            assert np.linalg.eigvalsh(np.array(scenario.loss.hessian(*np.array(m.point)))).min() > 0
    assert set(range(len(OBJECTIVES[id].minima))) <= reached


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"objective": "saddle", "optimiser": "newton"}, "a saddle"),
        ({"objective": "cubic", "steps": 2000, "tol": 1e-4}, "an inflection: the loss is lower on one side"),
        ({"objective": "cubic", "steps": 2000, "window": (0, 2, -1, 1)}, "the inflection itself"),
        ({"objective": "ravine", "lambda1": -2.0, "lambda2": -3.0, "optimiser": "newton"}, "a maximum"),
        ({"objective": "ravine", "lambda1": -2.0, "lambda2": 3.0, "optimiser": "newton"}, "a saddle"),
        ({"data": [[1.0, 0.5], [2.0, 0.5]], "window": (20, 40, 20, 40), "tol": 1e-6}, "a plateau"),
        ({"data": [[-1.0, 0.0], [1.0, 1.0]], "objective": "sigmoid-log", "eta": 1e5, "steps": 3000, "tol": 1e-4},
         "a loss that falls for ever"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_what_is_flat_but_no_minimum_is_not_counted(given: dict[str, Any], why: str) -> None:
    found = resolve({"grid": 9, **given}).basins()
    assert np.isin(found.outcome, ["converged", "stationary"]).any(), why
    assert found.minima == []
    assert np.all(found.minimum_index == -1)


@pytest.mark.parametrize(
    ("f", "optimiser"),
    [
        ("w^4+b^4", "newton"),
        ("w^4+b^2", "newton"),
        ("(w-b)^2", "gd"),
        ("w^2*b^2+w^2", "gd"),
        ("1-exp(-w^2-b^2)", "gd"),
        ("log(1+w^2+4b^2)", "gd"),
        ("tanh(w^2/4)+tanh(b^2)", "gd"),
    ],
)
def test_flat_bottoms_are_minima(f: str, optimiser: str) -> None:
    scenario = resolve({
        "objective": "custom", "f": f, "optimiser": optimiser, "window": (-2, 2, -2, 2), "grid": 6, "steps": 3000,
        "eta": 1.0 if optimiser == "newton" else 0.05, "tol": 1e-8,
    })  # fmt: skip
    found = scenario.basins()
    settled = found.outcome == "converged"
    assert settled.sum() > 10
    assert np.all(found.minimum_index[settled] >= 0)
    for minimum in found.minima:
        assert float(scenario.loss(*np.array(minimum.point))) == minimum.loss < 1e-5
        assert minimum.kind == "found"


@pytest.mark.parametrize("objective", ["sigmoid-squared", "sigmoid-log", "linear-squared", "logistic-2"])
def test_losses_of_data_have_their_minimum_found(objective: str) -> None:
    """These list none, for it depends on the data: one is found, and it is where Newton's rule stays."""
    scenario = resolve({"objective": objective, "grid": 6, "steps": 3000, "tol": 1e-7})
    found = scenario.basins()
    assert np.all(found.outcome == "converged")
    (minimum,) = found.minima
    assert minimum.kind == "found"
    assert np.all(found.minimum_index == 0)
    point = np.array(minimum.point)
    gradient, hessian = np.array(scenario.loss.gradient(*point)), np.array(scenario.loss.hessian(*point))
    assert np.abs(np.linalg.solve(hessian, gradient)).max() < 1e-5
    assert minimum.loss == float(scenario.loss(*point))
    least = scenario.surface().minimum
    assert least is not None
    assert minimum.loss <= least[2] or objective == "logistic-2"


def test_a_known_minimum_goes_before_what_was_found() -> None:
    scenario = resolve({"objective": "camel3", "grid": 7, "steps": 400})
    ends = descend_all(scenario.loss, scenario.optimiser, starts(scenario), **scenario._run())
    index, minima = sort_into_minima(scenario.loss, ends, (), 5.0)
    assert [m.kind for m in minima] == ["found"] * 3
    known, all_known = sort_into_minima(scenario.loss, ends, scenario.objective.minima, 5.0)
    assert all_known == list(scenario.objective.minima)
    for number, m in enumerate(minima):
        (same,) = {int(k) for k in known[index == number]}
        assert np.allclose(m.point, all_known[same].point, atol=1e-5)
        assert m.loss == pytest.approx(all_known[same].loss, abs=1e-9)
    one = (Minimum((50.0, 50.0), 0.0),)
    assert sort_into_minima(scenario.loss, ends, one, 5.0)[0].min() == 1


def test_at_minimum_sees_each_kind_of_point() -> None:
    loss = resolve({"objective": "himmelblau"}).loss
    minima = [m.point for m in OBJECTIVES["himmelblau"].minima]
    maximum, saddle = (-0.270845, -0.923039), (0.0866775, 2.884255)
    points = np.array([*minima, maximum, saddle]).T
    assert at_minimum(loss, points, 0.02).tolist() == [True] * 4 + [False] * 2
    assert at_minimum(loss, points + 0.5, 0.02).tolist() == [False] * 6
    assert at_minimum(loss, points[:, :0], 0.02).shape == (0,)


# How it runs


def test_runs_that_have_ended_are_not_computed_any_more(monkeypatch: pytest.MonkeyPatch) -> None:
    scenario = resolve({"objective": "camel3", "grid": 16, "steps": 300})
    sizes: list[int] = []
    loss, real = scenario.loss, scenario.loss.gradient

    def counted(*theta: Array) -> tuple[Array, ...]:
        sizes.append(theta[0].size)
        return real(*theta)

    monkeypatch.setattr(loss, "gradient", counted)
    ends = descend_all(loss, scenario.optimiser, starts(scenario), **scenario._run())
    assert sizes[0] == 256
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] < 100
    assert sum(sizes) == ends.steps.sum() + 256  # one look at each point of each path


@pytest.mark.parametrize("optimiser", [o.id for o in OPTIMISERS.values() if o.remembers])
def test_a_rules_memory_goes_with_its_run(optimiser: str) -> None:
    """Runs end at different steps, and those that go on keep their own memory and not a neighbour's."""
    scenario = resolve({"objective": "bowl", "optimiser": optimiser, "steps": 60, "tol": 0.3, "eta": 0.05})
    places = np.array([[0.1, 3.0, -0.2, 1.0, 0.4], [0.0, -2.0, 0.1, 0.7, -0.3]])
    together = descend_all(scenario.loss, scenario.optimiser, places, **scenario._run())
    assert len(set(together.steps.tolist())) > 2
    for i in range(places.shape[1]):
        alone = descend_all(scenario.loss, scenario.optimiser, places[:, i : i + 1], **scenario._run())
        assert alone.points[:, 0].tolist() == together.points[:, i].tolist()
        assert alone.steps[0] == together.steps[i]


def test_a_field_drops_what_has_ended() -> None:
    field = ParallelRuns(np.arange(8.0).reshape(2, 4), ((np.arange(4.0), 0.0, 3), np.arange(4.0)))
    (kept,) = field.end(np.array([True, False, True, False]), Outcome.CONVERGED, 7, np.arange(4.0))
    assert kept.tolist() == [1.0, 3.0]
    assert field.index.tolist() == [1, 3]
    assert field.points.tolist() == [[1.0, 3.0], [5.0, 7.0]]
    assert field.memory[0][0].tolist() == field.memory[1].tolist() == [1.0, 3.0]
    assert field.memory[0][1:] == (0.0, 3)
    field.end(np.array([True, True]), Outcome.DIVERGED, 9)
    assert field.ends.outcomes.tolist() == ["converged", "diverged", "converged", "diverged"]
    assert field.ends.steps.tolist() == [7, 9, 7, 9]


def test_starts_stay_as_they_were() -> None:
    scenario = resolve({"objective": "bowl", "grid": 3})
    places = starts(scenario)
    before = places.copy()
    descend_all(scenario.loss, scenario.optimiser, places, **scenario._run())
    assert np.array_equal(places, before)


def test_no_steps_leave_every_run_where_it_is() -> None:
    scenario = resolve({"objective": "bowl", "grid": 3, "steps": 0})
    ends = descend_all(scenario.loss, scenario.optimiser, starts(scenario), **scenario._run())
    assert np.array_equal(ends.points, starts(scenario))
    assert ends.outcomes.tolist() == ["converged" if not p.any() else "max_steps" for p in starts(scenario).T]


def test_all_starts_see_the_same_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    scenario = resolve({"batch": 2, "seed": 9, "grid": 3, "steps": 7})
    chosen: list[Sequence[int]] = []
    real = scenario.loss.part

    def noted(indices: Sequence[int]) -> Loss:
        chosen.append(indices)
        return real(indices)

    monkeypatch.setattr(scenario.loss, "part", noted)
    scenario.basins()
    order = minibatches(5, 2, 9)
    assert chosen == [next(order) for _ in range(7)]


def test_lengths_are_taken_where_components_leave_it_open() -> None:
    v = np.array([[0.0, 0.6, 0.8, 3.0, np.nan], [0.5, 0.8, 0.61, 4.0, 0.0]])
    assert norm_at_most(v, 1.0).tolist() == [True, True, False, False, False]
    assert norm_at_most(v, 5.0).tolist() == [True, True, True, True, False]


def test_a_length_is_within_itself_and_within_nothing_shorter() -> None:
    """Components that fit alone may not fit together; 3, 4 and 5 are exact."""
    v = np.array([[3.0, 0.0, 5.0, -5.0, np.nan, np.inf], [4.0, 5.0, 0.0, 1e-3, 1.0, 0.0]])
    assert norm_at_most(v, 5.0).tolist() == [True, True, True, False, False, False]
    assert not norm_at_most(v, np.nextafter(5.0, 0.0)).any()
