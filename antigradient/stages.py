"""The chain rule as a page has it before its script comes: rules and formulas, which hold at every point."""

from __future__ import annotations

from antigradient.derivations import Stage, derivation_stages
from antigradient.local import UndefinedError
from antigradient.scenario import Scenario


def scenario_stages(scenario: Scenario) -> list[Stage]:
    """For the page: the stages of the gradient's derivation at the start; [] where it has no gradient."""
    try:
        return derivation_stages(scenario.loss, scenario.start, scenario.objective.output)
    except UndefinedError:
        return []
