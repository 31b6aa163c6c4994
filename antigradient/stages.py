"""The chain rule as a page has it before its script comes: rules and formulas, which hold at every point."""

from __future__ import annotations

from antigradient.derivation import Stage, derivation
from antigradient.local import Undefined
from antigradient.scenario import Scenario


def stages(scenario: Scenario) -> list[Stage]:
    """The stages of the scenario's gradient; none where the start has no gradient."""
    try:
        return derivation(scenario.loss, scenario.start, scenario.objective.output)
    except Undefined:
        return []
