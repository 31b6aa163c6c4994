"""The numbers of the lesson's first half in other ways: mpmath, closed forms, and differences of the loss."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise

import numpy as np
from mpmath import cos, findroot, hypot, mp, mpf, radians, sin

from tests.library.lesson_references import FIVE, Facts, neuron, sigmoid


def two_dials() -> Facts:
    return {"setting": -2, "guess": sigmoid(mpf("-7.2")), "truth": mpf("0.93"), "close": mpf("0.02")}


def how_wrong() -> Facts:
    errors = [mpf("0.5") - mpf(y) for _, y in FIVE]
    squares = sorted(error**2 for error in errors)
    w, b = findroot(lambda w, b: neuron(w, b, FIVE)[1:], (1, 0))
    return {
        "here": neuron(mpf(-2), mpf(-2), FIVE)[0],
        "zero": sum(squares) / 2,
        "share": 100 * (squares[-1] + squares[-2]) / sum(squares),
        "w": w,
        "b": b,
        "least": neuron(w, b, FIVE)[0],
        "places": 129 * 129,
        "more": 129 * 129 * 129,
        "lowest": mpf("0.007"),
        **{f"error{i}": error for i, error in enumerate(errors, start=1)},
    }


def one_step() -> Facts:
    """Of x³ by multiplying out; of the loss by differences along −∇L from (0, 0)."""
    _, dw, db = neuron(mpf(0), mpf(0), FIVE)

    def along(eta: mpf) -> mpf:
        return neuron(-eta * dw, -eta * db, FIVE)[0]

    promised, bend = mp.diff(along, 0), mp.diff(along, 0, 2) / 2
    return {
        "x": 2,
        "delta": mpf("0.5"),
        "piece1": 3 * 2**2 * mpf("0.5"),
        "piece2": 3 * 2 * mpf("0.5") ** 2,
        "piece3": mpf("0.5") ** 3,
        "change": mpf("2.5") ** 3 - 8,
        "missing": mpf("2.5") ** 3 - 8 - 6,
        "short": mpf("0.2"),
        "promised": promised,
        "bend": bend,
        "did": along(mpf(1)) - along(mpf(0)),
        "equal": -promised / bend,
    }


def slopes() -> Facts:
    return {
        "w": 1,
        "b": -1,
        "slope_w": mp.diff(lambda w: w**3 + 1, 1),
        "slope_b": mp.diff(lambda b: 1 + b**2, -1),
        "still": 1,
        "alone": 0,
        "together": 1,
        "slope": mp.diff(lambda w: (w - 1) ** 2, 0),
    }


def which_way() -> Facts:
    """Two steps by hand, then steps turned by sine and cosine."""
    w = b = mpf(-2)
    for _ in range(2):
        _, dw, db = neuron(w, b, FIVE)
        w, b = w - 5 * dw, b - 5 * db
    before, dw, db = neuron(w, b, FIVE)

    def change(degrees: float, eta: float = 5) -> mpf:
        c, s = cos(radians(degrees)), sin(radians(degrees))
        return neuron(w + eta * (c * dw - s * db), b + eta * (s * dw + c * db), FIVE)[0] - before

    return {
        "most": -5 * (dw**2 + db**2),
        "third": -5 * (dw**2 + db**2) / 2,
        "sideways": change(90),
        "other": change(270),
        "best": min(range(150, 210), key=change),
        "hundredth": min(range(150, 210), key=lambda degrees: change(degrees, mpf("0.05"))),
    }


def the_rule() -> Facts:
    """Whole passes by hand; the library's own order of single points."""
    w = b = mpf(-2)
    loss, dw, db = neuron(w, b, FIVE)
    losses = [loss]
    while hypot(dw, db) > 0.05:
        w, b = w - 2 * dw, b - 2 * db
        loss, dw, db = neuron(w, b, FIVE)
        losses.append(loss)
    single, whole = by_points(100), by_points(20, whole=True)
    return {
        "first": losses[0],
        "last": losses[-1],
        "steps": len(losses) - 1,
        "tol": mpf("0.05"),
        "updates": 100,
        "passes": 20,
        "by_point": single[-1],
        "by_pass": whole[-1],
        "early": 25,
        "rises": sum(after > before for before, after in pairwise(single[:26])),
        "quarter": mpf("0.25"),
        "b": mpf("0.5"),
        "b_later": mpf("0.25"),
    }


def by_points(steps: int, whole: bool = False) -> list[mpf]:
    """The loss of all points after each update by one of them, reshuffled in every pass, or by all."""
    chance, order = np.random.default_rng(0), list[int]()
    w = b = mpf(-2)
    losses = [neuron(w, b, FIVE)[0]]
    for _ in range(steps):
        order = order or chance.permutation(len(FIVE)).tolist()
        _, dw, db = neuron(w, b, FIVE if whole else [FIVE[order.pop(0)]])
        w, b = w - 2 * dw, b - 2 * db
        losses.append(neuron(w, b, FIVE)[0])
    return losses


FIRST_REFERENCES: Mapping[str, Callable[[], Facts]] = {
    "two-dials": two_dials,
    "how-wrong": how_wrong,
    "one-step": one_step,
    "slopes": slopes,
    "which-way": which_way,
    "the-rule": the_rule,
}
