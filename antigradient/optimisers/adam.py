"""Adam and its kin: averages of gradients and of their squares, corrected for the zeros that they began with."""

from __future__ import annotations

from typing import Any

from antigradient.functions import square
from antigradient.optimisers.adaptive import rooted
from antigradient.optimisers.base import Optimiser, Step, StepOfOne, by_coordinate, each
from antigradient.parameters import BETA1, BETA2, EPSILON, EPSILON_PLACE, WEIGHT_DECAY

#: m and v, and what the zeros that they began with still weigh in them: β₁ᵗ and β₂ᵗ.
Averages = tuple[Any, Any, Any, Any]
BEGINNING: Averages = (0.0, 0.0, 1.0, 1.0)


def adam_of_one(beta1: float, beta2: float, epsilon: float, epsilon_place: str) -> StepOfOne:
    """For Adam and AdamW, of one coordinate: m ← β₁m + (1−β₁)g, v ← β₂v + (1−β₂)g², u = −m̂/(√v̂ + ε).

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

    return of_one


def adam(beta1: float, beta2: float, epsilon: float, epsilon_place: str) -> Step:
    """For the registry: Adam's step."""
    return by_coordinate(adam_of_one(beta1, beta2, epsilon, epsilon_place))


def adamw(beta1: float, beta2: float, epsilon: float, weight_decay: float, epsilon_place: str) -> Step:
    """For the registry: Adam's step with decoupled weight decay, u = −(m̂/(√v̂ + ε) + λθ)."""
    adam = adam_of_one(beta1, beta2, epsilon, epsilon_place)

    def of_one(memory: Averages, g: Any, eta: Any, theta: Any) -> tuple[Any, Averages]:
        u, after = adam(memory, g, eta, theta)
        return u - weight_decay * theta, after

    return by_coordinate(of_one)


def nadam(beta1: float, beta2: float, epsilon: float, epsilon_place: str) -> Step:
    """For the registry: Adam's step that looks ahead, u = −(β₁m/(1−β₁ᵗ⁺¹) + (1−β₁)g/(1−β₁ᵗ))/(√v̂ + ε)."""
    root, adam = rooted(epsilon, epsilon_place), adam_of_one(beta1, beta2, epsilon, epsilon_place)

    def of_one(memory: Averages, g: Any, eta: Any, theta: Any) -> tuple[Any, Averages]:
        _, after = adam(memory, g, eta, theta)
        m, v, zeros1, zeros2 = after
        ahead = beta1 * m / (1 - zeros1 * beta1) + (1 - beta1) * g / (1 - zeros1)
        return -ahead / root(v / (1 - zeros2)), after

    return by_coordinate(of_one)


#: What the formulas of all three begin with.
AVERAGES = r"m &\leftarrow \beta_1 m + (1 - \beta_1) g \\ v &\leftarrow \beta_2 v + (1 - \beta_2) g^2 \\ "

ADAM = Optimiser(
    id="adam",
    text="m ← β₁m + (1 − β₁)g,  v ← β₂v + (1 − β₂)g²,  θ ← θ − η m̂/(√v̂ + ε)",
    latex=rf"\begin{{split}} {AVERAGES}"
    r"\theta &\leftarrow \theta - \eta \frac{\hat m}{\sqrt{\hat v} + \varepsilon} \end{split}",
    source="D. P. Kingma and J. Ba, Adam: a method for stochastic optimization, 2015.",
    rule=adam,
    eta=0.2,
    init=each(BEGINNING),
    hyper=(BETA1, BETA2, EPSILON),
    switches=(EPSILON_PLACE,),
)

ADAMW = Optimiser(
    id="adamw",
    text="m ← β₁m + (1 − β₁)g,  v ← β₂v + (1 − β₂)g²,  θ ← θ − η (m̂/(√v̂ + ε) + λθ)",
    latex=rf"\begin{{split}} {AVERAGES}"
    r"\theta &\leftarrow \theta - \eta \Big( \frac{\hat m}{\sqrt{\hat v} + \varepsilon} + \lambda\theta \Big) "
    r"\end{split}",
    source="I. Loshchilov and F. Hutter, Decoupled weight decay regularization, 2019.",
    rule=adamw,
    eta=0.2,
    init=each(BEGINNING),
    hyper=(BETA1, BETA2, EPSILON, WEIGHT_DECAY),
    switches=(EPSILON_PLACE,),
)

NADAM = Optimiser(
    id="nadam",
    text="m ← β₁m + (1 − β₁)g,  v ← β₂v + (1 − β₂)g²,  m̃ = β₁m/(1 − β₁ᵗ⁺¹) + (1 − β₁)g/(1 − β₁ᵗ),  "
    "θ ← θ − η m̃/(√v̂ + ε)",
    latex=rf"\begin{{split}} {AVERAGES}"
    r"\tilde m &= \frac{\beta_1 m}{1 - \beta_1^{t+1}} + \frac{(1 - \beta_1) g}{1 - \beta_1^t} \\ "
    r"\theta &\leftarrow \theta - \eta \frac{\tilde m}{\sqrt{\hat v} + \varepsilon} \end{split}",
    source="T. Dozat, Incorporating Nesterov momentum into Adam, 2016.",
    rule=nadam,
    eta=0.2,
    init=each(BEGINNING),
    hyper=(BETA1, BETA2, EPSILON),
    switches=(EPSILON_PLACE,),
)
