"""Contour levels that show the valley as well as the cliff."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

#: The steepest growth of levels: the first lies no nearer to the minimum than about this share of the range.
LEAST_SHARE = 1e-9
#: A range within this share of the values is rounding, not shape.
NOISE = 4e-15


#: Beside a pole the loss is arbitrarily large. Tails of this share of the places at each end are ignored ...
TAIL = 0.04
#: ... where the whole range is more than this many times the range without them.
TAILED = 5.0


def without_tails(loss: Array) -> Array:
    """For a surface with poles: its losses clipped to the middle quantiles, where the poles would take all levels."""
    finite = loss[np.isfinite(loss)]
    if not finite.size:
        return loss
    low, high = np.quantile(finite, [TAIL, 1.0 - TAIL])
    with np.errstate(over="ignore"):
        tailed = np.ptp(finite) > TAILED * (high - low)
    return np.clip(loss, low, high) if tailed and low < high else loss


def choose_levels(loss: Array, count: int) -> Array:
    """For a surface: at most `count` rounded levels strictly between its least and largest finite loss, increasing.

    Losses span decades, so equal steps would spend every level on the cliff. The levels grow like L_min + s(r^i − 1):
    even near the minimum, geometric far above it. s is chosen so that half of them lie below the grid's lower quartile
    q (of L − L_min, R its range): s(√(1 + R/s) − 1) = q has the solution s = q²/(R − 2q). Where R ≤ 2.5q the loss is
    not crowded towards its minimum and the steps are even.
    """
    finite = loss[np.isfinite(loss)]
    if finite.size == 0:
        return np.empty(0)
    quarter = finite.size // 4
    finite.partition((0, quarter, -1))
    low, quartile, high = finite[[0, quarter, -1]].tolist()
    spread, quartile = high - low, quartile - low
    if not max(NOISE * max(abs(low), abs(high)), np.finfo(float).tiny / LEAST_SHARE) < spread < np.inf:
        return np.empty(0)
    i = np.arange(1, count + 1) / (count + 1)
    if spread <= 2.5 * quartile:
        above = spread * i
    else:
        s = max(quartile * (quartile / (spread - 2 * quartile)), LEAST_SHARE * spread)
        above = s * np.expm1(i * np.log1p(spread / s))
    return _rounded(low, above, high)


def _rounded(low: float, above: Array, high: float) -> Array:
    """low + above, each to as few digits as keep it within a tenth of the gap below it: short labels, same picture.

    Levels that a double cannot tell apart, beside a large L_min, become one.
    """
    gaps = np.diff(above, prepend=0.0)
    decimals = -np.floor(np.log10(gaps / 5)).astype(int)
    rounded = {round(low + a, d) for a, d in zip(above.tolist(), decimals.tolist(), strict=True)}
    return np.array(sorted(level for level in rounded if low < level < high))
