"""What a number in a scenario may be: default, range and help, in one place for form, schema, catalogue and docs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any

from antigradient.data.scaling import SCALINGS
from antigradient.schedules import SCHEDULES
from antigradient.words import Message, say


@dataclass(frozen=True)
class Parameter:
    """For the query, forms and the catalogue: a number of a scenario, with its default, bounds and slider.

    `low` and `high` bound the API; `slider_range` is the narrower range that a slider offers. With `above` the low end
    itself is refused (η > 0), with `below` the high end (γ < 1). `scale` is "log" where a slider should move by ratios.
    """

    name: str
    symbol: str
    default: float
    low: float
    high: float
    integer: bool = False
    above: bool = False
    below: bool = False
    scale: str = "linear"
    slider_range: tuple[float, float] | None = None

    @property
    def title(self) -> str:
        """For forms: what it is called."""
        return say(f"parameter.{self.name}.title")

    @property
    def meaning(self) -> Message:
        """For the query: what it means."""
        return Message(f"parameter.{self.name}.help")

    @property
    def help(self) -> str:
        """For forms: what it means, as text."""
        return str(self.meaning)

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
    """For the query, forms and the catalogue: a convention with several variants; `options` maps ids to formulas."""

    name: str
    default: str
    options: Mapping[str, str]

    @property
    def title(self) -> str:
        """For forms: what it is called."""
        return say(f"choice.{self.name}.title")

    @property
    def meaning(self) -> Message:
        """For the query: what it decides."""
        return Message(f"choice.{self.name}.help")

    @property
    def help(self) -> str:
        """For forms: what it decides, as text."""
        return str(self.meaning)

    def option_title(self, id: str) -> str:
        """For forms: what a variant is called."""
        return say(f"choice.{self.name}.option", id=id, formula=self.options[id])

    def described(self) -> dict[str, Any]:
        """For the catalogue: the convention as JSON values."""
        return {
            "id": self.name,
            "title": self.title,
            "default": self.default,
            "options": [{"id": id, "title": self.option_title(id)} for id in self.options],
            "help": self.help,
        }


ETA = Parameter("eta", "η", 1.0, 0.0, 1e6, above=True, scale="log", slider_range=(1e-4, 100.0))
GAMMA = Parameter("gamma", "γ", 0.9, 0.0, 1.0, below=True, slider_range=(0.0, 0.99))

RHO = Parameter("rho", "ρ", 0.9, 0.0, 1.0, below=True, slider_range=(0.0, 0.999))
BETA1 = Parameter("beta1", "β₁", 0.9, 0.0, 1.0, below=True, slider_range=(0.0, 0.999))
BETA2 = Parameter("beta2", "β₂", 0.999, 0.0, 1.0, below=True, slider_range=(0.0, 0.9999))
EPSILON = Parameter("epsilon", "ε", 1e-8, 0.0, 1.0, above=True, scale="log", slider_range=(1e-12, 1.0))
WEIGHT_DECAY = Parameter("weight_decay", "λ", 0.01, 0.0, 10.0, slider_range=(0.0, 0.5))
EPSILON_PLACE = Switch("epsilon_place", "outside", {"outside": "√v + ε", "inside": "√(v + ε)"})

LAMBDA1 = Parameter("lambda1", "λ₁", 1.0, -1e4, 1e4, slider_range=(-10.0, 30.0))
LAMBDA2 = Parameter("lambda2", "λ₂", 20.0, -1e4, 1e4, slider_range=(-10.0, 30.0))

STEPS = Parameter("steps", "", 100, 0, 10_000, integer=True)
BATCH = Parameter("batch", "", 0, 0, 1_000, integer=True)
SEED = Parameter("seed", "", 0, 0, 2**32 - 1, integer=True)
DECAY = Parameter("decay", "", 0.01, 0.0, 1e3)
TOL = Parameter("tol", "", 1e-6, 0.0, 1e6)
GRID = Parameter("grid", "", 129, 2, 257, integer=True)
LEVELS = Parameter("levels", "", 20, 1, 64, integer=True)
STEP = Parameter("step", "k", 0, 0, 10_000, integer=True)
DIGITS = Parameter("digits", "", 17, 1, 17, integer=True)

SCHEDULE = Switch("schedule", next(iter(SCHEDULES)), {id: schedule.text for id, schedule in SCHEDULES.items()})
SCALING = Switch("scaling", next(iter(SCALINGS)), SCALINGS)

#: Numbers of a scenario that belong to no optimiser.
GENERAL: dict[str, Parameter] = {p.name: p for p in (BATCH, SEED, DECAY, STEPS, TOL, GRID, LEVELS, STEP, DIGITS)}

#: θ beyond this is refused at the start, and is `diverged` on the way.
THETA_LIMIT = 1e12
#: A window narrower than this, or than this share of its largest edge, is refused: beyond, a double has too few digits
#: left for a map.
NARROWEST = 1e-9
