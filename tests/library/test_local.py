"""One point under the lens: eigenvalues, condition, and a gradient check that can be trusted both ways."""

from __future__ import annotations

from typing import Any, cast

import numpy as np
import pytest

from antigradient.local import UndefinedError, analyse_point, check_gradient
from antigradient.objectives.base import Array, Loss
from antigradient.scenario import Scenario, resolve
from tests.library.references import SCENARIOS, label

each = pytest.mark.parametrize("scenario", SCENARIOS, ids=label)
#: What a right gradient stays below: h = 6e-6 and some room.
TRUSTED = 1e-4


def probes(scenario: Scenario) -> list[list[float]]:
    """The start, the corners of the window, the minima, and a far plateau."""
    objective = scenario.objective
    w_min, w_max, b_min, b_max = scenario.window
    rest = [0.3] * (len(objective.parameters) - 2)
    corners = [[w, b, *rest] for w in (w_min, w_max) for b in (b_min, b_max)]
    far = [[30.0, 0.0, *rest], [-30.0, 5.0, *rest], [0.0, 0.0, *rest]] if scenario.data else []
    return [list(objective.start), *corners, *far, *(list(m.point) for m in objective.minima)]


@each
def test_every_shipped_gradient_passes_everywhere(scenario: Scenario) -> None:
    for point in probes(scenario):
        check = analyse_point(scenario.loss, point).check
        assert check.relative_error < TRUSTED, point
        assert check.analytic == pytest.approx([float(g) for g in scenario.loss.gradient(*np.array(point))])


@each
def test_an_error_of_a_thousandth_is_caught(scenario: Scenario) -> None:
    """In any partial that is a tenth of the gradient, at the start, where none is flat."""
    point = scenario.objective.start
    gradient = [float(g) for g in scenario.loss.gradient(*np.array(point))]
    assert check_gradient(scenario.loss, point, gradient).relative_error < TRUSTED / 10
    for i, g in enumerate(gradient):
        if abs(g) >= 0.11 * np.linalg.norm(gradient):
            wrong = [*gradient[:i], 1.001 * g, *gradient[i + 1 :]]
            assert check_gradient(scenario.loss, point, wrong).relative_error > TRUSTED


def test_an_error_is_caught_on_a_gentle_slope_too() -> None:
    """A gradient of 1e-3 and less, on the way to the plateau."""
    loss: Any = resolve({}).loss
    for point in ((0.0, 8.0), (0.0, 10.0), (0.0, -9.0)):
        gradient = [float(g) for g in loss.gradient(*point)]
        assert 1e-5 < np.abs(gradient).max() < 5e-2
        assert check_gradient(loss, point, gradient).relative_error < TRUSTED
        assert check_gradient(loss, point, [1.001 * g for g in gradient]).relative_error > TRUSTED


@pytest.mark.parametrize("data", ["five", "cs7015"])
def test_rounding_on_a_plateau_is_not_taken_for_an_error(data: str) -> None:
    loss: Any = resolve({"data": data}).loss
    for b in np.linspace(-60.0, 60.0, 301):
        gradient = [float(g) for g in loss.gradient(0.0, b)]
        assert check_gradient(loss, (0.0, b), gradient).relative_error < TRUSTED


def test_a_wrong_gradient_on_a_plateau_is_caught() -> None:
    loss = resolve({}).loss
    assert check_gradient(loss, (30.0, 0.0), (1e-3, 0.0)).relative_error > 0.1


@each
def test_eigenvalues_and_vectors_belong_to_the_hessian(scenario: Scenario) -> None:
    at = analyse_point(scenario.loss, scenario.objective.start)
    p = len(scenario.objective.parameters)
    assert at.hessian.shape == at.eigenvectors.shape == (p, p)
    assert np.all(np.diff(at.eigenvalues) >= 0)
    assert np.allclose(at.eigenvectors @ at.eigenvectors.T, np.eye(p))
    for value, vector in zip(at.eigenvalues, at.eigenvectors, strict=True):
        assert np.allclose(at.hessian @ vector, value * vector, atol=1e-12 * np.abs(at.hessian).max())
    assert at.norm == pytest.approx(np.linalg.norm(at.gradient))
    assert at.loss == pytest.approx(float(scenario.loss(*np.array(scenario.objective.start))))


def test_condition_number() -> None:
    at = analyse_point(resolve({"objective": "ravine", "lambda1": 1.0, "lambda2": -20.0}).loss, (1.0, 1.0))
    assert at.eigenvalues.tolist() == [-20.0, 1.0]
    assert at.condition_number == 20.0


@pytest.mark.parametrize(
    ("given", "point"),
    [
        ({"objective": "cubic"}, (0.0, 1.0)),
        # One point fixes one direction of the Hessian only; rounding leaves 1e-17 in the other.
        ({"data": [[0.3, 0.7]], "objective": "linear-squared"}, (0.1, 0.2)),
        ({"data": [[0.7, 0.7]], "objective": "sigmoid-log"}, (0.1, 0.2)),
        # So far out that every σ′ underflows.
        ({}, (0.0, 1e4)),
    ],
    ids=["cubic", "line", "log", "plateau"],
)
def test_a_singular_hessian_has_no_condition_number(given: dict[str, Any], point: tuple[float, float]) -> None:
    assert analyse_point(resolve(given).loss, point).condition_number is None


def test_two_negative_eigenvalues_at_the_default_start() -> None:
    """The honest limit: there the quadratic model of the lecture's data has no minimum at all."""
    at = analyse_point(resolve({"data": "cs7015"}).loss, (-2.0, -2.0))
    assert np.all(at.eigenvalues < 0)


class Logarithm:
    """What the lens asks of a loss, of L = ln w + b²: defined for w > 0 only."""

    parameters = ("w", "b")

    def __call__(self, w: Array, b: Array) -> Array:
        return np.log(w) + np.square(b)

    def gradient(self, w: Array, b: Array) -> tuple[Array, ...]:
        return 1 / np.asarray(w), 2 * np.asarray(b)

    def hessian(self, w: Array, b: Array) -> tuple[tuple[Array, ...], ...]:
        return (-1 / np.square(w), 0 * np.asarray(w)), (0 * np.asarray(b), 2 + 0 * np.asarray(b))


def test_a_point_without_a_value_is_undefined() -> None:
    for point in ((-1.0, 0.0), (0.0, 0.0)):
        with pytest.raises(UndefinedError):
            analyse_point(cast("Loss", Logarithm()), point)


def test_differences_that_leave_the_domain_are_no_verdict() -> None:
    check = analyse_point(cast("Loss", Logarithm()), (1e-9, 1.0)).check
    assert np.isnan(check.relative_error)
    assert check.analytic == pytest.approx((1e9, 2.0))


def test_the_step_of_a_difference_grows_with_the_point() -> None:
    """At 1e6 a step of 6e-6 would be lost among the digits."""
    loss = resolve({"objective": "bowl"}).loss
    check = check_gradient(loss, (1e6, -1e6), (2e6, -2e6))
    assert check.relative_error < 1e-9
    assert check.numeric == pytest.approx((2e6, -2e6))
