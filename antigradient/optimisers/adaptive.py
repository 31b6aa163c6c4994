"""Rules that give each coordinate a length of its own, from the squares of its gradients.

Squares are `square(g)`: it raises OverflowError where g·g would be inf without an error, and u = 0 unnoticed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from antigradient.functions import sqrt, square
from antigradient.optimisers.base import Optimiser, Step, by_coordinate, each
from antigradient.parameters import BETA1, BETA2, EPSILON, EPSILON_PLACE, RHO

#: Adam's m and v, and what the zeros that they began with still weigh in them: β₁ᵗ and β₂ᵗ.
Averages = tuple[Any, Any, float, float]


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


def adam(beta1: float, beta2: float, epsilon: float, epsilon_place: str) -> Step:
    """For the registry: Adam's step, m ← β₁m + (1−β₁)g, v ← β₂v + (1−β₂)g², u = −m̂/(√v̂ + ε).

    m̂ = m/(1−β₁ᵗ) and v̂ = v/(1−β₂ᵗ).
    """
    root = rooted(epsilon, epsilon_place)

    def of_one(memory: Averages, g: Any, eta: Any, theta: Any) -> tuple[Any, Averages]:
        m, v, zeros1, zeros2 = memory
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * square(g)
        zeros1 *= beta1
        zeros2 *= beta2
        return -m / (1 - zeros1) / root(v / (1 - zeros2)), (m, v, zeros1, zeros2)

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

ADAM = Optimiser(
    id="adam",
    text="m ← β₁m + (1 − β₁)g,  v ← β₂v + (1 − β₂)g²,  θ ← θ − η m̂/(√v̂ + ε)",
    latex=r"\begin{split} m &\leftarrow \beta_1 m + (1 - \beta_1) g \\ v &\leftarrow \beta_2 v + (1 - \beta_2) g^2 \\ "
    r"\theta &\leftarrow \theta - \eta \frac{\hat m}{\sqrt{\hat v} + \varepsilon} \end{split}",
    source="D. P. Kingma and J. Ba, Adam: a method for stochastic optimization, 2015.",
    rule=adam,
    eta=0.2,
    init=each((0.0, 0.0, 1.0, 1.0)),
    hyper=(BETA1, BETA2, EPSILON),
    switches=(EPSILON_PLACE,),
)
