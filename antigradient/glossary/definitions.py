"""The glossary as scripts show it: every word with its definition, formula and picture."""

from __future__ import annotations

from typing import Any

from antigradient.glossary.terms import TERMS, settings
from antigradient.latex import with_mathml
from antigradient.words import cached_by_language


@cached_by_language
def term_entries() -> list[dict[str, Any]]:
    """For pages: every term with its title, text, formula and picture."""
    return [with_mathml(term.described()) for term in TERMS.values()]


@cached_by_language
def term_definitions() -> dict[str, dict[str, Any]]:
    """For the buttons' script: every term and setting by its id."""
    return {entry["id"]: script_entry(entry) for entry in (*term_entries(), *settings())}


def script_entry(entry: dict[str, Any]) -> dict[str, Any]:
    """For `term_definitions`: what the script shows of an entry."""
    return {name: value for name, value in entry.items() if name not in ("id", "latex")}
