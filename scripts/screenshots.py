"""Pictures of the real page: `python -m scripts.screenshots` remakes the README's, `… FOLDER` the whole set.

The set is what to look at after a visible change: three sizes, light and dark, an optimiser that is not at 180°, a
test function, and three parameters.
"""

from __future__ import annotations

import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from playwright.sync_api import Browser, sync_playwright

from app.main import create_app
from tests.browser_support import FLAGS, ensure_chromium

README = Path(__file__).parent.parent / "docs" / "screenshot.png"
MOMENTUM = "?optimiser=momentum&eta=1.5&gamma=0.6&start=-2,-2.6&step=5"
SCENES = {
    "momentum": MOMENTUM,
    "gd": "?step=3",
    "rosenbrock": "?objective=rosenbrock&step=9",
    "logistic-2": "?objective=logistic-2&step=5",
}
SIZES = {"desktop": (1340, 900), "tablet": (820, 1180), "phone": (390, 844)}


@contextmanager
def running_server() -> Iterator[str]:
    """The application on a free port of this machine."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(create_app(), log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        while not server.started:
            time.sleep(0.02)
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}/"
        finally:
            server.should_exit = True
            thread.join()


def shoot(
    browser: Browser, url: str, path: Path, size: tuple[int, int], scheme: str = "light", scale: float = 1
) -> None:
    """One picture, once the map and the path are there."""
    page = browser.new_page(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if scheme == "dark" else "light",
        device_scale_factor=scale,
        reduced_motion="reduce",  # the path is there at once
    )
    page.goto(url)
    page.locator("#map-svg .band").first.wait_for()
    page.locator("#map-svg .arrow").first.wait_for()
    page.evaluate("document.fonts.ready")
    page.screenshot(path=path)
    page.close()


def main(folder: str | None = None) -> None:
    """Make the README's picture, or the whole set into `folder`."""
    """The README's picture, or the whole set into `folder`."""
    with running_server() as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=ensure_chromium(), args=FLAGS)
        if folder is None:
            README.parent.mkdir(exist_ok=True)
            shoot(browser, url + MOMENTUM, README, SIZES["desktop"])
        else:
            Path(folder).mkdir(parents=True, exist_ok=True)
            for scene, query in SCENES.items():
                for size, pixels in SIZES.items():
                    for scheme in ("light", "dark"):
                        shoot(browser, url + query, Path(folder) / f"{scene}-{size}-{scheme}.png", pixels, scheme)
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
