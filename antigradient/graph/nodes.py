"""Graphs: the operations that several results take, each once, in an order in which they can be done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from antigradient.graph.symbols import Symbol


class Node(NamedTuple):
    """For lowering and printers: an operation on earlier nodes by their numbers; without parts a name or a `value`."""

    kind: str
    parts: tuple[int, ...]
    value: float | None


class Graph:
    """For lowering and printers: the nodes of `results`; symbols of the same operation on the same parts are one."""

    def __init__(self, results: Sequence[Symbol]) -> None:
        self.nodes: list[Node] = []
        self._known: dict[tuple[str, tuple[int, ...], str | None], int] = {}
        self._numbers: dict[int, int] = {}  # by the symbols' identities
        self._kept = results  # alive, because id() is unique only among living objects
        self.results = [self._number(result) for result in results]

    def _number(self, root: Symbol) -> int:
        """Parts first. Without recursion: a sum of a thousand terms is a thousand deep."""
        stack = [root]
        while stack:
            it = stack[-1]
            missing = [part for part in it.parts if id(part) not in self._numbers]
            if id(it) in self._numbers or not missing:
                stack.pop()
                self._numbers.setdefault(id(it), self._node(it))
            else:
                stack.extend(reversed(missing))
        return self._numbers[id(root)]

    def _node(self, it: Symbol) -> int:
        parts = tuple(self._numbers[id(part)] for part in it.parts)
        key = it.kind, parts, None if it.value is None else it.value.hex()  # 0.0 and −0.0 are two numbers
        if key not in self._known:
            self._known[key] = len(self.nodes)
            self.nodes.append(Node(it.kind, parts, it.value))
        return self._known[key]

    def names(self, result: int) -> set[str]:
        """For printers and rules: the names that enter a node."""
        return {node.kind for node in self._below(result) if not node.parts and node.value is None}

    def _below(self, result: int) -> Iterator[Node]:
        seen, stack = {result}, [result]
        while stack:
            node = self.nodes[stack.pop()]
            yield node
            stack.extend(new := set(node.parts) - seen)
            seen |= new
