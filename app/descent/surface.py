"""The loss over a window: a grid of values, its minimum, its contour lines and filled bands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
from contourpy import FillType, LineType, SerialContourGenerator, ZInterp

from app.descent.levels import choose_levels
from app.descent.objectives import Loss
from app.descent.objectives.base import Window

Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Band:
    """The region where low ≤ L ≤ high: polygons, each an outer ring and its holes, rings of shape (k, 2), closed."""

    low: float
    high: float
    polygons: list[list[Array]]


@dataclass(frozen=True)
class Line:
    """The curve L = level: pieces of shape (k, 2)."""

    level: float
    pieces: list[Array]


@dataclass(frozen=True)
class Surface:
    """L on a grid: axes `w` (W,) and `b` (B,), `loss` (B, W) with NaN where it has no finite value."""

    w: Array
    b: Array
    loss: Array
    wanted: int

    @cached_property
    def undefined(self) -> int:
        """How many cells have no finite value."""
        return int(np.count_nonzero(np.isnan(self.loss)))

    @cached_property
    def minimum(self) -> tuple[float, float, float] | None:
        """(w, b, loss) of the grid's least value; None where no cell has one."""
        if self.undefined == self.loss.size:
            return None
        least = np.nanargmin(self.loss) if self.undefined else np.argmin(self.loss)
        row, column = np.unravel_index(int(least), self.loss.shape)
        return float(self.w[column]), float(self.b[row]), float(self.loss[row, column])

    @cached_property
    def levels(self) -> Array:
        """The levels of lines and bands, increasing."""
        return choose_levels(self.loss, self.wanted)

    def contours(self) -> list[Line]:
        """One curve for each level."""
        pieces = self._generator.multi_lines(self.levels) if len(self.levels) else []
        return [Line(float(level), list(lines)) for level, lines in zip(self.levels, pieces, strict=True)]

    def bands(self) -> list[Band]:
        """The regions between neighbouring levels, from the grid's minimum to its maximum; together they tile it."""
        if self.minimum is None:
            return []
        low, high = self.minimum[2], float(np.nanmax(self.loss))
        edges = [low, *self.levels.tolist(), high]
        # A band is open below: the lowest has to reach a little further to hold the minimum itself.
        filled = self._generator.multi_filled([np.nextafter(low, -np.inf), *edges[1:]])
        return [
            Band(lower, upper, _polygons(points, offsets))
            for (lower, upper), (points, offsets) in zip(pairwise(edges), filled, strict=True)
        ]

    @cached_property
    def _generator(self) -> Any:  # its methods' types cover every fill_type at once
        # Without contour_generator(), which takes as long over masked arrays as a level takes to draw.
        return SerialContourGenerator(
            *np.meshgrid(self.w, self.b),
            self.loss,
            np.isnan(self.loss),
            corner_mask=True,
            line_type=LineType.Separate,
            fill_type=FillType.OuterOffset,
            quad_as_tri=False,
            z_interp=ZInterp.Linear,
        )


def _polygons(points: list[Array], offsets: list[npt.NDArray[np.uint32]]) -> list[list[Array]]:
    return [
        [polygon[start:end] for start, end in pairwise(rings)] for polygon, rings in zip(points, offsets, strict=True)
    ]


#: Puts the map's two coordinates among the parameters: (w, b) ↦ θ.
Place = Callable[[Array, Array], tuple[Array, ...]]


def surface(loss: Loss, window: Window, grid: int, levels: int, place: Place = lambda w, b: (w, b)) -> Surface:
    """L on a `grid` × `grid` lattice over `window` = (w_min, w_max, b_min, b_max), ends included.

    With more than two parameters `place` says which two are the axes and where the others are held.
    """
    w = np.linspace(window[0], window[1], grid)
    b = np.linspace(window[2], window[3], grid)
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        values = np.ascontiguousarray(loss.on_grid(*place(w[None, :], b[:, None])), dtype=float)
    finite = np.isfinite(values)
    return Surface(w, b, values if finite.all() else np.where(finite, values, np.nan), levels)
