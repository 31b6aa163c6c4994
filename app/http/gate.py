"""The gate before all that computes: so much at a time, so much waiting, the same once, nothing for who has left."""

from __future__ import annotations

import random
from asyncio import FIRST_COMPLETED, Task, create_task, sleep, wait
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from anyio import CapacityLimiter, to_thread
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request

from antigradient.words import LANGUAGES, speaking, spoken

from .errors import Problem, described
from .pool import UNLIMITED, JobError, Maker, Pool, Tell

#: Work of at most so many nanoseconds is light: waiting behind a few such pieces goes unnoticed.
LIGHT = 20e6
#: Light pieces of work at a time. They share one interpreter, so that more would not finish sooner.
AT_A_TIME = 4
#: So many may wait for each place.
WAITING = 8
#: What computes, by the name of its job or as it is.
Work = str | Callable[..., Any]


def busy() -> Problem:
    """For who comes when too many wait: the 503 after which page, browser and program ask again.

    Browsers do not follow `Retry-After`, so they are told by `Refresh`, at times that differ: who was turned away
    together shall not come back together.
    """
    return Problem(503, headers={"Retry-After": "1", "Refresh": str(random.randint(1, 3))})  # nosec B311


async def departure(request: Request) -> None:
    """For the gate: returns when the client has left."""
    while (await request.receive())["type"] != "http.disconnect":
        await sleep(0)  # a server that has a message at once, again and again, must not keep the loop


class Flight:
    """For the gate: one computation under way, and how many wait for it."""

    task: Task[Any]

    def __init__(self, key: str | None) -> None:
        self.key = key
        self.askers = 0
        self.can_end = True  # without its result: as long as it waits


class Lane:
    """For the gate: what is computed at a time, and what waits for that."""

    def __init__(self, places: int) -> None:
        self.places = CapacityLimiter(places)
        self.size = places
        self.flights: set[Flight] = set()  # in work and waiting

    @property
    def free(self) -> bool:
        """For the gate: whether who comes now need not wait."""
        return len(self.flights) < self.size

    @property
    def full(self) -> bool:
        """For the gate: whether too many wait."""
        return len(self.flights) >= (1 + WAITING) * self.size


class Gate:
    """For all routes that compute: two lanes, so that work of milliseconds never waits for work of seconds.

    Light work is done in threads, alone sooner than in a process; where more comes, in processes too that rest.
    """

    def __init__(self, heavy: int, tell: Tell = lambda metric, change: None) -> None:
        self.jobs: dict[str, Callable[..., Any]] = {}
        self.pool: Pool | None = None
        self.tell = tell
        self._heavy = Lane(heavy)
        self._light = Lane(AT_A_TIME)
        self._flights: dict[str, Flight] = {}

    @asynccontextmanager
    async def lasting(self, processes: int, make: Maker, preload: str) -> AsyncIterator[None]:
        """For servers, while they serve: has so many processes for heavy work; with none that is done in threads."""
        if not processes:
            yield
            return
        self.pool = Pool(processes, make, preload, self.tell)
        self._light = Lane(AT_A_TIME + processes)
        self.pool.start()
        try:
            yield
        finally:
            self.pool.stop()
            self.pool = None

    async def run(self, request: Request, key: str | None, weight: float, work: Work, *args: Any) -> Any:
        """For routes: the result of work that takes about `weight` nanoseconds.

        What has the same key and is under way is computed once. Raises Problem 503 where too many wait, and
        ClientDisconnect as soon as the client has left.
        """
        lane = self._heavy if weight > LIGHT else self._light
        flight = self._flights.get(key) if key else None
        at_once = lane.free
        if flight is not None:
            self.tell("shared", 1)
        elif lane.full:
            self.tell("shed", 1)
            raise busy()
        else:
            flight = self._begin(key, lane, work, args)
        if lane is self._light and at_once:  # done before anyone has left
            return await self._awaited(flight, None)
        left = create_task(departure(request))
        try:
            return await self._awaited(flight, left)
        finally:
            left.cancel()

    async def _awaited(self, flight: Flight, left: Task[None] | None) -> Any:
        """The result of a flight, if it comes before the client leaves; who leaves last ends it."""
        flight.askers += 1
        try:
            await wait({flight.task, left} if left else {flight.task}, return_when=FIRST_COMPLETED)
        finally:
            flight.askers -= 1
            if not flight.askers:
                self._end(flight)
        if not flight.task.done():
            raise ClientDisconnect
        return flight.task.result()

    def _begin(self, key: str | None, lane: Lane, work: Work, args: tuple[Any, ...]) -> Flight:
        flight = Flight(key)
        flight.task = create_task(self._result(flight, lane, work, args))
        lane.flights.add(flight)
        if key:
            self._flights[key] = flight
        flight.task.add_done_callback(lambda _: self._finished(flight, lane))
        return flight

    def _finished(self, flight: Flight, lane: Lane) -> None:
        self._forget(flight)
        lane.flights.discard(flight)
        if not flight.task.cancelled():
            flight.task.exception()  # it is nobody's, where all have left

    def _end(self, flight: Flight) -> None:
        """Nobody waits for it any more."""
        if flight.can_end and not flight.task.done():
            self._forget(flight)
            flight.task.cancel()

    def _forget(self, flight: Flight) -> None:
        if flight.key and self._flights.get(flight.key) is flight:
            del self._flights[flight.key]

    async def _result(self, flight: Flight, lane: Lane, work: Work, args: tuple[Any, ...]) -> Any:
        """The result, once there is a place for it."""
        self.tell("waiting", 1)
        try:
            await lane.places.acquire()
        finally:
            self.tell("waiting", -1)
        self.tell("working", 1)
        try:
            return await self._computed(flight, lane, work, args)
        finally:
            self.tell("working", -1)
            lane.places.release()

    async def _computed(self, flight: Flight, lane: Lane, work: Work, args: tuple[Any, ...]) -> Any:
        pool = self.pool if self.pool and self.pool.ready else None  # until then threads do all
        if pool and isinstance(work, str) and (lane is self._heavy or self._spreads(pool)):
            flight.can_end = lane is self._heavy  # a moment's work is not worth the start of a process
            return await pool.run(spoken().id, work, *args)
        flight.can_end = False  # a thread cannot be stopped
        function = self.jobs[work] if isinstance(work, str) else work
        return await to_thread.run_sync(lambda: function(*args), limiter=UNLIMITED)

    def _spreads(self, pool: Pool) -> bool:
        """Whether light work is for a process: where one rests, and threads are at work already."""
        return self._light.places.borrowed_tokens > 1 and pool.rests

    def do(self, language: str, job: str, *args: Any) -> Any:
        """In another process: the result of a job; a fault of ours is told by its place, which would stay there."""
        with speaking(LANGUAGES[language]):
            try:
                return self.jobs[job](*args)
            except (Problem, HTTPException):
                raise
            except Exception as error:
                raise JobError(described(error)) from None
