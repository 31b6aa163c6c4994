"""Antigradient: a gradient descent visualiser that shows the angle between the step and the gradient.

`import antigradient as ag` gives `ag.run`, `ag.surface` and the others of `__all__`; docs/library.md shows them.
"""

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"

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

if TYPE_CHECKING:
    from antigradient.interface import (
        Reply,
        Run,
        ScenarioError,
        Svg,
        basins,
        compare,
        derivation,
        gradient,
        run,
        step,
        surface,
        taylor,
    )
else:

    def __getattr__(name):
        """For callers: a public name, imported when it is first asked for: what needs none starts fast."""
        if name not in __all__:
            raise AttributeError(name)
        return globals().setdefault(name, getattr(import_module("antigradient.interface"), name))

    def __dir__():
        return [*globals(), *__all__]
