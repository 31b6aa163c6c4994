"""The playground by mouse and keys, in every engine."""

from __future__ import annotations

import pytest

from tests.browser.engines.conftest import PREVIEWED, Visit
from tests.browser.engines.drivers import Engine

START = "() => (new URLSearchParams(location.search).get('start') ?? '-2,-2').split(',').map(Number)"
#: The figure's plot on the screen.
PLOT = """() => {
  const { x, y, width, height } = document.querySelector("#map-svg .frame").getBoundingClientRect();
  return [x, y, width, height];
}"""
DRAWN = """() => !!document.querySelector("#map-svg .band")
  && !!document.querySelector("#map-svg .layer.start .knob")
  && document.querySelector("#step").getAttribute("aria-valuetext") === "step 0 of 91" """


@pytest.fixture
def page(visit: Visit) -> Engine:
    engine = visit.open("/")
    engine.wait(DRAWN)
    return engine


def place(page: Engine, w: float, b: float) -> tuple[float, float]:
    """Where a point of the default window is."""
    x, y, width, height = page.evaluate(PLOT)
    return x + (w + 4) / 8 * width, y + (4 - b) / 8 * height


def focus(page: Engine, selector: str) -> None:
    page.evaluate("(s) => { document.querySelector(s).focus(); return true; }", selector)


def test_the_start_is_dragged(page: Engine) -> None:
    page.drag(page.centre("#map-svg .layer.start .knob"), place(page, 1.5, 2))
    page.wait(f"() => {{ const [w, b] = ({START})(); return Math.hypot(w - 1.5, b - 2) < 0.05; }}")
    page.wait("() => document.querySelector('#live').textContent.includes('(w, b) = (1')")


def test_u_is_turned(page: Engine) -> None:
    knob = page.centre("#map-svg .layer.direction .knob")
    page.drag(knob, (knob[0] + 60, knob[1] - 60))
    page.wait("() => !document.querySelector('#map-svg .angle .label').textContent.includes('180')")
    beta = page.evaluate("() => parseFloat(document.querySelector('#map-svg .angle .label').textContent.slice(2))")
    assert 90 < beta < 180


def test_keys(page: Engine) -> None:
    focus(page, "#map-svg .layer.start")
    page.key("ArrowRight")
    page.wait(f"() => ({START})()[0] > -2")
    focus(page, "#map-svg")
    page.says("#step-count", "step 0 /")
    page.key("ArrowRight")
    page.says("#step-count", "step 1 /")
    page.key("ArrowRight")
    page.says("#step-count", "step 2 /")
    page.key("ArrowLeft")
    page.says("#step-count", "step 1 /")
    page.key("Home")
    page.says("#step-count", "step 0 /")
    page.key(" ")
    page.wait("() => !document.querySelector('#step-count').textContent.startsWith('step 0 ')")
    page.key(" ")
    page.wait("() => !document.querySelector('#play').classList.contains('playing')")
    page.key("?")
    page.wait("() => document.querySelector('#help').open")
    page.key("Escape")
    page.wait("() => !document.querySelector('#help').open")


def test_play(page: Engine) -> None:
    page.click("#play")
    page.wait("() => Number(document.querySelector('#step').value) >= 3")
    page.click("#play")
    page.wait("() => !document.querySelector('#play').classList.contains('playing')")
    page.click("#next")
    page.wait("() => document.querySelector('#live').textContent.startsWith('Step ')")


@pytest.mark.parametrize("name", ["share", "embed", "download", "help"])
def test_a_dialog(page: Engine, visit: Visit, name: str) -> None:
    page.click(f"#{name}-button")
    page.wait("() => !!document.querySelector('dialog[open] h2')?.getClientRects().length")
    assert page.text("dialog[open] h2")
    page.wait(PREVIEWED)
    visit.keep(f"dialog-{name}")
    page.key("Escape")
    page.wait("() => !document.querySelector('dialog[open]')")
