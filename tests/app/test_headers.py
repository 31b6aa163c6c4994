"""Headers of every reply: the table holds at every address and in every way to ask; HEAD is like GET."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest
from pydantic import ValidationError
from starlette.routing import Route

from antigradient.assets import DIST_DIR
from app.http.headers import ROWS, SHOWN_ORIGIN, ReplyKind, as_markdown, kind_of
from app.main import create_app
from app.settings import Settings
from tests.app.conftest import Client, Connect
from tests.app.support import API, FILES, PATHS

pytestmark = pytest.mark.anyio

PROGRAMS = [*(f"{path}?grid=5&steps=2" for path in PATHS), "/openapi.json", "/healthz", "/static/manifest.json"]
PAGES = ["/", "/docs"]
ORIGIN = {"origin": "https://course.example"}


@pytest.mark.parametrize("path", [*PROGRAMS, f"{API}/surface?eta=0", "/nix", "/static/nix", f"{API}/nix"])
async def test_any_page_may_call(client: Client, path: str) -> None:
    reply = await client.get(path, headers=ORIGIN)
    assert reply.headers["access-control-allow-origin"] == "*"
    assert "ETag" in reply.headers["access-control-expose-headers"]
    assert "access-control-allow-credentials" not in reply.headers


@pytest.mark.parametrize("path", PROGRAMS)
async def test_preflight(client: Client, path: str) -> None:
    asked = {"access-control-request-method": "POST", "access-control-request-headers": "content-type, if-none-match"}
    reply = await client.options(path, headers=ORIGIN | asked)
    assert reply.status_code == 204
    assert reply.content == b""
    assert reply.headers["access-control-allow-origin"] == "*"
    assert {"GET", "HEAD", "POST"} <= set(reply.headers["access-control-allow-methods"].split(", "))
    allowed = reply.headers["access-control-allow-headers"].lower().split(", ")
    assert {"content-type", "if-none-match"} <= set(allowed)
    assert int(reply.headers["access-control-max-age"]) > 0


#: Of the mounted files one of each type.
TYPES = {file.suffix: file.name for file in sorted(DIST_DIR.iterdir())}
FRONT_END = sorted(f"/static/{name}" for name in {*TYPES.values(), "manifest.json"})


def routes() -> list[str]:
    """Every address of the application."""
    served = [
        route.path.replace("{id}", "ravine") for route in create_app(Settings()).routes if isinstance(route, Route)
    ]
    return sorted({*served, *FRONT_END})


#: What an address needs to be answered.
NEEDED = {"/oembed": "url=http://test/"}
HTML = {"/", "/docs", "/embedding", "/examples", "/glossary", "/lesson", "/offline.html"}


def expected_kind(path: str) -> ReplyKind:
    """As the documents say it."""
    if path == "/embed":
        return ReplyKind.EMBED
    if path in HTML:
        return ReplyKind.PAGE
    return ReplyKind.IMAGE if path.endswith((".svg", ".png")) else ReplyKind.DATA


def dressed(reply: httpx.Response, kind: ReplyKind, framing: str = "") -> None:
    """Checks that the reply has the headers of its kind, each once, and none of another kind's."""
    origin = f" {reply.url.scheme}://{reply.url.netloc.decode()}"
    values = {
        row.name: row.value.replace("{framing}", framing).replace("{origin}", origin)
        for row in ROWS
        if kind in row.kinds
    }
    for name in {row.name for row in ROWS}:
        assert reply.headers.get_list(name) == ([values[name]] if name in values else []), (name, kind, reply.url)
    for never in ("x-frame-options", "access-control-allow-credentials", "set-cookie", "cross-origin-opener-policy"):
        assert never not in reply.headers, reply.url


@pytest.mark.parametrize("path", routes())
async def test_the_table_holds_at_every_address(client: Client, path: str) -> None:
    kind, url = expected_kind(path), f"{path}?{NEEDED.get(path, '')}"
    get = await client.get(url, headers=ORIGIN)
    if get.status_code == 405:  # it takes tables alone
        get = await client.post(url, headers=ORIGIN | {"content-type": "text/csv"}, content=b"x,y\n1,0.5")
    assert get.status_code == 200
    dressed(get, kind)
    for method in ("HEAD", "OPTIONS"):
        dressed(await client.request(method, url, headers=ORIGIN), kind)
    dressed(await client.options(url, headers=ORIGIN | {"access-control-request-method": "GET"}), kind)
    dressed(await client.get(url, headers={"accept-encoding": "gzip"}), kind)
    if etag := get.headers.get("etag"):
        unchanged = await client.get(url, headers={"if-none-match": etag})
        assert unchanged.status_code == 304
        dressed(unchanged, kind)


