"""Every objective once more, from the literature and in mpmath: what the tests trust instead of our own formulas.

Derivatives are taken by mpmath's differences at many digits, so no derivative is written down here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import product

import mpmath as mp

from antigradient.data import DATASETS, Data
from antigradient.objectives import OBJECTIVES
from antigradient.scenario import Scenario, resolve

Formula = Callable[..., mp.mpf]

FACTORS = {
    "half_sum": lambda n: mp.mpf(1) / 2,
    "sum": lambda n: mp.mpf(1),
    "mean": lambda n: 1 / mp.mpf(n),
    "half_mean": lambda n: 1 / mp.mpf(2 * n),
}

#: ℓ(z, y) of one point.
POINT_LOSSES: dict[str, Formula] = {
    "sigmoid-squared": lambda z, y: (1 / (1 + mp.exp(-z)) - y) ** 2,
    "sigmoid-log": lambda z, y: -y * mp.log(1 / (1 + mp.exp(-z))) - (1 - y) * mp.log(1 / (1 + mp.exp(z))),
    "logistic-2": lambda z, y: -y * mp.log(1 / (1 + mp.exp(-z))) - (1 - y) * mp.log(1 / (1 + mp.exp(z))),
    "linear-squared": lambda z, y: (z - y) ** 2,
}

FORMULAS: dict[str, Formula] = {
    "bowl": lambda w, b: w**2 + b**2,
    "cubic": lambda w, b: w**3 + b**2,
    "saddle": lambda w, b: w**2 - b**2,
    "rosenbrock": lambda w, b: (1 - w) ** 2 + 100 * (b - w**2) ** 2,
    "beale": lambda w, b: (
        (mp.mpf(3) / 2 - w + w * b) ** 2 + (mp.mpf(9) / 4 - w + w * b**2) ** 2 + (mp.mpf(21) / 8 - w + w * b**3) ** 2
    ),
    "himmelblau": lambda w, b: (w**2 + b - 11) ** 2 + (w + b**2 - 7) ** 2,
    "booth": lambda w, b: (w + 2 * b - 7) ** 2 + (2 * w + b - 5) ** 2,
    "matyas": lambda w, b: mp.mpf(26) / 100 * (w**2 + b**2) - mp.mpf(48) / 100 * w * b,
    "custom": lambda w, b: mp.sin(w) * mp.cos(b) + (w**2 + b**2) / 10,
    "camel3": lambda w, b: 2 * w**2 - mp.mpf(105) / 100 * w**4 + w**6 / 6 + w * b + b**2,
    "mccormick": lambda w, b: mp.sin(w + b) + (w - b) ** 2 - mp.mpf(3) / 2 * w + mp.mpf(5) / 2 * b + 1,
}


def reference(scenario: Scenario) -> Formula:
    """The loss of a scenario, of mpmath numbers."""
    id, data = scenario.objective.id, scenario.data
    if id == "ravine":
        k1, k2 = (mp.mpf(scenario.numbers[name]) for name in ("lambda1", "lambda2"))
        return lambda w, b: (k1 * w**2 + k2 * b**2) / 2
    if data is None:
        return FORMULAS[id]
    assert scenario.reduction is not None
    point_loss, factor = POINT_LOSSES[id], FACTORS[scenario.reduction](len(data))

    def loss(*theta: mp.mpf) -> mp.mpf:
        *weights, b = theta
        total = mp.mpf(0)
        for x, y in zip(data.x, data.y, strict=True):
            z = b + sum(w * mp.mpf(x_i) for w, x_i in zip(weights, x, strict=True))
            total += point_loss(z, mp.mpf(y))
        return factor * total

    return loss


def gradient(loss: Formula, point: Sequence[float]) -> list[mp.mpf]:
    """∇L at the working precision."""
    theta = [mp.mpf(t) for t in point]
    return [mp.diff(loss, theta, tuple(int(i == j) for j in range(len(theta)))) for i in range(len(theta))]


def hessian(loss: Formula, point: Sequence[float]) -> list[list[mp.mpf]]:
    """∇²L at the working precision."""
    theta = [mp.mpf(t) for t in point]
    p = range(len(theta))
    return [[mp.diff(loss, theta, tuple(int(i == k) + int(j == k) for k in p)) for j in p] for i in p]


def _suits(data: Data, id: str) -> bool:
    objective = OBJECTIVES[id]
    return data.inputs == objective.inputs and (
        objective.labels is None or all(objective.labels[0] <= y <= objective.labels[1] for y in data.y)
    )


def scenarios() -> Iterator[Scenario]:
    """Every objective with every data set of the lecture that it takes, every reduction, and unlike constants.

    A published set comes with the losses that it is published for, in one reduction: it tests no other code.
    """
    for id, objective in OBJECTIVES.items():
        lecture = {name: data for name, data in DATASETS.items() if not data.published}
        sets: list[str | None] = [name for name, data in lecture.items() if _suits(data, id)] or [None]
        published = [(name, None) for name, data in DATASETS.items() if data.published and id in data.defaults]
        for data, reduction in [*product(sets, objective.reductions or (None,)), *published]:
            given = {"objective": id, "data": data, "reduction": reduction}
            yield resolve(given)
            if objective.constants:
                yield resolve(given | {p.name: 7.0 - 11.0 * i for i, p in enumerate(objective.constants)})


def label(scenario: Scenario) -> str:
    """A scenario's name in a test's id."""
    data = scenario.data.id if scenario.data else None
    constants = [f"{scenario.numbers[p.name]:g}" for p in scenario.objective.constants]
    return "-".join(filter(None, [scenario.objective.id, data, scenario.reduction, *constants]))


SCENARIOS = list(scenarios())
