"""The module of the custom element: one address for ever, open to all, and nothing that it would have to load."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from antigradient.query.display import DISPLAY_FIELDS
from antigradient.query.model import scenario_query
from antigradient.query.views import VIEWS
from antigradient.words import LANGUAGES
from app.settings import Settings
from app.site import static
from tests.app.conftest import Client, Connect

pytestmark = pytest.mark.anyio

SOURCE = Path(__file__).resolve().parents[2] / "static" / "js" / "frame" / "attributes.js"


@pytest.mark.parametrize("root", ["", "/grad"])
async def test_it_is_a_script_for_all_that_is_asked_about_again(connect: Connect, root: str) -> None:
    async with connect(root, root_path=root) as client:
        reply = await client.get("/embed.js", headers={"origin": "https://course.example"})
        assert reply.status_code == 200
        assert reply.headers["content-type"] == "text/javascript; charset=utf-8"
        assert reply.headers["access-control-allow-origin"] == "*"
        assert reply.headers["cache-control"] == "public, max-age=600, must-revalidate"
        assert reply.headers["x-content-type-options"] == "nosniff"
        head = await client.head("/embed.js")
        assert (head.status_code, head.content) == (200, b"")
        assert head.headers["content-length"] == str(len(reply.content))
        known = await client.get("/embed.js", headers={"if-none-match": reply.headers["etag"]})
        assert (known.status_code, known.content) == (304, b"")
        assert known.headers["cache-control"] == reply.headers["cache-control"]
        packed = await client.get("/embed.js", headers={"accept-encoding": "gzip"})
        assert packed.content == reply.content
        assert packed.headers["content-encoding"] == "gzip"


async def test_it_is_whole_and_small(client: Client) -> None:
    """A chunk or a map of the source would be looked for beside /embed.js, where there is none."""
    text = (await client.get("/embed.js")).text
    assert "gradient-descent" in text
    assert not re.search(r"\bimport\s*[\"'({*]|\bfrom\s*[\"']|sourceMappingURL", text)
    assert len(text) < 5840 + 150 * len(LANGUAGES) + 60 * len(VIEWS), (
        "it has its texts in each, how tall each view is, and a thousand characters that pack a long query"
    )


async def test_without_a_front_end_there_is_none(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    for manifest in (None, {}, {"element.js": "element-00000000.js"}):
        monkeypatch.setattr(static, "load_manifest", lambda manifest=manifest: manifest)
        assert (await client.get("/embed.js")).status_code == 404


def test_every_name_of_a_link_can_be_an_attribute() -> None:
    source = SOURCE.read_text(encoding="utf-8")
    html = set(" ".join(re.findall(r'^  "(.*?)"', source, re.MULTILINE)).split())
    pattern = re.search(r"/\^(.+?)\$/\.test", source)
    assert pattern
    assert {"class", "title"} <= html
    names = scenario_query(Settings().limits).with_fields(DISPLAY_FIELDS).fields
    assert [name for name in names if name in html or not re.fullmatch(pattern[1], name)] == []
