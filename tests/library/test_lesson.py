"""The lesson's sections: their words are whole in every language, their numbers computed, what they claim is so."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qsl

import mpmath as mp
import numpy as np
import pytest

from antigradient.examples.base import Findings
from antigradient.examples.words import USUAL
from antigradient.examples.words import parse as parse_link
from antigradient.lesson import SECTIONS, findings_of, section_facts
from antigradient.lesson.base import Act, Choice, Condition, Formula, Number
from antigradient.lesson.notation import COMMAND, COMMON, NOTATIONS, with_signs
from antigradient.lesson.texts import FOLDER, NUMBER, TextError, languages, parse, section_text
from antigradient.scenario import resolve
from antigradient.words import speaking
from tests.library.lesson_promise_references import FIRST_REFERENCES
from tests.library.lesson_references import PARTIALS
from tests.library.lesson_references import REFERENCES as LATER_REFERENCES

REFERENCES = {**FIRST_REFERENCES, **LATER_REFERENCES}
CASES = [(id, language) for id in SECTIONS for language in languages()]
#: A number in prose that was typed: two digits or more after a point, or a power of ten.
TYPED = re.compile(r"(?<![\w{.,])[−-]?\d+[.,]\d{2,}(?![\d.]*\w)|10\^")

#: A link into the playground.
LINK = re.compile(r"\]\(\?([^\s()]+)\)")

#: Commands of LaTeX that the texts may use.
KNOWN = frozenset(
    re.findall(
        r"\w+",
        """theta eta alpha beta gamma rho lambda sigma sum frac tfrac dfrac partial cdot cdots dots quad qquad approx
        top hat leftarrow sqrt cos sin ln log exp le ge lt gt ne in times mathrm text class nabla Delta delta epsilon
        left right big begin end infty rightarrow pm max min prime ell Rightarrow Leftrightarrow""",
    )
)


def source(id: str, language: str) -> str:
    return (FOLDER / language / f"{id}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(("id", "language"), CASES)
def test_its_words_are_whole(id: str, language: str) -> None:
    section = SECTIONS[id]
    with speaking(language):
        text = section_text(id, section_facts(id))
    assert text.language == language
    assert [*text.tasks] == [task.id for task in section.tasks]
    for task in section.tasks:
        words = text.tasks[task.id]
        assert words.question
        assert words.done
        assert 1 <= len(words.hints) <= 2
        if isinstance(task, Choice):
            assert 2 <= len(words.choices) <= 4
            assert task.right < len(words.choices)
            assert "$" not in "".join(words.choices), "a formula is not part of a button’s name"
        else:
            assert not words.choices
    assert text.teachers, "what it teaches, questions for the class, answers"
    assert sum(block.kind == "figure" for block in text.blocks) == len(section.figures)


#: Words of a section's prose, and of all of them: whoever adds a sentence takes one out.
SHORT, ALL_SHORT = 240, 2100


def words_of_prose(id: str, language: str) -> int:
    with speaking(language):
        text = section_text(id, section_facts(id))
    prose = " ".join(block.text for block in text.blocks if block.kind == "prose")
    return len(re.sub(r"\$\$.*?\$\$", " ", prose, flags=re.DOTALL).split())


@pytest.mark.parametrize(("id", "language"), CASES)
def test_prose_is_short(id: str, language: str) -> None:
    assert (30 if id == "try-it" else 120) <= words_of_prose(id, language) <= SHORT


@pytest.mark.parametrize("language", languages())
def test_the_lesson_is_short(language: str) -> None:
    assert sum(words_of_prose(id, language) for id in SECTIONS) <= ALL_SHORT


@pytest.mark.parametrize("id", SECTIONS)
def test_languages_say_the_same_numbers_and_formulas(id: str) -> None:
    texts = [source(id, language) for language in languages()]
    numbers = [sorted(found[1] for found in NUMBER.finditer(text)) for text in texts]
    assert all(one == numbers[0] for one in numbers)
    formulas = [sorted(re.findall(r"\$\$(.*?)\$\$", text, flags=re.DOTALL)) for text in texts]
    assert all([COMMAND.findall(f) for f in one] == [COMMAND.findall(f) for f in formulas[0]] for one in formulas)


@pytest.mark.parametrize(("id", "language"), CASES)
def test_no_number_is_typed_that_could_be_computed(id: str, language: str) -> None:
    prose = re.sub(r"\$[^$]*\$|`[^`]*`|\]\([^)]*\)", " ", source(id, language))
    assert TYPED.findall(prose) == []


@pytest.mark.parametrize("id", SECTIONS)
def test_every_number_is_used_and_its_claims_hold(id: str) -> None:
    section, facts = SECTIONS[id], section_facts(id)
    used = {found[1] for found in NUMBER.finditer(source(id, "en"))}
    answers = {task.answer for task in section.tasks if isinstance(task, Number)}
    assert set(facts) == used | answers
    findings = findings_of(id)
    assert [claim for claim, holds in section.claims.items() if not holds(findings)] == []


def opening(findings: Findings, link: str) -> dict[str, Any]:
    """What a figure's first message tells."""
    scenario, run, k, beta = findings.scenario, findings.run, findings.step, findings.beta
    state = {
        **dict(parse_qsl(link)),
        **scenario.numbers,
        "objective": scenario.objective.id,
        "optimiser": scenario.optimiser.id,
        "start": scenario.start,
        "data": scenario.data.rows() if scenario.data else None,
        "beta": beta,
    }
    own = run.value("beta", k) if beta is None else min(beta, 360 - beta)
    return {"state": state, "step": k, "loss": run.value("loss", k), "beta": own}


