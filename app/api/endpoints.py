"""The table of endpoints: for each its own names, what it answers, and what that costs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.api import answers
from app.api.answers import Answer, Extras
from app.descent.scenario import Scenario
from app.errors import Refusal, invalid
from app.schemas import replies
from app.schemas.fields import Field
from app.schemas.query import INCLUDE, POINT

#: Where all of them are.
PREFIX = "/api/v1/"


def parts(scenario: Scenario, given: Extras) -> Extras:
    """`include`: all parts by default."""
    return {"include": given.get("include", INCLUDE.options)}


def place(scenario: Scenario, given: Extras) -> Extras:
    """`point`: the start by default, one value for each parameter. Raises Problem."""
    point, names = given.get("point", scenario.start), scenario.objective.parameters
    if len(point) != len(names):
        detail = f"has {len(point)} values where this loss has {len(names)}: {', '.join(names)}"
        raise invalid([Refusal("point", detail)])
    return {"point": point}


def points(scenario: Scenario) -> int:
    """How many data points each evaluation of the loss sums over."""
    return 1 if scenario.data is None else len(scenario.data)


@dataclass(frozen=True, eq=False)
class Endpoint:
    """A registry entry: everything that routes, documents and tests need to know of an endpoint.

    `settle` completes the values of the endpoint's own `fields` and checks them against the scenario; `weight`
    estimates the work in nanoseconds. `examples` are whole requests that work. `settle` and `answer` may raise Problem.
    """

    id: str
    title: str
    about: str
    answer: Callable[[Scenario, Extras], Answer]
    weight: Callable[[Scenario], float]
    reply: type[replies.Reply]
    fields: tuple[Field, ...] = ()
    settle: Callable[[Scenario, Extras], Extras] = lambda scenario, given: given
    post: bool = True
    examples: Mapping[str, Mapping[str, Any]] = field(default_factory=lambda: {"default": {}})


ENDPOINTS: dict[str, Endpoint] = {
    endpoint.id: endpoint
    for endpoint in (
        Endpoint(
            id="surface",
            title="The map: loss, contour lines, bands",
            about="The loss on a grid over the window, with contour lines and filled bands at well-chosen levels. "
            "Cells where it has no finite value are null, and counted in `undefined`.",
            answer=answers.surface,
            weight=lambda s: s.numbers["grid"] ** 2 * (100 + 5 * points(s)),
            reply=replies.SurfaceReply,
            fields=(INCLUDE,),
            settle=parts,
            examples={
                "small": {"grid": 5, "levels": 3, "digits": 4},
                "own-points": {
                    "data": [[-1, 0.2], [0, 0.5], [2, 0.9]],
                    "window": [-6, 6, -6, 6],
                    "include": ["contours"],
                    "digits": 5,
                },
            },
        ),
        Endpoint(
            id="gradient",
            title="One point: gradient, curvature, chain rule",
            about="Value, gradient and Hessian of the loss at a point, checked against central differences, and the "
            "chain rule's factors for each data point. A point where the loss has no value is refused.",
            answer=answers.gradient,
            weight=lambda s: 300e3 + 100 * points(s),
            reply=replies.GradientReply,
            fields=(POINT,),
            settle=place,
            examples={
                "start": {"digits": 6},
                "elsewhere": {"point": [1, 0.5], "reduction": "mean", "data": "cs7015"},
            },
        ),
        Endpoint(
            id="trajectory",
            title="A run: path, steps, angles, promises",
            about="An optimiser, step by step, as columns of equal length. Row k holds what holds at θ_k and of the "
            "step taken from there; in the last row the step's columns are null. A large η is never an error: "
            "`outcome` and `message` say how the run ended.",
            answer=answers.trajectory,
            weight=lambda s: sum(run.numbers["steps"] for run in (s, *s.runs)) * (3e3 + 50 * points(s)),
            reply=replies.TrajectoryReply,
            examples={
                "three-steps": {"steps": 3, "digits": 5},
                "momentum": {"optimiser": "momentum", "gamma": 0.8, "eta": 0.5, "start": [-3, 2], "steps": 20},
            },
        ),
    )
}
