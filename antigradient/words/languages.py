"""The languages, one file of static/shared/words for each, and the one that is spoken in this request."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from antigradient.assets import SHARED_DIR

FOLDER = SHARED_DIR / "words"
DEFAULT = "en"
T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Language:
    """A language by its tag: its name in itself, how it writes numbers, and its messages by code."""

    id: str
    name: str
    #: Of writing, as HTML says it: ltr or rtl.
    direction: str
    #: The tag of the language whose plurals hold, by Unicode's CLDR.
    plurals: str
    decimal: str
    #: Between groups of three digits.
    group: str
    #: Between the coordinates of a point.
    pair: str
    #: Between what is listed, and before the last of it.
    list: str
    list_end: str
    messages: Mapping[str, str]


def load_language(path: Path) -> Language:
    """For `LANGUAGES` and tests: the language in a file, which is called by the language's tag (en.json)."""
    content = json.loads(path.read_bytes())
    record = content.pop("language")
    return Language(path.stem, **record, messages=dict(_flat(content)))


def _flat(sections: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for name, value in sections.items():
        if isinstance(value, str):
            yield prefix + name, value
        else:
            yield from _flat(value, f"{prefix}{name}.")


#: By tag, the default first. One more file is one more language.
LANGUAGES: dict[str, Language] = {
    path.stem: load_language(path)
    for path in sorted(FOLDER.glob("*.json"), key=lambda path: (path.stem != DEFAULT, path))
}

_spoken: ContextVar[Language] = ContextVar("language", default=LANGUAGES[DEFAULT])


def speak(language: str | Language) -> None:
    """For requests: from here on all is said in this language, to the end of the context (of the task or the thread).

    For what learns late how to answer: the body of a request says it.
    """
    _spoken.set(LANGUAGES[language] if isinstance(language, str) else language)


def cached_by_language(make: Callable[[], T]) -> Callable[[], T]:
    """For what is the same in all replies of a language: a function that makes it once for each."""
    kept: dict[Language, T] = {}

    def made() -> T:
        language = spoken()
        if language not in kept:
            kept[language] = make()
        return kept[language]

    return made


def spoken() -> Language:
    """For what writes numbers and pages: the language in which this request is answered."""
    return _spoken.get()


@contextmanager
def speaking(language: str | Language) -> Iterator[Language]:
    """For requests and tests: a context in which all is said in this language, given or named by its tag.

    What outlives a request must hold no words, or have the language in the name that it is kept by.
    """
    new = LANGUAGES[language] if isinstance(language, str) else language
    token = _spoken.set(new)
    try:
        yield new
    finally:
        _spoken.reset(token)
