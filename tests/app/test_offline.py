"""The figure as a file: whole, locked up by its own policy, and dead to whatever a link says."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256
from typing import Any

import pytest

import antigradient as ag
from antigradient.interface.notebook import document_of, document_query
from antigradient.objectives import OBJECTIVES
from antigradient.query.display import DISPLAY_FIELDS, DISPLAY_OPTIONS, FILE_OPTIONS
from antigradient.query.links import value_texts
from antigradient.query.model import scenario_query
from antigradient.query.urlencoded import query_string
from app.settings import Settings
from tests.app.conftest import Client, Connect
from tests.app.support import API, strict
from tests.app.test_pages import Tags

pytestmark = pytest.mark.anyio

QUERY = "objective=ravine&optimiser=momentum&step=4"
HOSTILE = "\"><script>alert(1)</script><img src=x onerror=alert(1)>'`{{7*7}}"
NAMES = [*scenario_query(Settings().limits).fields, *(field.name for field in DISPLAY_FIELDS)]


async def file(client: Client, query: str = QUERY) -> str:
    reply = await client.get(f"/offline.html?{query}")
    assert reply.status_code == 200, reply.text[:200]
    return reply.text


def boot(page: str) -> dict[str, Any]:
    result: dict[str, Any] = json.loads(Tags(page).boot)
    return result


async def test_it_is_offered_as_a_file_under_a_name_that_tells(client: Client) -> None:
    reply = await client.get(f"/offline.html?{QUERY}")
    name = "antigradient-ravine-momentum-offline-step-4.html"
    assert reply.headers["content-disposition"] == f'attachment; filename="{name}"'
    assert reply.headers["content-type"].startswith("text/html")
    head = await client.head(f"/offline.html?{QUERY}")
    assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", reply.headers["etag"])
    known = await client.get(f"/offline.html?{QUERY}", headers={"if-none-match": reply.headers["etag"]})
    assert known.status_code == 304


@pytest.mark.parametrize("objective", OBJECTIVES)
async def test_it_is_small_enough_for_a_mail(client: Client, objective: str) -> None:
    """In both languages, and with mini-batches where there are data."""
    of_batches = ["batch=1"] if OBJECTIVES[objective].data else []
    for more in ["", "lang=de", *of_batches]:
        assert len((await file(client, f"objective={objective}&{more}")).encode()) <= 320_000


SCENARIOS: list[dict[str, Any]] = [
    *({"objective": id} for id in OBJECTIVES),
    {"objective": "ravine", "optimiser": "momentum", "eta": 0.05, "step": 4, "theme": "dark", "hide": ["arrows"]},
    {"objective": "bowl", "vs": [{"optimiser": "adam", "eta": 0.1}, {"optimiser": "bfgs"}], "speed": "4"},
    {"data": [[1, 0.25], [2, 0.5], [-1.5, 0.75]], "window": [-6, 6, -6, 6], "batch": 2, "seed": 3},
    {"f": "sin(w)*b^2+w^2", "start": [1, 1e-7], "eta": 0.05, "lang": "de"},
    {"objective": "bowl", "eta": 3},
]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=str)
async def test_python_gives_the_same_bytes(client: Client, scenario: dict[str, Any]) -> None:
    display = {name: value for name, value in scenario.items() if name in DISPLAY_OPTIONS}
    run = ag.run(**{name: value for name, value in scenario.items() if name not in display})
    link = query_string(value_texts(document_query(), document_of(scenario).values))
    reply = await client.get(f"/offline.html?{link}")
    assert reply.content == run.figure_html(base="http://test", **display).encode()


async def test_it_holds_what_the_api_says(client: Client) -> None:
    start = boot(await file(client, f"{QUERY}&optimiser=bfgs".replace("optimiser=momentum&", "")))
    assert start["api"] == ""
    said = strict(await client.get(f"{API}/trajectory?objective=ravine&step=4&optimiser=bfgs&digits=10"))
    assert start["replies"]["trajectory"] == said
    assert start["scenario"] == {**said["scenario"], "digits": 17}
    assert (start["lock"], start["notices"]) == ("all", [])


async def test_of_runs_that_it_computes_it_holds_all_but_the_steps(client: Client) -> None:
    page = await file(client, f"{QUERY}&vs=adam")
    start = boot(page)
    said = strict(await client.get(f"{API}/trajectory?{QUERY}&vs=adam&digits=10"))
    (further,) = said["runs"]
    assert start["scenario"] == {**said.pop("scenario"), "digits": 17}
    assert start["replies"]["trajectory"] == {**said, "steps": None, "runs": [{**further, "steps": None}]}
    assert (start["lock"], start["catalogue"]["objectives"][-1]["id"]) == ("view", "ravine")
    assert {"gd", "momentum", "adam"} <= {entry["id"] for entry in start["catalogue"]["optimisers"]}
    assert {"Optimiser", "Dials of the start"} <= set(re.findall(r">([^<>]+)</(?:label|legend)>", page))
    for query in (
        "batch=2&optimiser=newton",
        "vs=bfgs",
        "optimiser=line-search",
        "objective=bowl&eta=3",
        "f=log(w)&start=-1,1",
    ):
        assert boot(await file(client, query))["lock"] == "all", query


async def test_with_mini_batches_it_computes_its_runs_too(client: Client) -> None:
    for query in ("batch=2", "vs=gd%3Bbatch%3D1"):
        page = await file(client, query)
        start = boot(page)
        assert (start["lock"], start["replies"]["trajectory"]["steps"]) == ("view", None), query
        assert "globalThis.withBatches=" in page
    assert "globalThis.withBatches=" not in await file(client, "")


async def test_of_data_sets_it_holds_its_own_once(client: Client) -> None:
    page = await file(client, "objective=linear-squared&data=galton")
    start = boot(page)
    (held,) = start["catalogue"]["datasets"]
    assert (held["id"], len(held["points"])) == ("galton", 60)
    assert held["defaults"]["linear-squared"]["window"] == start["scenario"]["window"]
    assert page.count("[9.5,4.2]") == 1
    assert start["lock"] == "view", "it computes its runs"
    assert boot(await file(client))["catalogue"]["datasets"] == []


async def test_it_names_no_file_and_asks_nobody(client: Client) -> None:
    page = await file(client)
    tags = Tags(page).tags
    assert not [a for tag, a in tags if "src" in a or tag in ("link", "iframe", "object", "base")]
    links = {a["href"] for tag, a in tags if tag == "a" and not (a["href"] or "").startswith("#")}
    assert links == {"http://test/", f"http://test/?{QUERY}", "https://creativecommons.org/licenses/by/4.0/"}
    assert {place.partition(":")[0] for place in re.findall(r"""url\(["']?([^#][^)]{0,20})""", page)} <= {"data"}


