"""Whether a loss falls or rises along a step: the one place that gives a difference a sign."""

from __future__ import annotations

from enum import StrEnum
from math import isnan

import numpy as np
import numpy.typing as npt

from antigradient.balls import UNIT

Array = npt.NDArray[np.float64]


class Change(StrEnum):
    """For the ledger and the figure's words: what the loss does along a step, as far as rounding lets one say."""

    FALLS = "falls"
    RISES = "rises"
    TOO_SMALL = "too_small"
    NO_VALUE = "no_value"


def doubt(off: Array, actual: Array) -> Array:
    """For the ledger: bounds on the rounding of the differences `actual`, shape (m−1,), from those of m losses, `off`.

    Rounded up to three binary digits: a bound needs no more, and a column of few different numbers takes little room.
    """
    mantissa, exponent = np.frexp(off[1:] + off[:-1] + UNIT * np.abs(actual))
    return np.asarray(np.ldexp(np.ceil(8.0 * mantissa), exponent - 3))


def classify_change(actual: float, doubt: float) -> Change:
    """For the ledger and the figure: the sign of ΔL, where it exceeds the bound `doubt` on its rounding.

    Within that bound it has no sign; NaN means that there is no value.
    """
    if isnan(actual):
        return Change.NO_VALUE
    if not abs(actual) > doubt:
        return Change.TOO_SMALL
    return Change.FALLS if actual < 0 else Change.RISES
