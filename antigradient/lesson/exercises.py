"""The section of exercises, each by itself: numbers, acts on one map, formulas."""

from __future__ import annotations

import numpy as np

from antigradient.geometry import angle
from antigradient.lesson.base import Act, Condition, Figure, Formula, Number, Section
from antigradient.local import analyse_point
from antigradient.rates import rates_for
from antigradient.scenario import resolve
from antigradient.taylor_series import Step, direction_of, step

#: Log loss of one point with two inputs.
TWO_INPUTS = {"objective": "logistic-2", "data": [[1, 2, 1]]}


def bowl_step() -> Step:
    """For facts: the step of gradient descent from (1, 2) in the bowl w² + b², η = 0.1."""
    loss = resolve({"objective": "bowl"}).loss
    return step(loss, (1, 2), direction_of([-g for g in analyse_point(loss, (1, 2)).gradient]), 0.1, 1)


def is_at(w: float, b: float, within: float = 1e-6) -> tuple[Condition, ...]:
    """For acts: the start is there, and the run has not left it."""
    return (
        Condition("state.start.0", "near", w, within),
        Condition("state.start.1", "near", b, within),
        Condition("step", "=", 0),
    )


TRY_IT = Section(
    id="try-it",
    figures=(
        Figure(
            "map",
            "objective=ravine&lambda1=1&lambda2=20&start=-3.5,1.5&optimiser=gd&eta=0.09&steps=120&tol=0.001"
            "&window=-4,4,-4,4&show=dials,turn",
        ),
    ),
    facts=lambda figures: {
        "shortfall": bowl_step().actual - bowl_step().taylor[0].sum,
        "angle": float(angle(np.array([-4.0, -3.0]), np.array([3.0, 4.0]))[0]),
        "straight": -figures[0].run.value("actual"),
        "limit": rates_for(figures[0].scenario, search=False).limit or 0.0,
        "update": 0 - 1 * analyse_point(resolve(TWO_INPUTS).loss, (0, 0, 0)).gradient[1],
    },
    claims={
        "−2 is promised": lambda figures: bool(np.isclose(bowl_step().taylor[0].sum, -2)),
        "directions between 206° and 250° lower the loss by more than 20, no others": lambda figures: (
            [beta for beta in range(360) if figures[0].run.step_at(beta).actual < -20] == [*range(206, 251)]
        ),
        "from both axes the gradient points straight at the minimum, from elsewhere not": lambda figures: (
            figures[0].scenario.loss.gradient(np.asarray(2.0), np.asarray(0.0))[1] == 0
            and figures[0].scenario.loss.gradient(np.asarray(0.0), np.asarray(2.0))[0] == 0
            and abs(figures[0].run.value("grad_w") / figures[0].run.value("grad_b")) < 0.15
        ),
    },
    tasks=(
        Number("shortfall", "shortfall", 0.005),
        Number("angle", "angle", 0.6),
        Formula("partial", "w^2+3b^2"),
        Act("better", sights=((Condition("state.beta", "near", 228, 22), *is_at(-3.5, 1.5)),)),
        Act(
            "straight-home",
            sights=(
                (Condition("state.start.1", "near", 0, 0.02), Condition("step", "=", 0), Condition("loss", ">", 0.1)),
                (Condition("state.start.0", "near", 0, 0.02), Condition("step", "=", 0), Condition("loss", ">", 0.1)),
            ),
        ),
        Number("limit", "limit", 0.001),
        Formula("one-point", "(sigmoid(2w+b)-1)*sigmoid(2w+b)*(1-sigmoid(2w+b))"),
        Number("update", "update", 0.005),
    ),
)
