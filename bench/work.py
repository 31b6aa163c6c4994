"""Work as it is counted beside what it takes: every endpoint that counts, for every loss."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf
from resource import RUSAGE_CHILDREN, getrusage
from time import process_time
from typing import Any, NamedTuple

import numpy as np

from antigradient.objectives import OBJECTIVES
from antigradient.optimisers import OPTIMISERS, Optimiser
from app.api.endpoints import ENDPOINTS
from app.api.service import Question, Service
from app.settings import Settings
from bench.measure import Measurement, milliseconds

#: Seconds of the yardstick on the machine of the counts.
USUAL = 0.47e-3
#: What takes less, and is counted as less, matters to no budget.
LEAST = 1e-3
#: How many times as long as it is counted something may take, and how many times too much may be counted: that harms
#: less.
UNDER, OVER = 2.0, 2.5
#: So many of each endpoint that seem to be counted worst are measured again, with care.
WORST = 3


def points(n: int, inputs: int) -> list[list[float]]:
    """For losses of many points: `n` of them, of so many inputs."""
    xs = [[4 * i / n - 2, (i % 7) / 3][:inputs] for i in range(n)]
    return [[*x, float(i % 2)] for i, x in enumerate(xs)]


def rate(optimiser: Optimiser) -> dict[str, float]:
    """A small η, so that no run ends early and no search tries twice, however long its direction; Newton's own."""
    return {} if optimiser.newton else {"eta": 1e-6 if optimiser.search else 1e-3}


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
        *({"optimiser": id, "steps": 300, "tol": 0, **rate(o)} for id, o in OPTIMISERS.items()),
        {"steps": 4000, "tol": 0, "eta": 1e-3, "digits": 6},
    ],
    "trajectory.csv": [{"steps": 2000, "tol": 0, "eta": 1e-3}],
    "basins": [{"optimiser": id, "steps": 15, "tol": 0, "grid": 21, **rate(o)} for id, o in OPTIMISERS.items()],
    "gradient": [{}],
    "slices": [{"grid": 257}],
    "step": [{"order": 8}],
    "figure.svg": [{"levels": 40}],
}


class Case(NamedTuple):
    """A question, what it is called, and how its work came out: CPU seconds as measured here, and as counted."""

    name: str
    question: Question
    true: float
    counted: float

    @property
    def matters(self) -> bool:
        """Whether it is long enough."""
        return max(self.true, self.counted) >= LEAST


def service() -> Service:
    """Keeps nothing, and refuses nothing."""
    return Service(Settings(cache=0, work=1000))


def question(service: Service, id: str, given: dict[str, Any]) -> Question:
    """What an endpoint is asked by these values."""
    return service.ask(ENDPOINTS[id], *service.model(ENDPOINTS[id]).parse_json(given))


def work_of(service: Service, asked: Question) -> float:
    """Seconds that the answer is counted as; it is computed."""
    with service.work_limit() as work:
        service.body(asked, None)
    return work.spent / 1e9


def cpu() -> float:
    """CPU seconds so far, of this process and of those that it has waited for."""
    children = getrusage(RUSAGE_CHILDREN)
    return process_time() + children.ru_utime + children.ru_stime


def yardstick(times: int = 1) -> None:
    """What plain floats and arrays take as a usual machine takes `times` USUAL."""
    numbers = np.linspace(0.1, 1.0, 4096)
    for _ in range(times):
        total = 0.0
        for i in range(4000):
            total += i * 0.5
        for _ in range(40):
            np.divide(np.exp(numbers), numbers + total)


def measured(service: Service, name: str, asked: Question, rounds: int, long: float = 0.0) -> Case:
    """The case: the least of some rounds, as on the machine of the counts.

    A slow machine is as slow for the yardstick, which takes turns with it; what takes as long is disturbed as much.
    """
    best, beside, times, spent = inf, inf, max(1, round(long / USUAL)), 0.0
    for _ in range(rounds):
        begin = cpu()
        spent = work_of(service, asked)
        middle = cpu()
        yardstick(times)
        best, beside = min(best, middle - begin), min(beside, cpu() - middle)
    return Case(name, asked, best / (beside / times / USUAL), spent)


def ratios(quick: bool) -> Iterator[Measurement]:
    """For each endpoint what is counted as least, and as most, of what it takes."""
    here = service()
    for id, given in ASKED.items():
        rough = [
            measured(here, f"{loss} {more or ''}".strip(), question(here, id, {**LOSSES[loss], **more}), 2)
            for loss in LOSSES
            for more in given
        ]
        rough = sorted((case for case in rough if case.matters), key=lambda case: case.counted / case.true)
        for word, sign, bound, worst in (
            ("taken / counted", 1, UNDER, rough[:WORST]),
            ("counted / taken", -1, OVER, rough[-WORST:]),
        ):
            again = [measured(here, case.name, case.question, 5 if quick else 20, case.true) for case in worst]
            found = [((case.true / case.counted) ** sign, case) for case in again if case.matters]
            if found:
                ratio, case = max(found)
                taken, counted = milliseconds(case.true), f"{milliseconds(case.counted)} counted"
                yield Measurement(f"{id}: {word}, at {case.name[:60]}", taken, counted, ratio, "×", "≤", bound)
