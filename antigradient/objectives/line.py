"""A straight line fitted by squared error: the neuron without its sigmoid."""

from __future__ import annotations

from typing import ClassVar

import numpy as np

from antigradient.formula.calculus import TWO, power, subtract
from antigradient.jets import Jet
from antigradient.objectives.base import Array, Objective, Output
from antigradient.objectives.neurons import Activation, NeuronLoss, Y, Z, bound, point_program
from antigradient.objectives.slopes import Slope, line_gradient, plain_slope


def identity(z: Array) -> Activation:
    """For the linear neuron: the activation ŷ = z, with slope 1 everywhere and no end where digits are lost."""
    return Activation(z, ~np.signbit(z), z, z, np.ones_like(z))


class LinearSquared(NeuronLoss):
    """For the objective of the linear neuron: ℓ = (z − y)², with ℓ′ = 2(z−y) and ℓ″ = 2."""

    point = point_program(power(subtract(Z, Y), TWO))
    steepness = 1.0
    cell: ClassVar[float] = 3.5
    crowded: ClassVar[float] = 2.0
    float_point: ClassVar[float] = 90.0
    activate = staticmethod(identity)

    def error(self, a: Activation) -> Array:
        """For samples and the derivation: z − y."""
        return a.z - self.labels

    def point_loss(self, a: Activation) -> Array:
        """For values: ℓ = (z−y)² of each point."""
        return np.square(self.error(a))

    def point_slope(self, a: Activation) -> Array:
        """For gradients: ℓ′ = 2(z−y) of each point."""
        return 2.0 * self.error(a)

    def point_series(self, z: Jet, y: Array) -> Jet:
        """For Taylor series: ℓ = (z−y)² of jets."""
        return (z - y) ** 2

    def point_curvature(self, a: Activation) -> Array:
        """For Hessians: ℓ″ = 2 of each point."""
        return 2.0 * a.slope

    @property
    def arithmetic(self) -> Slope:
        """For `slope` and the fast loop: ∇L = 2c Σ (wx + b − y)·x in plain arithmetic."""
        return plain_slope(line_gradient, self.data, self.factor)


LINEAR_SQUARED = Objective(
    id="linear-squared",
    text="L = {reduction} (ŷᵢ − yᵢ)²,  ŷᵢ = wxᵢ + b",
    latex=r"\begin{split} L &= {reduction} (\hat y_i - y_i)^2 \\ \hat y_i &= w x_i + b \end{split}",
    source="A.-M. Legendre, Nouvelles méthodes pour la détermination des orbites des comètes, 1805.",
    bind=bound(LinearSquared),
    eta=0.02,
    defaults={
        "momentum": {"eta": 0.01, "gamma": 0.8},
        "nesterov": {"eta": 0.01, "gamma": 0.8},
        "conjugate": {"eta": 0.1},
    },
    inputs=1,
    data="five",
    output=Output("ŷ", "identity", cancels=False),
    reductions=("half_sum", "sum", "mean", "half_mean"),
)
