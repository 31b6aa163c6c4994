"""From bytes to names and raw values, strictly: the query string of a link, the JSON object of a POST."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Sequence
from typing import Any
from urllib.parse import unquote_to_bytes

from ..http.errors import Problem, Refusal, invalid

#: An unknown name is repeated in an error only if it looks like this.
IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,31}", re.ASCII)
#: A query has some twenty names; beyond this many, whoever sends them does not want an answer.
MOST_NAMES = 100


class Blanked(str):
    """A text of an address in which a + stood for a blank: whoever wrote it by hand may have meant the sign."""

    __slots__ = ()


def nameable(name: str) -> str | None:
    """The name where it may be repeated, else None."""
    return name if IDENTIFIER.fullmatch(name) else None


def from_query(raw: bytes, repeatable: Collection[str] = ()) -> tuple[dict[str, Any], list[Refusal]]:
    """Names and texts of a query string (`+` and `%20` are blanks), and what is wrong with it.

    A name given twice is refused and not among the texts, because neither value is more right than the other; but a
    `repeatable` one has the list of its texts.
    """
    pieces = [piece for piece in raw.split(b"&") if piece]
    if len(pieces) > MOST_NAMES:
        return {}, [Refusal(None, f"more than {MOST_NAMES} names are given")]
    texts: dict[str, Any] = {}
    twice: dict[str, None] = {}
    refused: list[Refusal] = []
    for piece in pieces:
        left, _, right = piece.partition(b"=")
        name = None
        try:
            name = _decoded(left)
            text = Blanked(_decoded(right)) if b"+" in right else _decoded(right)
        except UnicodeDecodeError:
            refused.append(Refusal(name and nameable(name), "is not valid UTF-8" if name else NOT_UTF8))
            continue
        if name in repeatable:
            texts.setdefault(name, []).append(text)
            continue
        if name in texts:
            twice[name] = None
        texts[name] = text
    for name in twice:
        del texts[name]
    return texts, refused + [Refusal(nameable(name), "is given twice") for name in twice]


NOT_UTF8 = "a name is not valid UTF-8"


def _decoded(piece: bytes) -> str:
    piece = piece.replace(b"+", b" ")
    return (unquote_to_bytes(piece) if b"%" in piece else piece).decode("utf-8")


class _Twice(ValueError):
    """A name that a JSON object gives twice."""


def from_json(body: bytes) -> dict[str, Any]:
    """Names and values of a JSON object. Raises Problem: 400 for what is not JSON, 422 for what is not one object."""
    try:
        text = body.decode("utf-8")
        value = json.loads(text, object_pairs_hook=_object, parse_constant=_constant, parse_int=_integer)
    except UnicodeDecodeError:
        raise Problem(400, "The body is not valid UTF-8.") from None
    except RecursionError:
        raise Problem(400, "The body is nested too deeply.") from None
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise Problem(400, f"The body is not valid JSON, at {place}.") from None
    except _Twice as twice:
        raise invalid([Refusal(nameable(str(twice)), "is given twice")]) from None
    except ValueError:
        raise Problem(400, "The body is not valid JSON: it has no NaN and no Infinity.") from None
    if not isinstance(value, dict):
        raise invalid([Refusal(None, "the body must be a JSON object")])
    if len(value) > MOST_NAMES:
        raise invalid([Refusal(None, f"more than {MOST_NAMES} names are given")])
    return value


def _object(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for name, value in pairs:
        if name in result:
            raise _Twice(name)
        result[name] = value
    return result


def _constant(name: str) -> Any:
    """NaN and Infinity, which Python's parser takes and JSON does not know."""
    raise ValueError(name)


def _integer(text: str) -> float:
    """An integer; a very long one as the infinity that it is, because Python would refuse to read it."""
    return int(text) if len(text) < 400 else float(text)
