"""Losses of one neuron: ŷ = σ(wx + b) against labels, summed over the data.

Every such loss is L = c Σ ℓ(zᵢ, yᵢ) with zᵢ = θ·xᵢ and xᵢ the inputs followed by 1, so the chain rule gives all of
them the same shape: ∇L = c Σ ℓ′(zᵢ) xᵢ and ∇²L = c Σ ℓ″(zᵢ) xᵢxᵢᵀ. A loss of this family states the formula ℓ, from
which a browser's code comes, and how arrays compute ℓ, ℓ′ and ℓ″ with as few passes as they need.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from math import exp
from typing import Any, ClassVar, NamedTuple, Self

import numpy as np
import numpy.typing as npt

from antigradient.balls import LEAST, UNIT
from antigradient.data import Data
from antigradient.formula.calculus import derivative
from antigradient.formula.expression import Expression
from antigradient.formula.program import Program
from antigradient.jets import Jet, base
from antigradient.objectives.base import Array, Bind, Reduction
from antigradient.objectives.slopes import Slope
from antigradient.work import spend

#: Up to about this many points a loop over plain floats beats numpy.
FLOATS_UNTIL = 50
#: Cells (places × points) worked on at once, and the fewest places: temporaries stay in the cache, below what the
#: allocator hands back to the system after each use, and memory stays flat.
BLOCK, PLACES = 1 << 12, 32
#: Nanoseconds of a call for arrays, whatever their size; cells of a block that leaves the cache; and what a cell takes
#: in a block of a larger share, which has fewer temporaries.
CALL, CROWD, SHARED = 12e3, 32e3, {1: 1.0, 2: 0.9, 3: 0.3}


class Activation(NamedTuple):
    """For neurons: a sigmoid at z as sign of z, σ(|z|), σ(−|z|) and σ′(z), none of them lost to rounding."""

    z: Array
    rising: npt.NDArray[np.bool_]
    near: Array
    tail: Array
    slope: Array


def activation(z: Array) -> Activation:
    """For neurons: with e = e^−|z| and s = 1/(1+e), σ(|z|) = s, the small tail σ(−|z|) = e·s, and σ′ = e·s·s.

    The textbook's ŷ(1−ŷ) is exactly 0 from z ≈ 37 on, where the true slope is still 1e-16.
    """
    # In place: on large blocks a fresh array costs more than the arithmetic in it.
    e = np.abs(z)
    np.exp(np.negative(e, out=e), out=e)
    s = e + 1.0
    np.divide(1.0, s, out=s)
    tail = np.multiply(e, s, out=e)
    return Activation(z, ~np.signbit(z), s, tail, tail * s)


#: What ℓ is a formula of: the neuron's sum z, and the label y.
Z, Y = Expression("variable", text="z"), Expression("variable", text="y")


def point_program(loss: Expression) -> Program:
    """For the neurons' classes: ℓ(z, y) with ℓ′ and ℓ″, its derivatives by z, as one program in z and y."""
    slope = derivative(loss, "z", computed=True)
    return Program([loss, slope, derivative(slope, "z", computed=True)], ("z", "y"))


