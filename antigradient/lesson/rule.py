"""The section about the rule of gradient descent: the recipe, both updates from the same point, a pass or a point."""

from __future__ import annotations

from antigradient.examples.base import Findings, Run
from antigradient.lesson.base import Act, Condition, Figure, Number, Section
from antigradient.local import analyse_point
from antigradient.scenario import resolve

NEURON = "objective=sigmoid-squared&data=five&reduction=half_sum&start=-2,-2&optimiser=gd&eta=2&window=-4,4,-4,4"
#: After so many steps the program is satisfied.
SATISFIED = 8
#: Updates of one point each in five passes over five points.
EARLY = 25
#: A quarter of the slope as one step on a valley along w + b = 1.
VALLEY = {"objective": "custom", "f": "(w+b-1)^2", "start": [0, 0], "eta": 0.25, "steps": 1}


def one_step() -> Run:
    """For facts: the run of the second task, a step that updates both from the same point."""
    return Findings(resolve(VALLEY)).run


def b_after_w() -> float:
    """For facts: b of that step if its slope is taken where w has already been updated."""
    run = one_step()
    _, slope = analyse_point(run.scenario.loss, (run.value("w", 1), run.value("b"))).gradient
    return run.value("b") - run.number("eta") * slope


THE_RULE = Section(
    id="the-rule",
    figures=(
        Figure("recipe", f"{NEURON}&steps=100&tol=0.05"),
        Figure("map", f"{NEURON}&batch=1&seed=0&schedule=constant&steps=100&tol=0&vs=gd;eta=2;batch=0;steps=20;tol=0"),
    ),
    facts=lambda figures: {
        "first": figures[0].run.value("loss"),
        "last": figures[0].run.value("loss", -1),
        "steps": figures[0].run.steps,
        "tol": figures[0].run.number("tol"),
        "updates": figures[1].run.steps,
        "passes": figures[1].runs[1].steps,
        "by_point": figures[1].run.value("loss", -1),
        "by_pass": figures[1].runs[1].value("loss", -1),
        "early": EARLY,
        "rises": sum(k < EARLY for k in figures[1].run.rising_steps),
        "quarter": one_step().number("eta"),
        "b": one_step().value("b", 1),
        "b_later": b_after_w(),
    },
    claims={
        "it ends satisfied": lambda figures: figures[0].run.converged and figures[0].run.steps == SATISFIED,
        "both updates see all points equally often": lambda figures: (
            figures[1].run.steps == figures[1].runs[1].steps * len(figures[1].scenario.data or ())
        ),
        "a step of a pass raises nothing": lambda figures: not figures[1].runs[1].rising_steps,
        "from the same point it lands on the floor": lambda figures: one_step().value("loss", 1) == 0,
        "one after the other it does not": lambda figures: (
            analyse_point(one_step().scenario.loss, (one_step().value("w", 1), b_after_w())).loss > 0
        ),
    },
    tasks=(
        Act("satisfied", sights=((Condition("step", "=", SATISFIED),),)),
        Number("same-point", "b", 0.001),
    ),
)
