"""The loss over a window: a grid of values, its minimum, its contour lines and filled bands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate, pairwise
from math import inf
from typing import Any

import numpy as np
import numpy.typing as npt
from contourpy import FillType, LineType, SerialContourGenerator, ZInterp

from antigradient.breaks import BreakTest, BrokenCells, find_broken_cells
from antigradient.levels import choose_levels, without_tails
from antigradient.objectives import Loss
from antigradient.objectives.base import Window
from antigradient.words import Message
from antigradient.work import TooMuchError, attributed_to, current_work, spend

Array = npt.NDArray[np.float64]

#: Levels that are drawn on the same part of the grid: a part costs as much as a level to set up.
TOGETHER = 3
#: Nanoseconds of a corner of a line; of a part of the grid with its levels, and of each of its points; of a point of
#: the grid beside its loss, and of one that is put between levels.
CORNER, PART, POINT, CELL, SORTED = 110.0, 90e3, 20.0, 3.0, 20.0


@dataclass(frozen=True)
class Band:
    """For /surface and the figure: the region low ≤ L ≤ high as polygons, each an outer ring and its holes.

    Rings have shape (k, 2) and are closed.
    """

    low: float
    high: float
    polygons: list[list[Array]]


@dataclass(frozen=True)
class ContourLine:
    """For /surface and the figure: the curve L = level, as pieces of shape (k, 2)."""

    level: float
    pieces: list[Array]


@dataclass(frozen=True)
class Surface:
    """For maps: L on a grid with axes `w` (W,) and `b` (B,), `loss` (B, W), NaN where it has no finite value.

    `broken` tells where it is not continuous between the grid's points, `poles` whether it may have any.
    """

    w: Array
    b: Array
    loss: Array
    wanted: int
    broken: BrokenCells | None = None
    poles: bool = False

    @cached_property
    def undefined(self) -> int:
        """For /surface: the number of grid points without a finite value."""
        return int(np.count_nonzero(np.isnan(self.loss)))

    @cached_property
    def minimum(self) -> tuple[float, float, float] | None:
        """For /surface and the figure: (w, b, loss) of the grid's least value; None where no point has one."""
        if self.undefined == self.loss.size:
            return None
        least = np.nanargmin(self.loss) if self.undefined else np.argmin(self.loss)
        row, column = np.unravel_index(int(least), self.loss.shape)
        return float(self.w[column]), float(self.b[row]), float(self.loss[row, column])

    @property
    def broken_cells(self) -> int:
        """For /surface: the number of squares between four points with values in which the loss is not continuous."""
        return 0 if self.broken is None else int(np.count_nonzero(self.broken.cells))

    @cached_property
    def minimum_inside(self) -> bool:
        """For the figure: whether a minimum is near the grid's least value, with values and no break all around it.

        On the window's edge it is only the lowest that one sees, and beside a pole the lowest that the grid hits.
        """
        if self.minimum is None:
            return False
        w, b, _ = self.minimum
        j, i = int(np.searchsorted(self.b, b)), int(np.searchsorted(self.w, w))
        around = self.loss[max(j - 1, 0) : j + 2, max(i - 1, 0) : i + 2]
        cells = None if self.broken is None else self.broken.cells[max(j - 1, 0) : j + 1, max(i - 1, 0) : i + 1]
        return bool(around.size == 9 and np.isfinite(around).all() and (cells is None or not cells.any()))

    @cached_property
    def levels(self) -> Array:
        """For lines and bands: their levels, increasing."""
        return choose_levels(without_tails(self.loss) if self.poles else self.loss, self.wanted)

    @cached_property
    def edges(self) -> list[float]:
        """For bands and their key: the least value, the levels, the largest value; [] where there is no value."""
        if self.minimum is None:
            return []
        return [self.minimum[2], *self.levels.tolist(), float(np.nanmax(self.loss))]

    @cached_property
    def corners(self) -> int:
        """For budgets of work: the corners of all lines, one on each grid edge for every level that crosses it."""
        loss = self._lattice[2]
        k = np.searchsorted(self.levels, loss).astype(np.int16)
        crossed = [np.abs(np.diff(k, axis=axis)) for axis in (0, 1)]
        if self.undefined or self.broken:  # NaN counted as above all levels there
            crossed = [c * np.isfinite(np.diff(loss, axis=axis)) for axis, c in enumerate(crossed)]
        return sum(int(c.sum(dtype=np.int64)) for c in crossed)

    def fitting(self, corners: float = inf) -> Surface:
        """For the figure: this surface with half the levels, again and again, until its corners fit the work left."""
        found, most = self, min(corners, current_work().corners)
        while found.corners > most and found.wanted > 1:
            found = replace(found, wanted=found.wanted // 2)
        return found

    def _drawn(self, times: int) -> None:
        """Counts the work of all lines, or of bands, which have each twice. Raises TooMuchError."""
        spend(SORTED * self.loss.size)
        limit = current_work().corners
        if self.corners > limit:
            fits = self.fitting()
            most = fits.wanted if fits.corners <= limit else None
            reason = Message("too_much.corners", {"corners": self.corners, "most": limit})
            raise TooMuchError("levels" if most else "grid", most, reason)
        with attributed_to("levels", lambda: None):
            spend(times * CORNER * self.corners + sum(PART + POINT * part[1].size for part in self._parts))

    def contours(self) -> list[ContourLine]:
        """For /surface and the figure: one curve for each level. Raises TooMuchError."""
        self._drawn(1)
        curves = [curve for edges, _, part in self._parts for curve in part.multi_lines(edges[:-1])]
        # The first edge is no level: it lies below all that there is.
        drawn = iter(self._inside([piece for curve in curves[1:] for piece in curve]))
        return [
            ContourLine(level, [next(drawn) for _ in pieces])
            for level, pieces in zip(self.levels.tolist(), curves[1:], strict=True)
        ]

    def bands(self) -> list[Band]:
        """For /surface and the figure: the regions between neighbouring levels, which together tile the grid's range.

        Raises TooMuchError.
        """
        self._drawn(2)
        filled = [band for edges, _, part in self._parts for band in part.multi_filled(edges)]
        drawn = iter(self._inside([polygon for points, _ in filled for polygon in points]))
        return [
            Band(low, high, _polygons([next(drawn) for _ in points], offsets))
            for (low, high), (points, offsets) in zip(pairwise(self.edges), filled, strict=True)
        ]

    def _inside(self, pieces: list[Array]) -> list[Array]:
        """Pieces within the window: a vertex on its edge is found between two points, and rounding may put it out."""
        if not pieces:
            return pieces
        joined = np.concatenate(pieces)
        for column, axis in zip(joined.T, (self.w, self.b), strict=True):
            np.clip(column, axis[0], axis[-1], out=column)
        joined += 0.0  # and no vertex is at −0
        return split_rows(joined, pieces)

    @cached_property
    def _lattice(self) -> tuple[Array, Array, Array]:
        """The grid that lines and bands are drawn on: twice as fine where the loss is not continuous."""
        if self.broken is None:
            return self.w, self.b, self.loss
        return self.broken.masked(self.w, self.b, self.loss)

    @cached_property
    def _parts(self) -> list[tuple[Array, Array, Any]]:
        """Neighbouring levels, the least part of the grid that holds them, and a generator of their lines and bands.

        Most levels cross few cells, and for each level all cells are looked at. What is drawn is the same to the last
        bit: beyond the part there is no cell that one of these lines or bands enters.
        """
        if self.minimum is None:
            return []
        # A band is open below: the lowest has to reach a little further to hold the minimum itself.
        edges = np.array([np.nextafter(self.minimum[2], -np.inf), *self.levels, self.edges[-1]])
        runs = [edges[i : i + TOGETHER + 1] for i in range(0, len(edges) - 1, TOGETHER)]
        w, b, loss = self._lattice
        boxes = zip(_spans(loss, runs), _spans(loss.T, runs), strict=True)
        grid = (*np.meshgrid(w, b), loss, np.isnan(loss))
        return [(run, loss[box], _generator(*(a[box] for a in grid))) for run, box in zip(runs, boxes, strict=True)]


def split_rows(joined: Array, pieces: Sequence[Array]) -> list[Array]:
    """For curves computed together: the joined rows, cut back into the pieces that they were joined of."""
    ends = list(accumulate(map(len, pieces)))
    return [joined[start:end] for start, end in pairwise([0, *ends])]


def _spans(loss: Array, runs: list[Array]) -> list[slice]:
    """For each run of edges the rows of points from the first to the last cell that its lines or bands enter.

    They enter no row of cells whose points all lie above the run's last edge, or all at or below its first.
    """
    least, most = np.fmin.reduce(loss, axis=1), np.fmax.reduce(loss, axis=1)
    least, most = np.fmin(least[1:], least[:-1]), np.fmax(most[1:], most[:-1])
    entered = [np.flatnonzero((least <= run[-1]) & (most > run[0])) for run in runs]
    return [slice(cells[0], cells[-1] + 2) if cells.size else slice(0, 2) for cells in entered]


def _generator(*grid: Any) -> Any:  # its methods' types cover every fill_type at once
    # Without contour_generator(), which takes as long over masked arrays as a level takes to draw.
    return SerialContourGenerator(
        *grid,
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


def compute_surface(loss: Loss, window: Window, grid: int, levels: int, place: Place = lambda w, b: (w, b)) -> Surface:
    """For a scenario's map: L on a `grid` × `grid` lattice over (w_min, w_max, b_min, b_max), ends included.

    With more than two parameters `place` says which two are the axes and where the others are held.
    """
    w = np.linspace(window[0], window[1], grid)
    b = np.linspace(window[2], window[3], grid)
    spend(CELL * grid * grid)
    with attributed_to("grid"), np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        values = np.ascontiguousarray(loss.on_grid(*place(w[None, :], b[:, None])), dtype=float)
    finite = np.isfinite(values)
    values = values if finite.all() else np.where(finite, values, np.nan)
    breaks: BreakTest | None = getattr(loss, "breaks", None)
    if breaks is None:
        return Surface(w, b, values, levels)
    return Surface(w, b, values, levels, find_broken_cells(breaks, w, b, values), poles=True)
