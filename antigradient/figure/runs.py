"""What is said of runs on the same map: what each is called, and where it came to. The page says the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from antigradient.figure.elements import serialise
from antigradient.figure.marks.further_runs import swatch
from antigradient.ledger import Ledger
from antigradient.run_titles import run_title
from antigradient.scenario import Scenario
from antigradient.words import say

#: An equation is never broken in two.
EQUALS = "\u00a0=\u00a0"


class LegendEntry(NamedTuple):
    """For legends: a run on the map; number 0 is the one that the others are compared with."""

    number: int
    title: str
    result: str

    @property
    def text(self) -> str:
        """For the picture: title and result in one line."""
        return say("run.entry", title=self.title, result=self.result)

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
        return say("run.no_path")
    loss = float(ledger.columns["loss"][-1])
    return say("run.result", loss=loss, step=ledger.rows - 1, outcome=ledger.outcome)
