"""Headers that every reply carries, by its kind: one table, which the shell applies and the documents show."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import Scope

from ..settings import Settings, is_origin
from .paths import FOR_PROGRAMS, canonical, first_part


class ReplyKind(StrEnum):
    """For the table of headers: what a reply is, as far as its headers go; the value is its name in the docs."""

    PAGE = "page"
    EMBED = "embed"
    IMAGE = "image"
    DATA = "data"


MEANINGS: dict[ReplyKind, str] = {
    ReplyKind.PAGE: "`/`, `/docs` and all other HTML, errors too",
    ReplyKind.EMBED: "HTML at `/embed`",
    ReplyKind.IMAGE: "still figures and icons: SVG, PNG",
    ReplyKind.DATA: "the API, `/oembed`, scripts, styles, fonts, and errors as JSON",
}


class HeaderRow(NamedTuple):
    """For the shell and the docs: a header, its value, the kinds of replies that have it, and why.

    `{framing}` is the rule of who may frame it, `{origin}` this server's origin with a space before it.
    """

    name: str
    value: str
    kinds: tuple[ReplyKind, ...]
    why: str


EVERY = tuple(ReplyKind)
DOCUMENTS = (ReplyKind.PAGE, ReplyKind.EMBED)
ELSEWHERE = (ReplyKind.EMBED, ReplyKind.IMAGE, ReplyKind.DATA)
PROGRAMS = (ReplyKind.IMAGE, ReplyKind.DATA)
#: What the documents write for this server's origin.
SHOWN_ORIGIN = " https://this.server"

OWN_FILES = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'"
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
        f"{OWN_FILES}; frame-src 'self'; frame-ancestors 'self'",
        (ReplyKind.PAGE,),
        "Files of this server only and no code in the page, so that a page needs no nonce and can be cached. It may "
        "frame embeds, to preview them; only this server's pages may frame it.",
    ),
    HeaderRow(
        "Content-Security-Policy",
        f"{OWN_FILES}{{framing}}".replace("'self'", "'self'{origin}"),
        (ReplyKind.EMBED,),
        "The same, this server named also by its origin, because in a sandboxed frame, which has none, WebKit's "
        "`'self'` is nobody; and anyone may frame it. No `frame-ancestors` says so: even its star leaves out pages "
        "without an origin and all schemes but those of the network, so pages from disk, sandboxes, and the editors "
        "and apps that show notes (VS Code, Obsidian). `ANTIGRADIENT_EMBED_ORIGINS` adds a list.",
    ),
    HeaderRow(
        "Content-Security-Policy",
        "default-src 'none'; style-src 'unsafe-inline'; sandbox{framing}",
        (ReplyKind.IMAGE,),
        "An SVG opened by itself is a document: it has its own styles, and no script, request or origin.",
    ),
    HeaderRow(
        "Content-Security-Policy",
        "frame-ancestors 'self'",
        (ReplyKind.DATA,),
        "Nothing to frame.",
    ),
    HeaderRow(
        "Access-Control-Allow-Origin",
        "*",
        PROGRAMS,
        "Scripts of any page may read it, those of an embed in a sandbox too, whose origin is null.",
    ),
    HeaderRow(
        "Access-Control-Expose-Headers", "ETag", PROGRAMS, "So that they can ask again only for what has changed."
    ),
    HeaderRow(
        "Cross-Origin-Resource-Policy",
        "same-origin",
        (ReplyKind.PAGE,),
        "No page elsewhere loads it as a part of its own.",
    ),
    HeaderRow(
        "Cross-Origin-Resource-Policy",
        "cross-origin",
        ELSEWHERE,
        "Any page may show it, an isolated one too (COEP `require-corp`).",
    ),
    HeaderRow(
        "Cross-Origin-Embedder-Policy",
        "require-corp",
        (ReplyKind.EMBED, ReplyKind.IMAGE),
        "An isolated page frames only what says the same of its own parts.",
    ),
    HeaderRow("X-Content-Type-Options", "nosniff", EVERY, "It is what its type says."),
    HeaderRow("Referrer-Policy", "no-referrer", EVERY, "A link or a request from here does not tell where it stood."),
    HeaderRow(
        "Permissions-Policy",
        ", ".join([*(f"{name}=()" for name in UNUSED), "clipboard-write=(self)", "fullscreen=(self)"]),
        DOCUMENTS,
        "What is never used is off.",
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
    kinds = "\n".join(f"| {kind} | {MEANINGS[kind]} |" for kind in ReplyKind)
    rows = "\n".join(
        f"| `{row.name}` | {'all' if row.kinds == EVERY else ', '.join(row.kinds)} "
        f"| `{row.value.replace('{framing}', '').replace('{origin}', SHOWN_ORIGIN)}` | {row.why} |"
        for row in ROWS
    )
    return f"| kind | what it is |\n|---|---|\n{kinds}\n\n| header | kinds | value | why |\n|---|---|---|---|\n{rows}\n"
