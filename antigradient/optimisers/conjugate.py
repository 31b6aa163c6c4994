"""Conjugate gradients: each direction keeps as much of the one before as leaves alone what that one has achieved."""

from __future__ import annotations

from typing import Any

from antigradient.functions import select
from antigradient.optimisers.base import Memory, Optimiser, Step, Vector
from antigradient.optimisers.vectors import dot, goes_down, nonzero


def conjugate() -> Step:
    """For the registry: Polak and Ribière's direction, u ← −g + max(0, c)u with c = gᵀ(g − g′)/g′ᵀg′ and the last g′.

    It remembers u and g. Where it would not go down it begins again, with −g.
    """

    def step(memory: Memory, g: Vector, eta: Any, theta: Vector) -> tuple[Vector, Memory]:
        last_u, last_g = memory
        share = dot(g, [x - y for x, y in zip(g, last_g, strict=True)]) / nonzero(dot(last_g, last_g))
        share = select(share > 0.0, share, 0.0)
        u = [share * d - x for d, x in zip(last_u, g, strict=True)]
        down = goes_down(u, g)
        u = [select(down, d, -x) for d, x in zip(u, g, strict=True)]
        return u, (tuple(u), tuple(g))

    return step


CONJUGATE = Optimiser(
    id="conjugate",
    text="u ← −g + max(0, c)u,  c = gᵀ(g − g′)/g′ᵀg′,  θ ← θ + ηu,  {words}",
    latex=r"\begin{split} c &= \frac{g_k^T (g_k - g_{k-1})}{g_{k-1}^T g_{k-1}} \\ "
    r"u_k &= -g_k + \max(0, c)\, u_{k-1} \\ \theta &\leftarrow \theta + \eta u_k \\ "
    r"L(\theta + \eta u) &\le L(\theta) + 10^{-4} \eta\, u^T \nabla L \end{split}",
    source="E. Polak and G. Ribière, Note sur la convergence de méthodes de directions conjuguées, 1969; "
    "J. Nocedal and S. J. Wright, Numerical Optimization, 2006, section 5.2.",
    rule=conjugate,
    init=lambda p: ((0.0,) * p, (0.0,) * p),
    search=True,
    eta=1.0,
)
