"""Gradients of neurons at one point, as formulas in plain arithmetic: for floats, and for symbols.

Every point of y > ½ is turned about 0, (x, y) → (−x, 1−y) with −1 for its 1: σ(−z) − (1−y) = −(σ(z) − y), the same
loss. Then no label is near to a prediction of 1, and ŷ = e/(1+e), 1−ŷ = 1/(1+e) with e = e^z keep all digits on both
sides without a choice between them; e overflows where |z| > 709. Sums begin with −0, which changes no bit of what is
added to it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from antigradient.data import Data

Function = Callable[..., Any]


class Slope(NamedTuple):
    """For `descend` and the fast loop: `formula(numbers, exp)` makes θ ↦ ∇L, of floats or of symbols.

    Behind ∇L it may give further values: where one of them is not finite there is no ∇L. `numbers` are those of all
    `points`, or the loss's constants. Two formulas that are equal make the same of the same numbers.
    """

    formula: Callable[[Sequence[Any], Function], Function]
    points: int
    numbers: tuple[float, ...]


@dataclass(frozen=True)
class OfPoints:
    """For neurons: the formula of a `Slope`; `signs` holds 1 or −1 for each point, what multiplies b, `c` is a factor.

    The numbers are the inputs and the label of each point, one after another.
    """

    of: Callable[[Sequence[float], float, Sequence[Any], Function], Function]
    signs: tuple[float, ...]
    c: float

    def __call__(self, numbers: Sequence[Any], exp: Function) -> Function:
        """θ ↦ ∇L."""
        return self.of(self.signs, self.c, numbers, exp)


def mirrored_slope(formula: Callable[..., Function], data: Data, c: float) -> Slope:
    """For sigmoid neurons: the formula over the data, with the points of y > ½ turned about 0."""
    signs = tuple(-1.0 if y > 0.5 else 1.0 for y in data.y)
    numbers: list[float] = []
    for s, x, y in zip(signs, data.x, data.y, strict=True):
        numbers += [*(s * v for v in x), 1.0 - y if s < 0 else y]
    return Slope(OfPoints(formula, signs, c), len(data), tuple(numbers))


def plain_slope(formula: Callable[..., Function], data: Data, c: float) -> Slope:
    """For the linear neuron: the formula over the data as they are."""
    numbers = [v for x, y in zip(data.x, data.y, strict=True) for v in (*x, y)]
    return Slope(OfPoints(formula, (1.0,) * len(data), c), len(data), tuple(numbers))


def sigmoid_squared(signs: Sequence[float], c: float, numbers: Sequence[Any], exp: Function) -> Function:
    """For the sigmoid neuron's slope: θ ↦ ∇L = 2c Σ (ŷ−y)·ŷ(1−ŷ)·x, without the x for b."""
    c = 2.0 * c
    points = tuple(zip(signs, numbers[::2], numbers[1::2], strict=True))

    def slope(w: Any, b: Any) -> tuple[Any, Any]:
        dw = db = -0.0
        for s, x, y in points:
            e = exp(w * x + b * s)
            rest = 1.0 / (1.0 + e)
            prediction = e * rest
            delta = (prediction - y) * prediction * rest
            dw += delta * x
            db += delta * s
        return c * dw, c * db

    return slope


def logistic(signs: Sequence[float], c: float, numbers: Sequence[Any], exp: Function) -> Function:
    """For the log loss's slope: θ ↦ ∇L = c Σ (a−y)·x, for any number of inputs."""
    width = len(numbers) // len(signs)
    *inputs, labels = (numbers[i::width] for i in range(width))
    points = tuple(zip(signs, zip(*inputs, strict=True), labels, strict=True))

    def slope(*theta: Any) -> tuple[Any, ...]:
        partials: list[Any] = [-0.0] * len(theta)
        for s, x, y in points:
            z = theta[-1] * s
            for w, v in zip(theta, x, strict=False):
                z = z + w * v
            e = exp(z)
            error = e / (1.0 + e) - y
            for i, v in enumerate(x):
                partials[i] += error * v
            partials[-1] += error * s
        return tuple([c * d for d in partials])

    return slope


def line_gradient(signs: Sequence[float], c: float, numbers: Sequence[Any], exp: Function) -> Function:
    """For the linear neuron's slope: θ ↦ ∇L = 2c Σ (wx + b − y)·x, without the x for b."""
    c = 2.0 * c
    points = tuple(zip(numbers[::2], numbers[1::2], strict=True))

    def slope(w: Any, b: Any) -> tuple[Any, Any]:
        dw = db = -0.0
        for x, y in points:
            error = w * x + b - y
            dw += error * x
            db += error
        return c * dw, c * db

    return slope
