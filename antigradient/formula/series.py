"""Taylor coefficients of a formula at one place, right to the last digit: in decimals, more until they agree.

In floats the recurrences of jets lose what cancels (sin(x)/x beside 0) and what is too small on its way.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from math import isfinite, nan
from typing import TYPE_CHECKING

import numpy as np

from antigradient.decimals import AngleError, digits
from antigradient.formula.sided import two_sided
from antigradient.jets import Jet

if TYPE_CHECKING:
    from antigradient.formula import Formula

#: Decimal digits that are tried: each series beside the one before.
PRECISIONS = (40, 60, 120, 400, 440)
#: So many digits have to agree.
AGREED = Decimal("1e-20")
#: Orders of the series beside a kink, of which some are lost on the way: ∛(w³) tells one of three.
MANY = 8


def series_of(formula: Formula, theta: Sequence[float], u: Sequence[float], order: int) -> list[float]:
    """For `Formula.series`: the coefficients of f(θ + t·u) up to t^order, NaN where there is none or none is known."""
    places, directions, given = (list(map(Decimal, numbers)) for numbers in (theta, u, formula.constants.values()))
    before: tuple[int, list[Decimal]] | None = None
    told: Sequence[Decimal | None] = [None] * (order + 1)
    try:
        for precision in PRECISIONS:
            with digits(precision):
                jets = [Jet((t, d), order) for t, d in zip(places, directions, strict=True)]
                try:
                    (found,) = formula.programs.unfolded.decimals(*jets, *given)
                except AngleError:
                    continue
                now = [+Decimal(found[k]) for k in range(order + 1)] if isinstance(found, Jet) else [Decimal(found)]
                now += [Decimal(0)] * (order + 1 - len(now))
                if before:
                    more = precision - before[0]
                    told = [_agreed(*pair, more) for pair in zip(before[1], now, strict=True)]
            if None not in told:
                break
            before = precision, now
    except ArithmeticError:  # a kink or an edge of the domain
        return [c if isfinite(c) else nan for c in _in_floats(formula, theta, u, order)]
    return [nan if c is None or not c.is_finite() else float(c) for c in told]


def _agreed(before: Decimal, now: Decimal, digits_more: int) -> Decimal | None:
    """What two precisions agree on; 0 where there is nothing but rounding, which the higher one has less of."""
    if abs(now - before) <= AGREED * abs(now):
        return now
    return Decimal(0) if abs(now) < abs(before).scaleb(-digits_more // 2) else None


def _in_floats(formula: Formula, theta: Sequence[float], u: Sequence[float], order: int) -> list[float]:
    places, directions = [np.float64(t) for t in theta], [np.float64(d) for d in u]
    with np.errstate(all="ignore"):
        if formula.value.kinked:
            found: list[float] = two_sided(formula, places, directions, max(order, MANY)).tolist()
            return found[: order + 1]
        jet = formula(*(Jet((t, d), order) for t, d in zip(places, directions, strict=True)))
        return [float(jet[k]) for k in range(order + 1)] if isinstance(jet, Jet) else [float(jet), *[0.0] * order]
