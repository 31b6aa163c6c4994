"""A section about what the promise does not hold: steps that are too long, and places where the rule stops."""

from __future__ import annotations

from antigradient.lesson.base import Act, Condition, Figure, Section
from antigradient.rates import Rates, rates_for
from antigradient.scenario import Scenario


def rates(scenario: Scenario) -> Rates:
    """For facts and claims: what the minimum below the start asks of η."""
    return rates_for(scenario, search=False)


#: The step that goes straight downhill and raises the loss.
RISE = 11

WHEN_IT_GOES_WRONG = Section(
    id="when-it-goes-wrong",
    figures=(
        Figure(
            "map",
            "objective=sigmoid-squared&data=cs7015&reduction=half_sum&start=-2,-2&optimiser=gd&eta=10&steps=100"
            f"&tol=1e-6&window=-4,4,-4,4&step={RISE - 1}",
        ),
        Figure(
            "map", "objective=saddle&start=-3,0&optimiser=gd&eta=0.1&steps=45&tol=0.001&window=-4,4,-4,4&show=dials"
        ),
    ),
    facts=lambda figures: {
        "promised": figures[0].run.value("first_order", RISE),
        "before": figures[0].run.value("loss", RISE),
        "after": figures[0].run.value("loss", RISE + 1),
        "curvature": rates(figures[0].scenario).curvature or 0.0,
        "limit": rates(figures[0].scenario).limit or 0.0,
        "sideways": figures[1].run.step_at(90).actual,
    },
    claims={
        "every step goes at 180°": lambda figures: bool((figures[0].run.column("beta") == 180).all()),
        "no other step raises the loss, and the run arrives": lambda figures: (
            figures[0].run.rising_steps == [RISE]
            and figures[0].run.converged
            and figures[0].run.value("loss", -1) < 1e-6
        ),
        "more is promised than there is, for this loss is never below 0": lambda figures: (
            -figures[0].run.value("first_order", RISE) > figures[0].run.value("loss", RISE)
        ),
        "η is below the limit at the minimum, above that of the place of the step": lambda figures: (
            2 / float(figures[0].run.local(RISE).eigenvalues[-1])
            < figures[0].run.number("eta")
            < (rates(figures[0].scenario).limit or 0)
        ),
        "a tenth of the step lowers the loss": lambda figures: figures[0].run.step_at(180, RISE, 1).actual < 0,
        "at 90° nothing is promised": lambda figures: figures[1].run.step_at(90).dot == 0,
        "the run on the saddle rests at the saddle point": lambda figures: (
            figures[1].run.converged
            and abs(figures[1].run.value("loss", -1)) < 1e-5
            and figures[1].run.local(-1).eigenvalues[0] < 0
        ),
        "there is lower ground beside it, without end": lambda figures: (
            figures[1].loss(0, 1) < 0 and figures[1].loss(0, 1e6) < -1e11
        ),
    },
    tasks=(
        Act(
            "uphill",
            sights=(
                (Condition("step", "=", RISE), Condition("loss", "near", 0.0595, 0.0005)),
                (Condition("step", "=", RISE + 1), Condition("loss", "near", 0.1156, 0.0005)),
            ),
        ),
        Act("saddle", sights=((Condition("state.objective", "=", "saddle"), Condition("loss", "<", -1)),), figure=1),
    ),
)
