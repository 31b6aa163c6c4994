"""Cells of a grid in which a loss is not continuous: nothing is drawn through them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
#: Blocks of so many cells a side are tested first, and then the cells of suspected blocks only.
BLOCKS = (32, 8, 1)


class BreakTest(Protocol):
    """For `find_broken_cells`: a loss's test of whether it breaks in cells, lows to highs in each parameter."""

    def suspected(self, low: list[Array], high: list[Array]) -> Flags:
        """For a first look at all cells: True where the loss may break; it never misses a break."""
        ...

    def found(self, low: list[Array], high: list[Array]) -> Flags:
        """For the suspected cells alone: True where the loss does break."""
        ...


@dataclass(frozen=True)
class BrokenCells:
    """For a surface of (B, W) points: broken cells (B−1, W−1), and broken sides along w (B, W−1) and b (B−1, W)."""

    cells: Flags
    along_w: Flags
    along_b: Flags

    def masked(self, w: Array, b: Array, loss: Array) -> tuple[Array, Array, Array]:
        """For a surface's lines: a grid of (2B−1, 2W−1) points, means in between, NaN where the loss is broken."""
        fine = np.full((2 * len(b) - 1, 2 * len(w) - 1), np.nan)
        fine[::2, ::2] = loss
        fine[::2, 1::2] = np.where(self.along_w, np.nan, (loss[:, 1:] + loss[:, :-1]) / 2)
        fine[1::2, ::2] = np.where(self.along_b, np.nan, (loss[1:] + loss[:-1]) / 2)
        centres = (loss[1:, 1:] + loss[1:, :-1] + loss[:-1, 1:] + loss[:-1, :-1]) / 4
        fine[1::2, 1::2] = np.where(self.cells, np.nan, centres)
        return _halved(w), _halved(b), fine


def find_broken_cells(breaks: BreakTest, w: Array, b: Array, loss: Array) -> BrokenCells | None:
    """For a surface: its broken cells and sides, or None where nothing is broken.

    Cells that lack a corner are left out: their missing value already limits what is drawn.
    """
    finite = np.isfinite(loss)
    whole = finite[1:, 1:] & finite[1:, :-1] & finite[:-1, 1:] & finite[:-1, :-1]
    cells = _found(breaks, (w[:-1], w[1:]), (b[:-1], b[1:]), _suspected(breaks, w, b) & whole)
    if not cells.any():
        return None
    beside = np.pad(cells, 1)
    along_w = _found(breaks, (w[:-1], w[1:]), (b, b), beside[1:, 1:-1] | beside[:-1, 1:-1])
    along_b = _found(breaks, (w, w), (b[:-1], b[1:]), beside[1:-1, 1:] | beside[1:-1, :-1])
    return BrokenCells(cells, along_w, along_b)


def _suspected(breaks: BreakTest, w: Array, b: Array) -> Flags:
    """The cells that may be broken, block by block."""
    shape, before = (len(b) - 1, len(w) - 1), BLOCKS[0]
    suspects = np.ones(tuple(-(-n // before) for n in shape), dtype=bool)
    for size in BLOCKS:
        suspects = np.repeat(np.repeat(suspects, before // size, axis=0), before // size, axis=1)
        rows, columns = (-(-n // size) for n in shape)
        suspects = suspects[:rows, :columns].copy()
        j, i = np.nonzero(suspects)
        low = [w[i * size], b[j * size]]
        high = [w[np.minimum((i + 1) * size, shape[1])], b[np.minimum((j + 1) * size, shape[0])]]
        suspects[j, i] = breaks.suspected(low, high)
        before = size
    return suspects


def _found(breaks: BreakTest, w: tuple[Array, Array], b: tuple[Array, Array], suspects: Flags) -> Flags:
    j, i = np.nonzero(suspects)
    low, high = ([w[end][i], b[end][j]] for end in (0, 1))
    found = np.zeros(suspects.shape, dtype=bool)
    found[j, i] = broken_cells(breaks, low, high)
    return found


def broken_cells(breaks: BreakTest, low: list[Array], high: list[Array]) -> Flags:
    """For slices and cells of a surface: in which of the cells from `low` to `high`, both (n,), the loss breaks."""
    found = np.array(breaks.suspected(low, high))
    found[found] = breaks.found([x[found] for x in low], [x[found] for x in high])
    return found


def _halved(axis: Array) -> Array:
    fine = np.empty(2 * len(axis) - 1)
    fine[::2], fine[1::2] = axis, (axis[1:] + axis[:-1]) / 2
    return fine
