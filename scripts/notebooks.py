"""Tries a run's output in the real notebooks: `python -m scripts.notebooks`, or `make notebooks`.

They are JupyterLab, nbconvert (HTML, LaTeX, web PDF), Jupyter Book, marimo, and a page under VS Code's policy; a folder
that is named keeps pictures. They come from the package index into an environment of their own, which is thrown away
with the rest. What is looked at is the same everywhere: the figure is drawn in a frame, its start can be dragged, and
the picture lies below it. LaTeX needs `xelatex` and `pandoc`, and is said to be left out where there is none.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser_support import FLAGS, find_chromium

ROOT = Path(__file__).resolve().parents[1]
CELL = 'import antigradient as ag\n\nag.run("ravine", optimiser="momentum", eta=0.05)'
#: Its web PDF looks for a browser of playwright's own only.
WEB_PDF = """
import sys
from functools import partialmethod
from playwright.async_api import BrowserType
BrowserType.launch = partialmethod(BrowserType.launch, executable_path=sys.argv.pop(1))
from nbconvert.nbconvertapp import main
main()
"""
EXECUTE = """
import sys, nbclient, nbformat
notebook = nbformat.read(sys.argv[1], 4)
nbclient.NotebookClient(notebook, timeout=120).execute()
nbformat.write(notebook, sys.argv[1])
"""
MARIMO = """
import marimo
app = marimo.App()

@app.cell
def _():
    {}
    return
"""
#: That of its notebooks' webview, with `notebook.experimental.enableCsp`: backLayerWebView.ts of microsoft/vscode.
VS_CODE = (
    "default-src 'none'; script-src https://*.vscode-cdn.net 'unsafe-inline' 'unsafe-eval'; "
    "style-src https://*.vscode-cdn.net 'unsafe-inline'; img-src https://*.vscode-cdn.net https: http: data:; "
    "font-src https://*.vscode-cdn.net https:; connect-src https:; child-src https: data:;"
)


class Trial:
    """One folder, one environment, one browser: what all hosts are tried with."""

    def __init__(self, folder: Path, browser: Browser, pictures: Path | None) -> None:
        self.folder, self.browser, self.pictures = folder, browser, pictures
        self.notebook = folder / "course.ipynb"

    def install(self, name: str, *packages: str) -> None:
        """An environment with these packages and this project, as a user has them."""
        subprocess.run([sys.executable, "-m", "venv", self.folder / name], check=True)
        self.run(name, "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *packages, str(ROOT))

    def run(self, name: str, *command: str) -> None:
        """A program of that environment, which has to do well."""
        program, *rest = command
        done = subprocess.run(
            [self.folder / name / "bin" / program, *rest], cwd=self.folder, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise SystemExit(f"{' '.join(command)}: {done.stdout[-2000:]}{done.stderr[-2000:]}")

    @contextmanager
    def serving(self, name: str, *command: str) -> Iterator[str]:
        """The address of a program that serves at the port that the word {port} stands for."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        program, *rest = (word.format(port=port) for word in command)
        with subprocess.Popen(
            [self.folder / name / "bin" / program, *rest],
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as server:
            address = f"http://127.0.0.1:{port}"
            for _ in range(300):
                try:
                    socket.create_connection(("127.0.0.1", port), timeout=5).close()
                    break
                except OSError:
                    time.sleep(0.2)
            yield address
            server.terminate()

    def live(self, host: str, address: str) -> None:
        """The figure is drawn and moves; the picture is below it."""
        page = self.browser.new_page(viewport={"width": 1400, "height": 1300})
        page.goto(address)
        expect(page.get_by_role("img", name="Contour map of the loss").first).to_be_attached(timeout=60_000)
        figure = page.frame_locator("iframe[srcdoc]").first
        words = figure.get_by_role("status").first
        expect(words).to_contain_text("Step 0 of", timeout=60_000)
        figure.locator("#map-svg").scroll_into_view_if_needed()
        before = words.inner_text()
        start = figure.get_by_role("slider", name="Start point")
        start.drag_to(figure.locator("#map-svg"), target_position={"x": 300, "y": 150})
        expect(words).not_to_have_text(before)
        self.picture(host, page.screenshot())
        page.close()
        print(f"{host}: drawn, and dragged")

    def still(self, host: str, address: str) -> None:
        """There is no frame: the picture is left, with its words."""
        page = self.browser.new_page(viewport={"width": 1400, "height": 1300})
        page.goto(address)
        picture = page.get_by_role("img", name="Contour map of the loss").first
        expect(picture).to_be_visible(timeout=60_000)
        expect(page.locator("iframe")).to_have_count(0)
        assert picture.evaluate("(image) => image.decode().then(() => image.naturalWidth)") == 640
        self.picture(host, page.screenshot())
        page.close()
        print(f"{host}: the picture, and no frame")

    def picture(self, host: str, content: bytes) -> None:
        """Kept where asked."""
        if self.pictures:
            self.pictures.mkdir(parents=True, exist_ok=True)
            (self.pictures / f"{host.lower().replace(' ', '-')}.png").write_bytes(content)


def jupyter(trial: Trial) -> None:
    """JupyterLab, with a notebook that it trusts and with a stranger's, and what nbconvert makes."""
    trial.install("lab", "jupyterlab", "nbconvert", "nbclient", "playwright")
    cell: dict[str, object] = {
        "cell_type": "code",
        "source": CELL,
        "metadata": {},
        "execution_count": None,
        "outputs": [],
    }
    trial.notebook.write_text(json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 4}))
    trial.run("lab", "python", "-c", EXECUTE, trial.notebook.name)
    data = json.loads(trial.notebook.read_text())["cells"][0]["outputs"][0]["data"]
    assert sorted(data) == ["image/png", "text/html", "text/plain"]
    foreign = trial.notebook.read_text().replace("eta=0.05", "eta=0.050")
    (trial.folder / "foreign.ipynb").write_text(foreign)
    trial.run("lab", "jupyter", "trust", trial.notebook.name)
    lab = ("jupyter-lab", "--allow-root", "--no-browser", "--port", "{port}", "--IdentityProvider.token=")
    with trial.serving("lab", *lab) as address:
        trial.live("JupyterLab", f"{address}/lab/tree/{trial.notebook.name}")
        trial.still("JupyterLab untrusted", f"{address}/lab/workspaces/other/tree/foreign.ipynb")
    trial.run("lab", "jupyter", "nbconvert", "--to", "html", trial.notebook.name)
    trial.live("nbconvert HTML", (trial.folder / "course.html").as_uri())
    web = ("--to", "webpdf", "--disable-chromium-sandbox", "--output", "web", trial.notebook.name)
    trial.run("lab", "python", "-c", WEB_PDF, find_chromium(), *web)
    print(f"nbconvert web PDF: {(trial.folder / 'web.pdf').stat().st_size} bytes")
    if shutil.which("xelatex") and shutil.which("pandoc"):
        trial.run("lab", "jupyter", "nbconvert", "--to", "pdf", trial.notebook.name)
        size = (trial.folder / "course.pdf").stat().st_size
        assert size > 20_000, "the picture is in it"
        print(f"nbconvert LaTeX: {size} bytes")
    else:
        print("nbconvert LaTeX: left out, for there is no xelatex or no pandoc")
    page = f'<meta http-equiv="Content-Security-Policy" content="{VS_CODE}"><div>{"".join(data["text/html"])}</div>'
    (trial.folder / "code.html").write_text(f"<!doctype html><title>VS Code</title>{page}", encoding="utf-8")
    trial.live("VS Code's policy", (trial.folder / "code.html").as_uri())


