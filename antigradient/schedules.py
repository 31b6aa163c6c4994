"""Schedules: the learning rate of step k."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import pi
from typing import Any

from antigradient.functions import cos, exp, select
from antigradient.words import say

#: η of step k = 0, 1, …, a formula that serves numbers and symbols; None where it is the same for all.
Pace = Callable[[int], float]


@dataclass(frozen=True)
class Schedule:
    """For the catalogue and `descend`: `pace(η, decay, steps)` gives k ↦ η_k; `decays` tells if `decay` matters."""

    id: str
    text: str
    latex: str
    pace: Callable[[float, float, int], Pace] | None
    decays: bool = False

    @property
    def title(self) -> str:
        """For the catalogue: what it is called."""
        return say(f"schedule.{self.id}")

    def described(self) -> dict[str, Any]:
        """For the catalogue: the schedule's id, title and formula as JSON values."""
        formula = {"text": self.text, "latex": self.latex}
        return {"id": self.id, "title": self.title, "formula": formula, "decays": self.decays}


SCHEDULES: dict[str, Schedule] = {
    s.id: s
    for s in (
        Schedule("constant", "η", r"\eta", None),
        Schedule(
            "inverse",
            "η/(1 + decay·k)",
            r"\frac{\eta}{1 + d\,k}",
            lambda eta, decay, steps: lambda k: eta / (1 + decay * k),
            True,
        ),
        Schedule(
            "exponential",
            "η e^(−decay·k)",
            r"\eta\, e^{-d k}",
            lambda eta, decay, steps: lambda k: eta * exp(-decay * k),
            True,
        ),
        Schedule(
            "cosine",
            "η·½(1 + cos(πk/steps))",
            r"\tfrac{\eta}{2} \big( 1 + \cos \tfrac{\pi k}{\mathrm{steps}} \big)",
            lambda eta, decay, steps: lambda k: eta * 0.5 * (1 + cos(pi * k / select(steps < 1, 1, steps))),
        ),
    )
}
