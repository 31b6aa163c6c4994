"""Whatever a link says stays text: hostile values of every name leave the markup of all HTML as it was."""

from __future__ import annotations

from html.parser import HTMLParser
from urllib.parse import quote

import pytest

from antigradient.query.display import DISPLAY_FIELDS
from antigradient.query.model import scenario_query
from app.settings import Settings
from tests.app.conftest import Client
from tests.fuzz import FACTOR

pytestmark = pytest.mark.anyio

#: A word that is in no page, among what would end an attribute, a text, a script, a line or the direction of writing.
WORD = "zqxj"
HOSTILE = [
    f'"><script>{WORD}()</script><img src=x onerror={WORD}()>',
    f"' onload={WORD}() x='",
    f"</script><script>{WORD}()</script>",
    f"{{{{ {WORD} }}}}{{% {WORD} %}}",
    f"javascript:{WORD}()",
    f"\r\n\r\n<b>{WORD}\u202e\u2028\u2066\x00",
]
#: Beginnings that are right, so that what follows them is looked at too.
BEGINNINGS = {"f": "w^2+b^2", "data": "1:0.5,2:0.7", "start": "1,2", "window": "-1,1,-1,1", "vs": "adam;eta=1"}
NAMES = sorted({*scenario_query(Settings().limits).fields, *(field.name for field in DISPLAY_FIELDS)})
HTML = {"accept": "text/html"}


class Shape(HTMLParser):
    """Tags with the names of their attributes in order, and everything that is text or a value."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.texts: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(name for name, _ in attrs)))
        self.texts += [value or "" for _, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        self.tags.append((f"/{tag}", ()))

    def handle_comment(self, data: str) -> None:
        self.tags.append((f"<!-- {data}", ()))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


async def shape(client: Client, path: str, query: str, **headers: str) -> Shape:
    reply = await client.get(f"{path}?{query}", headers=HTML | headers)
    assert reply.headers["content-type"].startswith("text/html"), (path, query)
    for name, value in reply.headers.items():
        assert WORD not in value, name
    return Shape(reply.text)


def batched(names: list[str], size: int) -> list[list[str]]:
    return [names[i : i + size] for i in range(0, len(names), size)]


def link(values: dict[str, str]) -> str:
    return "&".join(f"{name}={quote(text, safe='')}" for name, text in values.items())


@pytest.mark.fuzz
@pytest.mark.parametrize("path", ["/", "/embed", "/embedding", "/offline.html"])
async def test_values_stay_text(client: Client, path: str) -> None:
    """Many names in one link, each alone by `make fuzz`."""
    for names in batched(NAMES, 8 if FACTOR == 1 else 1):
        usual = await shape(client, path, link(dict.fromkeys(names, "zz")))
        texts = ["".join(HOSTILE), *HOSTILE] if path == "/" and set(names) & set(BEGINNINGS) else ["".join(HOSTILE)]
        for text in texts:
            for values in (dict.fromkeys(names, text), {name: BEGINNINGS.get(name, "") + text for name in names}):
                found = await shape(client, path, link(values))
                assert found.tags == usual.tags, (names, text)
                assert not [said for said in found.texts if WORD in said], (names, text)


@pytest.mark.parametrize("path", ["/", "/embed", "/embedding", "/offline.html", "/docs", "/nix"])
async def test_names_paths_and_hosts_stay_text(client: Client, path: str) -> None:
    usual = await shape(client, path, "-=1")
    for text in HOSTILE:
        found = await shape(client, path, f"{quote(text, safe='')}=1")
        assert found.tags == usual.tags
        assert not [said for said in found.texts if WORD in said]
        lost = await shape(client, f"{path.rstrip('/')}/{quote(text, safe='')}", "")
        assert not [said for said in lost.texts if WORD in said]
    usual = await shape(client, path, "-=1", host="localhost")  # which a host that is none is taken for
    for host in (f'"><script>{WORD}()</script>', f"{WORD}'/x", f"{WORD} x"):
        found = await shape(client, path, "-=1", host=host, referer=f"http://{host}/", origin=host)
        assert found.tags == usual.tags
        assert not [said for said in found.texts if WORD in said]


async def test_the_line_of_oembed_stays_one_frame(client: Client) -> None:
    for name in NAMES:
        for text in HOSTILE:
            url = f"http://test/?{name}={BEGINNINGS.get(name, '')}{text}&steps=7"
            reply = await client.get("/oembed", params={"url": url})
            assert reply.status_code == 200
            found = [tag for tag, _ in Shape(reply.json()["html"]).tags]
            assert found == ["blockquote", "a", "/a", "/blockquote", "iframe", "/iframe"]
            assert WORD not in reply.text
