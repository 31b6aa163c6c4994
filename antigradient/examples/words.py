"""The words of an example with its numbers in them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from antigradient.examples.base import Example, Facts, Findings
from antigradient.examples.table import EXAMPLES
from antigradient.query.display import DISPLAY_FIELDS, DISPLAY_OPTIONS
from antigradient.query.limits import Limits
from antigradient.query.model import scenario_query
from antigradient.scenario import Scenario
from antigradient.words import say
from antigradient.work import work_limit

USUAL = Limits()


@dataclass(frozen=True)
class Entry:
    """For pages and the catalogue: an example, its resolved scenario, the link's own direction β and its numbers."""

    example: Example
    scenario: Scenario
    beta: float | None
    facts: Facts

    @property
    def title(self) -> str:
        """For cards and links: its name."""
        return self._said("title")

    @property
    def question(self) -> str:
        """For cards: what is asked of the figure."""
        return self._said("question")

    @property
    def answer(self) -> str:
        """For cards: the answer, with its numbers."""
        return self._said("answer")

    @property
    def comparison(self) -> str:
        """For cards: what the second scenario is called, where there is one."""
        return self._said("comparison") if self.example.comparison else ""

    def _said(self, what: str) -> str:
        return say(f"example.{self.example.id}.{what}", **self.facts)


def entries(limits: Limits = USUAL) -> tuple[Entry, ...]:
    """For pages and the catalogue: the examples, without those whose link asks for more than these limits allow."""
    return tuple(filter(None, (find_entry(id, limits) for id in EXAMPLES)))


def are_computed() -> bool:
    """For pages that weigh the cost of showing examples: whether this process has already computed them."""
    return find_entry.cache_info().currsize >= len(EXAMPLES)


@lru_cache(maxsize=4 * len(EXAMPLES))
def find_entry(id: str, limits: Limits = USUAL) -> Entry | None:
    """For a page: the example of an id, or None where it asks for more than these limits allow."""
    example = EXAMPLES[id]
    with work_limit():  # computed once for all requests, so no single request is charged for it
        findings = findings_of(example, limits)
        if findings is None:
            return None
        return Entry(example, findings.scenario, findings.beta, example.facts(findings))


def findings_of(example: Example, limits: Limits = USUAL) -> Findings | None:
    """For `find_entry` and tests: the runs of an example; None where these limits refuse one of its links."""
    own = parse(example.query, limits)
    other = parse(example.comparison, limits) if example.comparison else None
    if own is None or (example.comparison and other is None):
        return None
    values, scenario = own
    return Findings(scenario, other[1] if other else None, values.get("beta"))


def parse(link: str, limits: Limits) -> tuple[dict[str, Any], Scenario] | None:
    """For examples: the values of a link and its scenario; None where these limits refuse it."""
    query = scenario_query(limits).with_fields(DISPLAY_FIELDS)
    values, refused = query.parse_link(link.encode())
    if refused:
        return None
    return values, query.resolve({name: value for name, value in values.items() if name not in DISPLAY_OPTIONS})
