"""The sigmoid neuron with squared error: ℓ = (ŷ − y)², ŷ = σ(z)."""

from __future__ import annotations

from functools import cached_property
from typing import ClassVar

import numpy as np

from antigradient.balls import ELEMENTARY, UNIT
from antigradient.formula.calculus import TWO, call, power
from antigradient.functions import sigmoid
from antigradient.jets import Jet, base
from antigradient.objectives.base import Array, Objective, Output
from antigradient.objectives.neurons import Activation, NeuronLoss, Y, Z, bound, point_program
from antigradient.objectives.slopes import Slope, mirrored_slope, sigmoid_squared
from antigradient.work import spend

#: e^−z is built from products of e^(−θx) where no factor can overflow (e^709 is the largest double).
SEPARABLE_UNTIL = 650.0


class SigmoidSquared(NeuronLoss):
    """For the objective of the sigmoid neuron: ℓ = (ŷ − y)² with ŷ = σ(z), ℓ′ = 2(ŷ−y)·ŷ(1−ŷ)."""

    point = point_program(power(call("error", Z, Y), TWO))
    #: σ′ is at most ¼, so the errors of two z differ by no more than a quarter of their distance.
    steepness = 0.25
    #: Of ŷ = e/(1 + e) three operations and a quarter of the exponential's, of 1 − y one, and one to be sure.
    blur = 5.0 + 0.25 * ELEMENTARY / UNIT
    float_point: ClassVar[float] = 150.0

    def point_loss(self, a: Activation) -> Array:
        """For values: ℓ = (ŷ−y)² of each point."""
        return np.square(self.error(a))

    def point_slope(self, a: Activation) -> Array:
        """For gradients: ℓ′ = 2(ŷ−y)σ′ of each point."""
        product = self.error(a)
        product *= a.slope
        return np.asarray(np.multiply(product, 2.0, out=product))

    def point_series(self, z: Jet, y: Array) -> Jet:
        """For Taylor series: ℓ = (ŷ−y)² of jets, the error taken from the nearer end as in `error`."""
        rising = base(z) > 0
        side = np.where(rising, 1.0, -1.0)
        error: Jet = (rising - y) - side * sigmoid(-side * z)
        return error**2

    def point_curvature(self, a: Activation) -> Array:
        """For Hessians: ℓ″ = 2(σ′² + (ŷ−y)σ″), where σ″ = σ′(1−2ŷ) = −σ′·tanh(z/2)."""
        return 2.0 * a.slope * (a.slope - self.error(a) * np.tanh(0.5 * a.z))

    @cached_property
    def arithmetic(self) -> Slope:
        """For `slope` and the fast loop: ∇L = 2c Σ (ŷ−y)·ŷ(1−ŷ)·x in plain arithmetic."""
        return mirrored_slope(sigmoid_squared, self.data, self.factor)

    @cached_property
    def mirrored(self) -> tuple[Array, Array]:
        """For fast passes: design and labels with the points of y > ½ turned: σ(−z) − (1−y) = −(σ(z) − y)."""
        upper = self.labels > 0.5
        return np.where(upper, -self.design, self.design), np.where(upper, 1.0 - self.labels, self.labels)

    def gradient(self, *theta: Array) -> tuple[Array, ...]:
        """For many runs at once: ∇L = c Σ 2(ŷ−y)σ′·x in half the passes, with e = e^−z, ŷ = 1/(1+e), σ′ = e·ŷ².

        No e overflows, and a label of at most ½ keeps its digits beside a ŷ near 1 without a choice of the nearer end.
        """
        design, labels = self.mirrored

        def slopes(minus_z: Array) -> Array:
            if not minus_z.max() <= SEPARABLE_UNTIL:
                raise OverflowError
            e = np.exp(minus_z, out=minus_z)
            prediction = e + 1.0
            np.divide(1.0, prediction, out=prediction)
            e *= prediction
            e *= prediction
            prediction -= labels
            return np.multiply(prediction, e, out=e)

        try:
            return tuple(self._summed(theta, -design, slopes, 2.0 * design.T, share=3))
        except OverflowError:
            return super().gradient(*theta)

    def along(self, theta: Array, u: Array) -> tuple[Array, Array]:
        """For the ledger: L and uᵀ∇²Lu = 2c Σ (σ′² + (ŷ−y)σ″)(u·x)² in half the passes, σ″ = σ′((1−ŷ) − ŷ).

        That difference has lost its digits near z = 0, which only a label far from ŷ would bring to light.
        """
        if not self.near:
            return super().along(theta, u)
        design, labels = self.mirrored
        value, curvature = np.empty((2, theta.shape[1]))
        for places in self._blocks(theta.shape[1], share=2):
            z = design @ theta[:, places]
            if not z.max() <= SEPARABLE_UNTIL:
                return super().along(theta, u)
            e = np.exp(z, out=z)
            rest = e + 1.0
            np.divide(1.0, rest, out=rest)
            prediction = np.multiply(e, rest, out=e)
            slope = prediction * rest
            bend = np.subtract(rest, prediction, out=rest)
            error = np.subtract(prediction, labels, out=prediction)
            bend *= error
            bend += slope
            slope *= bend
            rise = design @ u[:, places]
            rise *= rise
            rise *= slope
            curvature[places] = 2.0 * self.factor * rise.sum(axis=0)
            value[places] = self.factor * np.square(error, out=error).sum(axis=0)
        return value, curvature

    @cached_property
    def near(self) -> bool:
        """For the choice of a fast pass: whether no label is farther than 1 from what a sigmoid may give."""
        return bool(self.mirrored[1].min() >= -1.0)

    @cached_property
    def farthest(self) -> tuple[float, ...]:
        """For the choice of a fast pass: the largest |input| of each parameter."""
        return tuple(float(np.abs(x).max()) for x in self.inputs)

    def _reach(self, theta: tuple[Array, ...]) -> float:
        """A bound on |z|."""
        return sum(float(np.abs(t).max(initial=0.0)) * x for t, x in zip(theta, self.farthest, strict=True))

    def on_grid(self, *theta: Array) -> Array:
        """For a surface: L over a grid without an exp for each cell: e^−(wx+b) = e^−wx · e^−b, an outer product."""
        if self._reach(theta) > SEPARABLE_UNTIL:
            return self(*theta)
        total = np.zeros(np.broadcast_shapes(*(t.shape for t in theta)))
        cell = np.empty_like(total)
        spend(len(self.data) * (2.5 * total.size + 10e3))
        for row, y in zip(self.design, self.labels[:, 0], strict=True):
            *first, last = (np.exp(-x * t) for x, t in zip(row, theta, strict=True))
            factor = first[0] if len(first) == 1 else np.multiply(*first)
            np.multiply(factor, last, out=cell)
            cell += 1.0
            np.divide(1.0, cell, out=cell)  # half the time of np.reciprocal
            cell -= y
            np.square(cell, out=cell)
            total += cell
        total *= self.factor
        return total


SIGMOID_SQUARED = Objective(
    id="sigmoid-squared",
    text="L = {reduction} (ŷᵢ − yᵢ)²,  ŷᵢ = 1/(1 + e^−(wxᵢ + b))",
    latex=r"\begin{split} L &= {reduction} (\hat y_i - y_i)^2 \\ "
    r"\hat y_i &= \frac{1}{1 + e^{-(w x_i + b)}} \end{split}",
    source="M. Khapra, Deep Learning CS7015, lectures 3 and 4.",
    bind=bound(SigmoidSquared),
    eta=1.5,
    steps=100,
    defaults={
        "momentum": {"gamma": 0.6},
        "nesterov": {"gamma": 0.6},
        "adam": {"eta": 0.1},
        "adamw": {"eta": 0.1},
        "nadam": {"eta": 0.1},
        "bfgs": {"eta": 0.7},
    },
    inputs=1,
    data="five",
    output=Output("ŷ", "sigmoid", cancels=False),
    reductions=("half_sum", "sum", "mean", "half_mean"),
)
