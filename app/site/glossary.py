"""The glossary: a page of its words, the same as JSON for the buttons on other pages, and these buttons."""

from __future__ import annotations

from typing import Any

import orjson
from fastapi import FastAPI
from starlette.requests import Request

from antigradient.glossary import TERMS, settings
from antigradient.latex import with_mathml
from antigradient.words import cached_by_language

from ..http.threads import Threads
from .replies import Page
from .templating import Site, alternates


@cached_by_language
def terms() -> list[dict[str, Any]]:
    """For pages: every term with its title, text, formula and picture."""
    return [with_mathml(term.described()) for term in TERMS.values()]


@cached_by_language
def definitions() -> dict[str, dict[str, Any]]:
    """For the buttons' script: every term and setting by its id."""
    return {entry["id"]: script_entry(entry) for entry in (*terms(), *settings())}


def script_entry(entry: dict[str, Any]) -> dict[str, Any]:
    """For `definitions`: what the script shows of an entry."""
    return {name: value for name, value in entry.items() if name not in ("id", "latex")}


def install(app: FastAPI, threads: Threads, site: Site) -> None:
    """For `create_app`: adds the routes of the page and of its JSON."""

    def glossary(request: Request) -> Page:
        return site.page(
            request,
            "glossary.html",
            alternates=alternates(f"{site.base_url(request.scope)}/glossary"),
            terms=terms(),
            settings=settings(),
        )

    def data(request: Request) -> Page:
        return Page(orjson.dumps(definitions()), "application/json")

    app.add_route("/glossary", site.route(threads, glossary))
    app.add_route("/glossary.json", site.route(threads, data, queried=False))
