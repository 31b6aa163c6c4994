"""What an example is, and what may be found out about it: the numbers of its words, and whether its claims hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from antigradient import taylor
from antigradient.ledger import Ledger
from antigradient.local import PointAnalysis, analyse_point
from antigradient.outcomes import Outcome
from antigradient.scenario import Scenario
from antigradient.words.numbers import format_number


def three_digits(value: float) -> str:
    """Three significant digits, as many as a sentence needs."""
    return format_number(value, 3)


#: Names of numbers in the words of an example → how they are written there.
Facts = Mapping[str, str]


@dataclass(frozen=True)
class Run:
    """One run of an example, for its facts and claims."""

    scenario: Scenario
    ledger: Ledger

    @property
    def steps(self) -> int:
        """How many steps it took."""
        return self.ledger.rows - 1

    @property
    def converged(self) -> bool:
        """Whether it ended at a slope below its tolerance."""
        return self.ledger.outcome is Outcome.CONVERGED

    def value(self, name: str, k: int = 0) -> float:
        """A column's value in row k; −1 is the last one."""
        return float(self.ledger.columns[name][k])

    def column(self, name: str) -> np.ndarray[Any, np.dtype[np.float64]]:
        """A column's values of all steps that were taken."""
        return self.ledger.columns[name][:-1]

    def point(self, k: int = 0) -> tuple[float, ...]:
        """The parameters in row k."""
        return tuple(self.value(name, k) for name in self.scenario.objective.parameters)

    @property
    def rising_steps(self) -> list[int]:
        """The steps that raised the loss by more than rounding may."""
        return [int(k) for k in np.flatnonzero(self.column("actual") > self.column("doubt"))]

    def local(self, k: int = 0) -> PointAnalysis:
        """Gradient and Hessian in row k."""
        return analyse_point(self.scenario.loss, self.point(k))

    def samples(self, k: int = 0) -> Mapping[str, np.ndarray[Any, np.dtype[np.float64]]]:
        """What each data point adds in row k."""
        return self.scenario.loss.samples(*self.point(k))

    def step_at(self, beta: float, k: int = 0, eta: float | None = None) -> taylor.Step:
        """The step of row k turned by hand to β degrees, counter-clockwise from ∇L."""
        direction = taylor.rotated_direction(self.scenario.loss, self.point(k), beta)
        return taylor.step(self.scenario.loss, self.point(k), direction, eta or self.number("eta"), 1)

    def number(self, name: str) -> float:
        """A number of the scenario by its name: "eta"."""
        return float(self.scenario.numbers[name])


@dataclass(frozen=True)
class Findings:
    """The runs of an example and of what it is compared with; `beta` is a direction of the reader's own."""

    scenario: Scenario
    comparison: Scenario | None = None
    beta: float | None = None

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """All runs on its map, the scenario's own first."""
        scenarios = (self.scenario, *self.scenario.runs)
        return tuple(Run(*pair) for pair in zip(scenarios, self.scenario.ledgers(), strict=True))

    @property
    def run(self) -> Run:
        """The scenario's own."""
        return self.runs[0]

    @cached_property
    def comparison_run(self) -> Run:
        """The run of the scenario that it is compared with; there is one."""
        assert self.comparison
        return Run(self.comparison, self.comparison.ledger())

    def loss(self, *point: float) -> float:
        """L anywhere."""
        return float(self.scenario.loss(*map(np.asarray, point)))

    @property
    def step(self) -> int:
        """The step that is shown."""
        return int(self.scenario.numbers["step"])


@dataclass(frozen=True)
class Example:
    """A registry entry. `query` is its link: it says all that the figure depends on, whatever later defaults are.

    `comparison` is the link of a second scenario that the words speak of. `facts` gives the words their numbers,
    `claims` maps what they say besides to whether it is so. `arrows` tells whether its picture shows the step.
    """

    id: str
    query: str
    facts: Callable[[Findings], Facts]
    claims: Mapping[str, Callable[[Findings], bool]] = field(default_factory=dict)
    comparison: str = ""
    arrows: bool = False
