"""Where a descent goes and where it ends: plateaus, valleys, saddles, and what the loss itself is made of."""

from __future__ import annotations

from math import dist

import numpy as np

from antigradient.examples.base import Example

#: A loss that is as good as 0.
NEARBY = 1e-5

PLATEAU = Example(
    id="plateau",
    query="objective=sigmoid-squared&data=five&reduction=half_sum&start=-2,-7&optimiser=gd&eta=1&steps=400&tol=1e-6"
    "&window=-8,8,-8,8",
    facts=lambda f: {
        "first": f.run.value("loss"),
        "last": f.run.value("loss", -1),
        "steps": f.run.steps,
        "most": float(np.max(f.run.samples()["prediction"])),
        "slope": float(np.max(f.run.samples()["slope"])),
        "norm": f.run.value("grad_norm"),
    },
    claims={
        "the loss falls, by less than a hundredth": lambda f: (
            0 < f.run.value("loss") - f.run.value("loss", -1) < f.run.value("loss") / 100
        ),
        "it falls at every step": lambda f: not f.run.rising_steps and not f.run.converged,
        "the factor is at most what the answer is": lambda f: bool(
            np.all(f.run.samples()["slope"] <= f.run.samples()["prediction"])
        ),
    },
)

LOG_LOSS = Example(
    id="log-loss",
    query="objective=sigmoid-log&data=five&reduction=sum&start=-2,-7&optimiser=gd&eta=0.3&steps=400&tol=1e-6"
    "&window=-8,8,-8,8",
    comparison=PLATEAU.query,
    facts=lambda f: {
        "norm": f.run.value("grad_norm"),
        "other": f.comparison_run.value("grad_norm"),
        "steps": f.run.steps,
    },
    claims={
        "same data, same start": lambda f: (
            f.run.scenario.data == f.comparison_run.scenario.data and f.run.point() == f.comparison_run.point()
        ),
        "it comes to rest, the other does not": lambda f: f.run.converged and not f.comparison_run.converged,
        "its slope in z is the error": lambda f: bool(np.allclose(f.run.samples()["db"], f.run.samples()["error"])),
        "the other's has the factor as well": lambda f: bool(
            np.allclose(
                f.comparison_run.samples()["db"],
                f.comparison_run.samples()["error"] * f.comparison_run.samples()["slope"],
            )
        ),
    },
)

SUM = Example(
    id="sum-or-mean",
    query="objective=linear-squared&data=five&reduction=sum&start=-2,-2&optimiser=gd&eta=0.1&steps=60&tol=1e-6"
    "&window=-4,4,-4,4",
    comparison="objective=linear-squared&data=five&reduction=mean&start=-2,-2&optimiser=gd&eta=0.1&steps=200&tol=1e-6"
    "&window=-4,4,-4,4",
    facts=lambda f: {
        "n": len(f.scenario.data or ()),
        "first": f.run.value("loss"),
        "second": f.run.value("loss", 1),
        "third": f.run.value("loss", 2),
        "steps": f.comparison_run.steps,
        "eta": f.run.number("eta"),
    },
    claims={
        "its gradient is n times as long": lambda f: bool(
            np.isclose(f.run.value("grad_norm"), len(f.scenario.data or ()) * f.comparison_run.value("grad_norm"))
        ),
        "with the same η": lambda f: f.run.number("eta") == f.comparison_run.number("eta"),
        "the sum rises at every step": lambda f: len(f.run.rising_steps) == f.run.steps and not f.run.converged,
        "the mean arrives": lambda f: f.comparison_run.converged,
        "a step of η/n is the mean's": lambda f: bool(
            np.isclose(f.run.value("grad_w") / len(f.scenario.data or ()), f.comparison_run.value("grad_w"))
        ),
    },
)

VALLEYS = Example(
    id="four-valleys",
    query="objective=himmelblau&start=-0.45,-1.1&optimiser=gd&eta=0.012&steps=100&tol=0.01&window=-5,5,-5,5"
    "&vs=gd;eta=0.012;start=-0.35,-0.7;steps=100;tol=0.01&vs=gd;eta=0.012;start=-0.25,-0.7;steps=100;tol=0.01"
    "&vs=gd;eta=0.012;start=-0.15,-0.9;steps=100;tol=0.01",
    facts=lambda f: {
        "count": len(f.runs),
        "apart": max(dist(a.point(), b.point()) for a in f.runs for b in f.runs),
    },
    claims={
        "all arrive": lambda f: all(run.converged for run in f.runs),
        "each somewhere else": lambda f: (
            len({tuple(round(t, 2) for t in run.point(-1)) for run in f.runs}) == len(f.runs)
        ),
        "all equally deep": lambda f: all(run.value("loss", -1) < NEARBY for run in f.runs),
        "they start about a hilltop": lambda f: all(max(run.local().eigenvalues) < 0 for run in f.runs),
    },
)

