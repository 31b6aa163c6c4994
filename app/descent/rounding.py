"""Numbers of few significant digits, for replies that a picture is drawn from and not a proof."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

#: 10^k is a double exactly up to here, so one product or quotient by it is rounded only once.
EXACT_POWER = 22
POWERS = np.array([float(10**k) for k in range(EXACT_POWER + 1)])


def significant(values: Array, digits: int) -> Array:
    """Each number as the double nearest to its decimal of `digits` significant digits: float(f"{x:.{digits}g}").

    So its shortest text has at most that many digits. Zeros, NaN and infinities pass. With x = ±m·10^−k the whole
    number m = round(|x|·10^k) of `digits` digits is found by one rounded operation and x by another; where one does
    not suffice (a near tie between two m, or a power of ten that is no double) Python's own exact routine decides.
    """
    out = np.array(values, dtype=float, order="C")
    flat = out.reshape(-1)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        size = np.abs(flat)
        known = np.isfinite(flat) & (size > 0)
        exponent = np.floor(np.log10(np.where(known, size, 1.0)))
        k = (digits - 1 - exponent).astype(np.int64)
        power = POWERS[np.minimum(np.abs(k), EXACT_POWER)]
        scaled = np.where(k >= 0, size * power, size / power)
        m = np.rint(scaled)
        nearest = np.where(k >= 0, m / power, m * power)
        top = 10.0**digits
        doubtful = (np.abs(k) > EXACT_POWER) | (scaled < top / 10) | (scaled >= top)
        doubtful |= np.abs(np.abs(scaled - m) - 0.5) <= top * np.finfo(float).eps
    sure = known & ~doubtful
    flat[sure] = np.copysign(nearest, flat)[sure]
    for i in np.flatnonzero(known & doubtful):
        flat[i] = float(f"{flat[i]:.{digits}g}")
    return out
