"""What the printers of all languages share: statements that compute a graph's nodes, in the three stages of a loop."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from antigradient.graph.nodes import Graph, Node
from antigradient.graph.symbols import SUM, Symbol

#: Operations are written inside one another no deeper than this: parsers have their limits.
DEPTH = 16
BEFORE, WITHIN, AFTER = range(3)
#: How tightly the operations bind that are written with signs; a name or a call needs no brackets anywhere.
BINDINGS = {"select": 0, "<": 2, "<=": 2, "+": 3, "-": 3, "*": 4, "/": 4, "negative": 5}
NEGATIVE, NAME = 5, 9
#: Operations that both languages do from left to right.
CHAINED = ("+", "-", "*", "/")


@dataclass(frozen=True)
class Language:
    """For printers: how a language writes each operation, a number, a value that is given a name, and an addition."""

    forms: Mapping[str, str]
    number: Callable[[float], str]
    assignment: str
    addition: str


class Printer:
    """For generated code: statements that compute `results`, each value once; one that is used again has a name.

    What depends on none of the names in `changing` is computed `before` a loop, what depends on one `within` it. Sums
    (`symbols.total`) grow within it, each under a name of `sums` that begins as −0, and what depends on them comes
    `after`. Both roads of a choice are computed, as where the formula itself is called.
    """

    def __init__(self, language: Language, results: Sequence[Symbol], changing: Collection[str] = ()) -> None:
        self.before: list[str] = []
        self.within: list[str] = []
        self.after: list[str] = []
        self.sums: list[str] = []
        self._language = language
        self._graph = Graph(results)
        self._stages = _stages(self._graph.nodes, frozenset(changing))
        self._named = self._with_names()
        self._texts: list[str] = []
        self._depths: list[int] = []
        self._bindings: list[int] = []

    def text(self, result: int) -> str:
        """For generated code: one of the results, by its place; the statements that it needs are written."""
        number = self._graph.results[result]
        while len(self._texts) <= number:
            self._write(len(self._texts))
        return self._texts[number]

    def texts(self) -> list[str]:
        """For generated code: all of the results."""
        return [self.text(result) for result, _ in enumerate(self._graph.results)]

    def names(self) -> set[str]:
        """For generated code: the names that the results are made of."""
        return {node.kind for node in self._graph.nodes if not node.parts and node.value is None}

    def _with_names(self) -> set[int]:
        """The nodes that are used twice, at a later stage than their own, or on one road of a choice."""
        uses = Counter(self._graph.results)
        last = max(self._stages, default=BEFORE)
        named = {result for result in self._graph.results if self._stages[result] != last}
        for (kind, parts, _), stage in zip(self._graph.nodes, self._stages, strict=True):
            uses.update(parts[:1] if self._squares(kind, parts) else parts)
            used = WITHIN if kind == SUM else stage
            named.update(part for part in parts if self._stages[part] != used)
            named.update(parts[1:] if kind == "select" else ())
        return named | {number for number, times in uses.items() if times > 1}

    def _write(self, number: int) -> None:
        kind, parts, value = self._graph.nodes[number]
        text, depth, binding = kind, 0, NAME
        if value is not None:
            text = self._language.number(value)
            binding = NEGATIVE if text.startswith("-") else NAME
        elif kind == SUM:
            text = f"s{len(self.sums)}"
            self.sums.append(text)
            self.within.append(self._language.addition.format(text, self._texts[parts[0]]))
        elif parts:
            text, binding = self._operation(kind, parts)
            depth = 1 + max(self._depths[part] for part in parts)
            if number in self._named or depth > DEPTH:
                name, depth, binding = f"v{number}", 0, NAME
                statements = (self.before, self.within, self.after)[self._stages[number]]
                statements.append(self._language.assignment.format(name, text))
                text = name
        self._texts.append(text)
        self._depths.append(depth)
        self._bindings.append(binding)

    def _squares(self, kind: str, parts: Sequence[int]) -> bool:
        """Whether it is a product of a value with itself, and the language has an operation for that."""
        return kind == "*" and parts[0] == parts[1] and "square" in self._language.forms

    def _operation(self, kind: str, parts: Sequence[int]) -> tuple[str, int]:
        """Its text and how tightly that binds: a + b + c is (a + b) + c, and all else has brackets."""
        if self._squares(kind, parts):
            kind, parts = "square", parts[:1]
        form = self._language.forms[kind]
        binding = BINDINGS.get(kind, NAME)
        texts = []
        for place, part in enumerate(parts):
            needed = 0 if binding == NAME else binding + 1
            if place == 0 and kind in CHAINED:
                needed = binding
            texts.append(self._texts[part] if self._bindings[part] >= needed else f"({self._texts[part]})")
        return form.format(*texts), binding


def _stages(nodes: Sequence[Node], changing: Collection[str]) -> list[int]:
    stages: list[int] = []
    for kind, parts, value in nodes:
        inner = {stages[part] for part in parts}
        assert inner != {WITHIN, AFTER}, "a sum inside a sum, or one point's part outside of its sum"
        if kind == SUM:
            assert AFTER not in inner
            stages.append(AFTER)
        elif parts:
            stages.append(max(inner))
        else:
            stages.append(WITHIN if value is None and kind in changing else BEFORE)
    return stages
