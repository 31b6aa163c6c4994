"""Names of the files that people save: figures, tables and documents, called after loss and optimiser."""

from __future__ import annotations

from antigradient.scenario import Scenario

#: What of a scenario is the file itself, so that its kind need not be said.
MAIN_KINDS = ("figure", "trajectory")
#: Kinds that show one step.
ONE_STEP_KINDS = ("figure", "card", "offline")


def file_name(scenario: Scenario, kind: str, extension: str) -> str:
    """For `Content-Disposition`: a name for a scenario's file, as `antigradient-rosenbrock-adam-vs-gd-step-5.svg`.

    Ids and numbers only, nothing that somebody typed: ASCII letters, digits and hyphens, safe on every system. The step
    is the one that was asked for; a run may end before it.
    """
    others = dict.fromkeys(run.optimiser.id for run in scenario.runs)
    step = int(scenario.numbers["step"])
    parts = ["antigradient", scenario.objective.id, scenario.optimiser.id]
    parts += ["vs", *others] if others else []
    parts += [kind] if kind not in MAIN_KINDS else []
    parts += ["step", str(step)] if step and kind in ONE_STEP_KINDS else []
    return f"{'-'.join(parts)}.{extension}"
