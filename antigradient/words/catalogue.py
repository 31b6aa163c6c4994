"""What is said: code decides it, by a code and facts, and the catalogue of the language that is spoken has the words.

The browser's scripts are built with the same catalogues (static/words.mjs): a sentence stands once in each language.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from antigradient.words.icu import COUNT, PLAIN, Formatter, Template, compile_message
from antigradient.words.languages import Language, spoken
from antigradient.words.numbers import (
    angle_equation,
    format_bound,
    format_count,
    format_degrees,
    format_number,
    short_number,
    with_subscripts,
)


def say(code: str, /, **args: Any) -> str:
    """For everything that people read: the text of a message in the language that is spoken.

    Raises KeyError where the catalogue has no such code, or the message has an arg that is not given.
    """
    return _template(spoken(), code)(args)


@cache
def _template(language: Language, code: str) -> Template:
    return compile_message(language.messages[code], FORMATTERS, language.plurals, language.direction)


@dataclass(frozen=True)
class Message:
    """What is to be said, whatever the language: a code of the catalogue, and the facts in it by name.

    A fact is a number, a text that is the same in every language, another message, or a list of these.
    """

    code: str
    args: Mapping[str, Any] = field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        """For pages and replies: the text in the language that is spoken."""
        return say(self.code, **self.args)

    def described(self) -> dict[str, Any]:
        """For replies: code and args as JSON values; a message among the args likewise."""
        return {"code": self.code, "args": {name: _as_json(value) for name, value in self.args.items()}}


def _as_json(value: object) -> object:
    if isinstance(value, Message):
        return value.described()
    return [_as_json(one) for one in value] if isinstance(value, list | tuple) else value


class MessageError(ValueError):
    """Base of errors that people read: `message` is what is to be said, and str() says it in the language spoken."""

    def __init__(self, code: str, /, **args: Any) -> None:
        self.message = Message(code, args)
        super().__init__(self.message)


def join_with_and(items: Sequence[object]) -> str:
    """For sentences: "a, b and c"."""
    texts, language = [str(item) for item in items], spoken()
    return language.list_end.join(filter(None, [language.list.join(texts[:-1]), *texts[-1:]]))


def join_in_series(items: Sequence[object]) -> str:
    """For what may be chosen, by ids: "a, b, c"."""
    return spoken().list.join(map(str, items))


def _as_it_is(value: object, style: str) -> str:
    if isinstance(value, float):
        raise TypeError("a number that is not whole needs a format: {name, number, 4}")
    return format_count(value) if isinstance(value, int) else str(value)


#: By the name behind an arg's first comma; what stands behind a second one is how many digits or places it has.
FORMATTERS: dict[str, Formatter] = {
    PLAIN: _as_it_is,
    COUNT: lambda value, style: format_count(value),
    "number": lambda value, style: format_number(value, int(style or 4)),
    "short": lambda value, style: short_number(value, int(style or 2)),
    "bound": lambda value, style: format_bound(value),
    "degrees": lambda value, style: format_degrees(value, int(style or 2)),
    "angle": lambda value, style: angle_equation(value, int(style or 2)),
    "names": lambda value, style: with_subscripts(value),
    "list": lambda value, style: join_with_and(value),
    "series": lambda value, style: join_in_series(value),
}
