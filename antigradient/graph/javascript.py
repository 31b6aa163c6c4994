"""Graphs as JavaScript: functions that compute in a browser what the library computes here.

They are made of the operators, of `Math`'s exp, log, log1p, sqrt, sin, cos, tan, tanh, abs and pow, and of names that
we gave. + − × ÷ √ are the same there to the last bit. Nothing raises: what has no value is NaN, and what is too large
is infinite.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from antigradient.graph.lowering import LOWERED, lower
from antigradient.graph.operations import OPERATIONS
from antigradient.graph.printer import Language, Printer
from antigradient.graph.symbols import Symbol

FORMS = {kind: f"Math.{kind}({{}})" for kind in OPERATIONS if kind not in LOWERED} | {
    "negative": "-{}", "+": "{} + {}", "-": "{} - {}", "*": "{} * {}", "/": "{} / {}", "<": "{} < {}",
    "<=": "{} <= {}", "^": "Math.pow({}, {})", "select": "{} ? {} : {}",
}  # fmt: skip


def _number(value: float) -> str:
    """The number as JavaScript writes it: with the same digits, and names of its own for what is not finite."""
    return repr(value).replace("inf", "Infinity").replace("nan", "NaN")


JAVASCRIPT = Language(FORMS, _number, "const {} = {};", "{} += {};")


def function(
    name: str,
    arguments: Sequence[str],
    results: Mapping[str, Symbol] | Symbol,
    reads: Mapping[str, str] | None = None,
    columns: Mapping[str, str] | None = None,
    count: str = "n",
) -> str:
    """For the kernel: the function `name`, which writes each of the `results` to its target, or returns the only one.

    `reads` tells for names of symbols where their values are, `columns` likewise in which array the value of each data
    point is; the sums in the results (`symbols.total`) are one loop over `count` points. Other names are arguments of
    the function, or stand beside it. All is read before anything is written, so results may go where they came from.

        w, b, x, y = map(Symbol, ("w", "b", "x", "y"))
        slope = (w * x + b).error(y)
        function(
            "gradient", ["t", "g", "x", "n"], {"g[0]": total(slope * x), "g[1]": total(slope)},
            reads={"w": "t[0]", "b": "t[1]"}, columns={"x": "x[0]", "y": "x[1]"},
        )
    """
    targets = list(results) if isinstance(results, Mapping) else ["return"]
    wanted = list(results.values()) if isinstance(results, Mapping) else [results]
    reads, columns = reads or {}, columns or {}
    printer = Printer(JAVASCRIPT, lower(wanted), columns)
    values = printer.texts()
    used = printer.names()
    known = {name: place for name, place in reads.items() if name in used}
    point = [name for name in columns if name in used]
    lines = [*_constants(known), *printer.before]
    if printer.sums:
        lines += _constants({f"{name}s": columns[name] for name in point})
        lines += [f"let {', '.join(f'{name} = -0' for name in printer.sums)};"]
        lines += [f"for (let i = 0; i < {count}; i++) {{"]
        lines += [f"  {line}" for line in (*_constants({name: f"{name}s[i]" for name in point}), *printer.within)]
        lines += ["}", *printer.after]
    if targets == ["return"]:
        lines += [f"return {values[0]};"]
    else:
        lines += [f"{target} = {value};" for target, value in zip(targets, values, strict=True)]
    body = "\n".join(f"  {line}" for line in lines)
    return f"function {name}({', '.join(arguments)}) {{\n{body}\n}}\n"


def _constants(values: Mapping[str, str]) -> list[str]:
    return [f"const {', '.join(f'{name} = {text}' for name, text in values.items())};"] if values else []
