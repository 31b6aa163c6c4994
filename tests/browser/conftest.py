"""A real server, one browser, and for each test a page of its own that may not complain about anything.

Pages of the same kind share a browser context, and one after the other a tab: what the browser has fetched and compiled
stays. What was used there is forgotten: every visit is a first one.
"""

from __future__ import annotations

import fcntl
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests import pseudo
from tests.browser.abroad import Abroad, hosting
from tests.browser.playground import Playground
from tests.browser.tabs import Tab, Tabs
from tests.browser_support import FLAGS, find_chromium

ROOT = Path(__file__).resolve().parents[2]
DESKTOP = {"width": 1340, "height": 900}
PHONE = {"width": 390, "height": 844}

#: No host is found but this machine, whatever a page asks for.
ALONE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"

FAILED = pytest.StashKey[bool]()

Open = Callable[..., Playground]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(*program: str, tree: Path = ROOT) -> Iterator[str]:
    """The address of an application that a Python command serves, of this checkout or of a copy of it.

    The port is appended to the command.
    """
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ANTIGRADIENT_")}
    environment["PYTHONPATH"] = str(tree)
    with subprocess.Popen([sys.executable, *program, str(port)], cwd=tree, env=environment) as process:
        try:
            for _ in range(200):
                try:
                    if httpx.get(f"{url}/healthz").status_code == 200:
                        break
                except httpx.TransportError:
                    assert process.poll() is None, "the server ended"
                    time.sleep(0.05)
            yield url
        finally:
            process.terminate()


SERVER = ("-m", "uvicorn", "app.main:app", "--log-level", "warning", "--port")


@pytest.fixture(scope="package")
def server() -> Iterator[str]:
    with running(*SERVER) as url:
        yield url


@pytest.fixture(scope="package")
def polyglot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server that speaks the languages of tests.pseudo too; what it serves is built once for all workers."""
    base = tmp_path_factory.getbasetemp()
    tree = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "polyglot"
    tree.mkdir(exist_ok=True)
    with (tree / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (tree / "static/dist/manifest.json").exists():
            pseudo.build(tree)
    with running(*SERVER, tree=tree) as url:
        yield url


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=[*FLAGS, ALONE])
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def scrolling(browser: Browser) -> Iterator[Browser]:
    """A browser with scroll bars, which take room; tests without them would not see a page that is too wide."""
    hidden = ["--hide-scrollbars"]
    chromium = browser.browser_type.launch(
        executable_path=find_chromium(), args=[*FLAGS, ALONE], ignore_default_args=hidden
    )
    yield chromium
    chromium.close()


@pytest.fixture(scope="package")
def tabs(browser: Browser) -> Iterator[Tabs]:
    tabs = Tabs(browser)
    yield tabs
    tabs.close()


@pytest.fixture(scope="package")
def scrolling_tabs(scrolling: Browser) -> Iterator[Tabs]:
    tabs = Tabs(scrolling)
    yield tabs
    tabs.close()


@pytest.fixture
def abroad(scrolling_tabs: Tabs, server: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Abroad]:
    """A server of another origin, and a browser to open its pages in; afterwards all of them must have been clean."""
    with hosting(tmp_path) as url:
        abroad = Abroad(scrolling_tabs, server, url, tmp_path)
        yield abroad
        abroad.close(good=not request.node.stash.get(FAILED, False))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Generator[None, Any, Any]:
    """Where a test failed nobody knows what is pressed or held: its tabs are not handed on."""
    item.stash[FAILED] = item.stash.get(FAILED, False) or call.excinfo is not None
    return (yield)


@pytest.fixture
def visit(tabs: Tabs, server: str, request: pytest.FixtureRequest) -> Iterator[Open]:
    """Opens the playground: `visit("eta=2", dark=True)`. Afterwards every page that was opened must have been clean.

    Nothing moves that need not: who tests motion asks for `reduced_motion="no-preference"`. A module about the
    mathematics has `DEPTH = "calculate"`: its pages are opened at that depth. `before` prepares the tab, `script` runs
    before the page's own; what a tab cannot be made to forget, storage or a clock, needs a context `apart`.
    """
    depth_of_module: str | None = getattr(request.module, "DEPTH", None)
    opened: list[Tab] = []

    def open_page(
        query: str = "",
        *,
        path: str = "/",
        phone: bool = False,
        dark: bool = False,
        wait: bool = True,
        at: str | None = None,
        before: Callable[[Page], None] | None = None,
        script: str = "",
        apart: bool = False,
        allow: Sequence[str] = (),
        depth: str | None = depth_of_module,
        **options: Any,
    ) -> Playground:
        options.setdefault("viewport", PHONE if phone else DESKTOP)
        options.setdefault("reduced_motion", "reduce")
        options.update(has_touch=phone, color_scheme="dark" if dark else "light")
        tab = tabs.apart(options) if apart else tabs.take(options)
        opened.append(tab)
        tab.watch.bases = (at or server,)
        tab.watch.expected.extend(allow)
        if script:
            tab.begin(script)
        if before:
            before(tab.page)
        playground = Playground(tab.page, at or server, tab.watch, path, depth if path == "/" else None)
        playground.open(query, wait=wait)
        return playground

    yield open_page
    complaints = [tab.leave() for tab in opened]
    for tab in opened:
        tabs.give_back(tab, good=not request.node.stash.get(FAILED, False))
    assert complaints == [[] for _ in opened]
