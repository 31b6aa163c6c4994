"""Records the paths of optax's optimisers, to which the tests hold ours: makes `optax_runs.json` beside this file.

optax is no dependency of the project. To record again, in an environment of its own:

    pip install jax optax
    python tests/library/recorded/optax_runs.py

Everything is in float64, and every gradient is jax's own, by automatic differentiation of the losses below: so neither
rules nor derivatives are ours. Where the conventions differ:

- momentum: optax's trace is t ← γt + ∇L with θ ← θ − ηt; ours holds the learning rate, v = ηt. The same path.
- nesterov: optax's parameters φ are our look-ahead points, φ = θ − γv; its step is φ ← φ − η(∇L(φ) + γt).
- adagrad: optax adds ε under the root (our `inside`) and starts its sum at 0.1; here, as ours, at 0.
- rmsprop: `eps_in_sqrt` is our `epsilon_place`, and both start at 0 without correction. optax places ε inside by
  default, ours outside.
- adam: optax's `eps` is our ε outside, its `eps_root` our ε inside; both correct the bias.
- adamw: optax's `adamw` multiplies the decay by the learning rate, as ours, which has it in u.
- nadam: optax's `nadam` is Dozat's with the same β₁ at every step, without the β₂ before his v̂, as ours.
- line search: optax calls Armijo's constant `slope_rtol`, and goes on from the last length unless it may increase it
  without limit; ours starts again from η at every step.

An ε of 1e-3 makes its place visible; a short η keeps every path away from chaos, where rounding would decide.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import jax
import jax.numpy as jnp
import optax

jax.config.update("jax_enable_x64", True)

STEPS, EPSILON = 60, 1e-3
X = jnp.array([-2.0, -0.8, 0.3, 1.4, 2.6])
Y = jnp.array([0.08, 0.3, 0.45, 0.85, 0.93])


def sigmoid_squared(theta: jax.Array) -> jax.Array:
    """½ Σ (ŷ − y)² of the five points."""
    return 0.5 * jnp.sum((jax.nn.sigmoid(theta[0] * X + theta[1]) - Y) ** 2)


def rosenbrock(theta: jax.Array) -> jax.Array:
    """(1 − w)² + 100(b − w²)²."""
    w, b = theta
    return (1 - w) ** 2 + 100 * (b - w * w) ** 2


def mccormick(theta: jax.Array) -> jax.Array:
    """sin(w + b) + (w − b)² − 1.5w + 2.5b + 1."""
    w, b = theta
    return jnp.sin(w + b) + (w - b) ** 2 - 1.5 * w + 2.5 * b + 1


#: Each loss with its start, and the η of rules whose step grows with the gradient and of those that divide by it.
LOSSES = {
    "sigmoid-squared": (sigmoid_squared, (-2.0, -2.0), 0.5, 0.1),
    "rosenbrock": (rosenbrock, (-1.2, 1.0), 0.0005, 0.01),
    "mccormick": (mccormick, (-1.0, 3.0), 0.05, 0.05),
}
FOLLOWS, DIVIDES = 0, 1
#: Our optimiser and hyperparameters, which η it takes, and optax's.
Rule = Callable[[float], optax.GradientTransformationExtraArgs]
RULES: list[tuple[str, dict[str, float | str], int, Rule]] = [
    ("momentum", {"gamma": 0.8}, FOLLOWS, lambda eta: optax.sgd(eta, momentum=0.8)),
    ("nesterov", {"gamma": 0.8}, FOLLOWS, lambda eta: optax.sgd(eta, momentum=0.8, nesterov=True)),
    (
        "adagrad",
        {"epsilon": EPSILON, "epsilon_place": "inside"},
        DIVIDES,
        lambda eta: optax.adagrad(eta, initial_accumulator_value=0.0, eps=EPSILON),
    ),
    (
        "rmsprop",
        {"rho": 0.9, "epsilon": EPSILON, "epsilon_place": "inside"},
        DIVIDES,
        lambda eta: optax.rmsprop(eta, decay=0.9, eps=EPSILON, eps_in_sqrt=True),
    ),
    (
        "rmsprop",
        {"rho": 0.9, "epsilon": EPSILON, "epsilon_place": "outside"},
        DIVIDES,
        lambda eta: optax.rmsprop(eta, decay=0.9, eps=EPSILON, eps_in_sqrt=False),
    ),
    (
        "adam",
        {"beta1": 0.8, "beta2": 0.99, "epsilon": EPSILON, "epsilon_place": "inside"},
        DIVIDES,
        lambda eta: optax.adam(eta, b1=0.8, b2=0.99, eps=0.0, eps_root=EPSILON),
    ),
    (
        "adam",
        {"beta1": 0.8, "beta2": 0.99, "epsilon": EPSILON, "epsilon_place": "outside"},
        DIVIDES,
        lambda eta: optax.adam(eta, b1=0.8, b2=0.99, eps=EPSILON, eps_root=0.0),
    ),
    (
        "adamw",
        {"beta1": 0.8, "beta2": 0.99, "epsilon": EPSILON, "weight_decay": 0.3, "epsilon_place": "outside"},
        DIVIDES,
        lambda eta: optax.adamw(eta, b1=0.8, b2=0.99, eps=EPSILON, eps_root=0.0, weight_decay=0.3),
    ),
    (
        "nadam",
        {"beta1": 0.8, "beta2": 0.99, "epsilon": EPSILON, "epsilon_place": "inside"},
        DIVIDES,
        lambda eta: optax.nadam(eta, b1=0.8, b2=0.99, eps=0.0, eps_root=EPSILON),
    ),
    (
        "line-search",
        {},
        FOLLOWS,
        lambda eta: optax.chain(
            optax.sgd(1.0),
            optax.scale_by_backtracking_linesearch(
                max_backtracking_steps=60,
                slope_rtol=1e-4,
                decrease_factor=0.5,
                increase_factor=float("inf"),
                max_learning_rate=40 * eta,
            ),
        ),
    ),
]


def path(
    rule: optax.GradientTransformationExtraArgs, loss: Callable[[jax.Array], jax.Array], start: tuple[float, ...]
) -> list[list[float]]:
    """The points of STEPS steps, the start included."""
    theta = jnp.array(start)
    state = rule.init(theta)
    points = [theta]
    for _ in range(STEPS):
        value, gradient = jax.value_and_grad(loss)(theta)
        update, state = rule.update(gradient, state, theta, value=value, grad=gradient, value_fn=loss)
        theta = optax.apply_updates(theta, update)
        points.append(theta)
    found: list[list[float]] = jnp.stack(points).tolist()
    return found


def main() -> None:
    """Writes the file."""
    runs = []
    for objective, (loss, start, *etas) in LOSSES.items():
        for optimiser, hyper, kind, rule in RULES:
            eta = etas[kind]
            given = {"objective": objective, "optimiser": optimiser, "start": start, **hyper}
            given["eta"] = 40 * eta if optimiser == "line-search" else eta
            runs.append({"given": given, "points": path(rule(eta), loss, start)})
    recorded = {"optax": optax.__version__, "jax": jax.__version__, "steps": STEPS, "runs": runs}
    lines = json.dumps(recorded).replace('{"given"', '\n{"given"').replace('"points": [[', '"points":\n[[')
    Path(__file__).with_suffix(".json").write_text(lines + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
