"""Optimisers against references that our code did not make: optax, closed forms, and textbook code at 50 digits."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator
from math import pi
from pathlib import Path
from typing import Any

import mpmath as mp
import numpy as np
import pytest
import scipy.optimize

from antigradient.geometry import angle
from antigradient.ledger import Ledger
from antigradient.objectives import OBJECTIVES
from antigradient.objectives.base import Objective
from antigradient.optimisers import OPTIMISERS
from antigradient.optimisers.base import numbers_of
from antigradient.scenario import resolve
from tests.library import references

RECORDED = json.loads((Path(__file__).parent / "recorded" / "optax_runs.json").read_text(encoding="utf-8"))


def run(**given: Any) -> Ledger:
    """The ledger of a scenario that nothing satisfies, unless a `tol` is given."""
    return resolve({"tol": 0.0, "steps": 100, **given}).ledger()


def parameters(ledger: Ledger) -> list[str]:
    return [name for name in ledger.columns if f"grad_{name}" in ledger.columns]


def points(ledger: Ledger) -> np.ndarray:
    """θ of every row, shape (rows, p)."""
    return np.stack([ledger.columns[name] for name in parameters(ledger)], axis=1)


def steps(ledger: Ledger, prefix: str = "u_") -> np.ndarray:
    """u, or what else has components of that name, of every step: shape (steps, p)."""
    return np.stack([ledger.columns[prefix + name] for name in parameters(ledger)], axis=1)[:-1]


# optax


def _recorded_id(recorded: dict[str, Any]) -> str:
    given = recorded["given"]
    return "-".join(filter(None, [given["objective"], given["optimiser"], given.get("epsilon_place")]))


@pytest.mark.parametrize("recorded", RECORDED["runs"], ids=_recorded_id)
def test_paths_are_those_of_optax(recorded: dict[str, Any]) -> None:
    """Conventions that differ are stated in the script that recorded the numbers."""
    given, theirs = recorded["given"], np.array(recorded["points"])
    ledger = run(**given, steps=RECORDED["steps"])
    ours = points(ledger)
    if given["optimiser"] == "nesterov":  # optax keeps the points at which the gradient is taken, θ − γv with v = −ηu
        v = -ledger.columns["eta"][:-1, None] * steps(ledger)
        ours[1:] -= given["gamma"] * v
    assert ours.shape == theirs.shape == (RECORDED["steps"] + 1, 2)
    # At a minimum Armijo's condition compares rounding errors, and before it lets a step overshoot, which triples them.
    searches = given["optimiser"] == "line-search"
    told = ledger.columns["grad_norm"] > (1e-4 if searches else 0)
    assert np.count_nonzero(told) > 10
    assert np.abs(ours - theirs)[told].max() < (1e-9 if searches else 1e-12)


def test_optax_has_a_word_on_every_rule_with_a_memory() -> None:
    recorded = {run["given"]["optimiser"] for run in RECORDED["runs"]}
    assert recorded >= {o.id for o in OPTIMISERS.values() if o.remembers and not o.search}  # it has no such searches


# Closed forms: L = ½(θ − θ*)ᵀH(θ − θ*)

#: H, and θ*.
QUADRATICS: dict[str, tuple[list[list[float]], list[float]]] = {
    "bowl": ([[2, 0], [0, 2]], [0, 0]),
    "saddle": ([[2, 0], [0, -2]], [0, 0]),
    "ravine": ([[1, 0], [0, 20]], [0, 0]),
    "booth": ([[10, 8], [8, 10]], [1, 3]),
    "matyas": ([[0.52, -0.48], [-0.48, 0.52]], [0, 0]),
    # ∇L = Σ(wx + b − y)(x, 1): the normal equations of the five points.
    "linear-squared": ([[13.45, 1.5], [1.5, 5.0]], np.linalg.solve([[13.45, 1.5], [1.5, 5.0]], [3.343, 2.61]).tolist()),
}
quadratic = pytest.mark.parametrize("id", QUADRATICS)


def test_quadratics_are_those_with_a_constant_curvature() -> None:
    anywhere = np.random.default_rng(5).uniform(-2, 2, size=(2, 8))
    constant = set()
    for id, objective in OBJECTIVES.items():
        if len(objective.parameters) == 2 and id != "custom":
            hessian = np.array(resolve({"objective": id}).loss.hessian(*anywhere))
            if np.ptp(hessian, axis=2).max() <= 1e-12:
                constant.add(id)
                assert np.allclose(hessian[:, :, 0], QUADRATICS[id][0], rtol=1e-15, atol=1e-15)
    assert constant == set(QUADRATICS)


def modes(id: str, start: tuple[float, ...]) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """θ*, the eigenvalues λ, the eigenvectors as columns, and θ_0 − θ* in their basis."""
    hessian, bottom = QUADRATICS[id]
    eigenvalues, basis = np.linalg.eigh(hessian)
    return np.array(bottom, dtype=float), eigenvalues, basis, basis.T @ np.subtract(start, bottom)


@quadratic
@pytest.mark.parametrize("eta", [0.003, 0.05])
def test_gradient_descent_on_quadratics_is_a_power(id: str, eta: float) -> None:
    """θ_k = θ* + (I − ηH)^k (θ_0 − θ*)."""
    scenario = resolve({"objective": id})
    bottom, eigenvalues, basis, apart = modes(id, scenario.start)
    k = np.arange(101)[:, None]
    expected = bottom + ((1 - eta * eigenvalues) ** k * apart) @ basis.T
    got = points(run(objective=id, eta=eta))
    assert np.all(np.abs(got - expected) <= 4e-14 * (1 + np.abs(expected).max(axis=1, keepdims=True)))


@quadratic
@pytest.mark.parametrize("gamma", [0.0, 0.5, 0.9, 0.99])
@pytest.mark.parametrize("optimiser", ["momentum", "nesterov"])
def test_momentum_on_quadratics_is_two_powers(id: str, optimiser: str, gamma: float) -> None:
    """Along each eigenvector e_{k+1} = s·e_k − p·e_{k−1}, whose solution is Aσ₁^k + Bσ₂^k with σ² − sσ + p = 0.

    Momentum: s = 1 + γ − ηλ, p = γ. Nesterov: s = (1 + γ)(1 − ηλ), p = γ(1 − ηλ). Both begin with e_1 = (1 − ηλ)e_0.
    """
    eta = 0.037
    scenario = resolve({"objective": id})
    bottom, eigenvalues, basis, apart = modes(id, scenario.start)
    k, expected = np.arange(101), np.zeros((101, 2))
    for i, shrink in enumerate(1 - eta * eigenvalues):
        s, p = (shrink + gamma, gamma) if optimiser == "momentum" else ((1 + gamma) * shrink, gamma * shrink)
        one, two = np.roots([1.0, -s, p]).astype(complex)
        a = (shrink - two) / (one - two)
        expected[:, i] = ((a * one**k + (1 - a) * two**k) * apart[i]).real
    expected = bottom + expected @ basis.T
    got = points(run(objective=id, optimiser=optimiser, eta=eta, gamma=gamma))
    assert np.all(np.abs(got - expected) <= 1e-11 * (1 + np.abs(expected).max(axis=1, keepdims=True)))


CURVATURES = [(1.0, 16.0), (16.0, 1.0), (0.5, 8.0), (4.0, 4.0)]


@pytest.mark.parametrize(("lambda1", "lambda2"), CURVATURES)
@pytest.mark.parametrize("off", [-1e-2, -1e-6, 0.0, 1e-6, 1e-2])
def test_gradient_descent_diverges_if_and_only_if_eta_is_beyond_two_over_the_curvature(
    lambda1: float, lambda2: float, off: float
) -> None:
    """Below 2/λ the coordinate shrinks in every step, beyond it grows, and at 2/λ, here exact in binary, it jumps
    from side to side for ever: the loss neither falls nor rises along it."""
    steepest = max(lambda1, lambda2)
    given = {"objective": "ravine", "lambda1": lambda1, "lambda2": lambda2, "start": (1.5, 1.5)}
    ledger = run(**given, eta=2 / steepest * (1 + off), steps=400)
    steep = ledger.columns["w" if lambda1 == steepest else "b"]
    assert np.all(np.sign(np.diff(np.abs(steep))) == np.sign(off))
    if off == 0.0:
        assert ledger.outcome == "max_steps"
        assert np.array_equal(steep, 1.5 * (-1.0) ** np.arange(401))
        if lambda1 == lambda2:
            assert np.ptp(ledger.columns["loss"]) == 0.0
    more = run(**given, eta=2 / steepest * (1 + off), steps=10_000, tol=1e-9)
    if abs(off) == 1e-2:
        assert more.outcome == ("converged" if off < 0 else "diverged")


# Newton


@pytest.mark.parametrize("id", sorted(QUADRATICS))
def test_newton_ends_in_one_step_on_quadratics(id: str) -> None:
    """At the stationary point, which on the saddle is no minimum: the rule does not ask."""
    ledger = run(objective=id, optimiser="newton", tol=1e-9)
    assert ledger.outcome == "converged"
    assert ledger.rows == 2
    assert np.allclose(points(ledger)[1], QUADRATICS[id][1], atol=1e-13)


@pytest.mark.parametrize("id", [id for id in references.FORMULAS if id not in QUADRATICS])
def test_newton_takes_its_step_whatever_the_curvature(id: str) -> None:
    """u = −H⁻¹∇L from mpmath, also uphill: never shortened, turned or damped."""
    exact, loss = references.FORMULAS[id], resolve({"objective": id})
    rng = np.random.default_rng(2)
    uphill = indefinite = 0
    for _ in range(12):
        start = rng.uniform(np.array(loss.window)[[0, 2]], np.array(loss.window)[[1, 3]])
        ledger = run(objective=id, optimiser="newton", start=start.tolist(), steps=1)
        with mp.workdps(50):
            hessian = mp.matrix(references.hessian(exact, start.tolist()))
            u = -mp.lu_solve(hessian, mp.matrix(references.gradient(exact, start.tolist())))
            definite = min(mp.eigsy(hessian, eigvals_only=True)) > 0
        assert ledger.columns["eta"][0] == 1.0
        assert np.allclose(steps(ledger)[0], [float(c) for c in u], rtol=1e-9)
        indefinite += not definite
        if ledger.columns["beta"][0] <= 90:
            uphill += 1
            assert not definite
            assert ledger.columns["dot"][0] >= 0
    assert indefinite > 0
    assert uphill > 0 or id in {"rosenbrock", "mccormick"}  # whose valleys are so steep that their curvature decides


@pytest.mark.parametrize(
    ("objective", "start"), [("cubic", (0.0, 1.0)), ("cubic", (-0.0, 1.0)), ("mccormick", (-pi / 4, -pi / 4 + 1))]
)
def test_newton_stops_where_the_hessian_is_singular(objective: str, start: tuple[float, float]) -> None:
    scenario = resolve({"objective": objective, "optimiser": "newton", "start": start})
    if np.linalg.det(np.array(scenario.loss.hessian(*np.array(start)))) == 0:
        ledger = scenario.ledger()
        assert ledger.outcome == "undefined"
        assert ledger.rows == 1
    else:  # singular but for rounding: a huge step is the honest answer
        assert objective == "mccormick"


# Searches

SEARCHES = [o.id for o in OPTIMISERS.values() if o.search]


def starts(objective: Objective, count: int) -> Iterator[list[float]]:
    window = np.reshape(objective.window, (2, 2))
    rng = np.random.default_rng(4)
    for _ in range(count):
        yield [float(rng.uniform(*window[min(i, 1)])) for i in range(len(objective.parameters))]


@pytest.mark.parametrize("id", OBJECTIVES)
@pytest.mark.parametrize("eta", [0.3, 50.0])
@pytest.mark.parametrize("optimiser", SEARCHES)
def test_a_search_takes_the_first_length_that_meets_armijos_condition(optimiser: str, eta: float, id: str) -> None:
    """Along any direction that goes down."""
    for start in starts(OBJECTIVES[id], 3):
        scenario = resolve({"objective": id, "optimiser": optimiser, "start": start, "eta": eta, "steps": 25})
        ledger, loss = scenario.ledger(), scenario.loss
        rows, tried = points(ledger), ledger.columns["tried"][:-1]
        u, used, dot = steps(ledger), ledger.columns["eta"][:-1], ledger.columns["dot"][:-1]
        assert np.all(dot < 0)
        if optimiser == "line-search":
            assert np.array_equal(u, -steps(ledger, "grad_"))
        assert np.array_equal(used, eta * 0.5 ** (tried - 1))
        assert np.array_equal(rows[1:], rows[:-1] + used[:, None] * u)
        here = loss(*rows[:-1].T)
        slack = 1e-13 * (1 + np.abs(here))  # the sums of `dot` and of the search are rounded in different orders
        assert np.all(loss(*rows[1:].T) <= here + 1e-4 * used * dot + slack)
        again = tried > 1
        longer = loss(*(rows[:-1] + 2 * used[:, None] * u).T)
        assert not np.any((longer < here + 2e-4 * used * dot - slack)[again])
        assert np.all(np.diff(ledger.columns["loss"]) <= slack)


@pytest.mark.parametrize("optimiser", SEARCHES)
def test_a_search_tries_more_than_once_somewhere(optimiser: str) -> None:
    ledger = run(objective="rosenbrock", optimiser=optimiser, eta=1.0, tol=1e-6)
    assert ledger.columns["tried"][:-1].max() > 5
    assert np.isnan(ledger.columns["tried"][-1])


def convex() -> Iterator[np.ndarray]:
    """Positive definite matrices: those of the registry's bowls and valleys, and larger ones."""
    yield from (np.array(hessian, dtype=float) for id, (hessian, _) in QUADRATICS.items() if id != "saddle")
    for p in (3, 5):
        factor = np.random.default_rng(p).normal(size=(p, p))
        yield factor @ factor.T + np.eye(p)


