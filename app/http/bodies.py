"""The body of a POST: its kind, its bytes up to a limit, and the query that a form continues."""

from __future__ import annotations

from starlette.requests import Request

from antigradient.words import Message

from .errors import Problem

#: What a body may be; a form is a query that is too long for an address.
OBJECT, TABLE, FORM = "application/json", "text/csv", "application/x-www-form-urlencoded"


def kind_of_body(request: Request, *kinds: str) -> str:
    """For POST: the media type of the body, if it is one of these. Raises Problem 415."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    coded = request.headers.get("content-encoding", "identity").lower() != "identity"
    if kind not in kinds or coded:
        raise Problem(415, headers={"Accept-Post": ", ".join(kinds)})
    return kind


async def read_body(request: Request, limit: int) -> bytes:
    """For POST: the body, of at most `limit` bytes whether announced or not. Raises Problem 413."""
    too_large = Problem(413, Message("problem.body_limit", {"limit": limit}))
    announced = request.headers.get("content-length", "0")
    if not announced.isdecimal() or int(announced) > limit:
        raise too_large
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            raise too_large
    return bytes(body)


def continued_query(query: bytes, form: bytes) -> bytes:
    """For POST of a form: the whole query, of which the address has the beginning."""
    return b"&".join(filter(None, [query, form]))
