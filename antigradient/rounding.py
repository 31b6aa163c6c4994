"""Numbers of few significant digits, for replies that are drawn and not computed with."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import floor, log10

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

#: So many significant digits tell any two doubles from each other.
MOST = 17
#: 10^k is a double exactly up to here, so a product or quotient with it is rounded only once.
EXACT = 22
POWERS = np.array([float(10**k) for k in range(EXACT + 1)])

# Between two powers of two lies at most one power of ten. By the exponent bits of a double: the decimal exponent of
# the lower end, and the power of ten from which on it is one more. (Zero, subnormals, infinities and NaN: any.)
_ENDS = [2.0 ** min(max(bits - 1023, -1022), 1023) for bits in range(2048)]
_DECADE = np.array([floor(log10(end)) for end in _ENDS], dtype=np.int64)
_NEXT = np.array([float(f"1e{decade + 1}") for decade in _DECADE.tolist()])


def significant(values: Array, digits: int) -> Array:
    """For replies: each number as the double nearest to its decimal of `digits` digits, float(f"{x:.{digits}g}").

    So its shortest text has at most that many digits. Zeros, NaN and infinities pass. With x = ±m·10^−k the whole
    number m = round(|x|·10^k) of `digits` digits is found by one rounded operation and x by another; where one does
    not suffice (a near tie between two m, or a power of ten that is no double) Python's own exact routine decides.
    """
    out = np.array(values, dtype=float, order="C")
    flat = out.reshape(-1)
    size = np.abs(flat)
    with np.errstate(invalid="ignore", over="ignore"):
        binade = size.view(np.int64) >> 52
        k = (digits - 1) - _DECADE.take(binade) - (size >= _NEXT.take(binade))
        if k.size and k.min() >= 0 and k.max() <= EXACT:
            power = POWERS.take(k)
            scaled = size * power
            m = np.rint(scaled)
            nearest, doubtful = m / power, False
        else:
            power = POWERS[np.minimum(np.abs(k), EXACT)]
            scaled = np.where(k >= 0, size * power, size / power)
            m = np.rint(scaled)
            nearest, doubtful = np.where(k >= 0, m / power, m * power), np.abs(k) > EXACT
        # The scaled number is off by half a unit in its last place at most, which is less than 10^digits·ε.
        doubtful = doubtful | (np.abs(np.abs(scaled - m) - 0.5) <= 10.0**digits * np.finfo(float).eps)
    doubts = np.flatnonzero(doubtful & (size > 0) & np.isfinite(size))
    if doubts.size:  # often the same few numbers: a map's vertices lie on the lines of its grid
        some, which = np.unique(size[doubts], return_inverse=True)
        nearest[doubts] = np.array([float(f"{x:.{digits}g}") for x in some.tolist()]).take(which)
    passing = ~np.isfinite(size)
    np.copysign(nearest, flat, out=flat, where=~passing if passing.any() else True)
    return out


def to_place(values: Array, low: float, high: float, digits: int) -> Array:
    """For replies: coordinates to `digits` digits of their place between low and high; no −0, none crosses an end.

    The unit is the power of ten next to 10^−digits of the width, whatever the distance from 0: so many places, to
    within half a decade, lie side by side in a window however narrow. Of a place outside, farther from the middle than
    the width, they are digits of that distance: the direction in which it lies is kept as well as inside. A place that
    would cross an end has more digits.
    """
    width, away = high - low, np.abs(values - (low + high) / 2)
    if not away.size or np.fmax.reduce(away, None) <= width:
        out = to_decimals(values, digits - round(log10(width)))
    else:
        out = np.array(values, dtype=float, order="C")
        decades = np.rint(np.log10(np.maximum(away, width)))
        for decade in np.unique(decades[np.isfinite(decades)]).tolist():
            ones = decades == decade
            out[ones] = to_decimals(out[ones], digits - int(decade))
    crosses = ((low <= values) & (values <= high)) != ((low <= out) & (out <= high))
    if crosses.any():
        values = values[crosses]
        out[crosses] = to_place(values, low, high, digits + 1) if digits < MOST else values
    return out


def to_decimals(values: Array, k: int) -> Array:
    """For `to_place`: each number to `k` decimals (k < 0: tens, hundreds, …), without −0; exact ones are kept."""
    values = np.asarray(values, dtype=float)
    if abs(k) > EXACT:  # the power of ten is no double: Python's own exact routine
        rounded = [round(x, k) + 0.0 for x in values.ravel().tolist()]
        return np.array(rounded, dtype=float).reshape(values.shape)
    power = POWERS[abs(k)]
    scaled = np.multiply(values, power) if k >= 0 else np.divide(values, power)
    whole = np.fmax.reduce(np.abs(scaled), None, initial=0.0) >= 2.0**52
    m = np.rint(scaled)
    nearest = np.divide(m, power, out=m) if k >= 0 else np.multiply(m, power, out=m)
    nearest += 0.0
    return np.where(np.abs(scaled) < 2.0**52, nearest, values + 0.0) if whole else nearest


def to_distinct_digits(values: Sequence[float], digits: int) -> list[float]:
    """For levels in replies: increasing numbers to `digits` digits, or as many as keep neighbours apart."""
    gaps = [after - before for before, after in pairwise(values)]
    rounded = []
    for i, value in enumerate(values):
        near = [gap for gap in gaps[max(i - 1, 0) : i + 1] if gap > 0]
        units = [floor(log10(min(near) / 2))] if near else []  # moves by a quarter of the gap at most
        units += [floor(log10(abs(value))) - digits + 1] if value else []
        rounded.append(round(value, -min(units)) + 0.0 if units else 0.0)
    return rounded
