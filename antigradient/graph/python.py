"""Graphs as Python: for loops that are generated for a loss and a rule, and for formulas in plain floats."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from antigradient.graph.operations import OPERATIONS
from antigradient.graph.printer import Language

#: Functions are called by names that no variable of a formula has.
FORMS = {kind: f"{kind}_({{}})" for kind in OPERATIONS} | {
    "negative": "-{}", "+": "{} + {}", "-": "{} - {}", "*": "{} * {}", "/": "{} / {}", "<": "{} < {}",
    "<=": "{} <= {}", "^": "power_({}, {})", "error": "error_({}, {})", "log_loss": "log_loss_({}, {})",
    "select": "{1} if {0} else {2}",
}  # fmt: skip

PYTHON = Language(FORMS, repr, "{} = {}", "{} += {}")


def function(text: str) -> Callable[..., Any]:
    """For generated code: the function `function` that `text` defines, printed from a graph; never a user's text."""
    names: dict[str, Any] = {FORMS[kind].split("(")[0]: operation for kind, operation in OPERATIONS.items()}
    exec(text, names)  # noqa: S102
    made: Callable[..., Any] = names["function"]
    return made
