"""What is said of runs on the same map: what each is called, and where it came to. The page says the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from antigradient.figure.elements import written
from antigradient.figure.marks.further_runs import swatch
from antigradient.ledger import Ledger
from antigradient.outcomes import Outcome
from antigradient.scenario import Scenario
from antigradient.words.numbers import number
from antigradient.words.titles import called

#: An equation is never broken in two.
EQUALS = "\u00a0=\u00a0"
#: What comes after the last row.
THEN = {Outcome.DIVERGED: "; then it diverges", Outcome.UNDEFINED: "; then it cannot go on"}


class Listed(NamedTuple):
    """A run in the legend; 0 is the one that the others are compared with."""

    number: int
    title: str
    result: str

    @property
    def swatch(self) -> str:
        """The inside of an `<svg class="figure swatch">`."""
        return written(swatch(self.number))


def listed(scenario: Scenario, ledgers: Sequence[Ledger]) -> list[Listed]:
    """All runs, where there are further ones: the scenario's own first."""
    runs = (scenario, *scenario.runs) if scenario.runs else ()
    return [
        Listed(i, called(run, scenario).replace(" = ", EQUALS), result(ledger))
        for i, (run, ledger) in enumerate(zip(runs, ledgers, strict=False))
    ]


def result(ledger: Ledger) -> str:
    """Where a run came to: "loss 0.0062 at step 100"."""
    if not ledger.rows:
        return "no path"
    loss = number(float(ledger.columns["loss"][-1]), 3)
    return f"loss {loss} at step {ledger.rows - 1}{THEN.get(ledger.outcome, '')}"


def paths(further: int) -> str:
    """Which paths a map shows, for its name."""
    if not further:
        return ", with the descent path"
    return f", with the descent path and {further} further run{'' if further == 1 else 's'}"
