"""What a number in a scenario may be: default, range and help, in one place for form, schema, catalogue and docs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Parameter:
    """A numeric parameter of a scenario.

    `low` and `high` bound the API; `shown` is the narrower range that a slider offers. With `above` the low end itself
    is refused (η > 0), with `below` the high end (γ < 1). `scale` is "log" where a slider should move by ratios.
    """

    name: str
    symbol: str
    title: str
    default: float
    low: float
    high: float
    help: str
    integer: bool = False
    above: bool = False
    below: bool = False
    scale: str = "linear"
    shown: tuple[float, float] | None = None

    def refusal(self, value: float) -> str | None:
        """Why `value` is refused, as the end of a sentence; None where it is fine."""
        if self.integer and value != int(value):
            return "must be a whole number"
        if value < self.low or (self.above and value == self.low):
            return f"must be {'greater than' if self.above else 'at least'} {self.low:g}"
        if value > self.high or (self.below and value == self.high):
            return f"must be {'less than' if self.below else 'at most'} {self.high:g}"
        return None

    def described(self) -> dict[str, Any]:
        """The entry's public face, for the catalogue."""
        low, high = self.shown or (self.low, self.high)
        return {
            "id": self.name,
            "symbol": self.symbol,
            "title": self.title,
            "default": self.default,
            "range": [self.low, self.high],
            "excluded": [end for end, out in ((self.low, self.above), (self.high, self.below)) if out],
            "shown": [low, high],
            "integer": self.integer,
            "scale": self.scale,
            "help": self.help,
        }


ETA = Parameter(
    "eta", "η", "Learning rate η", 1.0, 0.0, 1e6, "How far one step goes: θ ← θ + ηu.",
    above=True, scale="log", shown=(1e-4, 100.0),
)  # fmt: skip
GAMMA = Parameter(
    "gamma", "γ", "Momentum γ", 0.9, 0.0, 1.0, "The share of the last update that is carried into the next.",
    below=True, shown=(0.0, 0.99),
)  # fmt: skip

LAMBDA1 = Parameter(
    "lambda1", "λ₁", "Curvature λ₁", 1.0, -1e4, 1e4, "The ravine's curvature along w.", shown=(-10.0, 30.0)
)
LAMBDA2 = Parameter(
    "lambda2", "λ₂", "Curvature λ₂", 20.0, -1e4, 1e4, "The ravine's curvature along b.", shown=(-10.0, 30.0)
)

STEPS = Parameter("steps", "", "Steps", 100, 0, 10_000, "The most steps that a run takes.", integer=True)
TOL = Parameter(
    "tol", "", "Tolerance", 1e-6, 0.0, 1e6, "A run is satisfied, and stops, where ‖∇L‖ ≤ tol; 0 turns this off."
)
GRID = Parameter("grid", "", "Grid", 129, 2, 257, "Points a side on which the map's loss is computed.", integer=True)
LEVELS = Parameter("levels", "", "Levels", 20, 1, 64, "Contour levels of the map.", integer=True)
STEP = Parameter("step", "k", "Step", 0, 0, 10_000, "The step that is shown.", integer=True)
DIGITS = Parameter(
    "digits", "", "Digits", 17, 1, 17, "Significant digits of the numbers in JSON; all of them by default.",
    integer=True,
)  # fmt: skip

#: Numbers of a scenario that belong to no optimiser.
GENERAL: dict[str, Parameter] = {p.name: p for p in (STEPS, TOL, GRID, LEVELS, STEP, DIGITS)}

#: θ beyond this is refused at the start, and is `diverged` on the way.
THETA_LIMIT = 1e12
