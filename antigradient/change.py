"""Whether a loss falls or rises along a step: the one place that gives a difference a sign."""

from __future__ import annotations

from enum import StrEnum
from math import isnan

import numpy as np
import numpy.typing as npt

from antigradient.balls import UNIT

Array = npt.NDArray[np.float64]


class Change(StrEnum):
    """What the loss does."""

    FALLS = "falls"
    RISES = "rises"
    TOO_SMALL = "too_small"
    NO_VALUE = "no_value"


def doubt(off: Array, actual: Array) -> Array:
    """The bound on the rounding of differences `actual`, one fewer than the losses, which are `off` by so much at most.

    Rounded up to three binary digits: a bound needs no more, and a column of few different numbers takes little room.
    """
    mantissa, exponent = np.frexp(off[1:] + off[:-1] + UNIT * np.abs(actual))
    return np.asarray(np.ldexp(np.ceil(8.0 * mantissa), exponent - 3))


def classify_change(actual: float, doubt: float) -> Change:
    """By ΔL and the bound on its rounding: within that bound it has no sign, and NaN is no value."""
    if isnan(actual):
        return Change.NO_VALUE
    if not abs(actual) > doubt:
        return Change.TOO_SMALL
    return Change.FALLS if actual < 0 else Change.RISES
