"""Numbers as people read them: a true minus sign, as many digits as say something; as the page's format.js does."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Context, Decimal
from math import isfinite

_SUBSCRIPT = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
#: Stands for what has no value.
NOTHING = "–"


def written(names: str) -> str:
    """Names of parameters as mathematics writes them: w1 is w₁."""
    return names.translate(_SUBSCRIPT)


def number(value: float | None, digits: int = 4) -> str:
    """`digits` significant digits; at most four beside a power of ten, which takes their room."""
    if value is None or not isfinite(value):
        return NOTHING
    if value and not 1e-4 <= abs(value) < 1e6:
        mantissa, _, exponent = f"{_rounded(value, min(digits, 4)):e}".partition("e")
        return f"{_trimmed(mantissa)}\u00a0×\u00a010{str(int(exponent)).translate(_SUPERSCRIPT)}"  # never broken in two
    return _trimmed(f"{_rounded(value, digits):f}")


def _rounded(value: float, digits: int) -> Decimal:
    """Halves away from zero, as the browser has them."""
    return Context(prec=digits, rounding=ROUND_HALF_UP).create_decimal(Decimal(value))


def _trimmed(digits: str) -> str:
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return "0" if digits == "-0" else digits.replace("-", "−")


def degrees(beta: float | None, places: int = 2) -> str:
    """Degrees, never rounded to a bound that they do not reach.

    179.99999° is "< 180°", or the number would say what only gradient descent earns.
    """
    if beta is None or not isfinite(beta):
        return NOTHING
    rounded = Decimal(beta).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    for bound in (0, 90, 180):
        if rounded == bound:
            return f"{bound}°" if beta == bound else f"{'<' if beta < bound else '>'} {bound}°"
    return f"{rounded:f}°"


def angle_is(beta: float | None, places: int = 2) -> str:
    """β = 175.1°, but β < 180° where that is all that can be said."""
    said = degrees(beta, places)
    return f"β\u00a0=\u00a0{said}" if said[0].isdigit() or said == NOTHING else f"β\u00a0{said}"


def pair(values: Iterable[float], digits: int = 4) -> str:
    """(1.5, −2)."""
    return f"({', '.join(number(value, digits) for value in values)})"
