"""One build for all packaging tests: the build stage of the Dockerfile, run in a folder of its own without Node."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.packaging.dockerfile import copy_context, of, read_stages

ROOT = Path(__file__).resolve().parents[2]
PRIVATE = ("PYTHONPATH", "VIRTUAL_ENV", "ANTIGRADIENT_", "UVICORN_", "WEB_CONCURRENCY")


@dataclass(frozen=True)
class Built:
    """What the build stage leaves behind."""

    root: Path  #: stands for / of the image
    source: Path  #: the build context, with the front end built in it
    wheel: Path
    venv: Path
    environment: dict[str, str]  #: of the image: the venv's programs on PATH, and no Node


def outside(environment: dict[str, str], *path: Path) -> dict[str, str]:
    """The environment with nothing on PATH but the given folders, and without settings of this checkout."""
    kept = {name: value for name, value in environment.items() if not name.startswith(PRIVATE)}
    return {**kept, "PATH": os.pathsep.join(map(str, path)), "CI": "1"}


def program_folder(folder: Path) -> Path:
    """A folder that holds `python` and `pip` only, so that nothing else (a Node, above all) is found by name."""
    folder.mkdir(parents=True)
    for name, words in {"python": [sys.executable], "pip": [sys.executable, "-m", "pip"]}.items():
        (folder / name).write_text(f'#!/bin/sh\nexec {shlex.join(words)} "$@"\n')
        (folder / name).chmod(0o755)
    return folder


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Run the Dockerfile's own build commands, with / moved to a temporary folder."""
    root = tmp_path_factory.mktemp("image")
    stage = read_stages(ROOT / "Dockerfile")[0]
    (workdir,) = of(stage, "WORKDIR")
    source = root / workdir.lstrip("/")
    copy_context(ROOT, source)
    assert not (source / "static" / "dist").exists(), "the bundle of this checkout must not be what is tested"
    environment = outside(dict(os.environ), program_folder(root / "programs"))
    for command in of(stage, "RUN"):
        moved = re.sub(r"(?<![\w*.])/(?=\w)", f"{root}/", command).replace("--no-cache-dir", "")
        done = subprocess.run(["/bin/sh", "-ec", moved], cwd=source, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    (wheel,) = (root / "wheels").glob("*.whl")
    installed = outside(dict(os.environ), root / "venv" / "bin") | {"ANTIGRADIENT_PROCESSES": "0"}
    return Built(root, source, wheel, root / "venv", installed)
