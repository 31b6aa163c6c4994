"""Pages and documents as they are made, and how they are sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from starlette.requests import Request
from starlette.responses import Response

from ..http.caching import PAGE_ENCODERS, matches, negotiate, tag


@dataclass(frozen=True)
class Page:
    """For routes: a page or a document as it was made."""

    body: bytes
    media_type: str = "text/html"
    #: Headers of its own; with some it is not kept on the shelf.
    headers: Mapping[str, str] = field(default_factory=dict)


def finished(made: Callable[[Request], Page], request: Request, encoding: str | None) -> Page:
    """For `Site.route`, in a thread: the page, its body encoded."""
    page = made(request)
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
