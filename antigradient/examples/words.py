"""The words of an example with its numbers in them, in the languages that there are."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from antigradient.examples.base import Example, Findings
from antigradient.examples.table import EXAMPLES
from antigradient.query.display import DISPLAY_FIELDS, DISPLAY_OPTIONS
from antigradient.query.limits import Limits
from antigradient.query.model import scenario_query
from antigradient.scenario import Scenario
from antigradient.work import work_limit

#: Language → id → name of a text → its template.
TEXTS: dict[str, dict[str, dict[str, str]]] = {
    file.stem: json.loads(file.read_text("utf-8")) for file in sorted(Path(__file__).parent.glob("*.json"))
}
USUAL = Limits()


@dataclass(frozen=True)
class Entry:
    """For pages and the catalogue: an example in words, its resolved scenario and the link's own direction β."""

    example: Example
    scenario: Scenario
    beta: float | None
    title: str
    question: str
    answer: str
    #: What the second scenario is called, where there is one.
    comparison: str = ""


def entries(limits: Limits = USUAL, lang: str = "en") -> tuple[Entry, ...]:
    """For pages and the catalogue: the examples, without those whose link asks for more than these limits allow."""
    return tuple(filter(None, (find_entry(id, limits, lang) for id in EXAMPLES)))


def are_computed() -> bool:
    """For pages that weigh the cost of showing examples: whether this process has already computed them."""
    return find_entry.cache_info().currsize >= len(EXAMPLES)


@lru_cache(maxsize=4 * len(EXAMPLES))
def find_entry(id: str, limits: Limits = USUAL, lang: str = "en") -> Entry | None:
    """For a page: the example of an id, or None where it asks for more than these limits allow."""
    example = EXAMPLES[id]
    with work_limit():  # computed once for all requests, so no single request is charged for it
        findings = findings_of(example, limits)
        if findings is None:
            return None
        return Entry(example, findings.scenario, findings.beta, **texts(example, findings, lang))


def texts(example: Example, findings: Findings, lang: str = "en") -> dict[str, str]:
    """For `find_entry` and tests: title, question and answer, and the second scenario's name as `comparison`."""
    facts = example.facts(findings)
    return {name: template.format_map(facts) for name, template in TEXTS[lang][example.id].items()}


def findings_of(example: Example, limits: Limits = USUAL) -> Findings | None:
    """For `texts` and tests: the runs of an example; None where these limits refuse one of its links."""
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
