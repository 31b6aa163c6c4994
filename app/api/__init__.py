"""The JSON API: routes made from the table of endpoints."""

from __future__ import annotations

from typing import Any

import orjson
from fastapi import APIRouter, Request, Response

from app import __version__
from app.api.catalogue import catalogue
from app.api.endpoints import ENDPOINTS, Endpoint
from app.api.service import Service
from app.schemas.replies import CatalogueReply
from app.settings import Settings

PREFIX = "/api/v1"


def router(service: Service) -> APIRouter:
    """Every route of the API."""
    routes = APIRouter()
    for endpoint in (_catalogue(service.settings), *ENDPOINTS.values()):
        _add(routes, service, endpoint, post=endpoint.id != "catalogue")

    @routes.api_route("/healthz", methods=["GET", "HEAD"], include_in_schema=False)
    async def healthz() -> Response:
        body = orjson.dumps({"status": "ok", "version": __version__})
        return Response(body, media_type="application/json", headers={"Cache-Control": "no-store"})

    return routes


def _catalogue(settings: Settings) -> Endpoint:
    known = catalogue(settings)
    return Endpoint(
        id="catalogue",
        title="What there is to choose from",
        about="Objectives, optimisers, data sets and numbers with their defaults, ranges and help; this server's caps.",
        answer=lambda scenario, extras: known,
        weight=lambda scenario: 0.0,
        reply=CatalogueReply,
        examples={"default": {}},
    )


def _add(routes: APIRouter, service: Service, endpoint: Endpoint, *, post: bool) -> None:
    path = f"{PREFIX}/{endpoint.id}"

    async def get(request: Request) -> Any:
        return await service.get(endpoint, request)

    async def post_(request: Request) -> Any:
        return await service.post(endpoint, request)

    routes.add_api_route(path, get, methods=["GET"], response_model=endpoint.reply, name=endpoint.id)
    routes.add_api_route(path, get, methods=["HEAD"], include_in_schema=False)
    if post:
        routes.add_api_route(path, post_, methods=["POST"], response_model=endpoint.reply)
