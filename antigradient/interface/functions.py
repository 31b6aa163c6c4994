"""The public functions: one for each question that the API answers, with its names, defaults and checks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from antigradient.interface.questions import found, refused
from antigradient.interface.results import Reply, Run
from antigradient.interface.values import GivenLoss, loss_values
from antigradient.objectives import OBJECTIVES
from antigradient.optimisers import OPTIMISERS


def run(loss: GivenLoss = None, /, **scenario: Any) -> Run:
    """For anyone: the path of an optimiser over a loss, and of each further run in `vs`.

    `loss` is the id of one of ours ("ravine"), a formula in w and b ("w^2+b^4"), or a function of w and b made of
    numpy's functions; `scenario` any names of the API (`optimiser="momentum", eta=0.05`), where `data` may be points,
    an array, a data frame or the path of a table too. `columns` chooses those of the inputs and the label by names or
    by numbers from 1; the run's `table_notes` say what was left out. Raises ScenarioError.
    """
    return Run(found("trajectory", _merged(loss, scenario)))


def compare(
    loss: GivenLoss = None, /, optimisers: Iterable[str | Mapping[str, Any]] = tuple(OPTIMISERS)[:9], **scenario: Any
) -> Run:
    """For anyone: several optimisers on one loss, each an id or names of its own ({"optimiser": "adam", "eta": 0.1}).

    The run is the first's, and its `runs` are the others'. Raises ScenarioError.
    """
    own = [{"optimiser": one} if isinstance(one, str) else dict(one) for one in optimisers]
    for name in ("optimiser", "vs"):
        if name in scenario:
            raise refused(name, "refusal.given_twice")
    first, *others = own or [{}]
    return run(loss, **{**scenario, **first, **({"vs": others} if others else {})})


def surface(loss: GivenLoss = None, /, **scenario: Any) -> Reply:
    """For anyone: the loss on a grid over the window, with contour lines and filled bands. Raises ScenarioError."""
    return Reply(found("surface", _merged(loss, scenario)))


def gradient(loss: GivenLoss = None, /, **scenario: Any) -> Reply:
    """For anyone: value, gradient and Hessian at `point`, by default the start. Raises ScenarioError."""
    return Reply(found("gradient", _merged(loss, scenario)))


def derivation(loss: GivenLoss = None, /, **scenario: Any) -> Reply:
    """For anyone: how the gradient at `point` comes about, stage by stage. Raises ScenarioError."""
    return Reply(found("derivation", _merged(loss, scenario)))


def step(loss: GivenLoss = None, /, **scenario: Any) -> Reply:
    """For anyone: what one step promises to each order and does, along `u`, or turned by `beta`. Raises ScenarioError.

    By default it goes from the start against the gradient.
    """
    return Reply(found("step", _merged(loss, scenario)))


def taylor(f: GivenLoss = None, /, **names: Any) -> Reply:
    """For anyone: the series of a formula or function of x: f(x + δ), term by term. Raises ScenarioError."""
    given = dict(names)
    if f is not None:
        if "f" in given:
            raise refused("f", "refusal.given_twice")
        given["f"] = f
    if callable(given.get("f")):
        given |= loss_values(given["f"], ("x",))
    return Reply(found("taylor", given))


def basins(loss: GivenLoss = None, /, **scenario: Any) -> Reply:
    """For anyone: where the run from each point of a grid ends. Raises ScenarioError."""
    return Reply(found("basins", _merged(loss, scenario)))


def _merged(loss: GivenLoss, scenario: Mapping[str, Any]) -> dict[str, Any]:
    """The scenario with the loss that stands before it."""
    given = dict(scenario)
    if callable(given.get("f")):
        given |= loss_values(given["f"])
    if loss is None:
        return given
    named = loss_values(loss)
    for name in ("objective", "f"):
        if given.get(name) is not None and (name in named or named.get("objective") in OBJECTIVES):
            raise refused(name, "refusal.given_twice")
    return {**given, **named}
