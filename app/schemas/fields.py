"""What one name of a query may hold, in a link and in JSON alike: parsing, range, and the schema that says so.

A field is read in two steps: `from_text` or `from_json` gives a native value, and both pass the same checks. Whatever
is wrong raises Refused with the end of a sentence ("must be at most 257"), in which the value never appears.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any, Protocol

from app.descent.parameters import Parameter

#: What is a number in a link: ASCII, no blanks, no `nan`, `inf`, `1_000` or `0x10`, all of which float() would take.
NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
WHOLE = re.compile(r"[+-]?\d{1,18}", re.ASCII)


class Refused(ValueError):
    """A value that is not taken; the message is the end of a sentence that begins with the parameter's name."""


class Field(Protocol):
    """One name of a query."""

    @property
    def name(self) -> str: ...
    @property
    def help(self) -> str: ...
    @property
    def example(self) -> Any: ...

    def from_text(self, text: str) -> Any:
        """The native value of a non-empty text from a link. Raises Refused."""
        ...

    def from_json(self, value: Any) -> Any:
        """The native value of a decoded JSON value. Raises Refused."""
        ...

    def schema(self) -> dict[str, Any]:
        """JSON Schema of the native value."""
        ...

    def text_schema(self) -> dict[str, Any]:
        """JSON Schema of the value in a link (arrays are written `1,2,3`)."""
        ...


def number(text: str) -> float:
    """A finite number from a link."""
    if not NUMBER.fullmatch(text):
        raise Refused(_why_no_number(text))
    return finite(float(text))


def finite(value: Any) -> float:
    """A finite number from JSON."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Refused("must be a number")
    try:
        result = float(value)
    except OverflowError:  # an integer beyond the largest double
        raise Refused("must be a finite number") from None
    if not isfinite(result):
        raise Refused("must be a finite number")
    return result


def _why_no_number(text: str) -> str:
    if any(c.isspace() for c in text):
        return "has a space; a + in an address is written %2B"
    if "\u2212" in text:
        return "has a minus sign that is not the keyboard's: write -"
    return "must be a finite number"


def listed(text: str) -> list[str]:
    """The parts of `a,b,c`, none of them empty."""
    parts = text.split(",")
    if not all(parts):
        raise Refused("has an empty place between commas")
    return parts


@dataclass(frozen=True)
class Number:
    """A number of the parameter table, whole or not."""

    parameter: Parameter

    @property
    def name(self) -> str:
        return self.parameter.name

    @property
    def help(self) -> str:
        return self.parameter.help

    @property
    def example(self) -> float:
        return self.parameter.default

    def from_text(self, text: str) -> float:
        if self.parameter.integer and NUMBER.fullmatch(text) and not WHOLE.fullmatch(text):
            raise Refused("must be a whole number")
        return self._checked(number(text))

    def from_json(self, value: Any) -> float:
        return self._checked(finite(value))

    def _checked(self, value: float) -> float:
        if detail := self.parameter.refusal(value):
            raise Refused(detail)
        return int(value) if self.parameter.integer else value

    def schema(self) -> dict[str, Any]:
        p = self.parameter
        return {
            "type": "integer" if p.integer else "number",
            "exclusiveMinimum" if p.above else "minimum": p.low,
            "exclusiveMaximum" if p.below else "maximum": p.high,
        }

    def text_schema(self) -> dict[str, Any]:
        return self.schema()


@dataclass(frozen=True)
class Choice:
    """One of some ids."""

    name: str
    help: str
    options: tuple[str, ...]
    nullable: bool = False

    @property
    def example(self) -> str:
        return self.options[0]

    def from_text(self, text: str) -> str:
        if text not in self.options:
            raise Refused(f"must be one of {', '.join(self.options)}")
        return text

    def from_json(self, value: Any) -> str | None:
        if value is None and self.nullable:
            return None
        return self.from_text(value if isinstance(value, str) else "")

    def schema(self) -> dict[str, Any]:
        return {"enum": [*self.options, *([None] if self.nullable else [])]}

    def text_schema(self) -> dict[str, Any]:
        return {"type": "string", "enum": list(self.options)}


@dataclass(frozen=True)
class Parts:
    """Some of some ids, without order: given as a list, kept in the order of `options`."""

    name: str
    help: str
    options: tuple[str, ...]

    @property
    def example(self) -> list[str]:
        return list(self.options[:1])

    def from_text(self, text: str) -> tuple[str, ...]:
        return self._checked(listed(text))

    def from_json(self, value: Any) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(part, str) for part in value):
            raise Refused("must be a list of names")
        return self._checked(value)

    def _checked(self, parts: Sequence[str]) -> tuple[str, ...]:
        if not parts or not set(parts) <= set(self.options):
            raise Refused(f"must be some of {', '.join(self.options)}")
        if len(set(parts)) < len(parts):
            raise Refused("has a name twice")
        return tuple(option for option in self.options if option in parts)

    def schema(self) -> dict[str, Any]:
        return {
            "type": "array",
            "items": {"type": "string", "enum": list(self.options)},
            "minItems": 1,
            "uniqueItems": True,
        }

    def text_schema(self) -> dict[str, Any]:
        return self.schema()


@dataclass(frozen=True)
class Vector:
    """Numbers in order, `least` to `most` of them, none beyond ±`limit`; how many a loss needs is the scenario's say."""

    name: str
    help: str
    example: Sequence[float]
    least: int
    most: int
    limit: float

    def from_text(self, text: str) -> tuple[float, ...]:
        return self._checked([number(part) for part in listed(text)])

    def from_json(self, value: Any) -> tuple[float, ...]:
        if not isinstance(value, list):
            raise Refused("must be a list of numbers")
        return self._checked([finite(part) for part in value])

    def _checked(self, values: Sequence[float]) -> tuple[float, ...]:
        if not self.least <= len(values) <= self.most:
            wanted = str(self.least) if self.least == self.most else f"{self.least} to {self.most}"
            raise Refused(f"has {len(values)} values where it needs {wanted}")
        if any(abs(v) > self.limit for v in values):
            raise Refused(f"has a value beyond ±{self.limit:g}")
        return tuple(values)

    def schema(self) -> dict[str, Any]:
        return {
            "type": "array",
            "items": {"type": "number", "minimum": -self.limit, "maximum": self.limit},
            "minItems": self.least,
            "maxItems": self.most,
        }

    def text_schema(self) -> dict[str, Any]:
        return self.schema()


