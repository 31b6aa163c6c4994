"""How long the lesson takes is counted in its texts and its tasks."""

from __future__ import annotations

from typing import get_args

from antigradient.lesson.base import Act, Choice, Number, Section, Task
from antigradient.lesson.minutes import PACE, TASKS, reading_minutes, task_minutes
from antigradient.lesson.texts import parse

SOURCE = """---
name: n
title: two words
---
One $\\tfrac{1}{2}(a + b)$ three, [four five](?objective=custom&f=w^2).

::: task act
Six seven?
:: hint
not read
:: done
Eight 0.5.
:::

::: teachers
nor this
:::
"""


def test_what_is_read_is_counted_and_a_formula_is_a_word() -> None:
    assert round(reading_minutes(parse(SOURCE, {}, "en", "here")) * PACE) == 2 + 9


def test_every_kind_of_task_takes_its_time() -> None:
    assert {*TASKS} == {*get_args(Task)}
    tasks = (Act("act", ()), Number("number", "fact", 0.1), Choice("choice", 0))
    assert task_minutes(Section("id", (), tasks)) == TASKS[Act] + TASKS[Number] + TASKS[Choice]
