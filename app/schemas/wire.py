"""From bytes to names and raw values, strictly: the query string of a link, the JSON object of a POST."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import unquote_to_bytes

from app.errors import Problem, Refusal

#: An unknown name is repeated in an error only if it looks like this.
IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,31}", re.ASCII)

Given = dict[str, Any]


def nameable(name: str) -> str | None:
    """The name where it may be repeated, else None."""
    return name if IDENTIFIER.fullmatch(name) else None


def from_query(raw: bytes) -> tuple[dict[str, str], list[Refusal]]:
    """Names and texts of a query string (`+` and `%20` are blanks), and what is wrong with it.

    A name given twice is refused and not among the texts: neither value is more right than the other.
    """
    texts: dict[str, str] = {}
    refused: list[Refusal] = []
    twice: set[str] = set()
    for piece in raw.split(b"&"):
        if not piece:
            continue
        left, _, right = piece.partition(b"=")
        try:
            name = _decoded(left)
        except UnicodeDecodeError:
            refused.append(Refusal(None, "a name is not valid UTF-8"))
            continue
        try:
            text = _decoded(right)
        except UnicodeDecodeError:
            refused.append(Refusal(nameable(name), "is not valid UTF-8"))
            continue
        if name in texts:
            twice.add(name)
        texts[name] = text
    for name in twice:
        del texts[name]
        refused.append(Refusal(nameable(name), "is given twice"))
    return texts, refused


def _decoded(piece: bytes) -> str:
    piece = piece.replace(b"+", b" ")
    return (unquote_to_bytes(piece) if b"%" in piece else piece).decode("utf-8")


class _Twice(ValueError):
    """A name that a JSON object gives twice."""


def from_json(body: bytes) -> tuple[Given, list[Refusal]]:
    """Names and values of a JSON object. Raises Problem 400 for what is not JSON, 422 for what is not one object."""
    try:
        value = json.loads(body.decode("utf-8"), object_pairs_hook=_object, parse_constant=_constant)
    except UnicodeDecodeError:
        raise Problem(400, "The body is not valid UTF-8.") from None
    except RecursionError:
        raise Problem(400, "The body is nested too deeply.") from None
    except _Twice as twice:
        name = nameable(str(twice))
        raise Problem(422, "A name is given twice.", [Refusal(name, "is given twice")]) from None
    except ValueError as error:
        place = f", at line {error.lineno}, column {error.colno}" if isinstance(error, json.JSONDecodeError) else ""
        raise Problem(400, f"The body is not valid JSON{place}.") from None
    if not isinstance(value, dict):
        raise Problem(422, "The body must be a JSON object.", [Refusal(None, "the body must be a JSON object")])
    return value, []


def _object(pairs: Sequence[tuple[str, Any]]) -> Given:
    result = dict(pairs)
    if len(result) < len(pairs):
        names = [name for name, _ in pairs]
        raise _Twice(next(name for name in names if names.count(name) > 1))
    return result


def _constant(name: str) -> Any:
    """NaN and Infinity, which Python's parser takes and JSON does not know."""
    raise ValueError(name)