async def test_its_policy_allows_its_own_script_and_style_and_nothing_else(client: Client) -> None:
    page = await file(client)
    (policy,) = [a["content"] or "" for _, a in Tags(page).tags if a.get("http-equiv") == "Content-Security-Policy"]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert set(rules) == {"default-src", "script-src", "style-src", "font-src", "img-src", "base-uri", "form-action"}
    for directive, pattern in (
        ("script-src", r'<script type="module">(.*?)</script>'),
        ("style-src", r"<style>(.*?)</style>"),
    ):
        (text,) = re.findall(pattern, page, re.S)
        assert rules[directive] == f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
    assert "connect-src" not in policy
    assert page.index("Content-Security-Policy") < page.index("<style>") < page.index("<script")


async def test_it_says_what_it_is_and_where_it_is_alive(connect: Connect) -> None:
    async with connect(root="/grad", root_path="/grad", base_url="https://descent.example/grad") as client:
        page = await file(client, f"{QUERY}&theme=dark&hide=arrows")
    hrefs = [a["href"] for tag, a in Tags(page).tags if tag == "a"]
    assert f"https://descent.example/grad/?{QUERY}&theme=dark&hide=arrows" in hrefs
    assert 'data-theme="dark"' in page
    assert "CC BY 4.0" in page
    assert "L = ½(λ₁w² + λ₂b²)" in page


async def test_what_needs_a_server_is_left_out_and_said(client: Client) -> None:
    odd = {"beta": "90", "show": "levels", "view": "chain", "lock": "view", "links": "0"}
    assert not set(odd) & set(FILE_OPTIONS)
    page = await file(client, "&".join(f"{name}={value}" for name, value in odd.items()))
    start = boot(page)
    assert sorted(notice["parameter"] for notice in start["notices"]) == sorted(odd)
    assert (start["beta"], start["show"], start["lock"]) == (None, [], "view")
    assert "<strong>view</strong> has no effect in a file" in page
    links = re.findall(
        r'href="(/offline\.html[^"]*)"', (await client.get("/embedding?beta=90&theme=dark&links=0")).text
    )
    assert {*links} == {"/offline.html?theme=dark"}
    assert set(FILE_OPTIONS) <= set(DISPLAY_OPTIONS)
    page = await file(client, "hide=player,key,path")
    assert [notice["parameter"] for notice in boot(page)["notices"]] == ["hide"]
    assert 'class="key" aria-hidden="true" hidden' in page


async def test_further_runs_are_in_it(client: Client) -> None:
    start = boot(await file(client, "vs=adam;eta=0.1&vs=newton"))
    assert start["notices"] == []
    assert [run["title"] for run in start["replies"]["trajectory"]["runs"]] == ["Adam, η = 0.1", "Newton, η = 1"]


async def test_whatever_a_link_says_stays_text(client: Client) -> None:
    usual = {tag for tag, _ in Tags(await file(client, "")).tags}
    for names in (NAMES, ["f"], ["data"], ["vs"], ["theme"], ["<script>"]):
        page = (await client.get("/offline.html", params=dict.fromkeys(names, HOSTILE))).text
        tags = Tags(page).tags
        assert [tag for tag, _ in tags].count("script") == 2, names
        assert not [tag for tag, a in tags if any(key.startswith("on") for key in a)], names
        assert "alert(1)" not in page
        assert {tag for tag, _ in tags} <= usual | {"strong", "ul", "li"}
