"""The application: settings in, ASGI out."""

from __future__ import annotations

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope
from starlette_compress import CompressMiddleware

from app import __version__, api, pages
from app.api.service import Service
from app.assets import DIST_DIR
from app.errors import MEDIA_TYPE, Problem
from app.settings import Settings
from app.shell import Shell
from app.templating import Site


def create_app(settings: Settings | None = None) -> FastAPI:
    """The application under `settings`, by default those of the environment."""
    settings = settings or Settings()
    site = Site(settings)
    app = FastAPI(title="Antigradient", version=__version__, openapi_url=None, docs_url=None, redoc_url=None)
    app.include_router(api.router(Service(settings)))
    app.include_router(pages.router(settings, site))
    app.mount("/static", StaticFiles(directory=DIST_DIR, check_dir=False), name="static")

    def answer(scope: Scope, problem: Problem) -> Response:
        body = problem.body(scope.get("root_path", ""))
        return Response(body, problem.status, problem.headers | {"Cache-Control": "no-store"}, MEDIA_TYPE)

    async def on_problem(request: Request, problem: Exception) -> Response:
        assert isinstance(problem, Problem)
        return answer(request.scope, problem)

    async def on_http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        return answer(request.scope, Problem(error.status_code, headers=dict(error.headers or {})))

    app.add_exception_handler(Problem, on_problem)
    app.add_exception_handler(HTTPException, on_http)
    app.add_middleware(CompressMiddleware, zstd_level=3, brotli_quality=4, gzip_level=1)
    app.add_middleware(Shell, settings=settings, answer=answer)
    return app


app = create_app()
