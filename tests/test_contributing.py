"""CONTRIBUTING.md can be followed to the letter: each section is, in a copy of the tree, and what it adds is served."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", TEXT, re.M | re.S))
#: Not copied: what belongs to git, to an environment, or to a run.
IGNORED = shutil.ignore_patterns(".git", ".venv", "node_modules", "__pycache__", ".*_cache", ".hypothesis")
#: Nor this, which is written from the catalogues.
WORDS_OF_SCRIPTS = ROOT / "static/words"


class Block(NamedTuple):
    """A block of code, and the file that the text above it names."""

    language: str
    code: str
    file: str


def blocks(section: str) -> Iterator[Block]:
    """The blocks of a section, each for the file that is named last in a line that ends with a colon."""
    file = ""
    for line, language, code in re.findall(r"^(\S[^\n]*:)$|^```(\w+)\n(.*?)^```$", SECTIONS[section], re.M | re.S):
        if line:
            file = (re.findall(r"`([\w./-]+/[\w.-]+)`", line) or [file])[-1]
        else:
            yield Block(language, code, file)


def commands(block: Block) -> list[str]:
    """The commands of a block, none of one that is code."""
    return re.findall(r"^\$ (.+)$", block.code, re.M) if block.language == "console" else []


def edited(text: str, diff: str) -> str:
    """A text with the lines of a diff, which has to fit in one place only."""
    lines = diff.splitlines(keepends=True)
    old, new = ("".join(line[1:] for line in lines if line[0] in kept) for kept in (" -", " +"))
    assert text.count(old) == 1, f"fits in {text.count(old)} places:\n{old}"
    return text.replace(old, new)


def ignored(folder: str, names: list[str]) -> set[str]:
    """What is not copied out of a folder of the tree."""
    return IGNORED(folder, names) | {name for name in names if Path(folder, name) == WORDS_OF_SCRIPTS}


def run(command: list[str], tree: Path) -> str:
    """What a command prints in a copy of the tree, whose modules go before those that are installed."""
    environment = {**os.environ, "PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": ""}  # compiled once
    done = subprocess.run(command, cwd=tree, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the tree with all sections followed, one after another."""
    copy = tmp_path_factory.mktemp("copy") / "tree"
    shutil.copytree(ROOT, copy, ignore=ignored)
    (copy / ".venv").symlink_to(sys.prefix)
    (copy / "static" / "node_modules").symlink_to(ROOT / "static" / "node_modules")
    for section in SECTIONS:
        for block in blocks(section):
            file = copy / block.file
            if block.language == "diff":
                file.write_text(edited(file.read_text(encoding="utf-8"), block.code), encoding="utf-8")
            elif block.language == "console":
                for line in commands(block):
                    if line.startswith("cp ") or "scripts.words" in line:
                        run(shlex.split(line), copy)
            else:
                begun = f"{file.read_text(encoding='utf-8')}\n\n" if file.exists() else ""
                file.write_text(begun + block.code, encoding="utf-8")
    return copy


@cache
def printed_by(line: str, tree: Path) -> str:
    """What a command prints; several sections end with the same one, and the tree has what all of them add."""
    return run(shlex.split(line), tree)


@pytest.mark.parametrize("section", SECTIONS)
def test_commands_succeed(tree: Path, section: str) -> None:
    for block in blocks(section):
        for line in commands(block):
            if line.startswith("cp "):
                continue  # what follows was written into the copy
            printed = printed_by(line, tree)
            if "pytest" in line or "--test" in line:
                assert int(re.findall(r"\d+(?= passed)|(?<=pass )\d+", printed)[0]) > 0
    assert any(block.language == "console" for block in blocks(section))


def test_what_is_added_is_linted(tree: Path) -> None:
    files = sorted({block.file for section in SECTIONS for block in blocks(section)})
    python = [file for file in files if file.endswith(".py")]
    scripts = [f"../{file}" for file in files if file.endswith(".js")]
    assert len(python) > 5 < len(scripts) + 3
    run([sys.executable, "-m", "ruff", "check", "--no-cache", *python], tree)
    run([sys.executable, "-m", "ruff", "format", "--no-cache", "--check", *python], tree)
    biome = ["node", "node_modules/@biomejs/biome/bin/biome", "ci", "--error-on-warnings", *scripts]
    run([sys.executable, "hatch_build.py", *biome], tree)


