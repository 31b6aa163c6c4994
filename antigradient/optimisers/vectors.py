"""What rules on whole vectors are made of, in plain arithmetic: for floats, for arrays of many runs and for symbols.

Where there are two roads they `select`, so that a rule can be printed; both are computed, hence no division by 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import add, mul
from sys import float_info
from typing import Any

from antigradient.functions import select, sqrt


def dot(a: Sequence[Any], b: Sequence[Any]) -> Any:
    """For rules: aᵀb."""
    return reduce(add, map(mul, a, b))


def nonzero(size: Any) -> Any:
    """For rules, as a divisor: a size that is not negative, or 1 where it is 0 (or no number)."""
    return select(size > 0.0, size, 1.0)


def norm(v: Sequence[Any]) -> Any:
    """For rules: ‖v‖, with all components in units of the largest, so that no square overflows or vanishes."""
    first, *rest = map(abs, v)
    largest = reduce(lambda most, size: select(size > most, size, most), rest, first)
    unit = nonzero(largest)
    return largest * sqrt(dot(*[[x / unit for x in v]] * 2))


def goes_down(u: Sequence[Any], g: Sequence[Any]) -> Any:
    """For rules: whether u is a descent direction, uᵀg < 0; not where it has overflowed."""
    slope = dot(u, g)
    return select(slope >= -float_info.max, slope, 0.0) < 0.0


def solution(matrix: Sequence[Any], v: Sequence[Any]) -> tuple[Any, Any]:
    """For Newton's rule: x with Mx = v of a symmetric M of two rows, given as (m₁₁, m₁₂, m₂₂), by elimination.

    The larger of the first column's entries is the pivot. Of a singular M it is no number, or infinite.
    """
    first, both, second = matrix
    swap = abs(first) < abs(both)
    pivot, beside = select(swap, both, first), select(swap, second, both)
    under, last = select(swap, first, both), select(swap, both, second)
    a, b = select(swap, v[1], v[0]), select(swap, v[0], v[1])
    share = under / pivot
    y = (b - share * a) / (last - share * beside)
    return (a - beside * y) / pivot, y
