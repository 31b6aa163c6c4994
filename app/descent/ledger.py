"""The ledger of a run: for every step what it was, what it promised and what it did, computed over the whole path."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from app.descent.geometry import angle, length
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
    names, rows = loss.parameters, path.points.shape[1]
    gradients = path.gradients + 0.0  # a zero without a sign
    u, eta = _with_last(path.directions, rows), _with_last(path.etas, rows)
    with np.errstate(all="ignore"):
        # Along the update ηu and not along u: momentum's u = −v/η may be huge where η has all but gone.
        value, curvature = loss.along(path.points, eta * u)
        if (lost := _first(~np.isfinite(value))) is not None:
            outcome = Outcome.UNDEFINED if np.isnan(value[lost]) else Outcome.DIVERGED
            return ledger(loss, path.first(lost, outcome))

        dot = (u * gradients).sum(axis=0)
        beta, cos_beta = angle(u, gradients)
        first = eta * dot
        second = first + 0.5 * curvature
        actual = _with_last(value[1:] - value[:-1], rows)
        if (lost := _first(~(np.isfinite(second) & np.isfinite(actual))[:-1])) is not None:
            return ledger(loss, path.first(lost + 1, Outcome.DIVERGED))

    columns = {
        "k": np.arange(rows),
        **dict(zip(names, path.points, strict=True)),
        "loss": value,
        **{f"grad_{name}": g for name, g in zip(names, gradients, strict=True)},
        "grad_norm": length(gradients),
        "eta": eta,
        **{f"u_{name}": component for name, component in zip(names, u, strict=True)},
        "dot": dot,
        "cos_beta": cos_beta,
        "beta": beta,
        "first_order": first,
        "second_order": second,
        "actual": actual,
        **{name: _with_last(column, rows) for name, column in path.more.items()},
    }
    return Ledger(columns, path.outcome)


def _with_last(steps: Array, rows: int) -> Array:
    """A step's columns, and NaN for the last row, from which no step was taken."""
    column = np.full((*steps.shape[:-1], rows), np.nan)
    column[..., :-1] = steps
    return column


def _first(bad: npt.NDArray[np.bool_]) -> int | None:
    """The index of the first True."""
    return int(np.argmax(bad)) if bad.any() else None
