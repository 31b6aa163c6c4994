"""The examples as the catalogue and pages show them: words, links and pictures."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import orjson

from antigradient.examples import Entry, entries
from antigradient.query.display import LANGUAGE
from antigradient.query.links import Addresses, with_always_said
from antigradient.query.urlencoded import parse_query_string, query_string
from antigradient.words import spoken

from ..http.caching import tag
from ..settings import Settings

NO_OPTIONS: Mapping[str, str] = MappingProxyType({})


def example_entries(settings: Settings) -> list[dict[str, Any]]:
    """For the catalogue: its list of examples; links are what stands after the address of the front page."""
    return [
        {
            "id": entry.example.id,
            "title": entry.title,
            "question": entry.question,
            "answer": entry.answer,
            "args": dict(entry.facts),
            "query": entry.example.query,
            "links": links(entry, ""),
            "comparison": comparison(entry, ""),
        }
        for entry in entries(settings.limits)
    ]


def texts_of(query: str) -> dict[str, Any]:
    """For links: the names of an example's link with their texts, so that nothing is left to defaults."""
    return parse_query_string(query.encode(), ("vs",))[0]


def links(entry: Entry, base: str, options: Mapping[str, str] = NO_OPTIONS) -> dict[str, str]:
    """For `example_entries`: where the example can be played with, framed, and seen, by links with `options`."""
    texts = {**texts_of(entry.example.query), **options}
    return {
        "page": Addresses(base, texts).page,
        "embed": Addresses(base, with_always_said(texts, entry.scenario)).embed,
        "picture": f"{base}{picture_path(entry)}",
    }


def comparison(entry: Entry, base: str, options: Mapping[str, str] = NO_OPTIONS) -> dict[str, str] | None:
    """For `example_entries`: the second scenario that the answer speaks of, where there is one."""
    if not entry.example.comparison:
        return None
    texts = {**texts_of(entry.example.comparison), **options}
    return {"title": entry.comparison, "page": Addresses(base, texts).page}


def picture_path(entry: Entry) -> str:
    """For pages and links: the path of an example's picture in the language that is spoken.

    With a version: another picture has another address.
    """
    return f"/examples/{entry.example.id}.svg?{query_string({'v': picture_version(entry), LANGUAGE.name: spoken().id})}"


def picture_version(entry: Entry) -> str:
    """For `picture_path`: twelve hexadecimal digits, others for another scenario, language, or build."""
    return tag(orjson.dumps([entry.scenario.described(), entry.beta, entry.example.arrows, spoken().id]))[:12]
