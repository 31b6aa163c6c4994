"""What a user of the wheel gets: a page and an API, without Node and without a checkout."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from dataclasses import replace
from email.parser import Parser
from pathlib import Path
from zipfile import ZipFile

import httpx
import pytest
from markdown import markdown

import app
from tests.packaging.conftest import ROOT, Built, outside
from tests.packaging.server import serving


def names(built: Built) -> set[str]:
    with ZipFile(built.wheel) as wheel:
        return set(wheel.namelist())


def test_it_carries_the_front_end_and_the_templates(built: Built) -> None:
    with ZipFile(built.wheel) as wheel:
        manifest = json.loads(wheel.read("antigradient/static/dist/manifest.json"))
    assert {"main.js", "main.css", "math.woff2", "figure-sans.ttf"} <= set(manifest["files"])
    assert {f"antigradient/static/dist/{file}" for file in manifest["files"].values()} <= names(built)
    assert {f"antigradient/static/dist/{font}-licence.txt" for font in ("math-font", "figure-sans")} <= names(built)
    assert "antigradient/static/shared/map.css" in names(built)
    assert "antigradient/templates/index.html" in names(built)


def test_it_carries_nothing_else(built: Built) -> None:
    packed = {name for name in names(built) if not name.startswith(f"antigradient-{app.__version__}.dist-info/")}
    allowed = r"antigradient/([\w/]+\.(py|typed|json)|lesson/texts/[\w/-]+\.md"
    allowed += r"|data/published/[\w-]+\.csv|templates/[\w./-]+|static/(dist|shared)/[\w./-]+)"
    assert [name for name in packed if not re.fullmatch(allowed, name)] == []


def test_its_metadata(built: Built) -> None:
    with ZipFile(built.wheel) as wheel:
        info = f"antigradient-{app.__version__}.dist-info"
        metadata = Parser().parsestr(wheel.read(f"{info}/METADATA").decode())
        entry_points = wheel.read(f"{info}/entry_points.txt").decode()
    assert metadata["Version"] == app.__version__
    assert metadata["Requires-Python"] == ">=3.11"
    assert metadata["License-Expression"] == "MIT"
    assert "antigradient = antigradient.__main__:main" in entry_points
    assert {"Framework :: FastAPI", "Typing :: Typed"} <= set(metadata.get_all("Classifier", []))
    required = [line for line in metadata.get_all("Requires-Dist", []) if "extra ==" not in line]
    assert [line for line in required if not re.fullmatch(r"[\w.-]+(\[[\w,]+\])?>=[\d.]+", line)] == [], (
        "lower bounds only"
    )


def test_it_has_types_and_no_source_maps(built: Built) -> None:
    assert "antigradient/py.typed" in names(built)
    assert [name for name in names(built) if name.endswith(".map")] == []
    assert list((built.source / "static" / "dist").rglob("*.map")), "the build makes none: exclude nothing"


def test_its_description_needs_no_repository_beside_it(built: Built) -> None:
    """As an index shows it: a relative link or picture would lead nowhere."""
    with ZipFile(built.wheel) as wheel:
        metadata = Parser().parsestr(wheel.read(f"antigradient-{app.__version__}.dist-info/METADATA").decode())
    assert metadata["Description-Content-Type"] == "text/markdown"
    page = markdown(metadata.get_payload(), extensions=["fenced_code", "tables"])
    assert page.startswith("<h1>Antigradient</h1>")
    assert page.count("<h2>") == (ROOT / "README.md").read_text(encoding="utf-8").count("\n## ")
    assert [link for link in re.findall(r'(?:href|src)="([^"]*)"', page) if not link.startswith("https://")] == []
    assert "<code>docs/api.md</code>" in page
    assert "](" not in page


@pytest.fixture(scope="module")
def server(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The installed command, far from the checkout, with neither Node nor anything else on PATH."""
    command = [str(built.venv / "bin" / "antigradient"), "--no-open", "--port", "0"]
    with serving(command, built.environment, tmp_path_factory.mktemp("elsewhere")) as running:
        yield running.url


