"""The map: the loss over the window, and where runs from all over it end."""

from __future__ import annotations

from app.api.answers.common import Answer, Extras, Rounding, formula
from app.descent.scenario import Scenario
from app.descent.surface import Band, Line, Surface
from app.errors import Refusal, invalid


def surface(scenario: Scenario, extras: Extras) -> Answer:
    """The loss on a grid, its contour lines and its filled bands."""
    parts, rounding, surface = extras["include"], Rounding(scenario), mapped(scenario)
    minimum, (x, y) = surface.minimum, scenario.plane
    reply: Answer = {
        "formula": formula(scenario),
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


def mapped(scenario: Scenario) -> Surface:
    """The loss over the window. Raises Problem where a typed formula has no value there at all."""
    surface = scenario.surface()
    if surface.minimum is None and scenario.f is not None:
        raise invalid([Refusal("f", "has no finite value anywhere in the window")])
    return surface


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


def basins(scenario: Scenario, extras: Extras) -> Answer:
    """Where the run from each point of the grid ends."""
    rounding, basins, (x, y) = Rounding(scenario), scenario.basins(), scenario.plane
    return {
        "formula": formula(scenario),
        x: rounding.array(basins.w),
        y: rounding.array(basins.b),
        "outcome": basins.outcome.tolist(),
        "minimum_index": [[None if i < 0 else i for i in row] for row in basins.minimum_index.tolist()],
        "minima": [
            {"point": rounding.array(m.point), "loss": rounding.number(m.loss), "kind": m.kind} for m in basins.minima
        ],
    }
