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


def test_every_word_is_on_a_page_where_it_may_not_be_known() -> None:
    """Beside the help, which lists them all; a setting's mark is made by its field, by its name."""
    messages = {id for message in LANGUAGES["en"].messages.values() for id in TAG.findall(message)}
    layers = set(re.findall(r"\bTERMS = \{([^}]*)\}", SCRIPTS))
    named = set(re.findall(r'"([a-z-]+)"', "".join(layers)))
    asked = {*CALL.findall(TEMPLATES), *messages, *named, *NUMBERS}
    assert not {*TERMS} - asked


#: A tag with a title in a template, by the codes of its title and of its accessible name.
TITLED = re.compile(r'<(?!iframe)[a-z]+[^>]*? title="\{\{ say\("([\w.]+)"\) \}\}"')


def test_nothing_is_said_in_a_title_alone() -> None:
    """A title is for a mouse: what it says is also the button's name, with keys that the help has, or in the help."""
    english, dialog = LANGUAGES["en"].messages, (ROOT / "templates/parts/help.html").read_text(encoding="utf-8")
    keys = {*re.findall(r"<kbd>([^<{]+)</kbd>", dialog)}
    keys |= {english[code] for code in re.findall(r'<kbd>\{\{ say\("(key\.\w+)"\)', dialog)}
    keys |= {english["key.shift"]}
    titles = [(tag.group(0), tag.group(1)) for tag in TITLED.finditer(TEMPLATES)]
    assert len(titles) > 9
    for tag, code in titles:
        name, _, combination = english[code].removesuffix(")").partition(" (")
        label = re.search(r'aria-label="\{\{ say\("([\w.]+)"\) \}\}"', tag)
        if label and combination:
            spoken = english[label[1]]
            assert name.startswith(spoken), code
            assert {*combination.split("+")} - {""} <= keys | {"+"}, code
        elif not (label and english[label[1]] == english[code]):
            assert f'say("{code}")' in dialog, code
    # In scripts a title repeats the accessible name that is set beside it.
    scripts = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "static/js/page").rglob("*.js")))
    given = re.findall(r"(\w+)\.title = ", scripts)
    assert all(f'{name}.setAttribute("aria-label", {name}.title)' in scripts for name in given)
    assert not re.findall(r"make\(\"\w+\", \{[^}]*\btitle:", scripts)
