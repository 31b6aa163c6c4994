"""The glossary over HTTP: page and JSON say the same in the reader's language, buttons ask for what is there."""

from __future__ import annotations

import json
import re

import pytest
from markupsafe import escape

from antigradient.glossary import TERMS, settings
from antigradient.optimisers import HYPERPARAMETERS, SWITCHES
from antigradient.templating import term, term_mark, with_terms
from antigradient.words import LANGUAGES, speaking
from tests.app.conftest import Client
from tests.app.support import strict
from tests.app.test_pages import Tags

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("tag", LANGUAGES)
async def test_page_and_json_say_the_same(client: Client, tag: str) -> None:
    page = (await client.get(f"/glossary?lang={tag}")).text
    known = strict(await client.get(f"/glossary.json?lang={tag}"))
    with speaking(tag):
        assert list(known) == [*TERMS, *(entry["id"] for entry in settings())]
        for id, entry in TERMS.items():
            assert (known[id]["title"], known[id]["text"]) == (entry.title, entry.text)
            assert f'id="{id}"' in page
            assert escape(entry.text) in page
            assert ("<math" in known[id].get("mathml", "")) == bool(entry.latex)
            assert "merror" not in known[id].get("mathml", "")
            assert known[id].get("svg", "").startswith("<svg") == bool(entry.picture)
            assert known[id].get("svg", "") in page


async def test_it_is_asked_from_frames_of_any_origin_and_once(client: Client) -> None:
    reply = await client.get("/glossary.json")
    assert reply.headers["access-control-allow-origin"] == "*"
    again = await client.get("/glossary.json", headers={"if-none-match": reply.headers["etag"]})
    assert again.status_code == 304
    german = await client.get("/glossary.json?lang=de")
    assert german.headers["etag"] != reply.headers["etag"]


@pytest.mark.parametrize("path", ["/", "/embedding", "/docs", "/examples", "/embed?view=direction", "/offline.html"])
async def test_every_button_asks_for_a_definition(client: Client, path: str) -> None:
    known = strict(await client.get("/glossary.json"))
    page = (await client.get(path)).text
    assert {*re.findall(r'data-term="([^"]*)"', page)} <= known.keys()
    assert "<term" not in page


async def test_the_playground_lists_every_word(client: Client) -> None:
    page = (await client.get("/")).text
    dialog = page[page.index('<dialog id="help"') : page.index("</dialog>")]
    assert re.findall(r'data-term="([^"]*)"', dialog) == [*TERMS]


def test_markup() -> None:
    button = 'data-term="loss" aria-haspopup="dialog" aria-expanded="false"'
    assert str(term("loss")) == f'<button type="button" class="term" {button}>Loss L</button>'
    assert f"{button} " in term_mark("loss", "A & B")
    assert "A &amp; B" in term_mark("loss", "A & B")
    said = with_terms("Its <term loss>cost</term> and <b><term eta>η</term></b>.")
    assert said == f"Its {term('loss', 'cost')} and <b>{term('eta', 'η')}</b>."


@pytest.mark.parametrize(
    ("query", "of_form"),
    [
        ("optimiser=line-search", set()),
        ("objective=ravine", {"eta", "lambda1", "lambda2", *HYPERPARAMETERS, *SWITCHES}),
    ],
)
async def test_a_file_without_a_server_holds_the_definitions_of_its_words(
    client: Client, query: str, of_form: set[str]
) -> None:
    file = (await client.get(f"/offline.html?lang=de&{query}")).text
    known = strict(await client.get("/glossary.json?lang=de"))
    asked = {*re.findall(r'data-term="([^"]*)"', file), *of_form}
    assert len(asked) >= 3
    assert json.loads(Tags(file).boot)["glossary"] == {id: known[id] for id in known if id in asked}