@pytest.mark.parametrize("optimiser", ["conjugate", "bfgs"])
@pytest.mark.parametrize("hessian", [*convex()], ids=lambda hessian: str(hessian[0].round(2).tolist()))
def test_with_the_best_lengths_a_quadratic_takes_as_many_steps_as_parameters(
    hessian: np.ndarray, optimiser: str
) -> None:
    """All along conjugate directions, and B is H⁻¹ at the end: Nocedal & Wright, theorems 5.1 and 6.4."""
    p = len(hessian)
    rule = OPTIMISERS[optimiser]
    step, memory = rule.step({}), rule.init(p)
    theta, taken = np.linspace(1.0, 2.0, p), list[np.ndarray]()
    for _ in range(p):
        g = hessian @ theta
        u, memory = step(memory, g.tolist(), 1.0, theta.tolist())
        bend = np.dot(u, hessian @ u)
        assert all(abs(np.dot(u, hessian @ d)) < 1e-9 * np.sqrt(bend * np.dot(d, hessian @ d)) for d in taken)
        theta = theta - np.dot(u, g) / bend * np.array(u)
        taken.append(np.array(u))
        if np.abs(theta).max() < 1e-12:
            break
    assert np.abs(theta).max() < 1e-12
    if optimiser == "bfgs" and theta.any():
        _, (inverse, *_) = step(memory, (hessian @ theta).tolist(), 1.0, theta.tolist())
        assert np.allclose(np.reshape(inverse, (p, p)) @ hessian, np.eye(p), atol=1e-6)


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_the_inverse_hessian_is_that_of_scipy(objective: str) -> None:
    """Along each default run: the update, the scale before the first, what is left out. Symmetric to the last bit."""
    scenario = resolve({"objective": objective, "optimiser": "bfgs", "steps": 25, "tol": 1e-3})
    rows, gradients = (
        points(ledger := scenario.ledger()),
        np.stack([ledger.columns[f"grad_{name}"] for name in scenario.objective.parameters], axis=1),
    )
    p = len(scenario.start)
    theirs = scipy.optimize.BFGS("skip_update", min_curvature=1e-12, init_scale="auto")
    theirs.initialize(p, "inv_hess")
    step, memory = OPTIMISERS["bfgs"].step({}), OPTIMISERS["bfgs"].init(p)
    learned = 0
    for k in range(len(rows) - 1):
        u, memory = step(memory, gradients[k].tolist(), 1.0, rows[k].tolist())
        assert np.array_equal(u, steps(ledger)[k])
        inverse = np.reshape(memory[0], (p, p))
        assert np.array_equal(inverse, inverse.T)
        s, y = (v[k] - v[k - 1] for v in (rows, gradients))
        if k and np.dot(s, y) > 1e-8 * np.linalg.norm(s) * np.linalg.norm(y):
            learned += 1
            theirs.update(s, y)
            assert np.allclose(inverse, theirs.get_matrix(), rtol=1e-9, atol=1e-9 * np.abs(inverse).max())
            assert np.allclose(inverse @ y, s, rtol=1e-6, atol=1e-9 * np.abs(s).max()), "the secant equation"
    assert learned >= {"saddle": 0, "bowl": 0}.get(objective, 3)


