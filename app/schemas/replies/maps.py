"""Replies about the map: the loss over the window, and where runs from all over it end."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from antigradient.outcomes import Outcome

from .common import LossReply, Model, Number, Open


class Contour(Model):
    """The curve where the loss equals `level`."""

    level: float
    lines: list[list[tuple[float, float]]]


class Band(Model):
    """The region where the loss lies between `from` and `to`."""

    from_: float = Field(alias="from")
    to: float
    polygons: list[list[list[tuple[float, float]]]]


class Minimum(Open):
    """The grid's least loss and where it is."""

    w: float = 0
    b: float = 0
    loss: float


class LevelLabel(Model):
    """The loss, as it is written on a contour."""

    at: tuple[float, float]
    turn: float
    text: str


class FieldColumns(Model):
    """The field of gradients, an entry for each arrow."""

    at: list[tuple[float, float]]
    along: list[tuple[float, float]]
    length: list[float]


class MarkedPoint(Model):
    """A minimum or a saddle."""

    at: tuple[float, float]
    kind: str
    exact: bool


class DescribedMessage(Model):
    """A sentence, and what it is made of."""

    message: str
    code: str
    args: dict[str, Any]


class SurfaceReply(LossReply, Open):
    """The loss over the window; with three parameters the axes bear the plane's names."""

    w: list[float] = Field(default=[])
    b: list[float] = Field(default=[])
    undefined: int
    broken: int
    minimum_inside: bool
    minimum: Minimum | None
    description: DescribedMessage
    lowest: list[tuple[float, float]]
    loss: list[list[Number]] = Field(default=[])
    contours: list[Contour] = Field(default=[])
    bands: list[Band] = Field(default=[])
    labels: list[LevelLabel] = Field(default=[])
    field: FieldColumns | None = None
    stationary: list[MarkedPoint] = Field(default=[])


class Reached(Model):
    """A minimum that runs may reach."""

    point: list[float]
    loss: float
    kind: str


class BasinsReply(LossReply, Open):
    """Where runs from all over the map end; with three parameters the axes bear the plane's names."""

    w: list[float] = Field(default=[])
    b: list[float] = Field(default=[])
    outcome: list[list[Outcome]]
    minimum_index: list[list[int | None]]
    minima: list[Reached]
