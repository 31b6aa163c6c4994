"""Messages in ICU's syntax, compiled: what a catalogue says of plurals, choices and numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from babel import Locale
from pyicumessageformat import Parser

Args = Mapping[str, Any]
#: What makes the text of a message from its args.
Template = Callable[[Args], str]
#: What makes the text of one arg, given what stands behind the second comma: {loss, number, 4}.
Formatter = Callable[[Any, str], str]

_PARSER = Parser({"maximum_depth": 8})
#: By this formatter an arg is put in as it is, and what # stands for is counted.
PLAIN, COUNT = "", "count"


def compile_message(message: str, formatters: Mapping[str, Formatter], plurals: str) -> Template:
    """For catalogues: what makes the text of this message; `plurals` names the language whose plurals hold.

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

    return sequence(_PARSER.parse(message))


def placeholders(message: str) -> set[tuple[str, str]]:
    """For tests of catalogues: the message's args, each as its name and the kind by which it is said."""
    return set(_placeholders(_PARSER.parse(message)))


def _placeholders(parts: list[Any]) -> Iterator[tuple[str, str]]:
    for found in parts:
        if isinstance(found, dict):
            yield found["name"], COUNT if found.get("hash") else found.get("type", PLAIN)
            for option in found.get("options", {}).values():
                yield from _placeholders(option)
