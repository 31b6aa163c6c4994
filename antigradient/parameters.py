"""What a number in a scenario may be: default, range and help, in one place for form, schema, catalogue and docs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any

from antigradient.words import Message


@dataclass(frozen=True)
class Parameter:
    """For the query, forms and the catalogue: a number of a scenario, with its default, bounds and slider.

    `low` and `high` bound the API; `slider_range` is the narrower range that a slider offers. With `above` the low end
    itself is refused (η > 0), with `below` the high end (γ < 1). `scale` is "log" where a slider should move by ratios.
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
    slider_range: tuple[float, float] | None = None

    def refusal(self, value: float) -> Message | None:
        """For a query's field: why `value` is refused, as the end of a sentence; None where it is allowed."""
        if not isfinite(value):
            return Message("refusal.finite")
        if self.integer and value != int(value):
            return Message("refusal.whole")
        if value < self.low or (self.above and value == self.low):
            return Message("refusal.above" if self.above else "refusal.at_least", {"low": self.low})
        if value > self.high or (self.below and value == self.high):
            return Message("refusal.below" if self.below else "refusal.at_most", {"high": self.high})
        return None

    def described(self) -> dict[str, Any]:
        """For the catalogue: the parameter as JSON values."""
        low, high = self.slider_range or (self.low, self.high)
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


@dataclass(frozen=True)
class Switch:
    """For the query, forms and the catalogue: a convention with several variants; `options` maps ids to meanings."""

    name: str
    title: str
    default: str
    options: Mapping[str, str]
    help: str

    def described(self) -> dict[str, Any]:
        """For the catalogue: the convention as JSON values."""
        return {
            "id": self.name,
            "title": self.title,
            "default": self.default,
            "options": [{"id": id, "title": title} for id, title in self.options.items()],
            "help": self.help,
        }


ETA = Parameter(
    "eta", "η", "Learning rate η", 1.0, 0.0, 1e6, "How far one step goes: θ ← θ + ηu.",
    above=True, scale="log", slider_range=(1e-4, 100.0),
)  # fmt: skip
GAMMA = Parameter(
    "gamma", "γ", "Momentum γ", 0.9, 0.0, 1.0, "The share of the last update that is carried into the next.",
    below=True, slider_range=(0.0, 0.99),
)  # fmt: skip

RHO = Parameter(
    "rho", "ρ", "Decay ρ", 0.9, 0.0, 1.0, "The share of the old mean of squares in the new one.",
    below=True, slider_range=(0.0, 0.999),
)  # fmt: skip
BETA1 = Parameter(
    "beta1", "β₁", "Decay β₁", 0.9, 0.0, 1.0, "The share of the old mean gradient in the new one.",
    below=True, slider_range=(0.0, 0.999),
)  # fmt: skip
BETA2 = Parameter(
    "beta2", "β₂", "Decay β₂", 0.999, 0.0, 1.0, "The share of the old mean of squares in the new one.",
    below=True, slider_range=(0.0, 0.9999),
)  # fmt: skip
EPSILON = Parameter(
    "epsilon", "ε", "Guard ε", 1e-8, 0.0, 1.0, "Keeps the division from zero, and bounds the step where gradients are.",
    above=True, scale="log", slider_range=(1e-12, 1.0),
)  # fmt: skip
EPSILON_PLACE = Switch(
    "epsilon_place",
    "Place of ε",
    "outside",
    {"outside": "√v + ε", "inside": "√(v + ε)"},
    "Whether ε is added to the root or under it: papers and libraries differ.",
)

LAMBDA1 = Parameter(
    "lambda1", "λ₁", "Curvature λ₁", 1.0, -1e4, 1e4, "The ravine's curvature along w.", slider_range=(-10.0, 30.0)
)
LAMBDA2 = Parameter(
    "lambda2", "λ₂", "Curvature λ₂", 20.0, -1e4, 1e4, "The ravine's curvature along b.", slider_range=(-10.0, 30.0)
)

STEPS = Parameter("steps", "", "Steps", 100, 0, 10_000, "The most steps that a run takes.", integer=True)
BATCH = Parameter(
    "batch",
    "",
    "Batch (0: all points)",
    0,
    0,
    1_000,
    "Points that each update looks at; 0 is all of them.",
    integer=True,
)
SEED = Parameter("seed", "", "Seed", 0, 0, 2**32 - 1, "Decides the order of the points in mini-batches.", integer=True)
DECAY = Parameter(
    "decay", "", "Decay", 0.01, 0.0, 1e3, "How fast the inverse and exponential schedules fall, in each step."
)
TOL = Parameter(
    "tol", "", "Tolerance", 1e-6, 0.0, 1e6, "A run is satisfied, and stops, where ‖∇L‖ ≤ tol; 0 turns this off."
)
GRID = Parameter("grid", "", "Grid", 129, 2, 257, "Points a side on which the map's loss is computed.", integer=True)
LEVELS = Parameter("levels", "", "Levels", 20, 1, 64, "Contour levels of the map.", integer=True)
STEP = Parameter("step", "k", "Step", 0, 0, 10_000, "The step that is shown.", integer=True)
DIGITS = Parameter(
    "digits", "", "Digits", 17, 1, 17,
    "Significant digits in JSON, of a coordinate: of its place in the window; all by default.",
    integer=True,
)  # fmt: skip

SCHEDULE = Switch(
    "schedule",
    "Schedule",
    "constant",
    {
        "constant": "constant: η",
        "inverse": "inverse: η/(1 + decay·k)",
        "exponential": "exponential: η e^(−decay·k)",
        "cosine": "cosine: η·½(1 + cos(πk/steps))",
    },
    "How the learning rate changes with the step k.",
)

#: Numbers of a scenario that belong to no optimiser.
GENERAL: dict[str, Parameter] = {p.name: p for p in (BATCH, SEED, DECAY, STEPS, TOL, GRID, LEVELS, STEP, DIGITS)}

#: θ beyond this is refused at the start, and is `diverged` on the way.
THETA_LIMIT = 1e12
#: A window narrower than this, or than this share of its largest edge, is refused: beyond, a double has too few digits
#: left for a map.
NARROWEST = 1e-9
