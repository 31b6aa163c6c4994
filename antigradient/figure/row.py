"""The step that a figure shows: a row of the run's ledger, or the reader's own direction from the same point."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import hypot, isnan, nan

from antigradient import taylor_series as taylor
from antigradient.change import Change, classify_change
from antigradient.ledger import Ledger
from antigradient.local import UndefinedError
from antigradient.objectives.base import Window
from antigradient.scenario import Scenario
from antigradient.words.numbers import format_point


@dataclass(frozen=True)
class StepRow:
    """For figures, the step shown: what holds at θ_k, and the step from it.

    Where there is no step, `u` and `eta` are None, `actual` and `doubt` NaN.

    `plane` and `window` are the map's.

    `steps` is the number of the last step of the run, which `ledger` holds.
    """

    parameters: tuple[str, ...]
    plane: tuple[str, str]
    window: Window
    k: int
    steps: int
    ledger: Ledger
    point: tuple[float, ...]
    loss: float
    gradient: tuple[float, ...]
    norm: float
    u: tuple[float, ...] | None
    eta: float | None
    beta: float | None
    actual: float
    doubt: float

    @property
    def change(self) -> Change:
        """For sentences: what the loss does along the step."""
        return classify_change(self.actual, self.doubt)

    @property
    def point_text(self) -> str:
        """For sentences: θ in words, with digits by the map's window."""
        return format_point(self.point, self.parameters, self.plane, self.window)

    @property
    def norm_u(self) -> float:
        """For arrows: ‖u‖, 0 where there is no step."""
        return hypot(*self.u) if self.u else 0.0

    @property
    def landing(self) -> tuple[float, ...] | None:
        """For arrows: where the step leads, θ + ηu; None where there is no step."""
        if self.u is None or self.eta is None:
            return None
        return tuple(t + self.eta * v for t, v in zip(self.point, self.u, strict=True))


def step_row(scenario: Scenario, ledger: Ledger, step: int) -> StepRow | None:
    """For figures: the row of a step, or the last one where the run ends before; None where it has no point at all."""
    if ledger.rows == 0:
        return None
    names, columns = scenario.objective.parameters, ledger.columns
    k = min(step, ledger.rows - 1)

    def at(name: str) -> float:
        return float(columns[name][k])

    last = isnan(at("actual"))
    beta = at("beta")
    return StepRow(
        parameters=names,
        plane=scenario.plane,
        window=scenario.window,
        k=k,
        steps=ledger.rows - 1,
        ledger=ledger,
        point=tuple(map(at, names)),
        loss=at("loss"),
        gradient=tuple(at(f"grad_{name}") for name in names),
        norm=at("grad_norm"),
        u=None if last else tuple(at(f"u_{name}") for name in names),
        eta=None if last else at("eta"),
        beta=None if isnan(beta) else beta,
        actual=at("actual"),
        doubt=at("doubt"),
    )


def with_direction(row: StepRow, scenario: Scenario, beta: float) -> StepRow:
    """For figures: the row with a step by hand, ∇L turned by β degrees counter-clockwise. Two parameters only."""
    eta = float(scenario.numbers["eta"]) if row.eta is None else row.eta
    try:
        direction = taylor.rotated_direction(scenario.loss, row.point, beta)
        step = taylor.step(scenario.loss, row.point, direction, eta, 1)
    except UndefinedError:  # a gradient of zero, from which nothing can be turned
        return replace(row, u=(0.0,) * len(row.point), eta=eta, beta=None, actual=nan)
    return replace(
        row,
        u=tuple(map(float, step.u)),
        eta=eta,
        beta=360 - beta if beta > 180 else beta,
        actual=step.actual,
        doubt=step.doubt,
    )
