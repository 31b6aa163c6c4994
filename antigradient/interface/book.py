"""A figure in a book that is built from text: its names and values as an author writes them, and its two files."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from antigradient.interface.notebook import HERE, document_of_texts
from antigradient.offline import FramedFigure, framed_figure
from antigradient.query.display import LANGUAGE
from antigradient.scenario import ScenarioError
from antigradient.words import DEFAULT, LANGUAGES, speaking

#: The name of further runs, of which a line may have several, parted by blanks.
RUNS = "vs"


@lru_cache(maxsize=64)
def book_figure(pairs: tuple[tuple[str, str], ...], base: str, language: str) -> FramedFigure:
    """For books: the figure of names with their values; `base` is the public address of a server, or empty.

    It speaks `language` where `lang` is not among the names, English where that is none of ours. Raises ScenarioError.
    """
    texts: dict[str, str | list[str]] = {}
    for name, value in pairs:
        texts[name] = value.split() if name == RUNS else value
    asked = texts.get(LANGUAGE.name)
    with speaking(_language(asked if isinstance(asked, str) else language)):
        return framed_figure(document_of_texts(texts), base.rstrip("/") or HERE)


def _language(tag: str) -> str:
    """The language of ours that a tag, as `de_AT`, is one of."""
    known = (tag, tag.replace("_", "-").partition("-")[0])
    return next((one for one in known if one in LANGUAGES), DEFAULT)


def refusal_lines(error: ScenarioError) -> Iterable[tuple[str, str]]:
    """For books: each name that is wrong, with the sentence about it."""
    for parameter, message in error.errors:
        yield parameter, str(ScenarioError([(parameter, message)]))
