"""A client of the application in this process, and the table of all endpoints to walk over."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import cache
from typing import Any

import httpx
import pytest

from app.main import create_app
from app.settings import Settings

Client = httpx.AsyncClient
#: The application with these settings, made once.
application = cache(create_app)

Connect = Callable[..., AbstractAsyncContextManager[Client]]


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session")
def connect() -> Connect:
    """`connect(grid=9)` is a client of an application with these settings; `root` is the prefix of its addresses.

    All clients with the same settings share one application; it keeps no replies unless `cache` says so, because a test
    may replace what computes them.
    """

    @asynccontextmanager
    async def connected(root: str = "", **given: Any) -> AsyncIterator[Client]:
        transport = httpx.ASGITransport(application(Settings(**{"cache": 0, **given})))
        async with httpx.AsyncClient(transport=transport, base_url=f"http://test{root}") as client:
            client.headers["accept-encoding"] = "identity"
            yield client

    return connected


@pytest.fixture
async def client(connect: Connect) -> AsyncIterator[Client]:
    async with connect() as client:
        yield client
