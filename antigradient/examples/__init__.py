"""Examples to begin with: each a scenario, a question, and an answer whose every number is computed from its runs.

`table` says what they are, `en.json` says it in words; another language is another such file.
"""

from antigradient.examples.base import Example, Findings, Run
from antigradient.examples.table import EXAMPLES
from antigradient.examples.words import TEXTS, Entry, are_computed, entries, find_entry, findings_of, parse, texts

__all__ = [
    "EXAMPLES",
    "TEXTS",
    "Entry",
    "Example",
    "Findings",
    "Run",
    "are_computed",
    "entries",
    "find_entry",
    "findings_of",
    "parse",
    "texts",
]
