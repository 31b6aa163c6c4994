"""Where work is done: in threads, a few at a time, so that the event loop is always free to answer what is light."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import ParamSpec, TypeVar

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import Response

P = ParamSpec("P")
T = TypeVar("T")

#: Work of at most so many nanoseconds is light: waiting behind a few such pieces goes unnoticed.
LIGHT = 20e6
#: Light pieces of work at a time. They share one interpreter, so that more would not finish sooner.
AT_A_TIME = 4


class Threads:
    """For routes that compute: two queues, so that work of milliseconds never waits for work of seconds."""

    def __init__(self, heavy: int) -> None:
        self._heavy = CapacityLimiter(heavy)
        self._light = CapacityLimiter(AT_A_TIME)

    async def run(self, weight: float, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """For routes: the result of work that takes about `weight` nanoseconds."""
        limiter = self._heavy if weight > LIGHT else self._light
        return await to_thread.run_sync(lambda: work(*args, **kwargs), limiter=limiter)

    def page(
        self, made: Callable[[Request], Response], weight: float = 0.0
    ) -> Callable[[Request], Awaitable[Response]]:
        """For routes: a route for a page that is `made` from its request alone, in a thread."""

        async def route(request: Request) -> Response:
            return await self.run(weight, made, request)

        return route
