"""Runs: the path of an optimiser, with everything that each step was, promised and did."""

from __future__ import annotations

from math import isfinite
from types import MappingProxyType
from typing import Any

from antigradient.answers.common import Answer, Rounding, loss_formula
from antigradient.data_notes import notes_on
from antigradient.endings import message, message_args
from antigradient.ledger import Ledger
from antigradient.query.arguments import Arguments
from antigradient.recipe import recipe_for
from antigradient.run_titles import run_title
from antigradient.scenario import Scenario
from antigradient.words import Message

#: Numbers are told in four digits. A parameter of scaled data that is less than half of the last one of the greatest is
#: told as the 0 to which the run comes.
LEAST_TOLD = 0.5e-4


def trajectory(scenario: Scenario, arguments: Arguments) -> Answer:
    """For /trajectory: a run's path with what each step was, promised and did; of each further run likewise."""
    rounding, (ledger, *ledgers) = Rounding(scenario), scenario.ledgers()
    return {
        "formula": loss_formula(scenario),
        "parameters": list(scenario.objective.parameters),
        "scaling": scenario.scaling.described() if scenario.scaling else [],
        "notes": [{"message": str(note), **note.described()} for note in notes_on(scenario.objective, scenario.data)],
        **_run(scenario, ledger, scenario, rounding),
        "runs": [
            {"scenario": run.described(), **_run(run, ledger, scenario, rounding)}
            for run, ledger in zip(scenario.runs, ledgers, strict=True)
        ],
    }


def recipe(scenario: Scenario, arguments: Arguments) -> Answer:
    """For /recipe: the program that takes the run's steps, whole and line by line."""
    found = recipe_for(scenario)
    return {
        "formula": loss_formula(scenario),
        "parameters": list(scenario.objective.parameters),
        "code": found.code,
        "lines": [{"role": line.role, "text": line.code, "remark": line.remark} for line in found.lines],
        "note": found.note and {"message": str(found.note), **found.note.described()},
    }


def _run(run: Scenario, ledger: Ledger, first: Scenario, rounding: Rounding) -> Answer:
    return {
        "title": run_title(run, first),
        "outcome": ledger.outcome,
        "code": ledger.cause,
        "args": {name: rounding.scalar(n) if isinstance(n, float) else n for name, n in message_args(ledger).items()},
        "message": message(ledger),
        "own_units": _own_units(run, ledger, rounding),
        "steps": MappingProxyType(columns_of(ledger, rounding)),
    }


def _own_units(run: Scenario, ledger: Ledger, rounding: Rounding) -> Answer | None:
    """Where the run ends, for the data as they were given; None where they are not scaled, or no float is so large."""
    k = len(ledger.columns["k"])
    if not run.scaling or not k:
        return None
    names = run.objective.parameters
    last = [float(ledger.columns[name][-1]) for name in names]
    own = run.scaling.own_units(last)
    if not all(map(isfinite, own)):
        return None
    greatest = max(map(abs, last))
    told = [value if abs(value) >= LEAST_TOLD * greatest else 0.0 for value in last]
    rounded = {"scaled": map(rounding.scalar, told), "own": map(rounding.scalar, run.scaling.own_units(told))}
    args = {id: [_equation(*pair) for pair in zip(names, numbers, strict=True)] for id, numbers in rounded.items()}
    said = Message("scaling.own_units", args)
    return {"point": [rounding.scalar(value) for value in own], "message": str(said), **said.described()}


def _equation(name: str, value: float) -> Message:
    return Message("scaling.equation", {"name": name, "value": value})


def columns_of(ledger: Ledger, rounding: Rounding) -> dict[str, Any]:
    """For `trajectory` and files: the ledger's columns, rounded; θ by the map's window."""
    k, measured = ledger.columns["k"], {name: column for name, column in ledger.columns.items() if name != "k"}
    return {"k": k, **rounding.columns(measured, rounding.axes)}
