"""The elementary functions of formulas, each for floats, arrays and anything that brings its own (a jet).

A loss written in them and in plain arithmetic is one definition that serves the loop, a path, a grid and Taylor's
series. Floats keep to `math`: numpy takes ten times as long for a single number.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np


def _function(name: str, of_float: Callable[[float], float], of_array: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def function(x: Any) -> Any:
        if isinstance(x, float | int):
            return of_float(x)
        if isinstance(x, np.ndarray | np.generic):
            return of_array(x)
        return getattr(x, name)()

    function.__name__ = name
    function.__doc__ = f"{name} of a float, an array or a jet."
    return function


sin = _function("sin", math.sin, np.sin)
cos = _function("cos", math.cos, np.cos)
exp = _function("exp", math.exp, np.exp)
log = _function("log", math.log, np.log)
sqrt = _function("sqrt", math.sqrt, np.sqrt)
