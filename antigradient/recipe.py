"""The recipe of gradient descent as a short program: for a scenario plain Python that takes the same steps.

Initialise; until satisfied go over the data, compute ŷ, the loss and the partials, all at the same θ; then update.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from antigradient.data import Data, Scaling
from antigradient.data.scaling import ScaledColumn
from antigradient.ledger import Ledger
from antigradient.objectives import REDUCTIONS, Objective
from antigradient.objectives.base import Output, Reduction
from antigradient.optimisers.plain import GD
from antigradient.outcomes import Outcome
from antigradient.scenario import Scenario
from antigradient.words import Message, say

#: From this |z| on 1 − ŷ is 0 in floats, which the library avoids and the short program does not.
FARTHEST = 36.0
#: Ends of a run that the program does not look out for.
FLOWN = (Outcome.DIVERGED, Outcome.UNDEFINED)
#: What the program leaves out, by what is said of it.
DIFFERENCES: dict[str, Callable[[Scenario], bool]] = {
    "recipe.other_rule": lambda scenario: scenario.optimiser is not GD,
    "recipe.batches": lambda scenario: bool(scenario.numbers["batch"]),
    "recipe.other_rates": lambda scenario: scenario.choices["schedule"] != "constant",
    "recipe.own_steps": lambda scenario: bool(scenario.moves),
}


@dataclass(frozen=True)
class Line:
    """For pages and replies: a line of the program with its indentation; `role` is the part of the recipe it does."""

    role: str
    code: str
    remark: str = ""

    @property
    def text(self) -> str:
        """For the program: the line as Python reads it."""
        return f"{self.code}  # {self.remark}" if self.remark else self.code


@dataclass(frozen=True)
class Recipe:
    """For pages and replies: the program's lines; what it is too simple for in this run, or why it has none."""

    lines: tuple[Line, ...]
    note: Message | None

    @property
    def code(self) -> str:
        """For whoever runs it: the whole program; empty where there is none."""
        return "".join(f"{line.text}\n" for line in self.lines)


def recipe_for(scenario: Scenario) -> Recipe:
    """For /recipe and the view of that name: the program for a loss of data, by gradient descent on all points.

    No lines, and a note that says why, where the scenario's own steps would be others.
    """
    data, output = scenario.data, scenario.objective.output
    if data is None or output is None or scenario.reduction is None:
        return Recipe((), Message("recipe.no_data"))
    for code, differs in DIFFERENCES.items():
        if differs(scenario):
            return Recipe((), Message(code))
    reduction = REDUCTIONS[scenario.reduction]
    lines = [*_beginning(scenario, data, output), *_pass(scenario.objective, data, output, reduction)]
    return Recipe((*lines, *_ending(scenario)), _note(scenario, scenario.scaled_data or data, output))


def _beginning(scenario: Scenario, data: Data, output: Output) -> list[Line]:
    """The functions, the data, and θ and η as the run begins with them."""
    names, tol = scenario.objective.parameters, scenario.numbers["tol"]
    functions = [
        *(["exp"] if output.activation == "sigmoid" else []),
        *(["hypot"] if tol else []),
        *(["log"] if output.cancels else []),
    ]
    points = ", ".join(f"({', '.join(map(_number, row))})" for row in data.rows())
    values = ", ".join(map(_number, (*scenario.start, scenario.numbers["eta"])))
    return [
        *([Line("import", f"from math import {', '.join(functions)}")] if functions else []),
        Line("data", f"data = [{points}]"),
        *([_scaled(scenario.scaling)] if scenario.scaling else []),
        Line("start", f"{', '.join(names)}, η = {values}", say("recipe.initialise")),
        Line("loop", f"for k in range({int(scenario.numbers['steps'])}):", say("recipe.repeat")),
    ]


def _scaled(scaling: Scaling) -> Line:
    """The points in scaled units, each column moved and stretched."""
    names = [column.name for column in scaling.columns]
    plain = [_plain_column(column) for column in scaling.columns]
    code = f"data = [({', '.join(plain)}) for {', '.join(names)} in data]"
    return Line("scale", code, say("recipe.scale"))


