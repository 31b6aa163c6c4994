"""The chain rule as a page has it before its script comes: rules and formulas, which hold at every point."""

from __future__ import annotations

from app.descent.derivation import Stage, derivation
from app.descent.local import Undefined
from app.descent.scenario import Scenario


def stages(scenario: Scenario) -> list[Stage]:
    """The stages of the scenario's gradient; none where the start has no gradient."""
    try:
        return derivation(scenario.loss, scenario.start)
    except Undefined:
        return []
