"""Rules that follow the gradient, or a running sum of gradients."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from antigradient.optimisers.base import Memory, Optimiser, Step, Vector, by_coordinate, each
from antigradient.parameters import GAMMA


def gradient_descent() -> Step:
    """For the registry: gradient descent's step, u = −∇L."""

    def step(memory: Memory, g: Vector, eta: Any, theta: Vector) -> tuple[Vector, Memory]:
        u = []
        for x in g:  # in floats faster than a list's own loop
            u.append(-x)
        return u, memory

    return step


def momentum(gamma: float) -> Step:
    """For the registry: momentum's step, v ← γv + η∇L, u = −v/η, written so that the first u is −∇L exactly."""

    def of_one(v: Any, g: Any, eta: Any, theta: Any) -> tuple[Any, Any]:
        u = -(gamma * v / eta + g)
        return u, -eta * u

    return by_coordinate(of_one)


def velocity(gamma: float) -> Callable[[Memory], Vector]:
    """For look-ahead and for the end of runs: v ↦ γv, by which momentum alone will move θ to θ − γv."""
    return lambda memory: [gamma * v for v in memory]


GD = Optimiser(
    id="gd",
    text="θ ← θ − η∇L",
    latex=r"\theta \leftarrow \theta - \eta\nabla L",
    source="A. Cauchy, Méthode générale pour la résolution des systèmes d'équations simultanées, 1847.",
    rule=gradient_descent,
    stable=lambda: 2.0,
)

MOMENTUM = Optimiser(
    id="momentum",
    text="v ← γv + η∇L(θ),  θ ← θ − v",
    latex=r"\begin{split} v &\leftarrow \gamma v + \eta\nabla L(\theta) \\ \theta &\leftarrow \theta - v \end{split}",
    source="B. T. Polyak, Some methods of speeding up the convergence of iteration methods, 1964.",
    rule=momentum,
    init=each(0.0),
    hyper=(GAMMA,),
    carried=velocity,
    stable=lambda gamma: 2 * (1 + gamma),
)

NESTEROV = Optimiser(
    id="nesterov",
    text="v ← γv + η∇L(θ − γv),  θ ← θ − v",
    latex=r"\begin{split} v &\leftarrow \gamma v + \eta\nabla L(\theta - \gamma v) \\ "
    r"\theta &\leftarrow \theta - v \end{split}",
    source="Y. Nesterov, A method of solving a convex programming problem with convergence rate O(1/k²), 1983; in the "
    "form of I. Sutskever et al., On the importance of initialization and momentum in deep learning, 2013.",
    rule=momentum,
    init=each(0.0),
    hyper=(GAMMA,),
    carried=velocity,
    ahead=True,
    stable=lambda gamma: 2 * (1 + gamma) / (1 + 2 * gamma),
)
