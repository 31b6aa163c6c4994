"""Optimisers: rules that turn a gradient into a step u, with θ ← θ + ηu.

A rule is a pair of pure functions of one coordinate: `init(θ)` gives its memory, `step(memory, g, η)` the step and the
next memory. Written in plain arithmetic they serve floats and arrays alike. A rule returns the direction u and never
the update ηu: so gradient descent's u is −∇L to the last bit, and β exactly 180°.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from app.descent.parameters import GAMMA, Parameter

Hyper = Mapping[str, float]
Memory = Any
Step = Callable[[Memory, Any, float], tuple[Any, Memory]]


@dataclass(frozen=True)
class Optimiser:
    """A registry entry: the rule, its hyperparameters, and the convention that it follows.

    `rule` takes the hyperparameters by name and gives the step; called once a run, it spares the loop every look-up.
    """

    id: str
    title: str
    text: str
    latex: str
    convention: str
    source: str
    init: Callable[[Any], Memory]
    rule: Callable[..., Step]
    hyper: tuple[Parameter, ...] = ()

    def step(self, hyper: Hyper) -> Step:
        """The rule with its hyperparameters set; `hyper` may hold more than it asks for."""
        return self.rule(**{p.name: hyper[p.name] for p in self.hyper})

    def described(self) -> dict[str, Any]:
        """The entry's public face, for the catalogue."""
        return {
            "id": self.id,
            "title": self.title,
            "formula": {"text": self.text, "latex": self.latex},
            "convention": self.convention,
            "source": self.source,
            "hyperparameters": [p.described() for p in self.hyper],
        }


def gradient_descent() -> Step:
    """u = −∇L."""

    def step(memory: None, g: Any, eta: float) -> tuple[Any, None]:
        return -g, None

    return step


def momentum(gamma: float) -> Step:
    """v ← γv + η∇L, θ ← θ − v: so u = −v/η, written so that the first u is −∇L exactly."""

    def step(v: Any, g: Any, eta: float) -> tuple[Any, Any]:
        u = -(gamma * v / eta + g)
        return u, -eta * u

    return step


OPTIMISERS: dict[str, Optimiser] = {
    o.id: o
    for o in (
        Optimiser(
            id="gd",
            title="Gradient descent",
            text="θ ← θ − η∇L",
            latex=r"\theta \leftarrow \theta - \eta\nabla L",
            convention="u = −∇L: the direction of steepest descent, β = 180° at every step.",
            source="A. Cauchy, Méthode générale pour la résolution des systèmes d'équations simultanées, 1847.",
            init=lambda point: None,
            rule=gradient_descent,
        ),
        Optimiser(
            id="momentum",
            title="Momentum",
            text="v ← γv + η∇L,  θ ← θ − v",
            latex=r"v \leftarrow \gamma v + \eta\nabla L,\quad \theta \leftarrow \theta - v",
            convention="v starts at 0 and holds the learning rate: u = −v/η.",
            source="B. Polyak, Some methods of speeding up the convergence of iteration methods, 1964.",
            init=lambda point: 0.0,
            rule=momentum,
            hyper=(GAMMA,),
        ),
    )
}

#: Every hyperparameter of every optimiser, by name.
HYPERPARAMETERS: dict[str, Parameter] = {p.name: p for o in OPTIMISERS.values() for p in o.hyper}
