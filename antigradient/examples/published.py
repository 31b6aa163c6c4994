"""Runs on data that others published: what a fit tells of them, and what it does not."""

from __future__ import annotations

from math import hypot

import numpy as np

from antigradient.data import Data
from antigradient.examples.base import Example, Findings
from antigradient.functions import sigmoid

_ANSCOMBE = (
    "objective=linear-squared&data={}&reduction=half_sum&start=-0.6,1.6&optimiser=gd&eta=0.08&steps=400&tol=1e-6"
    "&window=-1,2,-1,2"
)

SAME_LINE = Example(
    id="same-line",
    query=_ANSCOMBE.format("anscombe-2"),
    comparison=_ANSCOMBE.format("anscombe-4"),
    facts=lambda f: {
        "w": f.run.value("w", -1),
        "b": f.run.value("b", -1),
        "loss": f.run.value("loss", -1),
        "other_w": f.comparison_run.value("w", -1),
        "other_b": f.comparison_run.value("b", -1),
        "other_loss": f.comparison_run.value("loss", -1),
    },
    claims={
        "both come to rest": lambda f: f.run.converged and f.comparison_run.converged,
        "at the same line, with the same loss": lambda f: bool(
            np.allclose(f.run.point(-1), f.comparison_run.point(-1), atol=1e-3)
            and np.isclose(f.run.value("loss", -1), f.comparison_run.value("loss", -1), rtol=5e-3)
        ),
        "the points are others": lambda f: _data(f).rows() != _data(f, compared=True).rows(),
        "the first lie on a curve, which leaves next to nothing": lambda f: _left_by_a_parabola(_data(f)) < 1e-6,
        "of the others one alone decides": lambda f: sorted(map(len, _by_x(_data(f, compared=True)))) == [1, 10],
    },
)


def _data(f: Findings, compared: bool = False) -> Data:
    scenario = f.comparison if compared else f.scenario
    assert scenario is not None
    assert scenario.data is not None
    return scenario.data


def _left_by_a_parabola(data: Data) -> float:
    x, y = data.columns[0], data.labels
    return float(np.sum(np.square(np.polyval(np.polyfit(x, y, 2), x) - y)))


def _by_x(data: Data) -> list[list[float]]:
    return [[y for (x,), y in zip(data.x, data.y, strict=True) if x == place] for place in {x for (x,) in data.x}]


#: °F at Challenger's last start.
COLD = 31.0


def _expected(f: Findings, fahrenheit: float) -> float:
    w, b = f.run.point(-1)
    return float(sigmoid(np.array(w * (fahrenheit - 70.0) / 10.0 + b)))


def _fahrenheit(f: Findings) -> list[float]:
    return [round(70.0 + 10.0 * x) for (x,) in _data(f).x]


COLD_START = Example(
    id="cold-start",
    query="objective=sigmoid-log&data=challenger&reduction=sum&start=1,1.5&optimiser=gd&eta=0.3&steps=300&tol=1e-6"
    "&window=-5,3,-5,3",
    facts=lambda f: {
        "flights": len(_data(f)),
        "failures": int(sum(_data(f).y)),
        "cold": COLD,
        "risk": 100 * _expected(f, COLD),
        "warmest": max(_fahrenheit(f)),
        "warm": 100 * _expected(f, max(_fahrenheit(f))),
        "coldest": min(_fahrenheit(f)),
    },
    claims={
        "it comes to rest": lambda f: f.run.converged,
        "the colder, the likelier": lambda f: f.run.value("w", -1) < 0,
        "nobody had flown so cold": lambda f: min(_fahrenheit(f)) - COLD > 20,
        "on all flights below a temperature, and on some above": lambda f: (
            0 < sum(y for t, y in zip(_fahrenheit(f), _data(f).y, strict=True) if t >= 65) < 4
            and all(y == 1 for t, y in zip(_fahrenheit(f), _data(f).y, strict=True) if t < 65)
        ),
    },
)

LONG_VALLEY = Example(
    id="long-valley",
    query="objective=linear-squared&data=old-faithful&scaling=none&reduction=half_sum&start=3,0&optimiser=gd&eta=0.002"
    "&steps=600&tol=1e-6&window=-1,5,-1,5",
    comparison="objective=linear-squared&data=old-faithful&scaling=standardise&reduction=half_sum&start=-2,-2"
    "&optimiser=gd&eta=0.01&steps=300&tol=1e-6&window=-4,4,-4,4",
    facts=lambda f: {
        "least": min(x for (x,) in _data(f).x),
        "most": max(x for (x,) in _data(f).x),
        "ratio": f.run.local().condition_number or 0.0,
        "steps": f.run.steps,
        "other": f.comparison_run.steps,
    },
    claims={
        "the loss falls at every step": lambda f: not f.run.rising_steps,
        "it is not there": lambda f: not f.run.converged,
        "the other is": lambda f: f.comparison_run.converged,
        "the same data": lambda f: _data(f) == _data(f, compared=True),
        "scaled, the loss bends alike everywhere": lambda f: bool(
            np.isclose(f.comparison_run.local().condition_number or 0.0, 1.0)
        ),
    },
)


def _size(f: Findings, k: int) -> float:
    return hypot(f.run.value("w1", k), f.run.value("w2", k))


NO_MINIMUM = Example(
    id="no-minimum",
    query="objective=logistic-2&data=iris-setosa-versicolor&reduction=sum&start=0,0,0&plane=w1,w2&at=3&optimiser=gd"
    "&eta=0.1&steps=300&tol=1e-6&window=-2,8,-2,8",
    facts=lambda f: {
        "first": f.run.value("loss"),
        "last": f.run.value("loss", -1),
        "steps": f.run.steps,
        "size": _size(f, -1),
        "before": _size(f, f.run.steps // 2),
    },
    claims={
        "it does not come to rest": lambda f: not f.run.converged,
        "the loss falls at every step": lambda f: not f.run.rising_steps,
        "all points lie on their side": lambda f: bool(np.all(np.abs(f.run.samples(-1)["error"]) < 0.5)),
        "the weights grow": lambda f: _size(f, 10) < _size(f, 100) < _size(f, -1),
        "weights twice as long have a lower loss": lambda f: (
            f.loss(*(2 * t for t in f.run.point(-1))) < f.run.value("loss", -1) / 5
        ),
    },
)

#: Inches of a tall father.
TALL = 75.0


def _son(f: Findings) -> float:
    w, b = f.run.point(-1)
    return w * (TALL - 69.0) + b + 69.0


REGRESSION = Example(
    id="towards-the-mean",
    query="objective=linear-squared&data=galton&reduction=half_sum&start=2,0&optimiser=gd&eta=0.004&steps=200&tol=1e-6"
    "&window=-1.5,2.5,-0.5,3.5",
    facts=lambda f: {
        "father": TALL,
        "son": _son(f),
        "w": f.run.value("w", -1),
        "sons": 69.0 + float(_data(f).labels.mean()),
        "fathers": 69.0 + float(_data(f).columns[0].mean()),
    },
    claims={
        "it comes to rest": lambda f: f.run.converged,
        "the son is above the average, but by less than his father": lambda f: (
            0 < _son(f) - 69.0 - _data(f).labels.mean() < TALL - 69.0 - _data(f).columns[0].mean()
        ),
        "w is between zero and one": lambda f: 0 < f.run.value("w", -1) < 1,
    },
)
