"""The first steps of a run, as long as nothing can end it: the loop of `trajectory`, generated for a loss and a rule.

The loop calls a loss and a rule for every step; here both stand in its text, which takes half the time. A text serves
all data, starts and hyperparameters: they are arguments. It decides nothing: at the first step that is out of the
ordinary the run is left to the loop.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from math import isfinite
from operator import add
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from antigradient.functions import exp
from antigradient.graph import Graph, Symbol, symbol
from antigradient.graph.printer import Printer
from antigradient.graph.python import PYTHON, function
from antigradient.objectives import Loss
from antigradient.objectives.slopes import Slope
from antigradient.optimisers import Hyper, Memory, Optimiser, Step
from antigradient.optimisers.base import memory_like, numbers_of
from antigradient.parameters import THETA_LIMIT

Array = npt.NDArray[np.float64]

#: Up to so many points, and from so many steps on, it pays: with more points their own arithmetic takes most of the
#: time, in fewer steps the way there and back.
POINTS, STEPS = 20, 30


class Loop(NamedTuple):
    """From `generate_loop`: the loop as a function, and whether u is −∇L in it, which then is not written."""

    run: Callable[..., tuple[int, tuple[float, ...]]]
    downhill: bool


LOOP_SOURCE = """
def function(steps, least, eta, {arguments}):
    row = 0
    {first}
    try:
        {before}
        for row in range(steps):
            {step}
        else:
            row = steps
    except (ArithmeticError, ValueError):
        pass
    return row, ({state},)
"""


@dataclass(frozen=True)
class FastSteps:
    """From `fast_steps`: θ, ∇L and u of a run's first rows, each (p, rows), and the state that the run goes on from."""

    points: Array
    gradients: Array
    directions: Array
    point: list[float]
    memory: Memory

    @property
    def rows(self) -> int:
        """For `descend`: the number of steps taken."""
        return int(self.points.shape[1])


def fast_steps(
    loss: Loss, optimiser: Optimiser, start: Sequence[float], eta: float, hyper: Hyper, steps: int, tol: float
) -> FastSteps | None:
    """For `trajectory.descend`: at most `steps` + 1 steps from `start`.

    None where no loop can be generated for loss and rule, and where one of the steps is out of the ordinary: besides
    what the generated loop sees, a point near the limit, an update that is all zero, a memory that overflowed.
    """
    slope: Slope | None = getattr(loss, "arithmetic", None)
    if slope is None or slope.points > POINTS or steps < STEPS:
        return None
    p = len(start)
    numbers = tuple(h.name for h in optimiser.hyper)
    switches = tuple((s.name, hyper[s.name]) for s in optimiser.switches)
    given = len(slope.numbers)
    loop = generate_loop(slope.formula, given, p, optimiser.rule, optimiser.init, numbers, switches, tol > 0)
    if loop is None:
        return None
    least = tol * tol * (1 + 1e-12)  # so much that rounding does not bring it below tol
    kept = np.empty((1 if loop.downhill else 2, p, steps + 1))
    views = [column.data for column in kept.reshape(-1, steps + 1)]  # faster than arrays to write one number into
    rows, state = loop.run(steps + 1, least, eta, *views, *start, *(hyper[name] for name in numbers), *slope.numbers)
    if not rows:
        return None
    gradients, against = kept[0, :, :rows], kept[-1, :, :rows]
    directions = -against
    points = np.empty((p, rows + 1))
    points[:, 0] = start
    with np.errstate(all="ignore"):
        updates = np.multiply(eta, directions, out=points[:, 1:])
        moved = updates.all() or updates.any(axis=0).all()
        for coordinate in points:
            np.add.accumulate(coordinate, out=coordinate)  # one after another, as the loop adds
    if not (moved and np.abs(points).max() < THETA_LIMIT / p and all(map(isfinite, state))):
        return None
    memory = memory_like(optimiser.init(p), iter(state[p:]))
    return FastSteps(points[:, :-1], gradients, directions, list(state[:p]), memory)


