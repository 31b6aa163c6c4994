"""Pages: they never fail, say politely what they dropped, escape what they show, and load nothing from elsewhere."""

from __future__ import annotations

import asyncio
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader

from antigradient import assets
from antigradient.objectives import OBJECTIVES
from antigradient.scenario import resolve
from antigradient.words import LANGUAGES
from app.http.caching import Shelf
from app.http.gate import Gate
from app.main import create_app
from app.settings import Settings
from app.site.pages import WORKED_OUT_NAMES
from app.site.templating import Site
from tests.app.conftest import Client, Connect
from tests.app.support import API, JSON_PATHS, PATHS, as_everywhere, strict
from tests.fuzz import fuzzed

pytestmark = pytest.mark.anyio


class Tags(HTMLParser):
    """All tags of a page with their attributes, and the text of the script block called boot."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.boot = ""
        self._in_boot = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._in_boot = tag == "script" and dict(attrs).get("id") == "boot"

    def handle_data(self, data: str) -> None:
        if self._in_boot:
            self.boot += data

    def addresses(self) -> list[str]:
        """Every address that the page links to or loads."""
        return [a[name] or "" for _, a in self.tags for name in ("href", "src", "action") if name in a]


async def boot(client: Client, query: str = "") -> dict[str, Any]:
    reply = await client.get(f"/?{query}")
    assert reply.status_code == 200, (query, reply.text[:200])
    sent: dict[str, Any] = json.loads(Tags(reply.text).boot)
    return sent


@pytest.mark.parametrize("depth", ["see", "calculate"])
async def test_what_the_page_starts_with(client: Client, depth: str) -> None:
    start = await boot(client, f"depth={depth}")
    assert set(start) >= {"scenario", "given", "notices", "catalogue", "api", "version", "theme"}
    assert start["scenario"] == resolve({}).described()
    assert start["given"] == ["depth"]
    assert start["notices"] == []
    assert start["api"] == API
    assert start["theme"] == "auto"
    known = strict(await client.get(f"{API}/catalogue"))
    del known["version"], known["scenario"], known["examples"], known["languages"], known["functions"]
    known["limits"] = {name: value for name, value in known["limits"].items() if name not in API_LIMITS}
    sets, whole = start["catalogue"].pop("datasets"), known.pop("datasets")
    assert start["catalogue"] == unread(known, *(WORKED_OUT_NAMES if depth == "see" else ()))
    assert [entry["id"] for entry in sets] == ["five", "two-clouds", "cs7015", "challenger", "penguin-bills"]
    known_sets = {entry["id"]: entry for entry in whole}
    for entry in sets:
        found = known_sets[entry["id"]]
        assert ("points" in entry) is (not found["columns"]), "those of published sets are asked for when one is chosen"
        assert entry == {name: found[name] for name in entry}


async def test_a_page_of_a_published_set_has_all_of_it(client: Client) -> None:
    query = "objective=linear-squared&data=galton"
    start = await boot(client, query)
    found = {entry["id"]: entry for entry in strict(await client.get(f"{API}/catalogue"))["datasets"]}
    sets = {entry["id"]: entry for entry in start["catalogue"]["datasets"]}
    assert sets["galton"] == found["galton"]
    assert "points" not in sets["stopping"]
    # A frame has no form that offers others; it asks when it is set to one.
    frame = json.loads(Tags((await client.get(f"/embed?{query}")).text).boot)["catalogue"]["datasets"]
    assert [entry["id"] for entry in frame] == ["five", "two-clouds", "cs7015", "galton"]


#: Caps of what no page asks for.
API_LIMITS = {"steps", "grid", "basins", "levels", "body", "corners", "work", "reply", "formula"}


def unread(entry: Any, *names: str) -> Any:
    """Without what the API tells others and the page shows nowhere."""
    if isinstance(entry, list):
        return [unread(item, *names) for item in entry]
    if not isinstance(entry, dict):
        return entry
    shown = {
        name: unread(value, *names)
        for name, value in entry.items()
        if name not in ("latex", "text", "source", "minima", "help", "needs", *names)
    }
    presets = [{"f": preset["f"]} for preset in shown.get("presets", ())][:1]
    return {**shown, "presets": presets} if "presets" in shown else shown


async def test_a_page_of_a_typed_loss_has_all_formulas_to_start_from(client: Client) -> None:
    start = await boot(client, "f=w^2")
    (typed,) = (entry for entry in start["catalogue"]["objectives"] if entry["presets"])
    assert [{**entry} for entry in typed["presets"]] == [
        {"title": entry["title"], "f": entry["f"]}
        for objective in strict(await client.get(f"{API}/catalogue"))["objectives"]
        for entry in objective["presets"]
    ]


@pytest.mark.parametrize("id", OBJECTIVES)
async def test_the_chain_rule_s_formulas_come_with_the_page(client: Client, id: str) -> None:
    said = strict(await client.get(f"{API}/derivation?objective={id}"))["stages"]
    for path in (f"/?depth=calculate&objective={id}", f"/embed?view=chain&objective={id}"):
        page = (await client.get(path)).text.partition('id="stages">')[2].partition("</ol>")[0]
        assert page.count("<li") == len(said)
        for stage in said:
            assert stage["mathml"].replace('display="block"', 'displaystyle="true"') in page
    for path in ("/", "/embed?view=map"):
        assert "stage-formula" not in (await client.get(path)).text
    nowhere = (await client.get("/?depth=calculate&f=log(w)&start=-1,1")).text
    assert "stage-formula" not in nowhere
    assert "The loss has no gradient at this start" in nowhere


async def test_a_link_says_the_same_on_the_page_and_to_the_api(client: Client) -> None:
    for query in ("eta=0.25&start=1,2&data=1:0.5,2:0.7", "objective=rosenbrock&optimiser=momentum&gamma=0.5"):
        start = await boot(client, query)
        assert start["notices"] == []
        assert start["given"] == [pair.partition("=")[0] for pair in query.split("&")]
        for path in JSON_PATHS:
            echo = strict(await client.get(f"{path}?{query}"))["scenario"]
            assert as_everywhere(path, echo) == as_everywhere(path, start["scenario"])


#: (query, the parameters that notices name, what is left): what is wrong falls back, what is right stays.
FALLBACKS: list[tuple[str, list[str | None], dict[str, Any]]] = [
    ("eta=nan", ["eta"], {"eta": 1.5}),
    ("eta=0.5&grid=100000", ["grid"], {"eta": 0.5, "grid": 129}),
    ("colour=red&steps=5", ["colour"], {"steps": 5}),
    ("eta=1&eta=2&steps=5", ["eta"], {"eta": 1.5, "steps": 5}),
    ("objective=nix&steps=5", ["objective"], {"objective": "sigmoid-squared", "steps": 5}),
    ("start=1,2,3", ["start"], {"start": [-2, -2]}),
    ("window=1,0,0,1&start=1,1", ["window"], {"window": [-4, 4, -4, 4], "start": [1, 1]}),
    ("objective=bowl&data=five", ["data"], {"objective": "bowl", "data": None}),
    ("objective=bowl&data=five&reduction=mean&start=1,2,3", ["data", "reduction", "start"], {"objective": "bowl"}),
    ("data=1:2,x", ["data"], {"data": "five"}),
    ("theme=pink", ["theme"], {}),
    ("include=loss&point=1,2", ["include", "point"], {}),
    ("%ff=1&eta=%ff", [None, "eta"], {}),
    ("&&=&", [None], {}),
    ("<script>=1", [None], {}),
]


@pytest.mark.parametrize(("query", "named", "left"), FALLBACKS)
async def test_what_is_wrong_falls_back_with_a_notice(
    client: Client, query: str, named: list[str | None], left: dict[str, Any]
) -> None:
    start = await boot(client, query)
    assert sorted(map(str, named)) == sorted(str(notice["parameter"]) for notice in start["notices"])
    for name, value in left.items():
        assert start["scenario"][name] == value
    for notice in start["notices"]:
        assert notice["parameter"] not in start["given"]


#: What Facebook, Google, Microsoft, mail and others add to a link that is shared.
TRACKERS = (
    "fbclid", "gclid", "msclkid", "dclid", "utm_source", "utm_campaign", "utm_id", "gad_source", "gbraid", "wbraid",
    "igshid", "igsh", "twclid", "ttclid", "li_fat_id", "yclid", "mc_cid", "mc_eid", "_hsenc", "_hsmi", "_ga", "_gl",
    "srsltid", "mtm_source", "pk_campaign", "ref_src", "%66bclid",
)  # fmt: skip


@pytest.mark.parametrize("path", ["/", "/embed", "/offline.html"])
async def test_what_trackers_add_to_a_link_is_ignored_without_a_word(client: Client, path: str) -> None:
    added = "&".join(f"{name}=x%ff" for name in TRACKERS)
    bare = json.loads(Tags((await client.get(f"{path}?eta=0.5&step=2")).text).boot)
    followed = json.loads(Tags((await client.get(f"{path}?fbclid=1&eta=0.5&{added}&step=2&{added}")).text).boot)
    assert followed == bare
    assert followed["notices"] == []
    assert "fbclid" not in (await client.get(f"{path}?eta=0.5&fbclid=1")).text
    # What only resembles them is said.
    noted = json.loads(Tags((await client.get(f"{path}?utmost=1&clid=2&fbclid2=1")).text).boot)["notices"]
    assert [notice["parameter"] for notice in noted] == ["utmost", "clid", "fbclid2"], (
        "what only resembles them is said"
    )


async def test_the_api_refuses_what_trackers_add(client: Client) -> None:
    for name in TRACKERS[:-1]:
        reply = await client.get(f"{API}/trajectory?{name}=1")
        assert reply.status_code == 422
        assert strict(reply)["errors"][0]["parameter"] == name


async def test_the_page_takes_a_theme(client: Client) -> None:
    for theme in ("auto", "light", "dark"):
        reply = await client.get(f"/?theme={theme}")
        assert f'data-theme="{theme}"' in reply.text
        start = json.loads(Tags(reply.text).boot)
        assert (start["theme"], start["given"], start["notices"]) == (theme, ["theme"], [])


HOSTILE = ["<script>alert(1)</script>", "</script><script>", "\"'><img src=x>", "{{7*7}}", "\u2028", "javascript:x"]


@pytest.mark.parametrize("text", HOSTILE)
async def test_nothing_of_the_query_is_repeated(client: Client, text: str) -> None:
    """The page of a hostile value is the page of any other value that is wrong, to the last byte."""
    for name in ("objective", "reduction", "theme"):
        assert (await client.get("/", params={name: text})).text == (await client.get(f"/?{name}=zz")).text
    assert (await client.get("/", params={text: text})).text == (await client.get("/?-=1")).text


async def test_templates_escape_whatever_their_name() -> None:
    for name in ("page.html", "figure.svg", "plain"):
        site = Site(Settings(), Shelf(0), Gate(1))
        site.templates.loader = DictLoader({name: "{{ text }}|{{ text | code }}|{{ text | tojson }}"})
        text = site.render(name, SCOPE, text="<b>`x`&")
        assert text == r'&lt;b&gt;`x`&amp;|&lt;b&gt;<code>x</code>&amp;|"\u003cb\u003e`x`\u0026"'


async def test_the_script_block_cannot_be_left(client: Client) -> None:
    text = (await client.get("/")).text
    block = text.partition('id="boot">')[2].partition("</script>")[0]
    assert not set("<>&") & set(block)
    json.loads(block)


@fuzzed(30)
@given(st.binary(max_size=300))
def test_any_query_gives_a_page(query: bytes) -> None:
    """Bytes that no browser sends, too: the application is called directly."""
    assert asyncio.run(status_of(query)) == 200


NAMES = ["objective", "data", "start", "window", "eta", "plane", "at", "batch", "reduction", "steps", "theme", "x"]
TEXTS = ["", "1", "0", "-1", "1,2", "1,2,3", "1:2", "1:2:3", "cs7015", "two-clouds", "w1,b", "sum", "nan", *OBJECTIVES]


@fuzzed(40)
@given(st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(TEXTS)), max_size=6))
def test_any_mixture_of_names_and_values_gives_a_page(pairs: list[tuple[str, str]]) -> None:
    query = "&".join(f"{name}={text}" for name, text in pairs).encode()
    assert asyncio.run(status_of(query)) == 200


APP = create_app(Settings())
SCOPE: dict[str, Any] = {
    "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http",
    "path": "/", "raw_path": b"/", "query_string": b"", "root_path": "", "headers": [(b"host", b"test")],
    "client": ("test", 1), "server": ("test", 80),
}  # fmt: skip


async def status_of(query: bytes, path: str = "/") -> int:
    """Of a client that asks, sends no body and stays."""
    status = 0
    messages = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive() -> dict[str, Any]:
        if not messages:
            await asyncio.Event().wait()
        return messages.pop()

    async def send(message: Any) -> None:
        nonlocal status
        status = message.get("status", status)

    scope = {**SCOPE, "path": path, "raw_path": path.encode(), "query_string": query}
    await APP(scope, receive, send)
    return status


@pytest.mark.parametrize("path", ["/", "/embed", "/embed?view=chain&show=controls,formula,tools", "/docs", "/nix"])
async def test_no_code_in_the_page_and_no_other_host(client: Client, path: str) -> None:
    reply = await client.get(path, headers={"accept": "text/html"})
    tags = Tags(reply.text)
    for tag, attributes in tags.tags:
        assert tag != "style"
        assert "style" not in attributes, (tag, attributes)
        assert not [name for name in attributes if name.startswith("on")], (tag, attributes)
        if tag == "script":
            assert attributes.get("src") or attributes["type"] == "application/json"
    for address in tags.addresses():
        assert address.startswith(("/", "#", "http://test/", "?")), address
    assert not re.search(r"url\((?!#)", reply.text)


async def test_what_the_first_paint_waits_for_is_small(client: Client) -> None:
    scripts = [attributes for tag, attributes in Tags((await client.get("/")).text).tags if tag == "script"]
    waited_for = [one["src"] or "" for one in scripts if "src" in one and one.get("type") != "module"]
    assert [path.rpartition("/")[2].partition("-")[0] for path in waited_for] == ["before_paint"]
    assert len((await client.get(waited_for[0])).content) < 300


@pytest.mark.parametrize("path", ["/", "/docs"])
async def test_a_page_is_asked_about_and_sent_once(client: Client, path: str) -> None:
    reply = await client.get(path)
    assert reply.headers["cache-control"] == "public, max-age=60, stale-while-revalidate=600"
    again = await client.get(path, headers={"if-none-match": reply.headers["etag"]})
    assert again.status_code == 304
    assert (await client.get(f"{path}?theme=dark&eta=3", headers={"if-none-match": "x"})).status_code == 200
    assert (await client.get("/?eta=3")).headers["etag"] != (await client.get("/?eta=4")).headers["etag"]


ROOTS = ["", "/grad", "/a/b", "/übung"]


@pytest.mark.parametrize("root", ROOTS)
@pytest.mark.parametrize("strips", [True, False], ids=["proxy strips", "proxy keeps"])
async def test_every_address_has_the_root_path(root: str, strips: bool) -> None:
    """By the setting; the proxy may take the prefix off or leave it on."""
    transport = httpx.ASGITransport(create_app(Settings(root_path=root)))
    prefix = "" if strips else root
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        await check_root(client, prefix, root)


async def test_the_root_path_of_the_server() -> None:
    """By the server (uvicorn --root-path), which puts it into the path too."""
    transport = httpx.ASGITransport(create_app(Settings()), root_path="/grad")
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        await check_root(client, "/grad", "/grad")


async def check_root(client: Client, prefix: str, root: str) -> None:
    quoted = str(httpx.URL(f"http://test{root}/"))[len("http://test") : -1]
    page = await client.get(f"{prefix}/")
    assert page.status_code == 200
    tags = Tags(page.text)
    assert json.loads(tags.boot)["api"] == f"{quoted}{API}"
    for address in tags.addresses():
        assert address.startswith((f"{quoted}/", f"http://test{quoted}/", "#", "?")), address
    for path in ("/docs", "/openapi.json", "/healthz", f"{API}/gradient"):
        assert (await client.get(f"{prefix}{path}")).status_code == 200, path
    document = (await client.get(f"{prefix}/openapi.json")).json()
    assert document["servers"] == [{"url": f"http://test{quoted}"}]
    nothing = await client.get(f"{prefix}/nix")
    assert nothing.json()["type"] == f"{quoted}/docs#not-found"
    for path in ("/static/nix", f"{API}/surface?eta=0"):
        assert (await client.get(f"{prefix}{path}")).json()["type"].startswith(f"{quoted}/docs#")
    manifest = assets.load_manifest()
    for address in tags.addresses():
        if manifest and "/static/" in address:
            local = address[len(quoted) :] if prefix != root else address
            assert (await client.get(local)).status_code == 200, address
    assert (await client.post(f"{prefix}/docs")).headers["allow"] == "GET, HEAD, OPTIONS"
    assert (await client.post(f"{prefix}/static/x")).headers["allow"] == "GET, HEAD, OPTIONS"


async def test_absolute_addresses_come_from_the_setting(connect: Connect) -> None:
    async with connect(base_url="https://example.org/descent/") as client:
        assert "https://example.org/descent/docs" in (await client.get("/docs")).text
        assert (await client.get("/openapi.json")).json()["servers"] == [{"url": "https://example.org/descent"}]
        page = (await client.get("/")).text + (await client.get("/docs")).text
        assert "http://test" not in page


@pytest.mark.parametrize("host", ["<b>", "a b", "evil.example/path", "user@host", "", "a:b", "[::1", "ü"])
async def test_a_strange_host_is_not_repeated(client: Client, host: str) -> None:
    docs = (await client.get("/docs", headers={b"host": host.encode()})).text
    assert "http://localhost/api/v1/surface" in docs
    assert not host or f"http://{host}" not in docs


@pytest.mark.parametrize("host", ["example.org", "127.0.0.1:8000", "[::1]:80", "xn--bung-zra.example"])
async def test_links_name_the_host_that_was_asked(client: Client, host: str) -> None:
    assert f"http://{host}/api/v1/surface" in (await client.get("/docs", headers={"host": host})).text


async def test_further_runs_are_the_pages_too(client: Client) -> None:
    start = await boot(client, "vs=adam;eta=0.1&steps=5")
    assert start["notices"] == []
    assert start["given"] == ["vs", "steps"]
    assert start["scenario"]["vs"] == [{"optimiser": "adam", "eta": 0.1}]


async def test_notices_are_few(client: Client) -> None:
    start = await boot(client, "&".join(f"x{i}=1" for i in range(90)))
    assert len(start["notices"]) == 12
    assert len((await boot(client, "&".join(f"x{i}=1" for i in range(900))))["notices"]) == 1


async def test_without_a_front_end_the_page_says_what_to_run(
    connect: Connect, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(assets, "load_manifest", lambda **_: None)
    monkeypatch.setattr("app.site.static.DIST_DIR", tmp_path / "missing")
    async with connect() as client:
        for path in ("/", "/embed", "/docs"):
            reply = await client.get(path)
            assert reply.status_code == 200
        assert re.search(r"make (setup|run|bundle)|hatch_build|pip install", (await client.get("/")).text)
        assert (await client.get("/static/main.js")).status_code == 404
        for path in PATHS:
            assert (await client.get(f"{path}?grid=5&steps=2")).status_code == 200


async def test_only_built_files_are_served(client: Client) -> None:
    for path in (
        "package.json",
        "js/page/main.js",
        "css/main.css",
        "node_modules/",
        "../app/main.py",
        "../pyproject.toml",
    ):
        assert (await client.get(f"/static/{path}")).status_code == 404


async def test_the_docs_show_every_name_and_every_address(client: Client) -> None:
    docs = (await client.get("/docs")).text
    document = (await client.get("/openapi.json")).json()
    for path, operations in document["paths"].items():
        assert path in docs
        for operation in operations.values():
            for parameter in operation.get("parameters", ()):
                assert f"<code>{parameter['name']}</code>" in docs
    for headline in re.findall(r"<h2[^>]*>(.*?)</h2>", docs):
        assert headline.strip()
    assert "`" not in docs
    assert "None" not in docs


async def test_languages_can_be_chosen_where_there_are_several(
    connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    for tag in [*LANGUAGES][1:]:
        monkeypatch.delitem(LANGUAGES, tag)
    async with connect() as client:
        assert 'id="language"' not in (await client.get("/")).text
    monkeypatch.setitem(LANGUAGES, "xx", replace(LANGUAGES["en"], id="xx", name="Xx <i>"))
    async with connect() as client:
        for query, chosen in (("", "en"), ("?lang=xx", "xx"), ("?lang=en", "en")):
            html = (await client.get(f"/{query}")).text
            menu = re.search(r'<label[^>]*>Language\s*<select id="language".*?</select>', html, re.DOTALL)
            assert menu
            options = re.findall(r'<option value="(.*?)" lang="(.*?)"( selected)?>(.*?)</option>', menu[0])
            assert [(value, lang, name) for value, lang, _, name in options] == [
                ("en", "en", "English"),
                ("xx", "xx", "Xx &lt;i&gt;"),
            ]
            assert [value for value, _, selected, _ in options if selected] == [chosen]
            builder = (await client.get(f"/embedding{query}")).text
            choice = re.search(r'<select name="lang".*?</select>', builder, re.DOTALL)
            assert choice
            selected = re.findall(r'<option value="(.*?)"[^>]* selected>', choice[0])
            assert selected == [chosen if query else ""], "without one the figure speaks the reader's own"
