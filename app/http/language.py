"""In which language a request is answered: the one that its address names, else on pages the reader's own."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from starlette.datastructures import Headers
from starlette.types import Scope

from antigradient.query.display import LANGUAGE
from antigradient.query.urlencoded import parse_query_string
from antigradient.words import DEFAULT, LANGUAGES, Language

from .negotiation import weights
from .paths import is_for_programs


class Asked(NamedTuple):
    """For replies: the language; whether the address names it, so that links do; whether `Accept-Language` chose it."""

    language: Language
    named: bool = False
    negotiated: bool = False


def asked_language(scope: Scope) -> Asked:
    """For the shell and pages: the language in which a request is answered, as far as its address and headers tell."""
    if named := named_language(scope["query_string"]):
        return Asked(named, named=True)
    if is_for_programs(scope):
        return Asked(LANGUAGES[DEFAULT])
    return Asked(preferred_language(",".join(Headers(scope=scope).getlist("accept-language"))), negotiated=True)


def named_language(query: bytes) -> Language | None:
    """For requests: the language that a query names; None where it names none, or none that is known."""
    if b"lang" not in query and b"%" not in query:
        return None  # as nearly all, and what is long takes time to read
    texts, _ = parse_query_string(query)
    return LANGUAGES.get(texts.get(LANGUAGE.name, ""))


def preferred_language(accept_language: str) -> Language:
    """For pages: the best by an Accept-Language header (RFC 9110), else the default; whoever reads de-AT reads de."""
    return LANGUAGES[_preferred(accept_language[:200], tuple(LANGUAGES))]  # what is remembered is bounded


@lru_cache(maxsize=256)
def _preferred(accept_language: str, tags: tuple[str, ...]) -> str:
    accepted = [(weight, tag) for tag, weight in weights(accept_language).items() if weight > 0]
    preferred = [tag for _, tag in sorted(accepted, key=lambda pair: -pair[0])]
    known = {tag.lower(): tag for tag in tags}
    for tag in preferred:  # by RFC 4647, 3.4: for zh-Hant-TW also zh-Hant, and zh
        parts = tag.split("-")
        for length in range(len(parts), 0, -1):
            if found := known.get("-".join(parts[:length])):
                return found
    return DEFAULT
