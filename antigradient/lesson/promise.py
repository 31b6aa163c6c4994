"""Sections about the promise of a step: its Taylor series, slopes along the axes, the best direction."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from antigradient.examples.base import Findings
from antigradient.formula import parse
from antigradient.lesson.base import Act, Condition, Figure, Formula, Number, Section
from antigradient.lesson.fitting import NEURON, SEEN
from antigradient.local import analyse_point
from antigradient.taylor_series import Expansion, Step, expansion, rotated_direction, step


def promise(step: Step) -> float:
    """For facts and claims: the change that Taylor promises to first order, η uᵀ∇L."""
    return step.eta * step.dot


#: A curve, a place, and a step from there.
CUBE, X, DELTA = "x^3", 2.0, 0.5
#: A step of this share of x has a second piece of that share of the first.
SHARE = 0.1


def cube() -> Expansion:
    """For facts and claims: the pieces of the series of x³."""
    return expansion(parse(CUBE, ("x",)), X, DELTA)


def pieces(figures: Sequence[Findings], shrunk: float = 1) -> list[float]:
    """For facts and claims: the first three terms of the loss along the second figure's step, shrunk by a factor."""
    run = figures[1].run
    direction = rotated_direction(run.scenario.loss, run.point(), 180)
    return [term.term for term in step(run.scenario.loss, run.point(), direction, run.number("eta") / shrunk, 3).taylor]


ONE_STEP = Section(
    id="one-step",
    figures=(
        Figure("expansion", f"fx={CUBE}&x={X:g}&delta={DELTA:g}"),
        Figure("orders", f"{NEURON}&start=0,0&optimiser=gd&eta=1&steps=100&tol=1e-6&window=-4,4,-4,4"),
    ),
    facts=lambda figures: {
        "x": X,
        "delta": DELTA,
        **{f"piece{term.order}": term.term for term in cube().taylor[:3]},
        "change": cube().actual,
        "missing": cube().taylor[0].remainder,
        "short": SHARE * X,
        "promised": pieces(figures)[0],
        "bend": pieces(figures)[1],
        "did": figures[1].run.value("actual"),
        "equal": -pieces(figures)[0] / pieces(figures)[1] * figures[1].run.number("eta"),
    },
    claims={
        "x³ ends at the third piece": lambda _: cube().taylor[2].remainder == 0 == cube().taylor[3].term,
        "a second piece is to the first as δ to x": lambda _: bool(
            np.isclose(cube().taylor[1].term / cube().taylor[0].term, DELTA / X)
        ),
        "η ten times smaller makes the terms 10, 100, 1000 times smaller": lambda figures: bool(
            np.allclose(np.divide(pieces(figures), pieces(figures, 10)), (10, 100, 1000))
        ),
        "no coefficient is 0": lambda figures: all(abs(term) > SEEN for term in pieces(figures)),
    },
    tasks=(
        Number("missing", "missing", 0.001),
        Act(
            "short",
            sights=(
                (
                    Condition("state.fx", "=", CUBE),
                    Condition("state.x", "=", X),
                    Condition("state.delta", "near", SHARE * X, 0.005),
                ),
            ),
        ),
    ),
)

CUBIC = Figure(
    "slices",
    "objective=cubic&start=1,-1&optimiser=gd&eta=0.05&steps=100&tol=1e-6&window=-2,2,-2,2&show=dials&hide=player",
)
#: A valley along w + b = 1: either dial alone reaches its floor by 1, both together leap over it.
VALLEY = Figure(
    "map",
    "objective=custom&f=(w%2Bb-1)^2&start=0,0&optimiser=gd&eta=0.1&steps=100&tol=1e-6&window=-2,3,-2,3&grid=129"
    "&show=dials&hide=path,arrows,player",
)
#: ∂L/∂w of w³b², which the first task asks for.
PARTIAL = "3w^2*b^2"


def start_at(w: float, b: float) -> tuple[Condition, ...]:
    """For acts: the reader has put the start there."""
    return (Condition("state.start.0", "near", w, 1e-6), Condition("state.start.1", "near", b, 1e-6))


SLOPES = Section(
    id="slopes",
    figures=(CUBIC, VALLEY),
    facts=lambda figures: {
        "w": figures[0].run.value("w"),
        "b": figures[0].run.value("b"),
        "slope_w": figures[0].run.value("grad_w"),
        "slope_b": figures[0].run.value("grad_b"),
        "still": figures[1].loss(0, 0),
        "alone": figures[1].loss(1, 0),
        "together": figures[1].loss(1, 1),
        "slope": figures[1].run.value("grad_w"),
    },
    claims={
        "the partials are 3w² and 2b, the table 6w, 0, 0, 2": lambda figures: all(
            np.allclose(found.gradient, (3 * w**2, 2 * b)) and np.allclose(found.hessian, ((6 * w, 0), (0, 2)))
            for w, b in ((1.0, -1.0), (-0.7, 0.4))
            for found in [analyse_point(figures[0].scenario.loss, (w, b))]
        ),
        "either dial alone brings the loss as low as the other": lambda figures: (
            figures[1].loss(1, 0) == figures[1].loss(0, 1) < figures[1].loss(0, 0)
        ),
        "the formula asked for is the partial along w": lambda _: all(
            np.isclose(parse(PARTIAL)(*place), parse("w^3*b^2").gradient(*place)[0])
            for place in (np.array([1.2, -0.7]), np.array([-0.4, 2.1]))
        ),
        "both together bring nothing": lambda figures: figures[1].loss(1, 1) == figures[1].loss(0, 0),
        "both slopes are the same, and promise a fall": lambda figures: (
            figures[1].run.value("grad_w") == figures[1].run.value("grad_b") < 0
        ),
        "a short step of both brings twice as much as of one": lambda figures: (
            figures[1].loss(0.01, 0.01) - figures[1].loss(0, 0)
            < 1.9 * (figures[1].loss(0.01, 0) - figures[1].loss(0, 0))
        ),
    },
    tasks=(
        Formula("partial", PARTIAL),
        Act("together", figure=1, sights=(start_at(1, 0), start_at(0, 1), start_at(1, 1))),
    ),
)


def at(figures: Sequence[Findings], beta: float, eta: float | None = None) -> Step:
    """For facts and claims: the step that the figure shows, turned to β degrees."""
    return figures[0].run.step_at(beta, figures[0].step, eta)


def lowest_of_all(figures: Sequence[Findings], shrunk: float = 1) -> int:
    """For facts and claims: the whole degree at which the figure's step, shrunk by a factor, lowers the loss most."""
    eta = figures[0].run.number("eta") / shrunk
    return min(range(360), key=lambda beta: at(figures, beta, eta).actual)


WHICH_WAY = Section(
    id="which-way",
    figures=(
        Figure(
            "map",
            f"{NEURON}&start=-2,-2&optimiser=gd&eta=5&steps=60&tol=1e-6&window=-4,4,-4,4&step=2&beta=150&show=turn",
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
