"""The picture beside a link: the figure whole in its square, the words in their column, in any scenario."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from antigradient.figure import draw
from antigradient.figure.card import BESIDE, HEIGHT, LEFT, LINE, MARGIN, ROOM, TITLE, WIDTH, card, lines_of
from antigradient.figure.elements import Element
from antigradient.figure.marks.further_runs import swatch
from antigradient.figure.runs import EQUALS
from antigradient.objectives import OBJECTIVES
from antigradient.run_titles import run_title
from antigradient.scenario import resolve

SCENARIOS: list[dict[str, Any]] = [
    *({"objective": id} for id in OBJECTIVES),
    {"f": "w*" + "*".join(["b"] * 140)},
    {"f": "log(w)", "start": [-1, 1]},
    {"optimiser": "line-search", "step": 20, "window": [-1, 1, -100, 100]},
]


def parts(scenario: dict[str, Any]) -> tuple[Element, Element, list[Element]]:
    """The card, the figure in it, and its words from top to bottom."""
    drawn = card(draw(resolve(scenario)))
    children = [child for child in drawn.children if isinstance(child, Element)]
    (figure,) = [child for child in children if child.tag == "svg"]
    texts = [child for child in children if child.tag == "text"]
    return drawn, figure, sorted(texts, key=lambda text: float(text.attrs["y"]))


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_all_has_its_place(scenario: dict[str, Any]) -> None:
    drawn, figure, texts = parts(scenario)
    assert (drawn.attrs["width"], drawn.attrs["height"]) == (WIDTH, HEIGHT)
    place = {name: float(figure.attrs[name]) for name in ("x", "y", "width", "height")}
    assert place["x"] >= MARGIN
    assert place["y"] >= MARGIN
    assert max(place["width"], place["height"]) == pytest.approx(ROOM)
    assert place["x"] + place["width"] <= LEFT - MARGIN / 2
    for above, below in pairwise(texts):
        size = float(str(below.attrs["style"]).partition(":")[2].partition("px")[0])
        assert float(below.attrs["y"]) - float(above.attrs["y"]) >= size * LINE * 0.99
    assert float(texts[-1].attrs["y"]) <= HEIGHT - MARGIN
    assert texts[-1].children == "Antigradient"
    said = " ".join(str(text.children) for text in texts)
    for word in ("η = ", "from (", "Step" if scenario.get("f") != "log(w)" else "no path"):
        assert word in said


RUNS: list[dict[str, Any]] = [
    {"optimiser": "adam", "eta": 0.1},
    {"optimiser": "momentum"},
    *({"eta": i} for i in range(2, 8)),
]


@pytest.mark.parametrize("scenario", [{}, {"objective": "bowl"}, {"f": "w*" + "*".join(["b"] * 140)}])
@pytest.mark.parametrize("count", [1, 2, 8])
def test_runs_that_are_compared_are_listed(scenario: dict[str, Any], count: int) -> None:
    resolved = resolve({**scenario, "vs": RUNS[:count]})
    drawn, _, texts = parts({**scenario, "vs": RUNS[:count]})
    rows = [text for text in texts if text.attrs["x"] == BESIDE]
    titles = [run_title(run, resolved).replace(" = ", EQUALS) for run in (resolved, *resolved.runs)]
    assert [str(row.children) for row in rows] == titles[: len(rows)]
    swatches = [child for child in drawn.children if isinstance(child, Element) and child.tag == "g"]
    assert [one.children for one in swatches] == [swatch(i) for i in range(len(rows))]
    for above, below in pairwise(texts):
        assert float(below.attrs["y"]) - float(above.attrs["y"]) > 30
    if left := len(titles) - len(rows):
        assert texts[-2].children == f"and {left} more"
    assert len(rows) >= min(len(titles), 3)
    assert "Step 0" not in " ".join(str(text.children) for text in texts)


def test_words_are_cut_only_where_they_are_too_many() -> None:
    for text in ("Momentum on Sigmoid · squared error", "a b c", "x"):
        lines = lines_of(text, TITLE, 4)
        assert " ".join(lines).replace("\u00a0", " ") == text
        assert not any(line.startswith("·") for line in lines)
    long = lines_of("w" * 300, TITLE, 3)
    assert len(long) == 3
    assert long[-1].endswith("w…")
    assert max(map(len, long)) * TITLE[0] * 0.93 <= WIDTH - LEFT
