"""The endpoints: for each its names beside the scenario's, what it computes, and what that costs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from app.api.messages import message
from app.descent.local import Undefined, local
from app.descent.rounding import significant
from app.descent.scenario import ALL_DIGITS, Scenario
from app.descent.surface import Band, Line
from app.errors import Refusal, invalid
from app.schemas import replies
from app.schemas.fields import Field
from app.schemas.query import INCLUDE, POINT

Array = np.ndarray[Any, np.dtype[np.float64]]
Reply = dict[str, Any]
#: Values of the endpoint's own names.
Extras = Mapping[str, Any]


class Rounding:
    """Rounds what a reply measures to the scenario's `digits`; what it counts or echoes stays as it is."""

    def __init__(self, scenario: Scenario) -> None:
        self.digits = int(scenario.numbers["digits"])

    def array(self, values: Any) -> Array:
        """An array, rounded and contiguous (JSON is written straight from its memory)."""
        if self.digits >= ALL_DIGITS:
            return np.ascontiguousarray(values, dtype=float)
        return significant(np.asarray(values, dtype=float), self.digits)

    def number(self, value: float) -> float:
        """One number."""
        return value if self.digits >= ALL_DIGITS else float(f"{value:.{self.digits}g}")

    def curves(self, pieces: list[Array]) -> list[Array]:
        """Pieces of shape (k, 2), rounded all at once: calls cost more than numbers."""
        if self.digits >= ALL_DIGITS or not pieces:
            return pieces
        rounded = significant(np.concatenate(pieces), self.digits)
        ends = np.cumsum([len(piece) for piece in pieces])
        return [rounded[end - len(piece) : end] for piece, end in zip(pieces, ends.tolist(), strict=True)]


def surface(scenario: Scenario, extras: Extras) -> Reply:
    """The loss on a grid, its contour lines and its filled bands."""
    parts = extras.get("include", INCLUDE.options)
    rounding, surface = Rounding(scenario), scenario.surface()
    minimum = surface.minimum
    names = ("w", "b", "loss")
    reply: Reply = {
        "w": rounding.array(surface.w),
        "b": rounding.array(surface.b),
        "undefined": surface.undefined,
        "minimum": None
        if minimum is None
        else {name: rounding.number(v) for name, v in zip(names, minimum, strict=True)},
    }
    if "loss" in parts:
        reply["loss"] = rounding.array(surface.loss)
    if "contours" in parts:
        reply["contours"] = _contours(surface.contours(), rounding)
    if "bands" in parts:
        reply["bands"] = _bands(surface.bands(), rounding)
    return reply


def _contours(lines: list[Line], rounding: Rounding) -> list[Reply]:
    pieces = iter(rounding.curves([piece for line in lines for piece in line.pieces]))
    return [{"level": line.level, "lines": [next(pieces) for _ in line.pieces]} for line in lines]


def _bands(bands: list[Band], rounding: Rounding) -> list[Reply]:
    rings = iter(rounding.curves([ring for band in bands for polygon in band.polygons for ring in polygon]))
    return [
        {
            "from": band.low,
            "to": band.high,
            "polygons": [[next(rings) for _ in polygon] for polygon in band.polygons],
        }
        for band in bands
    ]


def gradient(scenario: Scenario, extras: Extras) -> Reply:
    """The loss at one point: value, gradient, curvature, and what each data point adds."""
    point = extras.get("point", scenario.start)
    parameters = scenario.objective.parameters
    if len(point) != len(parameters):
        detail = f"has {len(point)} values where this loss has {len(parameters)}: {', '.join(parameters)}"
        raise invalid([Refusal("point", detail)])
    try:
        here = local(scenario.loss, point)
    except Undefined as undefined:
        raise invalid([Refusal("point" if "point" in extras else "start", f"cannot be used: {undefined}")]) from None
    r = Rounding(scenario)
    columns = {name: r.array(column).tolist() for name, column in scenario.loss.samples(*point).items()}
    return {
        "parameters": list(parameters),
        "point": list(point),
        "loss": r.number(here.loss),
        "gradient": r.array(here.gradient),
        "norm": r.number(here.norm),
        "hessian": r.array(here.hessian),
        "eigenvalues": r.array(here.eigenvalues),
        "eigenvectors": r.array(here.eigenvectors),
        "condition_number": None if here.condition_number is None else r.number(here.condition_number),
        "check": {
            "analytic": r.array(here.check.analytic),
            "numeric": r.array(here.check.numeric),
            "relative_error": r.number(here.check.relative_error),
        },
        "samples": [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)],
    }


def trajectory(scenario: Scenario, extras: Extras) -> Reply:
    """The path of a run with everything that each step was, promised and did."""
    rounding, ledger = Rounding(scenario), scenario.ledger()
    return {
        "parameters": list(scenario.objective.parameters),
        "outcome": ledger.outcome,
        "message": message(scenario, ledger),
        "steps": {name: column if name == "k" else rounding.array(column) for name, column in ledger.columns.items()},
    }


def _points(scenario: Scenario) -> int:
    return 1 if scenario.data is None else len(scenario.data)


@dataclass(frozen=True, eq=False)
class Endpoint:
    """A registry entry: everything that routes, docs and tests need to know of an endpoint.

    `weight` estimates the work in units of about a nanosecond; `answer` may raise Problem.
    """

    id: str
    title: str
    about: str
    answer: Callable[[Scenario, Extras], Reply]
    weight: Callable[[Scenario], float]
    reply: type[replies.Reply]
    fields: tuple[Field, ...] = ()
    examples: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


ENDPOINTS: dict[str, Endpoint] = {
    endpoint.id: endpoint
    for endpoint in (
        Endpoint(
            id="surface",
            title="The map: loss, contours, bands",
            about="The loss on a grid over the window, with contour lines and filled bands at well-chosen levels.",
            answer=surface,
            weight=lambda s: s.numbers["grid"] ** 2 * (100 + 5 * _points(s)),
            reply=replies.SurfaceReply,
            fields=(INCLUDE,),
            examples={
                "default": {},
                "own points, contours only": {
                    "data": [[-1, 0.2], [0, 0.5], [2, 0.9]],
                    "include": ["contours"],
                    "digits": 5,
                },
            },
        ),
        Endpoint(
            id="gradient",
            title="One point: gradient, curvature, chain rule",
            about="Value, gradient and Hessian of the loss at a point, checked against central differences, and the "
            "chain rule's factors for each data point. A point where the loss has no value is a 422.",
            answer=gradient,
            weight=lambda s: 200e3 + 100 * _points(s),
            reply=replies.GradientReply,
            fields=(POINT,),
            examples={"default": {}, "another point": {"point": [1, 0.5], "reduction": "mean"}},
        ),
        Endpoint(
            id="trajectory",
            title="A run: path, steps, angles, promises",
            about="Gradient descent or another optimiser, step by step, as columns. Row k holds what holds at θ_k and "
            "of the step taken from it; in the last row the step's columns are null. A large η is never an error: "
            "`outcome` and `message` say how the run ended.",
            answer=trajectory,
            weight=lambda s: s.numbers["steps"] * (2e3 + 200 * _points(s)),
            reply=replies.TrajectoryReply,
            examples={
                "default": {},
                "momentum": {"optimiser": "momentum", "gamma": 0.9, "eta": 0.5, "start": [-3, 2], "steps": 20},
            },
        ),
    )
}
