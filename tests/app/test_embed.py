"""The figure by itself: whatever is asked for it is there, drawn, said what was dropped, and light."""

from __future__ import annotations

import asyncio
import json
import re
from html import unescape
from typing import Any

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from antigradient import assets
from antigradient.ledger import Ledger, build_ledger
from antigradient.objectives import OBJECTIVES
from antigradient.query.display import DISPLAY_OPTIONS, EMBED, EXTRA, EXTRA_PARTS, PARTS, USUAL, USUAL_PARTS
from antigradient.query.views import VIEWS
from tests.app.conftest import Client, Connect
from tests.app.support import API, strict
from tests.app.test_pages import NAMES, TEXTS, Tags, status_of
from tests.fuzz import fuzzed

pytestmark = pytest.mark.anyio

#: What tells that a part is there: an element's id or class, or the heading's and the sentence's being visible.
MARKS = {
    "controls": 'id="controls"',
    "formula": 'id="formulas"',
    "numbers": 'id="step-numbers"',
    "tools": 'id="zoom-in"',
    "dials": 'id="dials-part"',
    "turn": 'id="turn-part"',
    "heading": 'id="title">',
    "sentence": 'class="live"',
}


async def embed(client: Client, query: str = "") -> str:
    reply = await client.get(f"/embed?{query}")
    assert reply.status_code == 200, (query, reply.text[:200])
    return str(reply.text)


async def boot(client: Client, query: str = "") -> dict[str, Any]:
    result: dict[str, Any] = json.loads(Tags(await embed(client, query)).boot)
    return result


@pytest.mark.parametrize("view", VIEWS)
async def test_every_view_steps_and_tells_its_step_before_any_script(client: Client, view: str) -> None:
    html = await embed(client, f"view={view}&step=3")
    if VIEWS[view].alone:
        assert "Step 3 of" in html
        assert "<div hidden>" in html, "there is a player, which its script knows, and nobody sees"
        return
    ids = [attributes["id"] for _, attributes in Tags(html).tags if attributes.get("id")]
    assert len(ids) == len(set(ids)), "an id twice"
    assert {"play", "step", "live", "title", "open", "boot"} <= set(ids)
    assert re.search(r'id="live"[^>]*>Step 3 of 91: \(w, b\) = ', html)
    assert ("map-svg" in ids) == (view == "map")
    drawn = re.search(r'<svg id="map-svg".*?</svg>', html, re.S)
    if view == "map":
        assert drawn
        assert drawn.group().count('class="band"') > 10
    else:
        noscript = re.search(r"<noscript>(.*?)</noscript>", html, re.S)
        assert noscript
        picture = Tags(noscript.group(1)).tags[0][1]["src"]
        assert (await client.get(str(picture))).headers["content-type"] == "image/svg+xml"


async def test_what_it_begins_with_is_what_the_api_says(client: Client) -> None:
    start = await boot(client, "objective=bowl&eta=0.2&step=2&lock=view")
    run = strict(await client.get(f"{API}/trajectory?objective=bowl&eta=0.2&step=2&digits=10"))
    assert start["replies"] == {"trajectory": run}
    assert (start["lock"], start["scenario"]["step"]) == ("view", 2)
    surface = strict(await client.get(f"{API}/surface?objective=bowl&eta=0.2&include=bands"))
    assert start["still"]["highest"] == surface["bands"][-1]["to"]
    assert start["still"]["minimum"] == pytest.approx(surface["minimum"])
    assert start["still"]["undefined"] == surface["undefined"]


async def test_a_long_run_is_asked_for(client: Client) -> None:
    assert (await boot(client, "steps=5000&tol=0"))["replies"] == {}
    assert len(await embed(client, "steps=5000&tol=0")) < 200_000


@pytest.mark.parametrize("query", ["", "vs=adam;eta=0.1&vs=momentum;steps=30"])
@pytest.mark.parametrize("path", ["/embed", "/offline.html"])
async def test_what_is_drawn_and_told_is_computed_once(
    client: Client, monkeypatch: pytest.MonkeyPatch, path: str, query: str
) -> None:
    made: list[Ledger] = []

    def counted(*arguments: Any) -> Ledger:
        made.append(build_ledger(*arguments))
        return made[-1]

    monkeypatch.setattr("antigradient.scenario.build_ledger", counted)
    page = (await client.get(f"{path}?eta=0.7&steps=20&{query}")).text
    run = json.loads(Tags(page).boot)["replies"]["trajectory"]
    assert len(made) == 1 + len(run["runs"]) == 1 + query.count("vs=")


