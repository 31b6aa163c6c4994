"""What one name of a query may hold, in a link and in JSON alike: reading, range, and the schema that says so.

A link gives text, JSON gives native values; both are read to the same kind of value and pass the same check. What is
wrong raises FieldError with the end of a sentence ("must be at most 257"), in which the value itself never appears.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Collection
from dataclasses import dataclass
from math import isfinite
from typing import Any, ClassVar

from antigradient.data.numerals import NUMBER, WITH_COMMA
from antigradient.parameters import Parameter
from antigradient.query.refusals import FieldError
from antigradient.words import Message

Schema = dict[str, Any]

WHOLE = re.compile(r"[+-]?\d{1,18}", re.ASCII)
DIGEST = re.compile("[0-9a-f]{24}")


@dataclass(frozen=True)
class Field(ABC):
    """For a query: one name with what the documents say about it, and the readers of its values."""

    name: str
    meaning: Message

    #: Whether a link may give the name more than once; its text is then the list of them.
    repeatable: ClassVar[bool] = False

    @property
    def help(self) -> str:
        """For the documents: what is said about it, in the language that is spoken."""
        return str(self.meaning)

    def from_text(self, text: Any) -> Any:
        """For links: the value that the text means. Raises FieldError."""
        if not text:
            raise FieldError("refusal.empty")
        return self._check(self._text(text))

    def from_json(self, value: Any) -> Any:
        """For bodies: the value of a decoded JSON value. Raises FieldError."""
        return self._check(self._json(value))

    @property
    @abstractmethod
    def schema(self) -> Schema:
        """For OpenAPI: the JSON Schema of the value."""

    @property
    def link_schema(self) -> Schema:
        """For OpenAPI: the JSON Schema of the value in a link, where an array is written `1,2,3`."""
        return self.schema

    @abstractmethod
    def _text(self, text: Any) -> Any: ...

    @abstractmethod
    def _json(self, value: Any) -> Any: ...

    @abstractmethod
    def _check(self, value: Any) -> Any: ...


@dataclass(frozen=True)
class NumberField(Field):
    """For queries: a number of the parameter table; where `nullable`, JSON's null is the default, as in echoes."""

    parameter: Parameter
    nullable: bool = False

    def _text(self, text: str) -> float:
        if self.parameter.integer and NUMBER.fullmatch(text) and not WHOLE.fullmatch(text):
            raise FieldError("refusal.whole")
        return parse_number(text)

    def _json(self, value: Any) -> float | None:
        return None if value is None and self.nullable else finite_number(value)

    def _check(self, value: float | None) -> float | None:
        if value is None:
            return None
        if reason := self.parameter.refusal(value):
            raise FieldError(reason.code, **reason.args)
        return int(value) if self.parameter.integer else value

    @property
    def schema(self) -> Schema:
        """For OpenAPI: type and range."""
        p = self.parameter
        kind = "integer" if p.integer else "number"
        return {
            "type": [kind, "null"] if self.nullable else kind,
            "exclusiveMinimum" if p.above else "minimum": p.low,
            "exclusiveMaximum" if p.below else "maximum": p.high,
        }

    @property
    def link_schema(self) -> Schema:
        """For OpenAPI: type and range; a link has no null."""
        return {**self.schema, "type": "integer" if self.parameter.integer else "number"}


@dataclass(frozen=True)
class ChoiceField(Field):
    """For queries: one of some ids; where `nullable`, JSON's null is the default, as in echoes."""

    options: Collection[str]
    nullable: bool = False

    def _text(self, text: str) -> str:
        return text

    def _json(self, value: Any) -> Any:
        return value

    def _check(self, value: Any) -> Any:
        if (value is None and self.nullable) or (isinstance(value, str) and value in self.options):
            return value
        raise FieldError("refusal.one_of", options=tuple(self.options))

    @property
    def schema(self) -> Schema:
        """For OpenAPI: the ids."""
        return {"enum": [*self.options, *([None] if self.nullable else [])]}

    @property
    def link_schema(self) -> Schema:
        """For OpenAPI: the ids; a link has no null."""
        return {"type": "string", "enum": list(self.options)}


@dataclass(frozen=True)
class DigestField(Field):
    """For queries: a digest in hexadecimal digits, by which an address names one version of what it leads to."""

    def _text(self, text: str) -> str:
        return text

    def _json(self, value: Any) -> Any:
        return value

    def _check(self, value: Any) -> Any:
        if not isinstance(value, str) or not DIGEST.fullmatch(value):
            raise FieldError("refusal.digest")
        return value

    @property
    def schema(self) -> Schema:
        """For OpenAPI: the digits."""
        return {"type": "string", "title": DIGEST.pattern, "pattern": f"^{DIGEST.pattern}$"}


