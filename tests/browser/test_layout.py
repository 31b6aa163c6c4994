"""The page at every width, in print, in the system's colours; nothing jumps or overlaps, everything can be hit."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TypedDict

import httpx
import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Open
from tests.browser.playground import Playground

DEPTH = "calculate"

WIDTHS = [(320, 640), (390, 844), (820, 1180), (1340, 900), (1920, 1080), (3840, 2160)]
OFF_MAP = "optimiser=momentum&step=30"

QUERIES = [
    OFF_MAP,
    "window=-100,100,-1,1&eta=1e5&bogus=1&vs=adam;eta=0.1;schedule=cosine;start=1e-9,-12345.678&vs=gd;eta=1e-9",
    "objective=logistic-2&optimiser=adam&steps=10000&tol=0&step=9000",
]
BOXES = """(selector) => [...document.querySelectorAll(selector)]
  .filter((e) => e.checkVisibility({ visibilityProperty: true }))
  .map((e) => [e.id || e.className.baseVal || e.className || e.tagName, e.getBoundingClientRect()])
  .map(([name, { x, y, width, height }]) => ({ name, x, y, width, height }))
  .filter((box) => box.width > 2)"""
TEXTS = "h2, .card dt, .card dd, .verdict, .formula, .live, .count, button:not(.term), select, .map-box"
TARGETS = "button:not(.term), .term.mark, select, input, summary, nav a, textarea"  # words in a text are as high as it


class Box(TypedDict):
    name: str
    x: float
    y: float
    width: float
    height: float


def boxes(page: Playground, selector: str) -> list[Box]:
    return list(page.page.evaluate(BOXES, selector))


def overlap(a: Box, b: Box) -> float:
    across = min(a["x"] + a["width"], b["x"] + b["width"]) - max(a["x"], b["x"])
    down = min(a["y"] + a["height"], b["y"] + b["height"]) - max(a["y"], b["y"])
    return min(across, down)


@pytest.mark.parametrize("query", QUERIES)
def test_every_width(visit: Open, query: str) -> None:
    page = visit(query)
    page.page.get_by_text("More settings").click()
    for width, height in WIDTHS:
        page.resize(width, height)
        fits(page, width)


def fits(page: Playground, width: int) -> None:
    page.page.evaluate("scrollTo(0, 0)")  # where a map that stays in sight lies over nothing
    assert page.page.evaluate("document.documentElement.scrollWidth") <= width
    texts, targets = boxes(page, TEXTS), boxes(page, TARGETS)
    assert [box for box in texts + targets if box["x"] < -0.5 or box["x"] + box["width"] > width + 0.5] == []
    clashes = [{a["name"], b["name"]} for i, a in enumerate(texts) for b in texts[:i] if overlap(a, b) > 1]
    on_map = [{name, "map-box"} for name in ("whole", "zoom-in", "zoom-out", "zoom-reset")]
    assert [pair for pair in clashes if pair not in on_map] == [], "only these lie on the map"
    assert [box for box in targets if min(box["width"], box["height"]) < 24] == []


def test_the_widest_screen_shows_all_at_once(visit: Open) -> None:
    page = visit(viewport={"width": 3840, "height": 2160}, script=f"({WATCH_SHIFTS})()")
    expect(page.region("Chain rule").locator(".stage-numbers math").last).to_be_in_viewport(ratio=1)
    for name in ("Map", "This step", "Taylor", "Loss at every step", "The neuron", "Chain rule"):
        expect(page.region(name)).to_be_in_viewport(ratio=1)
    frame = page.figure.bounding_box()
    assert frame
    assert frame["width"] > 0.45 * 3840
    shifts = page.page.evaluate("window.shifts")
    assert sum(shift[0] for shift in shifts) < 0.003, shifts


def test_the_handle_is_easy_to_hit(visit: Open) -> None:
    page = visit(phone=True)
    reach = page.start.locator(".reach").bounding_box()
    assert reach
    assert reach["width"] >= 44


@pytest.mark.parametrize(("width", "height"), [(1340, 900), (1920, 1080), (390, 844)])
def test_map_and_player_are_seen_together(visit: Open, width: int, height: int) -> None:
    page = visit(viewport={"width": width, "height": height})
    expect(page.button("Play")).to_be_in_viewport(ratio=1)
    expect(page.live).to_be_in_viewport(ratio=1)
    expect(page.figure).to_be_in_viewport(ratio=0.99)


LABELS = "#map-svg .label"


@pytest.mark.parametrize(
    "query",
    ["", "start=3.95,3.95", "start=-3.95,-3.95", "start=-3.95,3.95&optimiser=momentum", "start=0,3.99&eta=20",
     "optimiser=momentum&gamma=0.6&eta=1.5&start=-2,-2.6&steps=60&step=11",  # β = 9°
     "optimiser=momentum&gamma=0.6&eta=1.5&start=-2,-2.6&steps=60&step=9"],
)  # fmt: skip
def test_labels_of_the_map_keep_apart_and_inside(visit: Open, query: str) -> None:
    page = visit(query)
    for size in ((1340, 900), (390, 844)):
        page.resize(*size)
        frame = page.figure.locator(".frame").bounding_box()
        assert frame
        labels = boxes(page, LABELS)
        assert len(labels) == 3
        for label in labels:
            assert label["x"] >= frame["x"] - 2
            assert label["x"] + label["width"] <= frame["x"] + frame["width"] + 2
            assert label["y"] >= frame["y"] - 4
            assert label["y"] + label["height"] <= frame["y"] + frame["height"] + 4
        gradient, step = boxes(page, "#map-svg .arrow .label")
        assert overlap(gradient, step) < 4


WATCH_SHIFTS = """() => {
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const e of list.getEntries()) if (!e.hadRecentInput)
      window.shifts.push([e.value, ...e.sources.map((s) => s.node?.id || s.node?.className || s.node?.nodeName)]);
  }).observe({ type: "layout-shift", buffered: true });
}"""


@pytest.mark.parametrize("phone", [False, True])
def test_nothing_jumps(visit: Open, phone: bool) -> None:
    page = visit(
        "optimiser=momentum&gamma=0.6&eta=1.5&start=-2,-2.6&steps=14", phone=phone, script=f"({WATCH_SHIFTS})()"
    )
    page.frames(10)
    page.button("Play").click()
    page.at_step(14)
    shifts = page.page.evaluate("window.shifts")
    assert sum(shift[0] for shift in shifts) < 0.02, shifts


@pytest.fixture
def halting(server: str) -> Iterator[str]:
    """The address of a proxy that stops for a while in the middle of a page, as slow networks and devices do."""

    class Proxy(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            reply = httpx.get(server + self.path)
            begun, middle, rest = reply.content.partition(b'<div class="left">')
            self.send_response(reply.status_code)
            self.send_header("Content-Type", reply.headers["content-type"])
            self.end_headers()
            self.wfile.write(begun)
            self.wfile.flush()
            if middle:
                time.sleep(1.5)
            self.wfile.write(middle + rest)

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Proxy) as proxy:
        threading.Thread(target=proxy.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{proxy.server_port}"
        proxy.shutdown()


def test_half_a_page_is_never_seen(browser: Browser, halting: str) -> None:
    """Parts that stand further down in its text would move those that were seen before."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    page = context.new_page()
    page.add_init_script(f"({WATCH_SHIFTS})()")
    page.goto(halting)
    page.locator("#map-svg .start[role=slider]").wait_for()
    page.evaluate("() => new Promise((done) => setTimeout(done, 500))")
    shifts = page.evaluate("window.shifts")
    context.close()
    assert sum(shift[0] for shift in shifts) < 0.02, shifts


