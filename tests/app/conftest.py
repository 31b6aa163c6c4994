"""A client of the application in this process, and the table of all endpoints to walk over."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import httpx
import pytest

from app.main import create_app
from app.settings import Settings

Client = httpx.AsyncClient
Connect = Callable[..., AbstractAsyncContextManager[Client]]


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session")
def connect() -> Connect:
    """`connect(grid=9)` is a client of an application with these settings; `root` is the prefix of its addresses."""

    @asynccontextmanager
    async def connected(root: str = "", **settings: object) -> AsyncIterator[Client]:
        transport = httpx.ASGITransport(create_app(Settings(**settings)))
        async with httpx.AsyncClient(transport=transport, base_url=f"http://test{root}") as client:
            client.headers["accept-encoding"] = "identity"
            yield client

    return connected


@pytest.fixture
async def client(connect: Connect) -> AsyncIterator[Client]:
    async with connect() as client:
        yield client
