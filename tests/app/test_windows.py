"""Windows at the edge of what is taken: whatever is accepted is drawn on every road, and what is not is told why."""

from __future__ import annotations

import re
from html import unescape

import pytest

from antigradient.parameters import NARROWEST, THETA_LIMIT
from tests import fuzz
from tests.app.conftest import Client
from tests.app.support import API, problem

ROADS = [
    f"{API}/figure.svg?show=levels,field,stationary,eigen,quadratic&width=300&",
    f"{API}/figure.png?show=levels,field,stationary,eigen,quadratic&width=240&",
    f"{API}/card.png?scale=0.5&",
    f"{API}/surface?",
    f"{API}/surface?digits=4&",
    f"{API}/basins?grid=3&steps=20&",
    "/embed?show=levels,field,stationary,eigen,quadratic,tools&",
    "/offline.html?",
    "/?",
]
LEAST, FAR = NARROWEST, THETA_LIMIT
WIDTH = FAR * LEAST
#: The narrowest about 0 and elsewhere, the widest, the farthest, the most unequal; the start inside and far away.
ACCEPTED = [
    f"window=0,{LEAST!r},0,{LEAST!r}&start=0,0",
    f"window={-LEAST!r},{LEAST!r},0,{LEAST!r}",
    f"window=1,{1 + LEAST!r},1,{1 + LEAST!r}&start=1,1",
    f"window={FAR - WIDTH:.0f},{FAR:.0f},{-FAR:.0f},{WIDTH - FAR:.0f}&start={FAR:.0f},{-FAR:.0f}",
    f"window={-FAR:.0f},{FAR:.0f},{-FAR:.0f},{FAR:.0f}",
    f"window={-FAR:.0f},{FAR:.0f},{-LEAST / 2!r},{LEAST / 2!r}&start=0,0",
    f"window=0,{LEAST!r},{-FAR:.0f},{FAR:.0f}",
    f"window=0.3,{0.3 + LEAST!r},{FAR - WIDTH:.0f},{FAR:.0f}&start=0.3,{FAR:.0f}",
]
REFUSED = [
    ("0,1e-310,0,1e-310", "is too narrow"),
    ("1,1.0000000001,0,1", "is too narrow"),
    (f"0,1,0,{0.999 * LEAST!r}", "is too narrow"),
    (f"{FAR - 0.999 * WIDTH:.0f},{FAR:.0f},0,1", "is too narrow"),
    ("5e-324,1e-323,0,1", "is too narrow"),
    ("1,1,0,1", "must have wmin < wmax and bmin < bmax"),
    ("1,0,0,1", "must have wmin < wmax and bmin < bmax"),
]


LOSSES = ["", "objective=bowl&", "objective=himmelblau&", "f=exp(-w)%2Bsin(b)&"]


def dealt(window: str, loss: str) -> list[str]:
    """The roads that are tried: in the gate every other one of each window, with the next loss the others."""
    turn = ACCEPTED.index(window) + LOSSES.index(loss)
    return ROADS if fuzz.FACTOR != 1 else ROADS[turn % 2 :: 2]


@pytest.mark.fuzz
@pytest.mark.anyio
@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("window", ACCEPTED)
async def test_every_accepted_window_is_drawn_on_every_road(client: Client, window: str, loss: str) -> None:
    for road in dealt(window, loss):
        reply = await client.get(f"{road}{loss}{window}")
        if reply.status_code == 422 and "f=" in loss:  # a loss that overflows all over the window, or waves all over it
            assert "has no finite value anywhere" in reply.text or '"parameter":"levels"' in reply.text
            continue
        assert reply.status_code == 200, (road, reply.text[:300])
        if "png" in road:
            continue
        assert "<strong>window</strong>" not in reply.text
        for text in re.findall(r"<svg.*</svg>", reply.text, re.DOTALL):
            assert not re.search(r"NaN|[\"\s,]-?inf|undefined", re.sub(r"<(title|desc|script)\b.*?</\1>", "", text))


@pytest.mark.anyio
@pytest.mark.parametrize(("window", "why"), REFUSED)
async def test_what_is_too_narrow_is_refused_by_name_with_a_true_sentence(
    client: Client, window: str, why: str
) -> None:
    for road in ROADS:
        reply = await client.get(f"{road}window={window}")
        if road.startswith(API):
            (error,) = problem(reply, 422, "window")["errors"]
            assert error["detail"].startswith(why)
        else:
            assert reply.status_code == 200, road
            assert f"window {why}" in unescape(re.sub(r"<[^>]+>", "", reply.text)).replace("\u00a0", " "), road
