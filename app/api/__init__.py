"""The JSON API: routes made from the table of endpoints, and the document about them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from typing import Any, NamedTuple

import orjson
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from antigradient.examples import are_computed
from antigradient.query.links import API_PREFIX
from antigradient.words import say

from .. import __version__
from ..http.gate import LIGHT
from ..schemas.replies import CatalogueReply, Health
from ..settings import Settings
from .catalogue import catalogue
from .endpoints import DATA, ENDPOINTS, Endpoint
from .examples import example_entries
from .openapi import body_of, complete_document, file_of, parameters_of, responses, table_body
from .service import Service


class Road(NamedTuple):
    """For routes and the document: a method at an address, what answers, and what is documented of it.

    Starlette serves it. FastAPI only documents it: to serve it, it would cost twice as much (28 µs instead of 14).
    """

    path: str
    method: str
    answer: Callable[[Request], Awaitable[Response]]
    documented: Callable[[], dict[str, Any]]


def endpoints(settings: Settings) -> list[Endpoint]:
    """For routes and documents: all endpoints of a server, those of the table and its catalogue with its own caps."""
    return [
        Endpoint(
            id="catalogue",
            answer=lambda scenario, arguments: {**catalogue(settings), "examples": example_entries(settings)},
            weight=lambda scenario: 0.0 if are_computed() else 2 * LIGHT,
            reply=CatalogueReply,
            post=False,
        ),
        *ENDPOINTS.values(),
    ]


def install(app: FastAPI, service: Service) -> None:
    """For `create_app`: adds every route of the API."""
    for road in roads(service):
        app.add_route(road.path, road.answer, methods=[road.method], include_in_schema=False)


def document(service: Service) -> dict[str, Any]:
    """For pages: the OpenAPI document in the language that is spoken."""
    routes = []
    for path, method, answer, documented in roads(service):
        name = f"{path.rpartition('/')[2]}-{method.lower()}"
        routes.append(APIRoute(path, answer, methods=[method], name=name, operation_id=name, **documented()))
    described = get_openapi(title="Antigradient", version=__version__, description=say("api.about"), routes=routes)
    return complete_document(described, service.answer, service.example_table)


def roads(service: Service) -> Iterator[Road]:
    """For routes and the document: every road of the API."""
    for endpoint in endpoints(service.settings):
        yield from _roads(service, endpoint)
    yield _table_road(service, DATA)
    yield Road("/healthz", "GET", _health, lambda: _shown(say("api.health"), Health))


def _shown(title: str, reply: type | None, **options: Any) -> dict[str, Any]:
    return {"summary": title, "response_model": reply, "response_description": say("api.successful"), **options}


def _described(endpoint: Endpoint, **options: Any) -> dict[str, Any]:
    kind = Response if endpoint.format.file else JSONResponse
    return _shown(endpoint.title, endpoint.reply, description=endpoint.description, response_class=kind, **options)


def _roads(service: Service, endpoint: Endpoint) -> Iterator[Road]:
    path, query = API_PREFIX + endpoint.id, service.model(endpoint)

    async def get(request: Request) -> Response:
        return await service.get(endpoint, request)

    async def post(request: Request) -> Response:
        return await service.post(endpoint, request)

    yield Road(
        path,
        "GET",
        get,
        lambda: _described(
            endpoint,
            responses=file_of(endpoint) | responses(422, cached=True),
            openapi_extra={"parameters": parameters_of(query, endpoint)},
        ),
    )
    if endpoint.post:
        yield Road(
            path,
            "POST",
            post,
            lambda: _described(
                endpoint,
                responses=file_of(endpoint) | responses(400, 413, 415, 422),
                openapi_extra={"requestBody": body_of(query, endpoint)},
            ),
        )


def _table_road(service: Service, endpoint: Endpoint) -> Road:
    model = service.model(endpoint)

    async def post(request: Request) -> Response:
        return await service.table(endpoint, request)

    def documented() -> dict[str, Any]:
        names = [p for p in parameters_of(model, endpoint) if p["name"] != "data"]
        body = {"required": True, "content": table_body()}
        extra = {"parameters": names, "requestBody": body}
        return _described(endpoint, responses=responses(413, 415, 422), openapi_extra=extra)

    return Road(API_PREFIX + endpoint.id, "POST", post, documented)


async def _health(request: Request) -> Response:
    body = orjson.dumps({"status": "ok", "version": __version__})
    return Response(body, media_type="application/json", headers={"Cache-Control": "no-store"})
