"""What the endpoints compute: from a scenario to what a reply says of it, as arrays that JSON is written from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from app.api.messages import message
from app.descent.local import Undefined, local
from app.descent.rounding import significant
from app.descent.scenario import ALL_DIGITS, Scenario
from app.descent.surface import Band, Line
from app.errors import Refusal, invalid

Array = npt.NDArray[np.float64]
Answer = dict[str, Any]
#: Values of an endpoint's own names, defaults included.
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


def surface(scenario: Scenario, extras: Extras) -> Answer:
    """The loss on a grid, its contour lines and its filled bands."""
    parts, rounding, surface = extras["include"], Rounding(scenario), scenario.surface()
    minimum, (x, y) = surface.minimum, scenario.plane
    if minimum is None and scenario.f is not None:
        raise invalid([Refusal("f", "has no finite value anywhere in the window")])
    reply: Answer = {
        x: rounding.array(surface.w),
        y: rounding.array(surface.b),
        "undefined": surface.undefined,
        "minimum": None
        if minimum is None
        else {name: rounding.number(v) for name, v in zip((x, y, "loss"), minimum, strict=True)},
    }
    if "loss" in parts:
        reply["loss"] = rounding.array(surface.loss)
    if "contours" in parts:
        reply["contours"] = _contours(surface.contours(), rounding)
    if "bands" in parts:
        reply["bands"] = _bands(surface.bands(), rounding)
    return reply


def _contours(lines: list[Line], rounding: Rounding) -> list[Answer]:
    pieces = iter(rounding.curves([piece for line in lines for piece in line.pieces]))
    return [{"level": line.level, "lines": [next(pieces) for _ in line.pieces]} for line in lines]


def _bands(bands: list[Band], rounding: Rounding) -> list[Answer]:
    rings = iter(rounding.curves([ring for band in bands for polygon in band.polygons for ring in polygon]))
    return [
        {
            "from": band.low,
            "to": band.high,
            "polygons": [[next(rings) for _ in polygon] for polygon in band.polygons],
        }
        for band in bands
    ]


def gradient(scenario: Scenario, extras: Extras) -> Answer:
    """The loss at one point: value, gradient, curvature, and what each data point adds."""
    point = extras["point"]
    try:
        here = local(scenario.loss, point)
    except Undefined as undefined:
        raise invalid([Refusal("point", f"cannot be used: {undefined}")]) from None
    r = Rounding(scenario)
    columns = {name: r.array(column).tolist() for name, column in scenario.loss.samples(*point).items()}
    return {
        "parameters": list(scenario.objective.parameters),
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


def trajectory(scenario: Scenario, extras: Extras) -> Answer:
    """The path of a run with everything that each step was, promised and did; of each further run, likewise."""
    return {
        "parameters": list(scenario.objective.parameters),
        **_run(scenario, Rounding(scenario)),
        "runs": [{"scenario": run.described(), **_run(run, Rounding(scenario))} for run in scenario.runs],
    }


def _run(scenario: Scenario, rounding: Rounding) -> Answer:
    ledger = scenario.ledger()
    return {
        "outcome": ledger.outcome,
        "message": message(scenario, ledger),
        "steps": {name: column if name == "k" else rounding.array(column) for name, column in ledger.columns.items()},
    }
