"""How long a section takes: what is read, and what is done."""

from __future__ import annotations

import re
from collections.abc import Mapping

from antigradient.lesson.base import Act, Choice, Formula, Number, Section, Task
from antigradient.lesson.texts import SectionText

#: Words a minute: of a novel one reads 240 or so; here one stops at formulas, each of which counts as a word.
PACE = 150
#: Minutes of a task: to choose, to do something on a figure, to work out a number or a formula by hand.
TASKS: Mapping[type[Task], float] = {Choice: 0.5, Act: 1, Number: 1.5, Formula: 2}
#: What is read as one word: a formula, a number, a word with what it is joined to.
WORD = re.compile(r"\$[^$]+\$|[\w.,’'+-]*\w")
#: Where links lead is not read.
ADDRESS = re.compile(r"\]\([^)]*\)")


def reading_minutes(text: SectionText) -> float:
    """For pages: how long it takes to read a section with its questions, but not its hints, which most do not open."""
    read = [text.title, *(block.text for block in text.blocks)]
    asked = [part for task in text.tasks.values() for part in (task.question, *task.choices, task.done)]
    return sum(len(WORD.findall(ADDRESS.sub("]", part))) for part in (*read, *asked)) / PACE


def task_minutes(section: Section) -> float:
    """For pages: how long a section's tasks take."""
    return sum(TASKS[type(task)] for task in section.tasks)
