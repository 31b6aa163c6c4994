"""The page as a reader works it: by roles and names; and its figure as geometry."""

from __future__ import annotations

import math
import re
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx
from playwright.sync_api import ConsoleMessage, Locator, Page, expect

from antigradient.words.numbers import format_count

#: Seconds that anything may take on a busy machine: what a server is asked for the first time, it computes.
PATIENCE = 15.0
expect.set_options(timeout=1000 * PATIENCE)

SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
TELL_OF_CSP = """addEventListener("securitypolicyviolation", (e) => console.error("CSP", e.violatedDirective))"""

#: The map is drawn in as many units as it has pixels.
FITTED = """(width) => {
  const map = document.querySelector("#map-svg");
  return innerWidth === width && Math.abs(map.viewBox.baseVal.width - map.clientWidth) < 1;
}"""

LOADER = Path(__file__).parents[2] / "static/js/state/loader.js"
#: Milliseconds until a page that has computed something by itself asks the server for it.
REST = re.search(r"^const REST = (\d+);$", LOADER.read_text(encoding="utf-8"), re.MULTILINE)
assert REST
TELL_OF_REST = """(() => {
  const { setTimeout: begin, clearTimeout: end } = window;
  const waiting = new Set();
  window.isWaiting = () => waiting.size > 0;
  window.setTimeout = (what, after, ...given) => {
    const id = begin(() => { what(...given); begin(() => waiting.delete(id), 50); }, after); // it is seen that it asks
    if (after === MILLISECONDS) waiting.add(id);
    return id;
  };
  window.clearTimeout = (id) => { waiting.delete(id); end(id); };
})()""".replace("MILLISECONDS", REST[1])
IS_WAITING = "() => Boolean(window.isWaiting?.())"


class Watch:
    """Collects what a good page never does. A test that provokes trouble says so with `expected`."""

    def __init__(self, page: Page, *bases: str) -> None:
        self.complaints: list[str] = []
        self.expected: list[str] = []
        self.aborted: list[str] = []
        self.asked: list[str] = []
        self.bases = bases
        self.under_way: set[Any] = set()
        page.add_init_script(TELL_OF_CSP)
        page.add_init_script(TELL_OF_REST)
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.complain(f"page error: {error}"))
        page.on("requestfailed", self._failed)
        page.on("request", self._asked)
        page.on("requestfinished", self._finished)

    def forget(self) -> None:
        """Another test begins."""
        for seen in (self.complaints, self.expected, self.aborted, self.asked, self.under_way):
            seen.clear()

    def complain(self, text: str) -> None:
        if not any(part in text for part in self.expected):
            self.complaints.append(text)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complain(message.text)

    def _failed(self, request: Any) -> None:
        self.under_way.discard(request)
        if request.failure == "net::ERR_ABORTED":
            self.aborted.append(request.url)  # replaced by a newer question, or the page went away
        else:
            self.complain(f"failed: {request.url} {request.failure}")

    def _finished(self, request: Any) -> None:
        self.under_way.discard(request)

    def _asked(self, request: Any) -> None:
        self.under_way.add(request)
        self.asked.append(request.url)
        if not request.url.startswith((*self.bases, "data:", "about:")):
            self.complain(f"asks another host: {request.url}")

    def count(self, part: str) -> int:
        return sum(part in url for url in self.asked)


