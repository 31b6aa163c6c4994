"""The ledger of a run: for every step what it was, what it promised and what it did, computed over the whole path."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from app.descent.geometry import angle
from app.descent.objectives import Loss
from app.descent.trajectory import Outcome, Path

Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Ledger:
    """Columns of equal length by name; step's columns are NaN in the last row, where there is no step."""

    columns: dict[str, npt.NDArray[Any]]
    outcome: Outcome

    @property
    def rows(self) -> int:
        """How many points the path has: its steps and one."""
        return len(self.columns["k"])


def ledger(loss: Loss, path: Path) -> Ledger:
    """All columns of a path: state of every row, and of the step taken from it.

    Ends the path at the last row whose θ, loss and gradient are finite, and before a step any of whose columns
    overflows: the outcome is then `diverged`, or `undefined` where the loss has no value.
    """
    with np.errstate(over="ignore", invalid="ignore"):
        state = _state(loss, path)
        path, state = _cut_at(path, state, _first_bad(state), lost_row=True)
        taken = _steps(loss, path, state)
        bad = _first_bad({name: column for name, column in taken.items() if name not in ("beta", "cos_beta")})
        path, state = _cut_at(path, state, bad, lost_row=False)
    rows = path.points.shape[1]
    columns: dict[str, npt.NDArray[Any]] = {"k": np.arange(rows)} | state
    for name, column in taken.items():
        columns[name] = np.full(rows, np.nan)
        columns[name][:-1] = column[: rows - 1]
    return Ledger(columns, path.outcome)


def _state(loss: Loss, path: Path) -> dict[str, Array]:
    """What holds at each θ_k."""
    names = loss.parameters
    columns = dict(zip(names, path.points, strict=True))
    columns["loss"] = loss(*path.points)
    columns |= {f"grad_{name}": column for name, column in zip(names, path.gradients, strict=True)}
    columns["grad_norm"] = np.hypot.reduce(path.gradients, axis=0)
    return columns


def _steps(loss: Loss, path: Path, state: dict[str, Array]) -> dict[str, Array]:
    """What holds for each step θ_k → θ_{k+1}."""
    u, eta, gradient = path.directions, path.etas, path.gradients[:, :-1]
    dot = np.sum(u * gradient, axis=0)
    curvature = _quadratic(loss.hessian(*path.points[:, :-1]), u)
    beta, cos_beta = angle(u, gradient)
    columns = {"eta": eta}
    columns |= {f"u_{name}": column for name, column in zip(loss.parameters, u, strict=True)}
    columns |= {"dot": dot, "cos_beta": cos_beta, "beta": beta}
    columns["first_order"] = eta * dot
    columns["second_order"] = eta * dot + 0.5 * (eta * eta * curvature)
    columns["actual"] = np.diff(state["loss"])
    return columns


def _quadratic(hessian: tuple[tuple[Array, ...], ...], u: Array) -> Array:
    """uᵀHu along the path."""
    return np.asarray(sum(u[i] * h * u[j] for i, row in enumerate(hessian) for j, h in enumerate(row)))


def _first_bad(columns: dict[str, Array]) -> tuple[int, Outcome] | None:
    """The first row with a value that is not finite, and the outcome that it means."""
    finite = np.logical_and.reduce([np.isfinite(column) for column in columns.values()])
    if finite.all():
        return None
    row = int(np.argmin(finite))
    missing = np.isnan(columns["loss"][row]) if "loss" in columns else False
    return row, Outcome.UNDEFINED if missing else Outcome.DIVERGED


def _cut_at(
    path: Path, state: dict[str, Array], bad: tuple[int, Outcome] | None, *, lost_row: bool
) -> tuple[Path, dict[str, Array]]:
    if bad is None:
        return path, state
    row, outcome = bad
    end = row - 1 if lost_row else row
    return path.ending_at(end, outcome), {name: column[: end + 1] for name, column in state.items()}
