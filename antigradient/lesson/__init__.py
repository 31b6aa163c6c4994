"""The lesson: the argument told once, in sections with figures that answer and tasks that are checked."""

from antigradient.lesson.findings import findings_of, section_facts
from antigradient.lesson.table import SECTIONS

__all__ = ["SECTIONS", "findings_of", "section_facts"]
