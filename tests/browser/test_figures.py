"""The page's own map, as the browser holds it, and the server's still picture of the same link: one geometry."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import expect

from antigradient.figure import draw
from antigradient.figure.elements import Element
from antigradient.figure.layers import GROUPS
from antigradient.figure.map import layers
from antigradient.scenario import resolve
from tests.browser.conftest import Open
from tests.library.figure.shapes import same

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
    groups = [tree for tree in page.figure.evaluate(TREE) if tree["attrs"].get("class", "").startswith("layer ")]
    found = {tree["attrs"]["class"].split()[1]: tree for tree in groups}
    assert tuple(found) == tuple(GROUPS)
    drawn = layers(figure.view)
    for name, mine in drawn.items():
        if name == "direction":
            continue  # a handle, which a picture has not
        theirs = found[name]["children"]
        assert len(mine) == len(theirs), name
        for element, twin in zip(mine, theirs, strict=True):
            same(element, numeric(element, twin))
    key = page.page.locator("#band-key")
    fills = "(all) => all.map((one) => one.getAttribute('fill').match(/\\d+/g).map(Number))"
    count = len(figure.view.bands)
    expected = [list(bytes.fromhex(figure.view.palette.band(i, count)[1:])) for i in range(count)]
    assert key.locator("rect:not(.shade)").evaluate_all(fills) == expected
    plot, low, high = figure.view.layout.plot, key.locator("rect").first, key.locator("rect").nth(count - 1)
    box = page.figure.bounding_box()
    ends = [end for end in (low.bounding_box(), high.bounding_box()) if end]
    assert box
    assert [ends[0]["y"] + ends[0]["height"] - box["y"], ends[1]["y"] - box["y"]] == pytest.approx(
        [plot.bottom, plot.top + 18], abs=1.5
    ), "as tall as the plot, low at its foot"
    assert key.locator("text").first.text_content() == "loss"


#: What a mark looks like, as the browser has worked it out.
LOOK = """(svg) => Object.fromEntries([...svg.querySelectorAll("[class]:not(.direction *)")].map((e) => {
  const groups = ["gradient", "step", "angle", "eigen"].filter((name) => e.closest("." + name)).join(" ");
  const s = getComputedStyle(e);
  const names = ["fill", "fillOpacity", "stroke", "strokeOpacity", "strokeWidth", "strokeDasharray", "strokeLinejoin",
    "strokeLinecap", "paintOrder"];
  if (e.tagName === "text") names.push("fontSize", "fontWeight", "fontStyle", "fontFamily");
  return [groups + " " + e.getAttribute("class"), names.map((name) => s[name]).join("; ")];
}))"""


def alike(look: str) -> str:
    """Colour with opacity and colour apart from opacity are one; the browser keeps opacity in eight bits."""
    fill, fill_opacity, stroke, stroke_opacity, *rest = look.split("; ")
    return "; ".join([with_opacity(fill, fill_opacity), with_opacity(stroke, stroke_opacity), *rest])


def with_opacity(colour: str, opacity: str) -> str:
    if not colour.startswith("rgb"):
        return colour
    *channels, alpha = [*map(float, re.findall(r"[\d.]+", colour)), 1.0][:4]
    return f"{channels} {round(alpha * float(opacity), 2)}"


@pytest.mark.parametrize("dark", [False, True])
def test_every_mark_looks_as_on_the_page(visit: Open, dark: bool) -> None:
    """The picture brings the page's styles along, resolved; the cascade of the page gives each mark the same look."""
    query = "f=log(w)%2Bb^2&start=2,1&eta=0.1&beta=100&show=levels,field,stationary,eigen,quadratic"
    page = visit(query, dark=dark)
    for name in ("levels", "field", "eigen", "quadratic"):
        expect(page.figure.locator(f".extra .{name} *").first).to_be_attached()
    theirs = page.figure.evaluate(LOOK)
    given = {"f": "log(w)+b^2", "start": [2, 1], "eta": 0.1}
    svg = draw(resolve(given), beta=100.0, show=("levels", "field", "stationary", "eigen", "quadratic")).svg()
    page.page.goto("about:blank")
    page.page.set_content(svg)
    mine = page.page.locator("svg").evaluate(LOOK)
    # The ring around a handle says that it can be taken: of a picture it cannot.
    marks = [name for name in mine if name in theirs and not name.strip().startswith(("layer", "ring"))]
    assert len(marks) > 25
    assert {name: alike(mine[name]) for name in marks} == {name: alike(theirs[name]) for name in marks}
    ground = page.page.locator("svg .ground").evaluate("(e) => getComputedStyle(e).fill")
    assert ground == ("rgb(20, 28, 43)" if dark else "rgb(255, 255, 255)")