def holds(seen: Any, condition: Condition) -> bool:
    """As the page's script has it."""
    for name in condition.path.split("."):
        seen = seen[int(name)] if name.isdigit() else seen[name]
    if seen is None:
        return False
    if condition.comparison == "=":
        return str(seen) == condition.value if isinstance(condition.value, str) else float(seen) == condition.value
    value = float(condition.value)
    near = abs(float(seen) - value) <= condition.within
    return {"<": float(seen) < value, ">": float(seen) > value, "near": near}[condition.comparison]


@pytest.mark.parametrize("id", SECTIONS)
def test_nothing_is_done_before_the_reader_does_it(id: str) -> None:
    for task in SECTIONS[id].tasks:
        if isinstance(task, Act):
            seen = opening(findings_of(id)[task.figure], SECTIONS[id].figures[task.figure].link)
            assert not all(all(holds(seen, condition) for condition in sight) for sight in task.sights), task.id


@pytest.mark.parametrize("id", SECTIONS)
def test_its_numbers_are_those_of_other_ways(id: str) -> None:
    expected = {name: float(value) for name, value in REFERENCES[id]().items()}
    assert section_facts(id) == pytest.approx(expected, rel=1e-7, abs=1e-9)


@pytest.mark.parametrize("id", PARTIALS)
def test_formulas_asked_for_are_the_derivatives(id: str) -> None:
    (task,) = (task for task in SECTIONS["try-it"].tasks if isinstance(task, Formula) and task.id == id)
    for w, b in ((0.3, -1.2), (-1.7, 0.6), (2.1, 1.4)):
        found = resolve({"objective": "custom", "f": task.answer}).loss(np.asarray(w), np.asarray(b))
        assert float(found) == pytest.approx(float(mp.diff(lambda b, w=w: PARTIALS[id](mp.mpf(w), b), b)), rel=1e-9)


@pytest.mark.parametrize(("id", "language"), CASES)
def test_links_lead_into_the_playground(id: str, language: str) -> None:
    links = LINK.findall(source(id, language))
    assert [link for link in links if parse_link(link, USUAL) is None] == []
    with speaking(language):
        tasks = section_text(id, section_facts(id)).tasks
    assert [name for name, task in tasks.items() if not LINK.search("".join(task.hints))] == []


@pytest.mark.parametrize("notation", NOTATIONS)
@pytest.mark.parametrize(("id", "language"), CASES)
def test_formulas_hold_no_command_that_nobody_knows(id: str, language: str, notation: str) -> None:
    for formula in re.findall(r"\$\$(.*?)\$\$|\$([^$]+)\$", source(id, language), flags=re.DOTALL):
        commands = set(COMMAND.findall(with_signs("".join(formula), notation)))
        assert commands <= KNOWN, formula
        assert not commands & {*COMMON, *NOTATIONS[notation]} - {"T"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("no head", "begins with"),
        ("---\nname: a\n---\n", "a name and a title"),
        ("---\nname: a\ntitle: b\n---\n{{ none }}", "no number none"),
        ("---\nname: a\ntitle: b\n---\n::: image\nx\n:::\n", "no block image"),
        ("---\nname: a\ntitle: b\n---\n::: task t\nx\n:: answer\ny\n:::\n", "no answer"),
    ],
)
def test_what_breaks_the_rules_is_said(text: str, message: str) -> None:
    with pytest.raises(TextError, match=message):
        parse(text, {}, "en", "a.md")