@pytest.mark.parametrize(
    ("optimiser", "g", "why"),
    [
        *[(id, [1e200, -3e200], "squares overflow") for id in ("conjugate", "bfgs")],
        *[(id, [1e-200, 1e-210], "squares vanish") for id in ("conjugate", "bfgs")],
        *[(id, [math.inf, 1.0], "nothing is known") for id in ("conjugate", "bfgs")],
        ("conjugate", [-2.0, 1.0], "c is negative"),
        ("bfgs", [-5.0, 3.0], "the slope has not grown"),
    ],
)
def test_a_direction_that_cannot_be_trusted_is_the_gradients_own(optimiser: str, g: list[float], why: str) -> None:
    """In floats and in arrays alike, and what is remembered of it stays finite where the gradient is."""
    rule = OPTIMISERS[optimiser]
    step = rule.step({})
    _, memory = step(rule.init(2), [-4.0, 2.0], 1.0, [0.0, 0.0])
    u, after = step(memory, g, 1.0, [4.0, -2.0])
    with np.errstate(all="ignore"):
        arrays = [[np.array([x]) for x in v] for v in ([-4.0, 2.0], [0.0, 0.0], g, [4.0, -2.0])]
        _, memory = step(rule.init(2), arrays[0], 1.0, arrays[1])
        same, again = step(memory, arrays[2], 1.0, arrays[3])
    assert [float(x[0]) for x in same] == list(u), why
    assert [float(np.ravel(x)[0]) for x in numbers_of(again)] == pytest.approx(list(numbers_of(after)), rel=1e-15)
    assert list(u) == [-x for x in g]
    assert all(math.isfinite(x) for x in numbers_of(after)) == math.isfinite(g[0])


