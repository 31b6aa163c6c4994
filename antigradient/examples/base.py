"""What an example is, and what may be found out about it: the numbers of its words, and whether its claims hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from antigradient import taylor_series as taylor
from antigradient.ledger import Ledger
from antigradient.local import PointAnalysis, analyse_point
from antigradient.outcomes import Outcome
from antigradient.scenario import Scenario

#: Numbers in the words of an example by their names there.
Facts = Mapping[str, float]


@dataclass(frozen=True)
class Run:
    """For an example's facts and claims: one of its runs."""

    scenario: Scenario
    ledger: Ledger

    @property
    def steps(self) -> int:
        """For facts and claims: how many steps the run took."""
        return self.ledger.rows - 1

    @property
    def converged(self) -> bool:
        """For claims: whether the run ended at a slope below its tolerance."""
        return self.ledger.outcome is Outcome.CONVERGED

    def value(self, name: str, k: int = 0) -> float:
        """For facts and claims: a column's value in row k; −1 is the last one."""
        return float(self.ledger.columns[name][k])

    def column(self, name: str) -> np.ndarray[Any, np.dtype[np.float64]]:
        """For claims: a column's values of all steps that were taken."""
        return self.ledger.columns[name][:-1]

    def point(self, k: int = 0) -> tuple[float, ...]:
        """For facts and claims: the parameters in row k."""
        return tuple(self.value(name, k) for name in self.scenario.objective.parameters)

    @property
    def rising_steps(self) -> list[int]:
        """For claims: the steps that raised the loss by more than rounding may."""
        return [int(k) for k in np.flatnonzero(self.column("actual") > self.column("doubt"))]

    def local(self, k: int = 0) -> PointAnalysis:
        """For facts and claims: gradient and Hessian in row k."""
        return analyse_point(self.scenario.loss, self.point(k))

    def samples(self, k: int = 0) -> Mapping[str, np.ndarray[Any, np.dtype[np.float64]]]:
        """For facts and claims: what each data point adds in row k."""
        return self.scenario.loss.samples(*self.point(k))

    def step_at(self, beta: float, k: int = 0, eta: float | None = None) -> taylor.Step:
        """For facts: the step of row k turned by hand to β degrees, counter-clockwise from ∇L."""
        direction = taylor.rotated_direction(self.scenario.loss, self.point(k), beta)
        return taylor.step(self.scenario.loss, self.point(k), direction, eta or self.number("eta"), 1)

    def number(self, name: str) -> float:
        """For facts and claims: a number of the scenario by its name, as "eta"."""
        return float(self.scenario.numbers[name])


@dataclass(frozen=True)
class Findings:
    """For facts and claims: an example's runs and those it is compared with; `beta` is the reader's own direction."""

    scenario: Scenario
    comparison: Scenario | None = None
    beta: float | None = None

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """For facts and claims: all runs on the map, the scenario's own first."""
        scenarios = (self.scenario, *self.scenario.runs)
        return tuple(Run(*pair) for pair in zip(scenarios, self.scenario.ledgers(), strict=True))

    @property
    def run(self) -> Run:
        """For facts and claims: the scenario's own run."""
        return self.runs[0]

    @cached_property
    def comparison_run(self) -> Run:
        """For facts and claims: the run of the scenario that it is compared with, where there is one."""
        assert self.comparison
        return Run(self.comparison, self.comparison.ledger())

    def loss(self, *point: float) -> float:
        """For facts and claims: L at any θ."""
        return float(self.scenario.loss(*map(np.asarray, point)))

    @property
    def step(self) -> int:
        """For facts and claims: the number of the step that is shown."""
        return int(self.scenario.numbers["step"])


@dataclass(frozen=True)
class Example:
    """For pages and the catalogue, a registry entry: `query` is its link and says all that its figure depends on.

    `comparison` is the link of a second scenario that the words speak of. `facts` gives the words their numbers,
    `claims` maps what they say besides to whether it is so. `arrows` tells whether its picture shows the step.
    """

    id: str
    query: str
    facts: Callable[[Findings], Facts]
    claims: Mapping[str, Callable[[Findings], bool]] = field(default_factory=dict)
    comparison: str = ""
    arrows: bool = False
