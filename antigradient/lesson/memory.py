"""A section about rules that remember earlier gradients: what they do to β, and why that can be wise."""

from __future__ import annotations

import numpy as np

from antigradient.lesson.base import Act, Condition, Figure, Number, Section

RAVINE = "objective=ravine&lambda1=1&lambda2=20&start=-3.5,1.5"
SHARED = "steps=200&tol=0.001"
RUNS = (
    f"{RAVINE}&optimiser=momentum&eta=0.09&gamma=0.6&{SHARED}&window=-4,1.5,-2.75,2.75"
    "&vs=gd;eta=0.09;steps=200;tol=0.001&vs=adam;eta=0.2;steps=200;tol=0.001"
)

#: The first step of momentum that goes uphill to first order.
UPHILL = 8

MEMORY = Section(
    id="memory",
    figures=(Figure("map", RUNS), Figure("charts", RUNS)),
    facts=lambda figures: {
        "steps": figures[0].run.steps,
        "plain": figures[0].runs[1].steps,
        "uphill": int((figures[0].run.column("beta") < 90).sum()),
        "adam": figures[0].runs[2].value("beta"),
        "longest": 1 / (1 - 0.9),
    },
    claims={
        "all arrive": lambda figures: all(run.converged for run in figures[0].runs),
        "gradient descent and momentum have the same η": lambda figures: (
            figures[0].run.number("eta") == figures[0].runs[1].number("eta")
        ),
        "gradient descent is at 180° at every step, momentum at its first": lambda figures: bool(
            (figures[0].runs[1].column("beta") == 180).all()
            and figures[0].run.value("beta") == 180
            and (figures[0].run.column("beta")[1:] < 180).all()
        ),
        "the gradient points almost straight across": lambda figures: (
            abs(figures[0].run.value("grad_w")) < 0.15 * abs(figures[0].run.value("grad_b"))
        ),
        "its first uphill step is step 8, over the floor, and raises the loss": lambda figures: (
            int(np.flatnonzero(figures[0].run.column("beta") < 90)[0]) == UPHILL
            and figures[0].run.value("actual", UPHILL) > 0
        ),
        "even so its loss stays below that of gradient descent at the same step": lambda figures: all(
            figures[0].run.value("loss", k) < figures[0].runs[1].value("loss", k)
            for k in range(UPHILL, figures[0].run.steps)
        ),
        "plain descent goes from wall to wall": lambda figures: all(
            figures[0].runs[1].value("b", k) * figures[0].runs[1].value("b", k + 1) < 0 for k in range(20)
        ),
        "Adam's first step is as long along w as along b": lambda figures: bool(
            np.isclose(abs(figures[0].runs[2].value("u_w")), abs(figures[0].runs[2].value("u_b")))
        ),
    },
    tasks=(
        Act(
            "uphill",
            sights=((Condition("state.optimiser", "=", "momentum"), Condition("beta", "<", 90)),),
            figure=1,
        ),
        Number("longest", "longest", 0.05),
    ),
)