class Playground:
    """One open page."""

    def __init__(self, page: Page, base: str, watch: Watch, path: str = "/", depth: str | None = None) -> None:
        self.page, self.base, self.watch, self.path, self.depth = page, base, watch, path, depth
        self.map = page.get_by_role("region", name="Map")
        self.figure = page.locator("#map-svg")
        self.live = page.locator("#live")
        self.start = page.get_by_role("slider", name="Start point")
        self.steps = page.get_by_role("slider", name="Step", exact=True)
        self.alert = page.get_by_role("alert")
        self.notices = page.locator("#notices")

    def open(self, query: str = "", wait: bool = True) -> None:
        if self.depth:
            query = "&".join(filter(None, (query, f"depth={self.depth}")))
        self.page.goto(f"{self.base}{self.path}{'?' + query if query else ''}")
        if wait:
            self.drawn()

    def drawn(self) -> None:
        expect(self.live).not_to_be_empty()
        expect(self.figure.locator(".band").first).to_be_attached()

    def at_rest(self) -> None:
        """Waits until all that was asked for has come, and is drawn: a picture may be kept to be compared.

        What the page has computed by itself is asked for once nothing has changed for a while.
        """
        end = time.monotonic() + PATIENCE
        while self.page.evaluate(IS_WAITING) or self.watch.under_way:
            assert time.monotonic() < end, "it never came to rest"
            self.until(lambda: not self.watch.under_way)
            self.frames()

    def ready_for_paper(self) -> None:
        """Waits until the browser's own Print, which does not wait, finds all that it needs."""
        self.until(lambda: all(self.watch.count(part) for part in ("/print-", "/derivation", "/gradient")))
        self.at_rest()

    def frames(self, count: int = 2) -> None:
        """Waits until the page has drawn what it knows."""
        self.page.evaluate(
            "(n) => new Promise((done) => { const f = () => n-- ? requestAnimationFrame(f) : done(); f(); })", count
        )

    def resize(self, width: int, height: int) -> None:
        """Another window; the map has come to fit."""
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.wait_for_function(FITTED, arg=width)
        self.frames()

    # What the page says

    @property
    def query(self) -> dict[str, str]:
        """What the address says, but for the depth at which the page was opened."""
        return self.said(self.page.url)

    def said(self, url: str) -> dict[str, str]:
        names = dict(parse_qsl(urlsplit(url).query))
        return {name: value for name, value in names.items() if (name, value) != ("depth", self.depth)}

    def has_query(self, **wanted: str) -> None:
        """The address comes to say exactly this."""
        self.page.wait_for_url(lambda url: self.said(url) == wanted, wait_until="commit")

    def starts_at(self, w: float, b: float) -> None:
        """The address comes to say this start, to about a pixel."""

        def near(url: str) -> bool:
            start = dict(parse_qsl(urlsplit(url).query)).get("start", "-2,-2")
            return all(abs(float(t) - wanted) < 0.021 for t, wanted in zip(start.split(","), (w, b), strict=True))

        self.page.wait_for_url(near, wait_until="commit")

    def until(self, true: Callable[[], bool]) -> None:
        """Lets the browser go on until something is true here."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if true():
                return
            self.page.wait_for_timeout(10)
        raise AssertionError("it never became true")

    def at_step(self, k: int, last: int | None = None) -> None:
        """The player is alive and shows this step; in an embed the server's own words are there before."""
        shown, end = format_count(k), format_count(last) if last is not None else r"[\d\u202f]+"
        expect(self.page.locator("#step")).to_have_attribute("aria-valuetext", re.compile(rf"^step {shown} of {end}$"))
        expect(self.page.locator("#step-count")).to_have_text(re.compile(rf"^step {shown} / {end}$"))

    def goes_to(self, k: int) -> None:
        """Takes the slider to this step; the page has drawn it."""
        self.steps.fill(str(k))
        self.at_step(k)
        self.frames()

    def under_way(self) -> None:
        """A run plays, or has played, and has left the start."""
        expect(self.page.locator("#step-count")).not_to_have_text(re.compile(r"^step 0 /"))

    def opens_points(self) -> None:
        """Opens what has the data points as numbers."""
        self.page.get_by_text("The dots as numbers").click()

    def box(self, name: str) -> Locator:
        return self.page.get_by_role("spinbutton", name=name, exact=True)

    def slider(self, name: str) -> Locator:
        return self.page.get_by_role("slider", name=name, exact=True)

    def select(self, name: str) -> Locator:
        return self.page.get_by_role("combobox", name=name, exact=True)

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def region(self, name: str) -> Locator:
        return self.page.get_by_role("region", name=name, exact=True)

    def numbers(self, card: str) -> dict[str, list[float]]:
        """The rows of a card, once nothing in it is waited for: the name as shown → its numbers."""
        self.frames()  # what was done a moment ago has been asked about
        self.at_rest()
        expect(self.region(card).locator("[aria-busy=true]")).to_have_count(0)
        rows = self.region(card).locator("dl > div").all_inner_texts()
        return {name: numbers(value) for name, value in (re.split(r"\n+|$", row.strip(), maxsplit=1) for row in rows)}

    def api(self, endpoint: str, query: str = "") -> Any:
        answer = httpx.get(f"{self.base}/api/v1/{endpoint}{'?' + query if query else ''}")
        assert answer.status_code == 200, answer.text
        return answer.json()

    # The figure as geometry, in CSS pixels

    def shaft(self, kind: str, within: str = "#map-svg") -> tuple[float, float, float]:
        """An arrow's direction in degrees, counter-clockwise from the right as people see it, and where it begins."""
        d = self.page.locator(f"{within} .arrow.{kind} .shaft").get_attribute("d")
        x, y, tip_x, tip_y = (float(v) for v in re.findall(r"-?[\d.]+", d or ""))
        return math.degrees(math.atan2(-(tip_y - y), tip_x - x)), x, y

    def arc(self, within: str = "#map-svg") -> tuple[float, float, float]:
        """Degrees that β's arc spans, and the directions in which it begins and ends."""
        d = self.page.locator(f"{within} .angle .arc").get_attribute("d") or ""
        _, cx, cy = self.shaft("gradient", within)
        x, y, radius, _, _, large, sweep, end_x, end_y = (float(v) for v in re.findall(r"-?[\d.]+", d))
        begin, end = (math.degrees(math.atan2(-(v - cy), u - cx)) for u, v in ((x, y), (end_x, end_y)))
        assert large == 0
        assert math.isclose(math.hypot(x - cx, y - cy), radius, abs_tol=0.15)
        return (begin - end) % 360 if sweep else (end - begin) % 360, begin, end

    def knob(self) -> tuple[float, float]:
        box = self.start.locator(".knob").bounding_box()
        assert box
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    def pixel(self, w: float, b: float, window: Sequence[float] = (-4, 4, -4, 4)) -> tuple[float, float]:
        """Where a point of the map lies on the screen, read off the frame alone."""
        frame = self.figure.locator(".frame").bounding_box()
        assert frame
        w_min, w_max, b_min, b_max = window
        # A bounding box includes the stroke, half a pixel on each side.
        return (
            frame["x"] + 0.5 + (w - w_min) / (w_max - w_min) * (frame["width"] - 1),
            frame["y"] + 0.5 + (b_max - b) / (b_max - b_min) * (frame["height"] - 1),
        )

    def drag_start(self, w: float, b: float, pauses: int = 5) -> None:
        """Takes the start point by mouse to a place of the default window."""
        self.page.mouse.move(*self.knob())
        self.page.mouse.down()
        self.page.mouse.move(*self.pixel(w, b), steps=pauses)
        self.page.mouse.up()


def pasted(page: Page) -> str:
    """What is in the clipboard; a page may not read it, so it is pasted into a box."""
    page.evaluate(
        "(document.querySelector('dialog[open]') ?? document.body).append(document.createElement('textarea'))",
    )
    box = page.locator("textarea").last
    box.focus()
    page.keyboard.press("ControlOrMeta+v")
    text = box.input_value()
    box.evaluate("(box) => box.remove()")
    return text


def numbers(text: str) -> list[float]:
    """The numbers of a shown text, minus signs and powers of ten read back."""
    found = re.findall(r"(−?[\d.]+)(?:\s×\s10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+))?", text)
    return [float(f"{digits.replace('−', '-')}e{power.translate(SUPERSCRIPT) or 0}") for digits, power in found]


def turn(start: float, end: float) -> float:
    """The angle between two directions, 0 … 180."""
    return abs((end - start + 180) % 360 - 180)
