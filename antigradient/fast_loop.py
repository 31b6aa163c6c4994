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
from typing import Any

import numpy as np
import numpy.typing as npt

from antigradient.functions import exp
from antigradient.graph import Graph, Symbol, symbol
from antigradient.graph.printer import Printer
from antigradient.graph.python import PYTHON, function
from antigradient.objectives import Loss
from antigradient.objectives.slopes import Slope
from antigradient.optimisers import Hyper, Memory, Optimiser, Step
from antigradient.parameters import THETA_LIMIT

Array = npt.NDArray[np.float64]

#: Up to so many points, and from so many steps on, it pays: with more points their own arithmetic takes most of the
#: time, in fewer steps the way there and back.
POINTS, STEPS = 20, 30

#: What a generated loop gives: see `generate_loop`.
Loop = Callable[..., tuple[int, tuple[float, ...]]]
LOOP_SOURCE = """
def function(steps, least, eta, {arguments}):
    row = 0
    {before}
    try:
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
    memory: list[Memory]

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
    if slope is None or len(slope.signs) > POINTS or steps < STEPS:
        return None
    p, init = len(start), optimiser.init
    numbers = tuple(h.name for h in optimiser.hyper)
    switches = tuple((s.name, hyper[s.name]) for s in optimiser.switches)
    loop = generate_loop(slope.formula, slope.signs, slope.c, p, optimiser.rule, init, numbers, switches, tol > 0)
    if loop is None:
        return None
    least = tol * tol * (1 + 1e-12)  # so much that rounding does not bring it below tol
    kept = np.empty((1 if init is None else 2, p, steps + 1))
    views = [column.data for column in kept.reshape(-1, steps + 1)]  # faster than arrays to write one number into
    rows, state = loop(steps + 1, least, eta, *views, *start, *(hyper[name] for name in numbers), *slope.numbers)
    if not rows:
        return None
    gradients, *against = kept[:, :, :rows]
    directions = np.asarray(-against[0] if against else optimiser.step(hyper)(None, gradients, eta)[0])
    points = np.empty((p, rows + 1))
    points[:, 0] = start
    with np.errstate(all="ignore"):
        updates = np.multiply(eta, directions, out=points[:, 1:])
        moved = updates.all() or updates.any(axis=0).all()
        for coordinate in points:
            np.add.accumulate(coordinate, out=coordinate)  # one after another, as the loop adds
    if not (moved and np.abs(points).max() < THETA_LIMIT / p and all(map(isfinite, state))):
        return None
    size = len(memory_numbers(init))
    memory = [memory_like(init, state[p + i * size : p + (i + 1) * size]) for i in range(p)]
    return FastSteps(points[:, :-1], gradients, directions, list(state[:p]), memory)


def memory_numbers(memory: Memory) -> tuple[Any, ...]:
    """For the generated loop: the numbers of one coordinate's memory, flat."""
    return () if memory is None else memory if isinstance(memory, tuple) else (memory,)


def memory_like(memory: Memory, numbers: Sequence[Any]) -> Memory:
    """For the generated loop: flat numbers as a memory of the same shape."""
    return None if memory is None else tuple(numbers) if isinstance(memory, tuple) else numbers[0]


@lru_cache(maxsize=256)
def generate_loop(
    formula: Callable[..., Any],
    signs: tuple[float, ...],
    c: float,
    p: int,
    rule: Callable[..., Step],
    init: Memory,
    numbers: tuple[str, ...],
    switches: tuple[tuple[str, str], ...],
    watched: bool,
) -> Loop | None:
    """For `fast_steps`: the loop of a loss's formula and a rule as a function; None where one of them has to choose.

    Called with steps to take, the square of the least norm, η, columns to write ∇L into (and −u, where a memory makes
    it: rules go against the gradient), θ, hyperparameters and data, it gives how many steps it took, and θ and the
    memory at the end.
    """
    data, eta = [Symbol(f"d{i}") for i in range(len(signs) * p)], Symbol("eta")
    point = [Symbol(f"t{i}") for i in range(p)]
    try:
        step = rule(**{name: Symbol(name) for name in numbers}, **dict(switches))
        memory = symbolic_memories(step, init, p)
        gradient = [symbol(g) for g in formula(signs, c, data, exp)(*point)]
        taken = [step(memory_like(init, m), g, eta) for m, g in zip(memory, gradient, strict=True)]
    except (TypeError, AttributeError):  # an operation that symbols do not know
        return None

    square = reduce(add, [g * g for g in gradient])
    kept = [*gradient, *(-symbol(u) for u, _ in taken if init is not None)]
    after = {t.kind: t + eta * u for t, (u, _) in zip(point, taken, strict=True)}
    for m, (_, parts) in zip(memory, taken, strict=True):
        after |= {part.kind: symbol(new) for part, new in zip(m, memory_numbers(parts), strict=True)}
    state = [s.kind for s in (*point, *(part for m in memory for part in m))]
    results = [*([square] if watched else []), *kept, *after.values()]
    code = Printer(PYTHON, results, state)
    if watched:
        code.within.extend([f"if not {code.text(0)} > least:", "    break"])
    texts = [code.text(i) for i in range(len(results) - len(kept) - len(after), len(results))]
    body = [*code.within, *(f"c{i}[row] = {text}" for i, text in enumerate(texts[: len(kept)]))]
    body += [f"{', '.join(after)} = {', '.join(texts[len(kept) :])}"]  # at once, or not at all
    first = [f"{name} = {value!r}" for name, value in zip(state[p:], memory_numbers(init) * p, strict=True)]
    views = [f"c{i}" for i, _ in enumerate(kept)]
    return function(
        LOOP_SOURCE.format(
            arguments=", ".join([*views, *state[:p], *numbers, *(d.kind for d in data)]),
            before=indented_lines(4, [*code.before, *first]),
            step=indented_lines(12, body),
            state=", ".join(state),
        )
    )


def symbolic_memories(step: Step, init: Memory, p: int) -> list[list[Symbol]]:
    """For `generate_loop`: each coordinate's memory; a part that depends on itself alone is the same in all."""
    one = [Symbol(f"m{j}") for j, _ in enumerate(memory_numbers(init))]
    _, after = step(memory_like(init, one), Symbol("g"), Symbol("eta"))
    others = {"g", *(part.kind for part in one)}
    graph = Graph([symbol(part) for part in memory_numbers(after)])
    common = [graph.names(result) & others == {m.kind} for m, result in zip(one, graph.results, strict=True)]
    return [[m if same else Symbol(f"{m.kind}_{i}") for m, same in zip(one, common, strict=True)] for i in range(p)]


def indented_lines(indent: int, code: Sequence[str]) -> str:
    """For the generated loop: lines of code, each once, indented by so many blanks."""
    return ("\n" + " " * indent).join(dict.fromkeys(code))
