"""Work, counted while it is done: what asks for more than its budget ends, and at the same place every time.

Counted in nanoseconds of a usual machine and never timed: whether a request is refused does not depend on how busy the
machine is. The code that does the work says what it costs; a bench and a test compare that with what it takes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from math import floor, inf, log10

#: Corners of contour lines on one map, by default. At the default windows no shipped loss has more than 53 000.
CORNERS = 100_000


class TooMuchError(Exception):
    """More than the budget.

    `name` is the number of a scenario that has to be lowered, `most` what of it fits, `also` what else would help, and
    `why` says what is too much where it is not the work.
    """

    def __init__(self, name: str | None = None, most: int | None = None, why: str = "", also: str = "") -> None:
        super().__init__(name)
        self.name = name
        self.most = most
        self.why = why
        self.also = also


@dataclass
class Work:
    """What may be done in one go, in nanoseconds and in corners of a map, and what has been done of it."""

    budget: float = inf
    corners: int = CORNERS
    spent: float = 0.0

    def spend(self, cost: float) -> None:
        """Counts `cost` nanoseconds. Raises TooMuchError."""
        self.spent += cost
        if self.spent > self.budget:
            raise TooMuchError

    def affords(self, cost: float, most: int) -> int:
        """How many things of this cost are left, at most `most`."""
        if self.budget == inf:
            return most
        return min(most, max(int((self.budget - self.spent) / cost), 0))


_current: ContextVar[Work] = ContextVar("work", default=Work())  # noqa: B039 - without a budget nothing depends on it


def current_work() -> Work:
    """The work under way."""
    return _current.get()


def spend(cost: float) -> None:
    """Counts `cost` nanoseconds of the work under way. Raises TooMuchError."""
    _current.get().spend(cost)


@contextmanager
def work_limit(budget: float = inf, corners: int = CORNERS) -> Iterator[Work]:
    """A piece of work of its own, counted from nothing."""
    new = Work(budget, corners)
    token = _current.set(new)
    try:
        yield new
    finally:
        _current.reset(token)


@contextmanager
def attributed_to(name: str, most: Callable[[], int | None] = lambda: None) -> Iterator[None]:
    """Says, where it is too much, that `name` has to be lowered, and to what."""
    try:
        yield
    except TooMuchError as error:
        if error.name is None:
            fits = most()
            error.name, error.most = name, fits and rounded_down(fits)
        raise


def rounded_down(count: float) -> int:
    """A count of two digits that is a little less: what is said to fit should fit."""
    count *= 0.97
    if count < 10:
        return max(int(count), 0)
    place: int = 10 ** (floor(log10(count)) - 1)
    return int(count // place) * place
