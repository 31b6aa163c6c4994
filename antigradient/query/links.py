"""A scenario as a link, in which only what differs from the defaults is named, and its addresses on a server."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from antigradient.query.display import EMBED, EXTRA, FIGURE, PAGE, SHOWN, USUAL
from antigradient.query.model import Query
from antigradient.query.query_string import parse_query_string
from antigradient.scenario import ScenarioError

#: What a query may hold unencoded (RFC 3986) and people then can read; an apostrophe would end strings of some hosts.
READABLE = ",:;*()!"

#: Where all endpoints are.
PREFIX = "/api/v1/"

Texts = Mapping[str, Any]
#: A file without a server, and the names that have an effect there; of parts those of a still figure that it draws.
OFFLINE = "file"
IN_FILE = ("theme", "palette", "hide", "speed")
#: The parts of a figure, with the places where each has an effect.
PARTS = EXTRA | USUAL


def differing(query: Query, values: Mapping[str, Any], raw: bytes) -> dict[str, Any]:
    """Texts of the names without any one of which the link `raw` would mean something else; `values` are what it gave.

    A repeatable name has the list of its texts.
    """
    texts, _ = parse_query_string(raw, [name for name, field in query.fields.items() if field.repeatable])
    kept = {name: value for name, value in values.items() if name not in SHOWN}
    whole = query.resolve(kept).described()
    for name in list(kept):
        fewer = {other: value for other, value in kept.items() if other != name}
        try:
            if query.resolve(fewer).described() == whole:
                kept = fewer
        except ScenarioError:
            continue  # what remains makes no sense without it
    page = {name for name, value in values.items() if name in SHOWN and value != SHOWN[name].default}
    return {name: texts[name] for name in values if name in kept or name in page}


def written(texts: Texts, names: Collection[str] | None = None) -> str:
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
        said = {name: effective(name, text, place) for name, text in self.texts.items()}
        query = "&".join(filter(None, [written({name: text for name, text in said.items() if text}), more]))
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
            "offline": self._at("/offline.html", OFFLINE),
            "csv": self._at(PREFIX + "trajectory.csv", None),
            "json": self._at(PREFIX + "trajectory", None),
        }


def effective(name: str, text: Any, place: str | None) -> Any:
    """What of a name's text has an effect at a place; nothing, where none has."""
    if name not in SHOWN:
        return text
    if name not in IN_FILE if place == OFFLINE else place not in SHOWN[name].where:
        return ""
    if name in ("show", "hide"):
        where = FIGURE if place == OFFLINE else place
        return ",".join(part for part in text.split(",") if where in PARTS[part].where)
    return text