def _plain_column(column: ScaledColumn) -> str:
    """(x - 0.3) / 1.61, or what is left of it: without brackets where nothing is taken away."""
    if (column.shift, column.scale) == (0.0, 1.0):
        return column.name
    sign, size = ("+", -column.shift) if column.shift < 0 else ("-", column.shift)
    return f"({column.name} {sign} {_number(size)}) / {_number(column.scale)}"


def _pass(objective: Objective, data: Data, output: Output, reduction: Reduction) -> list[Line]:
    """What is added up over the data: the loss and its partials, by the chain rule."""
    *weights, _ = objective.parameters
    inputs = [f"x{name[1:]}" for name in weights]
    z = " + ".join([*(f"{w} * {x}" for w, x in zip(weights, inputs, strict=True)), "b"])
    p = output.symbol
    sigmoid = output.activation == "sigmoid"
    error = f"({p} - y)" + (f" * {p} * (1 - {p})" if sigmoid and not output.cancels else "")
    sizes = _by(len(data), reduction)
    if output.cancels:
        loss = f"y * log({p}) + (1 - y) * log(1 - {p})"
        added = f"L -= ({loss}){sizes}" if sizes else f"L -= {loss}"
        twice = ""
    else:
        half = "" if not reduction.halved else f" / {2 * len(data) if reduction.mean else 2}"
        added = f"L += ({p} - y)**2{half or sizes}"
        twice = "" if reduction.halved else "2 * "
    partials = [f"d{name} += {_plain(f'{twice}{error}{factor}{sizes}')}" for name, factor in _factors(weights, inputs)]
    indent = " " * 8
    return [
        Line("zero", f"    L = {' = '.join(f'd{name}' for name in objective.parameters)} = 0"),
        Line("points", f"    for {', '.join(inputs)}, y in data:", say("recipe.data")),
        Line(
            "predict",
            f"{indent}{p} = 1 / (1 + exp(-({z})))" if sigmoid else f"{indent}{p} = {z}",
            say("recipe.predict"),
        ),
        Line("loss", indent + added, say("recipe.loss")),
        *(Line("partial", indent + text) for text in partials[:-1]),
        Line("partial", indent + partials[-1], say("recipe.partials")),  # of all of them, where there is most room
    ]


def _plain(product: str) -> str:
    """A product without brackets about the whole of it."""
    return product[1:-1] if product.startswith("(") and product.index(")") == len(product) - 1 else product


def _factors(weights: Sequence[str], inputs: Sequence[str]) -> list[tuple[str, str]]:
    """What ∂z/∂θ multiplies each partial by: the input of each weight, and nothing for b."""
    return [*((name, f" * {x}") for name, x in zip(weights, inputs, strict=True)), ("b", "")]


def _ending(scenario: Scenario) -> list[Line]:
    """The test, the update of all parameters from the same point, and the answer."""
    names, tol = scenario.objective.parameters, scenario.numbers["tol"]
    slopes = ", ".join(f"d{name}" for name in names)
    stop = f"    if hypot({slopes}) <= {_number(tol)}: break"
    updates = ", ".join(f"{name} - η * d{name}" for name in names)
    return [
        *([Line("stop", stop, say("recipe.satisfied"))] if tol else []),
        Line("update", f"    {', '.join(names)} = {updates}", say("recipe.update")),
        Line("result", f"print({', '.join(names)})"),
    ]


def _by(points: int, reduction: Reduction) -> str:
    """The mean's division by the number of points."""
    return f" / {points}" if reduction.mean else ""


def _note(scenario: Scenario, data: Data, output: Output) -> Message | None:
    """What is said of a run that goes where the program's arithmetic gives way."""
    run = scenario.ledger()
    if run.outcome in FLOWN:
        return Message("recipe.flown")
    if output.activation == "sigmoid" and _largest_z(scenario, data, run) > FARTHEST:
        return Message("recipe.far")
    return None


def _largest_z(scenario: Scenario, data: Data, run: Ledger) -> float:
    theta = np.stack([run.columns[name] for name in scenario.objective.parameters])
    inputs = np.stack([*data.columns, np.ones(len(data))], axis=1)
    return float(np.abs(inputs @ theta).max(initial=0.0))


def _number(value: float) -> str:
    """A number as one types it: 1, 0.08, 1e-6."""
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    return repr(float(value)).replace("e-0", "e-")
