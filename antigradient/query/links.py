"""A scenario as a link, in which only what differs from the defaults is named, and its addresses on a server."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from antigradient.query.display import DISPLAY_OPTIONS, EMBED, EXTRA, FIGURE, PAGE, USUAL
from antigradient.query.model import Query
from antigradient.query.urlencoded import parse_query_string
from antigradient.scenario import ScenarioError

#: What a query may hold unencoded (RFC 3986) and people then can read; an apostrophe would end strings of some hosts.
READABLE = ",:;*()!"

#: Where all endpoints are.
PREFIX = "/api/v1/"

Texts = Mapping[str, Any]
#: A file without a server, and the names that have an effect there; of parts those of a still figure that it draws.
FILE = "file"
FILE_OPTIONS = ("theme", "palette", "hide", "speed")
#: The parts of a figure, with the places where each has an effect.
PARTS = EXTRA | USUAL


def differing_texts(query: Query, values: Mapping[str, Any], raw: bytes) -> dict[str, Any]:
    """Texts of the names without any one of which the link `raw` would mean something else; `values` are what it gave.

    A repeatable name has the list of its texts.
    """
    texts, _ = parse_query_string(raw, [name for name, field in query.fields.items() if field.repeatable])
    kept = {name: value for name, value in values.items() if name not in DISPLAY_OPTIONS}
    whole = query.resolve(kept).described()
    for name in list(kept):
        fewer = {other: value for other, value in kept.items() if other != name}
        try:
            if query.resolve(fewer).described() == whole:
                kept = fewer
        except ScenarioError:
            continue  # what remains makes no sense without it
    page = {
        name for name, value in values.items() if name in DISPLAY_OPTIONS and value != DISPLAY_OPTIONS[name].default
    }
    return {name: texts[name] for name in values if name in kept or name in page}


def query_string(texts: Texts, names: Collection[str] | None = None) -> str:
    """The query string of these texts, or of those among `names`."""
    return "&".join(
        f"{name}={quote(text, safe=READABLE)}"
        for name, given in texts.items()
        if names is None or name in names
        for text in (given if isinstance(given, list) else [given])
    )


@dataclass(frozen=True)
class Addresses:
    """Addresses of one scenario below `base`: each names what differs from the defaults and has an effect there."""

    base: str
    texts: dict[str, Any]

    def _at(self, path: str, place: str | None, more: str = "") -> str:
        said = {name: effective_text(name, text, place) for name, text in self.texts.items()}
        query = "&".join(filter(None, [query_string({name: text for name, text in said.items() if text}), more]))
        return f"{self.base}{path}?{query}" if query else f"{self.base}{path}"

    @property
    def embed(self) -> str:
        """The figure to frame."""
        return self._at("/embed", EMBED)

    @property
    def page(self) -> str:
        """The playground."""
        return self._at("/", PAGE)

    @property
    def downloads(self) -> dict[str, str]:
        """The files of this scenario by their ids."""
        return {
            "svg": self._at(PREFIX + "figure.svg", FIGURE),
            "png": self._at(PREFIX + "figure.png", FIGURE, "scale=2"),
            "offline": self._at("/offline.html", FILE),
            "csv": self._at(PREFIX + "trajectory.csv", None),
            "json": self._at(PREFIX + "trajectory", None),
        }


def effective_text(name: str, text: Any, place: str | None) -> Any:
    """What of a name's text has an effect at a place; nothing, where none has."""
    if name not in DISPLAY_OPTIONS:
        return text
    if name not in FILE_OPTIONS if place == FILE else place not in DISPLAY_OPTIONS[name].where:
        return ""
    if name in ("show", "hide"):
        where = FIGURE if place == FILE else place
        return ",".join(part for part in text.split(",") if where in PARTS[part].where)
    return text
