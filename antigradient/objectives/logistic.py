"""Logistic neurons with log loss: ℓ = −y ln a − (1−y) ln(1−a), a = σ(z)."""

from __future__ import annotations

import numpy as np

from antigradient.balls import ELEMENTARY, UNIT
from antigradient.formula.calculus import call
from antigradient.functions import softplus
from antigradient.jets import Jet
from antigradient.objectives.base import Array, Objective, Output
from antigradient.objectives.neurons import Activation, NeuronLoss, Y, Z, bound, point_program
from antigradient.objectives.slopes import Slope, logistic, mirrored_slope


class Logistic(NeuronLoss):
    """For the log-loss objectives: ℓ from z, with ∂ℓ/∂z = a − y, as (−y/a + (1−y)/(1−a))·a(1−a) = a − y."""

    point = point_program(call("log_loss", Z, Y))
    #: ℓ ≥ 2(a−y)² (Pinsker's inequality) and ℓ″ ≤ ¼: losses differ by at most |Δz|·√(ℓ/2) + Δz²/8.
    steepness = 8**-0.5
    #: Ten operations, and two elementary functions, one inside the other.
    operations = 10 + 2 * ELEMENTARY / UNIT

    def point_loss(self, a: Activation) -> Array:
        """For values: ℓ = ln(1 + e^−|z|) + |z|·(1−y for z > 0, else y); no term is negative, no log is of 0."""
        weight = np.where(a.rising, 1.0 - self.labels, self.labels)
        return np.asarray(np.log1p(a.tail / a.near) + np.abs(a.z) * weight)

    def point_slope(self, a: Activation) -> Array:
        """For gradients: ℓ′ = a − y of each point."""
        return self.error(a)

    def point_series(self, z: Jet, y: Array) -> Jet:
        """For Taylor series: ℓ = y·ln(1 + e^−z) + (1−y)·ln(1 + e^z) of jets."""
        loss: Jet = y * softplus(-z) + (1.0 - y) * softplus(z)
        return loss

    def point_curvature(self, a: Activation) -> Array:
        """For Hessians: ℓ″ = a(1−a) of each point."""
        return a.slope

    @property
    def arithmetic(self) -> Slope:
        """For `slope` and the fast loop: ∇L = c Σ (a−y)·x in plain arithmetic."""
        return mirrored_slope(logistic, self.data, self.factor)


SIGMOID_LOG = Objective(
    id="sigmoid-log",
    text="L = {reduction} −yᵢ ln ŷᵢ − (1 − yᵢ) ln(1 − ŷᵢ),  ŷᵢ = 1/(1 + e^−(wxᵢ + b))",
    latex=r"\begin{split} L &= {reduction} \big[ -y_i \ln \hat y_i \\ &- (1 - y_i) \ln (1 - \hat y_i) \big] \\ "
    r"\hat y_i &= \frac{1}{1 + e^{-(w x_i + b)}} \end{split}",
    source="M. Khapra, Deep Learning CS7015, lecture 4; labels in [0, 1].",
    bind=bound(Logistic),
    eta=0.1,
    defaults={
        "momentum": {"gamma": 0.8},
        "nesterov": {"eta": 0.05, "gamma": 0.8},
        "adagrad": {"eta": 1.0},
    },
    inputs=1,
    data="five",
    labels=(0.0, 1.0),
    output=Output("ŷ", "sigmoid", cancels=True),
    reductions=("sum", "mean"),
)

LOGISTIC_2 = Objective(
    id="logistic-2",
    text="L = {reduction} −yᵢ ln aᵢ − (1 − yᵢ) ln(1 − aᵢ),  aᵢ = σ(zᵢ),  zᵢ = w₁x₁ + w₂x₂ + b",
    latex=r"\begin{split} L &= {reduction} \big[ -y_i \ln a_i \\ &- (1 - y_i) \ln (1 - a_i) \big] \\ "
    r"a_i &= \sigma(w_1 x_{i1} + w_2 x_{i2} + b) \end{split}",
    source="M. Khapra, Deep Learning CS7015, lecture 4; A. Ng, Neural Networks and Deep Learning, week 2.",
    bind=bound(Logistic, ("w1", "w2", "b")),
    parameters=("w1", "w2", "b"),
    start=(0.0, 0.0, 0.0),
    eta=0.1,
    defaults={
        "momentum": {"gamma": 0.8},
        "line-search": {"eta": 0.5},
        "conjugate": {"eta": 1.5},
        "bfgs": {"eta": 0.7},
    },
    inputs=2,
    data="two-clouds",
    labels=(0.0, 1.0),
    output=Output("a", "sigmoid", cancels=True),
    reductions=("sum", "mean"),
)
