"""What an objective is: a registry entry, and the loss that it gives once bound to data and a reduction."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

import numpy as np
import numpy.typing as npt

from antigradient.data import Data
from antigradient.jets import Jet
from antigradient.parameters import Parameter
from antigradient.words import say

Array = npt.NDArray[np.float64]
Window = tuple[float, float, float, float]


class Loss(Protocol):
    """For runs, maps and analyses: a loss of θ alone, with data, reduction and constants settled.

    Components of θ are given one by one and broadcast against each other, so one definition serves a point, a path and
    a grid.
    """

    @property
    def parameters(self) -> tuple[str, ...]:
        """For columns, replies and labels: the names of θ's components, in order."""
        ...

    def __call__(self, *theta: Array) -> Array:
        """L(θ), of the components' broadcast shape."""
        ...

    def gradient(self, *theta: Array) -> tuple[Array, ...]:
        """For analyses and basins: ∇L(θ), one array for each component."""
        ...

    def hessian(self, *theta: Array) -> tuple[tuple[Array, ...], ...]:
        """For Newton's rule and /gradient: ∇²L(θ), rows of arrays, symmetric."""
        ...

    def along(self, theta: Array, u: Array) -> tuple[Array, Array]:
        """For the ledger: L(θ) and the curvature uᵀ∇²L(θ)u along a path, both (m,), for θ and u of shape (p, m)."""
        ...

    def rounding(self, theta: Array, value: Array) -> Array:
        """For the ledger and /step: how far `value`, L in floats along a path (p, m), may be from the exact L, (m,)."""
        ...

    @property
    def slope(self) -> Callable[..., tuple[float, ...]]:
        """For `descend`: ∇L at one point, of and in plain floats.

        Raises OverflowError where Python's floats do, ValueError or ZeroDivisionError where there is no value.
        """
        ...

    def series(self, *theta: Jet) -> Jet:
        """For /step: L of jets, its Taylor series along the line that they are."""
        ...

    @property
    def slope_cost(self) -> float:
        """For budgets of work: nanoseconds of a call of `slope`. What arrays cost the loss counts itself."""
        ...

    def part(self, indices: Sequence[int]) -> Loss:
        """For mini-batches: the same loss over some of its points, by the same reduction (a mean is over these)."""
        ...

    def on_grid(self, *theta: Array) -> Array:
        """For a surface: L over a grid that `theta` broadcasts to (w (1, W), b (B, 1)); as a call, but for rounding."""
        ...

    def samples(self, *theta: float) -> dict[str, Array]:
        """For /gradient and examples: what each data point adds, as columns of length n; empty without data."""
        ...


@dataclass(frozen=True)
class Reduction:
    """For losses and their formulas: how the points' losses become one, L = factor(n) · Σ ℓ.

    `title` is its sign in text, `latex` in a formula.

    The factor is ½ where it is `halved`, over n where it is a `mean`.
    """

    id: str
    title: str
    latex: str
    halved: bool
    mean: bool

    def factor(self, n: int) -> float:
        """For losses: the number before the sum over n points."""
        return (0.5 if self.halved else 1.0) / (n if self.mean else 1)

    @property
    def description(self) -> str:
        """For the catalogue and derivations: what it makes of the points' losses."""
        return say(f"reduction.{self.id}")


REDUCTIONS: dict[str, Reduction] = {
    r.id: r
    for r in (
        Reduction("half_sum", "½ Σ", r"\tfrac12\sum_i", True, False),
        Reduction("sum", "Σ", r"\sum_i", False, False),
        Reduction("mean", "1/n Σ", r"\tfrac1n\sum_i", False, True),
        Reduction("half_mean", "1/2n Σ", r"\tfrac1{2n}\sum_i", True, True),
    )
}


@dataclass(frozen=True)
class Output:
    """For a neuron's derivation: its output's `symbol` in formulas, and its `activation`, sigmoid or identity.

    The error `cancels` the slope where ∂ℓ/∂z is output − y alone; else it is the square's, 2(output − y)·slope.
    """

    symbol: str
    activation: str
    cancels: bool

    def described(self) -> dict[str, Any]:
        """For the catalogue: symbol and activation as JSON values."""
        return {"symbol": self.symbol, "activation": self.activation, "cancels": self.cancels}


@dataclass(frozen=True)
class Minimum:
    """For basins and the map: a known stationary point; `kind` is global, local or window (the least on the map).

    It holds where each constant named in `positive` is that.
    """

    point: tuple[float, ...]
    loss: float
    kind: str = "global"
    positive: tuple[str, ...] = ()