@dataclass(frozen=True)
class Points:
    """The id of a data set, or the user's own points: `x:y,x:y,…` in a link, `[[x, y], …]` in JSON."""

    name: str
    help: str
    options: tuple[str, ...]
    most: int
    limit: float
    widths: tuple[int, int] = (2, 3)

    @property
    def example(self) -> str:
        return self.options[0]

    def from_text(self, text: str) -> str | list[list[float]]:
        if text in self.options:
            return text
        if ":" not in text:
            raise Refused(f"must be one of {', '.join(self.options)}, or points x:y,x:y")
        rows = listed(text)
        self._count(rows)
        return [self._row(i, row.split(":"), number) for i, row in enumerate(rows, 1)]

    def from_json(self, value: Any) -> str | list[list[float]] | None:
        if value is None or (isinstance(value, str) and value in self.options):
            return value
        if not isinstance(value, list):
            raise Refused(f"must be one of {', '.join(self.options)}, or a list of points [x, y]")
        self._count(value)
        return [self._row(i, row, finite) for i, row in enumerate(value, 1)]

    def _count(self, rows: Sequence[Any]) -> None:
        if not 1 <= len(rows) <= self.most:
            raise Refused(f"has {len(rows)} points; 1 to {self.most} are taken")

    def _row(self, index: int, row: Any, read: Any) -> list[float]:
        low, high = self.widths
        if not isinstance(row, list) or not low <= len(row) <= high:
            raise Refused(f"point {index} must be x and y")
        try:
            return [read(value) for value in row]
        except Refused as refused:
            raise Refused(f"point {index} {refused}") from None

    def schema(self) -> dict[str, Any]:
        value = {"type": "number", "minimum": -self.limit, "maximum": self.limit}
        row = {"type": "array", "items": value, "minItems": self.widths[0], "maxItems": self.widths[1]}
        points = {"type": "array", "items": row, "minItems": 1, "maxItems": self.most}
        return {"anyOf": [{"enum": [*self.options, None]}, points]}

    def text_schema(self) -> dict[str, Any]:
        digits = r"-?\d{1,6}(\.\d{1,17})?"
        return {
            "type": "string",
            "anyOf": [{"enum": list(self.options)}, {"pattern": f"^{digits}:{digits}(,{digits}:{digits})*$"}],
        }
