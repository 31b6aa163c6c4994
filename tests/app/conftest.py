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
from tests.edge_numbers import fault

Client = httpx.AsyncClient
#: The application with these settings, made once.
application = cache(create_app)

Connect = Callable[..., AbstractAsyncContextManager[Client]]


class StrictTransport(httpx.ASGITransport):
    """The application's replies, each of which can be read: JSON is strict and XML well-formed in every test."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """For clients: the reply, whose body is whole by now."""
        reply = await super().handle_async_request(request)
        assert isinstance(reply.stream, httpx.AsyncByteStream)
        body = b"".join([part async for part in reply.stream])
        if body and not (kind := reply.headers.get("content-type", "")).startswith("text/html"):
            read = httpx.Response(reply.status_code, headers=reply.headers, stream=httpx.ByteStream(body)).read()
            assert (wrong := fault(0, kind, read)) is None, (wrong, request.url)
        return httpx.Response(reply.status_code, headers=reply.headers, stream=httpx.ByteStream(body))


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
        transport = StrictTransport(application(Settings(**{"cache": 0, **given})))
        async with httpx.AsyncClient(transport=transport, base_url=f"http://test{root}") as client:
            client.headers["accept-encoding"] = "identity"
            yield client

    return connected


@pytest.fixture
async def client(connect: Connect) -> AsyncIterator[Client]:
    async with connect() as client:
        yield client
