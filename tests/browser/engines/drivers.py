"""Firefox and WebKit behind one small set of commands, so that each test is written once for both.

Positions are CSS pixels of the page's viewport, in a frame too. Code is a JavaScript function, as text, with JSON for
arguments and result.
"""

from __future__ import annotations

import json
import os
import struct
import subprocess
import time
import zlib
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import numpy.typing as npt
from selenium.common.exceptions import NoSuchFrameException
from selenium.webdriver import Remote
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.actions.action_builder import ActionBuilder
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.client_config import ClientConfig
from selenium.webdriver.remote.remote_connection import RemoteConnection
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

from hatch_build import find_node

HERE = Path(__file__).parent
#: Seconds that a page on a busy machine may take.
PATIENCE = 15.0


class Engine(ABC):
    """A browser with one page in it."""

    name: str

    @abstractmethod
    def size(self, width: int, height: int) -> None:
        """The viewport, in CSS pixels."""

    @abstractmethod
    def goto(self, url: str) -> None:
        """Opens a page and waits until it has loaded."""

    @abstractmethod
    def run(self, code: str, frame: str | None) -> Any:
        """What an expression gives in the page, or in the frame that a selector finds."""

    @abstractmethod
    def move(self, x: float, y: float, steps: int = 1) -> None:
        """Takes the mouse there."""

    @abstractmethod
    def down(self) -> None:
        """Presses the mouse's button."""

    @abstractmethod
    def up(self) -> None:
        """Lets it go."""

    @abstractmethod
    def key(self, name: str) -> None:
        """Presses a key, by the name that its event has."""

    @abstractmethod
    def screenshot(self, path: Path) -> None:
        """What is in sight, as PNG."""

    def complaints(self) -> list[str]:
        """What the browser itself complained of since it was last asked."""
        return []

    # The same for both

    def evaluate(self, function: str, *values: Any, frame: str | None = None) -> Any:
        """What a function gives for these values."""
        return self.run(f"({function})({', '.join(map(json.dumps, values))})", frame)

    def wait(self, function: str, *values: Any, frame: str | None = None) -> Any:
        """The first true value that a function gives."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if result := self.evaluate(function, *values, frame=frame):
                return result
            time.sleep(0.02)
        raise AssertionError(f"{self.name}: never true: {function} {values}")

    def text(self, selector: str, frame: str | None = None) -> str:
        """The text that is shown in an element."""
        return str(self.evaluate("(s) => document.querySelector(s).innerText", selector, frame=frame)).strip()

    def says(self, selector: str, part: str, frame: str | None = None) -> None:
        """An element comes to hold this text."""
        self.wait("(s, part) => document.querySelector(s)?.textContent.includes(part)", selector, part, frame=frame)

    def centre(self, selector: str, frame: str | None = None) -> tuple[float, float]:
        """The middle of an element, once it is in sight and at rest."""
        x, y = self.wait(CENTRE, selector, frame=frame)
        if frame:
            left, top = self.wait(CORNER, frame)
            # Bringing the element into sight may have scrolled the page around the frame.
            x, y = x + left, y + top
        return x, y

    def click(self, selector: str, frame: str | None = None) -> None:
        """Presses an element by mouse."""
        self.move(*self.centre(selector, frame))
        self.down()
        self.up()

    def drag(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """By mouse, in several moves."""
        self.move(*start)
        self.down()
        self.move(*end, steps=5)
        self.up()


CENTRE = """async (selector) => {
  const found = document.querySelector(selector);
  if (!found?.getClientRects().length) return null;
  found.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
  const before = found.getBoundingClientRect();
  await new Promise((done) => setTimeout(done, 30));
  const { x, y, width, height } = found.getBoundingClientRect();
  return x === before.x && y === before.y && [x + width / 2, y + height / 2];
}"""
CORNER = """(selector) => {
  const frame = document.querySelector(selector);
  const { x, y } = frame.getBoundingClientRect();
  return [x + frame.clientLeft, y + frame.clientTop];
}"""


class Firefox(Engine):
    """Firefox over WebDriver BiDi, which puppeteer speaks for us in a process of Node."""

    name = "firefox"

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def _ask(self, *question: Any) -> Any:
        assert self.process.stdin
        assert self.process.stdout
        print(json.dumps(question), file=self.process.stdin, flush=True)
        line = self.process.stdout.readline()
        assert line, "the driver of Firefox ended"
        answer = json.loads(line)
        assert "error" not in answer, answer["error"]
        return answer["value"]

    def size(self, width: int, height: int) -> None:
        self._ask("size", width, height, 1)

    def goto(self, url: str) -> None:
        self._ask("goto", url)

    def run(self, code: str, frame: str | None) -> Any:
        return self._ask("evaluate", frame, code)

    def move(self, x: float, y: float, steps: int = 1) -> None:
        self._ask("move", x, y, steps)

    def down(self) -> None:
        self._ask("down")

    def up(self) -> None:
        self._ask("up")

    def key(self, name: str) -> None:
        self._ask("key", name)

    def screenshot(self, path: Path) -> None:
        self._ask("screenshot", str(path), False)

    def complaints(self) -> list[str]:
        found: list[str] = self._ask("complaints")
        return found


@contextmanager
def firefox(program: str) -> Iterator[Firefox]:
    """A Firefox without a window."""
    command = ["node", "firefox.mjs", program]
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, cwd=HERE, env=find_node().environment, **pipes) as process:
        try:
            yield Firefox(process)
        finally:
            assert process.stdin
            process.stdin.close()  # it then closes the browser


#: Pixels of a MiniBrowser's width at least, by what stands at its head.
NARROWEST = 460
SCREEN = "1600x1200x24"
#: The names of events' keys as WebDriver writes them.
KEYS = {
    "ArrowLeft": Keys.ARROW_LEFT, "ArrowRight": Keys.ARROW_RIGHT, "ArrowUp": Keys.ARROW_UP,
    "ArrowDown": Keys.ARROW_DOWN, "Home": Keys.HOME, "Escape": Keys.ESCAPE, "Tab": Keys.TAB,
}  # fmt: skip


class WebKit(Engine):
    """WebKitGTK's MiniBrowser by its own WebDriver."""

    name = "webkit"

    def __init__(self, driver: Remote, screen: Path) -> None:
        self.driver, self.screen = driver, screen
        self.place: tuple[float, float] = (0, 0)

    def size(self, width: int, height: int) -> None:
        # A window has a head of its own, and is no narrower than that; to be set to what it is, it waits for ever.
        self.driver.switch_to.default_content()
        inner = self.evaluate("() => [innerWidth, innerHeight]")
        wanted = [max(width, NARROWEST), height]
        if inner == wanted:
            return
        window = self.driver.get_window_size()
        self.driver.set_window_size(window["width"] + wanted[0] - inner[0], window["height"] + wanted[1] - inner[1])
        self.wait("(width, height) => innerWidth === width && innerHeight === height", *wanted)

    def goto(self, url: str) -> None:
        # The driver's own waiting has no end where a frame is taken away while it loads, so it is told not to wait.
        self.driver.switch_to.default_content()
        self.evaluate("() => { window.left = true; return true; }")
        self.driver.get(url)
        while True:  # bounded by what `wait` is patient for
            try:
                self.wait("() => !window.left && document.readyState === 'complete'")
                return
            except NoSuchFrameException:  # asked while the page before it went
                continue

    def run(self, code: str, frame: str | None) -> Any:
        self.driver.switch_to.default_content()
        if frame:
            self.driver.switch_to.frame(self.driver.find_element(By.CSS_SELECTOR, frame))
        return self.driver.execute_script(f"return {code}")

    def _pointer(self, *acts: tuple[str, tuple[Any, ...]]) -> None:
        self.driver.switch_to.default_content()
        builder = ActionBuilder(self.driver, duration=5)
        for act, values in acts:
            getattr(builder.pointer_action, act)(*values)
        builder.perform()

    def move(self, x: float, y: float, steps: int = 1) -> None:
        left, top = self.place
        places = [(left + (x - left) * i / steps, top + (y - top) * i / steps) for i in range(1, steps + 1)]
        self._pointer(*(("move_to_location", (round(u), round(v))) for u, v in places))
        self.place = x, y

    def down(self) -> None:
        self._pointer(("pointer_down", ()))

    def up(self) -> None:
        self._pointer(("pointer_up", ()))

    def key(self, name: str) -> None:
        ActionChains(self.driver, duration=0).send_keys(KEYS.get(name, name)).perform()

    def screenshot(self, path: Path) -> None:
        # Off the screen itself: the driver's own waits for the next time that the page is painted, which may not come.
        self.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(true), 150)))")
        width, height = self.evaluate("() => [innerWidth, innerHeight]")
        window = self.driver.get_window_rect()
        left, top = window["x"], window["y"] + window["height"] - height
        path.write_bytes(png(pixels(self.screen)[top : top + height, left : left + width]))


