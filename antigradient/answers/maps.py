"""The map: the loss over the window, and where runs from all over it end."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np

from antigradient.answers.common import Answer, Rounding, loss_formula
from antigradient.figure.layout import Box, Vector, layout_of
from antigradient.figure.scene import (
    Arrow,
    Label,
    describe_landscape,
    field_arrows,
    level_labels,
    lowest_places,
    stationary_points,
)
from antigradient.query.arguments import Arguments
from antigradient.query.refusals import QueryError, refuse
from antigradient.scenario import Scenario
from antigradient.surfaces import Band, ContourLine, Surface
from antigradient.words import Message


def surface(scenario: Scenario, arguments: Arguments) -> Answer:
    """For /surface: the loss on a grid, its contour lines and its filled bands."""
    parts, rounding, surface = arguments["include"], Rounding(scenario), surface_of(scenario)
    minimum, (x, y) = surface.minimum, scenario.plane
    edges, lowest = rounding.increasing(surface.edges), lowest_places(scenario, surface)
    reply: Answer = {
        "formula": loss_formula(scenario),
        x: rounding.coordinates(x, surface.w),
        y: rounding.coordinates(y, surface.b),
        "undefined": surface.undefined,
        "minimum": None
        if minimum is None
        else {**dict(zip((x, y), rounding.point((x, y), minimum[:2]), strict=True)), "loss": edges[0]},
        "minimum_inside": surface.minimum_inside,
        "lowest": [rounding.point(scenario.plane, place) for place in lowest],
        "broken": surface.broken_cells,
        "description": _said(describe_landscape(scenario, surface, lowest), rounding),
    }
    if "loss" in parts:
        reply["loss"] = rounding.array(surface.loss)
    if "contours" in parts:
        reply["contours"] = _contours(surface.contours(), edges, rounding)
    if "bands" in parts:
        reply["bands"] = _bands(surface.bands(), edges, rounding)
    layout = layout_of(scenario.window, arguments["width"], Box(0, 0, 0, 0))
    if "labels" in parts:
        reply["labels"] = _labels(level_labels(surface.contours(), layout), rounding)
    if "field" in parts:
        reply["field"] = _field(field_arrows(surface, layout), rounding)
    if "stationary" in parts:
        reply["stationary"] = [
            {"at": rounding.point(scenario.plane, point.at), "kind": point.kind, "exact": point.exact}
            for point in stationary_points(scenario, surface)
        ]
    return reply


def _said(message: Message, rounding: Rounding) -> Answer:
    """A sentence with its code and its facts, the numbers in them rounded."""

    def rounded(fact: Any) -> Any:
        if isinstance(fact, dict):
            return {name: rounded(value) for name, value in fact.items()}
        if isinstance(fact, list):
            return [rounded(one) for one in fact]
        return rounding.scalar(fact) if isinstance(fact, float) else fact

    return {"message": str(message), **rounded(message.described())}


def surface_of(scenario: Scenario) -> Surface:
    """For /surface: the scenario's surface. Raises QueryError where a typed formula has no value there at all."""
    surface = scenario.surface()
    if surface.minimum is None and scenario.f is not None:
        raise QueryError([refuse("f", "refusal.no_value")])
    return surface


def _contours(lines: list[ContourLine], edges: list[float], rounding: Rounding) -> list[Answer]:
    pieces = iter(rounding.curves([piece for line in lines for piece in line.pieces]))
    return [
        {"level": level, "lines": [next(pieces) for _ in line.pieces]}
        for level, line in zip(edges[1:-1], lines, strict=True)
    ]


def _bands(bands: list[Band], edges: list[float], rounding: Rounding) -> list[Answer]:
    rings = iter(rounding.curves([ring for band in bands for polygon in band.polygons for ring in polygon]))
    return [
        {"from": low, "to": high, "polygons": [[next(rings) for _ in polygon] for polygon in band.polygons]}
        for (low, high), band in zip(pairwise(edges), bands, strict=True)
    ]


def _labels(labels: list[Label], rounding: Rounding) -> list[Answer]:
    places = _places([label.at for label in labels], rounding)
    return [
        {"at": at, "turn": round(label.turn, 1) + 0.0, "text": label.text}
        for at, label in zip(places, labels, strict=True)
    ]


def _field(arrows: list[Arrow], rounding: Rounding) -> Answer:
    """Columns: middles, directions and lengths."""
    return {
        "at": _places([arrow.at for arrow in arrows], rounding),
        "along": [[round(part, 3) + 0.0 for part in arrow.along] for arrow in arrows],
        "length": [round(arrow.length, 1) for arrow in arrows],
    }


def _places(places: list[Vector], rounding: Rounding) -> list[list[float]]:
    """Points of the map, rounded all at once."""
    return rounding.curves([np.array(places)])[0].tolist() if places else []


def basins(scenario: Scenario, arguments: Arguments) -> Answer:
    """For /basins: where the run from each point of the grid ends."""
    rounding, basins, (x, y) = Rounding(scenario), scenario.basins(), scenario.plane
    names = scenario.objective.parameters
    return {
        "formula": loss_formula(scenario),
        x: rounding.coordinates(x, basins.w),
        y: rounding.coordinates(y, basins.b),
        "outcome": basins.outcome.tolist(),
        "minimum_index": [[None if i < 0 else i for i in row] for row in basins.minimum_index.tolist()],
        "minima": [
            {"point": rounding.point(names, m.point), "loss": rounding.scalar(m.loss), "kind": m.kind}
            for m in basins.minima
        ],
    }