SADDLE = Example(
    id="saddle",
    query="objective=saddle&start=-3,0&optimiser=gd&eta=0.1&steps=45&tol=0.001&window=-4,4,-4,4"
    "&vs=gd;eta=0.1;start=-3,0.001;steps=45;tol=0.001",
    facts=lambda f: {
        "off": f.runs[1].value("b"),
        "steps": f.runs[1].steps,
        "last": f.runs[1].value("loss", -1),
        "rest": round(f.run.value("loss", -1), 6),
    },
    claims={
        "the first comes to rest": lambda f: f.run.converged and f.run.value("b", -1) == 0,
        "at a saddle": lambda f: f.run.local(-1).eigenvalues[0] < 0 < f.run.local(-1).eigenvalues[1],
        "the second does not": lambda f: not f.runs[1].converged and f.runs[1].value("loss", -1) < -10,
        "lower lies along b, higher along w": lambda f: f.loss(0, 1) < f.loss(0, 0) < f.loss(1, 0),
    },
)

SHELF = Example(
    id="shelf",
    query="objective=cubic&start=1.5,1.5&optimiser=gd&eta=0.05&steps=500&tol=0.001&window=-2,2,-2,2",
    facts=lambda f: {
        "steps": f.run.steps,
        "last": f.run.value("loss", -1),
        "norm": f.run.value("grad_norm", -1),
        "w": -1.0,
        "lower": f.loss(-1, 0),
    },
    claims={
        "it comes to rest above 0": lambda f: f.run.converged and 0 < f.run.value("w", -1) < 0.05,
        "the slope at the origin is zero": lambda f: (
            not any(map(float, f.scenario.loss.gradient(np.zeros(()), np.zeros(()))))
        ),
        "it goes down on both sides of b and on one of w": lambda f: f.loss(-0.1, 0) < 0 < f.loss(0.1, 0),
    },
)

TWO_INPUTS = Example(
    id="two-inputs",
    query="objective=logistic-2&data=two-clouds&reduction=sum&start=0,0,0&plane=w1,w2&at=0&optimiser=gd&eta=0.3"
    "&steps=120&tol=1e-6&window=-4,4,-4,4",
    facts=lambda f: {
        "parameters": len(f.scenario.objective.parameters),
        "at": f.scenario.at or 0.0,
        "b": f.run.value("b", -1),
        "map": f.loss(*f.run.point(-1)[:2], f.scenario.at or 0.0),
        "last": f.run.value("loss", -1),
    },
    claims={
        "it arrives": lambda f: f.run.converged,
        "every step is at 180°": lambda f: bool((f.run.column("beta") == 180).all()),
        "the map shows the first two": lambda f: f.scenario.plane == f.scenario.objective.parameters[:2],
    },
)

OWN_FORMULA = Example(
    id="own-formula",
    query="objective=custom&f=w^4-2w^2%2Bw/2%2Bb^2&start=1.8,1&optimiser=gd&eta=0.05&steps=200&tol=1e-6"
    "&window=-2,2,-2,2&vs=gd;eta=0.05;start=-1.8,1;steps=200;tol=1e-6",
    facts=lambda f: {
        "last": f.run.value("loss", -1),
        "deeper": f.runs[1].value("loss", -1),
    },
    claims={
        "both arrive, each on its side": lambda f: (
            f.run.converged and f.runs[1].converged and f.run.value("w", -1) > 0 > f.runs[1].value("w", -1)
        ),
        "in valleys": lambda f: all(run.local(-1).eigenvalues[0] > 0 for run in f.runs),
        "the other is deeper": lambda f: f.runs[1].value("loss", -1) < f.run.value("loss", -1),
        "with a ridge between": lambda f: f.loss(0.13, 0) > f.run.value("loss", -1),
    },
)
