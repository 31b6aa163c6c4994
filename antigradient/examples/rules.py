"""What other rules do: Adam, steps of single points, Newton."""

from __future__ import annotations

from math import sqrt

import numpy as np

from antigradient.examples.base import Example

#: A loss that is 0 but for rounding.
ZERO = 1e-9

ADAM = Example(
    id="adam-angle",
    query="objective=ravine&lambda1=1&lambda2=20&start=-3.5,1.5&optimiser=adam&eta=0.2&beta1=0.9&beta2=0.999"
    "&epsilon=1e-8&epsilon_place=outside&steps=120&tol=0.001&window=-4,4,-4,4",
    facts=lambda f: {
        "first": f.run.value("beta"),
        "eta": f.run.number("eta"),
        "steps": f.run.steps,
        "least": float(f.run.column("beta").min()),
        "most": float(f.run.column("beta").max()),
        "uphill": int((f.run.column("beta") < 90).sum()),
    },
    claims={
        "it arrives": lambda f: f.run.converged,
        "both parameters first move by η": lambda f: bool(
            np.allclose([abs(f.run.value("u_w")), abs(f.run.value("u_b"))], 1, rtol=1e-6)
        ),
        "no step is at 180°": lambda f: bool((f.run.column("beta") < 180).all()),
    },
)

EPSILON = Example(
    id="adam-epsilon",
    query="objective=sigmoid-squared&data=five&reduction=half_sum&start=-6,-6&optimiser=adam&eta=0.1&beta1=0.9"
    "&beta2=0.999&epsilon=0.001&epsilon_place=outside&steps=200&tol=1e-6&window=-8,8,-8,8"
    "&vs=adam;eta=0.1;beta1=0.9;beta2=0.999;epsilon=0.001;epsilon_place=inside;steps=200;tol=1e-6",
    facts=lambda f: {
        "norm": f.run.value("grad_norm"),
        "epsilon": f.run.number("epsilon"),
        "root": sqrt(f.run.number("epsilon")),
        "outside": f.run.number("eta") * float(np.hypot(f.run.value("u_w"), f.run.value("u_b"))),
        "inside": f.runs[1].number("eta") * float(np.hypot(f.runs[1].value("u_w"), f.runs[1].value("u_b"))),
        "steps": f.run.steps,
        "outside_loss": f.run.value("loss", -1),
        "inside_loss": f.runs[1].value("loss", -1),
    },
    claims={
        "they differ in the place alone": lambda f: (
            f.run.scenario.numbers == f.runs[1].scenario.numbers
            and f.run.scenario.choices != f.runs[1].scenario.choices
        ),
        "under the root it is slower": lambda f: f.runs[1].value("loss", -1) > f.run.value("loss", -1) + 0.1,
    },
)

STOCHASTIC = Example(
    id="stochastic",
    query="objective=sigmoid-squared&data=five&reduction=half_sum&start=-2,-2&optimiser=gd&eta=2&batch=1&seed=0"
    "&schedule=constant&steps=60&tol=0&window=-4,4,-4,4",
    facts=lambda f: {
        "first": f.run.value("loss"),
        "last": f.run.value("loss", -1),
        "steps": f.run.steps,
        "rises": len(f.run.rising_steps),
        "least": float(f.run.column("beta").min()),
    },
    claims={
        "one point a step": lambda f: f.run.number("batch") == 1,
        "most steps lower the loss": lambda f: 0 < 2 * len(f.run.rising_steps) < f.run.steps,
        "it ends far lower": lambda f: f.run.value("loss", -1) < f.run.value("loss") / 10,
        "some steps are uphill to first order": lambda f: bool((f.run.column("beta") < 90).any()),
    },
)

NEWTON = Example(
    id="newton",
    query="objective=booth&start=-8,-4&optimiser=newton&eta=1&steps=120&tol=1e-6&window=-10,10,-10,10"
    "&vs=gd;eta=0.1;steps=120;tol=1e-6",
    facts=lambda f: {
        "beta": f.run.value("beta"),
        "eta": f.runs[1].number("eta"),
        "plain": f.runs[1].steps,
    },
    claims={
        "one step": lambda f: f.run.steps == 1 and f.run.converged and f.run.value("loss", -1) < ZERO,
        "gradient descent arrives too": lambda f: f.runs[1].converged,
        "not straight downhill": lambda f: f.run.value("beta") < 179,
        "the loss is of second degree": lambda f: bool(np.allclose(f.run.local().hessian, f.run.local(-1).hessian)),
    },
)

ASTRAY = Example(
    id="newton-astray",
    query="objective=himmelblau&start=0,0&optimiser=newton&eta=1&steps=20&tol=1e-6&window=-5,5,-5,5",
    facts=lambda f: {
        "first": f.run.value("loss"),
        "last": f.run.value("loss", -1),
        "steps": f.run.steps,
        "most": float(f.run.column("beta").max()),
    },
    claims={
        "it comes to rest": lambda f: f.run.converged,
        "on a summit": lambda f: f.run.local(-1).eigenvalues[1] < 0,
        "the ground curves down in every direction, at every step": lambda f: all(
            f.run.local(k).eigenvalues[1] < 0 for k in range(f.run.steps)
        ),
        "every step rises": lambda f: len(f.run.rising_steps) == f.run.steps,
    },
)
