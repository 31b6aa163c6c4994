"""The glossary: a page of its words, and the same as JSON for the buttons on other pages."""

from __future__ import annotations

import orjson
from fastapi import FastAPI
from starlette.requests import Request

from antigradient.glossary import settings, term_definitions, term_entries

from .replies import Page
from .templating import Site, alternates


def install(app: FastAPI, site: Site) -> None:
    """For `create_app`: adds the routes of the page and of its JSON."""

    def glossary(request: Request) -> Page:
        return site.page(
            request,
            "glossary.html",
            alternates=alternates(f"{site.base_url(request.scope)}/glossary"),
            terms=term_entries(),
            settings=settings(),
        )

    def data(request: Request) -> Page:
        return Page(orjson.dumps(term_definitions()), "application/json")

    site.add(app, "/glossary", glossary)
    site.add(app, "/glossary.json", data, queried=False)
