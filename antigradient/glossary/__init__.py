"""The glossary: the words that a student may not know, each with its definition, its formula and its picture."""

from antigradient.glossary.definitions import script_entry, term_definitions, term_entries
from antigradient.glossary.terms import TERMS, Term, settings

__all__ = ["TERMS", "Term", "script_entry", "settings", "term_definitions", "term_entries"]
