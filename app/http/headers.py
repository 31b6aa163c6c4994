"""Headers that every reply carries, by its kind: one table, which the shell applies and the documents show."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import Scope

from ..settings import Settings, is_origin
from .paths import canonical

#: First parts of addresses that are for programs: errors there are JSON even where a browser asks.
FOR_PROGRAMS = ("api", "static", "openapi.json", "healthz", "oembed", "embed.js")


class Kind(StrEnum):
    """What a reply is, as far as its headers go; the value is its name in the documents."""

    PAGE = "page"
    EMBED = "embed"
    IMAGE = "image"
    DATA = "data"


MEANINGS: dict[Kind, str] = {
    Kind.PAGE: "`/`, `/docs` and all other HTML, errors too",
    Kind.EMBED: "HTML at `/embed`",
    Kind.IMAGE: "still figures and icons: SVG, PNG",
    Kind.DATA: "the API, `/oembed`, scripts, styles, fonts, and errors as JSON",
}


class Row(NamedTuple):
    """A header, its value, the kinds of replies that have it, and why.

    `{framing}` is the rule of who may frame it, `{origin}` this server's origin with a space before it.
    """

    name: str
    value: str
    kinds: tuple[Kind, ...]
    why: str


EVERY = tuple(Kind)
DOCUMENTS = (Kind.PAGE, Kind.EMBED)
ELSEWHERE = (Kind.EMBED, Kind.IMAGE, Kind.DATA)
PROGRAMS = (Kind.IMAGE, Kind.DATA)
#: What the documents write for this server's origin.
SHOWN_ORIGIN = " https://this.server"

OWN_FILES = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'"
)
#: What the documents could ask the browser for and never do; the clipboard and the full screen they may want.
UNUSED = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "clipboard-read", "display-capture",
    "encrypted-media", "gamepad", "geolocation", "gyroscope", "hid", "idle-detection", "local-fonts", "magnetometer",
    "microphone", "midi", "payment", "picture-in-picture", "publickey-credentials-get", "screen-wake-lock", "serial",
    "storage-access", "usb", "window-management", "xr-spatial-tracking",
)  # fmt: skip

ROWS: tuple[Row, ...] = (
    Row(
        "Content-Security-Policy",
        f"{OWN_FILES}; frame-src 'self'; frame-ancestors 'self'",
        (Kind.PAGE,),
        "Files of this server only and no code in the page, so that a page needs no nonce and can be cached. It may "
        "frame embeds, to preview them; only this server's pages may frame it.",
    ),
    Row(
        "Content-Security-Policy",
        f"{OWN_FILES}{{framing}}".replace("'self'", "'self'{origin}"),
        (Kind.EMBED,),
        "The same, this server named also by its origin, because in a sandboxed frame, which has none, WebKit's "
        "`'self'` is nobody; and anyone may frame it. No `frame-ancestors` says so: even its star leaves out pages "
        "without an origin and all schemes but those of the network, so pages from disk, sandboxes, and the editors "
        "and apps that show notes (VS Code, Obsidian). `ANTIGRADIENT_EMBED_ORIGINS` adds a list.",
    ),
    Row(
        "Content-Security-Policy",
        "default-src 'none'; style-src 'unsafe-inline'; sandbox{framing}",
        (Kind.IMAGE,),
        "An SVG opened by itself is a document: it has its own styles, and no script, request or origin.",
    ),
    Row(
        "Content-Security-Policy",
        "frame-ancestors 'self'",
        (Kind.DATA,),
        "Nothing to frame.",
    ),
    Row(
        "Access-Control-Allow-Origin",
        "*",
        PROGRAMS,
        "Scripts of any page may read it, those of an embed in a sandbox too, whose origin is null.",
    ),
    Row("Access-Control-Expose-Headers", "ETag", PROGRAMS, "So that they can ask again only for what has changed."),
    Row(
        "Cross-Origin-Resource-Policy",
        "same-origin",
        (Kind.PAGE,),
        "No page elsewhere loads it as a part of its own.",
    ),
    Row(
        "Cross-Origin-Resource-Policy",
        "cross-origin",
        ELSEWHERE,
        "Any page may show it, an isolated one too (COEP `require-corp`).",
    ),
    Row(
        "Cross-Origin-Embedder-Policy",
        "require-corp",
        (Kind.EMBED, Kind.IMAGE),
        "An isolated page frames only what says the same of its own parts.",
    ),
    Row("X-Content-Type-Options", "nosniff", EVERY, "It is what its type says."),
    Row("Referrer-Policy", "no-referrer", EVERY, "A link or a request from here does not tell where it stood."),
    Row(
        "Permissions-Policy",
        ", ".join([*(f"{name}=()" for name in UNUSED), "clipboard-write=(self)", "fullscreen=(self)"]),
        DOCUMENTS,
        "What is never used is off.",
    ),
)


def kind_of(path: str, media_type: str | None) -> Kind:
    """The kind of the reply at a path below the prefix; without a type (204, 304, 308) that of what would be there."""
    if media_type is None:
        path = canonical(path)
        if path.endswith((".svg", ".png")):
            media_type = "image/"
        elif path.lstrip("/").partition("/")[0] in FOR_PROGRAMS:
            media_type = "application/"
        else:
            media_type = "text/html"
    if media_type.startswith("image/"):
        return Kind.IMAGE
    if not media_type.startswith("text/html"):
        return Kind.DATA
    return Kind.EMBED if path == "/embed" else Kind.PAGE


def headers(settings: Settings) -> dict[Kind, list[tuple[bytes, bytes]]]:
    """The headers of each kind under one server's settings, as ASGI wants them, but for `{origin}`."""
    origins = settings.embed_origins
    framing = " ".join(["; frame-ancestors 'self'{origin}", *origins]) if origins else ""
    return {
        kind: [
            (row.name.lower().encode(), row.value.replace("{framing}", framing).encode())
            for row in ROWS
            if kind in row.kinds
        ]
        for kind in Kind
    }


def own_origin(settings: Settings, scope: Scope) -> str:
    """What stands for `{origin}` in the replies to a request: nothing where a policy cannot name it.

    It is that of the public address, else the one that was asked; a Host header that is no host name says nothing.
    """
    public = urlsplit(settings.base_url)
    scheme, host = (
        (public.scheme, public.netloc) if public.netloc else (scope["scheme"], Headers(scope=scope).get("host"))
    )
    origin = f"{scheme}://{host}".lower()
    return f" {origin}" if is_origin(origin) else ""


def as_markdown() -> str:
    """The tables of `docs/headers.md`."""
    kinds = "\n".join(f"| {kind} | {MEANINGS[kind]} |" for kind in Kind)
    rows = "\n".join(
        f"| `{row.name}` | {'all' if row.kinds == EVERY else ', '.join(row.kinds)} "
        f"| `{row.value.replace('{framing}', '').replace('{origin}', SHOWN_ORIGIN)}` | {row.why} |"
        for row in ROWS
    )
    return f"| kind | what it is |\n|---|---|\n{kinds}\n\n| header | kinds | value | why |\n|---|---|---|---|\n{rows}\n"
