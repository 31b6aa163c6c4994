"""What a loss looks like at one point: value, gradient, curvature, and a check of the gradient against differences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from antigradient.geometry import singular
from antigradient.objectives import Loss, corner_at
from antigradient.words import MessageError

Array = npt.NDArray[np.float64]

EPS = float(np.finfo(float).eps)
#: The step of a central difference that balances its truncation error h² with its rounding error ε/h: h = ∛ε.
H = float(np.cbrt(EPS))


class UndefinedError(MessageError):
    """Raised for replies and pages: the loss has no finite value, gradient or Hessian at the point."""


@dataclass(frozen=True)
class Check:
    """For /gradient: the gradient by formula beside the one by central differences.

    `relative_error` is ‖a − n‖ over the larger norm, or over what the gradient changes within a difference's step or
    h·max(1, |L|) where these are larger: on a plateau and at a minimum differences see only their own errors of about
    h²|L| and h²|L‴|. So it is about h = 6e-6 or less for a right gradient. NaN where a difference leaves the domain.
    """

    analytic: tuple[float, ...]
    numeric: tuple[float, ...]
    relative_error: float


@dataclass(frozen=True)
class PointAnalysis:
    """For /gradient and the figure, L at a point: `hessian` (p, p), `eigenvalues` ascending, `eigenvectors` as rows.

    Where the loss has a gradient and no curvature, as w·|w| at 0, these are NaN.
    """

    loss: float
    gradient: tuple[float, ...]
    norm: float
    hessian: Array
    eigenvalues: Array
    eigenvectors: Array
    condition_number: float | None
    check: Check

    @property
    def curved(self) -> bool:
        """For the figure: whether the loss has a Hessian here."""
        return bool(np.isfinite(self.hessian).all())


def analyse_point(loss: Loss, point: Sequence[float]) -> PointAnalysis:
    """For /gradient, figure and examples: value, gradient, Hessian, eigenvalues and the gradient check at `point`.

    Raises UndefinedError where value or gradient is not finite.
    """
    value, gradient = value_and_gradient(loss, point)
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        rows = loss.hessian(*(np.asarray(t, dtype=float) for t in point))
    hessian = np.array([[float(h) for h in row] for row in rows])
    eigenvalues, vectors = np.full(len(point), np.nan), np.full(hessian.shape, np.nan)
    if curved := bool(np.isfinite(hessian).all()):
        eigenvalues, vectors = np.linalg.eigh(hessian)
    sizes = np.abs(eigenvalues)
    return PointAnalysis(
        value,
        gradient,
        float(np.hypot.reduce(gradient)),
        hessian,
        eigenvalues,
        np.ascontiguousarray(vectors.T),
        None if not curved or singular(eigenvalues) else float(sizes.max() / sizes.min()),
        check_gradient(loss, point, gradient),
    )


def value_and_gradient(loss: Loss, point: Sequence[float]) -> tuple[float, tuple[float, ...]]:
    """For whatever is said of one point: L and ∇L there. Raises UndefinedError where one is not finite."""
    theta = [np.asarray(t, dtype=float) for t in point]
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        value = float(loss(*theta))
        gradient = tuple(float(g) for g in loss.gradient(*theta))
    if not (np.isfinite(value) and np.all(np.isfinite(gradient))):
        corner = corner_at(loss, point) if np.isfinite(value) else None
        raise UndefinedError(f"undefined.{corner}" if corner else "undefined.loss")
    return value, gradient


def check_gradient(loss: Loss, point: Sequence[float], analytic: Sequence[float]) -> Check:
    """For `analyse_point`: `analytic` beside central differences of `loss`, with steps h = ∛ε·max(1, |θᵢ|)."""
    theta = np.array(point, dtype=float)
    numeric, floor = [], 0.0
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        here = float(loss(*theta))
        for i, t in enumerate(theta):
            ahead, behind = theta.copy(), theta.copy()
            ahead[i] += H * max(1.0, abs(t))
            behind[i] -= H * max(1.0, abs(t))
            high, low = float(loss(*ahead)), float(loss(*behind))
            width = float(ahead[i] - behind[i])  # what the floats really did, not 2h
            numeric.append((high - low) / width)
            floor = max(floor, abs(high - 2 * here + low) / width, H * H * max(1.0, abs(high), abs(low)) / width)
    if not np.all(np.isfinite(numeric)):
        return Check(tuple(analytic), tuple(numeric), float("nan"))
    difference = float(np.hypot.reduce(np.subtract(analytic, numeric)))
    size = max(float(np.hypot.reduce(analytic)), float(np.hypot.reduce(numeric)), floor)
    return Check(tuple(analytic), tuple(numeric), difference / size if size > 0 else 0.0)
