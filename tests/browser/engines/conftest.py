"""Firefox and WebKit, each started once, and pages that may not complain of anything."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

from tests.browser.abroad import hosting
from tests.browser.engines.drivers import Engine, firefox, webkit
from tests.browser.engines.watched import Watched, serving
from tests.browser_support import FIREFOX, MINIBROWSER, WEBKIT, XVFB, engines, find

DESKTOP, PHONE = (1340, 900), (390, 844)
#: Where pictures of what was tested are kept, to be looked at.
SCREENSHOTS = Path(os.environ.get("SCREENSHOTS") or Path(__file__).parent / ".screenshots")
#: What Firefox says of requests of a page, or of a frame in it, that is left.
CUT_SHORT = ("NS_BINDING_ABORTED", "Browsing context already closed")

#: The figures that the page itself frames are alive. WebKit's driver hangs where a frame goes while it loads.
PREVIEWED = """() => [...document.querySelectorAll("iframe")].every((frame) => {
  const { top, height } = frame.getBoundingClientRect();
  const inSight = height && top < innerHeight;
  return !inSight || frame.contentDocument?.querySelector("#step[aria-valuetext]");
})"""

Site = tuple[str, Watched]


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    with serving() as served:
        yield served


@pytest.fixture(scope="session", params=engines())
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    opened: AbstractContextManager[Engine] = (
        firefox(find(FIREFOX)) if request.param == "firefox" else webkit(find(WEBKIT), find(MINIBROWSER), find(XVFB))
    )
    with opened as started:
        yield started


class Visit:
    """Pages of the application in one engine, and what was wrong with them."""

    def __init__(self, engine: Engine, site: Site) -> None:
        self.engine, (self.url, self.watched) = engine, site
        self.wrong: list[str] = []
        self.expected: list[str] = []
        self.frame: str | None = None

    def open(self, path: str, size: tuple[int, int] = DESKTOP) -> Engine:
        """A page of the application, or at an address of its own."""
        self.collect()
        self.engine.size(*size)
        self.engine.goto(path if "://" in path else f"{self.url}{path}")
        return self.engine

    def keep(self, name: str) -> None:
        """A picture."""
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        self.engine.evaluate("() => document.fonts.ready.then(() => true)")
        self.engine.screenshot(SCREENSHOTS / f"{self.engine.name}-{name}.png")

    def dark(self) -> None:
        """The dark theme, whatever the page's own way to it."""
        self.engine.evaluate('() => { document.documentElement.dataset.theme = "dark"; return true; }')

    def collect(self, frame: str | None = None) -> None:
        """Takes down what the page, or one of its frames, has complained of."""
        noted: Any = self.engine.evaluate("() => window.watched?.splice(0) ?? []", frame=frame)
        self.wrong += [*noted, *(text for text in self.engine.complaints() if not text.rstrip(".").endswith(CUT_SHORT))]
        self.wrong += self.watched.failures
        self.watched.failures.clear()


@pytest.fixture
def visit(engine: Engine, site: Site) -> Iterator[Visit]:
    visit = Visit(engine, site)
    engine.complaints()
    site[1].failures.clear()
    yield visit
    visit.collect()
    assert [text for text in visit.wrong if not any(part in text for part in visit.expected)] == []


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A folder, and the address of its files at another origin."""
    with hosting(tmp_path) as url:
        yield tmp_path, url
