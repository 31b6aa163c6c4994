"""Heavy work in processes: whoever dies, leaves or fails, each request gets its own answer, and none is left behind."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.requests import ClientDisconnect, Request

from app.http.errors import Problem
from app.http.gate import Gate
from app.http.pool import JobError, Pool
from app.main import create_app
from app.settings import Settings
from tests.app.jobs import maker, sleep
from tests.app.support import API

pytestmark = pytest.mark.anyio


class Told(list[str]):
    """The metrics that a pool tells."""

    def __call__(self, metric: str, change: int) -> None:
        self.append(metric)


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    made = Pool(2, maker, "tests.app.jobs", Told())
    made.start()
    yield made
    made.stop()


@pytest.fixture
def told(pool: Pool) -> Told:
    told = Told()
    for worker in pool.workers:
        worker.tell = told
    return told


def is_gone(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return True
    return Path(f"/proc/{number}/stat").read_text().split()[2] == "Z" if sys.platform == "linux" else False


async def test_as_many_as_there_are_work_at_a_time(pool: Pool, told: Told) -> None:
    numbers = await asyncio.gather(*(pool.run("sleep", 0.1) for _ in range(6)))
    assert len({*numbers}) == 2
    assert os.getpid() not in numbers
    assert not told


async def test_what_a_job_raises_is_raised(pool: Pool) -> None:
    with pytest.raises(Problem) as refused:
        await pool.run("refuse")
    problem = refused.value
    assert (problem.status, problem.language.id, problem.headers) == (422, "de", {"X": "y"})
    with pytest.raises(KeyError, match="no such job"):
        await pool.run("no such job")
    with pytest.raises(JobError, match="lock"):
        await pool.run("cannot_be_sent")
    assert await pool.run("sleep", 0)


async def test_who_dies_in_work_is_replaced_and_asked_again_once(pool: Pool, told: Told, tmp_path: Path) -> None:
    assert await pool.run("die", str(tmp_path / "once"), 1) == "survived"
    assert told == ["died"]
    with pytest.raises(JobError):
        await pool.run("die", str(tmp_path / "always"), 9)
    assert len((tmp_path / "always").read_text()) == 2
    assert await pool.run("sleep", 0)
    assert told == ["died"] * 3


async def test_who_dies_at_rest_is_no_loss(pool: Pool, told: Told) -> None:
    for _ in range(4):
        os.kill(await pool.run("number"), signal.SIGKILL)
        await asyncio.gather(*(pool.run("sleep", 0) for _ in range(2)))
    assert told == ["died"] * 4


async def test_what_forks_may_die_too(pool: Pool, told: Told) -> None:
    """Who works on goes on, who is ended is ended, and it is started anew."""
    stat = Path(f"/proc/{await pool.run('number')}/stat").read_text()
    os.kill(int(stat.rpartition(")")[2].split()[1]), signal.SIGKILL)
    assert await pool.run("sleep", 0.1)
    task = asyncio.create_task(pool.run("sleep", 20))
    await asyncio.sleep(0.1)
    task.cancel()
    assert await asyncio.gather(task, return_exceptions=True)
    assert len({*await asyncio.gather(*(pool.run("sleep", 0.1) for _ in range(4)))}) == 2


async def test_a_pool_may_be_stopped_before_it_has_started() -> None:
    pool = Pool(1, maker, "tests.app.jobs", Told())
    pool.stop()
    with pytest.raises(JobError):
        await pool.run("number")
    pool = Pool(1, maker, "tests.app.jobs", Told())
    pool.start()
    pool.stop()
    await asyncio.sleep(0.2)
    assert not pool.workers[0].alive


async def test_what_is_not_wanted_any_more_is_ended_at_once(pool: Pool, told: Told) -> None:
    """And whoever comes next gets an answer of their own, though the thread that waited still reads."""
    for _ in range(3):
        numbers = {worker.process.pid for worker in pool.workers if worker.process}
        tasks = [asyncio.create_task(pool.run("sleep", 30)) for _ in range(2)]
        await asyncio.sleep(0.05)
        for task in tasks:
            task.cancel()
        begun = time.monotonic()
        assert await asyncio.gather(*tasks, return_exceptions=True)
        others = {await pool.run("number"), *await asyncio.gather(*(pool.run("sleep", 0.05) for _ in range(2)))}
        assert time.monotonic() - begun < 5
        assert not others & numbers
        assert all(is_gone(number) for number in numbers if number)
    assert not told, "they did not die by themselves"


async def test_who_left_is_not_worked_for_and_light_work_spreads(pool: Pool, told: Told) -> None:
    """At the gate: a process is ended for heavy work alone, and light work goes there when threads are busy."""
    gate = Gate(2)
    gate.jobs["sleep"] = sleep
    gate.pool = as_by_gate(pool)
    asker = Left()
    with pytest.raises(ClientDisconnect):
        await asyncio.wait_for(gate.run(asker, "key", 1e9, "sleep", 30), 5)
    begun = time.monotonic()
    light = await asyncio.gather(*(gate.run(Left(), None, 0.0, "sleep", 0.2) for _ in range(3)))
    assert light.count(os.getpid()) == 1, "the others in processes"
    assert time.monotonic() - begun < 5


class Left(Request):
    """A request whose client leaves soon."""

    def __init__(self) -> None:
        super().__init__({"type": "http"}, self.leave)

    async def leave(self) -> dict[str, str]:
        await asyncio.sleep(0.1)
        return {"type": "http.disconnect"}


def as_by_gate(pool: Pool) -> Any:
    """The pool of these tests, whose jobs take no language."""

    class Spoken:
        ready = True

        @property
        def rests(self) -> bool:
            return pool.rests

        async def run(self, language: str, *job: Any) -> Any:
            return await pool.run(*job)

    return Spoken()


# --- under the application ---

#: What is heavy, by every kind of job: pages, pictures, figures, JSON, files.
ASKED = [
    f"{API}/basins?objective=himmelblau&grid=12&lang=de", f"{API}/surface?grid=200", f"{API}/card.png?scale=0.5",
    "/embed?eta=0.3&lang=de", "/examples/ravine.svg", "/offline.html?eta=0.2",
]  # fmt: skip

TOO_MUCH = "surface?f=sin(40w)*sin(40b)&grid=257&levels=64&window=-50,50,-50,50"


@pytest.fixture(scope="module")
def threaded() -> Any:
    return create_app(Settings(cache=0, processes=0))


async def test_processes_and_threads_give_the_same(threaded: Any) -> None:
    application = create_app(Settings(cache=0, processes=1))
    table = "x,y\n" + "".join(f"{i / 999},{i % 7 / 7},{'9' * 200}\n" for i in range(999))
    async with application.router.lifespan_context(application):
        pool = application.state.gate.pool
        (worker,) = pool.workers
        while not pool.ready:
            await asyncio.sleep(0.05)
        replies = []
        for app in (application, threaded):
            async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as client:
                got = [await client.get(address, headers={"accept-encoding": "br"}) for address in ASKED]
                got += [
                    await client.get("/examples/none.svg"),
                    await client.get(f"{API}/{TOO_MUCH}&lang=de"),
                    await client.post(f"{API}/surface?grid=9", content=table, headers={"content-type": "text/csv"}),
                    await client.post(f"{API}/data?lang=de", content=table, headers={"content-type": "text/csv"}),
                ]
            replies.append([(one.status_code, {**one.headers}, one.content) for one in got])
        assert [status for status, _, _ in replies[0]][: len(ASKED)] == [200] * len(ASKED)
        assert replies[0] == replies[1]
        assert worker.process.is_alive()
    worker.process.join(5)
    assert not worker.process.is_alive()
