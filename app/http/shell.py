"""What surrounds every reply: one ASGI middleware for headers, CORS, the root path and whatever goes wrong."""

from __future__ import annotations

import logging
from collections.abc import Callable

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from antigradient.words import speaking

from ..settings import Settings
from .errors import Problem, described
from .headers import headers, kind_of, own_origin
from .language import Asked, asked_language
from .paths import is_without_words, local_path

log = logging.getLogger("antigradient")

PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST",
    "Access-Control-Allow-Headers": "Accept, Content-Type, If-None-Match",
    "Access-Control-Max-Age": "86400",
}

#: Replies without a body, of which no cache needs to know in which language they are.
MUTE = (204, 308)

#: Makes the reply to a problem: HTML for people, JSON for programs.
Answer = Callable[[Scope, Problem], Response]


class Shell:
    """For the server: the outermost layer of the application, through which every request and reply goes."""

    def __init__(self, app: ASGIApp, settings: Settings, answer: Answer) -> None:
        self.app = app
        self.settings = settings
        self.root_path = settings.root_path
        self.headers = headers(settings)
        self.answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        self._root(scope)
        asked = asked_language(scope)
        with speaking(asked.language):
            await self._serve(scope, receive, send, asked)

    async def _serve(self, scope: Scope, receive: Receive, send: Send, asked: Asked) -> None:
        """Serves a request in the language in which it is answered."""
        started = False

        async def out(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                self._dress(message, scope, asked)
            await send(message)

        if scope["method"] == "OPTIONS" and "access-control-request-method" in Headers(scope=scope):
            await Response(status_code=204, headers=PREFLIGHT)(scope, receive, out)
            return
        try:
            await self.app(scope, receive, out)
        except ClientDisconnect:
            pass  # the client has disconnected
        except Exception as error:
            # The path only: a query may hold private data, which do not belong in a log.
            log.error("500 %s %s: %s", scope["method"], scope["path"], described(error))
            if started:
                raise
            await self.answer(scope, Problem(500))(scope, receive, out)

    def _root(self, scope: Scope) -> None:
        """Puts the prefix into `root_path` and `path`, as ASGI wants it, whether or not the proxy took it off."""
        root = self.root_path or scope.get("root_path", "").rstrip("/")
        scope["root_path"] = root
        if root and not f"{scope['path']}/".startswith(f"{root}/"):
            scope["path"] = root + scope["path"]

    def _dress(self, message: Message, scope: Scope, asked: Asked) -> None:
        """Adds the headers of the reply's kind, and makes a tag weak that does not name the bytes as encoded."""
        given = message["headers"]
        media_type, encoded, etag = None, b"", None
        for i, (name, value) in enumerate(given):
            if name == b"content-type":
                media_type = value.decode("latin-1")
            elif name == b"content-encoding":
                encoded = value
            elif name == b"etag":
                etag = i
        origin = own_origin(self.settings, scope).encode()
        kind = kind_of(local_path(scope), media_type)
        given += [(name, value.replace(b"{origin}", origin)) for name, value in self.headers[kind]]
        if message["status"] not in MUTE and not is_without_words(scope):
            said = MutableHeaders(raw=given)
            said.setdefault("content-language", asked.language.id)
            if asked.negotiated:
                said.add_vary_header("Accept-Language")
        if encoded and etag is not None:
            _, value = given[etag]
            # The tag names the plain bytes; ours that name the encoded ones end with the encoding.
            if value.startswith(b'"') and not value.endswith(b'-%b"' % encoded):
                given[etag] = (b"etag", b"W/" + value)
