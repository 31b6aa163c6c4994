"""The field `f`: a formula that the reader types."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from antigradient.formula import FormulaError, parse
from antigradient.formula.tokens import LENGTH
from antigradient.query.fields import Field, Schema
from antigradient.query.refusals import FieldError
from antigradient.query.urlencoded import TextWithPlus


@dataclass(frozen=True)
class FormulaField(Field):
    """For queries: a formula in `variables`, as text that parses. A refusal gives its column."""

    variables: tuple[str, ...] = ("w", "b")

    def from_text(self, text: Any) -> Any:
        """For links: the formula; an empty one too is refused with its column. Raises FieldError."""
        return self._check(text)

    def _text(self, text: str) -> str:
        return text

    def _json(self, value: Any) -> str | None:
        if value is None or isinstance(value, str):
            return value
        raise FieldError("refusal.formula")

    def _check(self, text: str | None) -> str | None:
        if text is not None:
            try:
                parse(text, self.variables)
            except FormulaError as error:
                plus = error.spaced and isinstance(text, TextWithPlus)
                code = "refusal.unreadable_plus" if plus else "refusal.unreadable"
                raise FieldError(code, error.column, reason=error.message) from None
        return text

    @property
    def schema(self) -> Schema:
        """For OpenAPI: a text or null."""
        return {**self.link_schema, "type": ["string", "null"]}

    @property
    def link_schema(self) -> Schema:
        """For OpenAPI: a text."""
        kind = f"formula-in-{'-and-'.join(self.variables)}"
        return {"type": "string", "format": kind, "minLength": 1, "maxLength": LENGTH}
