"""Graphs as JavaScript: functions that compute in a browser what the library computes here.

They are made of the operators, of `Math`'s functions, and of names that we gave. + − × ÷ √, max, min and floor are the
same there to the last bit. Nothing raises: what has no value is NaN, and what is too large
is infinite.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from math import pi

from antigradient.balls import UNIT
from antigradient.graph.lowering import LOWERED, lower
from antigradient.graph.nodes import Graph
from antigradient.graph.operations import OPERATIONS
from antigradient.graph.printer import Language, Printer
from antigradient.graph.symbols import Symbol

FORMS = {kind: f"Math.{kind}({{}})" for kind in OPERATIONS if kind not in LOWERED} | {
    "negative": "-{}", "+": "{} + {}", "-": "{} - {}", "*": "{} * {}", "/": "{} / {}", "<": "{} < {}",
    "<=": "{} <= {}", "^": "Math.pow({}, {})", "select": "{} ? {} : {}", "maximum": "Math.max({}, {})",
    "minimum": "Math.min({}, {})",
}  # fmt: skip


#: Numbers that have a shorter text than their digits.
SHORT = {pi: "Math.PI", UNIT: "2 ** -53"}


def _number(value: float) -> str:
    """The number as JavaScript writes it: with the same digits, and names of its own for what is not finite."""
    return SHORT.get(value) or repr(value).replace("inf", "Infinity").replace("nan", "NaN")


#: By this name a point's exponential is kept, and by this one what computes it is handed to what is printed: `Math.exp`
#: is a call out of compiled code, which takes longer than all else of a point.
KEPT, EXPONENTIAL = "e", "exp"

JAVASCRIPT = Language(FORMS, _number, "const {} = {};", "{} += {};")


def function(
    name: str,
    arguments: Sequence[str],
    results: Mapping[str, Symbol] | Symbol,
    reads: Mapping[str, str] | None = None,
    columns: Mapping[str, str] | None = None,
    kept: str | None = None,
    count: str = "n",
) -> str:
    """For the kernel: the function `name`, which writes each of the `results` to its target, or returns the only one.

    `reads` tells for names of symbols where their values are, `columns` likewise in which array the value of each data
    point is; the sums in the results (`symbols.total`) are one loop over `count` points. In the array `kept` a loop
    before that one puts each point's e^−|z|, as the function `exp` beside this one has it: sums stay in registers only
    in a loop of their own. Other names are arguments of the function, or stand beside it. All is read before anything
    is written, so results may go where they came from.

        w, b, x, y = map(Symbol, ("w", "b", "x", "y"))
        slope = (w * x + b).error(y)
        function(
            "gradient", ["t", "g", "x", "n"], {"g[0]": total(slope * x), "g[1]": total(slope)},
            reads={"w": "t[0]", "b": "t[1]"}, columns={"x": "x[0]", "y": "x[1]"},
        )
    """
    targets = list(results) if isinstance(results, Mapping) else ["return"]
    wanted = lower(list(results.values()) if isinstance(results, Mapping) else [results])
    reads, columns = reads or {}, columns or {}
    exponentials, wanted = _parted(wanted, columns) if kept else ([], wanted)
    first = Printer(JAVASCRIPT, exponentials, columns)
    printer = Printer(JAVASCRIPT, wanted, [*columns, KEPT])
    values = printer.texts()
    used = first.names() | printer.names()
    known = {name: place for name, place in reads.items() if name in used}
    arrays = {name: place for name, place in {**columns, KEPT: kept}.items() if place and name in used}
    lines = [*_constants(known), *printer.before, *_constants({f"{name}s": place for name, place in arrays.items()})]
    for text in first.texts():
        kept_lines = [*first.within, f"{KEPT}s[i] = {EXPONENTIAL}({text});"]
        lines += _loop(count, arrays.keys() & first.names(), kept_lines)
    if printer.sums:
        lines += [f"let {', '.join(f'{name} = 0' for name in printer.sums)};"]
        lines += [*_loop(count, arrays.keys() & printer.names(), printer.within), *printer.after]
    if targets == ["return"]:
        lines += [f"return {values[0]};"]
    else:
        lines += [f"{target} = {value};" for target, value in zip(targets, values, strict=True)]
    body = "\n".join(f"  {line}" for line in lines)
    return f"function {name}({', '.join(arguments)}) {{\n{body}\n}}\n"


def _loop(count: str, columns: Iterable[str], lines: Sequence[str]) -> list[str]:
    """The lines for each point, with its numbers in the columns."""
    numbers = _constants({name: f"{name}s[i]" for name in sorted(columns)})
    return [f"for (let i = 0; i < {count}; i++) {{", *(f"  {line}" for line in (*numbers, *lines)), "}"]


def _parted(results: Sequence[Symbol], columns: Collection[str]) -> tuple[list[Symbol], list[Symbol]]:
    """|z| of the e^−|z| that each point has, alone in a list, and the results made of it by the name `KEPT`."""
    graph = Graph(results)
    made: list[Symbol] = []
    found: list[Symbol] = []
    for number, (kind, parts, value) in enumerate(graph.nodes):
        it = Symbol(kind, *(made[part] for part in parts), value=value)
        if kind == "exp" and not found and graph.names(number) & {*columns}:
            (minus,) = it.parts
            assert (minus.kind, minus.parts[0].kind) == ("negative", "abs")
            found += minus.parts
            it = Symbol(KEPT)
        made.append(it)
    return found, [made[result] for result in graph.results]


def _constants(values: Mapping[str, str]) -> list[str]:
    return [f"const {', '.join(f'{name} = {text}' for name, text in values.items())};"] if values else []
