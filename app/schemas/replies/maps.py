"""Replies about the map: the loss over the window, and where runs from all over it end."""

from __future__ import annotations

from pydantic import Field

from antigradient.outcomes import Outcome

from .common import LossReply, Model, Number, Open


class Contour(Model):
    """The curve where the loss equals `level`."""

    level: float
    lines: list[list[tuple[float, float]]] = Field(description="Pieces; each a list of [w, b].")


class Band(Model):
    """The region where the loss lies between `from` and `to`."""

    from_: float = Field(alias="from")
    to: float
    polygons: list[list[list[tuple[float, float]]]] = Field(
        description="Polygons; each an outer ring, then its holes; rings are closed."
    )


class Minimum(Open):
    """The grid's least loss and where it is."""

    w: float = 0
    b: float = 0
    loss: float


class LevelLabel(Model):
    """The loss, as it is written on a contour."""

    at: tuple[float, float]
    turn: float = Field(description="Degrees clockwise, at most 90 either way.")
    text: str


class FieldColumns(Model):
    """The field of gradients, an entry for each arrow."""

    at: list[tuple[float, float]] = Field(description="Middles.")
    along: list[tuple[float, float]] = Field(description="Directions as unit vectors in pixels, y down.")
    length: list[float] = Field(description="Pixels: stronger and weaker by decades, to look at, not to measure.")


class MarkedPoint(Model):
    """A minimum or a saddle."""

    at: tuple[float, float]
    kind: str = Field(description="minimum or saddle.")
    exact: bool = Field(description="Whether it is known; else the grid suggests it.")


class SurfaceReply(LossReply, Open):
    """The loss over the window; with three parameters the axes bear the plane's names."""

    w: list[float] = Field(default=[], description="Places of the columns.")
    b: list[float] = Field(default=[], description="Places of the rows.")
    undefined: int = Field(description="Cells where the loss has no finite value.")
    broken: int = Field(
        description="Squares of four values that the loss is not continuous in: nothing is drawn there."
    )
    minimum_inside: bool = Field(
        description="Whether a minimum is near the grid's least value: it has values all around, and no break."
    )
    minimum: Minimum | None = Field(description="The grid's least loss; null where no cell has one.")
    loss: list[list[Number]] = Field(default=[], description="One row for each b, one column for each w.")
    contours: list[Contour] = Field(default=[])
    bands: list[Band] = Field(default=[])
    labels: list[LevelLabel] = Field(default=[], description="Labels on the contours, for a map of `width` pixels.")
    field: FieldColumns | None = Field(default=None, description="Arrows of the gradient, likewise.")
    stationary: list[MarkedPoint] = Field(default=[], description="Minima and saddles.")


class Reached(Model):
    """A minimum that runs may reach."""

    point: list[float]
    loss: float
    kind: str = Field(description="global, local or window (the least on the map) where it is known, else found.")


class BasinsReply(LossReply, Open):
    """Where runs from all over the map end; with three parameters the axes bear the plane's names."""

    w: list[float] = Field(default=[], description="Starts, of the columns.")
    b: list[float] = Field(default=[], description="Starts, of the rows.")
    outcome: list[list[Outcome]] = Field(description="One row for each b, one column for each w.")
    minimum_index: list[list[int | None]] = Field(description="Place in `minima`; null where the run reached none.")
    minima: list[Reached]