def jupyter_book(trial: Trial) -> None:
    """A book of that notebook, as HTML."""
    trial.install("book", "jupyter-book<2")
    book = trial.folder / "book-of-it"
    book.mkdir()
    shutil.copy(trial.notebook, book)
    (book / "_config.yml").write_text('title: A course\nexecute: {execute_notebooks: "off"}\n')
    (book / "_toc.yml").write_text("format: jb-book\nroot: course\n")
    trial.run("book", "jupyter-book", "build", "-q", book.name)
    trial.live("Jupyter Book", (book / "_build" / "html" / "course.html").as_uri())


def marimo(trial: Trial) -> None:
    """An application of one cell."""
    trial.install("marimo", "marimo")
    (trial.folder / "course.py").write_text(MARIMO.format(CELL.replace("\n\n", "\n    ")))
    command = ("marimo", "-q", "run", "course.py", "--headless", "--no-token", "--port", "{port}")
    with trial.serving("marimo", *command) as address:
        trial.live("marimo", address)


HOSTS: tuple[Callable[[Trial], None], ...] = (jupyter, jupyter_book, marimo)


def main() -> int:
    """For `make notebooks`: tries them all."""
    pictures = Path(sys.argv[1]).absolute() if len(sys.argv) > 1 else None
    os.environ["JUPYTER_PLATFORM_DIRS"] = "1"
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder, sync_playwright() as playwright:
        os.environ["HOME"] = folder  # what they trust and remember is thrown away too
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        trial = Trial(Path(folder), browser, pictures)
        for host in HOSTS:
            host(trial)
        browser.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
