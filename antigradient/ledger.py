"""The ledger of a run: for every step what it was, what it promised and what it did, computed over the whole path."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from antigradient.change import Change, classify_change, doubt
from antigradient.geometry import angle, length
from antigradient.objectives import Loss, corner_at
from antigradient.outcomes import AT_THE_START, RISING, Cause, Outcome
from antigradient.stationary import ground_at
from antigradient.trajectory import Path
from antigradient.work import attributed_to, spend

#: Nanoseconds of a ledger, and of each of its rows beside what the loss counts.
FIXED, ROW = 250e3, 450.0

Array = npt.NDArray[np.float64]

#: Where there is no gradient because there is no loss.
WITH_THE_LOSS = {
    Cause.GRADIENT_OVERFLOW: Cause.LOSS_OVERFLOW,
    Cause.GRADIENT_UNDEFINED: Cause.LOSS_UNDEFINED,
}


@dataclass(frozen=True)
class Ledger:
    """For replies, figures and examples: a run's columns by name; a step's columns are NaN in the last row.

    `cause` says why the run ended, `facts` are what its sentence may ask for.
    """

    columns: dict[str, npt.NDArray[Any]]
    cause: Cause
    facts: dict[str, float | str] = field(default_factory=dict)

    @property
    def outcome(self) -> Outcome:
        """For replies and pages: the outcome that the run's cause comes under."""
        return self.cause.outcome

    @property
    def rows(self) -> int:
        """For replies and figures: the number of points of the path, one more than its steps."""
        return len(self.columns["k"])


def build_ledger(loss: Loss, path: Path) -> Ledger:
    """For a scenario's run: all columns of a path, the state of every row and of the step taken from it.

    Ends the path at the last row whose θ, loss and gradient are finite, and before a step any of whose columns
    overflows: the outcome is then `diverged`, or `undefined` where the loss has no value. `doubt` bounds what rounding
    has done to `actual`: the errors of both losses, and of their difference.
    """
    names, rows = loss.parameters, path.points.shape[1]
    u, eta = _with_last(path.directions, rows), _with_last(path.etas, rows)
    with attributed_to("steps", lambda: rows), np.errstate(all="ignore"):
        spend(FIXED + ROW * rows)
        # Along the update ηu and not along u: momentum's u = −v/η may be huge where η has all but gone.
        value, curvature = loss.along(path.points, eta * u)
        if (lost := _first(~np.isfinite(value))) is not None:
            return build_ledger(
                loss, path.first(lost, Cause.LOSS_UNDEFINED if np.isnan(value[lost]) else Cause.LOSS_OVERFLOW)
            )

        beta, cos_beta, dot = angle(u, path.gradients)
        first = eta * dot
        second = first + 0.5 * curvature
        actual = _with_last(value[1:] - value[:-1], rows)
        # At a kink the loss may have a gradient and no curvature: then there is no second order, and nothing overflows.
        known = np.isfinite(second) | (np.isnan(curvature) & np.isfinite(first) & getattr(loss, "kinked", False))
        if (lost := _first(~(known & np.isfinite(actual))[:-1])) is not None:
            size = float(length(path.directions[:, lost]))
            return build_ledger(loss, replace(path.first(lost + 1, Cause.STEP_OVERFLOW), facts={"size": size}))
        unsure = _with_last(doubt(loss.rounding(path.points, value), actual[:-1]), rows)

    measured = {
        **dict(zip(names, path.points, strict=True)),
        "loss": value,
        **{f"grad_{name}": g for name, g in zip(names, path.gradients, strict=True)},
        "grad_norm": length(path.gradients),
        "eta": eta,
        **{f"u_{name}": component for name, component in zip(names, u, strict=True)},
        "dot": dot,
        "cos_beta": cos_beta,
        "beta": beta,
        "first_order": first,
        "second_order": second,
        "actual": actual,
        "doubt": unsure,
        **{name: _with_last(column, rows) for name, column in path.more.items()},
    }
    columns = {"k": np.arange(rows)} | {name: column + 0.0 for name, column in measured.items()}  # −0 becomes 0
    return Ledger(columns, *_end(loss, path, columns))


def _end(loss: Loss, path: Path, columns: dict[str, npt.NDArray[Any]]) -> tuple[Cause, dict[str, float | str]]:
    """Why the run ended, as exactly as its rows can say, and the facts of the sentence that tells it."""
    facts: dict[str, float | str] = {**path.facts}
    cause, rows = path.cause, len(columns["k"])
    if path.lost:  # the loss itself may have no value there
        value, _ = loss.along(np.array([path.lost]).T, np.zeros((len(path.lost), 1)))
        if not np.isfinite(value).all():
            cause = WITH_THE_LOSS.get(cause, cause)
        elif cause is Cause.GRADIENT_UNDEFINED and (corner := corner_at(loss, path.lost)):
            cause = Cause[corner.upper()]
    if not rows:
        return AT_THE_START.get(cause, cause), facts
    if cause is Cause.SATISFIED:
        facts["ground"] = ground_at(loss, path.points)
    if cause.outcome is Outcome.MAX_STEPS and rows > 1:
        by, unsure = (float(columns[name][-2]) for name in ("actual", "doubt"))
        facts |= {"change": classify_change(by, unsure), "by": abs(by)}
    if cause in RISING and rows > 1:
        beta, actual, unsure, eta = (float(columns[name][-2]) for name in ("beta", "actual", "doubt", "eta"))
        if beta > 90 and classify_change(actual, unsure) is Change.RISES:
            cause, facts = RISING[cause], facts | {"eta": eta}
    return cause, {"steps": rows - 1, "step": rows, "norm": float(columns["grad_norm"][-1])} | facts


def _with_last(steps: Array, rows: int) -> Array:
    """A step's columns, and NaN for the last row, from which no step was taken."""
    column = np.full((*steps.shape[:-1], rows), np.nan)
    column[..., :-1] = steps
    return column


def _first(bad: npt.NDArray[np.bool_]) -> int | None:
    """The index of the first True."""
    return int(np.argmax(bad)) if bad.any() else None
