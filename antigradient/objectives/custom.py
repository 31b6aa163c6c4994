"""The loss that people type: a formula in w and b."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from antigradient.data import Data
from antigradient.formula import parse
from antigradient.objectives.base import Loss, Objective, Reduction
from antigradient.objectives.formulas import FormulaLoss

#: The formula that `custom` has until another is typed.
DEFAULT = "sin(w)cos(b)+(w^2+b^2)/10"

#: Formulas to start from: an id, and what to type.
PRESETS: tuple[tuple[str, str], ...] = (
    ("egg-carton", DEFAULT),
    ("kinked-valley", "abs(w)+2abs(b)"),
    ("two-wells", "(w^2-1)^2+b^2/2"),
    ("monkey-saddle", "w^3-3w*b^2"),
    ("plateau", "tanh(w^2/4)+tanh(b^2/4)"),
    ("flattening-valley", "log(1+w^2+4b^2)"),
    ("half-plane", "w-log(w)+b^2"),
    ("ripples", "1-cos(3sqrt(w^2+b^2+0.01))+(w^2+b^2)/8"),
)


def _bind(data: Data | None, reduction: Reduction | None, constants: Mapping[str, Any]) -> Loss:
    """The formula is the constant `f`, a text that parses: the query has refused any other."""
    return FormulaLoss(parse(constants.get("f") or DEFAULT))


CUSTOM = Objective(
    id="custom",
    text="L = f(w, b)",
    latex="L = f(w, b)",
    source=None,
    bind=_bind,
    presets=PRESETS,
    start=(-2.0, 1.5),
    eta=0.1,
)