#: (method, address, what is accepted, status, kind): errors are pages for people and data for programs.
ERRORS = [
    ("GET", "/nix", "text/html", 404, ReplyKind.PAGE),
    ("GET", "/nix.svg", "text/html", 404, ReplyKind.PAGE),
    ("GET", "/embed/nix", "text/html", 404, ReplyKind.PAGE),
    ("GET", "/nix", "*/*", 404, ReplyKind.DATA),
    ("DELETE", "/", "text/html", 405, ReplyKind.PAGE),
    ("DELETE", "/docs", "*/*", 405, ReplyKind.DATA),
    ("GET", f"{API}/nix", "text/html", 404, ReplyKind.DATA),
    ("GET", f"{API}/nix.svg", "text/html", 404, ReplyKind.DATA),
    ("GET", f"{API}/surface?eta=0", "text/html", 422, ReplyKind.DATA),
    ("POST", f"{API}/surface", "*/*", 415, ReplyKind.DATA),
    ("DELETE", f"{API}/surface", "text/html", 405, ReplyKind.DATA),
    ("GET", "/static/nix.svg", "text/html", 404, ReplyKind.DATA),
    ("POST", "/static/nix", "text/html", 405, ReplyKind.DATA),
]


@pytest.mark.parametrize(("method", "path", "accept", "status", "kind"), ERRORS)
async def test_the_table_holds_for_errors(
    client: Client, method: str, path: str, accept: str, status: int, kind: ReplyKind
) -> None:
    reply = await client.request(method, path, headers={"accept": accept})
    assert reply.status_code == status
    dressed(reply, kind)


