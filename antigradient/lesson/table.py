"""The sections of the lesson in their order."""

from __future__ import annotations

from antigradient.lesson.base import Section
from antigradient.lesson.chain import CHAIN_RULE, FIVE_POINTS, TWO_INPUTS
from antigradient.lesson.exercises import TRY_IT
from antigradient.lesson.fitting import HOW_WRONG, TWO_DIALS
from antigradient.lesson.limits import WHEN_IT_GOES_WRONG
from antigradient.lesson.memory import MEMORY
from antigradient.lesson.promise import ONE_STEP, SLOPES, WHICH_WAY
from antigradient.lesson.rule import THE_RULE

SECTIONS: dict[str, Section] = {
    section.id: section
    for section in (
        TWO_DIALS,
        HOW_WRONG,
        ONE_STEP,
        SLOPES,
        WHICH_WAY,
        THE_RULE,
        WHEN_IT_GOES_WRONG,
        CHAIN_RULE,
        FIVE_POINTS,
        TWO_INPUTS,
        MEMORY,
        TRY_IT,
    )
}
