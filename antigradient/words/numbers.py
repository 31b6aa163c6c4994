"""Numbers as people read them: a true minus sign, as many digits as say something; as the page's format.js does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from itertools import pairwise
from math import inf, isfinite, trunc
from typing import NamedTuple

from antigradient.words.languages import spoken

_SUBSCRIPT = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
#: Stands for what has no value.
NOTHING = "–"


def with_subscripts(names: str) -> str:
    """For the figure: names of parameters as mathematics writes them; w1 is w₁."""
    return names.translate(_SUBSCRIPT)


def format_names(names: Iterable[str]) -> str:
    """For sentences: parameters as a point has them, (w₁, w₂, b)."""
    return f"({spoken().pair.join(map(with_subscripts, names))})"


def format_number(value: float | None, digits: int = 4) -> str:
    """For sentences and labels: `digits` significant digits, at most four beside a power of ten for want of room."""
    if value is None or not isfinite(value):
        return NOTHING
    return in_digits(value, digits if _is_plain(value) else min(digits, 4))


def _is_plain(value: float) -> bool:
    """Whether a number is written without a power of ten."""
    return not value or 1e-4 <= abs(value) < 1e6


def in_digits(value: float, digits: int) -> str:
    """For sentences that compare numbers: as `format_number`, with all of these digits beside a power of ten too."""
    if not _is_plain(value):
        mantissa, _, exponent = f"{_rounded(value, digits):e}".partition("e")
        return f"{_trimmed(mantissa)}\u00a0×\u00a010{str(int(exponent)).translate(_SUPERSCRIPT)}"  # never broken in two
    return _trimmed(f"{_rounded(value, digits):f}")


def short_number(value: float, digits: int = 2) -> str:
    """For sentences: a number of few digits as people type it, 1e-6 or 0.0012; a count with all of its own."""
    if isinstance(value, int):
        return format_count(value)
    mantissa, _, exponent = f"{value:.{digits}g}".partition("e")
    return (f"{mantissa}e{int(exponent)}" if exponent else mantissa).replace(".", spoken().decimal)


def format_bound(value: float) -> str:
    """For refusals: a number as people may type it in its place, 1e+12 or 0.25, all of its digits, not in groups."""
    six = f"{value:g}"
    return (six if float(six) == value else repr(value)).replace(".", spoken().decimal)


def format_count(value: int) -> str:
    """For sentences: a whole number, its thousands apart where there are five digits or more."""
    return _written(f"{value:,}" if abs(value) >= 10_000 else str(value)).replace(",", spoken().group)


def _rounded(value: float, digits: int) -> Decimal:
    """Halves away from zero, as the browser has them."""
    return Context(prec=digits, rounding=ROUND_HALF_UP).create_decimal(Decimal(value))


def _trimmed(digits: str) -> str:
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return "0" if digits == "-0" else _written(digits)


def _written(digits: str) -> str:
    """Digits as Python writes them, with the sign and the decimal mark of people."""
    return digits.replace("-", "−").replace(".", spoken().decimal)


def format_degrees(beta: float | None, places: int = 2) -> str:
    """For the figure and sentences: degrees, never rounded to a bound that they do not reach.

    179.99999° is "< 180°": only gradient descent has exactly 180°.
    """
    if beta is None or not isfinite(beta):
        return NOTHING
    rounded = Decimal(beta).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    for bound in (0, 90, 180):
        if rounded == bound:
            return f"{bound}°" if beta == bound else f"{'<' if beta < bound else '>'} {bound}°"
    return f"{_written(f'{rounded:f}')}°"


def angle_equation(beta: float | None, places: int = 2) -> str:
    """For sentences: "β = 175.1°", but "β < 180°" where that is all that can be said."""
    said = format_degrees(beta, places)
    return f"β\u00a0=\u00a0{said}" if said[0].isdigit() or said == NOTHING else f"β\u00a0{said}"


class Labels(NamedTuple):
    """For ticks, keys and lines: texts of numbers side by side; each value is base + text · 10^power."""

    words: list[str]
    base: float = 0.0
    power: int = 0

    def of(self, name: str) -> str:
        """For an axis's name: what the texts are of, where the values are called `name`: w − 1000, ×10⁻⁶."""
        less = f" {'−' if self.base > 0 else '+'} {shortest(abs(self.base))}" if self.base else ""
        return f"{name}{less}{f'{spoken().pair}×{power_of_ten(self.power)}' if self.power else ''}"


def labels(values: Sequence[float], room: float = inf, digits: int = 2) -> Labels:
    """For ticks, keys and lines: texts of finite numbers side by side, no two of which read the same.

    Each has `digits` significant digits, and at least two of the distance to its neighbours. Where one is longer than
    `room` characters, what all have in common is taken out: a power of ten, a number that all lie near, or both; it is
    said beside them, which takes a character's room.
    """
    plain = [shortest(to_unit(v, unit)) for v, unit in zip(values, _units(values, digits), strict=True)]
    if not plain or room == inf or _fit(plain, room):
        return Labels(plain)
    base = _near(values)
    found = [_scaled(values, 0.0, digits)]
    if base:
        found += [
            Labels([shortest(to_unit(v - base, e)) for v, e in zip(values, _units(values, 0), strict=True)], base),
            _scaled(values, base, 0),
        ]
    fitting = [one for one in found if _fit(one.words, room - 1)]
    return fitting[0] if fitting else found[-1]


