"""What all answers share: rounding, and the formula of the loss."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np
import numpy.typing as npt

from antigradient.formula import Formula, parse
from antigradient.latex import mathml
from antigradient.local import UndefinedError
from antigradient.query.refusals import QueryError, refuse
from antigradient.rounding import significant, to_distinct_digits, to_place
from antigradient.scenario import ALL_DIGITS, Scenario
from antigradient.surfaces import split_rows
from antigradient.work import spend

Array = npt.NDArray[np.float64]
Answer = dict[str, Any]


#: Nanoseconds of a number that is rounded, and of a piece of a curve.
NUMBER, PIECE = 32.0, 3e3


@contextmanager
def usable(parameter: str) -> Iterator[None]:
    """For answers: around what some values of a parameter give no value, which are then refused. Raises QueryError."""
    try:
        yield
    except UndefinedError as undefined:
        raise QueryError([refuse(parameter, "refusal.unusable", reason=undefined.message)]) from None


class Rounding:
    """For replies: rounds what is measured to the scenario's `digits`; counts and echoes stay as they are.

    Of a coordinate of the map they are digits of its place within the window. No number that leaves is −0.
    """

    def __init__(self, scenario: Scenario) -> None:
        self.digits = int(scenario.numbers["digits"])
        self.exact = self.digits >= ALL_DIGITS
        w_min, w_max, b_min, b_max = scenario.window
        self.axes = dict(zip(scenario.plane, ((w_min, w_max), (b_min, b_max)), strict=True))

    def array(self, values: Any) -> Array:
        """For replies: an array, rounded and contiguous (JSON is written straight from its memory)."""
        if self.exact:
            return np.ascontiguousarray(values, dtype=float) + 0.0
        spend(NUMBER * np.size(values))
        rounded = significant(np.asarray(values, dtype=float), self.digits)
        rounded += 0.0
        return rounded

    def scalar(self, value: float) -> float:
        """For replies: one number, rounded."""
        return (value if self.exact else float(f"{value:.{self.digits}g}")) + 0.0

    def coordinates(self, name: str, values: Any) -> Array:
        """For replies: values of a parameter, by the window where it is one of the map's, else like any number."""
        if self.exact or name not in self.axes:
            return self.array(values)
        spend(NUMBER * np.size(values))
        return to_place(np.asarray(values, dtype=float), *self.axes[name], self.digits)

    def point(self, names: Sequence[str], point: Sequence[float]) -> list[float]:
        """For replies: a point, rounded component by component."""
        return [self.coordinates(name, [value]).item() for name, value in zip(names, point, strict=True)]

    def columns(self, columns: Mapping[str, Array], of_the_map: Collection[str] = ()) -> dict[str, Array]:
        """For replies: columns of equal length; `of_the_map` by their places, the others all at once, for speed."""
        placed = {name: self.coordinates(name, columns[name]) for name in of_the_map}
        rest = [name for name in columns if name not in placed]
        rounded = dict(zip(rest, self.array(np.stack([columns[name] for name in rest])), strict=True)) if rest else {}
        return {name: placed[name] if name in placed else rounded[name] for name in columns}

    def curves(self, pieces: list[Array]) -> list[Array]:
        """For /surface: pieces of shape (k, 2) within the window, rounded all at once."""
        spend(PIECE * len(pieces))
        if self.exact or not pieces:
            return pieces
        joined = np.concatenate(pieces)
        axes = self.axes.items()
        rounded = np.stack([self.coordinates(name, joined[:, i]) for i, (name, _) in enumerate(axes)], axis=1)
        return split_rows(rounded, pieces)

    def increasing(self, values: Sequence[float]) -> list[float]:
        """For levels: increasing numbers, rounded so that none becomes its neighbour."""
        return [value + 0.0 for value in values] if self.exact else to_distinct_digits(values, self.digits)


def loss_formula(scenario: Scenario) -> Answer:
    """For replies: the loss as text, LaTeX and MathML: the typed formula, or the objective's with its reduction."""
    if scenario.f is not None:
        return formula_answer(parse(scenario.f))
    described = scenario.objective.formula(scenario.reduction)
    return {**described, "mathml": mathml(described["latex"])}


def formula_answer(formula: Formula) -> Answer:
    """For replies: a typed formula in three notations, simplified no further than typed."""
    return {"text": formula.text, "latex": formula.latex, "mathml": formula.mathml}
