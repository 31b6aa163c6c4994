"""The numbers of the lesson's sections in other ways: closed forms, mpmath, and plain loops of Python's floats."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from mpmath import exp, log, mp, mpf

Facts = Mapping[str, float]
mp.dps = 30


def sigmoid(z: mpf) -> mpf:
    return 1 / (1 + exp(-z))


def neuron(w: mpf, b: mpf, points: Sequence[tuple[str, str]]) -> tuple[mpf, mpf, mpf]:
    """Loss, ∂L/∂w and ∂L/∂b of half the sum of squares."""
    loss = dw = db = mpf(0)
    for x, y in ((mpf(x), mpf(y)) for x, y in points):
        out = sigmoid(w * x + b)
        loss += (out - y) ** 2 / 2
        db += (out - y) * out * (1 - out)
        dw += (out - y) * out * (1 - out) * x
    return loss, dw, db


#: The data set cs7015, whose minimum has the closed form w = ln 6, b = −ln 4 − ½ ln 6.
TWO_POINTS = (("0.5", "0.2"), ("2.5", "0.9"))


def when_it_goes_wrong() -> Facts:
    w = b = mpf(-2)
    for _ in range(11):
        _, dw, db = neuron(w, b, TWO_POINTS)
        w, b = w - 10 * dw, b - 10 * db
    before, dw, db = neuron(w, b, TWO_POINTS)
    after, *_ = neuron(w - 10 * dw, b - 10 * db, TWO_POINTS)
    # At the minimum, where every error is 0, the Hessian is Σ σ′²·[x², x; x, 1].
    slopes = [(mpf(x), (sigmoid(log(6) * mpf(x) - log(4) - log(6) / 2) * (1 - mpf(y))) ** 2) for x, y in TWO_POINTS]
    ww, wb, bb = (sum(s * x**n for x, s in slopes) for n in (2, 1, 0))
    curvature = (ww + bb) / 2 + mp.sqrt(((ww - bb) / 2) ** 2 + wb**2)
    return {
        "promised": -10 * (dw**2 + db**2),
        "before": before,
        "after": after,
        "curvature": curvature,
        "limit": 2 / curvature,
        # ∇L is (−6, 0) there: a step at 90° goes by 0.1 · 6 along b.
        "sideways": -(mpf("0.6") ** 2),
    }


REFERENCES: Mapping[str, Callable[[], Facts]] = {
    "when-it-goes-wrong": when_it_goes_wrong,
}
