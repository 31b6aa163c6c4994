"""Messages in ICU's syntax, compiled: what a catalogue says of plurals, choices and numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from babel import Locale
from pyicumessageformat import Parser

Args = Mapping[str, Any]
#: What makes the text of a message from its args.
Template = Callable[[Args], str]
#: What makes the text of one arg, given what stands behind the second comma: {loss, number, 4}.
Formatter = Callable[[Any, str], str]

_PARSER = Parser({"maximum_depth": 8})
_IN_A_TAG = re.compile(r"<[a-z][^<>]*$")
#: By this formatter an arg is put in as it is, and what # stands for is counted.
PLAIN, COUNT = "", "count"


def compile_message(
    message: str, formatters: Mapping[str, Formatter], plurals: str, direction: str = "ltr"
) -> Template:
    """For catalogues: what makes the text of this message; `plurals` names the language whose plurals hold.

    Where it is written from the right (`direction` is rtl), args are isolated.

    Raises SyntaxError where the message is not in ICU's syntax, KeyError where it names none of the formatters.
    """
    plural = Locale.parse(plurals).plural_form

    def sequence(parts: list[Any]) -> Template:
        said = [part(one) for one in parts]
        return said[0] if len(said) == 1 else lambda args: "".join([say(args) for say in said])

    def part(found: Any) -> Template:
        if isinstance(found, str):
            return lambda args: found
        name, kind = found["name"], COUNT if found.get("hash") else found.get("type", PLAIN)
        if kind not in ("plural", "select"):
            formatter, style = formatters[kind], found.get("format") or ""
            return lambda args: formatter(args[name], style)
        options = {key: sequence(option) for key, option in found["options"].items()}
        if kind == "select":
            return lambda args: options.get(str(args[name]), options["other"])(args)
        return lambda args: options.get(f"={args[name]}", options.get(plural(args[name]), options["other"]))(args)

    parts = _PARSER.parse(message)
    return sequence(_with_isolation(parts) if direction == "rtl" else parts)


def _with_isolation(parts: list[Any]) -> list[Any]:
    """A message with Unicode's isolating marks around its args, but within HTML's tags.

    In a line from the right the sign of a number, or the brackets of a point, would change sides.
    """
    marked: list[Any] = []
    for found in parts:
        if isinstance(found, str) or _IN_A_TAG.search("".join(one for one in marked if isinstance(one, str))):
            marked.append(found)
        elif "options" in found:
            options = {key: _with_isolation(option) for key, option in found["options"].items()}
            marked.append({**found, "options": options})
        else:
            marked += ["\u2068", found, "\u2069"]
    return marked


@lru_cache(maxsize=256)
def placeholders(message: str) -> frozenset[tuple[str, str]]:
    """For endings and tests of catalogues: the message's args, each as its name and the kind by which it is said."""
    return frozenset(_placeholders(_PARSER.parse(message)))


def _placeholders(parts: list[Any]) -> Iterator[tuple[str, str]]:
    for found in parts:
        if isinstance(found, dict):
            yield found["name"], COUNT if found.get("hash") else found.get("type", PLAIN)
            for option in found.get("options", {}).values():
                yield from _placeholders(option)