def pixels(screen: Path) -> npt.NDArray[np.uint8]:
    """What a screen shows, rows of red, green and blue, from the file that Xvfb keeps (X11's XWDFile.h)."""
    data = screen.read_bytes()
    header = np.frombuffer(data, ">u4", 25)
    size, width, height, line, colours = (int(header[i]) for i in (0, 4, 5, 12, 19))
    rows = np.frombuffer(data, np.uint8, line * height, size + 12 * colours).reshape(height, line)
    return rows[:, : 4 * width].reshape(height, width, 4)[:, :, 2::-1]


def png(image: npt.NDArray[np.uint8]) -> bytes:
    """The picture as a file (PNG's specification, section 5; no filter)."""
    height, width, _ = image.shape

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = np.zeros((height, 1 + 3 * width), np.uint8)
    rows[:, 1:] = image.reshape(height, -1)
    head = struct.pack(">2I5B", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(rows.tobytes(), 6)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


@contextmanager
def display(program: str, folder: str) -> Iterator[str]:
    """A screen that nobody sees, kept in a file of the folder: MiniBrowser has no other way to be without one."""
    read, write = os.pipe()
    command = [program, "-displayfd", str(write), "-screen", "0", SCREEN, "-nolisten", "tcp", "-fbdir", folder]
    with subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL) as server:
        os.close(write)
        try:
            with os.fdopen(read) as number:
                yield f":{number.readline().strip()}"
        finally:
            server.terminate()


@contextmanager
def webkit(driver: str, browser: str, screen: str) -> Iterator[WebKit]:
    """A MiniBrowser on a screen of its own."""
    options = Options()
    options.binary_location = browser
    options.add_argument("--automation")
    options.page_load_strategy = "none"
    with TemporaryDirectory() as folder, display(screen, folder) as number:
        # Nothing of the machine: no accelerated drawing, no settings, no bus for screen readers.
        quiet = {"WEBKIT_DISABLE_COMPOSITING_MODE": "1", "NO_AT_BRIDGE": "1", "GSETTINGS_BACKEND": "memory"}
        service = Service(driver, env={**os.environ, **quiet, "DISPLAY": number})
        service.start()
        try:
            config = ClientConfig(remote_server_addr=service.service_url, timeout=round(PATIENCE * 3))
            driven = Remote(RemoteConnection(client_config=config), options=options)
            try:
                yield WebKit(driven, Path(folder) / "Xvfb_screen0")
            finally:
                driven.quit()
        finally:
            service.stop()
