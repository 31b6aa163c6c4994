"""The query string of a link: from bytes to names and texts, strictly."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any
from urllib.parse import unquote_to_bytes

from antigradient.query.refusals import Refusal

#: An unknown name is repeated in an error only if it looks like this.
IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,31}", re.ASCII)
#: A query has some twenty names; beyond this many, whoever sends them does not want an answer.
MOST_NAMES = 100


class TextWithPlus(str):
    """A text of an address in which a + stood for a blank: whoever wrote it by hand may have meant the sign."""

    __slots__ = ()


def safe_name(name: str) -> str | None:
    """The name where it may be repeated, else None."""
    return name if IDENTIFIER.fullmatch(name) else None


def parse_query_string(raw: bytes, repeatable: Collection[str] = ()) -> tuple[dict[str, Any], list[Refusal]]:
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
            text = TextWithPlus(_decoded(right)) if b"+" in right else _decoded(right)
        except UnicodeDecodeError:
            refused.append(Refusal(name and safe_name(name), "is not valid UTF-8" if name else NOT_UTF8))
            continue
        if name in repeatable:
            texts.setdefault(name, []).append(text)
            continue
        if name in texts:
            twice[name] = None
        texts[name] = text
    for name in twice:
        del texts[name]
    return texts, refused + [Refusal(safe_name(name), "is given twice") for name in twice]


NOT_UTF8 = "a name is not valid UTF-8"


def _decoded(piece: bytes) -> str:
    piece = piece.replace(b"+", b" ")
    return (unquote_to_bytes(piece) if b"%" in piece else piece).decode("utf-8")