async def test_the_table_holds_where_something_breaks(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("app.site.docs.sections", broken)
    for accept, kind in (("*/*", ReplyKind.DATA), ("text/html", ReplyKind.PAGE)):
        reply = await client.get("/docs", headers={"accept": accept})
        assert reply.status_code == 500
        dressed(reply, kind)


async def test_the_table_holds_below_a_prefix(connect: Connect) -> None:
    async with connect(root_path="/grad") as client:
        for prefix in ("", "/grad"):
            for path in ("/", "/docs", f"{API}/gradient"):
                reply = await client.get(f"{prefix}{path}")
                dressed(reply, expected_kind(path))
                etag = {"if-none-match": reply.headers["etag"]}
                dressed(await client.get(f"{prefix}{path}", headers=etag), expected_kind(path))


def policy(kind: ReplyKind) -> dict[str, str]:
    """The rules of a kind's policy."""
    (text,) = [row.value for row in ROWS if row.name == "Content-Security-Policy" and kind in row.kinds]
    rules = text.replace("{framing}", "").replace("{origin}", SHOWN_ORIGIN).split(";")
    return {name: value for name, _, value in (rule.strip().partition(" ") for rule in rules)}


def test_the_policies() -> None:
    """Written out again: nothing inline, nothing from elsewhere; who may frame is all that an embed differs in.

    Anyone is no policy at all: a star would leave out pages from disk, in sandboxes and of apps.
    """
    page = {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "frame-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'self'",
    }
    assert policy(ReplyKind.PAGE) == page | {"frame-ancestors": "'self'"}
    named = {name: value.replace("'self'", "'self' https://this.server") for name, value in page.items()}
    assert policy(ReplyKind.EMBED) == named
    assert policy(ReplyKind.IMAGE) == {
        "default-src": "'none'",
        "style-src": "'unsafe-inline'",
        "sandbox": "",
    }
    assert policy(ReplyKind.DATA) == {"frame-ancestors": "'self'"}


#: What pages, embeds, images and data have, written out again.
ALIKE: dict[str, tuple[str | None, str | None, str | None, str | None]] = {
    "X-Content-Type-Options": ("nosniff",) * 4,
    "Referrer-Policy": ("no-referrer",) * 4,
    "Access-Control-Allow-Origin": (None, "*", "*", "*"),
    "Access-Control-Expose-Headers": (None, None, "ETag, Retry-After", "ETag, Retry-After"),
    "Cross-Origin-Resource-Policy": ("same-origin", "cross-origin", "cross-origin", "cross-origin"),
    "Cross-Origin-Embedder-Policy": (None, "require-corp", "require-corp", None),
}


def test_the_other_headers() -> None:
    rows = {(row.name, kind): row.value for row in ROWS for kind in row.kinds}
    for name, values in ALIKE.items():
        assert tuple(rows.get((name, kind)) for kind in ReplyKind) == values, name
    assert {row.name for row in ROWS} == {*ALIKE, "Content-Security-Policy", "Permissions-Policy"}
    for kind in (ReplyKind.PAGE, ReplyKind.EMBED):
        allowed = dict(part.split("=") for part in rows["Permissions-Policy", kind].split(", "))
        assert {name for name, who in allowed.items() if who != "()"} == {"clipboard-write", "fullscreen"}
        assert {"camera", "microphone", "geolocation", "payment", "clipboard-read"} <= set(allowed)


def test_each_kind_has_each_header_at_most_once() -> None:
    for kind in ReplyKind:
        names = [row.name for row in ROWS if kind in row.kinds]
        assert len(names) == len(set(names)), kind


@pytest.mark.parametrize(
    ("path", "media_type", "kind"),
    [
        ("/", "text/html; charset=utf-8", ReplyKind.PAGE),
        ("/embed", "text/html", ReplyKind.EMBED),
        ("/embed", None, ReplyKind.EMBED),
        ("/embed/", "text/html", ReplyKind.PAGE),
        ("/embedding", None, ReplyKind.PAGE),
        ("/embed.js", None, ReplyKind.DATA),
        ("/oembed", None, ReplyKind.DATA),
        ("/embed", "application/problem+json", ReplyKind.DATA),
        (f"{API}/figure.svg", "image/svg+xml", ReplyKind.IMAGE),
        (f"{API}/figure.png", None, ReplyKind.IMAGE),
        (f"{API}/figure.svg", "application/problem+json", ReplyKind.DATA),
        ("/static/main.css", None, ReplyKind.DATA),
        ("", None, ReplyKind.PAGE),
    ],
)
def test_kinds(path: str, media_type: str | None, kind: ReplyKind) -> None:
    assert kind_of(path, media_type) is kind


async def test_a_setting_says_who_may_frame_an_embed(connect: Connect, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(
        "ANTIGRADIENT_EMBED_ORIGINS", "https://Course.example, http://localhost:8001,https://course.example"
    )
    assert Settings().embed_origins == ("https://course.example", "http://localhost:8001")
    async with connect() as client:
        embed = await client.get("/embed", headers={"accept": "text/html"})
        framing = "; frame-ancestors 'self'{origin} https://course.example http://localhost:8001"
        dressed(embed, ReplyKind.EMBED, framing)
        dressed(await client.get(f"{API}/figure.svg"), ReplyKind.IMAGE, framing)
        dressed(await client.get("/"), ReplyKind.PAGE)


#: Settings, a Host header, and the origin that an embed's policy then names beside 'self'.
NAMED = [
    ({}, "course.example", "http://course.example"),
    ({}, "Course.Example:8000", "http://course.example:8000"),
    ({}, "127.0.0.1:8000", "http://127.0.0.1:8000"),
    ({"base_url": "https://grad.example:444/tools"}, "10.0.0.1:8000", "https://grad.example:444"),
    ({"base_url": "https://grad.example"}, "evil.example", "https://grad.example"),
    ({"base_url": "https://user@grad.example"}, "grad.example", ""),
    ({}, "[::1]:8000", ""),
    ({}, "a.example; script-src *", ""),
    ({}, "a.example 'unsafe-inline'", ""),
    ({}, "*", ""),
    ({}, "*.example", ""),
    ({}, "a.example,b.example", ""),
    ({}, "a.example:99999", ""),
    ({}, "u@a.example", ""),
    ({}, "a.example/x", ""),
    ({}, "", ""),
]


@pytest.mark.parametrize(("settings", "host", "origin"), NAMED)
async def test_an_embed_names_its_server_by_its_origin(
    connect: Connect, settings: dict[str, str], host: str, origin: str
) -> None:
    """For WebKit, whose `'self'` is nobody in a sandboxed frame; whatever is no origin never gets into a policy."""
    async with connect(**settings) as client:
        sources = (await client.get("/embed", headers={"host": host})).headers["content-security-policy"].split("; ")
        for rule in sources:
            name, _, values = rule.partition(" ")
            own = values.removesuffix(" data:").split(" ")
            assert own == (["'self'", *([origin] if origin else [])] if "'self'" in values else ["'none'"]), name
        assert sum("'self'" in rule for rule in sources) == 7
        page = await client.get("/", headers={"host": host})
        assert page.headers["content-security-policy"] == next(r.value for r in ROWS if ReplyKind.PAGE in r.kinds)


@pytest.mark.parametrize(
    "wrong",
    ["*", "https://*.example", "course.example", "https://a/", "https://a/b", "https://u@a", "https://[::1]", "null",
     "https://a:0", "https://a:99999", "javascript:x", "https://a;script-src *", "https://a 'self'", "'none'", "https://ü"],
)  # fmt: skip
def test_what_is_no_origin_is_refused(wrong: str) -> None:
    with pytest.raises(ValidationError, match="origins"):
        Settings(embed_origins=wrong)
    with pytest.raises(ValidationError, match="origins"):
        Settings(embed_origins=("https://course.example", wrong))


def test_the_documents_show_the_table() -> None:
    assert as_markdown() in (Path(__file__).parents[2] / "docs" / "headers.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", [*PROGRAMS, *PAGES, *FRONT_END])
async def test_head_is_get_without_a_body(client: Client, path: str) -> None:
    for headers in ({}, {"accept-encoding": "gzip"}):
        head, get = await client.head(path, headers=headers), await client.get(path, headers=headers)
        assert head.status_code == get.status_code == 200
        assert head.content == b""
        for name in set(get.headers) | set(head.headers):
            assert head.headers.get(name) == get.headers.get(name), name


async def test_json_is_json(client: Client) -> None:
    for path in PROGRAMS:
        is_file = path.partition("?")[0] in FILES
        assert ((await client.get(path)).headers["content-type"] == "application/json") != is_file
