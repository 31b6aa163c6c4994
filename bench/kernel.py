"""The kernel in Node and in Firefox: a run with all columns against JavaScript by hand, and against the path in C."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any

from antigradient.kernel import kernel_module, shape_of
from antigradient.scenario import resolve
from bench.measure import Measurement, milliseconds
from hatch_build import find_node
from tests.browser.engines.drivers import firefox
from tests.browser_support import FIREFOX, ensure, find

#: Rounds in which each takes its turn: an engine compiles what it has run often.
ROUNDS, FEW = 300, 100
ROOT = Path(__file__).parent.parent
IN_NODE = """
const [script, module, given] = process.argv.slice(1);
const tell = (found) => console.log(JSON.stringify(found));
import(script).then(({ measured }) => measured(module, JSON.parse(given))).then(tell);
"""
IN_FIREFOX = """async (module, given) => {
  const { measured } = await import("/bench/kernel.mjs");
  return measured(URL.createObjectURL(new Blob([module], { type: "text/javascript" })), given);
}"""


def in_the_engines(quick: bool) -> Iterator[Measurement]:
    """1 000 steps on five points with the whole ledger, and 65 × 65 losses with their contours, warm; both in µs."""
    scenario = resolve({"eta": 0.05, "steps": 1000, "tol": 0.0})
    assert scenario.data
    rounds = FEW if quick else ROUNDS
    given = json.dumps({"scenario": scenario.described(), "points": scenario.data.rows(), "rounds": rounds})
    module, compiled = kernel_module(shape_of(scenario)), in_c(4 * rounds)
    for engine, measure in {"Node": in_node, "Firefox": in_firefox}.items():
        found = measure(module, given)
        assert found["off"] < 1e-9
        kernel, hand, drawn = (found[name] / 1e6 for name in ("kernel", "hand", "map"))
        what = f"1 000 steps of gd in {engine}, all columns"
        yield Measurement(what, milliseconds(kernel), milliseconds(hand), kernel / hand, "×", "≤", 1.0)
        if compiled is not None:
            beside = f"{what}, beside the path in C"
            yield Measurement(beside, milliseconds(kernel), milliseconds(compiled), kernel / compiled, "×", "≤", 3.0)
        name = f"map of moved data in {engine}, warm"
        yield Measurement(name, milliseconds(drawn), "6 ms", drawn * 1e3, " ms", "≤", 6.0)


def in_node(module: str, given: str) -> dict[str, Any]:
    """What kernel.mjs measures in Node."""
    environment = find_node().environment
    node = shutil.which("node", path=environment["PATH"]) or "node"
    with TemporaryDirectory() as folder:
        path = Path(folder, "module.mjs")
        path.write_text(module, encoding="utf-8")
        script = Path(__file__).with_suffix(".mjs")
        command = [node, "-e", IN_NODE, script.as_uri(), path.as_uri(), given]
        done = subprocess.run(command, capture_output=True, text=True, env=environment, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and says nothing of it."""

    def log_message(self, *_: Any) -> None:
        """Nothing."""


def in_firefox(module: str, given: str) -> dict[str, Any]:
    """What kernel.mjs measures in Firefox."""
    ensure(FIREFOX)
    handler = partial(Quiet, directory=str(ROOT))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server, firefox(find(FIREFOX)) as browser:
        Thread(target=server.serve_forever, daemon=True).start()
        browser.goto(f"http://127.0.0.1:{server.server_port}/")
        found: dict[str, Any] = browser.evaluate(IN_FIREFOX, module, json.loads(given))
        server.shutdown()
    return found


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
