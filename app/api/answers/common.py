"""What all answers share: rounding, and the formula of the loss."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from app.descent.formula import Formula, parse
from app.descent.rounding import significant
from app.descent.scenario import ALL_DIGITS, Scenario
from app.mathml import mathml

Array = npt.NDArray[np.float64]
Answer = dict[str, Any]
#: Values of an endpoint's own names, defaults included.
Extras = Mapping[str, Any]


class Rounding:
    """Rounds what a reply measures to the scenario's `digits`; what it counts or echoes stays as it is."""

    def __init__(self, scenario: Scenario) -> None:
        self.digits = int(scenario.numbers["digits"])

    def array(self, values: Any) -> Array:
        """An array, rounded and contiguous (JSON is written straight from its memory)."""
        if self.digits >= ALL_DIGITS:
            return np.ascontiguousarray(values, dtype=float)
        return significant(np.asarray(values, dtype=float), self.digits)

    def number(self, value: float) -> float:
        """One number."""
        return value if self.digits >= ALL_DIGITS else float(f"{value:.{self.digits}g}")

    def columns(self, columns: Mapping[str, Array]) -> dict[str, Array]:
        """Columns of equal length, rounded all at once: calls cost more than numbers."""
        if self.digits >= ALL_DIGITS or not columns:
            return {name: self.array(column) for name, column in columns.items()}
        return dict(zip(columns, significant(np.stack(list(columns.values())), self.digits), strict=True))

    def curves(self, pieces: list[Array]) -> list[Array]:
        """Pieces of shape (k, 2), rounded all at once."""
        if self.digits >= ALL_DIGITS or not pieces:
            return pieces
        rounded = significant(np.concatenate(pieces), self.digits)
        ends = np.cumsum([len(piece) for piece in pieces])
        return [rounded[end - len(piece) : end] for piece, end in zip(pieces, ends.tolist(), strict=True)]


def formula(scenario: Scenario) -> Answer:
    """The loss as text, LaTeX and MathML: the typed formula, or the objective's own with its reduction."""
    if scenario.f is not None:
        return shown(parse(scenario.f))
    described = scenario.objective.formula(scenario.reduction)
    return {**described, "mathml": mathml(described["latex"])}


def shown(formula: Formula) -> Answer:
    """A typed formula, simplified no further than typed."""
    return {"text": formula.text, "latex": formula.latex, "mathml": formula.mathml}
