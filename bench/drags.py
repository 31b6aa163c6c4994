"""A hand on the page, near the server and far from it: how late and how smooth the path is, and what is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from time import monotonic
from typing import Any

from playwright.sync_api import Locator, Page

from bench.measure import Measurement
from bench.page import START, browser_page, open_page, take_hold

#: Milliseconds by which every reply is late.
FAR = 200
#: Seconds of a drag.
SECONDS = 3

#: Pictures of what follows the hand, and how many frames after the pointer, or a slider's own input, each came.
WATCH_DRAG = """(part) => {
  const hand = { at: 0, frame: 0 };
  let frame = 0;
  let last = 0;
  window.drag = { gaps: [], lags: [] };
  const tick = () => { frame++; requestAnimationFrame(tick); };
  requestAnimationFrame(tick);
  for (const kind of ["pointermove", "input"]) addEventListener(kind, ({ target }) => {
    const isSlider = target instanceof HTMLInputElement; // which may be moved without another value
    if (!hand.at && isSlider === (kind === "input")) Object.assign(hand, { at: performance.now(), frame });
  }, true);
  new MutationObserver(() => {
    const now = performance.now();
    if (last) drag.gaps.push(now - last);
    last = now;
    if (hand.at) drag.lags.push(frame - hand.frame);
    hand.at = 0;
  }).observe(document.querySelector(part), { subtree: true, childList: true, attributes: true });
}"""

#: What is held, what of the page follows it, and the query that it is tried with.
HANDS: dict[str, tuple[str, str, str]] = {
    "start": (START, "#map-svg .layer.path", ""),
    "η": ("#slider-eta", "#map-svg .layer.path", ""),
    "γ": ("#slider-gamma", "#map-svg .layer.path", "optimiser=momentum"),
    "u": ("#map-svg .layer.direction .knob", "#map-svg .layer.now", ""),
    "data point": ("#neuron-plot [data-i='2'] .reach", "#map-svg .layer.path", ""),
}


def drags() -> Iterator[Measurement]:
    """Each hand, without delay and with every reply late: 95 % of gaps between pictures, frames behind, questions."""
    for latency in (0, FAR):
        for name, (held, follows, query) in HANDS.items():
            with browser_page() as page:
                open_page(page, f"/?{query}")
                drag, asked = watch(page, page.locator(held).first, follows, latency)
            gaps, lags = sorted(drag["gaps"]), sorted(drag["lags"])
            what = f"{name} dragged, replies {latency} ms late"
            p95, lag = (values[int(0.95 * len(values))] for values in (gaps, lags))
            yield Measurement(f"{what}: 95 % of gaps", f"{len(gaps)} pictures", "", p95, " ms", "≤", 34)
            yield Measurement(f"{what}: behind the hand", f"{len(lags)} moves", "", lag, " frames", "≤", 1)
            yield Measurement(f"{what}: questions a second", f"{asked} in all", "", asked / SECONDS, "", "≤", 3)


def watch(page: Page, held: Locator, follows: str, latency: int) -> tuple[dict[str, Any], int]:
    """What was seen while it went to and fro, and how many questions the page put to the API."""
    client = page.context.new_cdp_session(page)
    client.send("Network.enable")
    client.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": latency, "downloadThroughput": -1, "uploadThroughput": -1},
    )
    page.wait_for_timeout(2500)  # what computes has come
    page.locator("#step").press("End")
    page.locator("#first").click()
    held.evaluate("(part) => part.scrollIntoView({ block: 'nearest' })")
    page.wait_for_timeout(300)
    x, y = take_hold(page, held)
    for i in range(10):
        page.mouse.move(x + i / 3, y)  # what a first change loads has come
    page.wait_for_timeout(1000)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/api/v1/" in request.url else None)
    page.evaluate(WATCH_DRAG, follows)
    assert repeat(lambda off: page.mouse.move(x + off, y - off))
    found: dict[str, Any] = page.evaluate("drag")
    count = len(asked)
    page.mouse.up()
    return found, count


def repeat(move: Callable[[float], None]) -> int:
    """Moves to and fro by pixels for three seconds, as often as the browser takes it; how often."""
    begun, moves = monotonic(), 0
    while monotonic() - begun < SECONDS:
        move(abs(2 * moves % 160 - 80) - 40)
        moves += 1
    return moves
