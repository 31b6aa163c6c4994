"""Examples to begin with: each a scenario, a question, and an answer whose every number is computed from its runs.

`table` says what they are; their words stand in the catalogues, `example.<id>.question` and the like.
"""

from antigradient.examples.base import Example, Findings, Run
from antigradient.examples.table import EXAMPLES
from antigradient.examples.words import Entry, are_computed, entries, find_entry, findings_of, parse

__all__ = [
    "EXAMPLES",
    "Entry",
    "Example",
    "Findings",
    "Run",
    "are_computed",
    "entries",
    "find_entry",
    "findings_of",
    "parse",
]
