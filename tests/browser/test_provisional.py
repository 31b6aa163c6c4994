"""While a hand is at it the page computes by itself: nothing waits for the server, whose answers then say the same."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.playground import Playground
from tests.browser.test_neuron import drag, point
from tests.browser.test_stale import held, let_go

#: The modules of so many runs have been loaded, and have had their turn.
LOADED = """(runs) => performance.getEntriesByType("resource").filter(({ name, responseEnd }) =>
  name.includes("/kernel.js") && responseEnd && performance.now() > responseEnd + 50).length >= runs"""
#: What a drag is not to ask for; what paper needs comes whatever is done.
QUESTIONS = re.compile("/(trajectory|step|rates|slices|gradient|derivation)[?]")
#: Advice on η is the server's to give, and comes when it rests.
LATE = "[aria-busy]:not(#rate-advice, .rate-marks)"
WORDS = ("#step-count", "#step-beta", "#step-promised", "#step-did", "#verdict", "#live", "#taylor-rows")


def computing(visit: Open, query: str) -> Playground:
    """A page whose kernels have come."""
    page = visit(query)
    page.page.mouse.move(5, 5)
    page.page.wait_for_function(LOADED, arg=1 + query.count("vs="))
    page.at_rest()
    return page


def words(page: Playground) -> list[str]:
    """What is said of the step that is shown."""
    return [text for part in WORDS for text in page.page.locator(part).all_inner_texts()]


def lines(page: Playground, part: str) -> list[list[float]]:
    """The places of the paths of a drawing, in pixels."""
    paths = page.page.locator(f"{part} path").evaluate_all("(all) => all.map((path) => path.getAttribute('d'))")
    return [[float(number) for number in re.findall(r"-?\d*\.?\d+", d or "")] for d in paths]


CHANGES: dict[str, Callable[[Playground], None]] = {
    "start": lambda page: page.drag_start(0, 1),
    "dial": lambda page: page.page.locator("#dial-w").press("ArrowRight"),
    "eta": lambda page: page.slider("Learning rate η").press("ArrowRight"),
    "gamma": lambda page: page.slider("Momentum γ").press("ArrowLeft"),
    "beta": lambda page: page.slider("Direction u").press("ArrowLeft"),
}


@pytest.mark.parametrize(
    ("change", "query"),
    [
        ("start", ""),
        ("dial", "objective=rosenbrock&optimiser=adam"),
        ("eta", "f=(w^2-1)^2%2Bb^2/2&start=0.4,1.2&vs=adam"),
        ("gamma", "objective=logistic-2&optimiser=momentum&schedule=cosine&batch=5&seed=3"),
        ("beta", "objective=beale&optimiser=nesterov&depth=calculate"),
    ],
)
def test_a_hand_waits_for_nobody(visit: Open, change: str, query: str) -> None:
    page = computing(visit, query)
    drawings: list[str] = [
        "#map-svg .layer.path",
        "#map-svg .layer.others",
        "#direction-chart",
        "#loss-chart",
        "#neuron-plot",
        "#slices-part",
        "#taylor-chart",
    ]
    before = words(page), [lines(page, part) for part in drawings]
    routes = held(page)
    CHANGES[change](page)
    page.frames()
    said, drawn = words(page), [lines(page, part) for part in drawings]
    assert (said, drawn) != before
    page.page.wait_for_timeout(400)
    expect(page.page.locator(LATE)).to_have_count(0)
    page.until(lambda: bool(routes))
    let_go(page, routes)
    page.at_rest()
    page.frames()
    assert words(page) == said
    for part, was in zip(drawings, drawn, strict=True):
        for one, other in zip(lines(page, part), was, strict=True):
            assert one == pytest.approx(other, abs=0.11), part


def test_while_it_moves_the_server_is_left_alone(visit: Open) -> None:
    page = computing(visit, "")
    # On a slow machine it would rest between two moves.
    page.page.evaluate("""() => {
      window.setTimeout = ((later) => (act, wait) => later(act, wait === 250 ? 9000 : wait))(window.setTimeout);
    }""")
    knob = page.start.locator(".knob").bounding_box()
    assert knob
    x, y = knob["x"] + knob["width"] / 2, knob["y"] + knob["height"] / 2
    page.page.mouse.move(x, y)
    page.page.mouse.down()
    page.page.mouse.move(x + 2, y)
    page.at_rest()
    asked, begun = len(page.watch.asked), page.live.inner_text()
    for i in range(20):
        page.page.mouse.move(x + 2 + i, y - i)
    page.frames()
    assert page.live.inner_text() != begun
    assert [url for url in page.watch.asked[asked:] if QUESTIONS.search(url)] == []
    page.page.mouse.up()


def test_the_map_follows_a_data_point(visit: Open) -> None:
    page = computing(visit, "")
    point(page, 3).press("ArrowUp")  # what draws maps is loaded with the first change
    page.page.wait_for_timeout(300)
    page.at_rest()
    bands = lines(page, "#map-svg .layer.bands")
    routes = held(page)
    drag(page, 3, 0, -40)
    page.frames()
    moved = lines(page, "#map-svg .layer.bands")
    assert sum(one != other for one, other in zip(bands, moved, strict=False)) > len(bands) // 2
    expect(page.page.locator(LATE)).to_have_count(0)
    ring = page.figure.locator(".layer.lowest circle").first
    here = [float(ring.get_attribute(name) or "nan") for name in ("cx", "cy")]
    let_go(page, routes)
    page.at_rest()
    page.frames()
    there = [float(ring.get_attribute(name) or "nan") for name in ("cx", "cy")]
    assert there == pytest.approx(here, abs=3)
