"""Graphs as Python: for loops that are generated for a loss and a rule, and for formulas in plain floats."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from math import inf
from operator import add
from types import MappingProxyType
from typing import Any

from antigradient import functions as of
from antigradient.graph.operations import OPERATIONS
from antigradient.graph.printer import Language, Printer
from antigradient.graph.symbols import FUNCTIONS, Symbol

#: Functions are called by names that no variable of a formula has.
FORMS = {kind: f"{kind}_({{}})" for kind in OPERATIONS} | {
    "negative": "-{}", "+": "{} + {}", "-": "{} - {}", "*": "{} * {}", "/": "{} / {}", "<": "{} < {}",
    "<=": "{} <= {}", "^": "power_({}, {})", "error": "error_({}, {})", "log_loss": "log_loss_({}, {})",
    "maximum": "maximum_({}, {})", "minimum": "minimum_({}, {})", "select": "{1} if {0} else {2}",
}  # fmt: skip

PYTHON = Language(FORMS, repr, "{} = {}", "{} += {}")
#: For arrays, which take a square in fewer passes than a product of what has a name.
OF_ARRAYS = Language(FORMS | {"square": "square_({})"}, repr, "{} = {}", "{} += {}")


def function(
    text: str, operations: Mapping[str, Any] = OPERATIONS, more: Mapping[str, Any] = MappingProxyType({})
) -> Callable[..., Any]:
    """For generated code: the function `function` that `text` defines, printed from a graph; never a user's text.

    It calls the operations, by their kind, and what there is `more`.
    """
    names: dict[str, Any] = {OF_ARRAYS.forms[kind].split("(")[0]: operation for kind, operation in operations.items()}
    names |= {"inf": inf, **more}
    exec(text, names)  # noqa: S102  # nosec B102
    made: Callable[..., Any] = names["function"]
    return made


def compiled(arguments: Sequence[str], results: Sequence[Symbol]) -> Callable[..., tuple[Any, ...]]:
    """For programs: the results as a function of floats, which raises where a value does not exist."""
    return _compiled(arguments, Printer(PYTHON, results), OPERATIONS)


def guarded(
    arguments: Sequence[str], results: Sequence[Symbol], beyond: Callable[..., tuple[float, ...]]
) -> Callable[..., tuple[float, ...]]:
    """For slopes: all results but the last as a function of floats; where not all are finite, what `beyond` makes."""
    printer = Printer(PYTHON, [*results, reduce(add, results)])
    *texts, _, total = printer.texts()
    lines = [*printer.before, f"if -inf < {total} < inf:", f"    return {', '.join(texts)},"]
    body = "\n        ".join(lines)
    signature = f"def function({', '.join(arguments)}):"
    end = f"    except (ArithmeticError, ValueError):\n        pass\n    return beyond({', '.join(arguments)})"
    return function(f"{signature}\n    try:\n        {body}\n{end}", more={"beyond": beyond})


def compiled_for_arrays(arguments: Sequence[str], results: Sequence[Symbol]) -> Callable[..., tuple[Any, ...]]:
    """For programs: the results as a function of arrays; what is needed no more is let go, because they are large."""
    operations = {kind: getattr(of, kind) for kind in FUNCTIONS | {"square"}} | {"^": of.power}
    return _compiled(arguments, Printer(OF_ARRAYS, results), OPERATIONS | operations)


def _compiled(
    arguments: Sequence[str], printer: Printer, operations: Mapping[str, Callable[..., Any]]
) -> Callable[..., tuple[Any, ...]]:
    texts = printer.texts()
    lines = [*printer.before, f"return {', '.join(texts)},"]
    last = {name: k for k, line in enumerate(lines) for name in re.findall(r"\bv\d+\b", line)}
    for k, line in enumerate(lines[:-1]):
        if done := [name for name, end in last.items() if end == k]:
            lines[k] = f"{line}; del {', '.join(done)}"
    body = "\n    ".join(lines)
    return function(f"def function({', '.join(arguments)}):\n    {body}", operations)
