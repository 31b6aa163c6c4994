"""BFGS: Newton's direction with an inverse Hessian that is learned from the gradients on the way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from antigradient.functions import select, sqrt
from antigradient.optimisers.base import Memory, Optimiser, Step, Vector
from antigradient.optimisers.vectors import dot, goes_down, nonzero

#: The cosine of s and y beyond which the slope is taken to have grown along the step.
GROWN = 1e-8
#: What is known of the curvature: no step yet; a step, but the matrix is I; the matrix has learned.
NO_STEP, ONE_STEP, LEARNED = 0.0, 1.0, 2.0


def bfgs() -> Step:
    """For the registry: u = −Bg with B ≈ H⁻¹, which maps the last change of the gradient to the last change of θ.

    It remembers B, row after row, θ, g, and what it knows. B begins as I and is scaled before its first change. It is
    left as it was where the slope has not grown along the step, for it would not stay positive definite; where rounding
    has spoiled it, so that u would not go down, it begins again.
    """

    def step(memory: Memory, g: Vector, eta: Any, theta: Vector) -> tuple[Vector, Memory]:
        inverse, last_theta, last_g, known = memory
        s = [t - before for t, before in zip(theta, last_theta, strict=True)]
        y = [x - before for x, before in zip(g, last_g, strict=True)]
        bend, square = dot(s, y), dot(y, y)
        grown = select(known >= ONE_STEP, bend - GROWN * sqrt(dot(s, s)) * sqrt(square), 0.0) > 0.0
        scale = select(known >= LEARNED, 1.0, bend / nonzero(square))
        updated = update([scale * entry for entry in inverse], s, y, nonzero(bend))
        inverse = [select(grown, new, old) for new, old in zip(updated, inverse, strict=True)]
        u = [-dot(row, g) for row in rows(inverse, len(g))]

        down = goes_down(u, g)
        u = [select(down, d, -x) for d, x in zip(u, g, strict=True)]
        inverse = [select(down, old, new) for old, new in zip(inverse, identity(len(g)), strict=True)]
        known = select(down, select(grown, LEARNED, select(known >= ONE_STEP, known, ONE_STEP)), ONE_STEP)
        return u, (tuple(inverse), tuple(theta), tuple(g), known)

    return step


def update(inverse: Sequence[Any], s: Sequence[Any], y: Sequence[Any], bend: Any) -> list[Any]:
    """For `bfgs`: (I − syᵀ/yᵀs)B(I − ysᵀ/yᵀs) + ssᵀ/yᵀs, with yᵀs = `bend`; as symmetric as B to the last bit."""
    by = [dot(row, y) for row in rows(inverse, len(s))]
    size = 1.0 + dot(y, by) / bend
    p = range(len(s))
    change = [(size * (s[i] * s[j]) - (by[i] * s[j] + s[i] * by[j])) / bend for i in p for j in p]
    return [old + more for old, more in zip(inverse, change, strict=True)]


def rows(matrix: Sequence[Any], p: int) -> list[Sequence[Any]]:
    """For `bfgs`: the rows of a matrix that is kept one after another."""
    return [matrix[i * p : (i + 1) * p] for i in range(p)]


def identity(p: int) -> tuple[float, ...]:
    """For `bfgs`: I, row after row."""
    return tuple(float(i == j) for i in range(p) for j in range(p))


BFGS = Optimiser(
    id="bfgs",
    text="B ← (I − syᵀ/yᵀs)B(I − ysᵀ/yᵀs) + ssᵀ/yᵀs,  θ ← θ − ηB∇L,  {words}",
    latex=r"\begin{split} B &\leftarrow \Big( I - \frac{s y^T}{y^T s} \Big) B \Big( I - \frac{y s^T}{y^T s} \Big) "
    r"\\ &+ \frac{s s^T}{y^T s} \\ \theta &\leftarrow \theta - \eta B \nabla L \\ "
    r"L(\theta + \eta u) &\le L(\theta) + 10^{-4} \eta\, u^T \nabla L \end{split}",
    source="J. Nocedal and S. J. Wright, Numerical Optimization, 2006, equations 6.17 and 6.20.",
    rule=bfgs,
    init=lambda p: (identity(p), (0.0,) * p, (0.0,) * p, NO_STEP),
    search=True,
    eta=1.0,
)
