"""The text of a module: the printed part of a shape, and behind it the loop that all have."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from antigradient.assets import DIST_DIR, load_manifest
from antigradient.data import DATASETS
from antigradient.graph import Symbol, symbol
from antigradient.graph.javascript import EXPONENTIAL, function
from antigradient.kernel.compact import compact, without_zeros
from antigradient.kernel.losses import LossGraphs, loss_graphs, series_graphs, sum_of
from antigradient.kernel.rules import RuleGraphs, rule_graphs
from antigradient.kernel.shape import Shape

#: The points of published sets are handed over like a reader's own: all of them would weigh more than the loop.
LECTURE_SETS = {id: data for id, data in DATASETS.items() if not data.published}
#: The same to the last bit in Python and in JavaScript.
EXACT = {
    "number", "negative", "+", "-", "*", "/", "sqrt", "abs", "<", "<=", "select", "maximum", "minimum", "floor", "sign",
    "abs_slope", "relu_slope", "sign_slope",
}  # fmt: skip
#: The built loops, by the number of parameters.
LOOPS = {2: "kernel_two.js", 3: "kernel_three.js"}
#: Where `out` has the numbers of ∇²L, row by row from the diagonal on: vectors have three components there.
SECOND = {2: (2, 3, 5), 3: (2, 3, 4, 5, 6, 7)}
#: What may be infinite of numbers that are not, or raises in Python where JavaScript goes on.
JUMPS = {"sign", "floor"}
UNSAFE = {"/", "^", "exp", "log", "log10"}


class NoLoopError(Exception):
    """Raised by `kernel_module` where the front end has not been built."""


@lru_cache(maxsize=256)
def kernel_module(shape: Shape) -> str:
    """For /kernel.js and documents: the module as text; `supports`, `trajectory` and `loss` are its exports."""
    loss, rule, handed = printed_part(shape)
    return f"const printed={EXPONENTIAL}=>{{{loss}{rule}return{handed}}};\n{loop_text(len(shape.objective.parameters))}"


def loop_text(parameters: int) -> str:
    """For `kernel_module`: the loop for so many parameters, built from static/js/kernel. Raises NoLoopError."""
    manifest, name = load_manifest(), LOOPS[parameters]
    if manifest is None or name not in manifest:
        raise NoLoopError
    return (DIST_DIR / manifest[name]).read_text(encoding="utf-8")


class PrintedPart(NamedTuple):
    """From `printed_part`: the functions of the loss, those of the rule, and the object that hands all of them over."""

    loss: str
    rule: str
    handed: str


def printed_part(shape: Shape) -> PrintedPart:
    """For modules and documents: what is printed of a loss and a rule; behind the functions stands their object."""
    loss, rule = loss_graphs(shape), rule_graphs(shape) if shape.has_rule else None
    of_loss, of_rule = _loss_functions(shape, loss), _rule_functions(shape, rule) if rule else {}
    objective, optimiser = shape.objective, shape.optimiser
    sets = {id: data.rows() for id, data in LECTURE_SETS.items() if objective.data and data.inputs == objective.inputs}
    names = {**shape.names, "scaling": "none"}  # of data as they are
    values = {
        "names": [*names],
        "shape": text_number(",".join(names.values())),
        "sets": sets or {"null": [[]]},
        **({"exact": True} if rule and _is_exact(loss, rule) else {}),
        "parameters": objective.parameters,
        "constants": [p.name for p in objective.constants],
        "hyper": [h.name for h in optimiser.hyper],
        "initial": rule.initial if rule else [],
    }
    handed = [f"{name}:{literal(value)}" for name, value in values.items()]
    loss_text, rule_text = ("".join(map(compact, functions.values())) for functions in (of_loss, of_rule))
    return PrintedPart(loss_text, rule_text, f"{{{','.join([*handed, *of_loss, *of_rule])}}}")


def literal(value: Any) -> str:
    """For `printed_part`: the value in JavaScript, without the signs that it needs only in JSON."""
    text = json.dumps(value, separators=(",", ":"))
    return without_zeros(re.sub(r'"(\w+)":', r"\1:", text))


def text_number(text: str) -> int:
    """For `printed_part`: the number by which the loop tells a text, so that no text of a reader is in a module."""
    number = 0
    for character in text:
        number = (number ^ ord(character)) * 0x01000193 & 0xFFFFFFFF
    return number - (number >> 31 << 32)


def _loss_functions(shape: Shape, loss: LossGraphs) -> dict[str, str]:
    names = shape.objective.parameters
    reads = _places(names, "t") | _places(loss.numbers, "c")
    columns = _places(loss.columns, "x")
    kept = f"x[{len(columns)}]"
    value = guarded(loss.value, [loss.value])
    partials = [guarded(loss.gradient[0], loss.gradient), *loss.gradient[1:]]
    more = zip((0, 1, *SECOND[len(names)]), (value, loss.bound, *loss.second), strict=True)
    results = {f"g[{i}]": g for i, g in enumerate(partials)} | {f"out[{i}]": it for i, it in more}
    arguments = ["t", "g", "out", "x", "n", "c"]
    functions = {"derivatives": function("derivatives", arguments, results, reads, columns, kept)}
    if shape.series and (terms := series_graphs(shape)):
        along = {f"out[{n}]": term for n, term in enumerate(terms)}
        reads |= _places([f"u_{name}" for name in names], "g")
        functions["series"] = function("series", arguments, along, reads, columns)
    return functions


def _rule_functions(shape: Shape, rule: RuleGraphs) -> dict[str, str]:
    hyper = _places([h.name for h in shape.optimiser.hyper], "h")
    reads = hyper | {
        f"{letter}{i}": f"{letter}[{i}]" for letter in "mgt" for i, _ in enumerate([*rule.initial, 0, 0, 0])
    }
    reads |= {f"second{i}": f"out[{place}]" for i, place in enumerate(SECOND[2])}
    functions = {"step": _step_function(shape, rule, reads, hyper)}
    if rule.ahead is not None:
        at = {f"at[{i}]": t for i, t in enumerate(rule.ahead)}
        functions["look"] = function("look", ["m", "t", "h", "at"], at, reads)
    if rule.pace is not None:
        functions["pace"] = function("pace", ["k", "eta", "decay", "steps"], rule.pace)
    return functions


def _step_function(shape: Shape, rule: RuleGraphs, reads: Mapping[str, str], hyper: Mapping[str, str]) -> str:
    arguments = ["m", "g", "eta", "t", "h", "u", *(["out"] if shape.optimiser.newton else [])]
    if rule.of_one is None:
        step = {f"u[{i}]": u for i, u in enumerate(rule.step.u)}
        step |= {f"m[{i}]": m for i, m in enumerate(rule.step.memory)}
        return function("step", arguments, step, reads)
    count = len(rule.of_one.memory)
    first = f"{count} * i" if count > 1 else "i"
    places = {f"m{j}": f"m[{first} + {j}]" if j else f"m[{first}]" for j in range(count)}
    one = {"u[i]": rule.of_one.u[0], **dict(zip(places.values(), rule.of_one.memory, strict=True))}
    text = function("step", arguments, one, {**hyper, "g0": "g[i]", "t0": "t[i]", **places})
    head, body = text.split("\n", 1)
    each = f"for(let i=0;i<{len(shape.objective.parameters)};i++)"
    return f"{head}\n{each}{{\n{body.rstrip()}\n}}\n"


def _places(names: Iterable[str], array: str) -> dict[str, str]:
    return {name: f"{array}[{i}]" for i, name in enumerate(names)}


def guarded(result: Symbol, roots: Sequence[Symbol]) -> Symbol:
    """For printed losses: the result, but NaN where something on the way to the roots is not finite.

    There Python raises, or looks closer, wherever it leads: 1/(1/0) is no 0. Only the server knows.
    """
    nodes = _nodes(roots)
    unsafe = [node for node in nodes if node.kind in UNSAFE and not _is_harmless(node)]
    jumps = [node.parts[0] for node in nodes if node.kind in JUMPS]  # of what may be too small for a float, and not 0
    return symbol(sum_of([result, *(node - node for node in unsafe), *(0.0 / at for at in jumps)]))


def _nodes(roots: Sequence[Symbol]) -> list[Symbol]:
    found: dict[int, Symbol] = {}
    waiting = list(roots)
    while waiting:
        node = waiting.pop()
        if id(node) not in found:
            found[id(node)] = node
            waiting.extend(node.parts)
    return list(found.values())


def _is_harmless(node: Symbol) -> bool:
    """Whether nothing but an overflow of its parts makes it infinite: by a constant, or a whole power."""
    last = node.parts[-1].value
    return last is not None and ((node.kind == "/" and last != 0.0) or (node.kind == "^" and last >= 0.0))


def _is_exact(loss: LossGraphs, rule: RuleGraphs) -> bool:
    """Whether a run is the same to the last bit in both languages."""
    of_rule = [*rule.step.results, *(rule.ahead or ()), *([] if rule.pace is None else [rule.pace])]
    nodes = _nodes([*loss.gradient, *loss.second, *of_rule])
    return not loss.columns and all(node.kind in EXACT or not node.parts for node in nodes)
