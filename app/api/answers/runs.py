"""Runs: the path of an optimiser, with everything that each step was, promised and did."""

from __future__ import annotations

from app.api.answers.common import Answer, Extras, Rounding, formula
from app.api.messages import message
from app.descent.scenario import Scenario


def trajectory(scenario: Scenario, extras: Extras) -> Answer:
    """The path of a run with everything that each step was, promised and did; of each further run, likewise."""
    return {
        "formula": formula(scenario),
        "parameters": list(scenario.objective.parameters),
        **_run(scenario, Rounding(scenario)),
        "runs": [{"scenario": run.described(), **_run(run, Rounding(scenario))} for run in scenario.runs],
    }


def _run(scenario: Scenario, rounding: Rounding) -> Answer:
    ledger = scenario.ledger()
    return {
        "outcome": ledger.outcome,
        "message": message(scenario, ledger),
        "steps": {name: column if name == "k" else rounding.array(column) for name, column in ledger.columns.items()},
    }