CUT = "(all) => all.filter((e) => e.scrollWidth > e.clientWidth + 1).map((e) => e.textContent.trim().slice(0, 40))"


@pytest.mark.parametrize(
    "query",
    [
        "objective=logistic-2&optimiser=momentum&reduction=mean&step=12",
        "vs=adam;eta=0.1&vs=momentum&step=3",
    ],
)
def test_print(visit: Open, query: str) -> None:
    """The browser's own Print gives the worked sheet: a page for the step, one for the chain rule; nothing is cut."""
    page = visit(query)
    page.ready_for_paper()
    for paper in ("A4", "Letter"):
        sheets = page.page.pdf(format=paper)
        assert sheets[:4] == b"%PDF"
        assert sheets.count(b"/Type /Page\n") == 2, paper
    page.page.emulate_media(media="print")
    page.page.set_viewport_size({"width": 702, "height": 1032})  # A4 within its margins
    leaves = page.page.locator("#paper .leaf")
    expect(leaves).to_have_count(2)
    assert leaves.locator("td, li, p, dd, .equation").evaluate_all(CUT) == []
    assert page.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    expect(page.page.locator("main")).to_be_hidden()


def test_the_systems_colours(visit: Open) -> None:
    page = visit(forced_colors="active", dark=True)
    ink = page.figure.locator(".tick").first.evaluate("(e) => getComputedStyle(e).fill")
    assert ink != page.page.evaluate("getComputedStyle(document.body).backgroundColor")
    fills = page.figure.locator(".band").evaluate_all("(bands) => bands.map((e) => getComputedStyle(e).fill)")
    assert len(set(fills)) > 15, "the bands keep their colours"


def test_reduced_motion(visit: Open) -> None:
    page = visit("steps=3", reduced_motion="reduce")
    times = page.page.locator("*").evaluate_all("(all) => all.map((e) => getComputedStyle(e).transitionDuration)")
    assert set(times) == {"0s"}
    page.button("Play").click()  # steps are what was asked for: they still come
    page.at_step(3)


def test_the_figure_follows_the_window(visit: Open) -> None:
    page = visit("step=3")
    page.page.set_viewport_size({"width": 600, "height": 900})
    page.page.wait_for_function("document.querySelector('#map-svg').viewBox.baseVal.width < 590")
    page.frames()
    assert page.knob() == pytest.approx(page.pixel(-2, -2), abs=1)
    assert page.page.evaluate("document.documentElement.scrollWidth") <= 600
