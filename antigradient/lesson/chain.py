"""Sections about where the gradient comes from: the chain rule of one point, the sum of many, two inputs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from antigradient.lesson.base import Act, Choice, Condition, Figure, Number, Section
from antigradient.local import analyse_point
from antigradient.scenario import resolve


def gradient(objective: str, data: Sequence[Sequence[float]], point: Sequence[float]) -> tuple[float, ...]:
    """For facts of an exercise without a figure: ∇L of these data at a point."""
    return analyse_point(resolve({"objective": objective, "data": data}).loss, point).gradient


CHAIN_RULE = Section(
    id="chain-rule",
    figures=(
        Figure(
            "chain",
            "objective=sigmoid-squared&data=1.5:0.2&reduction=half_sum&start=1,-0.5&optimiser=gd&eta=1.5&steps=60&tol=1e-6"
            "&window=-4,4,-4,4&show=dials&hide=shares",
            wide=True,
        ),
    ),
    facts=lambda figures: {
        "error": float(figures[0].run.samples()["error"][0]),
        "slope": float(figures[0].run.samples()["slope"][0]),
        "w_slope": figures[0].run.value("grad_w"),
        "by_hand": gradient("sigmoid-squared", [[2, 1]], (0, 0))[0],
    },
    claims={
        "the three factors multiply to ∂L/∂w, without the x to ∂L/∂b": lambda figures: bool(
            np.isclose(
                figures[0].run.value("grad_w"),
                1.5 * figures[0].run.samples()["error"][0] * figures[0].run.samples()["slope"][0],
            )
            and np.isclose(figures[0].run.value("grad_w"), 1.5 * figures[0].run.value("grad_b"))
        ),
        "the error at ŷ = ½ is −½, the slope there ¼": lambda figures: (
            gradient("sigmoid-squared", [[2, 1]], (0, 0)) == (-1 / 2 * 1 / 4 * 2, -1 / 2 * 1 / 4)
        ),
        "with w and b at 4 the answer is as wrong as it gets, and the gradient almost 0": lambda figures: (
            figures[0].loss(4, 4) > 0.319 and max(map(abs, gradient("sigmoid-squared", [[1.5, 0.2]], (4, 4)))) < 1e-4
        ),
    },
    tasks=(
        Number("by-hand", "by_hand", 0.005),
        Act(
            "saturate",
            sights=((Condition("state.data.0.1", "near", 0.2, 0.001), Condition("loss", ">", 0.319)),),
        ),
    ),
)

#: What a mean of five squares has for each 1 of half their sum.
MEAN = 2 / 5

FIVE_POINTS = Section(
    id="five-points",
    figures=(
        Figure(
            "chain",
            "objective=sigmoid-squared&data=five&reduction=half_sum&start=-2,-2&optimiser=gd&eta=1.5&steps=60&tol=1e-6"
            "&window=-4,4,-4,4&hide=stages",
        ),
    ),
    facts=lambda figures: {
        "largest": float(max(figures[0].run.samples()["dw"], key=abs)),
        "total": figures[0].run.value("grad_w"),
        "mean": figures[0].run.value("grad_w") * MEAN,
    },
    claims={
        "the shares add up to the gradient": lambda figures: bool(
            np.isclose(sum(figures[0].run.samples()["dw"]), figures[0].run.value("grad_w"))
            and np.isclose(sum(figures[0].run.samples()["db"]), figures[0].run.value("grad_b"))
        ),
        "the first point pulls most, the last is more wrong and pulls least": lambda figures: bool(
            np.argmax(np.abs(figures[0].run.samples()["dw"])) == 0
            and np.argmax(np.abs(figures[0].run.samples()["error"])) == 4
            and np.argmin(figures[0].run.samples()["slope"]) == 4
        ),
        "some shares change their sign": lambda figures: bool(
            (figures[0].run.samples()["dw"] * figures[0].run.samples(60)["dw"] < 0).any()
        ),
        "the sum carries 2, the mean 2/5, the half mean 1/5": lambda figures: all(
            np.isclose(
                analyse_point(resolve({"reduction": id}).loss, (-2, -2)).gradient, np.array(half_sum) * factor
            ).all()
            for half_sum in (figures[0].run.local().gradient,)
            for id, factor in (("sum", 2), ("mean", MEAN), ("half_mean", MEAN / 2))
        ),
    },
    tasks=(Number("mean", "mean", 0.0005), Choice("same-step", 2)),
)

TWO_INPUTS = Section(
    id="two-inputs",
    figures=(
        Figure(
            "neuron",
            "objective=logistic-2&data=2:-1:0&reduction=sum&start=0.5,-0.5,0.5&plane=w1,w2&at=0.5&optimiser=gd&eta=0.1&steps=1"
            "&tol=1e-6&window=-4,4,-4,4&show=numbers&hide=points",
        ),
        Figure(
            "neuron",
            "objective=logistic-2&data=two-clouds&reduction=sum&start=0,0,0&plane=w1,w2&at=0&optimiser=gd&eta=0.3"
            "&steps=120&tol=1e-6&window=-4,4,-4,4&hide=points",
        ),
    ),
    facts=lambda figures: {
        "output": float(figures[0].run.samples()["prediction"][0]),
        "first_slope": figures[0].run.value("grad_w1"),
        "second_slope": figures[0].run.value("grad_w2"),
        "first_weight": figures[0].run.value("w1", 1),
        "second_weight": figures[0].run.value("w2", 1),
        "bias": figures[0].run.value("b", 1),
        "sum_after": float(figures[0].run.samples(1)["z"][0]),
    },
    claims={
        "z is 2": lambda figures: float(figures[0].run.samples()["z"][0]) == 2,
        "a is above y, and the step lowers z": lambda figures: bool(
            figures[0].run.samples()["error"][0] > 0
            and figures[0].run.samples(1)["z"][0] < figures[0].run.samples()["z"][0]
        ),
        "the slope in z is the error": lambda figures: bool(
            np.isclose(figures[0].run.value("grad_b"), figures[0].run.samples()["error"][0])
        ),
        "the loss falls": lambda figures: figures[0].run.value("actual") < 0,
        "the clouds are parted at a loss below half of the first": lambda figures: (
            2 * figures[1].run.value("loss", -1) < figures[1].run.value("loss")
        ),
    },
    tasks=(Number("by-hand", "second_weight", 0.0005), Choice("sign", 0)),
)
