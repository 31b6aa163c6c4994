"""Examples: every claim of their words holds, every number is computed, and their links leave nothing to defaults."""

from __future__ import annotations

import gzip
import re
from dataclasses import replace
from math import isfinite
from typing import Any
from xml.etree.ElementTree import fromstring

import numpy as np
import pytest

from antigradient.examples import EXAMPLES, Example, Findings, entries, find_entry, findings_of, parse
from antigradient.figure.thumbnail import thumbnail
from antigradient.objectives import CONSTANTS
from antigradient.query.limits import Limits
from antigradient.query.urlencoded import parse_query_string
from antigradient.scenario import Scenario
from antigradient.words import LANGUAGES, speaking
from antigradient.words.icu import placeholders
from antigradient.words.numbers import format_number

#: Digits that words may have of themselves: of right angles and straight ones, of formulas, and where a shelf is.
OF_THEMSELVES = re.compile(r"180°|90°|\(1 − ŷ\)|\b[wb] = 0\b")
SENTENCE = re.compile(r"[^.?!]+[.?!](?=\s|$)")
CLAIMS = [(example, claim) for example in EXAMPLES.values() for claim in example.claims]
LINKS = [(example.id, link) for example in EXAMPLES.values() for link in (example.query, example.comparison) if link]


def findings(example: Example) -> Findings:
    found = findings_of(example)
    assert found
    return found


@pytest.mark.parametrize(("example", "claim"), CLAIMS, ids=[f"{example.id}: {claim}" for example, claim in CLAIMS])
def test_every_claim_holds(example: Example, claim: str) -> None:
    assert example.claims[claim](findings(example))


def test_there_are_enough_and_each_says_something() -> None:
    assert len(EXAMPLES) >= 16
    assert all(example.claims for example in EXAMPLES.values())


def words_of(example: Example, language: str) -> dict[str, str]:
    """An example's messages by their names, unsaid."""
    prefix = f"example.{example.id}."
    messages = LANGUAGES[language].messages.items()
    return {code.removeprefix(prefix): message for code, message in messages if code.startswith(prefix)}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)
def test_words_have_their_numbers_from_the_runs(example: Example, language: str) -> None:
    words, facts = words_of(example, language), example.facts(findings(example))
    assert words.keys() == {"title", "question", "answer", *(["comparison"] if example.comparison else [])}
    for message in words.values():
        typed = message
        while "{" in typed:
            typed = re.sub(r"\{[^{}]*\}", "", typed)
        assert not re.search(r"\d", OF_THEMSELVES.sub("", typed)), message
    assert {name for message in words.values() for name, _ in placeholders(message)} == facts.keys()
    assert all(map(isfinite, facts.values()))


def test_words_are_of_examples() -> None:
    sections = {code.split(".")[1] for code in LANGUAGES["en"].messages if code.startswith("example.")}
    assert sections == EXAMPLES.keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_example_is_computed_once_and_said_in_every_language(language: str) -> None:
    entry = find_entry("ravine")
    assert entry
    with speaking(language) as spoken:
        assert find_entry("ravine") is entry
        assert entry.title == spoken.messages["example.ravine.title"]
        assert format_number(entry.facts["eta"], 3) in entry.answer


@pytest.mark.parametrize("one", entries(), ids=EXAMPLES)
def test_a_question_and_two_sentences(one: Any) -> None:
    assert len(one.title) <= 32
    assert one.question.endswith("?")
    assert len(one.question) <= 130
    assert len(SENTENCE.findall(one.answer)) == 2
    assert len(one.answer) <= 420


def named(scenario: Scenario) -> set[str]:
    """The names of a scenario that its run or its map depends on, and that a default might decide."""
    objective, rule = scenario.objective, scenario.optimiser
    names = {"objective", "optimiser", "start", "window", "eta", "steps", "tol"}
    names |= {p.name for p in rule.hyper} | {s.name for s in rule.switches}
    names |= {p.name for p in objective.constants} & CONSTANTS.keys()
    names |= {"data", "reduction"} if scenario.data else set()
    names |= {"plane", "at"} if len(objective.parameters) > 2 else set()
    return names | ({"f"} if scenario.f else set()) | ({"seed"} if scenario.numbers["batch"] else set())


@pytest.mark.parametrize(("id", "link"), LINKS)
def test_links_leave_nothing_to_defaults(id: str, link: str) -> None:
    found = parse(link, Limits())
    assert found, id
    values, scenario = found
    assert values.keys() >= named(scenario)
    for given, run in zip(values.get("vs", ()), scenario.runs, strict=True):
        rule = run.optimiser
        own = {"optimiser", "eta", "steps", "tol", *(p.name for p in rule.hyper), *(s.name for s in rule.switches)}
        assert given.keys() >= own
    texts, wrong = parse_query_string(link.encode(), ("vs",))
    assert not wrong
    assert texts
    assert re.fullmatch(r"[!-*,-~]+", link)  # ASCII without blanks, and without + which would be one


def test_limits_leave_out_what_they_refuse() -> None:
    few = entries(Limits(steps=20))
    assert {one.example.id for one in few} == {"too-large-step", "right-angle", "newton-astray"}
    assert len(entries()) == len(EXAMPLES)


def test_the_sum_with_a_share_of_the_rate_takes_the_steps_of_the_mean() -> None:
    found = findings(EXAMPLES["sum-or-mean"])
    mean = found.comparison_run
    assert mean.scenario.data
    numbers = {**found.scenario.numbers, "eta": mean.number("eta") / len(mean.scenario.data), "steps": mean.steps}
    ledger = replace(found.scenario, numbers=numbers).ledger()
    for name in ("w", "b"):
        np.testing.assert_allclose(ledger.columns[name], mean.ledger.columns[name], rtol=1e-9)


@pytest.mark.parametrize("one", entries(), ids=EXAMPLES)
def test_pictures_are_light_and_well_formed(one: Any) -> None:
    drawn = thumbnail(one.scenario, arrows=one.example.arrows, beta=one.beta)
    assert len(gzip.compress(drawn.encode(), 9)) <= 4000
    root = fromstring(drawn)
    fills = {node.get("fill") for node in root.iter() if node.get("fill-rule")}
    assert len(fills) >= 5  # bands that differ
    assert any(node.get("r") == "9" for node in root.iter())  # the start
    assert (
        len([node for node in root.iter() if (node.get("d") or "").startswith("M") and not node.get("fill-rule")]) >= 2
    )
    assert (">β " in drawn) == one.example.arrows
