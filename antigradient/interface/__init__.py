"""The library's public names, which `import antigradient` gives: everything that the API answers, in Python."""

from antigradient.interface.functions import basins, compare, derivation, gradient, run, step, surface, taylor
from antigradient.interface.results import Reply, Run, Svg
from antigradient.scenario import ScenarioError

__all__ = [
    "Reply",
    "Run",
    "ScenarioError",
    "Svg",
    "basins",
    "compare",
    "derivation",
    "gradient",
    "run",
    "step",
    "surface",
    "taylor",
]
