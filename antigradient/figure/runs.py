"""What is said of runs on the same map: what each is called, and where it came to. The page says the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from antigradient.figure.elements import serialise
from antigradient.figure.marks.further_runs import swatch
from antigradient.ledger import Ledger
from antigradient.outcomes import Outcome
from antigradient.run_titles import run_title
from antigradient.scenario import Scenario
from antigradient.words.numbers import format_number

#: An equation is never broken in two.
EQUALS = "\u00a0=\u00a0"
#: What comes after the last row.
THEN = {Outcome.DIVERGED: "; then it diverges", Outcome.UNDEFINED: "; then it cannot go on"}


class LegendEntry(NamedTuple):
    """For legends: a run on the map; number 0 is the one that the others are compared with."""

    number: int
    title: str
    result: str

    @property
    def swatch(self) -> str:
        """For the page: the inside of an `<svg class="figure swatch">`."""
        return serialise(swatch(self.number))


def legend_entries(scenario: Scenario, ledgers: Sequence[Ledger]) -> list[LegendEntry]:
    """For legends: all runs, the scenario's own first; [] without further ones."""
    runs = (scenario, *scenario.runs) if scenario.runs else ()
    return [
        LegendEntry(i, run_title(run, scenario).replace(" = ", EQUALS), result_text(ledger))
        for i, (run, ledger) in enumerate(zip(runs, ledgers, strict=False))
    ]


def result_text(ledger: Ledger) -> str:
    """For legends: where a run came to, "loss 0.0062 at step 100"."""
    if not ledger.rows:
        return "no path"
    loss = format_number(float(ledger.columns["loss"][-1]), 3)
    return f"loss {loss} at step {ledger.rows - 1}{THEN.get(ledger.outcome, '')}"


def paths_phrase(further: int) -> str:
    """For accessible names: which paths a map shows."""
    if not further:
        return ", with the descent path"
    return f", with the descent path and {further} further run{'' if further == 1 else 's'}"
