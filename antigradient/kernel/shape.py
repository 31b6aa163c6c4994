"""Shapes: what of a scenario decides the text of a module, whatever is dragged."""

from __future__ import annotations

from typing import NamedTuple

from antigradient.objectives import OBJECTIVES, REDUCTIONS, Objective, Reduction
from antigradient.optimisers import OPTIMISERS, Optimiser
from antigradient.scenario import Scenario


class Shape(NamedTuple):
    """For modules and their addresses: loss and rule by their ids, with the ways in which both are computed.

    `f` is the typed formula, `switches` are the rule's own conventions; `series`: with Taylor's series along a step.
    """

    objective_id: str
    f: str | None
    reduction_id: str | None
    optimiser_id: str
    switches: tuple[tuple[str, str], ...]
    schedule_id: str
    series: bool = False

    @property
    def objective(self) -> Objective:
        """For graphs: the loss."""
        return OBJECTIVES[self.objective_id]

    @property
    def reduction(self) -> Reduction | None:
        """For graphs: how the points' losses become one, where there are points."""
        return REDUCTIONS[self.reduction_id] if self.reduction_id else None

    @property
    def optimiser(self) -> Optimiser:
        """For graphs: the rule."""
        return OPTIMISERS[self.optimiser_id]

    @property
    def names(self) -> dict[str, str]:
        """For modules and addresses: the names of a scenario that are all that is asked for, with their values."""
        of_loss = {"objective": self.objective_id, "reduction": self.reduction_id, "f": self.f}
        of_rule = {"optimiser": self.optimiser_id, **dict(self.switches), "schedule": self.schedule_id}
        return {name: value for name, value in {**of_loss, **of_rule}.items() if value is not None}

    @property
    def has_rule(self) -> bool:
        """For modules: whether the rule can be printed: with no search of a length, and with ∇²L of two parameters."""
        return not (self.optimiser.search or (self.optimiser.newton and len(self.objective.parameters) > 2))


def shape_of(scenario: Scenario) -> Shape:
    """For modules and their addresses: the shape of a scenario's own run."""
    return Shape(
        objective_id=scenario.objective.id,
        f=scenario.f,
        reduction_id=scenario.reduction,
        optimiser_id=scenario.optimiser.id,
        switches=tuple((s.name, scenario.choices[s.name]) for s in scenario.optimiser.switches),
        schedule_id=scenario.choices["schedule"],
    )
