"""The pages, and the API's document. Any query whatsoever gives a page, and what was wrong with it is said there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import orjson
from fastapi import FastAPI
from starlette.requests import Request

from antigradient.catalogue import API_ONLY_NAMES
from antigradient.figure.thumbnail import SIDE
from antigradient.glossary import TERMS
from antigradient.query.display import DISPLAY_FIELDS, LANGUAGE, PAGE, with_defaults, without_effect
from antigradient.query.lenient import lenient_scenario
from antigradient.query.links import API_PREFIX, Addresses, differing_texts
from antigradient.query.model import scenario_query
from antigradient.query.refusals import MOST_NOTICES
from antigradient.stages import scenario_stages

from .. import __version__
from ..api.catalogue import catalogue_fragments
from ..api.service import Service, scripts_version
from ..http.errors import KINDS
from . import docs
from .card import card_of
from .examples import strip_cards
from .replies import Page
from .templating import Site, alternates, root_prefix

#: Names of entries that only the mathematics shows: it asks for them when it is first wanted.
WORKED_OUT_NAMES = ("formula", "about", "convention")


def install(app: FastAPI, service: Service, site: Site, document: Callable[[], Mapping[str, Any]]) -> None:
    """For `create_app`: adds the routes of pages and of the document."""
    query = scenario_query(site.settings.limits).with_fields(DISPLAY_FIELDS)
    known = {
        "see": catalogue_fragments(site.settings, *API_ONLY_NAMES, *WORKED_OUT_NAMES),
        "calculate": catalogue_fragments(site.settings, *API_ONLY_NAMES),
    }

    def index(request: Request) -> Page:
        raw: bytes = request.scope["query_string"]
        scenario, values, notices = lenient_scenario(query, raw)
        base, texts = site.base_url(request.scope), differing_texts(query, values, raw)
        there, own = Addresses(base, texts), {name: text for name, text in texts.items() if name != LANGUAGE.name}
        notices += without_effect(values, PAGE)
        shown = with_defaults(values)
        boot = {
            "scenario": scenario.described(),
            "given": list(values),
            "notices": [notice.described() for notice in notices[:MOST_NOTICES]],
            "catalogue": known[shown["depth"]](scenario, True),
            "api": root_prefix(request.scope) + API_PREFIX.rstrip("/"),
            **shown,
            "version": __version__,
            "scripts": scripts_version(),
        }
        return site.page(
            request,
            "index.html",
            boot=boot,
            theme=boot["theme"],
            notices=boot["notices"],
            card=card_of(scenario, there, there.page),
            glossary=[*TERMS],
            stages=scenario_stages(scenario) if shown["depth"] == "calculate" else None,
            alternates=alternates(Addresses(base, own).page),
            strip=strip_cards(site, request.scope),
            side=SIDE,
        )

    def api(request: Request) -> Page:
        return site.page(
            request,
            "docs.html",
            alternates=alternates(f"{site.base_url(request.scope)}/docs"),
            names=docs.name_rows(document()),
            sections=docs.sections(document(), site.base_url(request.scope)),
            problems=KINDS,
            limits=site.settings.caps,
        )

    def openapi(request: Request) -> Page:
        servers = [{"url": site.base_url(request.scope)}]
        return Page(orjson.dumps({**document(), "servers": servers}), "application/json")

    site.add(app, "/", site.unpacking(index), forms=True)
    if site.settings.docs:
        site.add(app, "/docs", api)
        site.add(app, "/openapi.json", openapi, queried=False)
