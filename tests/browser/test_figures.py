"""The page's own map, as the browser holds it, and the server's still picture of the same link: one geometry."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import expect

from app.descent.scenario import resolve
from app.figure import draw
from app.figure.elements import Element
from app.figure.map import ORDER, layers
from app.figure.marks.bands import band_key
from app.figure.numbers import number
from tests.browser.conftest import Open
from tests.figure.shapes import same

#: A tree of elements as the tests of figures compare them.
TREE = """(svg) => {
  const tree = (e) => ({
    tag: e.tagName,
    attrs: Object.fromEntries([...e.attributes].map((a) => [a.name, a.value])),
    children: e.children.length || !e.textContent ? [...e.children].map(tree) : e.textContent,
  });
  return [...svg.children].map(tree);
}"""

#: Links, with what the scenario of each is, and what its figure is told besides.
LINKS: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    (
        "objective=himmelblau&step=2&show=levels,field,stationary,eigen,quadratic",
        {"objective": "himmelblau", "step": 2},
        {"show": ("levels", "field", "stationary", "eigen", "quadratic")},
    ),
    (
        "optimiser=momentum&step=5&beta=75&palette=sea",
        {"optimiser": "momentum", "step": 5},
        {"beta": 75.0, "palette": "sea"},
    ),
    ("objective=logistic-2&step=3&hide=axes", {"objective": "logistic-2", "step": 3}, {"hide": ("axes",)}),
    (
        "f=log(w)%2Bb^2&start=2,1&eta=0.1&window=-1,5,-1,1",
        {"f": "log(w)+b^2", "start": [2, 1], "eta": 0.1, "window": [-1, 5, -1, 1]},
        {},
    ),
]


def numeric(mine: Element, theirs: dict[str, Any]) -> dict[str, Any]:
    """What the browser holds, with numbers where we have numbers: its attributes are all text."""
    attrs = {
        name: float(value) if isinstance(mine.attrs.get(name), int | float) else value
        for name, value in theirs["attrs"].items()
    }
    children = theirs["children"]
    if not isinstance(children, str) and not isinstance(mine.children, str):
        children = [numeric(*pair) for pair in zip(mine.children, children, strict=True)]
    return {**theirs, "attrs": attrs, "children": children}


@pytest.mark.parametrize(("query", "given", "options"), LINKS)
def test_the_pages_map_is_the_servers(visit: Open, query: str, given: dict[str, Any], options: dict[str, Any]) -> None:
    page = visit(query)
    asked = parse_qs(query).get("show", [""])[0].split(",")
    for name in filter(None, asked):
        expect(page.figure.locator(f".extra .{name} *").first).to_be_attached()
    _, _, width, height = (float(v) for v in (page.figure.get_attribute("viewBox") or "").split())
    figure = draw(resolve(given), width=width, **options)
    assert figure.map_height == height
    expect(page.live).to_have_text(figure.sentence)
    found = {tree["attrs"]["class"].split()[1]: tree for tree in page.figure.evaluate(TREE) if tree["tag"] == "g"}
    assert tuple(found) == ORDER
    drawn = layers(figure.view)
    for name, mine in drawn.items():
        if name == "direction":
            continue  # a handle, which a picture has not
        theirs = found[name]["children"]
        assert len(mine) == len(theirs), name
        for element, twin in zip(mine, theirs, strict=True):
            same(element, numeric(element, twin))
    key = page.page.locator("#band-key").evaluate(TREE)
    room = min(figure.view.layout.plot_width, 420)
    ours = band_key(figure.view.bands, room, lambda value: number(value, 2), figure.view.palette)
    for element, twin in zip(ours, key, strict=True):
        same(element, numeric(element, twin))
