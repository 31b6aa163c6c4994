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


def chain_rule() -> Facts:
    out = sigmoid(mpf(1))
    error = out - mpf("0.2")
    return {"error": error, "slope": out * (1 - out), "w_slope": error * out * (1 - out) * 1.5, "by_hand": mpf(-1) / 4}


FIVE = (("-2", "0.08"), ("-0.8", "0.3"), ("0.3", "0.45"), ("1.4", "0.85"), ("2.6", "0.93"))


def five_points() -> Facts:
    """By differences of the loss, of each point and of all."""

    def slope(points: Sequence[tuple[str, str]]) -> mpf:
        return mp.diff(lambda w: neuron(w, mpf(-2), points)[0], mpf(-2))

    largest = max((slope([point]) for point in FIVE), key=abs)
    return {"largest": largest, "total": slope(FIVE), "mean": slope(FIVE) * 2 / 5}


def two_inputs() -> Facts:
    """By differences of the log loss at y = 0, −ln(1 − a)."""

    def loss(w1: mpf, w2: mpf, b: mpf) -> mpf:
        return -log(1 - sigmoid(2 * w1 - w2 + b))

    start = (mpf("0.5"), mpf("-0.5"), mpf("0.5"))
    slopes = [mp.diff(loss, start, order) for order in ((1, 0, 0), (0, 1, 0), (0, 0, 1))]
    w1, w2, b = (t - slope / 10 for t, slope in zip(start, slopes, strict=True))
    return {
        "output": sigmoid(mpf(2)),
        "first_slope": slopes[0],
        "second_slope": slopes[1],
        "first_weight": w1,
        "second_weight": w2,
        "bias": b,
        "sum_after": 2 * w1 - w2 + b,
    }


def memory() -> Facts:
    """On ½(w² + 20b²) both coordinates are runs of their own."""

    def run(gamma: mpf) -> list[mpf]:
        """cos β of every step until the slope is at most 0.001."""
        curves = (mpf(1), mpf(20))
        place, velocity, cosines = [mpf("-3.5"), mpf("1.5")], [mpf(0), mpf(0)], []
        while mp.norm(slope := [c * t for c, t in zip(curves, place, strict=True)]) > mpf("0.001"):
            velocity = [gamma * v + mpf("0.09") * g for v, g in zip(velocity, slope, strict=True)]
            dot = -sum(v * g for v, g in zip(velocity, slope, strict=True))
            cosines.append(dot / mp.norm(velocity) / mp.norm(slope))
            place = [t - v for t, v in zip(place, velocity, strict=True)]
        return cosines

    momentum, plain = run(mpf("0.6")), run(mpf(0))
    return {
        "steps": len(momentum),
        "plain": len(plain),
        "uphill": sum(cosine > 0 for cosine in momentum),
        # Adam's first step goes by (1, −1) where ∇L is (−3.5, 30).
        "adam": mp.degrees(mp.acos(mpf("-33.5") / mp.sqrt(2) / mp.norm([mpf("3.5"), mpf(30)]))),
        "longest": 10,
    }


def try_it() -> Facts:
    """On the bowl and the ravine a step of −∇L multiplies each coordinate by 1 − ηλ."""
    bowl = (mpf("0.8") ** 2 - 1) * (1 + 4)
    straight = ((1 - mpf("0.09")) ** 2 - 1) * mpf("3.5") ** 2 / 2 + ((1 - 20 * mpf("0.09")) ** 2 - 1) * 10 * mpf(
        "1.5"
    ) ** 2
    return {
        "shortfall": bowl - mpf("-0.1") * (2**2 + 4**2),
        "angle": mp.degrees(mp.acos(mpf(-24) / 25)),
        "straight": -straight,
        "limit": mpf(2) / 20,
        "update": -mp.diff(lambda w2: -log(sigmoid(2 * w2)), 0),
    }


#: Losses whose derivative by b is asked for, by task.
PARTIALS: Mapping[str, Callable[[mpf, mpf], mpf]] = {
    "partial": lambda w, b: w**2 * b + b**3,
    "one-point": lambda w, b: (sigmoid(2 * w + b) - 1) ** 2 / 2,
}
REFERENCES: Mapping[str, Callable[[], Facts]] = {
    "when-it-goes-wrong": when_it_goes_wrong,
    "chain-rule": chain_rule,
    "five-points": five_points,
    "two-inputs": two_inputs,
    "memory": memory,
    "try-it": try_it,
}
