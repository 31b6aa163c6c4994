"""The examples as the catalogue and pages show them: words, links and pictures."""

from __future__ import annotations

from typing import Any

import orjson

from antigradient.examples import Entry, entries
from antigradient.query.links import Addresses, with_always_said
from antigradient.query.urlencoded import parse_query_string

from ..http.caching import tag
from ..settings import Settings


def example_entries(settings: Settings) -> list[dict[str, Any]]:
    """The catalogue's list; links are what stands after the address of the front page."""
    return [
        {
            "id": entry.example.id,
            "title": entry.title,
            "question": entry.question,
            "answer": entry.answer,
            "query": entry.example.query,
            "links": links(entry, ""),
            "comparison": comparison(entry, ""),
        }
        for entry in entries(settings.limits)
    ]


def texts_of(query: str) -> dict[str, Any]:
    """The names of an example's link with what it says of each: nothing is left to defaults."""
    return parse_query_string(query.encode(), ("vs",))[0]


def links(entry: Entry, base: str) -> dict[str, str]:
    """Where the example is to be played with, to be framed, and to be seen."""
    texts = texts_of(entry.example.query)
    return {
        "page": Addresses(base, texts).page,
        "embed": Addresses(base, with_always_said(texts, entry.scenario)).embed,
        "picture": f"{base}{picture_path(entry)}",
    }


def comparison(entry: Entry, base: str) -> dict[str, str] | None:
    """The second scenario that the answer speaks of, where there is one."""
    if not entry.example.comparison:
        return None
    return {"title": entry.comparison, "page": Addresses(base, texts_of(entry.example.comparison)).page}


def picture_path(entry: Entry) -> str:
    """The path of its picture, with what it shows as a version: another picture has another address."""
    return f"/examples/{entry.example.id}.svg?v={picture_version(entry)}"


def picture_version(entry: Entry) -> str:
    """Twelve hexadecimal digits that change with the scenario and with the build that draws it."""
    return tag(orjson.dumps([entry.scenario.described(), entry.beta, entry.example.arrows]))[:12]
