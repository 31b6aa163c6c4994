"""Pages elsewhere that hold a figure: a server of another origin, and what their frames say and look like."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from playwright.sync_api import Frame, Locator, Page, expect

from tests.browser.tabs import Tab, Tabs

#: Records what the frames of the page say, before any script of the page runs.
RECORD = """
window.said = [];
addEventListener("message", ({ source, data }) => source !== window && window.said.push(data));
"""


#: Asks of all that a page shows to let itself be shown by anyone.
ISOLATED = {"Cross-Origin-Embedder-Policy": "require-corp", "Cross-Origin-Opener-Policy": "same-origin"}


class Quiet(SimpleHTTPRequestHandler):
    """A static server that does not log, and has no icon: browsers ask for one where a page names none.

    A page that is asked for with `?isolated` is isolated from all others.
    """

    def end_headers(self) -> None:
        if self.path.endswith("?isolated"):
            for name, value in ISOLATED.items():
                self.send_header(name, value)
        super().end_headers()

    def do_GET(self) -> None:
        if self.path == "/favicon.ico":
            self.send_response(204)
            self.end_headers()
        else:
            super().do_GET()

    def log_message(self, format: str, *values: Any) -> None: ...


@contextmanager
def hosting(folder: Path) -> Iterator[str]:
    """The address of a server of the folder's files, of another origin than the application's."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder)) as server:
        Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()  # it ends as soon
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class Abroad:
    """Opens pages of the folder, and lets them ask nobody but their own server and the application's."""

    def __init__(self, tabs: Tabs, server: str, url: str, folder: Path) -> None:
        self.tabs, self.server, self.url, self.folder = tabs, server, url, folder
        self.opened: list[Tab] = []

    def page(self, allow: Sequence[str] = (), **options: Any) -> Page:
        """An empty page; complaints that hold a text of `allow` are expected."""
        tab = self.tabs.take({"viewport": {"width": 1000, "height": 800}, **options})
        tab.watch.bases = (self.server, self.url)
        tab.watch.expected.extend(allow)
        tab.begin(RECORD)
        self.opened.append(tab)
        return tab.page

    def open(self, body: str, head: str = "", **options: Any) -> Page:
        """A page with this body and more in its head, which name the application `SERVER`."""
        self.write(body, head)
        page = self.page(**options)
        page.goto(f"{self.url}/index.html")
        return page

    def write(self, body: str, head: str = "") -> None:
        """The page."""
        head = f'<meta charset="utf-8"><title>A course</title>{head}'
        text = f'<!doctype html><html lang="en"><head>{head}</head><body>{body}</body></html>'
        (self.folder / "index.html").write_text(text.replace("SERVER", self.server), encoding="utf-8")

    def close(self, good: bool) -> None:
        """Nothing may have been complained of."""
        complaints = [tab.leave() for tab in self.opened]
        for tab in self.opened:
            self.tabs.give_back(tab, good)
        assert complaints == [[] for _ in self.opened], complaints


class Figure:
    """A frame with a figure, on the page that `locator` finds its iframe in."""

    def __init__(self, locator: Locator) -> None:
        self.frame = locator
        self.inside = locator.content_frame

    def drawn(self) -> None:
        """The map, the path and the arrows are there, and the player knows the run."""
        expect(self.inside.locator("#map-svg .band").first).to_be_attached()
        expect(self.inside.locator("#map-svg .path").first).to_be_attached()
        self.at_step(0, 31)  # η = 0.2 on the bowl

    def at_step(self, k: int, last: int | None = None) -> None:
        """The player is alive and shows this step; the server's own words are there before."""
        told = re.compile(rf"^step {k} of {last if last is not None else '[0-9]+'}$")
        expect(self.inside.locator("#step")).to_have_attribute("aria-valuetext", told)
        expect(self.inside.locator("#step-count")).to_contain_text(f"step {k} /")

    def fits(self) -> None:
        """It has come to be exactly as tall as its content asks: nothing scrolls and nothing is empty."""
        self.frame.page.wait_for_function(FITS, arg=self.frame.element_handle())
        assert self.scrolls() == 0

    @property
    def document(self) -> Frame:
        """The frame's own document."""
        handle = self.frame.element_handle()
        assert handle
        frame = handle.content_frame()
        assert frame
        return frame

    def scrolls(self) -> float:
        """Pixels that can be scrolled, either way, or that a scroll bar takes."""
        return float(self.document.evaluate(SCROLLS))


SCROLLS = """() => {
  const { scrollHeight, scrollWidth, clientHeight, clientWidth } = document.documentElement;
  return Math.max(scrollHeight - clientHeight, scrollWidth - clientWidth, innerWidth - clientWidth);
}"""
#: What the frame said last is how tall it is.
FITS = """(frame) => {
  const height = window.said.findLast(({ type }) => type === "gd:resize")?.height;
  return height && Math.abs(frame.clientHeight - height) < 1;
}"""


def said(page: Page, type: str) -> list[Any]:
    """What the frames have said of one type, so far."""
    messages: list[Any] = page.evaluate("(type) => window.said.filter((message) => message.type === type)", type)
    return messages
