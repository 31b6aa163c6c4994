"""Steps and typed formulas against naive code: curves a point at a time, and sympy's lambdify."""

from __future__ import annotations

from collections.abc import Iterator
from math import cos, radians, sin
from typing import Any

import numpy as np
import sympy as sp

from antigradient.formula import Formula, FormulaError
from antigradient.formula.parser import parse_expression
from antigradient.ledger import build_ledger
from antigradient.objectives.formulas import FormulaLoss
from antigradient.scenario import resolve
from antigradient.taylor_series import BETA_POINTS, ETA_POINTS, direction_of, step
from antigradient.trajectory import descend
from bench import naive
from bench.core import neuron
from bench.measure import Measurement, interleaved, milliseconds

#: Formulas that people type.
TYPED = {
    "himmelblau": "(w^2+b-11)^2+(w+b^2-7)^2",
    "egg carton": "sin(w)cos(b)+(w^2+b^2)/10",
    "neuron": "(sigmoid(w+b)-0.3)^2+(sigmoid(2w+b)-0.8)^2",
}
#: Parts of which the costliest formulas are made: repeated until a cap forbids one more.
COSTLY = (
    "tan(w*b+{i})+", "sin(w*b+{i})+", "cos(w*b+.{i})*", "tanh(w*b+{i})+", "sigmoid(w*b*{i})+", "(w*b+{i})^.{i}+",
    "(w+b)^(b+{i})+", "exp(w*b/{i})+", "log(w*b+{i})*", "w*b/(w+b+{i})+", "(w*b+{i})^7+", "sqrt(w*b+{i})+",
    "w*b+{i}+", "(w+b)/", "(w*b-{i})*", "abs(w*b-{i})*", "sqrt(w*b+{i})*",
)  # fmt: skip
NESTED = ("tan({})", "sin(w+{})", "tanh(b*{})", "sigmoid({}-b)", "({})^.9", "w^({})", "exp(-{})", "({})^b", "w/(b+{})")


def steps(quick: bool) -> Iterator[Measurement]:
    """A step of the default loss to order 4 with both curves; a numpy loop over the same points."""
    scenario = resolve({})
    point, u, eta = (-2.0, -2.0), np.array([0.3, 0.4]), 1.0
    slow = neuron(scenario)

    def here() -> object:
        return step(scenario.loss, point, direction_of(u.tolist()), eta, order=4)

    def there() -> object:
        theta = np.array(point)
        loss, gradient, hessian = slow.loss(theta), slow.gradient(theta), slow.hessian(theta)
        h = 1e-4
        third = (u @ slow.hessian(theta + h * u) @ u - u @ slow.hessian(theta - h * u) @ u) / (2 * h)
        rows = []
        for e in np.linspace(0, 2 * eta, ETA_POINTS):
            first = e * np.dot(u, gradient)
            second = first + 0.5 * e**2 * (u @ hessian @ u)
            rows.append((e, slow.loss(theta + e * u) - loss, first, second, second + e**3 / 6 * third))
        scale = np.linalg.norm(u) / np.linalg.norm(gradient)
        for beta in range(BETA_POINTS):
            c, s = cos(radians(beta)), sin(radians(beta))
            v = scale * np.array([c * gradient[0] - s * gradient[1], s * gradient[0] + c * gradient[1]])
            first = eta * np.dot(v, gradient)
            second = first + 0.5 * eta**2 * (v @ hessian @ v)
            rows.append((beta, slow.loss(theta + eta * v) - loss, first, second, naive.angle(v, gradient)))
        return rows

    ours, theirs = interleaved([here, there], 3 if quick else 15)
    yield Measurement(
        "a step: order 4, both curves", milliseconds(ours), milliseconds(theirs), theirs / ours, "×", "≥", 20.0
    )