# The same length at every step


@pytest.mark.parametrize("objective", OBJECTIVES)
@pytest.mark.parametrize("optimiser", ["gd", "normalised"])
def test_the_angle_is_exactly_180_at_every_step(optimiser: str, objective: str) -> None:
    """From all over the map, and with every length."""
    for i, start in enumerate(starts(OBJECTIVES[objective], 25)):
        ledger = run(objective=objective, optimiser=optimiser, start=start, eta=None if i % 2 else 0.01)
        beta, cos = (ledger.columns[name][:-1] for name in ("beta", "cos_beta"))
        moves = np.abs(steps(ledger)).max(axis=1, initial=0.0) > 0
        assert np.all(beta[moves] == 180.0)
        assert np.all(cos[moves] == -1.0)
        if optimiser == "normalised" and beta.size:
            lengths = np.linalg.norm(steps(ledger), axis=1)
            assert np.abs(lengths[moves] - 1).max() < 4e-16


@pytest.mark.parametrize("p", [2, 3])
def test_a_normalised_vector_is_opposite_and_of_length_1_whatever_its_size(p: int) -> None:
    """Also where squares overflow or vanish, and where one component is far smaller than the others."""
    rng = np.random.default_rng(7)
    step = OPTIMISERS["normalised"].step({})
    for g in (
        rng.normal(size=(4000, p))
        * 10.0 ** rng.uniform(-300, 300, size=(4000, 1))
        * 10.0 ** -rng.integers(0, 9, (4000, p))
    ):
        u, _ = step((), g.tolist(), 1.0, [0.0] * p)
        assert angle(np.array(u), g).beta == 180.0
        assert abs(math.hypot(*u) - 1) < 5e-16
    assert step((), [0.0] * p, 1.0, [0.0] * p) == ([0.0] * p, ())


