"""The page in a real browser: what a first visit loads, and whether the path follows a hand frame by frame."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Locator, Page, ViewportSize, sync_playwright

from antigradient.words import LANGUAGES
from bench.measure import Measurement
from scripts.screenshots import running_server
from tests.browser_support import FLAGS, ensure_chromium

#: What is held of the start.
START = "#map-svg .layer.start .knob"
#: Frames of a drag: about four seconds.
MOVES = 240
WINDOW: ViewportSize = {"width": 1340, "height": 900}
#: A frame as teachers make them.
FRAME: ViewportSize = {"width": 640, "height": 700}
WATCH = """
window.watched = { gaps: [], shifts: 0, tasks: [] };
new PerformanceObserver((list) => { for (const e of list.getEntries()) watched.shifts += e.value; })
  .observe({ type: "layout-shift", buffered: true });
new PerformanceObserver((list) => { for (const e of list.getEntries()) watched.tasks.push(e.duration); })
  .observe({ type: "longtask" });
"""
GAPS = """() => {
  let last = performance.now();
  watched.gaps = [];
  const tick = (now) => { watched.gaps.push(now - last); last = now; requestAnimationFrame(tick); };
  requestAnimationFrame((now) => { last = now; requestAnimationFrame(tick); });
}"""


@contextmanager
def browser_page() -> Iterator[Page]:
    """A fresh page of the running application, not yet opened."""
    with running_server() as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=ensure_chromium(), args=FLAGS)
        page = browser.new_page(viewport=WINDOW, base_url=url)
        page.add_init_script(WATCH)
        yield page
        browser.close()


def open_page(page: Page, path: str = "/") -> tuple[int, int]:
    """Opens the page, or an embed; the bytes over the wire until it rests, and those of examples' pictures apart."""
    received: list[float] = []
    pictures: list[float] = []
    addresses: dict[str, str] = {}
    client = page.context.new_cdp_session(page)
    client.send("Network.enable")
    client.on(
        "Network.requestWillBeSent", lambda asked: addresses.update({asked["requestId"]: asked["request"]["url"]})
    )

    def count(event: dict[str, Any]) -> None:
        kind = pictures if "/examples/" in addresses.get(event["requestId"], "") else received
        kind.append(event["encodedDataLength"])

    client.on("Network.loadingFinished", count)
    if path.startswith("/lesson"):  # further figures load when they are near
        page.goto(path, wait_until="commit")
        page.locator("gradient-descent").first.locator(".ready iframe").wait_for()
    else:
        page.goto(path, wait_until="networkidle")
        page.locator("#map-svg .start[role=slider]").wait_for()
    return int(sum(received)), int(sum(pictures))


def take_hold(page: Page, part: Locator) -> tuple[float, float]:
    """For drags: presses in the middle of a part of the page; where that is."""
    box = part.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    return x, y


def drag_frames(page: Page) -> dict[str, Any]:
    """What was watched while the start point went round in a circle by hand."""
    page.locator("#step").press("End")  # the path is drawn by then, and is drawn anew in every frame
    page.locator("#first").click()
    x, y = take_hold(page, page.locator(START))
    page.evaluate(GAPS)
    for i in range(MOVES):
        angle = 2 * math.pi * i / 60
        page.mouse.move(x + 60 * math.sin(angle), y - 60 + 60 * math.cos(angle))
        page.evaluate("() => new Promise(requestAnimationFrame)")
    watched: dict[str, Any] = page.evaluate("watched")
    page.mouse.up()
    return watched


def visits() -> Iterator[Measurement]:
    """Bytes, layout shift, long tasks after loading, and the frame gaps of a drag."""
    with browser_page() as page:
        size, pictures = open_page(page)
        page.evaluate("watched.tasks = []")
        page.wait_for_timeout(300)
        shifts = page.evaluate("watched.shifts")
        watched = drag_frames(page)
    gaps = sorted(watched["gaps"])
    p95 = gaps[int(0.95 * len(gaps))]
    longest = max(watched["tasks"], default=0.0)
    yield Measurement("first visit in the browser", f"{size / 1000:.1f} kB", "", size / 1000, " kB", "≤", 150)
    yield Measurement("pictures at its foot", f"{pictures / 1000:.1f} kB", "", pictures / 1000, " kB", "≤", 40)
    yield Measurement("layout shift of a first visit", f"{shifts:.4f}", "", shifts, "", "≤", 0.02)
    yield Measurement("drag: 95 % of frame gaps", f"{len(gaps)} frames", "", p95, " ms", "≤", 34)
    yield Measurement("drag: longest task", f"{len(watched['tasks'])} over 50 ms", "", longest, " ms", "≤", 50)
    for language in list(LANGUAGES.values())[1:]:
        with browser_page() as page:
            size, _ = open_page(page, f"/?lang={language.id}")
        what = f"first visit in the browser, {language.name}"
        yield Measurement(what, f"{size / 1000:.1f} kB", "", size / 1000, " kB", "≤", 150)
    with browser_page() as page:
        page.set_viewport_size(FRAME)
        size, _ = open_page(page, "/embed")
        page.wait_for_timeout(300)
        seen: dict[str, Any] = page.evaluate("watched")
    with browser_page() as page:
        lesson, _ = open_page(page, "/lesson")
        page.wait_for_timeout(300)
        moved = page.evaluate("watched.shifts")
    yield Measurement("lesson, to its first figure", f"{lesson / 1000:.1f} kB", "", lesson / 1000, " kB", "≤", 170)
    yield Measurement("layout shift of the lesson", f"{moved:.4f}", "", moved, "", "≤", 0.02)
    longest = max(seen["tasks"], default=0.0)
    yield Measurement("first embed in the browser", f"{size / 1000:.1f} kB", "", size / 1000, " kB", "≤", 110)
    yield Measurement("layout shift of an embed", f"{seen['shifts']:.4f}", "", seen["shifts"], "", "≤", 0.001)
    yield Measurement("embed: longest task", f"{len(seen['tasks'])} over 50 ms", "", longest, " ms", "≤", 50)
