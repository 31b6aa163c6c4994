"""The page of examples and their pictures: questions to begin with, each with its answer folded and its link."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import Scope

from antigradient.examples import EXAMPLES, Entry, entries, find_entry
from antigradient.figure.thumbnail import SIDE, thumbnail
from antigradient.figure.words import alt_text
from antigradient.words import spoken

from ..api.examples import comparison, links, picture_version
from ..http.caching import FOREVER
from ..http.gate import LIGHT
from .replies import Page
from .templating import Site, alternates, language_options, root_prefix

#: What the words of all examples weigh the first time: their runs. A picture weighs no more.
WEIGHT = 2 * LIGHT
#: Those that stand at the foot of the playground.
STRIP = ("too-large-step", "ravine", "plateau", "four-valleys", "right-angle")


@dataclass(frozen=True)
class ExampleCard:
    """For templates: what they show of an example; links go below the page's own prefix."""

    entry: Entry
    links: dict[str, str]
    comparison: dict[str, str] | None
    alt: str


def example_cards(site: Site, scope: Scope) -> list[ExampleCard]:
    """For the page of examples: those that this server's caps allow."""
    return [example_card(entry, scope) for entry in entries(site.settings.limits)]


def strip_cards(site: Site, scope: Scope) -> list[ExampleCard]:
    """For the playground: the few examples that it begins with."""
    found = (find_entry(id, site.settings.limits) for id in STRIP)
    return [example_card(one, scope) for one in found if one]


def example_card(entry: Entry, scope: Scope) -> ExampleCard:
    """For cards: what templates show of one example; its links are below the prefix, and in the page's language."""
    root, options = root_prefix(scope), language_options(scope)
    return ExampleCard(entry, links(entry, root, options), comparison(entry, root, options), alt_text(entry.scenario))


def install(app: FastAPI, site: Site) -> None:
    """For `create_app`: adds the routes of the page of examples and of their pictures."""

    def examples(request: Request) -> Page:
        return site.page(
            request,
            "examples.html",
            alternates=alternates(f"{site.base_url(request.scope)}/examples"),
            cards=example_cards(site, request.scope),
            side=SIDE,
        )

    @cache
    def drawn(id: str, language: str) -> tuple[str, bytes] | None:
        """Version and picture of an example, once in each language: β is written on some."""
        found = find_entry(id, site.settings.limits) if id in EXAMPLES else None
        return (picture_version(found), _drawn(found)) if found else None

    def picture(request: Request) -> Page:
        known = drawn(request.path_params["id"], spoken().id)
        if known is None:
            raise HTTPException(404)
        version, body = known
        lasting = {"Cache-Control": FOREVER} if request.query_params.get("v") == version else {}
        return Page(body, "image/svg+xml", lasting)

    site.add(app, "/examples", examples, WEIGHT)
    site.add(app, "/examples/{id}.svg", picture, WEIGHT)


def _drawn(entry: Entry) -> bytes:
    return thumbnail(entry.scenario, arrows=entry.example.arrows, beta=entry.beta).encode()
