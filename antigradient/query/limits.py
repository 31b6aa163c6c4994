"""The most that a scenario may ask for, by default and on a server with caps of its own."""

from __future__ import annotations

from dataclasses import dataclass, replace

from antigradient.data import POINTS_LIMIT
from antigradient.parameters import GRID, LEVELS, STEPS, Parameter


@dataclass(frozen=True)
class Limits:
    """For the query and a server's settings: the highest values of some numbers, and the most points of data."""

    steps: int = int(STEPS.high)
    grid: int = int(GRID.high)
    levels: int = int(LEVELS.high)
    points: int = POINTS_LIMIT
    #: Starts a side of a map of basins.
    basins: int = 64

    def capped(self, parameter: Parameter) -> Parameter:
        """For a query: the parameter with its cap as the high end, and a default no higher."""
        caps = {
            "steps": self.steps,
            "step": self.steps,
            "grid": self.grid,
            "levels": self.levels,
            "batch": self.points,
        }
        high = caps.get(parameter.name, parameter.high)
        return replace(parameter, high=high, default=min(parameter.default, high))
