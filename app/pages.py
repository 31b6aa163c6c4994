"""The page: any query whatsoever gives it, and what was wrong with the query is said on it."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, Response

from app import __version__
from app.api import PREFIX
from app.api.catalogue import catalogue
from app.caching import matches, tag
from app.descent.scenario import Scenario, ScenarioError
from app.errors import Refusal
from app.schemas.query import PAGE_FIELDS, Query, scenario_query
from app.schemas.wire import from_query
from app.settings import Settings
from app.templating import Site

#: So many notices are shown; a query can be wrong in more ways than a reader cares for.
NOTICES = 12


def forgiving(query: Query, raw: bytes) -> tuple[Scenario, dict[str, Any], list[Refusal]]:
    """The scenario of a link as far as it makes sense, the values that it gave, and what was dropped and why."""
    texts, notices = from_query(raw)
    values, refused = query.texts(texts)
    notices += refused
    own = {field.name for field in PAGE_FIELDS}
    while True:
        try:
            scenario = query.resolve({name: value for name, value in values.items() if name not in own})
        except ScenarioError as error:
            for parameter, detail in error.errors:
                notices.append(Refusal(parameter, detail))
                del values[parameter]  # a default is never refused, so each round drops at least one
            continue
        return scenario, values, notices


def router(settings: Settings, site: Site) -> APIRouter:
    """The routes of pages."""
    routes = APIRouter(include_in_schema=False)
    query = scenario_query(settings).with_fields(*PAGE_FIELDS)
    known = catalogue(settings)

    @routes.api_route("/", methods=["GET", "HEAD"], name="index")
    async def index(request: Request) -> Response:
        scenario, values, notices = forgiving(query, request.scope["query_string"])
        theme = values.get("theme", "auto")
        boot = {
            "scenario": scenario.described(),
            "given": list(values),
            "notices": [notice._asdict() for notice in notices[:NOTICES]],
            "catalogue": known,
            "api": request.scope.get("root_path", "") + PREFIX,
            "theme": theme,
            "version": __version__,
        }
        return page(request, site.render("index.html", request, boot=boot, theme=theme, notices=boot["notices"]))

    return routes


def page(request: Request, html: str) -> Response:
    """A page that is asked about each time and sent only when it has changed."""
    body = html.encode()
    headers = {"Cache-Control": "no-cache", "ETag": f'"{tag(body)}"'}
    if (seen := request.headers.get("if-none-match")) and matches(seen, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    return HTMLResponse(body, headers=headers)