async def test_further_runs_travel_along(client: Client) -> None:
    query = "objective=bowl&steps=9&vs=adam;eta=0.1&vs=momentum;eta=0.1;gamma=0.9"
    start = await boot(client, query)
    assert start["notices"] == []
    assert start["replies"]["trajectory"] == strict(await client.get(f"{API}/trajectory?{query}&digits=10"))
    assert [run["title"] for run in start["replies"]["trajectory"]["runs"]] == ["Adam, η = 0.1", "Momentum, η = 0.1"]


@pytest.mark.parametrize("view", VIEWS)
async def test_where_further_runs_are_not_drawn_it_is_said(client: Client, view: str) -> None:
    start = await boot(client, f"view={view}&vs=adam")
    assert [notice["parameter"] for notice in start["notices"]] == ([] if view in ("map", "charts") else ["vs"])
    assert all("the views map and charts" in notice["detail"] for notice in start["notices"])


async def test_the_catalogue_has_words_only_where_they_are_shown(client: Client) -> None:
    bare, whole = await boot(client), await boot(client, "show=controls")
    assert [entry["id"] for entry in bare["catalogue"]["objectives"]] == list(OBJECTIVES)
    assert "formula" not in bare["catalogue"]["objectives"][0]
    assert whole["catalogue"]["objectives"][0]["formula"]["mathml"]
    for objective in bare["catalogue"]["objectives"]:
        assert {"parameters", "window", "start", "eta", "inputs", "data", "labels", "constants"} <= set(objective)


@pytest.mark.parametrize("part", [*EXTRA_PARTS, *USUAL_PARTS])
async def test_every_part_can_be_shown_or_hidden(client: Client, part: str) -> None:
    name = "show" if part in EXTRA_PARTS else "hide"
    view = next(iter(PARTS[part].views), "map")
    usual, other = await embed(client, f"view={view}"), await embed(client, f"view={view}&{name}={part}")
    if part in MARKS:
        assert (MARKS[part] in other) == (name == "show")
        assert (MARKS[part] in usual) == (name == "hide")
    assert (f'data-without="{part}"' in other) == (name == "hide")
    assert json.loads(Tags(other).boot)["notices"] == []


#: (query, the parameters that notices name): what is wrong, or has no effect here, is said; the figure is there.
NAMED: list[tuple[str, list[str]]] = [
    ("view=nix&eta=x", ["eta", "view"]),
    ("show=levels,nix&hide=all", ["hide", "show"]),
    ("heading=1", ["heading"]),
    ("heading=7&links=yes&projector=2&autoplay=on&speed=3&lang=xx&theme=pink&palette=hot&lock=none",
     ["autoplay", "heading", "lang", "links", "lock", "palette", "projector", "speed", "theme"]),
    ("view=neuron&objective=bowl", ["view"]),
    ("view=direction&objective=logistic-2", ["view"]),
    ("view=chain&show=tools&hide=key", ["hide", "show"]),
    ("view=charts&vs=adam&hide=key", []),
    ("lock=all&show=controls", ["show"]),
    ("vs=adam;eta=0.1&vs=momentum", []),
    ("view=taylor&vs=adam;eta=0.1&vs=momentum", ["vs"]),
    ("point=1,1&colour=red", ["colour", "point"]),
    ("view=neuron&hide=key&show=numbers,levels&heading=4&links=0&projector=1&autoplay=1&speed=2&lang=en&lock=all", []),
]  # fmt: skip


@pytest.mark.parametrize(("query", "named"), NAMED)
async def test_what_cannot_be_is_said(client: Client, query: str, named: list[str]) -> None:
    html = await embed(client, query)
    notices = json.loads(Tags(html).boot)["notices"]
    assert sorted(notice["parameter"] for notice in notices) == named
    assert html.count("<li><strong>") == len(named)
    assert ('id="dismiss"' in html) == bool(named)
    assert 'id="live"' in html


async def test_the_page_says_what_is_for_embeds(client: Client) -> None:
    asked = (
        "section=which-way&notation=alpha&view=taylor&fx=x^2&x=1&delta=1",
        "lock=all&autoplay=1&speed=2&heading=3&links=0&projector=1&show=numbers,levels&hide=key",
    )
    notices = [
        one for query in asked for one in json.loads(Tags((await client.get(f"/?{query}")).text).boot)["notices"]
    ]
    only = [name for name, entry in DISPLAY_OPTIONS.items() if entry.media == (EMBED,)]
    assert sorted(notice["parameter"] for notice in notices) == sorted([*only, "show", "hide"])
    assert (await client.get("/?show=levels&hide=axes,path&palette=grey&beta=90")).text.count("<li><strong>") == 0


