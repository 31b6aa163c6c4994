"""Pages and documents as they are made, and how they are sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope

from ..http.caching import PAGE_ENCODERS, matches, negotiate, tag


@dataclass(frozen=True)
class Page:
    """For routes: a page or a document as it was made."""

    body: bytes
    media_type: str = "text/html"
    headers: Mapping[str, str] = field(default_factory=dict)
    #: Whether it is put on the shelf.
    kept: bool = True


def on_shelf(page: Page) -> bytes:
    """For the shelf: a page with all that is said of it."""
    return b"%b\n%b" % (orjson.dumps([page.media_type, dict(page.headers)]), page.body)


def off_shelf(kept: bytes) -> Page:
    """For routes: the page that `on_shelf` made bytes of."""
    head, _, body = kept.partition(b"\n")
    return Page(body, *orjson.loads(head))


def plain_scope(scope: Scope) -> Scope:
    """For jobs: of a request what pages are made from, as plain values, for another process too."""
    names = ("type", "method", "scheme", "path", "root_path", "app_root_path", "query_string", "path_params")
    host = [header for header in scope["headers"] if header[0] == b"host"]
    return {name: scope[name] for name in names if name in scope} | {"headers": host}


def finished(made: Callable[[Request], Page], scope: Scope, encoding: str | None) -> Page:
    """For `Site.add`, where it computes: the page, its body encoded."""
    page = made(Request(scope))
    return replace(page, body=PAGE_ENCODERS[encoding](page.body)) if encoding else page


def tagged_response(request: Request, body: bytes, media_type: str, cache_control: str) -> Response:
    """For what is cheap to make: these bytes, compressed, or 304 where the client has them."""
    headers = {"Cache-Control": cache_control, "ETag": f'"{tag(body)}"'}
    known = request.headers.get("if-none-match")
    if known is not None and matches(known, headers["ETag"]):
        return Response(status_code=304, headers={**headers, "Vary": "Accept-Encoding"})
    encoding = negotiate(request.headers.get("accept-encoding", ""), PAGE_ENCODERS)
    if encoding:
        body = PAGE_ENCODERS[encoding](body)
        headers |= {"Content-Encoding": encoding, "Vary": "Accept-Encoding"}  # of a plain one the middleware says it
    return Response(body, headers=headers, media_type=media_type)
