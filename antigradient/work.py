"""Work, counted while it is done: what asks for more than its budget ends, and at the same place every time.

Counted in nanoseconds of a usual machine and never timed: whether a request is refused does not depend on how busy the
machine is. The code that does the work says what it costs; `python -m bench work` compares that with what it takes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from math import floor, inf, log10

from antigradient.words import Message

#: Corners of contour lines on one map, by default. At the default windows no shipped loss has more than 53 000.
CORNERS = 100_000
#: Share of a budget that a search leaves for its reply.
RESERVE = 0.1


class TooMuchError(Exception):
    """Raised where a request would take more work than allowed; a reply names what has to be lowered.

    `name` is the number of a scenario that has to be lowered, `most` what of it fits, `reason` says what is too much
    where it is not the work, and `of_all_runs` tells that fewer runs would help as well.
    """

    def __init__(self, name: str | None = None, most: int | None = None, reason: Message | None = None) -> None:
        super().__init__(name)
        self.name = name
        self.most = most
        self.reason = reason
        self.of_all_runs = False


@dataclass
class Work:
    """For one request: its limits in nanoseconds and in corners of a map, and what it has used so far."""

    budget: float = inf
    corners: int = CORNERS
    spent: float = 0.0

    def spend(self, cost: float) -> None:
        """For `spend`: adds `cost` nanoseconds to what is used. Raises TooMuchError beyond the limit."""
        self.spent += cost
        if self.spent > self.budget:
            raise TooMuchError

    def affords(self, cost: float, most: int) -> int:
        """For `descend`: how many things of this cost still fit, at most `most`."""
        if self.budget == inf:
            return most
        return min(most, max(int((self.budget - self.spent) / cost), 0))


_current: ContextVar[Work] = ContextVar("work", default=Work())  # noqa: B039 - without a budget nothing depends on it


def current_work() -> Work:
    """For surfaces and runs: the work under way in this request."""
    return _current.get()


def spend(cost: float) -> None:
    """For computations, before they start: adds `cost` nanoseconds to the work under way. Raises TooMuchError."""
    _current.get().spend(cost)


@contextmanager
def work_limit(budget: float = inf, corners: int = CORNERS) -> Iterator[Work]:
    """For a request or an attempt: a context in which work is counted from zero, up to these limits."""
    new = Work(budget, corners)
    token = _current.set(new)
    try:
        yield new
    finally:
        _current.reset(token)


@contextmanager
def attempt() -> Iterator[None]:
    """For searches: a context that may use what work is left, but for a tenth of all.

    What raises TooMuchError in it has been done and is charged, so that all together is never more than the budget; a
    search that ends there has that tenth for its reply.
    """
    outer = current_work()
    left = inf if outer.budget == inf else max(outer.budget * (1 - RESERVE) - outer.spent, 0.0)
    with work_limit(left, outer.corners) as inner:
        try:
            yield
        finally:
            outer.spent += min(inner.spent, left)


@contextmanager
def attributed_to(name: str, most: Callable[[], int | None] = lambda: None) -> Iterator[None]:
    """For computations: a context in which a TooMuchError names the number to lower, and to what."""
    try:
        yield
    except TooMuchError as error:
        if error.name is None:
            fits = most()
            error.name, error.most = name, fits and rounded_down(fits)
        raise


def rounded_down(count: float) -> int:
    """For refusals: a count cut to two digits and a little less, so that what is said to fit does fit."""
    count *= 0.97
    if count < 10:
        return max(int(count), 0)
    place: int = 10 ** (floor(log10(count)) - 1)
    return int(count // place) * place
