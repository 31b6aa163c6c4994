"""Contour levels that show the valley as well as the cliff."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]


def choose_levels(loss: Array, count: int) -> Array:
    """At most `count` rounded levels between the least and the largest finite loss of a grid, increasing.

    Losses span decades, so equal steps would spend every level on the cliff. The levels grow like L_min + s(r^i − 1):
    even near the minimum, geometric far above it. s is chosen so that half of them lie below the grid's lower quartile
    q (of L − L_min, R its range): s(√(1 + R/s) − 1) = q has the solution s = q²/(R − 2q). Where R ≤ 2q the loss is not
    crowded towards its minimum and the steps are even.
    """
    finite = loss[np.isfinite(loss)]
    if finite.size == 0:
        return np.empty(0)
    low, high = float(finite.min()), float(finite.max())
    spread = high - low
    if not np.isfinite(spread) or spread <= 4e-15 * max(abs(low), abs(high)):
        return np.empty(0)
    quartile = float(np.quantile(finite, 0.25)) - low
    i = np.arange(1, count + 1) / (count + 1)
    if spread <= 2.5 * quartile:
        exact = low + spread * i
    else:
        s = max(quartile * quartile / (spread - 2 * quartile), 1e-9 * spread)
        exact = low + s * np.expm1(i * np.log1p(spread / s))
    return _rounded(exact, low, high)


def _rounded(levels: Array, low: float, high: float) -> Array:
    """Each level to as few digits as keep it within a tenth of the gap below it: short labels, same picture."""
    gaps = np.diff(levels, prepend=low)
    units = 10.0 ** np.floor(np.log10(gaps / 5))
    rounded = np.unique(np.round(levels / units) * units)
    # 0.30000000000000004 is 3 · 0.1: print what was meant.
    clean = np.array([float(f"{level:.12g}") for level in rounded])
    return clean[(clean > low) & (clean < high)]
