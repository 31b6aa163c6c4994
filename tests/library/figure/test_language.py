"""Figures in a language that writes numbers with a comma: the same drawing, other words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from antigradient.examples import EXAMPLES, find_entry
from antigradient.figure import draw
from antigradient.figure.card import card
from antigradient.figure.elements import Element
from antigradient.figure.figure import Figure
from antigradient.figure.thumbnail import thumbnail
from antigradient.query.limits import Limits
from antigradient.scenario import resolve
from antigradient.words import speaking
from tests.library.figure.decimal_comma import DECIMAL_COMMA
from tests.library.figure.test_geometry import CASES, figure_of
from tests.library.figure.test_labels import CASES as WINDOWS

#: What people read or hear.
READ = ("text", "title", "desc")


def texts(element: Element) -> Iterator[str]:
    """What is written in a picture."""
    if isinstance(element.children, str):
        if element.tag in READ:
            yield element.children
        return
    for child in element.children:
        yield from texts(child)


def drawing(element: Element) -> Any:
    """The picture without what is written in it: where each text stands, but not which."""
    children = element.children
    inside = (None if element.tag in READ else children) if isinstance(children, str) else [*map(drawing, children)]
    return element.tag, dict(element.attrs), inside


def in_both(figure: Figure) -> Iterator[tuple[Element, Element]]:
    """The figure and its card, each in English and with a comma; what was said in the one is not kept for the other."""
    for picture in (Figure.document, card):
        english = picture(figure)
        with speaking(DECIMAL_COMMA):
            yield english, picture(Figure(figure.view, figure.theme))


@pytest.mark.parametrize("name", [*CASES, *(name for name in WINDOWS if name not in CASES)])
def test_the_drawing_is_the_same_and_its_numbers_have_commas(name: str) -> None:
    figure = figure_of(*CASES[name]) if name in CASES else draw(resolve(WINDOWS[name]), show=("levels",))
    typed = figure.view.scenario.f or "nothing"  # stays as it was typed
    for english, other in in_both(figure):
        assert drawing(english) == drawing(other)
        mine, theirs = ([text.replace(typed, "") for text in texts(picture)] for picture in (english, other))
        assert [re.sub("[.,;]", "", text) for text in mine] == [re.sub("[.,;]", "", text) for text in theirs]
        said = [text for text in theirs if text.removeprefix("L = ") not in typed]
        assert not [text for text in said if re.search(r"\d\.\d", text.replace("1.8e308", ""))]
        assert any(re.search(r"\d,\d", text) for text in said)


@pytest.mark.parametrize("id", EXAMPLES)
def test_thumbnails_are_the_same_but_for_their_numbers(id: str) -> None:
    entry = find_entry(id, Limits())
    assert entry is not None
    arrows, beta = entry.example.arrows, entry.beta
    english = thumbnail(entry.scenario, arrows=arrows, beta=beta)
    with speaking(DECIMAL_COMMA):
        other = thumbnail(entry.scenario, arrows=arrows, beta=beta)
    written = r"(?<=>)[^<>]+(?=</text>)"
    assert re.sub(written, "", english) == re.sub(written, "", other)
    assert [text.replace(".", ",") for text in re.findall(written, english)] == re.findall(written, other)


def test_longer_words_have_their_room() -> None:
    figure = draw(resolve({"objective": "saddle", "window": [-4, 0.4, -2, 2]}), show=("stationary",))
    longer = {"map.key": "Loss of the neuron", "map.saddle": "a saddle point", "map.guess": "{what} (from the grid)"}
    with speaking(replace(DECIMAL_COMMA, messages={**DECIMAL_COMMA.messages, **longer})):
        read = figure.svg()
    word, beside = re.search(r'y="10">([^<]+)</text><g transform="translate\(([\d.]+) 0\)', read).groups()  # type: ignore[union-attr]
    assert float(beside) > 7 * len(word) > 7 * len("loss")
    x, name = re.search(r'class="spot-name" x="([\d.]+)" y="[\d.]+" text-anchor="end">([^<]+)<', read).groups()  # type: ignore[union-attr]
    assert float(x) + 7 * len(name) > figure.view.layout.plot.right, "else it could stand behind its point"