def test_normalised_steps_on_the_bowl_go_straight_and_then_to_and_fro() -> None:
    """‖θ‖ falls by η a step, until it is less than that; from then on r and η − r take turns."""
    columns = run(objective="bowl", optimiser="normalised", start=[3.0, 4.0], eta=0.75, steps=20).columns
    away = np.hypot(columns["w"], columns["b"])
    assert np.allclose(away[:7], 5 - 0.75 * np.arange(7), rtol=1e-14)
    assert np.allclose(away[6:], [0.5, 0.25] * 7 + [0.5], rtol=1e-13)
    assert columns["w"][:-1] / 3 == pytest.approx(columns["b"][:-1] / 4, rel=1e-13)


# Textbook code at 50 digits


def textbook(
    id: str, loss: Callable[..., Any], start: tuple[float, float], eta: float, n: dict[str, Any]
) -> list[list[mp.mpf]]:
    """The points of 30 steps as the books write the rules: no u, no look-up, one coordinate after the other."""
    eta, (gamma, rho, beta1, beta2, epsilon, decay) = mp.mpf(eta), (mp.mpf(n[k]) for k in HYPER)
    inside = n["epsilon_place"] == "inside"
    theta = [mp.mpf(t) for t in start]
    p = range(len(theta))
    v, m = [mp.mpf(0) for _ in p], [mp.mpf(0) for _ in p]
    path, inverse = [theta], mp.eye(len(theta))
    change = old = [mp.mpf(0) for _ in p]

    def divided(x: Any, square: Any) -> Any:
        return x / mp.sqrt(square + epsilon) if inside else x / (mp.sqrt(square) + epsilon)

    for t in range(1, 31):
        length = eta
        g = references.gradient(loss, [theta[i] - gamma * v[i] for i in p] if id == "nesterov" else theta)
        if id == "gd":
            change = g
        elif id in ("momentum", "nesterov"):
            v = [gamma * v[i] + eta * g[i] for i in p]
            change, length = v, 1
        elif id == "adagrad":
            v = [v[i] + g[i] ** 2 for i in p]
            change = [divided(g[i], v[i]) for i in p]
        elif id == "rmsprop":
            v = [rho * v[i] + (1 - rho) * g[i] ** 2 for i in p]
            change = [divided(g[i], v[i]) for i in p]
        elif id in ("adam", "adamw", "nadam"):
            m = [beta1 * m[i] + (1 - beta1) * g[i] for i in p]
            v = [beta2 * v[i] + (1 - beta2) * g[i] ** 2 for i in p]
            change = [divided(m[i] / (1 - beta1**t), v[i] / (1 - beta2**t)) for i in p]
            if id == "adamw":
                change = [change[i] + decay * theta[i] for i in p]
            if id == "nadam":
                means = [beta1 * m[i] / (1 - beta1 ** (t + 1)) + (1 - beta1) * g[i] / (1 - beta1**t) for i in p]
                change = [divided(means[i], v[i] / (1 - beta2**t)) for i in p]
        elif id == "newton":
            change = list(mp.lu_solve(mp.matrix(references.hessian(loss, theta)), mp.matrix(g)))
        elif id == "normalised":
            change = [g[i] / mp.sqrt(sum(x * x for x in g)) for i in p]
        elif id == "line-search":
            change = g
        elif id == "conjugate":
            share = sum(g[i] * (g[i] - old[i]) for i in p) / sum(x * x for x in old) if t > 1 else 0
            change = [g[i] + max(0, share) * change[i] for i in p]
            if sum(change[i] * g[i] for i in p) <= 0:
                change = g
        elif id == "bfgs":
            if t > 1:
                s, y = mp.matrix([theta[i] - path[-2][i] for i in p]), mp.matrix([g[i] - old[i] for i in p])
                bend, eye = (s.T * y)[0], mp.eye(len(p))
                if bend > 0:
                    inverse = inverse * bend / (y.T * y)[0] if inverse == eye else inverse
                    inverse = (eye - s * y.T / bend) * inverse * (eye - y * s.T / bend) + s * s.T / bend
            change = list(inverse * mp.matrix(g))
        if OPTIMISERS[id].search:
            slope = sum(change[i] * g[i] for i in p)
            while loss(*[theta[i] - length * change[i] for i in p]) > loss(*theta) - mp.mpf("1e-4") * length * slope:
                length /= 2
        old = g
        theta = [theta[i] - length * change[i] for i in p]
        path.append(theta)
    return path


