"""Losses of one neuron: ŷ = σ(wx + b) against labels, summed over the data.

Every such loss is L = c Σ ℓ(zᵢ, yᵢ) with zᵢ = θ·xᵢ and xᵢ the inputs followed by 1, so the chain rule gives all of
them the same shape: ∇L = c Σ ℓ′(zᵢ) xᵢ and ∇²L = c Σ ℓ″(zᵢ) xᵢxᵢᵀ. A loss of this family only states ℓ, ℓ′ and ℓ″.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from functools import cached_property
from math import exp

import numpy as np

from app.descent.data import Data
from app.descent.objectives.base import Array, Bind, Objective, Reduction

#: From about this many points on, numpy beats a loop over plain floats.
FLOATS_UNTIL = 40
#: e^−z is built from products of e^(−θx) where no factor can overflow (e^709 is the largest double).
SEPARABLE_UNTIL = 650.0
#: Cells (places × points) worked on at once: temporaries stay in the cache and memory stays flat.
BLOCK = 1 << 16


def logistic(z: Array) -> tuple[Array, Array, Array]:
    """σ(|z|), σ(−|z|) and σ′(z) of z, none of them lost to rounding.

    With e = e^−|z| and s = 1/(1+e): σ(|z|) = s, the small tail is e·s, and σ′ = e·s·s. The textbook's ŷ(1−ŷ) is exactly
    0 from z ≈ 37 on, where the true slope is still 1e-16.
    """
    e = np.exp(-np.abs(z))
    s = 1.0 / (1.0 + e)
    tail = e * s
    return s, tail, tail * s


class NeuronLoss(ABC):
    """c Σ ℓ(zᵢ, yᵢ) of bound data."""

    def __init__(self, data: Data, factor: float, parameters: tuple[str, ...]) -> None:
        self.parameters = parameters
        self.factor = factor
        self.labels = data.labels
        self.inputs = (*data.columns, np.ones(len(data)))
        self.design = np.ascontiguousarray(np.stack(self.inputs, axis=1))
        self.points = [(*x, y, 1.0 - y) for x, y in zip(data.x, data.y, strict=True)]

    @abstractmethod
    def point_loss(self, z: Array) -> Array:
        """ℓ(z, y) of each point; z has the points on its last axis."""

    @abstractmethod
    def point_slope(self, z: Array) -> Array:
        """ℓ′ = ∂ℓ/∂z of each point."""

    @abstractmethod
    def point_curvature(self, z: Array) -> Array:
        """ℓ″ = ∂²ℓ/∂z² of each point."""

    def __call__(self, *theta: Array) -> Array:
        """L(θ)."""
        return self._summed(theta, self.point_loss, np.ones((len(self.labels), 1)))[0]

    def gradient(self, *theta: Array) -> tuple[Array, ...]:
        """∇L = c Σ ℓ′ x."""
        return tuple(self._summed(theta, self.point_slope, self.design))

    def hessian(self, *theta: Array) -> tuple[tuple[Array, ...], ...]:
        """∇²L = c Σ ℓ″ xxᵀ."""
        p = len(theta)
        summed = self._summed(theta, self.point_curvature, self._products)
        return tuple(tuple(summed[p * i + j] for j in range(p)) for i in range(p))

    def slope(self, *theta: float) -> tuple[float, ...]:
        """∇L at one point, by numpy; a family with few points overrides it in plain floats."""
        return tuple(float(g[()]) for g in self.gradient(*map(np.asarray, theta)))

    def on_grid(self, *theta: Array) -> Array:
        """L over a grid."""
        return self(*theta)

    def samples(self, *theta: float) -> dict[str, Array]:
        """Chain rule by data point: z, ŷ, error ŷ−y, slope σ′, and what it adds to each partial (they sum to ∇L)."""
        z = self.design @ np.array(theta, dtype=float)
        names = ["x"] if len(theta) == 2 else [f"x{i + 1}" for i in range(len(theta) - 1)]
        columns = dict(zip(names, self.inputs, strict=False))
        columns |= {"y": self.labels, "z": z, **self.point_parts(z)}
        added = self.factor * self.point_slope(z)
        return columns | {f"d{p}": added * x for p, x in zip(self.parameters, self.inputs, strict=True)}

    @abstractmethod
    def point_parts(self, z: Array) -> dict[str, Array]:
        """Columns `prediction`, `error` and `slope`."""

    @cached_property
    def _products(self) -> Array:
        n, p = self.design.shape
        return np.ascontiguousarray((self.design[:, :, None] * self.design[:, None, :]).reshape(n, p * p))

    def _summed(self, theta: tuple[Array, ...], part: Callable[[Array], Array], weights: Array) -> list[Array]:
        """c Σᵢ part(zᵢ)·weights[i] for each column of weights, over places in blocks of bounded memory."""
        places = np.broadcast_arrays(*theta)
        shape = places[0].shape
        flat = np.stack([p.ravel() for p in places], axis=1)
        out = np.empty((flat.shape[0], weights.shape[1]))
        rows = max(1, BLOCK // len(self.labels))
        for start in range(0, len(flat), rows):
            z = flat[start : start + rows] @ self.design.T
            out[start : start + rows] = part(z) @ weights
        out *= self.factor
        return [np.ascontiguousarray(column).reshape(shape) for column in out.T]


class SigmoidSquared(NeuronLoss):
    """ℓ = (ŷ − y)² with ŷ = σ(z): ℓ′ = 2(ŷ−y)·ŷ(1−ŷ)."""

    def error(self, z: Array, tail: Array) -> Array:
        """ŷ − y, taken from the nearer end (1−y)−(1−ŷ) for z > 0, so that a saturated neuron keeps its digits."""
        return np.where(z > 0, (1.0 - self.labels) - tail, tail - self.labels)

    def point_loss(self, z: Array) -> Array:
        """(ŷ−y)²."""
        _, tail, _ = logistic(z)
        return np.square(self.error(z, tail))

    def point_slope(self, z: Array) -> Array:
        """2(ŷ−y)σ′."""
        _, tail, slope = logistic(z)
        return 2.0 * self.error(z, tail) * slope

    def point_curvature(self, z: Array) -> Array:
        """2(σ′² + (ŷ−y)σ″), where σ″ = σ′(1−2ŷ) = −σ′·tanh(z/2)."""
        s, tail, slope = logistic(z)
        bend = slope * np.where(z > 0, tail - s, s - tail)
        return 2.0 * (slope * slope + self.error(z, tail) * bend)

    def point_parts(self, z: Array) -> dict[str, Array]:
        """ŷ, ŷ−y and σ′."""
        s, tail, slope = logistic(z)
        return {"prediction": np.where(z > 0, s, tail), "error": self.error(z, tail), "slope": slope}

    def slope(self, *theta: float) -> tuple[float, ...]:
        """The chain rule in plain floats: 2c Σ (ŷ−y)·ŷ(1−ŷ)·x, and without the x for b."""
        if len(self.points) > FLOATS_UNTIL:
            return super().slope(*theta)
        w, b = theta
        dw = db = 0.0
        for x, y, not_y in self.points:
            z = w * x + b
            e = exp(-abs(z))
            s = 1.0 / (1.0 + e)
            tail = e * s
            delta = (not_y - tail if z > 0 else tail - y) * tail * s
            dw += delta * x
            db += delta
        c = 2.0 * self.factor
        return c * dw, c * db

    def on_grid(self, *theta: Array) -> Array:
        """L over a grid without an exp for each cell: e^−(wx+b) = e^−wx · e^−b, an outer product of two axes."""
        reach = sum(float(np.abs(t).max() * np.abs(x).max()) for t, x in zip(theta, self.inputs, strict=True))
        if reach > SEPARABLE_UNTIL:
            return self(*theta)
        total = np.zeros(np.broadcast_shapes(*(t.shape for t in theta)))
        cell = np.empty_like(total)
        for row, y in zip(self.design, self.labels, strict=True):
            *first, last = (np.exp(-x * t) for x, t in zip(row, theta, strict=True))
            factor = first[0] if len(first) == 1 else np.multiply(*first)
            np.multiply(factor, last, out=cell)
            cell += 1.0
            np.reciprocal(cell, out=cell)
            cell -= y
            np.square(cell, out=cell)
            total += cell
        total *= self.factor
        return total


def _bound(
    family: Callable[[Data, float, tuple[str, ...]], NeuronLoss], parameters: tuple[str, ...] = ("w", "b")
) -> Bind:
    def bind(data: Data | None, reduction: Reduction | None, constants: Mapping[str, float]) -> NeuronLoss:
        assert data is not None
        assert reduction is not None
        return family(data, reduction.factor(len(data)), parameters)

    return bind


SIGMOID_SQUARED = Objective(
    id="sigmoid-squared",
    title="Sigmoid · squared error",
    text="L = {reduction} (ŷᵢ − yᵢ)²,  ŷᵢ = 1/(1 + e^−(wxᵢ + b))",
    latex=r"\begin{split} L &= {reduction} (\hat y_i - y_i)^2 \\ "
    r"\hat y_i &= \frac{1}{1 + e^{-(w x_i + b)}} \end{split}",
    about="One neuron with one input, fitted to data by squared error. Far from the data's slope σ′ = ŷ(1−ŷ) is nearly "
    "0 and the loss is flat: a plateau.",
    source="M. Khapra, Deep Learning CS7015, lectures 3 and 4.",
    bind=_bound(SigmoidSquared),
    inputs=1,
    data="five",
    reductions=("half_sum", "sum", "mean", "half_mean"),
)
