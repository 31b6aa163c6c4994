"""What is found out about a section's figures: the numbers of its words."""

from __future__ import annotations

from functools import lru_cache

from antigradient.examples.base import Facts, Findings
from antigradient.examples.words import USUAL, parse
from antigradient.lesson.table import SECTIONS
from antigradient.work import work_limit


def findings_of(id: str) -> tuple[Findings, ...]:
    """For `section_facts` and tests: the runs of each figure of a section."""
    found = []
    for figure in SECTIONS[id].figures:
        parsed = parse(figure.link, USUAL)
        assert parsed, f"{id}: the link of {figure.view} is refused"
        values, scenario = parsed
        found.append(Findings(scenario, None, values.get("beta")))
    return tuple(found)


@lru_cache(maxsize=64)
def section_facts(id: str) -> Facts:
    """For pages: the numbers of a section's words, computed once."""
    with work_limit():  # computed once for all requests, so no single request is charged for it
        return SECTIONS[id].facts(findings_of(id))