ASK = """
import asyncio, json, sys, httpx
from app.main import create_app

async def ask():
    transport = httpx.ASGITransport(create_app())
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        return [(reply.status_code, reply.text) for reply in [await client.get(path) for path in sys.argv[1:]]]

print(json.dumps(asyncio.run(ask())))
"""


def ask(tree: Path, *paths: str) -> list[str]:
    """What the copy's application answers."""
    answers: list[Any] = json.loads(run([sys.executable, "-c", ASK, *paths], tree))
    assert [status for status, _ in answers] == [200] * len(paths), answers
    return [text for _, text in answers]


def test_a_new_objective_is_served_drawn_and_documented(tree: Path) -> None:
    api, scenario = "/api/v1", "objective=zakharov"
    gradient, run_, picture, page, docs = ask(
        tree, f"{api}/gradient?{scenario}&point=1,-0.5", f"{api}/trajectory?{scenario}&steps=2000",
        f"{api}/figure.svg?{scenario}&show=stationary", f"/?{scenario}", "/docs",
    )  # fmt: skip
    assert json.loads(gradient)["check"]["relative_error"] < 1e-8
    assert json.loads(run_)["outcome"] == "converged"
    assert picture.count('class="band"') > 5
    assert ">min<" in picture
    assert "Zakharov" in page
    assert "zakharov" in docs


def test_a_new_optimiser_is_served_drawn_and_documented(tree: Path) -> None:
    api, scenario = "/api/v1", "optimiser=soft-clipping&eta=0.05"
    run_, basins, picture, page, docs = ask(
        tree, f"{api}/trajectory?{scenario}&steps=20", f"{api}/basins?{scenario}&grid=5&objective=bowl",
        f"{api}/figure.svg?{scenario}&step=3", f"/?{scenario}", "/docs",
    )  # fmt: skip
    steps = json.loads(run_)["steps"]
    assert all(0 < abs(u) < 1 for u in steps["u_w"][:-1])
    assert all(beta > 90 for beta in steps["beta"][:-1])
    assert len(json.loads(basins)["outcome"]) == 5
    assert 'class="path"' in picture
    assert "Soft clipping" in page
    assert "soft-clipping" in docs


def test_a_new_panel_is_on_the_page_and_a_new_view_can_be_framed(tree: Path) -> None:
    run([sys.executable, "hatch_build.py"], tree)
    page, figure, line, docs = ask(
        tree, "/", "/embed?view=remaining&step=3", "/oembed?url=http://test/embed%3Fview%3Dremaining", "/embedding"
    )
    assert page.count('id="remaining"') == figure.count('id="remaining"') == 1
    assert json.loads(line)["height"] == 220
    assert "Remaining loss" in docs
    scripts = {path.name.partition("-")[0]: path.read_text("utf-8") for path in (tree / "static/dist").glob("*.js")}
    assert any("remaining" in scripts[name] for name in ("main", "embed"))


def test_a_new_language_is_spoken_on_every_road(tree: Path) -> None:
    run([sys.executable, "hatch_build.py"], tree)
    page, view, run_, figure = ask(
        tree, "/?lang=nl", "/embed?view=remaining&lang=nl", "/api/v1/trajectory?steps=3&tol=0&lang=nl",
        "/api/v1/figure.svg?lang=nl&start=-1.5,-2&steps=3",
    )  # fmt: skip
    assert '<html lang="nl" dir="ltr"' in page
    assert "Resterend verlies" in page
    assert "Resterend verlies" in view
    assert ",5; −2" in figure
    assert re.search(r"\d,\d", json.loads(run_)["message"])
    manifest = json.loads((tree / "static/dist/manifest.json").read_bytes())
    script = (tree / "static/dist" / manifest["languages"]["nl"]["main.js"]).read_text(encoding="utf-8")
    assert script != (tree / "static/dist" / manifest["files"]["main.js"]).read_text(encoding="utf-8")