class Lambdified:
    """A loss by sympy's algebra and lambdify, on arrays of one element."""

    def __init__(self, text: str) -> None:
        spaced = text.replace("^", "**").replace(")cos", ")*cos").replace("2w", "2*w")
        tree = sp.sympify(spaced, locals={"sigmoid": lambda z: 1 / (1 + sp.exp(-z))})
        symbols = sp.symbols("w b")
        partials = [sp.diff(tree, s) for s in symbols]
        self.value = sp.lambdify(symbols, tree, "numpy")
        self.slope = sp.lambdify(symbols, partials, "numpy")
        self.curvature = sp.lambdify(symbols, [[sp.diff(d, s) for s in symbols] for d in partials], "numpy")

    def loss(self, theta: np.ndarray) -> float:
        """L(θ)."""
        return float(self.value(theta[:1], theta[1:])[0])

    def gradient(self, theta: np.ndarray) -> np.ndarray:
        """∇L(θ)."""
        return np.concatenate(self.slope(theta[:1], theta[1:]))

    def hessian(self, theta: np.ndarray) -> np.ndarray:
        """∇²L(θ)."""
        entries = self.curvature(theta[:1], theta[1:])
        return np.array([[float(np.squeeze(entry)) for entry in row] for row in entries])


def typed(quick: bool) -> Iterator[Measurement]:
    """1 000 steps of gradient descent on a typed formula, with their ledger; the same by sympy's lambdify."""
    given = {"objective": "bowl", "steps": 1000, "tol": 0.0, "eta": 0.001, "start": (1.0, 2.0)}
    scenario = resolve(given)
    for name, text in TYPED.items():
        loss, slow = FormulaLoss(uncached_formula(text)), Lambdified(text)

        def here(loss: FormulaLoss = loss) -> dict[str, Any]:
            return build_ledger(loss, descend(loss, scenario.optimiser, scenario.start, **scenario._run())).columns

        def there(slow: Lambdified = slow) -> dict[str, Any]:
            return naive.run(slow, naive.gradient_descent(), list(scenario.start), 0.001, 1000, 0.0)[1]

        assert np.allclose(here()["loss"], there()["loss"], rtol=1e-9)
        ours, theirs = interleaved([here, there], 3 if quick else 10)
        what = f"1 000 steps on a typed formula, {name}"
        yield Measurement(what, milliseconds(ours), f"{milliseconds(theirs)} sympy", theirs / ours, "×", "≥", 10.0)


def costliest_formula(quick: bool) -> Iterator[Measurement]:
    """Value and gradient of the costliest formula that the caps allow, on 201 × 201 points."""
    w, b = np.linspace(0.1, 2, 201)[None, :], np.linspace(0.2, 2, 201)[:, None]
    times: dict[str, float] = {}
    for text in candidates():
        formula = uncached_formula(text)
        formula.gradient(w[:, :2], b[:2])  # compiled once a formula, not once a grid

        def here(formula: Formula = formula) -> object:
            return formula(w, b), formula.gradient(w, b)

        (times[text],) = interleaved([here], 3 if quick else 5, turn=0.0)
    worst = max(times, key=lambda text: times[text])
    what = f"costliest formula, 201 × 201, {worst[:18]}…"
    yield Measurement(what, milliseconds(times[worst]), "", times[worst] * 1e3, " ms", "≤", 150.0)


def candidates() -> Iterator[str]:
    """Formulas at the edge of the caps."""
    for part in COSTLY:
        longest, text = "w", ""
        for i in range(1, 200):
            text += part.format(i=i)
            if not _fits(text + "b"):
                break
            longest = text + "b"
        yield longest
    for part in NESTED:
        text = "w*b"
        while _fits(part.format(text)):
            text = part.format(text)
        whole = text
        while _fits(f"{whole}+{text.replace('w*b', 'w+b')}"):
            whole = f"{whole}+{text.replace('w*b', 'w+b')}"
        yield whole


def uncached_formula(text: str) -> Formula:
    """A formula that no cache has seen."""
    return Formula(text, parse_expression(text, ("w", "b")), ("w", "b"))


def _fits(text: str) -> bool:
    try:
        parse_expression(text, ("w", "b"))
    except FormulaError:
        return False
    return True
