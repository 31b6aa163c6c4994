"""Defaults by pair: with each optimiser the default run of each loss tells its story on the default map."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
import pytest

from antigradient.data import DATASETS
from antigradient.objectives import OBJECTIVES
from antigradient.optimisers import OPTIMISERS
from antigradient.outcomes import Outcome
from antigradient.scenario import resolve

#: A loss on its own data is a case, and so is one on each data set that has defaults for it.
CASES = [*OBJECTIVES, *(f"{loss} {data.id}" for data in DATASETS.values() for loss in data.defaults)]
PAIRS = [(case, optimiser) for case in CASES for optimiser in OPTIMISERS]

#: So much of the window a path spans at least, and so much of what the loss can fall by is left at most.
SPAN, LEFT = 0.1, 0.02


@dataclass(frozen=True)
class Run:
    """The default run of a pair. `inside` tells which of its points lie in the window, `span` how much of it."""

    loss: npt.NDArray[np.float64]
    end: tuple[float, ...]
    inside: npt.NDArray[np.bool_]
    span: float
    outcome: Outcome

    @property
    def rows(self) -> int:
        """Points of the path."""
        return len(self.loss)


@cache
def run(loss: str, optimiser: str) -> Run:
    """The run of a scenario that names its loss, a data set with it, its optimiser, and nothing else."""
    objective, *data = loss.split()
    scenario = resolve({"objective": objective, "optimiser": optimiser, "data": data[0] if data else None})
    ledger = scenario.ledger()
    w, b = (ledger.columns[name] for name in scenario.plane)
    left, right, low, high = scenario.window
    inside = (left <= w) & (w <= right) & (low <= b) & (b <= high)
    span = max(np.ptp(w) / (right - left), np.ptp(b) / (high - low))
    end = tuple(float(ledger.columns[name][-1]) for name in scenario.objective.parameters)
    return Run(ledger.columns["loss"], end, inside, float(span), ledger.outcome)


def lowest(loss: str) -> float:
    """The lowest loss at which any optimiser's run comes to rest, or is stopped."""
    ends = [run(loss, optimiser) for optimiser in OPTIMISERS]
    return min(float(r.loss[-1]) for r in ends if r.outcome in (Outcome.CONVERGED, Outcome.MAX_STEPS))


def settles_at(*point: float) -> Callable[[Run], bool]:
    """The run ends, satisfied, at a stationary point that is not the lowest place."""
    return lambda r: r.outcome is Outcome.CONVERGED and np.allclose(r.end, point, atol=1e-3)


