"""The glossary: every word has its definition in every language, and none is asked for that is not there."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from antigradient.glossary import TERMS, settings
from antigradient.glossary.pictures import HEIGHT, WIDTH, svg
from antigradient.names import CHOICES, NUMBERS
from antigradient.words import LANGUAGES, speaking

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "templates").rglob("*.html")))
SCRIPTS = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "static/js").rglob("*.js")))
#: In messages, in templates and in scripts.
TAG = re.compile(r"<term ([a-z0-9_-]+)>")
CALL = re.compile(r"(?:\bterm|term_mark|termMark)\(\"([a-z0-9_-]+)\"")


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_word_is_defined_in_a_few_short_sentences(tag: str) -> None:
    with speaking(tag):
        assert len({term.title for term in TERMS.values()}) == len(TERMS) == 20
        for term in TERMS.values():
            sentences = re.split(r"(?<=[.!?])\s+", term.text)
            assert 1 <= len(sentences) <= 3, term.id
            assert all(len(sentence) <= 160 for sentence in sentences), term.id
            assert term.text.endswith("."), term.id


def test_a_setting_is_a_term_or_has_its_help() -> None:
    entries = {entry["id"]: entry for entry in settings()}
    assert entries.keys() == {*NUMBERS, *CHOICES} - {*TERMS}
    assert all(entry["title"] and entry["text"].endswith(".") for entry in entries.values())
    assert {*TERMS} & {*NUMBERS}, "a script asks for them by the number's name"


@pytest.mark.parametrize("term", [term for term in TERMS.values() if term.picture], ids=lambda term: term.id)
def test_pictures_lie_within_their_frame(term: object) -> None:
    picture = TERMS[getattr(term, "id", "")].picture
    assert picture is not None
    root = ET.fromstring(svg(picture()))
    assert len(root) >= 2
    for element in root:
        numbers = [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?", element.get("d", ""))]
        places = list(zip(numbers[::2], numbers[1::2], strict=True)) or [
            (float(element.get("cx", -1)), float(element.get("cy", -1)))
        ]
        for x, y in places:
            assert 0 <= x <= WIDTH, (term, element.attrib)
            assert 0 <= y <= HEIGHT, (term, element.attrib)


def test_every_word_that_is_asked_for_is_there() -> None:
    known = {*TERMS, *NUMBERS, *CHOICES}
    assert {*CALL.findall(TEMPLATES), *CALL.findall(SCRIPTS)} <= known
    for language in LANGUAGES.values():
        for code, message in language.messages.items():
            assert {*TAG.findall(message)} <= known, code
            assert sorted(TAG.findall(message)) == sorted(TAG.findall(LANGUAGES["en"].messages[code])), code
            assert not TAG.search(message) or code.endswith("_html"), code