HYPER = ("gamma", "rho", "beta1", "beta2", "epsilon", "weight_decay")
#: Starts and lengths at which nothing is chaotic, so that rounding errors stay small.
CASES = {
    "sigmoid-squared": ((-1.0, 0.5), 0.3),
    "camel3": ((0.4, -0.6), 0.02),
}


@pytest.mark.parametrize("objective", CASES)
@pytest.mark.parametrize(
    ("id", "place"),
    [(id, place) for id in OPTIMISERS for place in ("outside", "inside")[: 2 if OPTIMISERS[id].switches else 1]],
)
def test_paths_are_those_of_the_books_at_50_digits(objective: str, id: str, place: str) -> None:
    start, eta = CASES[objective]
    if id == "newton":
        eta = 0.7  # a whole step would arrive, and leave 30 times nothing to compare
    if id in SEARCHES:
        eta = 16.0
    given = {"objective": objective, "optimiser": id, "start": start, "eta": eta, "steps": 30, "epsilon_place": place}
    scenario = resolve({**given, "epsilon": 1e-4, "gamma": 0.8, "beta2": 0.99, "weight_decay": 0.2, "tol": 0.0})
    with mp.workdps(50):
        expected = textbook(id, references.reference(scenario), start, eta, {**scenario.numbers, **scenario.choices})
    ledger = scenario.ledger()
    got = points(ledger)
    learns = id in SEARCHES and OPTIMISERS[id].remembers
    # Directions that are learned enlarge rounding errors, and at a minimum Armijo's condition compares nothing else.
    told = ledger.columns["grad_norm"] > (1e-4 if learns else 0)
    assert got.shape == (31, 2)
    assert np.count_nonzero(told) > 5
    assert np.allclose(got[told], np.array(expected, dtype=float)[told], rtol=1e-9 if learns else 2e-12, atol=1e-14)
    assert np.abs(got[-1] - got[0]).max() > 0.1


