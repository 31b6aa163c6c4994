"""Headers that every reply carries, by its kind: one table, which the shell applies and the documents show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import Scope

from antigradient.words import say

from ..settings import Settings, is_origin
from .paths import FOR_PROGRAMS, canonical, first_part


class ReplyKind(StrEnum):
    """For the table of headers: what a reply is, as far as its headers go; the value is its name in the docs."""

    PAGE = "page"
    EMBED = "embed"
    IMAGE = "image"
    DATA = "data"

    @property
    def meaning(self) -> str:
        """For the docs: what replies of this kind are."""
        return say(f"header.kind.{self}")


class HeaderRow(NamedTuple):
    """For the shell and the docs: a header, its value, the kinds of replies that have it, and the id of why.

    `{framing}` is the rule of who may frame it, `{origin}` this server's origin with a space before it.
    """

    name: str
    value: str
    kinds: tuple[ReplyKind, ...]
    id: str

    @property
    def why(self) -> str:
        """For the docs: what it is for."""
        return say(f"header.why.{self.id}")


EVERY = tuple(ReplyKind)
DOCUMENTS = (ReplyKind.PAGE, ReplyKind.EMBED)
ELSEWHERE = (ReplyKind.EMBED, ReplyKind.IMAGE, ReplyKind.DATA)
PROGRAMS = (ReplyKind.IMAGE, ReplyKind.DATA)
#: What the documents write for this server's origin.
SHOWN_ORIGIN = " https://this.server"

OWN_FILES = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'self'"
)
#: Features that no page here uses, and so turns off; the clipboard and full screen are used.
UNUSED = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "clipboard-read", "display-capture",
    "encrypted-media", "gamepad", "geolocation", "gyroscope", "hid", "idle-detection", "local-fonts", "magnetometer",
    "microphone", "midi", "payment", "picture-in-picture", "publickey-credentials-get", "screen-wake-lock", "serial",
    "storage-access", "usb", "window-management", "xr-spatial-tracking",
)  # fmt: skip

ROWS: tuple[HeaderRow, ...] = (
    HeaderRow(
        "Content-Security-Policy",
        f"{OWN_FILES}; frame-ancestors 'self'",
        (ReplyKind.PAGE,),
        "own_files",
    ),
    HeaderRow(
        "Content-Security-Policy",
        f"{OWN_FILES}{{framing}}".replace("'self'", "'self'{origin}"),
        (ReplyKind.EMBED,),
        "framed",
    ),
    HeaderRow(
        "Content-Security-Policy",
        "default-src 'none'; style-src 'unsafe-inline'; sandbox{framing}",
        (ReplyKind.IMAGE,),
        "drawn",
    ),
    HeaderRow(
        "Content-Security-Policy",
        "frame-ancestors 'self'",
        (ReplyKind.DATA,),
        "framed_by_none",
    ),
    HeaderRow(
        "Access-Control-Allow-Origin",
        "*",
        ELSEWHERE,
        "any_origin",
    ),
    HeaderRow("Access-Control-Expose-Headers", "ETag, Retry-After", PROGRAMS, "tag"),
    HeaderRow(
        "Cross-Origin-Resource-Policy",
        "same-origin",
        (ReplyKind.PAGE,),
        "part_of_page",
    ),
    HeaderRow(
        "Cross-Origin-Resource-Policy",
        "cross-origin",
        ELSEWHERE,
        "part_of_any",
    ),
    HeaderRow(
        "Cross-Origin-Embedder-Policy",
        "require-corp",
        (ReplyKind.EMBED, ReplyKind.IMAGE),
        "isolated",
    ),
    HeaderRow("X-Content-Type-Options", "nosniff", EVERY, "type"),
    HeaderRow("Referrer-Policy", "no-referrer", EVERY, "referrer"),
    HeaderRow(
        "Permissions-Policy",
        ", ".join([*(f"{name}=()" for name in UNUSED), "clipboard-write=(self)", "fullscreen=(self)"]),
        DOCUMENTS,
        "unused",
    ),
)


def kind_of(path: str, media_type: str | None) -> ReplyKind:
    """For the shell: the kind of the reply at a path below the prefix.

    Without a type (204, 304, 308) it is that of what would be there.
    """
    if media_type is None:
        path = canonical(path)
        if path.endswith((".svg", ".png")):
            media_type = "image/"
        elif first_part(path) in FOR_PROGRAMS:
            media_type = "application/"
        else:
            media_type = "text/html"
    if media_type.startswith("image/"):
        return ReplyKind.IMAGE
    if not media_type.startswith("text/html"):
        return ReplyKind.DATA
    return ReplyKind.EMBED if path == "/embed" else ReplyKind.PAGE


def headers(settings: Settings) -> dict[ReplyKind, list[tuple[bytes, bytes]]]:
    """For the shell: the headers of each kind under one server's settings, as ASGI wants them, but for `{origin}`."""
    origins = settings.embed_origins
    framing = " ".join(["; frame-ancestors 'self'{origin}", *origins]) if origins else ""
    return {
        kind: [
            (row.name.lower().encode(), row.value.replace("{framing}", framing).encode())
            for row in ROWS
            if kind in row.kinds
        ]
        for kind in ReplyKind
    }


def own_origin(settings: Settings, scope: Scope) -> str:
    """For the shell: what stands for `{origin}` in the replies to a request; "" where a policy cannot name it.

    It is that of the public address, else the one that was asked; a Host header that is no host name says nothing.
    """
    public = urlsplit(settings.base_url)
    scheme, host = (
        (public.scheme, public.netloc) if public.netloc else (scope["scheme"], Headers(scope=scope).get("host"))
    )
    origin = f"{scheme}://{host}".lower()
    return f" {origin}" if is_origin(origin) else ""


def as_markdown() -> str:
    """For the docs: the tables of `docs/headers.md`."""
    kinds = [(kind, kind.meaning) for kind in ReplyKind]
    rows = [
        (
            f"`{row.name}`",
            say("header.every_kind") if row.kinds == EVERY else ", ".join(row.kinds),
            f"`{row.value.replace('{framing}', '').replace('{origin}', SHOWN_ORIGIN)}`",
            row.why,
        )
        for row in ROWS
    ]
    return f"{_table(('kind', 'meaning'), kinds)}\n{_table(('name', 'kinds', 'value', 'why'), rows)}"


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    heads = [say(f"header.column.{column}") for column in columns]
    lines = [f"| {' | '.join(cells)} |" for cells in (heads, *rows)]
    return "\n".join([lines[0], f"|{'---|' * len(columns)}", *lines[1:], ""])
