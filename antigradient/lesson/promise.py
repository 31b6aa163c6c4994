"""Sections about the promise of a step: its Taylor series, slopes along the axes, the best direction."""

from __future__ import annotations

from collections.abc import Sequence

from antigradient.examples.base import Findings
from antigradient.lesson.base import Act, Condition, Figure, Number, Section
from antigradient.taylor import Step


def promise(step: Step) -> float:
    """For facts and claims: the change that Taylor promises to first order, η uᵀ∇L."""
    return step.eta * step.dot


def at(figures: Sequence[Findings], beta: float, eta: float | None = None) -> Step:
    """For facts and claims: the step that the figure shows, turned to β degrees."""
    return figures[0].run.step_at(beta, figures[0].step, eta)


def lowest_of_all(figures: Sequence[Findings], shrunk: float = 1) -> int:
    """For facts and claims: the whole degree at which the figure's step, shrunk by a factor, lowers the loss most."""
    eta = figures[0].run.number("eta") / shrunk
    return min(range(360), key=lambda beta: at(figures, beta, eta).actual)


WHICH_WAY = Section(
    id="which-way",
    minutes=3,
    figures=(
        Figure(
            "map",
            "objective=sigmoid-squared&data=five&reduction=half_sum&start=-2,-2&optimiser=gd&eta=5&steps=60&tol=1e-6"
            "&window=-4,4,-4,4&step=2&beta=150&show=turn",
        ),
    ),
    facts=lambda figures: {
        "most": promise(at(figures, 180)),
        "third": promise(at(figures, 120)),
        "sideways": at(figures, 90).actual,
        "other": at(figures, 270).actual,
        "best": lowest_of_all(figures),
        "hundredth": lowest_of_all(figures, 100),
    },
    claims={
        "at 90° nothing is promised, on either side": lambda figures: at(figures, 90).dot == at(figures, 270).dot == 0,
        "the promise is greatest at 180°": lambda figures: (
            min(range(360), key=lambda beta: promise(at(figures, beta))) == 180
        ),
        "beyond 90° a fall is promised, nearer a rise": lambda figures: all(
            (promise(at(figures, beta)) < 0) == (90 < beta < 270) for beta in range(360) if beta not in (90, 270)
        ),
        "on one side the loss falls, on the other it rises": lambda figures: (
            at(figures, 90).actual < 0 < at(figures, 270).actual
        ),
        "the best direction of a long step is another": lambda figures: lowest_of_all(figures) != 180,
        "of a short one it is 180°": lambda figures: lowest_of_all(figures, 100) == 180,
    },
    tasks=(
        Act(
            "turn",
            sights=(
                (Condition("beta", "near", 90, 4), Condition("state.beta", ">", 0)),
                (Condition("state.beta", "near", 180, 4),),
            ),
        ),
        Number("third", "third", 0.003),
    ),
)