@pytest.mark.parametrize("level", range(2, 7))
async def test_the_heading_fits_the_page_around(client: Client, level: int) -> None:
    for view in VIEWS:
        html = await embed(client, f"view={view}&heading={level}&show=numbers")
        levels = [int(tag[1]) for tag, _ in Tags(html).tags if re.fullmatch(r"h\d", tag)]
        assert levels[0] == level
        assert set(levels[1:]) <= {min(level + 1, 6), min(level + 2, 6)}


async def test_the_link_opens_the_same_scenario_and_can_be_left_out(client: Client) -> None:
    asked = "objective=bowl&eta=0.2&step=4&theme=dark&view=taylor&lock=all&show=levels,numbers&projector=1&hide=key"
    [link] = [a for tag, a in Tags(await embed(client, asked)).tags if tag == "a" and a.get("id") == "open"]
    assert link["href"] == "/?objective=bowl&eta=0.2&step=4&theme=dark&show=levels"
    assert (link["target"], link["rel"]) == ("_blank", "noopener")
    assert json.loads(Tags((await client.get(link["href"])).text).boot)["notices"] == []
    assert 'id="open"' not in await embed(client, "links=0")


async def test_theme_projector_and_lock_are_told_to_the_styles(client: Client) -> None:
    html = await embed(client, "theme=dark&projector=1&lock=all")
    assert '<html lang="en" dir="ltr" data-theme="dark" data-projector' in html
    assert 'data-lock="all"' in html
    plain = await embed(client)
    assert '<html lang="en" dir="ltr" data-theme="auto" data-plain>' in plain
    assert "data-lock" not in plain


LOCKED = ["take", "snap", "let-go", "give-back"]


async def test_what_is_locked_is_not_there(client: Client) -> None:
    def hidden(html: str) -> list[str]:
        return [str(a.get("id") or a.get("class")) for _, a in Tags(html).tags if "hidden" in a]

    assert {*LOCKED, "beta-row"} <= set(hidden(await embed(client, "view=direction&lock=all")))
    assert not {*LOCKED, "beta-row"} & set(hidden(await embed(client, "view=direction&lock=view")))
    by_hand = await embed(client, "show=dials,turn&lock=all")
    assert "beta-row" in hidden(by_hand)
    assert 'id="step-did"' in by_hand
    assert 'id="start"' not in by_hand
    assert 'id="start"' in await embed(client, "show=dials,turn&lock=view")
    assert (await embed(client, "show=dials,controls")).count('id="start"') == 1
    assert "beta-row" in hidden(await embed(client, "show=turn&objective=logistic-2"))
    assert {"datum-row", "hint"} <= set(hidden(await embed(client, "view=neuron&lock=all")))
    for lock in ("view", "all"):
        assert {"whole", "zoom", "fit"} <= set(hidden(await embed(client, f"show=tools&lock={lock}")))
    assert not {"zoom", "fit"} & set(hidden(await embed(client, "show=tools")))