@dataclass(frozen=True)
class FlagField(Field):
    """For queries: yes or no, which is 1 or 0 in a link."""

    def _text(self, text: str) -> bool:
        if text not in ("0", "1"):
            raise FieldError("refusal.flag_digit")
        return text == "1"

    def _json(self, value: Any) -> Any:
        return value

    def _check(self, value: Any) -> bool:
        if not isinstance(value, bool):
            raise FieldError("refusal.flag")
        return value

    @property
    def schema(self) -> Schema:
        """For OpenAPI: true or false."""
        return {"type": "boolean"}

    @property
    def link_schema(self) -> Schema:
        """For OpenAPI: 0 or 1."""
        return {"type": "integer", "enum": [0, 1]}


@dataclass(frozen=True)
class SubsetField(Field):
    """For queries: some of some ids, each at most once, in any order."""

    options: tuple[str, ...]

    def _text(self, text: str) -> list[str]:
        return split_list(text)

    def _json(self, value: Any) -> Any:
        if not isinstance(value, list):
            raise FieldError("refusal.names")
        return value

    def _check(self, parts: list[Any]) -> tuple[str, ...]:
        if not parts or not all(part in self.options for part in parts):
            raise FieldError("refusal.some_of", options=self.options)
        if len(parts) > len(set(parts)):
            raise FieldError("refusal.name_twice")
        return tuple(option for option in self.options if option in parts)

    @property
    def schema(self) -> Schema:
        """For OpenAPI: a set of the ids."""
        items = {"type": "string", "enum": list(self.options)}
        return {"type": "array", "items": items, "minItems": 1, "uniqueItems": True}


@dataclass(frozen=True)
class PairField(SubsetField):
    """For queries: two different ids in order."""

    def _check(self, parts: list[Any]) -> tuple[str, ...]:
        if len(super()._check(parts)) != 2:
            raise FieldError("refusal.two_of", options=self.options)
        return tuple(parts)

    @property
    def schema(self) -> Schema:
        """For OpenAPI: two of the ids."""
        return {**super().schema, "minItems": 2, "maxItems": 2}


@dataclass(frozen=True)
class VectorField(Field):
    """For queries: `least` to `most` numbers in order, none beyond ±`limit`; a scenario says how many a loss needs."""

    least: int
    most: int
    limit: float

    def _text(self, text: str) -> list[float]:
        return [parse_number(part) for part in split_list(text)]

    def _json(self, value: Any) -> list[float]:
        if not isinstance(value, list):
            raise FieldError("refusal.numbers")
        return [finite_number(part) for part in value]

    def _check(self, values: list[float]) -> tuple[float, ...]:
        if not self.least <= len(values) <= self.most:
            code = "refusal.value_count" if self.least == self.most else "refusal.value_range"
            raise FieldError(code, count=len(values), least=self.least, most=self.most)
        if any(abs(value) > self.limit for value in values):
            raise FieldError("refusal.value_beyond", limit=self.limit)
        return tuple(values)

    @property
    def schema(self) -> Schema:
        """For OpenAPI: an array of bounded numbers."""
        items = {"type": "number", "minimum": -self.limit, "maximum": self.limit}
        return {"type": "array", "items": items, "minItems": self.least, "maxItems": self.most}


def parse_number(text: str) -> float:
    """For links: the finite number that the text means; a comma parts values there, and never begins decimals.

    Raises FieldError.
    """
    if NUMBER.fullmatch(text):
        return finite_number(float(text))
    if any(c.isspace() for c in text):
        raise FieldError("refusal.space")
    if "\u2212" in text:
        raise FieldError("refusal.minus_sign")
    if WITH_COMMA.fullmatch(text):
        raise FieldError("refusal.decimal_comma")
    raise FieldError("refusal.finite")


def finite_number(value: Any) -> float:
    """For bodies: a finite number of JSON, in which true and false are none; −0 is 0. Raises FieldError."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise FieldError("refusal.number")
    try:
        result = float(value)
    except OverflowError:  # an integer beyond the largest double
        result = float("inf")
    if not isfinite(result):
        raise FieldError("refusal.finite")
    return result + 0.0


def split_list(text: str) -> list[str]:
    """For links: the parts of `a,b,c`."""
    parts = text.split(",")
    if not all(parts):
        raise FieldError("refusal.empty_place")
    return parts
