"""A hand on the page, near the server and far from it: how late and how smooth the path is, and what is asked."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

from playwright.async_api import Page, async_playwright

from bench.measure import Measurement
from bench.page import START, WINDOW
from scripts.screenshots import running_server
from tests.browser_support import FLAGS, ensure_chromium

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

#: Tells of each frame, for a move in each. A browser hands on what a mouse does once a frame, a driver's moves as they
#: come; and a driver that waits until the page has drawn one before it sends the next is slower than any hand.
TELL_FRAMES = "() => { const tick = () => { framed(''); requestAnimationFrame(tick); }; tick(); }"

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
            with running_server() as url:
                drag, asked = asyncio.run(dragged(f"{url}/?{query}", held, follows, latency))
            gaps, lags = sorted(drag["gaps"]), sorted(drag["lags"])
            what = f"{name} dragged, replies {latency} ms late"
            p95, lag = (values[int(0.95 * len(values))] for values in (gaps, lags))
            yield Measurement(f"{what}: 95 % of gaps", f"{len(gaps)} pictures", "", p95, " ms", "≤", 34)
            yield Measurement(f"{what}: behind the hand", f"{len(lags)} moves", "", lag, " frames", "≤", 1)
            yield Measurement(f"{what}: questions a second", f"{asked} in all", "", asked / SECONDS, "", "≤", 3)


async def dragged(url: str, held: str, follows: str, latency: int) -> tuple[dict[str, Any], int]:
    """What was seen while a part of the page went to and fro, and how many questions it put to the API."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=ensure_chromium(), args=FLAGS)
        page = await browser.new_page(viewport=WINDOW)
        await page.goto(url, wait_until="networkidle")
        found = await watch(page, held, follows, latency)
        await browser.close()
    return found


async def watch(page: Page, held: str, follows: str, latency: int) -> tuple[dict[str, Any], int]:
    """For `dragged`, on the page that is open."""
    client = await page.context.new_cdp_session(page)
    await client.send("Network.enable")
    conditions = {"offline": False, "latency": latency, "downloadThroughput": -1, "uploadThroughput": -1}
    await client.send("Network.emulateNetworkConditions", conditions)
    await page.wait_for_timeout(2500)  # what computes has come
    await page.locator("#step").press("End")
    await page.locator("#first").click()
    part = page.locator(held).first
    await part.evaluate("(part) => part.scrollIntoView({ block: 'nearest' })")
    await page.wait_for_timeout(300)
    box = await part.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    await page.mouse.move(x, y)
    await page.mouse.down()
    for i in range(10):
        await page.mouse.move(x + i / 3, y)  # what a first change loads has come
    await page.wait_for_timeout(1000)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/api/v1/" in request.url else None)
    await page.evaluate(WATCH_DRAG, follows)

    moves: list[asyncio.Task[Any]] = []

    def follow(_: object) -> None:
        off = abs(2 * len(moves) % 160 - 80) - 40
        at = {"type": "mouseMoved", "x": x + off, "y": y - off, "button": "left", "buttons": 1}
        moves.append(asyncio.create_task(client.send("Input.dispatchMouseEvent", at)))

    client.on("Runtime.bindingCalled", follow)
    await client.send("Runtime.enable")
    await client.send("Runtime.addBinding", {"name": "framed"})
    await page.evaluate(TELL_FRAMES)
    await asyncio.sleep(SECONDS)
    client.remove_listener("Runtime.bindingCalled", follow)
    await asyncio.gather(*moves)
    drag: dict[str, Any] = await page.evaluate("drag")
    count = len(asked)
    await page.mouse.up()
    return drag, count
