"""Numbers of few significant digits, for replies that a picture is drawn from and not a proof."""

from __future__ import annotations

from math import floor, log10

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

#: 10^k is a double exactly up to here, so a product or quotient with it is rounded only once.
EXACT = 22
POWERS = np.array([float(10**k) for k in range(EXACT + 1)])

# Between two powers of two lies at most one power of ten. By the exponent bits of a double: the decimal exponent of
# the lower end, and the power of ten from which on it is one more. (Zero, subnormals, infinities and NaN: any.)
_ENDS = [2.0 ** min(max(bits - 1023, -1022), 1023) for bits in range(2048)]
_DECADE = np.array([floor(log10(end)) for end in _ENDS], dtype=np.int64)
_NEXT = np.array([float(f"1e{decade + 1}") for decade in _DECADE.tolist()])


def significant(values: Array, digits: int) -> Array:
    """Each number as the double nearest to its decimal of `digits` significant digits: float(f"{x:.{digits}g}").

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
