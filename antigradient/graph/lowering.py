"""Lowering: what sigmoids and logarithmic losses are made of, all onto one e = e^−|z|, which a graph has once.

Nothing overflows and nothing cancels: with s = 1/(1 + e) the small tail is σ(−|z|) = e·s, and σ′ = e·s·s, where the
textbook's σ(1−σ) is exactly 0 from z ≈ 37 on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from antigradient.functions import exp, log1p, select
from antigradient.graph.nodes import Graph, Node
from antigradient.graph.symbols import Symbol


def _near(z: Any) -> tuple[Any, Any]:
    """e^−|z| and σ(|z|)."""
    e = exp(-abs(z))
    return e, 1.0 / (1.0 + e)


def _sigmoid(z: Any) -> Any:
    e, s = _near(z)
    return select(z < 0.0, e * s, s)


def _sigmoid_slope(z: Any) -> Any:
    e, s = _near(z)
    return e * s * s


def _half_tanh(z: Any) -> Any:
    """tanh(z/2) = 2σ(z) − 1: what σ″ = −σ′·tanh(z/2) asks for."""
    e, s = _near(z)
    size = (1.0 - e) * s
    return select(z < 0.0, -size, size)


def _error(z: Any, y: Any) -> Any:
    e, s = _near(z)
    tail = e * s
    return select(z > 0.0, (1.0 - y) - tail, tail - y)


def _log_loss(z: Any, y: Any) -> Any:
    return log1p(exp(-abs(z))) + abs(z) * select(z > 0.0, 1.0 - y, y)


#: Each for floats, arrays and symbols.
LOWERED: dict[str, Callable[..., Any]] = {
    "sigmoid": _sigmoid,
    "sigmoid_slope": _sigmoid_slope,
    "tanh_slope": lambda z: 4.0 * _sigmoid_slope(2.0 * z),
    "softplus": lambda z: select(z > 0.0, z, 0.0) + log1p(exp(-abs(z))),
    # Where there is no slope they are 0/0, which has no value.
    "abs_slope": lambda z: z / abs(z),
    "relu_slope": lambda z: select(z > 0.0, 1.0, abs(0.0 / z)),
    "sign_slope": lambda z: abs(0.0 / z),
    "sign": lambda z: select(z > 0.0, 1.0, select(z < 0.0, -1.0, abs(z))),
    "error": _error,
    "log_loss": _log_loss,
}
#: What has e^−|z| of its first part.
EXPONENTIAL = ("sigmoid", "sigmoid_slope", "error", "log_loss")


def lower(results: Sequence[Symbol]) -> list[Symbol]:
    """For printers: the results in operations that every language has."""
    graph = Graph(results)
    curved = {node.parts[0] for node in graph.nodes if node.kind in EXPONENTIAL}
    made: list[Symbol] = []
    for node in graph.nodes:
        parts = [made[part] for part in node.parts]
        if node.kind in LOWERED:
            made.append(LOWERED[node.kind](*parts))
        elif node.kind == "tanh" and (z := _halved(graph, graph.nodes[node.parts[0]])) in curved:
            made.append(_half_tanh(made[z]))
        else:
            made.append(Symbol(node.kind, *parts, value=node.value))
    return [made[result] for result in graph.results]


def _halved(graph: Graph, node: Node) -> int:
    """The node of which this is ½ times; −1 for any other."""
    if node.kind == "*":
        for half, other in (node.parts, node.parts[::-1]):
            if graph.nodes[half].value == 0.5:
                return other
    return -1
