"""A scenario as a link, in which only what differs from the defaults is named, and its addresses on a server."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qsl

from antigradient.names import INHERITED_NAMES, LASTING_NAMES, RUN_NAMES
from antigradient.optimisers import OPTIMISERS
from antigradient.query.display import DISPLAY_OPTIONS, EMBED, FIGURE, FILE, LANGUAGE, PAGE, PARTS, has_effect
from antigradient.query.fragment import LONGEST_QUERY, address_tail
from antigradient.query.model import Query
from antigradient.query.runs import run_text, texts_of_run
from antigradient.query.urlencoded import parse_query_string, query_string
from antigradient.scenario import Scenario, ScenarioError

#: Where all endpoints are.
API_PREFIX = "/api/v1/"
#: Display options that an address says even at their defaults, where it is handed out: a later default may be another.
ALWAYS_SAID = ("palette",)


def differing_texts(query: Query, values: Mapping[str, Any], raw: bytes) -> dict[str, Any]:
    """For a scenario's addresses: the texts of `raw` without any one of which it would mean something else.

    `values` are what the link gave.

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


def with_always_said(texts: Mapping[str, Any], scenario: Scenario) -> dict[str, Any]:
    """For lasting addresses, as `Embed` gives them: the texts of names that later defaults might change, too.

    `scenario` is what the texts resolve to; its names come first. static/js/state/lasting.js says the same ones.
    """
    options = {name: text for name, text in texts.items() if name in DISPLAY_OPTIONS}
    own = {name: text for name, text in texts.items() if name not in options}
    options |= {name: DISPLAY_OPTIONS[name].default for name in ALWAYS_SAID if name not in options}
    said = _with_lasting(own, scenario, LASTING_NAMES) | options
    if "vs" in said:
        names = [name for name in LASTING_NAMES if name in RUN_NAMES and name not in INHERITED_NAMES]
        said["vs"] = [
            run_text(_with_lasting(texts_of_run(i, text), run, names))
            for i, (text, run) in enumerate(zip(said["vs"], scenario.runs, strict=True), start=1)
        ]
    return said


def _with_lasting(texts: Mapping[str, Any], run: Scenario, names: Sequence[str]) -> dict[str, Any]:
    """The texts of a run, followed by those of `names` and of its optimiser's own that are not among them."""
    values = run.described()
    return {**texts, **{n: text_of(values[n]) for n in (*names, *run.optimiser.names) if n not in texts}}


def text_of(value: str | float | Sequence[float]) -> str:
    """For links: a word, a number or several as text, with the fewest digits that read back the same, as JavaScript."""
    if isinstance(value, str):
        return value
    if isinstance(value, Sequence):
        return ",".join(map(text_of, value))
    exact = Decimal(repr(float(value) + 0.0)).normalize()
    return f"{exact:f}" if -7 < exact.adjusted() < 21 else f"{exact:e}"


@dataclass(frozen=True)
class Download:
    """For pages: a file of a scenario at a path, by the scenario's query, and what else its address says.

    Where the query is too long for an address it is asked for by a form.
    """

    path: str
    query: str
    more: str = ""

    @property
    def address(self) -> str:
        """For links, and for the head of a form: the address, of a long query with what is said besides alone."""
        query = "&".join(filter(None, ["" if self.is_long else self.query, self.more]))
        return f"{self.path}?{query}" if query else self.path

    @property
    def is_long(self) -> bool:
        """For templates: whether it is a form's."""
        return len(self.query) > LONGEST_QUERY

    @property
    def names(self) -> list[tuple[str, str]]:
        """For forms: the names of the query with their values."""
        return parse_qsl(self.query)


@dataclass(frozen=True)
class Addresses:
    """For pages, embeds and the catalogue: a scenario's addresses below `base`, each with what has an effect there."""

    base: str
    texts: dict[str, Any]

    def _query(self, medium: str | None) -> str:
        said = {name: effective_text(name, text, medium) for name, text in self.texts.items()}
        return query_string({name: text for name, text in said.items() if text})

    @property
    def embed(self) -> str:
        """For frames: the address of the figure to frame."""
        return f"{self.base}/embed{address_tail(self._query(EMBED))}"

    @property
    def page(self) -> str:
        """For pages: the address of the playground."""
        return f"{self.base}/{address_tail(self._query(PAGE))}"

    @property
    def downloads(self) -> dict[str, Download]:
        """For pages: this scenario's files by their ids."""
        return {
            "svg": Download(f"{self.base}{API_PREFIX}figure.svg", self._query(FIGURE)),
            "png": Download(f"{self.base}{API_PREFIX}figure.png", self._query(FIGURE), "scale=2"),
            "offline": Download(f"{self.base}/offline.html", self._query(FILE)),
            "csv": Download(f"{self.base}{API_PREFIX}trajectory.csv", self._query(None)),
            "json": Download(f"{self.base}{API_PREFIX}trajectory", self._query(None)),
        }


def effective_text(name: str, text: Any, medium: str | None) -> Any:
    """For an address: the part of a name's text that has an effect in a medium; "" where it has none."""
    if name not in DISPLAY_OPTIONS or name == LANGUAGE.name:
        return text
    if medium is None or not has_effect(name, medium):
        return ""
    if name in ("show", "hide"):
        drawn = FIGURE if medium == FILE else medium
        return ",".join(part for part in text.split(",") if drawn in PARTS[part].media)
    return text


def page_address(query: Query, values: Mapping[str, Any], base: str) -> str:
    """For whoever has a scenario's values and no link: the address of the playground that has the same scenario."""
    return Addresses(base, texts_of_values(query, values)).page


def texts_of_values(query: Query, values: Mapping[str, Any]) -> dict[str, Any]:
    """For whoever has a scenario's values and no link: the texts of one that has the same scenario."""
    return differing_texts(query, values, query_string(value_texts(query, values)).encode())


def value_texts(query: Query, values: Mapping[str, Any]) -> dict[str, Any]:
    """For `texts_of_values`: the text of every value, also where it is the default."""
    return {name: _value_text(value) for name, value in values.items() if value is not None and name in query.fields}


def _value_text(value: Any) -> Any:
    """A value of any field as a link says it: rows by colons, further runs a text each."""
    if isinstance(value, Sequence) and not isinstance(value, str) and value:
        if isinstance(value[0], Mapping):
            usual = {"optimiser": next(iter(OPTIMISERS))}
            return [run_text(usual | {name: _value_text(own) for name, own in run.items()}) for run in value]
        if isinstance(value[0], Sequence) and not isinstance(value[0], str):
            return ",".join(":".join(map(text_of, row)) for row in value)
    return text_of(value)
