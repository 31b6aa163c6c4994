"""The yardstick: the same runs and ledger as a competent person would first write them, one numpy step at a time.

It answers the same questions (β by atan2 of scaled vectors, a σ′ that does not round to 0, the same outcomes, any
number of parameters), is written for clarity, and has no tricks for or against speed. A test holds the core to its
numbers.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Protocol

import numpy as np

Step = Callable[[Any, np.ndarray, float], tuple[np.ndarray, Any]]
LIMIT = 1e12


class Loss(Protocol):
    """What a run asks of its loss."""

    def loss(self, theta: np.ndarray) -> float:
        """L."""
        ...

    def gradient(self, theta: np.ndarray) -> np.ndarray:
        """∇L."""
        ...

    def hessian(self, theta: np.ndarray) -> np.ndarray:
        """∇²L."""
        ...


class SigmoidNeuron:
    """L = factor · Σ (ŷ − y)² with ŷ = σ(x·θ), the last component of θ being the bias."""

    def __init__(self, x: np.ndarray, y: np.ndarray, factor: float) -> None:
        self.x = np.column_stack([x, np.ones(len(y))])
        self.y = np.asarray(y)
        self.factor = factor

    def predict(self, theta: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """ŷ and σ′ of every point."""
        z = self.x @ theta
        e = np.exp(-np.abs(z))
        return np.where(z > 0, 1 / (1 + e), e / (1 + e)), e / (1 + e) ** 2

    def loss(self, theta: np.ndarray) -> float:
        """L."""
        prediction, _ = self.predict(theta)
        return float(self.factor * np.sum((prediction - self.y) ** 2))

    def gradient(self, theta: np.ndarray) -> np.ndarray:
        """∇L, by the chain rule."""
        prediction, slope = self.predict(theta)
        return np.asarray(self.factor * self.x.T @ (2 * (prediction - self.y) * slope))

    def hessian(self, theta: np.ndarray) -> np.ndarray:
        """∇²L."""
        prediction, slope = self.predict(theta)
        curvature = 2 * (slope**2 + (prediction - self.y) * slope * (1 - 2 * prediction))
        return np.asarray(self.factor * (self.x.T * curvature) @ self.x)


def gradient_descent() -> tuple[Any, Step]:
    """u = −∇L."""
    return None, lambda state, gradient, eta: (-gradient, state)


def momentum(gamma: float = 0.9) -> tuple[Any, Step]:
    """v ← γv + η∇L, u = −v/η."""

    def step(v: np.ndarray, gradient: np.ndarray, eta: float) -> tuple[np.ndarray, np.ndarray]:
        v = gamma * v + eta * gradient
        return -v / eta, v

    return 0.0, step


def adam(beta1: float = 0.9, beta2: float = 0.999, epsilon: float = 1e-8) -> tuple[Any, Step]:
    """u = −m̂/(√v̂ + ε)."""

    def step(state: Any, gradient: np.ndarray, eta: float) -> tuple[np.ndarray, Any]:
        m, v, t = state
        t += 1
        m = beta1 * m + (1 - beta1) * gradient
        v = beta2 * v + (1 - beta2) * gradient**2
        return -(m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + epsilon), (m, v, t)

    return (0.0, 0.0, 0), step


def angle(u: np.ndarray, g: np.ndarray) -> tuple[float | None, float | None]:
    """β in degrees and cos β; None where a vector is zero."""
    if not np.any(u) or not np.any(g):
        return None, None
    u, g = u / np.max(np.abs(u)), g / np.max(np.abs(g))
    dot = np.dot(u, g)
    cross = np.linalg.norm(np.outer(u, g) - np.outer(g, u)) / np.sqrt(2)
    return np.degrees(np.arctan2(cross, dot)), np.clip(dot / (np.linalg.norm(u) * np.linalg.norm(g)), -1, 1)


def run(
    neuron: Loss, rule: tuple[Any, Step], start: list[float], eta: float, steps: int, tol: float
) -> tuple[str, dict[str, list[Any]]]:
    """The outcome and the ledger of a run, as columns."""
    state, step = rule
    theta = np.array(start, dtype=float)
    names = [f"w{i + 1}" for i in range(len(theta) - 1)] if len(theta) > 2 else ["w"]
    names.append("b")
    rows: list[dict[str, Any]] = []
    outcome = "max_steps"
    for k in range(steps + 1):
        loss, gradient = neuron.loss(theta), neuron.gradient(theta)
        if not np.isfinite(loss) or not np.all(np.isfinite(gradient)):
            outcome = "diverged"
            break
        norm = np.linalg.norm(gradient)
        row: dict[str, Any] = {"k": k}
        row.update(zip(names, theta, strict=True))
        row["loss"] = loss
        row.update((f"grad_{name}", g) for name, g in zip(names, gradient, strict=True))
        row["grad_norm"] = norm
        rows.append(row)
        if tol > 0 and norm <= tol:
            outcome = "converged"
            break
        if k == steps:
            break
        u, state = step(state, gradient, eta)
        if not np.any(eta * u):
            outcome = "stationary"
            break
        ahead = theta + eta * u
        dot = np.dot(u, gradient)
        beta, cos_beta = angle(u, gradient)
        taken = {"eta": eta}
        taken.update((f"u_{name}", component) for name, component in zip(names, u, strict=True))
        taken["dot"] = dot
        taken["first_order"] = eta * dot
        taken["second_order"] = eta * dot + 0.5 * eta**2 * (u @ neuron.hessian(theta) @ u)
        taken["actual"] = neuron.loss(ahead) - loss
        if np.linalg.norm(ahead) > LIMIT or not np.all(np.isfinite(list(taken.values()))):
            outcome = "diverged"
            break
        row.update(taken, cos_beta=cos_beta, beta=beta)
        theta = ahead
    columns = {name: [row.get(name) for row in rows] for name in rows[0]}
    return outcome, columns


def to_json(outcome: str, columns: dict[str, list[Any]]) -> bytes:
    """The ledger's bytes."""
    return json.dumps({"outcome": outcome, "steps": columns}).encode()
