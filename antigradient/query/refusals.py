"""What is said of a value that is not taken: by one field, and as an entry of a reply about everything refused."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from antigradient.words import Message, MessageError, say

#: The section of what is said of a request as a whole, of none of its names: "request_sentence" has the same as
#: sentences.
REQUEST = "request."
#: So many are shown on a page or in a file; a query can be wrong in more ways than a reader cares for.
MOST_NOTICES = 12


class FieldError(MessageError):
    """Raised by a field: a value that it does not take; the message ends a sentence that begins with the name.

    `column` tells where in a text it goes wrong, counted from 1, if that can be told.
    """

    def __init__(self, code: str, /, column: int | None = None, **args: Any) -> None:
        super().__init__(code, **args)
        self.column = column


class Refusal(NamedTuple):
    """For problems and notices, one thing wrong: the name (None if unsafe to repeat) and the reason, never the value.

    `column` is the place in a formula, `most` the value that would be taken where this one asks for too much work.
    """

    parameter: str | None
    message: Message
    column: int | None = None
    most: int | None = None

    @property
    def detail(self) -> str:
        """For problems and notices: the reason, as the end of a sentence that begins with the name."""
        return str(self.message)

    @property
    def sentence(self) -> Message:
        """For problems: name and reason in a sentence."""
        if self.parameter is not None:
            return Message("refusal.sentence", {"name": self.parameter, "reason": self.message})
        if self.message.code.startswith(REQUEST):
            return Message(f"request_sentence.{self.message.code.removeprefix(REQUEST)}", self.message.args)
        return Message("refusal.sentence_nameless", {"reason": self.message})

    def described(self) -> dict[str, Any]:
        """For a problem's `errors`: the refusal as JSON values."""
        entry: dict[str, Any] = {"parameter": self.parameter, "detail": self.detail, **self.message.described()}
        more = {"column": self.column, "most": self.most}
        return entry | {name: value for name, value in more.items() if value is not None}


def refuse(parameter: str | None, code: str, /, **args: Any) -> Refusal:
    """For what checks requests: the refusal of a name, by the message that says why."""
    return Refusal(parameter, Message(code, args))


class QueryError(ValueError):
    """Raised to the API: values that are fine alone but do not fit together; `refusals` say which, and why."""

    def __init__(self, refusals: Sequence[Refusal]) -> None:
        super().__init__(refusals)
        self.refusals = list(refusals)

    def __str__(self) -> str:
        """For whoever calls the library: all that does not fit."""
        return "; ".join(say("refusal.clause", name=name, reason=why) for name, why, *_ in self.refusals)
