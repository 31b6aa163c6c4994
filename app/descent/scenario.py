"""A scenario: everything that decides a map and a run, with every default resolved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from app.descent import data as datasets
from app.descent.data import DATASETS, Data
from app.descent.ledger import Ledger, ledger
from app.descent.objectives import CONSTANTS, OBJECTIVES, REDUCTIONS, Loss, Objective
from app.descent.objectives.base import Window
from app.descent.optimisers import HYPERPARAMETERS, OPTIMISERS, Optimiser
from app.descent.parameters import DIGITS, GENERAL, THETA_LIMIT
from app.descent.surface import Surface, surface
from app.descent.trajectory import descend


class ScenarioError(ValueError):
    """Values that are fine alone but not together; `errors` names each parameter and says why."""

    def __init__(self, errors: Sequence[tuple[str, str]]) -> None:
        super().__init__("; ".join(f"{parameter} {detail}" for parameter, detail in errors))
        self.errors = list(errors)


@dataclass(frozen=True)
class Scenario:
    """A resolved scenario. `numbers` holds the optimiser's η and hyperparameters and the general numbers by name."""

    objective: Objective
    data: Data | None
    reduction: str | None
    optimiser: Optimiser
    start: tuple[float, ...]
    window: Window
    numbers: Mapping[str, float] = field(default_factory=dict)

    @cached_property
    def loss(self) -> Loss:
        """The objective bound to the data and the reduction."""
        reduction = REDUCTIONS[self.reduction] if self.reduction else None
        return self.objective.bind(self.data, reduction, self.numbers)

    def ledger(self) -> Ledger:
        """The run's ledger."""
        n = self.numbers
        path = descend(self.loss, self.optimiser, self.start, n["eta"], n, int(n["steps"]), n["tol"])
        return ledger(self.loss, path)

    def surface(self) -> Surface:
        """The loss over the window."""
        return surface(self.loss, self.window, int(self.numbers["grid"]), int(self.numbers["levels"]))

    def described(self) -> dict[str, Any]:
        """The scenario as a reply echoes it: every name of a link with its resolved value."""
        return {
            "objective": self.objective.id,
            "data": None if self.data is None else self.data.id or self.data.rows(),
            "reduction": self.reduction,
            "optimiser": self.optimiser.id,
            "start": list(self.start),
            "window": list(self.window),
            **self.numbers,
        }


def resolve(given: Mapping[str, Any], points: int = datasets.POINTS_LIMIT) -> Scenario:
    """The scenario of the values that were given; what is missing (or None) gets the default that suits the rest.

    `given` maps names to native values already in range: ids, numbers, `start` and `window` as sequences, `data` as an
    id or as rows, of which at most `points` are taken. Raises ScenarioError.
    """
    given = {name: value for name, value in given.items() if value is not None}
    errors: list[tuple[str, str]] = []
    objective = OBJECTIVES[given.get("objective", "sigmoid-squared")]
    optimiser = OPTIMISERS[given.get("optimiser", "gd")]

    data = None
    try:
        data = _data(objective, given.get("data"), points)
    except datasets.DataError as error:
        errors.append(("data", str(error)))

    reduction = given.get("reduction", objective.reduction)
    if reduction is not None and reduction not in objective.reductions:
        allowed = ", ".join(objective.reductions)
        errors.append(
            ("reduction", f"is not one of this loss's: {allowed}" if allowed else "has no place in this loss")
        )

    start = tuple(float(t) for t in given.get("start", objective.start))
    if len(start) != len(objective.parameters):
        names = ", ".join(objective.parameters)
        errors.append(("start", f"has {len(start)} values where this loss has {len(objective.parameters)}: {names}"))
    elif any(abs(t) > THETA_LIMIT for t in start):
        errors.append(("start", f"has a value beyond ±{THETA_LIMIT:g}"))

    window = tuple(float(t) for t in given.get("window", objective.window))
    if detail := _window_refusal(window):
        errors.append(("window", detail))

    if errors:
        raise ScenarioError(errors)
    settable = (*HYPERPARAMETERS.values(), *CONSTANTS.values(), *GENERAL.values())
    defaults = {"eta": objective.eta} | {p.name: p.default for p in settable}
    numbers = {name: given.get(name, default) for name, default in defaults.items()}
    whole = {p.name for p in GENERAL.values() if p.integer}
    numbers = {name: int(value) if name in whole else float(value) for name, value in numbers.items()}
    return Scenario(objective, data, reduction, optimiser, start, window, numbers)  # type: ignore[arg-type]


def _data(objective: Objective, given: str | Sequence[Sequence[float]] | None, points: int) -> Data | None:
    if objective.data is None:
        if given is not None:
            raise datasets.DataError("has no place in this loss")
        return None
    if given is None:
        return DATASETS[objective.data]
    if isinstance(given, str):
        if given not in DATASETS:
            raise datasets.DataError(f"is none of the data sets: {', '.join(DATASETS)}")
        found = DATASETS[given]
        if found.inputs != objective.inputs:
            raise datasets.DataError(f"has {found.inputs} inputs where this loss takes {objective.inputs}")
    else:
        found = datasets.from_rows(given, objective.inputs, points)
    if objective.labels is not None:
        low, high = objective.labels
        if not all(low <= y <= high for y in found.y):
            raise datasets.DataError(f"has a label outside [{low:g}, {high:g}], which this loss cannot take")
    return found


def _window_refusal(window: Sequence[float]) -> str | None:
    if len(window) != 4:
        return f"has {len(window)} values where it needs 4: wmin, wmax, bmin, bmax"
    if any(abs(t) > THETA_LIMIT for t in window):
        return f"has a value beyond ±{THETA_LIMIT:g}"
    for low, high in (window[:2], window[2:]):
        if high - low <= 1e-9 * max(abs(low), abs(high)):
            return "must have wmin < wmax and bmin < bmax, and not be a point"
    return None


#: Numbers whose value all of the digits are asked for: nothing is rounded then.
ALL_DIGITS = int(DIGITS.default)