class NeuronLoss(ABC):
    """For the neurons' objectives: c Σ ℓ(zᵢ, yᵢ) of bound data; in arrays axis 0 is the points, axis 1 the θ."""

    def __init__(self, data: Data, reduction: Reduction, parameters: tuple[str, ...]) -> None:
        self.data = data
        self.reduction = reduction
        self.parameters = parameters
        self.factor = reduction.factor(len(data))

    #: ℓ, ℓ′ and ℓ″ of one point, for generated code: see `point_program`.
    point: ClassVar[Program]

    @cached_property
    def labels(self) -> Array:
        """For losses of points: y, shape (n, 1)."""
        return self.data.labels[:, None]

    @cached_property
    def inputs(self) -> tuple[Array, ...]:
        """For gradients: what multiplies each parameter, the inputs, and 1 for b."""
        return (*self.data.columns, np.ones(len(self.data)))

    @cached_property
    def design(self) -> Array:
        """For matrix products: the inputs of every parameter as columns, shape (n, p)."""
        return np.stack(self.inputs, axis=1)

    def part(self, indices: Sequence[int]) -> Self:
        """For mini-batches: the same loss over some of its points."""
        chosen = Data(x=tuple(self.data.x[i] for i in indices), y=tuple(self.data.y[i] for i in indices))
        return type(self)(chosen, self.reduction, self.parameters)

    #: Nanoseconds of a cell in arrays, as a multiple of it of one in a block that leaves the cache, and of a data point
    #: in plain floats.
    cell: ClassVar[float] = 10.5
    crowded: ClassVar[float] = 2.2
    float_point: ClassVar[float] = 640.0

    @property
    def slope_cost(self) -> float:
        """For budgets of work: nanoseconds of a gradient at one point."""
        n = len(self.data)
        return 300.0 + n * self.float_point if n <= FLOATS_UNTIL else 9e3 + 5.0 * n

    #: What ℓ and its derivatives are computed from: once for each z, shared by all of them.
    activate: Callable[[Array], Activation] = staticmethod(activation)

    @abstractmethod
    def point_loss(self, a: Activation) -> Array:
        """For values, given by each neuron: ℓ(z, y) of each point, shape (n, places)."""

    @abstractmethod
    def point_slope(self, a: Activation) -> Array:
        """For gradients, given by each neuron: ℓ′ = ∂ℓ/∂z of each point."""

    @abstractmethod
    def point_curvature(self, a: Activation) -> Array:
        """For Hessians, given by each neuron: ℓ″ = ∂²ℓ/∂z² of each point."""

    def __call__(self, *theta: Array) -> Array:
        """L(θ)."""
        return self._summed(theta, self.design, self._by(self.point_loss), np.ones((1, len(self.data))))[0]

    def gradient(self, *theta: Array) -> tuple[Array, ...]:
        """For analyses and basins: ∇L = c Σ ℓ′ x."""
        return tuple(self._summed(theta, self.design, self._by(self.point_slope), self.design.T))

    def hessian(self, *theta: Array) -> tuple[tuple[Array, ...], ...]:
        """For Newton's rule and /gradient: ∇²L = c Σ ℓ″ xxᵀ."""
        p = len(theta)
        summed = self._summed(theta, self.design, self._by(self.point_curvature), self._products)
        return tuple(tuple(summed[p * i + j] for j in range(p)) for i in range(p))

    def along(self, theta: Array, u: Array) -> tuple[Array, Array]:
        """For the ledger: L = c Σ ℓ and uᵀ∇²Lu = c Σ ℓ″ (u·x)² along a path, both (m,)."""
        value, curvature = np.empty((2, theta.shape[1]))
        for places in self._blocks(theta.shape[1], share=2):
            a = self.activate(self.design @ theta[:, places])
            rise = self.design @ u[:, places]
            value[places] = self.factor * self.point_loss(a).sum(axis=0)
            curvature[places] = self.factor * (self.point_curvature(a) * (rise * rise)).sum(axis=0)
        return value, curvature

    #: The distance of two losses of one z, as of two z, is at most δ·(2√ℓ + δ) with δ = `steepness`·|Δz|.
    steepness: float
    #: What rounding leaves of the activation itself, in units of half a last place of 1.
    blur: float = 0.0
    #: Roundings of one point's loss relative to itself, and of the factor: of a square, with one to be sure.
    operations: float = 7.0

    def rounding(self, theta: Array, value: Array) -> Array:
        """For the ledger and /step: how far L = c Σ ℓ may be from the exact one: every z, every ℓ and their sum.

        |Δzᵢ| ≤ p·ε·Σ|xᵢⱼθⱼ|. By Cauchy and Schwarz Σ δᵢ(2√ℓᵢ + δᵢ) ≤ ‖δ‖(2√Σℓ + ‖δ‖), and ‖δ‖ is at most the sum of
        the inputs' norms times |θⱼ|: so no point is looked at.
        """
        n, p = self.design.shape
        off = self.factor**0.5 * UNIT * (p * self.steepness * (self._norms @ np.abs(theta)) + self.blur * n**0.5)
        found: Array = off * (2.0 * np.sqrt(value) + off) + (n + self.operations) * UNIT * value + n * LEAST
        return found

    @cached_property
    def _norms(self) -> Array:
        """√Σx² of what multiplies each parameter."""
        return np.array([float(np.hypot.reduce(x)) for x in self.inputs])

    def series(self, *theta: Jet) -> Jet:
        """For /step: L = c Σ ℓ of jets, whose coefficients are numbers or arrays of places."""
        column = (-1,) + (1,) * max(np.ndim(base(t)) for t in theta)
        first, *rest = (t * x.reshape(column) for x, t in zip(self.inputs, theta, strict=True))
        z = sum(rest, first)
        return self.point_series(z, self.data.labels.reshape(column)).sum() * self.factor

    @abstractmethod
    def point_series(self, z: Jet, y: Array) -> Jet:
        """For `series`: ℓ(z, y) of each point for jets z, `point_loss` in arithmetic that a jet has."""

    @property
    @abstractmethod
    def arithmetic(self) -> Slope:
        """For `slope` and the fast loop: ∇L in plain arithmetic."""

    @cached_property
    def slope(self) -> Callable[..., tuple[float, ...]]:
        """For `descend`: ∇L at one point, in floats for few points, by numpy for many and where an exp overflows."""
        if len(self.data) > FLOATS_UNTIL:
            return self._slope
        arithmetic = self.arithmetic
        quick = arithmetic.formula(arithmetic.numbers, exp)

        def slope(*theta: float) -> tuple[float, ...]:
            try:
                found: tuple[float, ...] = quick(*theta)
            except OverflowError:
                return self._slope(*theta)
            return found

        return slope

    def _slope(self, *theta: float) -> tuple[float, ...]:
        slopes = self.point_slope(self.activate(self.design @ np.array(theta)[:, None]))
        return tuple((self.factor * (self.design.T @ slopes)[:, 0]).tolist())

    def on_grid(self, *theta: Array) -> Array:
        """For a surface: L over a grid."""
        return self(*theta)

    def samples(self, *theta: float) -> dict[str, Array]:
        """For /gradient and examples: by data point z, ŷ, ŷ−y, σ′ and its share of each partial (they sum to ∇L)."""
        a = self.activate(self.design @ np.array(theta, dtype=float)[:, None])
        names = ["x"] if len(theta) == 2 else [f"x{i + 1}" for i in range(len(theta) - 1)]
        columns = dict(zip(names, self.inputs, strict=False))
        parts = {"y": self.labels, "z": a.z, **self.point_parts(a)}
        columns |= {name: part[:, 0] for name, part in parts.items()}
        added = self.factor * self.point_slope(a)[:, 0]
        return columns | {f"d{p}": added * x for p, x in zip(self.parameters, self.inputs, strict=True)}

    def error(self, a: Activation) -> Array:
        """For samples and slopes: ŷ − y, as (1−y)−(1−ŷ) for z > 0, so that a saturated neuron keeps its digits.

        Written without a choice for each cell, which would cost as much as the exponential.
        """
        signed = np.copysign(a.tail, a.z)
        return np.asarray(np.subtract(a.rising - self.labels, signed, out=signed))

    def point_parts(self, a: Activation) -> dict[str, Array]:
        """For `samples`: the columns `prediction`, `error` and `slope`, which are ŷ, ŷ−y and σ′."""
        return {"prediction": np.where(a.rising, a.near, a.tail), "error": self.error(a), "slope": a.slope}

    @cached_property
    def _products(self) -> Array:
        """xᵢxᵢᵀ as p² rows."""
        n, p = self.design.shape
        return (self.design[:, :, None] * self.design[:, None, :]).reshape(n, p * p).T

    def _by(self, part: Callable[[Activation], Array]) -> Callable[[Array], Array]:
        """`part` as a function of z."""
        return lambda z: part(self.activate(z))

    def _summed(
        self, theta: tuple[Array, ...], design: Array, part: Callable[[Array], Array], weights: Array, share: int = 1
    ) -> list[Array]:
        """c Σᵢ weights[:, i]·part(zᵢ), z = design·θ: one array of θ's broadcast shape for each row of weights.

        `share` makes blocks larger, for a `part` of few temporaries.
        """
        shaped = np.broadcast_arrays(*theta)
        flat = np.array([t.ravel() for t in shaped])
        out = np.empty((len(weights), flat.shape[1]))
        weights = self.factor * weights
        for places in self._blocks(flat.shape[1], share):
            np.matmul(weights, part(design @ flat[:, places]), out=out[:, places])
        return [row.reshape(shaped[0].shape) for row in out]

    def _blocks(self, places: int, share: int = 1) -> Iterator[slice]:
        size = max(PLACES, share * BLOCK // len(self.data))
        crowded = 1.0 + (self.crowded - 1.0) * min(size * len(self.data) / CROWD, 1.0)
        spend(CALL + places * len(self.data) * self.cell * SHARED[share] * crowded)
        return (slice(start, start + size) for start in range(0, places, size))


def bound(
    family: Callable[[Data, Reduction, tuple[str, ...]], NeuronLoss], parameters: tuple[str, ...] = ("w", "b")
) -> Bind:
    """For registry entries: a function that binds a family of neurons to data and reduction."""

    def bind(data: Data | None, reduction: Reduction | None, constants: Mapping[str, Any]) -> NeuronLoss:
        assert data is not None
        assert reduction is not None
        return family(data, reduction, parameters)

    return bind
