"""Heavy work goes to a few threads, so that light requests do not wait for it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from antigradient.scenario import resolve
from app.api.endpoints import ENDPOINTS
from app.api.service import Service
from app.http.caching import ENCODERS, PAGE_ENCODERS
from app.http.threads import LIGHT
from app.site.templating import Site
from tests.app.conftest import Connect
from tests.app.support import API

pytestmark = pytest.mark.anyio
HEAVY = f"{API}/surface?grid=257&levels=64"


class Gate:
    """A surface that is not computed until the gate opens."""

    def __init__(self) -> None:
        self.open = threading.Event()
        self.entered: list[str] = []
        self.lock = threading.Lock()

    def __call__(self, *_: Any) -> dict[str, Any]:
        with self.lock:
            self.entered.append(threading.current_thread().name)
        self.open.wait(timeout=5)
        return {}


@pytest.fixture
def gate() -> Iterator[Gate]:
    """In the place of what computes a surface."""
    made, endpoint = Gate(), ENDPOINTS["surface"]
    answer = endpoint.answer
    object.__setattr__(endpoint, "answer", made)
    yield made
    made.open.set()
    object.__setattr__(endpoint, "answer", answer)


async def until(condition: Any) -> None:
    for _ in range(500):
        if condition():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("never happened")


async def test_light_requests_do_not_wait_for_heavy_ones(connect: Connect, gate: Gate) -> None:
    async with connect(threads=2) as client:
        assert (await client.get(f"{API}/catalogue")).status_code == 200  # the examples are computed once
        heavy = [asyncio.create_task(client.get(f"{HEAVY}&eta={i + 1}")) for i in range(5)]
        await until(lambda: len(gate.entered) == 2)
        for path in ("gradient", "trajectory", "catalogue"):
            assert (await client.get(f"{API}/{path}")).status_code == 200
        await asyncio.sleep(0.05)
        assert len(gate.entered) == 2, "no more at a time than the setting says"
        assert threading.main_thread().name not in gate.entered
        gate.open.set()
        assert [reply.status_code for reply in await asyncio.gather(*heavy)] == [200] * 5


async def test_who_waited_for_the_same_reply_finds_it_made(connect: Connect, gate: Gate) -> None:
    async with connect(threads=1, cache=1_000_000) as client:
        same = [asyncio.create_task(client.get(HEAVY)) for _ in range(6)]
        await until(lambda: len(gate.entered) == 1)
        gate.open.set()
        assert len({reply.content for reply in await asyncio.gather(*same)}) == 1
        assert len(gate.entered) == 1


def test_what_is_heavy() -> None:
    weigh = {id: endpoint.weight for id, endpoint in ENDPOINTS.items()}
    default, large = resolve({}), resolve({"grid": 257, "steps": 10_000, "levels": 64})
    points = ("gradient", "slices", "step", "taylor", "derivation", "samples.csv")
    for id in (*points, "trajectory", "trajectory.csv", "surface"):
        assert weigh[id](default) < LIGHT, id
    for id in ("surface", "basins", "basins.csv", "figure.png"):
        assert weigh[id](large) > LIGHT, id


#: Addresses whose reply is made for one reader each, and never kept.
MADE = ["/", "/docs", "/openapi.json", "/embedding", "/embed", "/offline.html", "/oembed?url=http://test/embed"]


async def test_nothing_is_computed_on_the_event_loop(connect: Connect, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither an answer nor its bytes, a page, its compression, or the meaning of a long query."""
    here, seen = threading.get_ident(), set()

    def watched(name: str, function: Any) -> Any:
        def inner(*args: Any, **kwargs: Any) -> Any:
            assert threading.get_ident() != here, f"{name} runs on the event loop"
            seen.add(name)
            return function(*args, **kwargs)

        return inner

    monkeypatch.setattr(Service, "body_or_problem", watched("made", Service.body_or_problem))
    monkeypatch.setattr(Service, "ask", watched("ask", Service.ask))
    monkeypatch.setattr(Site, "render", watched("render", Site.render))
    monkeypatch.setattr("app.api.service.LONGEST_REMEMBERED", -1)
    for name, encode in ENCODERS.items():
        monkeypatch.setitem(ENCODERS, name, watched(f"{name} of a reply", encode))
    for name, encode in PAGE_ENCODERS.items():
        monkeypatch.setitem(PAGE_ENCODERS, name, watched(f"{name} of a page", encode))
    async with connect() as client:
        for id, endpoint in ENDPOINTS.items():
            for encoding in ("zstd", "br", "gzip"):
                headers = {"accept-encoding": encoding}
                assert (await client.get(f"{API}/{id}?grid=9", headers=headers)).status_code == 200
                if endpoint.post:
                    assert (await client.post(f"{API}/{id}", json={"grid": 9}, headers=headers)).status_code == 200
        for address in MADE:
            for encoding in ("zstd", "br", "gzip"):
                assert (await client.get(address, headers={"accept-encoding": encoding})).status_code == 200, address
    assert len(seen) == 3 + len(ENCODERS) + len(PAGE_ENCODERS)


async def test_light_pages_do_not_wait_for_heavy_ones(connect: Connect, gate: Gate) -> None:
    async with connect(threads=1) as client:
        heavy = [asyncio.create_task(client.get(f"{HEAVY}&eta={i + 1}")) for i in range(3)]
        await until(lambda: len(gate.entered) == 1)
        for address in ("/", "/embedding", "/oembed?url=http://test/embed"):
            assert (await client.get(address)).status_code == 200
        gate.open.set()
        await asyncio.gather(*heavy)