#: (data, reduction, constants) → the loss; data and reduction are None where the objective has none. Constants are the
#: numbers of the scenario by name, and the typed formula as `f`.
Bind = Callable[[Data | None, Reduction | None, Mapping[str, Any]], Loss]


@dataclass(frozen=True)
class Objective:
    """For the catalogue, forms and `resolve`: a registry entry with its defaults and the way to bind it.

    `latex` and `text` hold `{reduction}` where the reduction's sign goes. `labels` is the range of y that the loss
    allows, `constants` are numbers of the formula that a scenario may set. `eta` and `steps` are those with which plain
    descent tells its story; `defaults` are numbers that suit another optimiser better, by its id. `output` is what a
    neuron gives. `presets` are formulas to start from where the loss is typed: an id and what to type, the first its
    default. `source` cites papers and lectures.
    """

    id: str
    latex: str
    text: str
    source: str | None
    bind: Bind
    parameters: tuple[str, ...] = ("w", "b")
    window: Window = (-4.0, 4.0, -4.0, 4.0)
    start: tuple[float, ...] = (-2.0, -2.0)
    eta: float = 1.0
    steps: int = 300
    defaults: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    inputs: int = 0
    data: str | None = None
    labels: tuple[float, float] | None = None
    constants: tuple[Parameter, ...] = ()
    reductions: tuple[str, ...] = ()
    minima: tuple[Minimum, ...] = ()
    output: Output | None = None
    presets: tuple[tuple[str, str], ...] = ()

    @property
    def title(self) -> str:
        """For forms and titles: its name."""
        return say(f"objective.{self.id}.title")

    @property
    def description(self) -> str:
        """For the catalogue: what there is to see on it."""
        return say(f"objective.{self.id}.description")

    def formula(self, reduction: str | None) -> dict[str, str]:
        """For replies and pages: the loss as plain text and as LaTeX, with the sign of `reduction` in its place."""
        r = REDUCTIONS[reduction] if reduction else None
        return {
            "text": self.text.replace("{reduction}", r.title if r else ""),
            "latex": self.latex.replace("{reduction}", r.latex if r else ""),
        }

    def known_minima(self, constants: Mapping[str, float]) -> tuple[Minimum, ...]:
        """For basins and the map: the listed minima that hold for these constants."""
        return tuple(m for m in self.minima if all(constants[name] > 0 for name in m.positive))

    @property
    def f(self) -> str | None:
        """For `resolve`, if the loss is typed: the formula that it has by default; None for any other loss."""
        return self.presets[0][1] if self.presets else None

    @property
    def measured(self) -> bool:
        """For scaling: whether the label is a measurement, in units of its own, and no class or share."""
        return self.output is not None and self.output.activation == "identity"

    @property
    def reduction(self) -> str | None:
        """For `resolve`: the default reduction, the first that is allowed."""
        return self.reductions[0] if self.reductions else None

    def described(self) -> dict[str, Any]:
        """For the catalogue: the entry as JSON values."""
        return {
            "id": self.id,
            "title": self.title,
            "formula": self.formula(self.reduction),
            "about": self.description,
            "source": self.source or say(f"objective.{self.id}.source"),
            "parameters": list(self.parameters),
            "window": list(self.window),
            "start": list(self.start),
            "eta": self.eta,
            "steps": self.steps,
            "defaults": {optimiser: dict(numbers) for optimiser, numbers in self.defaults.items()},
            "inputs": self.inputs,
            "data": self.data,
            "labels": None if self.labels is None else list(self.labels),
            "constants": [p.described() for p in self.constants],
            "reductions": [
                {
                    "id": r.id,
                    "title": r.title,
                    "about": r.description,
                    "formula": self.formula(r.id),
                    "halved": r.halved,
                    "mean": r.mean,
                }
                for r in map(REDUCTIONS.__getitem__, self.reductions)
            ],
            "reduction": self.reduction,
            "minima": [
                {"point": list(m.point), "loss": m.loss, "kind": m.kind, "positive": list(m.positive)}
                for m in self.minima
            ],
            "output": None if self.output is None else self.output.described(),
            "presets": [{"title": say(f"preset.{id}"), "f": f} for id, f in self.presets],
        }


def corner_at(loss: Loss, theta: Sequence[float]) -> Literal["kink", "jump"] | None:
    """For messages: what keeps a loss from having a gradient at a place where it has a value, if it is one of these."""
    find = getattr(loss, "corner", None)  # which formulas have
    found: Literal["kink", "jump"] | None = find(*theta) if find else None
    return found
