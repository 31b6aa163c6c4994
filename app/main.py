"""The application: settings in, ASGI out."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match, Mount, Route
from starlette_compress import CompressMiddleware

from antigradient.words import cached_by_language

from . import api
from .api.service import Service
from .http import observe
from .http.caching import Shelf
from .http.errors import Problem
from .http.gate import Gate
from .http.paths import root_of
from .http.shell import Shell
from .settings import Settings
from .site import embed, embedding, examples, glossary, lesson, oembed, offline, pages, static
from .site.redirects import redirect
from .site.templating import Site

#: Of the bytes that are kept of replies, each process that computes keeps one part in so many beside: a reply that is
#: asked for in another encoding, the run of a page.
SHARE = 16


def create_app(settings: Settings | None = None) -> FastAPI:
    """For servers and tests: the application under `settings`, by default those of the environment."""
    settings = settings or Settings()
    shelf, gate = Shelf(settings.cache), Gate(settings.processes or settings.threads, observe.work_teller(settings))
    site = Site(settings, shelf, gate)
    app = FastAPI(
        title="Antigradient",
        openapi_url=None,  # pages serves the document, under the root path, and renders it without another host
        redirect_slashes=False,
        lifespan=lambda app: gate.lasting(settings.processes, partial(jobs, settings), f"{__package__}.warm"),
    )
    app.state.gate, app.state.shelf = gate, shelf
    service = Service(settings, shelf, gate)
    document = cached_by_language(lambda: api.document(service))
    api.install(app, service)
    pages.install(app, service, site, document)
    embedding.install(app, site, document)
    examples.install(app, site)
    glossary.install(app, site)
    lesson.install(app, site)
    oembed.install(app, site)
    embed.install(app, service, site)
    offline.install(app, service, site)
    static.install(app)

    async def on_problem(request: Request, problem: Exception) -> Response:
        assert isinstance(problem, Problem)
        return site.problem(request.scope, problem)

    async def on_http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        if error.status_code == 404 and (moved := redirect(app.routes, request.scope)):
            return moved
        if error.status_code != 405:
            return site.problem(request.scope, Problem(error.status_code))
        allow = {"Allow": ", ".join(sorted(methods(app, request)))}
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=allow)
        return site.problem(request.scope, Problem(405, headers=allow))

    app.add_exception_handler(Problem, on_problem)
    app.add_exception_handler(HTTPException, on_http)
    app.add_middleware(CompressMiddleware, zstd_level=9, brotli_quality=5, gzip_level=1)  # of the rest, which is small
    app.add_middleware(Shell, settings=settings, answer=site.problem)
    if tellers := observe.tellers(settings):
        routes = {route.path for route in app.routes if isinstance(route, Route | Mount)}
        app.add_middleware(observe.Observer, tellers=tellers, routes=routes)
    return app


def jobs(settings: Settings) -> Callable[..., Any]:
    """For processes that compute: what does a job under these settings, by its language, name and arguments."""
    made = app if settings == Settings() else create_app(settings)
    made.state.shelf.limit = settings.cache // SHARE
    gate: Gate = made.state.gate
    return gate.do


def methods(app: FastAPI, request: Request) -> set[str]:
    """For a 405's `Allow`: the methods that the address takes, over all routes that know it."""
    known = {"OPTIONS"}
    scope = {**request.scope, "root_path": root_of(request.scope)}  # below a mount, root_path is longer than the prefix
    for route in app.routes:
        match, _ = route.matches(scope)
        if match != Match.NONE:
            known |= getattr(route, "methods", None) or {"GET", "HEAD"}
    return known


app = create_app()