async def test_a_page_that_is_asked_about_and_sent_once(client: Client) -> None:
    reply = await client.get("/embed?view=taylor")
    assert reply.headers["cache-control"] == "public, max-age=60, stale-while-revalidate=600"
    again = await client.get("/embed?view=taylor", headers={"if-none-match": reply.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert (await client.get("/embed")).headers["etag"] != reply.headers["etag"]
    head = await client.head("/embed?view=taylor")
    assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", reply.headers["etag"])
    assert (await client.post("/embed")).status_code == 415


@pytest.mark.parametrize(
    "query",
    ["f=log(-1-w^2)", "f=1/w&start=0,0", "objective=logistic-2&plane=w1,b", "window=-100,100,-1,1", "steps=0",
     "f=w^2+b^2&view=direction", "objective=rosenbrock&start=5,5&step=9", "beta=30", "moves=0:120:0.5&step=1",
     "vs=adam;eta=0.1&vs=momentum", "window=50,60,50,60", "show=levels,field,stationary,eigen,quadratic",
     "start=1e12,-1e12&window=0,1e-300,0,1e-300"],
)  # fmt: skip
async def test_whatever_is_drawn_is_finite(client: Client, query: str) -> None:
    html = await embed(client, query)
    assert "NaN" not in html
    assert "Infinity" not in html
    assert not re.search(r'="[^"]*\bnan\b', html)


@fuzzed(20)
@given(st.binary(max_size=200))
def test_any_query_gives_a_figure(query: bytes) -> None:
    assert asyncio.run(status_of(query, "/embed")) == 200


OWN = [*(name for name in DISPLAY_OPTIONS if name != "beta"), "beta"]


@fuzzed(30)
@given(
    st.lists(st.tuples(st.sampled_from([*NAMES, *OWN]), st.sampled_from([*TEXTS, *VIEWS, *EXTRA, *USUAL])), max_size=6)
)
def test_any_mixture_gives_a_figure(pairs: list[tuple[str, str]]) -> None:
    query = "&".join(f"{name}={text}" for name, text in pairs).encode()
    assert asyncio.run(status_of(query, "/embed")) == 200


#: Kilobytes over the wire of all that a first embed loads, and of what another one on the same page adds. What comes
#: only when it is in sight is not in the page.
FIRST, FURTHER, LATER = 110, 26, {"chain": 14}


@pytest.mark.parametrize("view", VIEWS)
async def test_it_is_light(client: Client, view: str) -> None:
    reply = await client.get(f"/embed?view={view}", headers={"accept-encoding": "br"})
    html = int(reply.headers["content-length"])
    tags = Tags(reply.text).tags
    files = {a.get("href") or a.get("src") for tag, a in tags if tag in ("link", "script")}
    loaded = sorted(file for file in files if file and file.startswith("/static/"))
    static = sum(len(brotli.compress((assets.DIST_DIR / file[8:]).read_bytes(), quality=11)) for file in loaded)
    assert html < FURTHER * 1000
    assert html + static + 400 * len(loaded) < (FIRST - LATER.get(view, 0)) * 1000
    assert ("math" in " ".join(loaded)) == VIEWS[view].formulas


@pytest.mark.parametrize("view", VIEWS)
async def test_every_address_has_the_root_path(connect: Connect, view: str) -> None:
    async with connect(root_path="/grad", base_url="https://example.org/grad") as client:
        html = (await client.get(f"/grad/embed?view={view}&eta=0.5&show=numbers")).text
    assert json.loads(Tags(html).boot)["api"] == f"/grad{API}"
    for address in [*Tags(html).addresses(), *re.findall(r'<img[^>]* src="([^"]*)"', html)]:
        assert address.startswith(("/grad/", "https://example.org/grad/")), address


async def test_the_program_is_there_before_any_script_as_the_api_gives_it(client: Client) -> None:
    query = "data=cs7015&objective=sigmoid-log&lang=de"
    page = await embed(client, f"view=recipe&{query}")
    code = re.search(r'<ol class="program".*?</ol>', page, re.S)
    assert code
    lines = [unescape(re.sub("<.*?>", "", line)) for line in re.findall("<code>(.*?)</code>", code.group())]
    assert "\n".join([*lines, ""]) == strict(await client.get(f"{API}/recipe?{query}"))["code"]
    assert re.search(r'id="recipe" [^>]*hidden', await embed(client, "view=recipe&optimiser=adam"))


async def test_a_view_that_stands_alone_has_names_and_a_title_of_its_own(client: Client) -> None:
    page = await embed(client, "view=expansion&fx=exp(x)&x=-1.5&delta=2&show=controls&hide=player")
    start = json.loads(Tags(page).boot)
    assert (start["fx"], start["x"], start["delta"]) == ("exp(x)", -1.5, 2)
    for text in (
        'id="one-f" value="exp(x)"',
        'id="one-x" value="-1.5"',
        'id="one-delta" value="2"',
        "in one dimension, by",
    ):
        assert text in page
    assert "Gradient descent on" not in page.partition("<body>")[2].partition("<main")[2].partition("one-plot")[0]
    assert 'id="controls"' not in page
    assert 'id="one-x" value="2" disabled' in await embed(client, "view=expansion&lock=all")
    other = await boot(client, "x=3&fx=x")
    assert [(notice["parameter"], notice["detail"]) for notice in other["notices"]] == [
        (name, "has an effect in the view expansion only") for name in ("x", "fx")
    ]
    refused = await boot(client, "view=expansion&fx=w^2&x=nix")
    assert [notice["parameter"] for notice in refused["notices"]] == ["fx", "x"]
    assert (refused["fx"], refused["x"]) == ("x^3", 2)
