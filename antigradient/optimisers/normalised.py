"""The rule whose steps are all equally long: the direction of gradient descent, and nothing of the slope's size."""

from __future__ import annotations

from typing import Any

from antigradient.optimisers.base import Memory, Optimiser, Step, Vector
from antigradient.optimisers.vectors import nonzero, norm


def normalised() -> Step:
    """For the registry: u = −∇L/‖∇L‖, and 0 where ∇L is."""

    def step(memory: Memory, g: Vector, eta: Any, theta: Vector) -> tuple[Vector, Memory]:
        size = nonzero(norm(g))
        return [-x / size for x in g], memory

    return step


NORMALISED = Optimiser(
    id="normalised",
    text="θ ← θ − η∇L/‖∇L‖",
    latex=r"\theta \leftarrow \theta - \eta \frac{\nabla L}{\|\nabla L\|}",
    source="J. Cortés, Finite-time convergent gradient flows with applications to network consensus, 2006; "
    "Y. Nesterov, Lectures on Convex Optimization, 2018, section 3.2.3.",
    rule=normalised,
    eta=0.1,
)
