"""Whether a loss falls or rises along a step: the one place that gives a difference a sign."""

from __future__ import annotations

from enum import StrEnum
from math import isnan


class Change(StrEnum):
    """What the loss does."""

    FALLS = "falls"
    RISES = "rises"
    TOO_SMALL = "too_small"
    NO_VALUE = "no_value"


def change(actual: float, doubt: float) -> Change:
    """By ΔL and the bound on its rounding: within that bound it has no sign, and NaN is no value."""
    if isnan(actual):
        return Change.NO_VALUE
    if not abs(actual) > doubt:
        return Change.TOO_SMALL
    return Change.FALLS if actual < 0 else Change.RISES
