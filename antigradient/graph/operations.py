"""The operations that graphs are made of, by name, and what each computes in plain floats.

Besides these there are a variable's name, a number, and the sum over the data points (`symbols.total`).
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from typing import Any

from antigradient import functions as of
from antigradient.graph.symbols import FUNCTIONS

#: A float never becomes complex: `math.pow`, not `**`. What has no value raises, and what is too large for `math`.
OPERATIONS: dict[str, Callable[..., Any]] = {
    "negative": operator.neg, "+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv,
    "^": math.pow, "abs": abs, "<": operator.lt, "<=": operator.le, "select": of.select,
    **{kind: of.OF_FLOATS[kind] for kind in sorted(FUNCTIONS)},
}  # fmt: skip
