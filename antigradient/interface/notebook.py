"""A run as a notebook shows it: the live figure, which needs no server, and a still one for where it cannot live."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from antigradient import __version__
from antigradient.answers import COMPUTATIONS, echo, scenario_and_arguments
from antigradient.figure import draw
from antigradient.interface.questions import LIMITS, refusals_named, values_of
from antigradient.json_text import json_bytes, json_value
from antigradient.offline import DIGITS, MAP_OPTIONS, OfflineDocument, framed_figure
from antigradient.query.arguments import no_arguments
from antigradient.query.display import DISPLAY_FIELDS, DISPLAY_OPTIONS, LANGUAGE, with_defaults
from antigradient.query.links import texts_of_values
from antigradient.query.model import Query, scenario_query
from antigradient.query.refusals import Refusal
from antigradient.query.urlencoded import query_string
from antigradient.words import LANGUAGES, speaking, spoken
from antigradient.work import work_limit

#: Where `antigradient` serves by default.
HERE = "http://127.0.0.1:8000"


@lru_cache(maxsize=1)
def document_query() -> Query:
    """For documents: the names of a scenario and of how it is shown, as a link of the offline document has them."""
    return scenario_query(LIMITS).with_fields(DISPLAY_FIELDS)


def document_of(given: Mapping[str, Any]) -> OfflineDocument:
    """For runs: the offline document of these values, as a server's `/offline.html` makes it. Raises ScenarioError."""
    query = document_query()
    with refusals_named(query, given, "steps"):
        values, refusals, _ = values_of(query, given)
        return _document(query, values, refusals)


def document_of_texts(texts: Mapping[str, str | list[str]]) -> OfflineDocument:
    """For books: the same of names and values as a link has them. Raises ScenarioError."""
    query = document_query()
    with refusals_named(query, texts, "steps"):
        return _document(query, *query.parse_link(query_string(texts).encode()))


def _document(query: Query, values: dict[str, Any], refusals: list[Refusal]) -> OfflineDocument:
    scenario, _ = scenario_and_arguments(query, DISPLAY_FIELDS, no_arguments, values, refusals)
    own = {name: value for name, value in values.items() if name not in DISPLAY_OPTIONS}
    drawn, arguments = scenario_and_arguments(query, (), no_arguments, {**own, "digits": DIGITS}, [])
    options = with_defaults(values)
    with work_limit():
        still = draw(drawn, **{name: options[name] for name in MAP_OPTIONS})
        answer = COMPUTATIONS["trajectory"].answer(drawn, arguments)
    reply = json_value(json_bytes({"version": __version__, "scenario": echo(drawn, arguments), **answer}))
    return OfflineDocument(scenario, still, reply, values, texts_of_values(query, values), limits=LIMITS)


def document_html(given: Mapping[str, Any], base: str) -> str:
    """For runs: the text of that document, in the language that it is to have. Raises ScenarioError."""
    language = given.get(LANGUAGE.name)
    with speaking(language if language in LANGUAGES else spoken()):
        return document_of(given).html(base)


def mime_bundle(given: Mapping[str, Any], base: str) -> dict[str, str]:
    """For runs in notebooks: the live figure with its picture below it as HTML, and the picture alone as PNG."""
    figure = framed_figure(document_of(given), base)
    return {"text/html": figure.packed_html(), "image/png": b64encode(figure.picture).decode()}