def falls_without_end(r: Run) -> bool:
    """The loss falls to the last: at each of the later steps, and below what it is at the stationary point, 0."""
    return bool((np.diff(r.loss[r.rows // 2 :]) < 0).all()) and r.loss[-1] < 0


def goes_astray(r: Run) -> bool:
    """Newton's steps lead off the map, to where the loss is flat, or has overflowed."""
    return not r.inside[-1] and r.loss[-1] > LEFT * r.loss[0]


def crawls(r: Run) -> bool:
    """The loss falls at every step, and most of the way is still to go when the steps are used up."""
    return r.outcome is Outcome.MAX_STEPS and bool((np.diff(r.loss) < 0).all()) and r.loss[-1] > LEFT * r.loss[0]


def drifts_near(*point: float) -> Callable[[Run], bool]:
    """The run has not come to rest: its steps keep a length, about a minimum that is not the lowest."""
    return lambda r: r.outcome is Outcome.MAX_STEPS and np.allclose(r.end, point, atol=0.1)


def runs_off(r: Run) -> bool:
    """There is no minimum: the loss falls towards 0 and the weights grow, off the map."""
    return bool((np.diff(r.loss) < 0).all()) and not r.inside[-1] and r.loss[-1] < 1e-5


#: What these runs do instead.
EXCEPTIONS: dict[tuple[str, str], Callable[[Run], bool]] = {
    **{("saddle", optimiser): falls_without_end for optimiser in OPTIMISERS if optimiser != "newton"},
    ("saddle", "newton"): settles_at(0, 0),
    ("sigmoid-squared", "newton"): goes_astray,
    ("sigmoid-log", "newton"): goes_astray,
    ("custom", "newton"): goes_astray,
    ("beale", "newton"): settles_at(0, 1),
    ("himmelblau", "newton"): settles_at(-0.270845, -0.923039),
    ("mccormick", "newton"): settles_at(0.5 + np.pi / 3, -0.5 + np.pi / 3),
    ("camel3", "newton"): settles_at(-1.747552, 0.873776),
    ("camel3", "gd"): settles_at(-1.747552, 0.873776),
    ("sigmoid-squared challenger", "newton"): goes_astray,
    ("sigmoid-squared penguin-bills", "newton"): goes_astray,
    **{("logistic-2 iris-setosa-versicolor", optimiser): runs_off for optimiser in ("newton", "bfgs")},
    ("rosenbrock", "gd"): crawls,  # what the valley is famous for
    ("camel3", "rmsprop"): drifts_near(-1.747552, 0.873776),
    ("camel3", "normalised"): drifts_near(-1.747552, 0.873776),
}


@pytest.mark.parametrize(("loss", "optimiser"), PAIRS)
def test_the_default_run_of_a_pair_tells_its_story(loss: str, optimiser: str) -> None:
    found = run(loss, optimiser)
    if instead := EXCEPTIONS.get((loss, optimiser)):
        assert instead(found)
        return
    assert found.span >= SPAN
    assert (~found.inside).sum() <= max(1, found.rows // 10)
    start, end, best = found.loss[0], found.loss[-1], lowest(loss)
    assert end - best <= LEFT * (start - best)


@pytest.mark.parametrize("pair", EXCEPTIONS)
def test_exceptions_are_needed(pair: tuple[str, str]) -> None:
    """A pair that meets the rule is none."""
    found, best = run(*pair), lowest(pair[0])
    outside = (~found.inside).sum() > max(1, found.rows // 10)
    high = not found.loss[-1] - best <= LEFT * (found.loss[0] - best)
    assert pair[0] == "saddle" or found.span < SPAN or outside or high


def test_the_landing_run_ends_satisfied() -> None:
    scenario = resolve({})
    assert scenario.ledger().outcome is Outcome.CONVERGED


def steps_until_satisfied(loss: str, optimiser: str) -> int:
    found = run(loss, optimiser)
    assert found.outcome is Outcome.CONVERGED
    return found.rows - 1


@pytest.mark.parametrize("optimiser", ["momentum", "nesterov"])
def test_momentum_beats_plain_descent_in_the_ravine(optimiser: str) -> None:
    assert steps_until_satisfied("ravine", optimiser) < steps_until_satisfied("ravine", "gd")


@pytest.mark.parametrize("loss", ["ravine", "booth", "matyas", "beale", "linear-squared"])
def test_directions_that_remember_beat_the_search_along_the_gradient(loss: str) -> None:
    """And an inverse Hessian beats the last direction."""
    searches = [steps_until_satisfied(loss, optimiser) for optimiser in ("bfgs", "conjugate", "line-search")]
    assert searches == sorted(set(searches))


@pytest.mark.parametrize("optimiser", ["momentum", "adam", "conjugate", "bfgs"])
def test_rosenbrock_is_reached(optimiser: str) -> None:
    assert np.allclose(run("rosenbrock", optimiser).end, (1, 1), atol=0.06)
    assert not np.allclose(run("rosenbrock", "gd").end, (1, 1), atol=0.3), "where plain descent does not"


def test_a_known_optimiser_and_a_known_number_are_named() -> None:
    """A default of a pair that nothing reads would be a misprint."""
    of_losses = [objective.defaults for objective in OBJECTIVES.values()]
    of_sets = [own.defaults for data in DATASETS.values() for own in data.defaults.values()]
    for defaults in of_losses + of_sets:
        for optimiser, numbers in defaults.items():
            assert {*numbers} <= {"eta", *(p.name for p in OPTIMISERS[optimiser].hyper)}
