"""What computes goes through one gate: a few at a time, few waiting, the same once, and nothing for who has left."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from antigradient.scenario import resolve
from app.api.endpoints import ENDPOINTS
from app.api.service import Service
from app.http.caching import ENCODERS, PAGE_ENCODERS
from app.http.gate import LIGHT, WAITING
from app.settings import Settings
from app.site.templating import Site
from tests.app.conftest import Connect, application
from tests.app.support import API, problem

pytestmark = pytest.mark.anyio
HEAVY = f"{API}/surface?grid=257&levels=64"


class Dam:
    """A surface that is not computed until the dam opens."""

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
def dam() -> Iterator[Dam]:
    """In the place of what computes a surface."""
    made, endpoint = Dam(), ENDPOINTS["surface"]
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


async def test_light_requests_do_not_wait_for_heavy_ones(connect: Connect, dam: Dam) -> None:
    async with connect(threads=2) as client:
        assert (await client.get(f"{API}/catalogue")).status_code == 200  # the examples are computed once
        heavy = [asyncio.create_task(client.get(f"{HEAVY}&eta={i + 1}")) for i in range(5)]
        await until(lambda: len(dam.entered) == 2)
        for path in ("gradient", "trajectory", "catalogue"):
            assert (await client.get(f"{API}/{path}")).status_code == 200
        await asyncio.sleep(0.05)
        assert len(dam.entered) == 2, "no more at a time than the setting says"
        assert threading.main_thread().name not in dam.entered
        dam.open.set()
        assert [reply.status_code for reply in await asyncio.gather(*heavy)] == [200] * 5


async def test_the_same_is_computed_once_for_all_who_ask(connect: Connect, dam: Dam) -> None:
    """More than may wait, and whoever leaves."""
    async with connect(threads=1) as client:
        same = [asyncio.create_task(client.get(HEAVY)) for _ in range(30)]
        await until(lambda: len(dam.entered) == 1)
        for gone in same[:10]:
            gone.cancel()
        await asyncio.sleep(0.05)
        dam.open.set()
        replies = await asyncio.gather(*same[10:])
    assert {reply.status_code for reply in replies} == {200}
    assert len({reply.content for reply in replies}) == len(dam.entered) == 1


async def test_so_is_a_page(connect: Connect, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    render = Site.render

    def slow(site: Site, template: str, *args: Any, **more: Any) -> str:
        made.append(template)
        time.sleep(0.05)
        return render(site, template, *args, **more)

    monkeypatch.setattr(Site, "render", slow)
    async with connect(threads=1) as client:
        addresses = [path for path in ("/embed", "/lesson", "/") for _ in range(8)]
        replies = await asyncio.gather(*(client.get(address) for address in addresses))
    assert {reply.status_code for reply in replies} == {200}
    assert sorted(made) == ["embed.html", "index.html", "lesson.html"]


async def test_who_comes_when_too_many_wait_is_told_to_come_again(connect: Connect, dam: Dam) -> None:
    async with connect(threads=1) as client:
        let_in = [asyncio.create_task(client.get(f"{HEAVY}&eta={i + 1}")) for i in range(1 + WAITING)]
        await until(lambda: len(dam.entered) == 1)
        await asyncio.sleep(0.05)
        shed = await client.get(f"{HEAVY}&eta=50")
        assert problem(shed, 503)["code"] == "problem.unavailable.detail"
        assert shed.headers["retry-after"] == "1"
        for language, said in (("en", "tries again by itself"), ("de", "versucht es von selbst")):
            for path in ("/embed", "/lesson"):
                page = await client.get(path, headers={"accept": "text/html", "accept-language": language})
                assert (page.status_code, page.headers["retry-after"]) == (503, "1")
                assert page.headers["refresh"] in ("1", "2", "3")
                assert page.headers["cache-control"] == "no-store"
                assert said in page.text
                assert "<script" not in page.text
                assert "script-src 'self'" in page.headers["content-security-policy"]
        joined = asyncio.create_task(client.get(f"{HEAVY}&eta=1"))  # costs nothing more
        assert (await client.get("/healthz")).status_code == (await client.get(f"{API}/gradient")).status_code == 200
        dam.open.set()
        assert [reply.status_code for reply in await asyncio.gather(*let_in, joined)] == [200] * (2 + WAITING)
        assert (await client.get(f"{HEAVY}&eta=50")).status_code == 200


class Asker:
    """A request of a client that may leave, as a server tells it."""

    def __init__(self, address: str) -> None:
        path, _, query = address.partition("?")
        self.scope = {
            "type": "http", "method": "GET", "path": path, "query_string": query.encode(), "headers": [],
            "scheme": "http", "root_path": "", "http_version": "1.1",
        }  # fmt: skip
        self.left = asyncio.Event()
        self.sent: list[Any] = []
        self.task = asyncio.create_task(application(Settings(cache=0, threads=1))(self.scope, self.receive, self.send))

    async def receive(self) -> Any:
        await self.left.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Any) -> None:
        self.sent.append(message)


async def test_a_client_that_has_left_is_not_worked_for(dam: Dam) -> None:
    askers = [Asker(f"{HEAVY}&eta={i + 1}") for i in range(4)]
    await until(lambda: len(dam.entered) == 1)
    for asker in askers[1:3]:
        asker.left.set()
    await asyncio.wait_for(asyncio.gather(askers[1].task, askers[2].task), 2)
    assert not askers[1].sent, "nobody reads a reply"
    dam.open.set()
    await asyncio.gather(askers[0].task, askers[3].task)
    assert [askers[i].sent[0]["status"] for i in (0, 3)] == [200, 200]
    assert len(dam.entered) == 2


async def test_a_body_that_keeps_coming_does_not_keep_the_loop(dam: Dam) -> None:
    """Of a request without one: what a server has at hand it gives without waiting."""

    class Talker(Asker):
        async def receive(self) -> Any:
            return {"type": "http.request", "body": b"x", "more_body": True}

    asker = Talker(HEAVY)
    await until(lambda: len(dam.entered) == 1)
    dam.open.set()
    await asyncio.wait_for(asker.task, 5)
    assert asker.sent[0]["status"] == 200


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


async def test_light_pages_do_not_wait_for_heavy_ones(connect: Connect, dam: Dam) -> None:
    async with connect(threads=1) as client:
        heavy = [asyncio.create_task(client.get(f"{HEAVY}&eta={i + 1}")) for i in range(3)]
        await until(lambda: len(dam.entered) == 1)
        for address in ("/", "/glossary", "/oembed?url=http://test/embed"):
            assert (await client.get(address)).status_code == 200
        dam.open.set()
        await asyncio.gather(*heavy)
