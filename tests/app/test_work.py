"""Work is counted and capped: what is too much is refused by name, with what would do, on every road."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import unescape
from math import inf
from typing import Any, NamedTuple

import orjson
import pytest

from antigradient.objectives import OBJECTIVES
from antigradient.optimisers import OPTIMISERS
from antigradient.scenario import resolve
from antigradient.work import CORNERS, TooMuchError, attempt, rounded_down, spend, work_limit
from app.api.service import Service
from app.settings import Settings
from bench.work import ASKED, FORMULAS, LOSSES, points, question, rate, service, work_of
from tests.app.conftest import Client, Connect
from tests.app.support import API, problem, strict

pytestmark = pytest.mark.anyio

#: 3 million corners in 85 bytes.
CROWDED = "f=sin(40w)*sin(40b)&grid=257&levels=64&window=-50,50,-50,50"
RIPPLES = "f=sin(9w)*sin(9b)&grid=257&levels=64"


# --- corners ---


@pytest.mark.parametrize("f", ["w^2+b^2", "sin(3w)*sin(3b)", "w-b^3", "1/(w^2+b^2)", "log(w)*b"])
@pytest.mark.parametrize("grid", [33, 129])
def test_corners_are_counted_before_they_are_drawn(f: str, grid: int) -> None:
    surface = resolve({"f": f, "grid": grid, "levels": 20}).surface()
    # A closed line has its first corner twice; where it ends beside a place without a value it has one that is no edge.
    drawn = sum(len(p) - (p[0] == p[-1]).all() for line in surface.contours() for p in line.pieces)
    assert drawn * 0.97 - 5 <= surface.corners <= drawn * 1.03 + 5


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_no_shipped_loss_has_too_many(objective: str) -> None:
    surface = resolve({"objective": objective, "grid": 257, "levels": 64}).surface()
    assert surface.fitting() is surface
    assert surface.corners < 55_000


async def test_too_many_corners_are_refused_with_the_levels_that_would_do(client: Client) -> None:
    found = problem(await client.get(f"{API}/surface?{RIPPLES}"), 422, "levels")
    (error,) = found["errors"]
    assert "458\u202f152 corners" in error["detail"]
    assert error["most"] in (8, 16)
    fewer = RIPPLES.replace("64", str(error["most"]))
    assert (await client.get(f"{API}/surface?{fewer}")).status_code == 200
    twice = RIPPLES.replace("64", str(2 * error["most"]))
    problem(await client.get(f"{API}/surface?{twice}"), 422, "levels")


async def test_the_values_alone_have_no_corners(client: Client) -> None:
    problem(await client.get(f"{API}/surface?{CROWDED}"), 422, "levels")
    assert (await client.get(f"{API}/surface?{CROWDED}&include=loss")).status_code == 200


async def test_where_no_levels_would_do_the_grid_is_named(connect: Connect) -> None:
    async with connect(corners=1000) as client:
        problem(await client.get(f"{API}/surface?{CROWDED}"), 422, "grid")


async def test_pictures_and_pages_halve_the_levels(client: Client) -> None:
    for address in (f"{API}/figure.svg", f"{API}/figure.png", f"{API}/card.png", "/embed", "/offline.html"):
        assert (await client.get(f"{address}?{RIPPLES}")).status_code == 200, address
    picture = (await client.get(f"{API}/figure.svg?{RIPPLES}")).text
    assert "has more corners than a map may have: it is drawn with 8" in picture.partition("</desc>")[0]
    page = unescape((await client.get(f"/embed?{RIPPLES}")).text)
    assert re.search(r"<strong>levels</strong> has more corners than a map may have: it is drawn with 8", page)
    assert "more corners" not in (await client.get(f"{API}/figure.svg")).text


async def test_a_server_may_have_other_caps(connect: Connect) -> None:
    async with connect(corners=1000, work=0.05, reply=200_000) as client:
        limits = strict(await client.get(f"{API}/catalogue"))["limits"]
        assert (limits["corners"], limits["work"], limits["reply"]) == (1000, 0.05, 200_000)
        problem(await client.get(f"{API}/surface"), 422, "levels")
        problem(await client.get(f"{API}/surface?grid=257&include=loss"), 422, "levels")
        problem(await client.get(f"{API}/trajectory?steps=2000&tol=0"), 422, "steps")
        problem(await client.get(f"{API}/basins?optimiser=line-search&objective=beale&tol=0"), 422, "steps")


# --- work ---


#: Seconds of work that a server allows: less than the usual, which the tests would take as well.
WORK = 0.8
#: Asked for a lot of seconds once.
DEAR = {
    "basins": "basins?objective=beale&optimiser=line-search&grid=64&steps=4200&tol=0&eta=1e6",
    "searches": "trajectory?steps=10000&digits=3&optimiser=line-search&objective=rosenbrock&tol=0&eta=1e-3"
    + "".join(f"&vs=line-search;eta=0.001;start={i / 8},2" for i in range(8)),
    "batches": "trajectory?steps=10000&digits=3&batch=5&tol=0"
    "&vs=momentum;batch=5&vs=rmsprop;batch=5&vs=adagrad;batch=4&vs=adam;batch=5&vs=gd;batch=4&vs=gd;batch=3",
}


@pytest.mark.parametrize("name", DEAR)
async def test_what_takes_too_long_is_refused_and_what_is_said_to_do_does(
    connect: Connect, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    async with connect(work=WORK) as client:
        found = problem(await client.get(f"{API}/{DEAR[name]}"), 422, "steps")
        (error,) = found["errors"]
        assert f"more work than one request may, {WORK:g} s" in error["detail"]
        assert ("fewer runs" in error["detail"]) == ("vs=" in DEAR[name])
        with monkeypatch.context() as patch:
            patch.setattr(Service, "body", lambda *_: pytest.fail("it is computed again"))
            again = await client.get(f"{API}/{DEAR[name]}")
        assert again.json() == found, "the same request has the same answer"
        fewer = re.sub(r"steps=\d+", f"steps={error['most']}", DEAR[name])
        assert (await client.get(f"{API}/{fewer}")).status_code == 200


async def test_a_reply_that_is_too_long_is_refused(client: Client) -> None:
    runs = "steps=10000&tol=0&eta=0.01" + "".join(f"&vs=momentum;eta=0.00{i}" for i in range(1, 9))
    found = problem(await client.get(f"{API}/trajectory?{runs}"), 422, "steps")
    assert "12 MB is the most" in found["detail"]
    most = found["errors"][0]["most"]
    reply = await client.get(f"{API}/trajectory?{runs.replace('10000', str(most))}")
    assert reply.status_code == 200
    assert 9e6 < len(reply.content) <= 12e6


async def test_pages_take_what_would_do_and_say_so(client: Client) -> None:
    runs = DEAR["searches"].partition("?")[2]
    for address in ("/embed", "/offline.html"):
        page = unescape((await client.get(f"{address}?{runs}")).text)
        assert re.search(
            r"<strong>steps</strong> asks for more work than one request may[^<]*so many are taken", page
        ), address
        assert (await client.get(f"{address}?optimiser=adam")).text.count("so many are taken") == 0


async def test_the_sentence_of_a_run_never_ends_early(client: Client) -> None:
    """A budget that ends a run refuses it: no run is cut off silently."""
    for steps in (100, 3000, 10_000):
        reply = strict(await client.get(f"{API}/trajectory?steps={steps}&tol=0&eta=0.001&digits=4"))
        assert len(reply["steps"]["k"]) == steps + 1


def test_work_is_counted_within_its_own_limits() -> None:
    with work_limit(10.0) as outer:
        spend(4.0)
        with work_limit(5.0) as inner, pytest.raises(TooMuchError):
            spend(6.0)
        assert (outer.spent, inner.spent) == (4.0, 6.0)
        assert (outer.affords(2.0, 9), outer.affords(2.0, 2), outer.affords(7.0, 2)) == (3, 2, 0)
    spend(inf)


def test_an_attempt_that_is_too_much_is_charged_and_leaves_room_for_a_reply() -> None:
    with work_limit(10.0) as work:
        with attempt():
            spend(4.0)
        with attempt():
            spend(3.0)
        with pytest.raises(TooMuchError), attempt():
            spend(3.0)
        assert work.spent == 9.0
        with pytest.raises(TooMuchError), attempt():
            spend(0.1)
        spend(1.0)
    with work_limit() as work, attempt():
        spend(1e12)
    assert work.spent == 1e12


@pytest.mark.parametrize(("count", "most"), [(4200.9, 4000), (101, 97), (10, 9), (1, 0), (0, 0), (10_000, 9700)])
def test_what_is_said_to_fit_is_a_little_less(count: float, most: int) -> None:
    assert rounded_down(count) == most


# --- counted: what is true of it is measured by `python -m bench work` ---


class Growth(NamedTuple):
    """An endpoint asked for more and more: the work grows in proportion to `sizes`, within a factor."""

    id: str
    values: Callable[[int, Mapping[str, Any]], Mapping[str, Any]]
    sizes: tuple[int, int, int]
    power: int = 1
    within: float = 1.02
    losses: Mapping[str, Mapping[str, Any]] = LOSSES


def steps(**other: Any) -> Callable[[int, Mapping[str, Any]], Mapping[str, Any]]:
    return lambda size, loss: {"tol": 0, "steps": size, **other}


def data(**other: Any) -> Callable[[int, Mapping[str, Any]], Mapping[str, Any]]:
    return lambda size, loss: {"data": points(size, OBJECTIVES[loss["objective"]].inputs), **other}


def starts(**other: Any) -> Callable[[int, Mapping[str, Any]], Mapping[str, Any]]:
    return lambda size, loss: {"tol": 0, "grid": size, **other}


OF_POINTS = {name: loss for name, loss in LOSSES.items() if "data" in loss}
#: Where a loss ends within the map, its slices are looked at more closely there, by how the grid lies.
WHOLE = {name: loss for name, loss in LOSSES.items() if "b^1.5" not in loss.get("f", "")}
#: Newton's steps end where they have arrived, so that more of them may take nothing.
RUNNING = {id: rate(optimiser) for id, optimiser in OPTIMISERS.items() if not optimiser.newton}
#: A direction may be so long here and there that it needs more tries.
TRYING = {"bfgs": 1.5}
GROWTHS = {
    "the grid of a surface": Growth(
        "surface", lambda n, _: {"grid": n, "digits": 5, "include": ["bands"]}, (33, 65, 97), power=2, within=1.4
    ),
    "the levels of a surface": Growth("surface", lambda n, _: {"grid": 65, "levels": n}, (16, 32, 48), within=1.2),
    "the levels of a figure": Growth("figure.svg", lambda n, _: {"levels": n}, (10, 20, 30), within=1.2),
    **{
        f"the steps of {id}": Growth("trajectory", steps(optimiser=id, **eta), (100, 200, 300))
        for id, eta in RUNNING.items()
    },
    "the steps of a table": Growth("trajectory.csv", steps(eta=1e-3, digits=6), (200, 300, 400)),
    "the runs": Growth(
        "trajectory",
        lambda n, _: {"tol": 0, "steps": 50, "vs": [{"optimiser": "gd", "eta": 1e-3 * (i + 1)} for i in range(n)]},
        (1, 2, 3),
    ),
    **{
        f"the steps of basins of {id}": Growth(
            "basins", steps(optimiser=id, grid=9, **eta), (3, 6, 9), within=TRYING.get(id, 1.02)
        )
        for id, eta in RUNNING.items()
    },
    **{
        f"the grid of basins of {id}": Growth("basins", starts(steps=2, optimiser=id, **eta), (24, 32, 40), power=2)
        for id, eta in RUNNING.items()
    },
    **{
        f"the points of {id}": Growth(id, data(), (200, 400, 600), within=1.35, losses=OF_POINTS)
        for id in ("gradient", "step")
    },
    "the grid of slices": Growth("slices", lambda n, _: {"grid": n}, (65, 161, 257), within=1.35, losses=WHOLE),
    "the points of a surface": Growth(
        "surface", data(grid=33, include=["loss"]), (200, 400, 600), within=1.35, losses=OF_POINTS
    ),
    "the points of a run": Growth(
        "trajectory", data(steps=100, tol=0, eta=1e-6), (200, 400, 600), within=1.35, losses=OF_POINTS
    ),
    "the points of basins": Growth(
        "basins", data(steps=10, tol=0, grid=17, eta=1e-6), (200, 400, 600), within=1.5, losses=OF_POINTS
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", GROWTHS)
def test_the_count_grows_with_what_is_asked_for(name: str) -> None:
    growth, here = GROWTHS[name], service()
    low, middle, high = (size**growth.power for size in growth.sizes)
    for loss in growth.losses.values():
        asked = [question(here, growth.id, {**loss, **growth.values(size, loss)}) for size in growth.sizes]
        few, some, many = (work_of(here, one) for one in asked)
        assert 0 < few < some < many, loss
        ratio = (many - some) / (high - middle) / ((some - few) / (middle - low))
        assert 1 / growth.within < ratio < growth.within, (loss, ratio)


def test_everything_that_is_measured_is_seen_to_grow() -> None:
    assert {growth.id for growth in GROWTHS.values()} == {*ASKED}
    assert {*RUNNING, *(id for id, optimiser in OPTIMISERS.items() if optimiser.newton)} == {*OPTIMISERS}


#: As much as shows whether it is the same.
SHORT = {"steps": 9, "grid": 65}


@pytest.mark.parametrize("id", ASKED)
def test_the_count_is_the_same_each_time(id: str) -> None:
    """What a loss or a formula keeps of its first time makes it no cheaper by the count."""
    for loss in LOSSES.values():
        for given in ASKED[id]:
            short = {**loss, **given, **{name: min(most, given[name]) for name, most in SHORT.items() if name in given}}
            first, again = (work_of(here, question(here, id, short)) for here in (service(), service()))
            assert first == again > 0, short


#: Microseconds that the answers in ASKED are counted as, of a neuron, a shipped formula and a typed one.
RECORDED = {
    "surface": [14859, 27387, 27990],
    "trajectory": [103086, 76495, 82959],
    "trajectory.csv": [8147, 7943, 8452],
    "basins": [42497, 44416, 49694],
    "gradient": [711, 796, 867],
    "slices": [374, 384, 883],
    "step": [549, 694, 837],
    "figure.svg": [20079, 31155, 31657],
}


@pytest.mark.parametrize("id", ASKED)
def test_the_counts_are_those_that_were_measured(id: str) -> None:
    """What is no longer counted, or counted otherwise: `python -m bench work` says whether the new counts are true."""
    here = service()
    for loss, microseconds in zip(("sigmoid-squared", "himmelblau", FORMULAS[2][:20]), RECORDED[id], strict=True):
        asked = [question(here, id, {**LOSSES[loss], **more}) for more in ASKED[id]]
        assert sum(work_of(here, one) for one in asked) * 1e6 == pytest.approx(microseconds, rel=0.02), loss


def test_the_default_cap_is_that_of_the_library() -> None:
    assert Settings().corners == CORNERS
    assert orjson.loads(orjson.dumps(Settings().caps))["work"] == 2
