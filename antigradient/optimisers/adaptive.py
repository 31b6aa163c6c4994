"""Rules that give each coordinate a length of its own, from the squares of its gradients.

Squares are `square(g)`: it raises OverflowError where g·g would be inf without an error, and u = 0 unnoticed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from antigradient.functions import sqrt, square
from antigradient.optimisers.base import Optimiser, Step, by_coordinate, each
from antigradient.parameters import EPSILON, EPSILON_PLACE, RHO


def rooted(epsilon: float, epsilon_place: str) -> Callable[[Any], Any]:
    """For adaptive rules: √v + ε, or √(v + ε); both are in use, and differ where gradients are small."""
    if epsilon_place == "inside":
        return lambda v: sqrt(v + epsilon)
    return lambda v: sqrt(v) + epsilon


def adagrad(epsilon: float, epsilon_place: str) -> Step:
    """For the registry: Adagrad's step, G ← G + g², u = −g/(√G + ε)."""
    root = rooted(epsilon, epsilon_place)

    def of_one(total: Any, g: Any, eta: Any, theta: Any) -> tuple[Any, Any]:
        total = total + square(g)
        return -g / root(total), total

    return by_coordinate(of_one)


def rmsprop(rho: float, epsilon: float, epsilon_place: str) -> Step:
    """For the registry: RMSProp's step, v ← ρv + (1−ρ)g², u = −g/(√v + ε)."""
    root = rooted(epsilon, epsilon_place)

    def of_one(v: Any, g: Any, eta: Any, theta: Any) -> tuple[Any, Any]:
        v = rho * v + (1 - rho) * square(g)
        return -g / root(v), v

    return by_coordinate(of_one)


ADAGRAD = Optimiser(
    id="adagrad",
    text="G ← G + g²,  θ ← θ − η g/(√G + ε)",
    latex=r"\begin{split} G &\leftarrow G + g^2 \\ "
    r"\theta &\leftarrow \theta - \eta \frac{g}{\sqrt{G} + \varepsilon} \end{split}",
    source="J. Duchi, E. Hazan and Y. Singer, Adaptive subgradient methods, 2011.",
    rule=adagrad,
    eta=0.5,
    init=each(0.0),
    hyper=(EPSILON,),
    switches=(EPSILON_PLACE,),
)

RMSPROP = Optimiser(
    id="rmsprop",
    text="v ← ρv + (1 − ρ)g²,  θ ← θ − η g/(√v + ε)",
    latex=r"\begin{split} v &\leftarrow \rho v + (1 - \rho) g^2 \\ "
    r"\theta &\leftarrow \theta - \eta \frac{g}{\sqrt{v} + \varepsilon} \end{split}",
    source="G. Hinton, Neural Networks for Machine Learning, lecture 6e, 2012.",
    rule=rmsprop,
    eta=0.1,
    init=each(0.0),
    hyper=(RHO, EPSILON),
    switches=(EPSILON_PLACE,),
)
