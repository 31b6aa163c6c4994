"""Plants faults, one at a time, in a copy of the tree, and requires the tests to see each: `make mutants`.

A test that passes is worth what it would have failed for. `python -m scripts.mutants NAME …` plants only those.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from scripts.faults import FAULTS, Fault

ROOT = Path(__file__).resolve().parents[1]
#: Not in the copy: what belongs to git, to an environment, or to a run.
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "node_modules", "__pycache__", ".*_cache", ".hypothesis")
#: What pytest and node say when tests ran and one failed; anything else is a fault of another kind.
FAILED = 1


class NotPlantedError(Exception):
    """The text of a fault is not there, or its tests did not run."""


def main(names: Sequence[str], faults: Sequence[Fault] = FAULTS) -> int:
    """Plants the named faults, or all; prints a line for each, and gives how many survived."""
    if unknown := set(names) - {fault.name for fault in faults}:
        raise SystemExit(f"no such fault: {', '.join(sorted(unknown))}")
    chosen = [fault for fault in faults if not names or fault.name in names]
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        shutil.copytree(ROOT, tree, ignore=LEFT_OUT)
        (tree / "static" / "node_modules").symlink_to(ROOT / "static" / "node_modules")
        survived = [fault.name for fault in chosen if not seen(fault, tree)]
    print(f"{len(chosen) - len(survived)} of {len(chosen)} were seen", *survived, sep="\n  survived: ")
    return len(survived)


def planted(fault: Fault, text: str) -> str:
    """The text of the fault's file with the fault. Raises NotPlantedError."""
    if text.count(fault.old) != 1:
        raise NotPlantedError(f"{fault.name}: {fault.old!r} stands {text.count(fault.old)} times in {fault.file}")
    return text.replace(fault.old, fault.new)


def seen(fault: Fault, tree: Path) -> bool:
    """Whether a test of a tree fails with the fault; the tree is as before afterwards. Raises NotPlantedError."""
    file, began = tree / fault.file, time.monotonic()
    right = file.read_text(encoding="utf-8")
    file.write_text(planted(fault, right), encoding="utf-8")
    try:
        found = any(fails(command, fault, tree) for command in commands(fault.tests))
    finally:
        file.write_text(right, encoding="utf-8")
    print(f"{'seen    ' if found else 'SURVIVED'} {fault.name} ({time.monotonic() - began:.0f} s)", flush=True)
    return found


def commands(tests: str) -> list[list[str]]:
    """What runs these tests, Python's and JavaScript's, and stops at the first that fails."""
    words = shlex.split(tests)
    scripts = [word for word in words if word.endswith(".js")]
    others = [word for word in words if word not in scripts]
    python = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *others]
    return [*([["node", "--test", *scripts]] if scripts else []), *([python] if others else [])]


def fails(command: Sequence[str], fault: Fault, tree: Path) -> bool:
    """Whether the tests fail. The copy's modules go before those that are installed."""
    environment = {**os.environ, "PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, cwd=tree, env=environment, capture_output=True, text=True, check=False)
    if done.returncode not in (0, FAILED):
        raise NotPlantedError(f"{fault.name}: its tests did not run\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.returncode == FAILED


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
