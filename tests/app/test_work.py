"""Work is counted and capped: what is too much is refused by name, with what would do, on every road."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from html import unescape
from math import inf
from resource import RUSAGE_CHILDREN, getrusage
from typing import Any

import numpy as np
import orjson
import pytest

from antigradient.objectives import OBJECTIVES
from antigradient.optimisers import OPTIMISERS, Optimiser
from antigradient.scenario import resolve
from antigradient.work import CORNERS, TooMuchError, rounded_down, spend, work_limit
from app.api.endpoints import ENDPOINTS
from app.api.service import Service
from app.settings import Settings
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
    assert "458 152 corners" in error["detail"]
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
    async with connect(corners=1000, work=0.05, reply=100_000) as client:
        limits = strict(await client.get(f"{API}/catalogue"))["limits"]
        assert (limits["corners"], limits["work"], limits["reply"]) == (1000, 0.05, 100_000)
        problem(await client.get(f"{API}/surface"), 422, "levels")
        problem(await client.get(f"{API}/surface?grid=257&include=loss"), 422, "levels")
        problem(await client.get(f"{API}/trajectory?steps=2000&tol=0"), 422, "steps")
        problem(await client.get(f"{API}/basins?optimiser=line-search&objective=beale&tol=0"), 422, "steps")


# --- work ---


#: Asked for a lot of seconds once.
DEAR = {
    "basins": "basins?objective=beale&optimiser=line-search&grid=64&steps=4200&tol=0&eta=1e6",
    "searches": "trajectory?steps=10000&digits=3&optimiser=line-search&objective=rosenbrock&tol=0&eta=1e-3"
    + "".join(f"&vs=line-search;eta=0.001;start={i / 8},2" for i in range(8)),
    "batches": "trajectory?steps=10000&digits=3&batch=5&tol=0"
    "&vs=momentum;batch=5&vs=rmsprop;batch=5&vs=adagrad;batch=4&vs=adam;batch=5&vs=gd;batch=4&vs=gd;batch=3",
}


@pytest.mark.parametrize("name", DEAR)
async def test_what_takes_too_long_is_refused_and_what_is_said_to_do_does(client: Client, name: str) -> None:
    found = problem(await client.get(f"{API}/{DEAR[name]}"), 422, "steps")
    (error,) = found["errors"]
    assert "more work than one request may, 2 s" in error["detail"]
    assert ("fewer runs" in error["detail"]) == ("vs=" in DEAR[name])
    before = time.process_time()
    again = await client.get(f"{API}/{DEAR[name]}")
    assert again.json() == found, "the same request has the same answer"
    assert time.process_time() - before < 0.5, "and it is not computed again"
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


@pytest.mark.parametrize(("count", "most"), [(4200.9, 4000), (101, 97), (10, 9), (1, 0), (0, 0), (10_000, 9700)])
def test_what_is_said_to_fit_is_a_little_less(count: float, most: int) -> None:
    assert rounded_down(count) == most


# --- counted and true ---


def points(n: int, inputs: int) -> list[list[float]]:
    xs = [[4 * i / n - 2, (i % 7) / 3][:inputs] for i in range(n)]
    return [[*x, float(i % 2)] for i, x in enumerate(xs)]


def rate(optimiser: Optimiser) -> dict[str, float]:
    """A small η, so that no run ends early; Newton's own."""
    return {} if optimiser.newton else {"eta": 1e-3}


FORMULAS = ("(w^2-1)^2+b^2/2", "+".join(["sin(w)*b^1.5"] * 20), "exp(-w^2-b^2)*tanh(w*b)+sqrt(1+w^2*b^2)")
LOSSES: dict[str, dict[str, Any]] = {
    **{id: {"objective": id} for id in OBJECTIVES if id != "custom"},
    **{f[:20]: {"f": f} for f in FORMULAS},
    **{f"{id} of 200": {"objective": id, "data": points(200, o.inputs)} for id, o in OBJECTIVES.items() if o.inputs},
}
#: Every endpoint that counts, at sizes of which the parts that cost most differ.
ASKED: dict[str, list[dict[str, Any]]] = {
    "surface": [{"grid": 129}, {"grid": 129, "levels": 64, "digits": 5, "include": ["bands"]}],
    "trajectory": [
        *(
            {"optimiser": id, "steps": 300, "tol": 0, **({} if o.newton else {"eta": 1e-3})}
            for id, o in OPTIMISERS.items()
        ),
        {"steps": 4000, "tol": 0, "eta": 1e-3, "digits": 6},
    ],
    "trajectory.csv": [{"steps": 2000, "tol": 0, "eta": 1e-3}],
    "basins": [{"optimiser": id, "steps": 15, "tol": 0, "grid": 21, **rate(o)} for id, o in OPTIMISERS.items()],
    "gradient": [{}],
    "step": [{"order": 8}],
    "figure.svg": [{"levels": 40}],
}


def cpu() -> float:
    children = getrusage(RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def measured(service: Service, id: str, given: dict[str, Any], rounds: int) -> tuple[float, float]:
    """Seconds of CPU, the least of some rounds, and seconds counted."""
    endpoint, best = ENDPOINTS[id], inf
    for _ in range(rounds):
        question = service.ask(endpoint, *service.model(endpoint).parse_json(given))
        with service.work_limit() as work:
            before = cpu()
            service.body(question, None)
            best = min(best, cpu() - before)
    return best, work.spent / 1e9


def yardstick(seconds: float = 0.0, rounds: int = 5) -> float:
    """How many times as long as on the machine of the counts plain floats and arrays take here, over so many seconds.

    What takes as long as what is measured is disturbed as much by other programs.
    """
    best, numbers, times = inf, np.linspace(0.1, 1.0, 4096), max(1, round(seconds / USUAL))
    for _ in range(rounds):
        before = time.process_time()
        for _ in range(times):
            total = 0.0
            for i in range(4000):
                total += i * 0.5
            for _ in range(40):
                np.divide(np.exp(numbers), numbers + total)
        best = min(best, time.process_time() - before)
    return best / times / USUAL


def cases(id: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, loss in LOSSES.items():
        for more in ASKED[id]:
            yield f"{id} {name} {more}", {**loss, **more}


@pytest.mark.parametrize("id", ASKED)
def test_the_count_is_within_a_factor_two_of_the_truth(id: str) -> None:
    """Of what takes long enough to matter, relative to how fast this machine is for the whole of it.

    A slow machine is as slow for a yardstick, which is measured beside it. What is out of bounds is measured again,
    more often, beside a yardstick of its own length: noise only ever makes it longer.
    """
    service, wrong = Service(Settings(cache=0, work=100)), {}
    for name, given in cases(id):
        for rounds in (2, 8, 20):
            true, counted = measured(service, id, given, rounds)
            ratio = true / counted / (yardstick() if rounds == 2 else yardstick(true, rounds))
            if LEAST <= ratio <= 2.0 or max(true, counted) < 1e-3:
                break
        else:
            wrong[name] = f"{true * 1e3:.2f} ms, counted {counted * 1e3:.2f} ms, {ratio:.2f}"
    assert not wrong, "\n".join(f"{name}: {why}" for name, why in wrong.items())


#: Seconds of the yardstick on the machine of the counts.
USUAL = 0.47e-3
#: Counting too much by more than a factor two is no harm where it is about little.
LEAST = 0.4


def test_the_default_cap_is_that_of_the_library() -> None:
    assert Settings().corners == CORNERS
    assert orjson.loads(orjson.dumps(Settings().caps))["work"] == 2
