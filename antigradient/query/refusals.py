"""What is said of a value that is not taken: by one field, and as an entry of a reply about everything refused."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class FieldError(ValueError):
    """Raised by a field: a value that it does not take; the message ends a sentence that begins with the name.

    `column` tells where in a text it goes wrong, counted from 1, if that can be told.
    """

    def __init__(self, message: str, column: int | None = None) -> None:
        super().__init__(message)
        self.column = column


class Refusal(NamedTuple):
    """For problems and notices, one thing wrong: the name (None if unsafe to repeat) and the reason, never the value.

    `column` is the place in a formula, `most` the value that would be taken where this one asks for too much work.
    """

    parameter: str | None
    detail: str
    column: int | None = None
    most: int | None = None

    def described(self) -> dict[str, str | int | None]:
        """For a problem's `errors`: the refusal as JSON values."""
        entry: dict[str, str | int | None] = {"parameter": self.parameter, "detail": self.detail}
        more = {"column": self.column, "most": self.most}
        return entry | {name: value for name, value in more.items() if value is not None}


class QueryError(ValueError):
    """Raised to the API: values that are fine alone but do not fit together; `refusals` say which, and why."""

    def __init__(self, refusals: Sequence[Refusal]) -> None:
        super().__init__("; ".join(f"{refusal.parameter} {refusal.detail}" for refusal in refusals))
        self.refusals = list(refusals)
