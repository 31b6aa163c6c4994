"""Sections about fitting: two dials that bend a curve, one number for how wrong it is, and a map of all settings."""

from __future__ import annotations

import numpy as np

from antigradient.examples.base import Findings
from antigradient.functions import sigmoid
from antigradient.lesson.base import Act, Choice, Condition, Figure, Number, Section

#: What both sections fit, how, and where on the map.
NEURON = "objective=sigmoid-squared&data=five&reduction=half_sum"
RUN = "start=-2,-2&optimiser=gd&eta=1.5&steps=200&tol=1e-9&window=-4,4,-4,4&grid=129&show=dials"
#: A loss below which the curve passes close to all dots; one that only the neighbourhood of the lowest place has.
CLOSE, LOWEST = 0.02, 0.007
#: An error that is seen in the figure.
SEEN = 0.05


def by_hand(limit: float) -> tuple[Condition, ...]:
    """For acts: the loss is below the limit where the reader has put the start, before any step."""
    return (Condition("step", "=", 0), Condition("loss", "<", limit))


def errors(findings: Findings, w: float, b: float) -> list[float]:
    """For facts: ŷ − y of each dot at a setting of the dials."""
    return [float(error) for error in findings.scenario.loss.samples(w, b)["error"]]


def prediction(w: float, b: float, x: float) -> float:
    """For claims: what the neuron answers."""
    return float(sigmoid(np.float64(w * x + b)))


TWO_DIALS = Section(
    id="two-dials",
    figures=(Figure("neuron", f"{NEURON}&{RUN}&hide=player,points"),),
    facts=lambda figures: {
        "setting": figures[0].run.value("w"),
        "guess": float(figures[0].run.samples()["prediction"][-1]),
        "truth": float(figures[0].run.samples()["y"][-1]),
        "close": CLOSE,
    },
    claims={
        "both dials stand at the same number": lambda figures: figures[0].run.value("w") == figures[0].run.value("b"),
        "the curve falls where the dots rise": lambda figures: bool(
            (np.diff(figures[0].run.samples()["prediction"]) < 0).all()
            and (np.diff(figures[0].run.samples()["y"]) > 0).all()
        ),
        "it is not close at first": lambda figures: figures[0].run.value("loss") > CLOSE,
        "the hint's setting is close": lambda figures: figures[0].loss(1, 0) < CLOSE,
        "its middle is at −b/w": lambda figures: prediction(2, -3, 3 / 2) == prediction(2, -1, 1 / 2) == 1 / 2,
        "b moves it as it is": lambda figures: all(
            np.isclose(prediction(2, -3, x), prediction(2, -1, x - 1)) for x in (-1, 0, 2)
        ),
    },
    tasks=(Act("fit", sights=(by_hand(CLOSE),)), Choice("sideways", right=2)),
)

HOW_WRONG = Section(
    id="how-wrong",
    figures=(Figure("map", f"{NEURON}&{RUN}&hide=path,arrows,lowest,player"),),
    facts=lambda figures: {
        "here": figures[0].run.value("loss"),
        "zero": figures[0].loss(0, 0),
        "w": figures[0].run.value("w", -1),
        "b": figures[0].run.value("b", -1),
        "least": figures[0].run.value("loss", -1),
        "places": figures[0].run.number("grid") ** 2,
        "more": figures[0].run.number("grid") ** 3,
        "lowest": LOWEST,
        "share": 100 * sum(sorted(error**2 for error in errors(figures[0], 0, 0))[-2:]) / 2 / figures[0].loss(0, 0),
        **{f"error{i}": error for i, error in enumerate(errors(figures[0], 0, 0), start=1)},
    },
    claims={
        "the lowest place has been reached": lambda figures: figures[0].run.converged,
        "not every dot is hit there": lambda figures: max(errors(figures[0], *figures[0].run.point(-1))) > SEEN,
        "it is not low at first": lambda figures: figures[0].run.value("loss") > LOWEST,
        "the hint's setting is low enough": lambda figures: figures[0].loss(1.1, -0.2) < LOWEST,
    },
    tasks=(Number("by-hand", "zero", 0.005), Act("lowest", sights=(by_hand(LOWEST),))),
)
