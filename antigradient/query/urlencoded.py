"""The query string of a link: from bytes to names and texts, strictly, and back."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import quote, unquote_to_bytes

from antigradient.query.refusals import Refusal, refuse

#: An unknown name is repeated in an error only if it looks like this.
IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,31}", re.ASCII)
#: A query has some twenty names; a request with more than this many is refused unread.
MOST_NAMES = 100

#: What a query may hold unencoded (RFC 3986) and people then can read; an apostrophe would end strings of some hosts.
READABLE = ",:;*()!"


class TextWithPlus(str):
    """For formulas: a text in which a + stood for a blank; whoever wrote it by hand may have meant the sign."""

    __slots__ = ()


def safe_name(name: str) -> str | None:
    """For refusals: the name where it is safe to repeat, else None."""
    return name if IDENTIFIER.fullmatch(name) else None


def parse_query_string(raw: bytes, repeatable: Collection[str] = ()) -> tuple[dict[str, Any], list[Refusal]]:
    """For links: names and texts of a query string (`+` and `%20` are blanks), and the refusals.

    A name given twice is refused and not among the texts, because neither value is more right than the other; but a
    `repeatable` one has the list of its texts.
    """
    pieces = [piece for piece in raw.split(b"&") if piece]
    if len(pieces) > MOST_NAMES:
        return {}, [refuse(None, "request.many_names", most=MOST_NAMES)]
    texts: dict[str, Any] = {}
    twice: dict[str, None] = {}
    refused: list[Refusal] = []
    for piece in pieces:
        left, _, right = piece.partition(b"=")
        name = None
        try:
            name = _decoded(left)
            text = TextWithPlus(_decoded(right)) if b"+" in right else _decoded(right)
        except UnicodeDecodeError:
            unreadable = refuse(safe_name(name), "refusal.not_utf8") if name else refuse(None, "request.name_not_utf8")
            refused.append(unreadable)
            continue
        if name in repeatable:
            texts.setdefault(name, []).append(text)
            continue
        if name in texts:
            twice[name] = None
        texts[name] = text
    for name in twice:
        del texts[name]
    return texts, refused + [refuse(safe_name(name), "refusal.given_twice") for name in twice]


def _decoded(piece: bytes) -> str:
    piece = piece.replace(b"+", b" ")
    return (unquote_to_bytes(piece) if b"%" in piece else piece).decode("utf-8")


def query_string(texts: Mapping[str, Any], names: Collection[str] | None = None) -> str:
    """For links: the query string of these texts, or of those among `names`."""
    return "&".join(
        f"{name}={quote(text, safe=READABLE)}"
        for name, given in texts.items()
        if names is None or name in names
        for text in (given if isinstance(given, list) else [given])
    )
