"""The JSON API: routes made from the table of endpoints."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import orjson
from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import request_response

from antigradient.examples import are_computed
from antigradient.query.links import API_PREFIX

from .. import __version__
from ..http.threads import LIGHT
from ..schemas.replies import CatalogueReply, Health
from ..settings import Settings
from .catalogue import catalogue
from .endpoints import DATA, ENDPOINTS, Endpoint
from .examples import example_entries
from .openapi import body_of, file_of, parameters_of, responses, table_body
from .service import Service


class Direct(APIRoute):
    """For `install`: a route that FastAPI documents and Starlette serves.

    Its endpoint takes the request and gives the response, so the machinery of dependencies would have nothing to do;
    without it a route costs half (14 µs instead of 28).
    """

    def __init__(self, path: str, endpoint: Callable[[Request], Awaitable[Response]], **options: Any) -> None:
        super().__init__(path, endpoint, **options)
        self.app = request_response(endpoint)


def endpoints(settings: Settings) -> list[Endpoint]:
    """For routes and documents: all endpoints of a server, those of the table and its catalogue with its own caps."""
    return [
        Endpoint(
            id="catalogue",
            title="What there is to choose from",
            description="Objectives, optimisers, data sets and numbers with defaults, ranges and help; this server's "
            "caps. "
            "`examples` are scenarios with a question and its answer in two sentences, whose numbers are computed. "
            "Their `links`, and that of the scenario to compare with, stand after the address of the front page.",
            answer=lambda scenario, arguments: {**catalogue(settings), "examples": example_entries(settings)},
            weight=lambda scenario: 0.0 if are_computed() else 2 * LIGHT,
            reply=CatalogueReply,
            post=False,
        ),
        *ENDPOINTS.values(),
    ]


def install(app: FastAPI, service: Service) -> None:
    """For `create_app`: adds every route of the API."""
    for endpoint in endpoints(service.settings):
        _add(app, service, endpoint)
    _add_table(app, service, DATA)
    _route(app, "/healthz", _health, "GET", response_model=Health, summary="Whether the server is up")
    _route(app, "/healthz", _health, "HEAD", include_in_schema=False)


def _add(app: FastAPI, service: Service, endpoint: Endpoint) -> None:
    path, query = API_PREFIX + endpoint.id, service.model(endpoint)
    shown: dict[str, Any] = {
        "summary": endpoint.title,
        "description": endpoint.description,
        "response_model": endpoint.reply,
        "response_class": Response if endpoint.format.file else JSONResponse,
    }

    async def get(request: Request) -> Response:
        return await service.get(endpoint, request)

    async def post(request: Request) -> Response:
        return await service.post(endpoint, request)

    extra: dict[str, Any] = {"parameters": parameters_of(query, endpoint)}
    _route(
        app, path, get, "GET", responses=file_of(endpoint) | responses(422, cached=True), openapi_extra=extra, **shown
    )
    _route(app, path, get, "HEAD", include_in_schema=False)
    if endpoint.post:
        extra = {"requestBody": body_of(query, endpoint)}
        _route(app, path, post, "POST", responses=responses(400, 413, 415, 422), openapi_extra=extra, **shown)


def _add_table(app: FastAPI, service: Service, endpoint: Endpoint) -> None:
    async def post(request: Request) -> Response:
        return await service.table(endpoint, request)

    names = [p for p in parameters_of(service.model(endpoint), endpoint) if p["name"] != "data"]
    _route(
        app,
        API_PREFIX + endpoint.id,
        post,
        "POST",
        response_model=endpoint.reply,
        response_class=JSONResponse,
        summary=endpoint.title,
        description=endpoint.description,
        responses=responses(413, 415, 422),
        openapi_extra={"parameters": names, "requestBody": {"required": True, "content": table_body()}},
    )


def _route(
    app: FastAPI, path: str, endpoint: Callable[[Request], Awaitable[Response]], method: str, **options: Any
) -> None:
    name = f"{path.rpartition('/')[2]}-{method.lower()}"
    app.router.add_api_route(
        path, endpoint, methods=[method], name=name, operation_id=name, route_class_override=Direct, **options
    )


async def _health(request: Request) -> Response:
    body = orjson.dumps({"status": "ok", "version": __version__})
    return Response(body, media_type="application/json", headers={"Cache-Control": "no-store"})