def test_it_serves_the_page_with_its_script_style_and_font(server: str) -> None:
    page = httpx.get(server)
    assert page.status_code == 200
    assets = re.findall(r'(?:src|href)="([^"]+\.(?:js|css|woff2))"', page.text)
    assert {asset.rsplit(".", 1)[1] for asset in assets} >= {"js", "css"}
    for asset in assets:
        assert httpx.get(httpx.URL(server).join(asset)).status_code == 200, asset
    style = next(asset for asset in assets if asset.endswith(".css"))
    (font,) = re.findall(r"url\(([^)]+\.woff2)\)", httpx.get(httpx.URL(server).join(style)).text.replace('"', ""))
    assert httpx.get(httpx.URL(server).join(style).join(font)).content[:4] == b"wOF2"


@pytest.mark.parametrize(
    "path", ["api/v1/catalogue", "api/v1/figure.svg", "api/v1/figure.png", "healthz", "openapi.json", "docs"]
)
def test_it_serves_the_api(server: str, path: str) -> None:
    assert httpx.get(server + path).status_code == 200


def test_a_wheel_can_be_made_of_the_sdist_without_node_and_without_a_registry(built: Built, tmp_path: Path) -> None:
    checkout = tmp_path / "checkout"
    shutil.copytree(built.source, checkout, ignore=shutil.ignore_patterns("node_modules"))
    shutil.copy(ROOT / ".gitignore", checkout)  # hatchling leaves out what git ignores, unless told otherwise
    programs = built.root / "programs"
    environment = outside(built.environment, programs) | {"npm_config_registry": "http://127.0.0.1:9/"}
    make = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(tmp_path)]  # sdist first, wheel from it
    done = subprocess.run([*make, str(checkout)], env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    (sdist,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        files = {name.split("/", 1)[1] for name in archive.getnames()}
    assert "static/dist/manifest.json" in files
    assert "static/package-lock.json" in files
    assert not [name for name in files if "node_modules" in name]
    (wheel,) = tmp_path.glob("*.whl")
    with ZipFile(wheel) as again:
        assert set(again.namelist()) == names(built)


STRANGER = {
    "pyproject.toml": """[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"
[project]
name = "stranger"
version = "1"
[tool.hatch.build.targets.wheel]
only-include = ["app"]
""",
    "app/__init__.py": "raise RuntimeError('a stranger was imported')\n",
    "app/main.py": "",
}


@pytest.fixture(scope="module")
def beside_a_stranger(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The same environment with another distribution that has a package `app`; `source` is a folder with one too."""
    folder = tmp_path_factory.mktemp("stranger")
    for name, text in STRANGER.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text)
    make = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", "."]
    subprocess.run([*make, "."], cwd=folder, check=True)
    (wheel,) = folder.glob("*.whl")
    install = [sys.executable, "-m", "pip", "--python", str(built.venv / "bin" / "python"), "install", "--quiet"]
    subprocess.run([*install, "--no-deps", "--no-index", str(wheel)], check=True)
    return replace(built, source=folder)


@pytest.mark.parametrize(
    "command",
    [["antigradient"], ["python", "-m", "antigradient"], ["antigradient", "--workers", "2"]],
    ids=" ".join,
)
def test_it_runs_beside_another_package_called_app_and_from_a_folder_with_one(
    beside_a_stranger: Built, command: list[str]
) -> None:
    there = beside_a_stranger
    whole = [str(there.venv / "bin" / command[0]), *command[1:], "--no-open", "--port", "0"]
    with serving(whole, there.environment, there.source) as server:
        assert httpx.get(server.url).status_code == 200


def test_it_runs_under_any_server_of_asgi(beside_a_stranger: Built) -> None:
    there = beside_a_stranger
    program = "from antigradient.app.main import app; print(app.title)"
    done = subprocess.run(
        [str(there.venv / "bin" / "python"), "-c", program],
        cwd=there.source,
        env=there.environment,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout) == (0, "Antigradient\n"), done.stderr


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_checkout_runs_from_a_folder_with_another_app(workers: str, tmp_path: Path) -> None:
    """The environment of this test is an editable install: both packages lie in the checkout."""
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "__init__.py").write_text(STRANGER["app/__init__.py"])
    command = [sys.executable, "-m", "antigradient", "--no-open", "--port", "0", "--workers", workers]
    with serving(command, os.environ, tmp_path) as server:
        assert httpx.get(server.url).status_code == 200