# With batches and schedules


@pytest.mark.parametrize("optimiser", OPTIMISERS)
@pytest.mark.parametrize("objective", OBJECTIVES)
def test_no_length_is_an_error_to_a_batch_or_a_schedule_either(objective: str, optimiser: str) -> None:
    """Huge steps end in an outcome, without a warning and without a number that is not finite in what is kept."""
    for more in ({"schedule": "cosine"}, {"batch": 2} if OBJECTIVES[objective].data else {"schedule": "exponential"}):
        ledger = run(**{"objective": objective, "optimiser": optimiser, "eta": 1e6, **more})
        assert ledger.outcome in {"stationary", "max_steps", "diverged", "undefined"}
        assert 1 <= ledger.rows <= 101
        state = {"k", "loss", "grad_norm", *parameters(ledger), *(f"grad_{name}" for name in parameters(ledger))}
        for name, column in ledger.columns.items():
            if name not in {"beta", "cos_beta"}:
                assert np.isfinite(column if name in state else column[:-1]).all(), name
        still = (np.abs(steps(ledger)).max(axis=1) == 0) | (ledger.columns["grad_norm"][:-1] == 0)
        assert np.array_equal(np.isnan(ledger.columns["beta"][:-1]), still)
        assert np.abs(points(ledger)).max() <= 1e12


@pytest.mark.parametrize("optimiser", OPTIMISERS)
@pytest.mark.parametrize("schedule", ["constant", "cosine"])
@pytest.mark.parametrize("batch", [0, 2])
def test_update_and_path_agree_to_the_last_bit(optimiser: str, schedule: str, batch: int) -> None:
    ledger = run(optimiser=optimiser, schedule=schedule, batch=batch, eta=0.2)
    path, eta = points(ledger), ledger.columns["eta"][:-1, None]
    assert np.array_equal(path[1:], path[:-1] + eta * steps(ledger))
    assert ledger.columns["k"].tolist() == list(range(len(path)))


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_line_search_has_an_angle_of_exactly_180(objective: str) -> None:
    ledger = run(objective=objective, optimiser="line-search", schedule="inverse", eta=OBJECTIVES[objective].eta)
    beta = ledger.columns["beta"][:-1]
    assert np.all((beta == 180.0) | (ledger.columns["grad_norm"][:-1] == 0))
    assert beta.size > 3
