"""Rules and schedules on symbols: u and the next memory, the place of the look-ahead, η of step k."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import nan

from antigradient.functions import select
from antigradient.graph import Graph, Symbol, symbol
from antigradient.kernel.shape import Shape
from antigradient.optimisers.base import memory_like, numbers_of
from antigradient.optimisers.vectors import solution
from antigradient.schedules import SCHEDULES

#: A determinant below this share of the entries' squares may be that of a singular matrix elsewhere.
SINGULAR = 1e-12


@dataclass(frozen=True)
class StepGraphs:
    """For modules: the components of u, and the numbers of the next memory.

    They are made of the memory's numbers `m0`, `m1` and so on, of `g0`, …, `t0`, …, `second0`, … (∇²L), `eta` and the
    hyperparameters.
    """

    u: tuple[Symbol, ...]
    memory: tuple[Symbol, ...]

    @property
    def results(self) -> list[Symbol]:
        """For graphs: all of it."""
        return [*self.u, *self.memory]


@dataclass(frozen=True)
class RuleGraphs:
    """For modules: the rule's `step` and its `initial` memory, flat.

    Where it treats each coordinate alone, and all alike, `of_one` is the step of one. `ahead` is the place where it
    wants its gradient, `pace` η of step `k`.
    """

    step: StepGraphs
    of_one: StepGraphs | None
    initial: tuple[float, ...]
    ahead: tuple[Symbol, ...] | None
    pace: Symbol | None


def rule_graphs(shape: Shape) -> RuleGraphs:
    """For modules: the shape's rule and schedule."""
    optimiser, p = shape.optimiser, len(shape.objective.parameters)
    hyper = {h.name: Symbol(h.name) for h in optimiser.hyper} | dict(shape.switches)
    first = optimiser.init(p)
    initial = tuple(numbers_of(first))
    memory = memory_like(first, iter(symbols("m", len(initial))))
    look, schedule = optimiser.look(hyper), SCHEDULES[shape.schedule_id].pace
    theta, eta = symbols("t", p), Symbol("eta")
    return RuleGraphs(
        step=step_graphs(shape, p),
        of_one=None if optimiser.newton else step_of_one(shape, p),
        initial=initial,
        ahead=tuple(symbol(t - s) for t, s in zip(theta, look(memory), strict=True)) if look else None,
        pace=symbol(schedule(eta, Symbol("decay"), Symbol("steps"))(Symbol("k"))) if schedule else None,  # type: ignore[arg-type]
    )


def symbols(letter: str, count: int) -> list[Symbol]:
    """For graphs: so many numbers, by a letter and their places."""
    return [Symbol(f"{letter}{i}") for i in range(count)]


def step_graphs(shape: Shape, p: int, alike: bool = False) -> StepGraphs:
    """For `rule_graphs`: a step of p coordinates; of `alike` ones all have the numbers of the first."""
    optimiser = shape.optimiser
    hyper = {h.name: Symbol(h.name) for h in optimiser.hyper} | dict(shape.switches)
    first = optimiser.init(p)
    count = sum(1 for _ in numbers_of(first))

    def of_all(letter: str, numbers: int) -> list[Symbol]:
        return symbols(letter, numbers // p) * p if alike else symbols(letter, numbers)

    memory, seen = memory_like(first, iter(of_all("m", count))), of_all("g", p)
    if optimiser.newton:
        seen = newton_gradient(seen) if p == 2 else seen
    u, after = optimiser.step(hyper)(memory, seen, Symbol("eta"), of_all("t", p))
    return StepGraphs(tuple(map(symbol, u)), tuple(map(symbol, numbers_of(after))))


def newton_gradient(g: Sequence[Symbol]) -> list[Symbol]:
    """For `step_graphs`: H⁻¹g of H's numbers `second0` to `second2`; NaN near a singular H, which the server judges."""
    first, both, last = second = symbols("second", 3)
    size = first * first + both * both + last * last
    known = abs(first * last - both * both) > SINGULAR * size
    return [symbol(select(known, x, nan)) for x in solution(second, g)]


def step_of_one(shape: Shape, p: int) -> StepGraphs | None:
    """For `rule_graphs`: the step of one coordinate, where that of p coordinates is this for each of them."""
    one, step = step_graphs(shape, 1), step_graphs(shape, p)
    if len(step.memory) != p * len(one.memory):
        return None  # it remembers more than something of each coordinate
    alike = step_graphs(shape, p, alike=True)
    same = Graph(alike.results).nodes == Graph(one.results).nodes
    return (
        one
        if same and all(names <= own for names, own in zip(_names(step, p), _own(shape, step, p), strict=True))
        else None
    )


def _names(step: StepGraphs, p: int) -> list[set[str]]:
    """By coordinate the names that its results are made of."""
    graph, q = Graph(step.results), len(step.memory) // p
    places = [[i, *(p + i * q + j for j in range(q))] for i in range(p)]
    return [set().union(*(graph.names(graph.results[place]) for place in mine)) for mine in places]


def _own(shape: Shape, step: StepGraphs, p: int) -> list[set[str]]:
    """By coordinate the names of its own numbers, and of those that all share."""
    q, shared = len(step.memory) // p, {"eta", *(h.name for h in shape.optimiser.hyper)}
    return [shared | {f"g{i}", f"t{i}", *(f"m{i * q + j}" for j in range(q))} for i in range(p)]
