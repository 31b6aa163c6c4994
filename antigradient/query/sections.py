"""The sections of the lesson, in order, by the ids that embeds name them by; `antigradient.lesson` has them."""

from __future__ import annotations

SECTION_IDS = (
    "two-dials",
    "how-wrong",
    "one-step",
    "slopes",
    "which-way",
    "the-rule",
    "when-it-goes-wrong",
    "chain-rule",
    "five-points",
    "two-inputs",
    "memory",
    "try-it",
)
#: Whose signs the lesson's formulas have: ours, and those of many lecture notes (α, a, B).
NOTATION_IDS = ("eta", "alpha")