@lru_cache(maxsize=256)
def generate_loop(
    formula: Callable[..., Any],
    given: int,
    p: int,
    rule: Callable[..., Step],
    init: Callable[[int], Memory],
    numbers: tuple[str, ...],
    switches: tuple[tuple[str, str], ...],
    watched: bool,
) -> Loop | None:
    """For `fast_steps`: the loop of a loss's formula and a rule as a function; None where one of them has to choose.

    Called with steps to take, the square of the least norm, η, columns to write ∇L into (and −u, where it is anything
    else: rules go against the gradient), θ, hyperparameters and data, it gives how many steps it took, and θ and the
    memory at the end.
    """
    data, eta = [Symbol(f"d{i}") for i in range(given)], Symbol("eta")
    point = [Symbol(f"t{i}") for i in range(p)]
    try:
        step = rule(**{name: Symbol(name) for name in numbers}, **dict(switches))
        memory = symbolic_memory(step, init(p), p)
        found = [symbol(value) for value in formula(data, exp)(*point)]
        gradient = found[:p]
        u, remembered = step(memory_like(init(p), iter(memory)), gradient, eta, point)
    except (TypeError, AttributeError):  # an operation that symbols do not know
        return None

    square = reduce(add, [g * g for g in gradient])
    against = [-symbol(component) for component in u]
    downhill = all(a is g for a, g in zip(against, gradient, strict=True))
    kept = gradient if downhill else [*gradient, *against]
    after = {t.kind: t + eta * component for t, component in zip(point, u, strict=True)}
    after |= {m.kind: symbol(new) for m, new in zip(memory, numbers_of(remembered), strict=True)}
    state = [s.kind for s in (*point, *memory)]
    checks = {"-inf < {} < inf": reduce(add, found)} if len(found) > p else {}
    checks |= {"{} > least": square} if watched else {}
    code = Printer(PYTHON, [*checks.values(), *kept, *after.values()], state)
    for i, check in enumerate(checks):
        code.within.append(f"if not {check.format(code.text(i))}: break")
    texts = code.texts()[len(checks) :]
    body = [*code.within, *(f"c{i}[row] = {text}" for i, text in enumerate(texts[: len(kept)]))]
    body += [f"{', '.join(after)} = {', '.join(texts[len(kept) :])}"]  # at once, or not at all
    first = [f"{name} = {value!r}" for name, value in zip(state[p:], numbers_of(init(p)), strict=True)]
    views = [f"c{i}" for i, _ in enumerate(kept)]
    run = function(
        LOOP_SOURCE.format(
            arguments=", ".join([*views, *state[:p], *numbers, *(d.kind for d in data)]),
            first=indented_lines(4, first),
            before=indented_lines(8, code.before),
            step=indented_lines(12, body),
            state=", ".join(state),
        )
    )
    return Loop(run, downhill)


def symbolic_memory(step: Step, first: Memory, p: int) -> list[Symbol]:
    """For `generate_loop`: the numbers of the rule's memory; those that take the same course have the same name.

    Such are the weights of Adam's zeros, of which each coordinate has its own: a number that begins alike and that
    depends on itself alone, and in the same way.
    """
    begin = list(numbers_of(first))
    memory = [Symbol(f"m{i}") for i, _ in enumerate(begin)]
    g, theta = ([Symbol(f"{name}{i}") for i in range(p)] for name in "gt")
    others = {symbol.kind for symbol in (*memory, *g, *theta)}
    _, after = step(memory_like(first, iter(memory)), g, Symbol("eta"), theta)
    courses: dict[tuple[float, Any], Symbol] = {}
    for i, new in enumerate(map(symbol, numbers_of(after))):
        graph, own = Graph([new]), memory[i].kind
        if graph.names(graph.results[0]) & others == {own}:
            course = tuple(node._replace(kind="") if node.kind == own else node for node in graph.nodes)
            memory[i] = courses.setdefault((begin[i], course), memory[i])
    return memory


def indented_lines(indent: int, code: Sequence[str]) -> str:
    """For the generated loop: lines of code, each once, indented by so many blanks."""
    return ("\n" + " " * indent).join(dict.fromkeys(code))
