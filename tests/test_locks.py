"""The locks name all that is installed, by hash and without a registry's address, as pyproject.toml asks for it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from app import cli
from scripts.lock import BUILD

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
RUN = PROJECT["project"]["dependencies"]
EXTRAS = PROJECT["project"]["optional-dependencies"]
ASKED = {
    "build": [*PROJECT["build-system"]["requires"], *BUILD],
    "run": RUN,
    "dev": [*RUN, *EXTRAS["test"], *(each for each in EXTRAS["dev"] if not each.startswith("antigradient["))],
}
#: A package of a lock: its version, maybe for some machines only, and its hashes, each on a line of its own.
LOCKED = re.compile(r"([a-z0-9-]+)==(\S+)(?: ; .+?)?((?: \\\n    --hash=sha256:[0-9a-f]{64})+)\n")


def locked(name: str) -> dict[str, list[Version]]:
    text = (ROOT / f"locks/{name}.txt").read_text()
    assert not LOCKED.sub("", text), "nothing else stands in a lock"
    found: dict[str, list[Version]] = {}
    for package, version, _ in LOCKED.findall(text):
        found.setdefault(package, []).append(Version(version))
    return found


@pytest.mark.parametrize("name", ASKED)
def test_a_lock_has_all_that_is_asked_for(name: str) -> None:
    versions = locked(name)
    for requirement in map(Requirement, ASKED[name]):
        there = versions.get(canonicalize_name(requirement.name), [])
        assert there, f"make lock: {requirement.name} is not in locks/{name}.txt"
        assert all(requirement.specifier.contains(version) for version in there), f"make lock: {requirement}"


def test_the_image_and_development_have_the_same_versions() -> None:
    run, dev = locked("run"), locked("dev")
    assert {name: dev.get(name) for name in run} == run


def test_the_guard_knows_the_uvicorn_that_is_locked() -> None:
    (version,) = locked("run")["uvicorn"]
    assert f"{version.major}.{version.minor}" in cli.GUARDED


@pytest.mark.parametrize("file", ["Dockerfile", "Makefile"])
def test_nothing_else_is_installed(file: str) -> None:
    lines = re.findall(r"pip (?:install|wheel) .*", (ROOT / file).read_text())
    others = [line for line in lines if "locks/" not in line and "--no-deps" not in line]
    assert all("--require-hashes" in line for line in lines if "locks/" in line)
    tools = r"'(uv|cyclonedx-bom)>=|'\.\[dev,deploy\]'"
    assert all(re.search(tools, line) for line in others), "tools that nothing needs to run"
