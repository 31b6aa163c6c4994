"""Sections about the promise of a step: its Taylor series, slopes along the axes, the best direction."""

from __future__ import annotations

from antigradient.lesson.base import Act, Condition, Figure, Section
from antigradient.taylor import Step


def promise(step: Step) -> float:
    """For facts and claims: the change that Taylor promises to first order, η uᵀ∇L."""
    return step.eta * step.dot


WHICH_WAY = Section(
    id="which-way",
    minutes=2,
    figures=(Figure("map", "objective=sigmoid-squared&start=-2,-3&eta=1&step=3&show=turn&beta=120"),),
    facts=lambda figures: {
        "sideways": figures[0].run.step_at(90, k=3).actual,
    },
    claims={
        "at 90° nothing is promised": lambda figures: figures[0].run.step_at(90, k=3).dot == 0,
        "the promise is greatest at 180°": lambda figures: (
            min(range(360), key=lambda beta: promise(figures[0].run.step_at(beta, k=3))) == 180
        ),
    },
    tasks=(
        Act(
            "turn",
            sights=(
                (Condition("state.beta", "near", 90, 4),),
                (Condition("state.beta", "near", 180, 4),),
            ),
        ),
    ),
)
