"""Examples of one step and its length: too long, oscillating, at a right angle, better than steepest descent."""

from __future__ import annotations

from math import dist

import numpy as np

from antigradient.examples.base import Example, Findings


def limit(findings: Findings) -> float:
    """For facts and claims: 2/λmax, above which gradient descent on a quadratic loss moves away from its minimum."""
    return 2 / float(findings.run.local().eigenvalues[-1])


def best(findings: Findings, eta: float) -> float:
    """For facts: the whole degree, counter-clockwise from ∇L, at which a step as long as η‖∇L‖ lowers L most."""
    return float(min(range(360), key=lambda beta: findings.run.step_at(beta, eta=eta).actual))


TOO_LARGE = Example(
    id="too-large-step",
    query="objective=bowl&start=-1.5,1&optimiser=gd&eta=1.05&steps=12&tol=1e-6&window=-4,4,-4,4",
    facts=lambda f: {
        "first": f.run.value("loss"),
        "last": f.run.value("loss", -1),
        "steps": f.run.steps,
        "eta": f.run.number("eta"),
        "limit": limit(f),
        "ratio": dist(f.run.point(1), (0, 0)) / dist(f.run.point(0), (0, 0)),
    },
    claims={
        "every step is at 180°": lambda f: bool((f.run.column("beta") == 180).all()),
        "every step lands on the other side": lambda f: (
            bool((f.run.column("w") * f.run.column("u_w") < 0).all())
            and all(f.run.value("w", k) * f.run.value("w", k + 1) < 0 for k in range(f.run.steps))
        ),
        "the loss rises at every step": lambda f: len(f.run.rising_steps) == f.run.steps,
        "η is above the limit": lambda f: f.run.number("eta") > limit(f),
    },
)

RAVINE = Example(
    id="ravine",
    query="objective=ravine&lambda1=1&lambda2=20&start=-3.5,1.5&optimiser=gd&eta=0.09&steps=120&tol=0.001"
    "&window=-4,4,-4,4",
    facts=lambda f: {
        "ratio": f.run.number("lambda2") / f.run.number("lambda1"),
        "limit": limit(f),
        "eta": f.run.number("eta"),
        "share": 100 * (1 - f.run.value("w", 1) / f.run.value("w")),
        "steps": f.run.steps,
    },
    claims={
        "it arrives": lambda f: f.run.converged,
        "the gradient points almost straight across": lambda f: (
            abs(f.run.value("grad_w")) < 0.15 * abs(f.run.value("grad_b"))
        ),
        "every step leaps over the floor": lambda f: all(
            f.run.value("b", k) * f.run.value("b", k + 1) < 0 for k in range(f.run.steps)
        ),
        "η is below the limit": lambda f: f.run.number("eta") < limit(f),
        "every step covers the same share of the way along": lambda f: bool(
            np.allclose(
                -f.run.column("u_w") * f.run.column("eta") / f.run.column("w"),
                1 - f.run.value("w", 1) / f.run.value("w"),
            )
        ),
    },
)

MOMENTUM = Example(
    id="ravine-momentum",
    query="objective=ravine&lambda1=1&lambda2=20&start=-3.5,1.5&optimiser=momentum&eta=0.09&gamma=0.5&steps=120"
    "&tol=0.001&window=-4,4,-4,4&vs=gd;eta=0.09;steps=120;tol=0.001",
    facts=lambda f: {
        "steps": f.run.steps,
        "plain": f.runs[1].steps,
        "gamma": f.run.number("gamma"),
        "least": float(f.run.column("beta").min()),
    },
    claims={
        "both arrive": lambda f: f.run.converged and f.runs[1].converged,
        "with the same η": lambda f: f.run.number("eta") == f.runs[1].number("eta"),
        "momentum needs less than half the steps": lambda f: 2 * f.run.steps < f.runs[1].steps,
        "gradient descent is at 180° throughout": lambda f: bool((f.runs[1].column("beta") == 180).all()),
        "steps along the valley add up": lambda f: f.run.value("w", 3) > f.runs[1].value("w", 3),
    },
)

RIGHT_ANGLE = Example(
    id="right-angle",
    query="objective=bowl&start=-3,2&optimiser=gd&eta=0.1&steps=12&tol=1e-6&window=-4,4,-4,4&moves=0:90:0.1",
    arrows=True,
    facts=lambda f: {
        "promised": f.run.value("first_order"),
        "actual": f.run.value("actual"),
        "half": f.run.step_at(90, eta=f.run.value("eta") / 2).actual,
    },
    claims={
        "the first step is at 90°": lambda f: f.run.value("beta") == 90 and f.run.value("first_order") == 0,
        "half the step raises the loss by a quarter": lambda f: bool(
            np.isclose(4 * f.run.step_at(90, eta=f.run.value("eta") / 2).actual, f.run.value("actual"))
        ),
        "the bowl curves up": lambda f: f.run.local().eigenvalues[0] > 0,
    },
)

UPHILL = Example(
    id="straight-down-and-up",
    query="objective=sigmoid-squared&data=five&reduction=half_sum&start=-2,0&optimiser=gd&eta=15&steps=40&tol=1e-6"
    "&window=-4,4,-4,4&step=1",
    arrows=True,
    facts=lambda f: {
        "k": f.step,
        "promised": f.run.value("first_order", f.step),
        "before": f.run.value("loss", f.step),
        "after": f.run.value("loss", f.step + 1),
    },
    claims={
        "every step is at 180°": lambda f: bool((f.run.column("beta") == 180).all()),
        "this one raises the loss": lambda f: f.step in f.run.rising_steps,
        "a hundredth of it would not": lambda f: f.run.step_at(180, f.step, f.run.number("eta") / 100).actual < 0,
    },
)

BETTER = Example(
    id="better-than-180",
    query="objective=ravine&lambda1=1&lambda2=20&start=-3.5,1.5&optimiser=gd&eta=0.09&steps=120&tol=0.001"
    "&window=-4,4,-4,4&step=0&beta=231",
    arrows=True,
    facts=lambda f: {
        "beta": f.run.step_at(f.beta or 0).beta,
        "turned": -f.run.step_at(f.beta or 0).actual,
        "straight": -f.run.value("actual"),
        "eta": f.run.number("eta"),
        "small": f.run.number("eta") / 100,
    },
    claims={
        "no whole degree is better": lambda f: best(f, f.run.number("eta")) == f.beta,
        "for a small step 180° is best": lambda f: best(f, f.run.number("eta") / 100) == 180,
        "straight downhill leaps over the floor": lambda f: f.run.value("b") * f.run.value("b", 1) < 0,
    },
)
