"""Promises about the files of the repository that no single module can keep."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

import app

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"

# Written in pieces, or this file would be the first to break its own rule.
REGISTRIES = re.compile(
    "|".join(
        r"\b" + r"\.".join(host)
        for host in (
            ["registry", "npmjs"],
            ["registry", "yarnpkg"],
            ["npmmirror", "com"],
            ["pypi", "org"],
            ["files", "pythonhosted"],
            ["deb", "debian"],
            ["conda", "anaconda"],
        )
    )
)
#: Folders, what packages and tools look for there by name, and what people read first.
TOP = {
    *("antigradient", "app", "bench", "deploy", "docs", "locks", "scripts", "static", "templates", "tests", ".ci"),
    *("Dockerfile", "Makefile", "biome.json", "hatch_build.py", "pyproject.toml"),
    *(".dockerignore", ".gitignore", ".pre-commit-config.yaml"),
    *("CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "README.md", "SECURITY.md"),
}


def tracked_files() -> list[Path]:
    """Everything that git would carry, whether committed yet or not."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    if not (ROOT / ".git").exists():  # in a checkout a git that fails is a failure
        pytest.skip("not a git checkout")
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


def make_targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), flags=re.MULTILINE))


def test_no_file_names_a_package_registry() -> None:
    """Everybody installs from the registry that their own machine is set up for."""
    found = {
        str(path.relative_to(ROOT)): match.group()
        for path in tracked_files()
        if (match := REGISTRIES.search(path.read_bytes().decode("utf-8", errors="ignore")))
    }
    assert found == {}


@pytest.mark.parametrize("folder", ["static", "tests/browser/engines"])
def test_a_lock_file_names_versions_and_hashes_but_no_address(folder: str) -> None:
    packages = json.loads((ROOT / folder / "package-lock.json").read_text())["packages"]
    installed = {name: package for name, package in packages.items() if name}
    assert len(installed) > 10
    assert [name for name, package in installed.items() if "resolved" in package] == []
    assert [name for name, package in installed.items() if not package.get("integrity", "").startswith("sha512-")] == []


def test_nothing_lies_at_the_top_by_accident() -> None:
    """What a command or a test left there would be committed with the rest."""
    top = {path.relative_to(ROOT).parts[0] for path in tracked_files()}
    assert top - TOP == set()


def test_nothing_built_or_installed_is_committed() -> None:
    tracked = {path.relative_to(ROOT).as_posix() for path in tracked_files()}
    assert [
        name for name in tracked if re.search(r"(^|/)(dist|node_modules|__pycache__|\.venv)/|\.woff2?$", name)
    ] == []


def test_make_has_the_promised_targets_and_help_lists_them() -> None:
    promised = {"setup", "run", "test", "check", "bench", "clean"}
    assert promised <= make_targets()
    listed = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert promised <= set(re.findall(r"^  make (\w+)", listed, flags=re.MULTILINE))


def test_the_commands_of_the_readme_are_those_of_the_makefile() -> None:
    named = set(re.findall(r"\bmake ([a-z]+)(?=[`\s]|$)", "\n".join(code_of(README.read_text()))))
    assert {"run", "test"} <= named <= make_targets()


def code_of(markdown: str) -> list[str]:
    """The fenced blocks and the `inline code` of a text: prose may use "make" as a verb."""
    fenced = re.findall(r"^```.*?\n(.*?)^```", markdown, flags=re.MULTILINE | re.DOTALL)
    return fenced + re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", markdown, flags=re.MULTILINE | re.DOTALL))


@pytest.mark.parametrize("fails", ["", "test", "check", "setup"])
def test_ci_runs_what_a_developer_runs(tmp_path: Path, fails: str) -> None:
    """In a tree with a `make` of our own, which writes down what it is asked for and may fail at it."""
    script = tmp_path / ".ci" / "run"
    script.parent.mkdir()
    shutil.copy(ROOT / ".ci" / "run", script)
    make, browsers = tmp_path / "bin" / "make", tmp_path / "tests" / "browser_support.py"
    for path, text in ((make, f'#!/bin/sh\necho "$@" | tee -a asked\ntest "$1" != "{fails}"\n'), (browsers, "1 / 0")):
        path.parent.mkdir()
        path.write_text(text)
    make.chmod(0o755)
    paths = f"{make.parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run([script], env={**os.environ, "PATH": paths}, capture_output=True, text=True)
    asked = (tmp_path / "asked").read_text().split()
    assert (done.returncode == 0) == (not fails), done.stderr
    assert sorted(asked) == (["setup"] if fails == "setup" else ["check", "setup", "test"])
    assert set(asked) <= set(done.stdout.split()), "what the linters say is shown too"


def test_the_changelog_knows_the_version() -> None:
    assert f"## {app.__version__}" in (ROOT / "CHANGELOG.md").read_text()


def test_requirements_have_lower_bounds_only() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    required = [
        *project["dependencies"],
        *(name for extra in project["optional-dependencies"].values() for name in extra),
    ]
    bounded = r"[\w-]+(\[[\w,]+\])?>=[\d.]+|antigradient\[test\]"
    assert [line for line in required if not re.fullmatch(bounded, line)] == []


def test_all_random_tests_take_their_size_from_one_place() -> None:
    """So that a usual run tries few examples, always the same, and `make fuzz` many new ones."""
    for path in (ROOT / "tests").rglob("*.py"):
        lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
        drawn, sized = (sum(line.startswith(name) for line in lines) for name in ("@given(", "@fuzzed("))
        assert drawn == sized, path
        assert path.name == "fuzz.py" or not any(line.startswith("@settings(") for line in lines), path


def test_hooks_before_a_commit_are_the_installed_linters() -> None:
    """Of this repository: nothing is fetched from another host. And what they run is what `make check` looks at."""
    text = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    assert re.findall(r"repo: *(.+)", text) == ["local"]
    assert "//" not in text
    entries = re.findall(r"entry: \.venv/bin/python (.+?)(?: --fix)?$", text, re.MULTILINE)
    assert len(entries) == text.count("- id:") == text.count("language: system")
    checked = (ROOT / "Makefile").read_text().replace(" ci ", " check ").replace("format --check", "format")
    for entry in entries:
        assert f"$(PYTHON) {entry}\n" in checked, entry