def _near(values: Sequence[float]) -> float:
    """A number of few digits that all lie near, beside what they differ by; 0 where there is none."""
    if not max(values) > min(values):
        return 0.0
    unit = float(f"1e{exponent(max(values) - min(values)) + 1}")
    ends = [float(f"{trunc(value / unit) * unit:.15g}") for value in sorted((values[0], values[-1]), key=abs)]
    return min(ends, key=lambda end: len(shortest(end)))


def _fit(words: Sequence[str], room: float) -> bool:
    return all(len(word) <= room and "×" not in word for word in words)


def _units(values: Sequence[float], digits: int) -> list[int]:
    """For each number the exponent of the last digit that it needs; equal ones need the same."""
    near: dict[float, float] = {}
    for value, other in [*pairwise(values), *pairwise(reversed(values))]:
        near[value] = min(near.get(value, inf), abs(value - other) or inf)
    units = []
    for value in values:
        gap = near.get(value, inf)
        own = [exponent(value) - digits + 1] if value and (digits or gap == inf) else []
        units.append(min([*own, exponent(gap) - 1] if gap < inf else own, default=0))
    return units


def _scaled(values: Sequence[float], base: float, digits: int) -> Labels:
    """The same with a power of ten apart."""
    away = [v - base for v in values]
    largest = max(map(abs, away))
    power = exponent(largest) if largest else 0
    units = [unit - power for unit in _units(values, digits)]
    return Labels(
        [shortest(to_unit(times_power_of_ten(v, -power), e)) for v, e in zip(away, units, strict=True)], base, power
    )


def times_power_of_ten(value: float, power: int) -> float:
    """For labels: value · 10^power."""
    return value * float(f"1e{power}") if power >= 0 else value / float(f"1e{-power}")


def exponent(value: float) -> int:
    """For labels: the power of ten of the first digit of a number that is not 0, as written; of 0.05 it is −2."""
    return Decimal(repr(value)).adjusted()


def to_unit(value: float, unit: int) -> float:
    """For labels: the multiple of 10^unit that is nearest, of 17 significant digits at most."""
    digits = exponent(value) - unit + 1 if value else 0
    if digits < 1:
        return float(f"{'-' if value < 0 else ''}1e{unit}") if value and abs(value) >= float(f"5e{unit - 1}") else 0.0
    return float(_rounded(value, min(digits, 17)))


def shortest(value: float) -> str:
    """For labels: all digits of a number, with a power of ten where usual; of a large one only where few are left."""
    exact = Decimal(repr(value + 0.0))
    mantissa = exact.normalize()
    if value and not 1e-4 <= abs(value) < 1e6 and (abs(value) < 1 or abs(value) >= 1e15 or _count(mantissa) <= 4):
        power = mantissa.adjusted()
        return f"{_trimmed(f'{mantissa.scaleb(-power):f}')}\u00a0×\u00a0{power_of_ten(power)}"
    return _trimmed(f"{exact:f}")


def _count(value: Decimal) -> int:
    return len(value.as_tuple().digits)


def power_of_ten(power: int) -> str:
    """For labels: the power of ten as text, such as 10⁻⁶."""
    return f"10{str(power).translate(_SUPERSCRIPT)}"


#: A point of the map is told to this share of its width at least: about a pixel.
PIXEL = 500


def format_coordinate(value: float, low: float, high: float) -> str:
    """For points: a coordinate to about a pixel of a map from low to high, or that share of how far outside it is.

    It is never told as inside where it is outside, nor the other way round.
    """
    if not isfinite(value):
        return NOTHING
    unit = exponent(max(high - low, abs(value - (low + high) / 2)) / PIXEL)
    inside = low <= value <= high
    while (low <= to_unit(value, unit) <= high) != inside and value and unit > exponent(value) - 17:
        unit -= 1
    return shortest(to_unit(value, unit))


def format_point(values: Sequence[float], names: Sequence[str], plane: Sequence[str], window: Sequence[float]) -> str:
    """For sentences: (1.5, −2), coordinates of the map's axes as its window needs, others to three digits."""
    ends = dict(zip(plane, (window[:2], window[2:]), strict=True))
    told = [
        format_coordinate(v, *ends[name]) if name in ends else format_number(v, 3)
        for name, v in zip(names, values, strict=True)
    ]
    return f"({spoken().pair.join(told)})"


def format_vector(values: Iterable[float], digits: int = 4) -> str:
    """For titles: (1.5, −2), numbers to a few digits."""
    return f"({spoken().pair.join(format_number(value, digits) for value in values)})"
