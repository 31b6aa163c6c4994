"""The kernel in Node's engine: a run with all columns against JavaScript written by hand, and the map of moved data."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from antigradient.kernel import kernel_module, shape_of
from antigradient.scenario import resolve
from bench.measure import Measurement, milliseconds
from hatch_build import find_node

#: Rounds in which each takes its turn: an engine compiles what it has run often.
ROUNDS, FEW = 600, 200


def in_the_browser(quick: bool) -> Iterator[Measurement]:
    """1 000 steps on five points with the whole ledger, and 65 × 65 losses with their contours, warm."""
    scenario = resolve({"eta": 0.05, "steps": 1000, "tol": 0.0})
    assert scenario.data
    given = json.dumps({"scenario": scenario.described(), "points": scenario.data.rows()})
    environment = find_node().environment
    node = shutil.which("node", path=environment["PATH"]) or "node"
    with TemporaryDirectory() as folder:
        module = Path(folder, "kernel.mjs")
        module.write_text(kernel_module(shape_of(scenario)), encoding="utf-8")
        command = [node, str(Path(__file__).with_suffix(".mjs")), str(module), str(FEW if quick else ROUNDS)]
        done = subprocess.run(command, input=given, capture_output=True, text=True, env=environment, check=True)
    found = json.loads(done.stdout)
    assert found["off"] < 1e-9
    kernel, hand, drawn = (found[name] / 1e6 for name in ("kernel", "hand", "map"))
    what = "1 000 steps of gd in Node, all columns"
    yield Measurement(what, milliseconds(kernel), milliseconds(hand), kernel / hand, "×", "≤", 1.0)
    if (compiled := in_c(FEW if quick else ROUNDS)) is not None:
        beside = f"{what}, beside the path in C"
        yield Measurement(beside, milliseconds(kernel), milliseconds(compiled), kernel / compiled, "×", "≤", 3.0)
    yield Measurement("map of moved data in Node, warm", milliseconds(drawn), "6 ms", drawn * 1e3, " ms", "≤", 6.0)


def in_c(rounds: int) -> float | None:
    """Seconds of the path alone in C, compiled with -O2; None without a compiler."""
    compiler = shutil.which("cc")
    if compiler is None:
        return None
    with TemporaryDirectory() as folder:
        program = Path(folder, "kernel")
        source = Path(__file__).with_suffix(".c")
        subprocess.run([compiler, "-O2", str(source), "-o", str(program), "-lm"], check=True)
        done = subprocess.run([str(program), str(rounds)], capture_output=True, text=True, check=True)
    return float(done.stdout.split()[0]) / 1e6
