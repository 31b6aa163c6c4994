"""The application, watched: each page notes in `window.watched` what it would complain of, from its first moment on.

WebKit's driver tells nothing of the console. A script of this server, which the pages' own policy allows, stands first
in the head of every page that passes here, and of nothing else.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.main import create_app

SCRIPT = """
window.watched = [];
{
  const note = (...parts) => window.watched.push(parts.map(String).join(" "));
  for (const level of ["error", "warn", "assert"]) {
    const usual = console[level];
    console[level] = (...values) => {
      if (level !== "assert" || !values[0]) note(level, ...values);
      usual.apply(console, values);
    };
  }
  addEventListener("error", (e) => note("error:", e.message ?? `not loaded: ${e.target.src ?? e.target.href}`), true);
  addEventListener("unhandledrejection", (e) => note("rejected:", e.reason));
  addEventListener("securitypolicyviolation", (e) => note("policy:", e.violatedDirective, e.blockedURI));
}
"""
TAG = b'<script src="/watch.js"></script>'


class Watched:
    """ASGI around the application; `failures` are the requests that were not answered well."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.failures: list[str] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if scope["path"] == "/watch.js":
            headers = {"cross-origin-resource-policy": "cross-origin"}
            await Response(SCRIPT, media_type="text/javascript", headers=headers)(scope, receive, send)
            return
        # As it is, or there would be nothing to put a tag into.
        scope["headers"] = [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]
        start: Message = {}
        body = b""

        async def out(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                start = message
                if message["status"] >= 400:
                    self.failures.append(f"{message['status']} {scope['path']}")
                return
            body += message.get("body", b"")
            if message.get("more_body"):
                return
            if b"text/html" in dict(start["headers"]).get(b"content-type", b""):
                body = body.replace(b"<head>", b"<head>" + TAG, 1)
            length = (b"content-length", str(len(body)).encode())
            known = start["status"] != 304
            rest = [pair for pair in start["headers"] if not known or pair[0] != b"content-length"]
            await send({**start, "headers": [*rest, length] if known else rest})
            await send({"type": "http.response.body", "body": body})

        await self.app(scope, receive, out)


@contextmanager
def serving() -> Iterator[tuple[str, Watched]]:
    """Its address and the application, in a thread of these tests."""
    watched = Watched(create_app())
    server = uvicorn.Server(uvicorn.Config(watched, port=0, log_level="warning", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the server ended"
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}", watched
    server.should_exit = True
    thread.join(10)
