"""Every page and every view of the figure, in every engine: it loads without a word of complaint, and looks right."""

from __future__ import annotations

import pytest

from tests.browser.engines.conftest import PHONE, PREVIEWED, Visit
from tests.browser.test_embed import STEPPED

#: What a page shows when it is done.
PAGES = {
    "/": "#beta-chart .line",
    "/embedding": ".builder iframe",
    "/docs": ".docs h2",
    "/nix": ".docs.error",
}
NAMES = {"/": "page", "/embedding": "embedding", "/docs": "docs", "/nix": "error"}
#: Widths that overflow; a pixel may be rounding.
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth <= 1"
#: Gaps within ‖u‖‖∇L‖, in parts of the type's size.
GAPS = """() => {
  const size = parseFloat(getComputedStyle(document.querySelector(".headline")).fontSize);
  const bottom = document.querySelector(".headline mfrac > mrow:last-child");
  const leaves = [...bottom.querySelectorAll("mi, mo")].filter((leaf) => !"\\u2062".includes(leaf.textContent));
  const boxes = leaves.map((leaf) => leaf.getBoundingClientRect());
  return boxes.slice(1).map((box, i) => (box.left - boxes[i].right) / size);
}"""


@pytest.mark.parametrize("path", PAGES)
def test_a_page(visit: Visit, path: str) -> None:
    if path == "/nix":
        visit.expected += ["404 /nix"]
    name, done = NAMES[path], f"(mark) => !!document.querySelector(mark) && ({PREVIEWED})()"
    engine = visit.open(path)
    engine.wait(done, PAGES[path])
    assert engine.evaluate(WIDER)
    visit.keep(f"{name}-desktop")
    visit.dark()
    visit.keep(f"{name}-dark")
    visit.open(path, PHONE)
    engine.wait(done, PAGES[path])
    assert engine.evaluate(WIDER)
    visit.keep(f"{name}-phone")


@pytest.mark.parametrize(("view", "query", "mark", "asked"), STEPPED)
def test_a_view(visit: Visit, view: str, query: str, mark: str, asked: int) -> None:
    engine = visit.open(f"/embed?view={view}&{query}&show=formula", (760, 700))
    engine.wait("(mark) => !!document.querySelector(mark)?.getClientRects().length", mark)
    engine.says("#step-count", "step 0 /")
    assert engine.evaluate(WIDER)
    visit.keep(f"embed-{view}")
    visit.dark()
    visit.keep(f"embed-{view}-dark")


def test_norms_are_set_without_gaps(visit: Visit) -> None:
    engine = visit.open("/?depth=calculate")
    engine.wait("() => !!document.querySelector('.headline')?.getClientRects().length")
    engine.evaluate("() => document.fonts.ready.then(() => true)")
    gaps = engine.evaluate(GAPS)
    assert len(gaps) == 6
    assert max(gaps) < 0.12, gaps


#: Whether the map and the player are within the window, however far the page is scrolled.
IN_SIGHT = """() => ["#map-svg", "#play"].every((selector) => {
  const { top, bottom } = document.querySelector(selector).getBoundingClientRect();
  return top >= -1 && bottom <= innerHeight + 1;
})"""


def test_the_first_screen(visit: Visit) -> None:
    engine = visit.open("/")
    engine.says("h1", "Which way is down?")
    engine.says("#verdict strong", "Downhill: the loss falls by 0.0832")
    engine.says("#step-beta", "180°")
    engine.says("#neuron-told", "Its loss at step 0")
    assert not engine.evaluate("() => document.querySelector('#step-numbers').checkVisibility()")
    engine.evaluate("() => document.querySelector('#depth-calculate').click()")
    engine.says("#step-numbers", "cos β")
    engine.wait("() => !!document.querySelector('#taylor-chart .line') && location.search === '?depth=calculate'")
    engine = visit.open("/", PHONE)
    engine.says("#step-beta", "180°")
    engine.evaluate("() => document.querySelector('#slider-eta').scrollIntoView()")
    engine.wait(IN_SIGHT)
