"""Random scenarios, their modules as the server prints them, and what Node makes of them: one process for all."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from antigradient.kernel import Shape, kernel_module, shape_of
from antigradient.objectives import OBJECTIVES
from antigradient.optimisers import OPTIMISERS
from antigradient.scenario import Scenario, resolve
from antigradient.schedules import SCHEDULES
from hatch_build import find_node

#: Formulas with every function, with poles, kinks and ends.
FORMULAS = (
    "sin(w)cos(b)+(w^2+b^2)/10", "abs(w)+2abs(b)", "(w^2-1)^2+b^2/2", "w^3-3w*b^2", "tanh(w^2/4)+tanh(b^2/4)",
    "log(1+w^2+4b^2)", "w-log(w)+b^2", "1-cos(3sqrt(w^2+b^2+0.01))+(w^2+b^2)/8", "exp(w)+exp(-w)+b^2",
    "1/(1+w^2)+b^2", "sigmoid(w*b)+w^2/10", "w^1.5+b^2", "tan(w)/9+b^2", "(w^2+b^2)/(1+abs(w*b))", "1/w+w+b^2",
    "sqrt(w^2+b^2)", "e^(w*b/4)+w^2+b^2", "2^w+w^2+b^4", "w^2+b^2/0.1+0.3w", "1/(1/w)+b^2", "abs(w)^w+b^2",
    "max(w,b)+w^2/4+b^2", "min(w,b,1)^2+|w-b|", "relu(w)^2+relu(-w-b)+b^2", "floor(w)+w^2+b^2", "sign(w*b)+w^2+b^2",
    "cbrt(w-b)^2+b^2+w^2", "atan(3w)*b+b^2+w^2", "log10(1+w²)+(b−1)²", "max(w²,b²)−cbrt(w)", "⌊3w⌋²+2|b|",
)  # fmt: skip
#: Values of hyperparameters, some at an end of their range; others at their defaults.
VALUES: dict[str, tuple[float, ...]] = {
    "gamma": (0.0, 0.5, 0.9, 0.99), "rho": (0.5, 0.9, 0.99), "beta1": (0.0, 0.5, 0.9), "beta2": (0.5, 0.9, 0.999),
    "epsilon": (1e-8, 1e-3, 1.0), "weight_decay": (0.0, 0.01, 0.3),
}  # fmt: skip

RUN = """
const { readFileSync } = require("node:fs");
const { pathToFileURL } = require("node:url");
(async () => {
  const found = [];
  for (const [file, scenario] of JSON.parse(readFileSync(0, "utf8"))) {
    const kernel = await import(pathToFileURL(file).href);
    const { withBatches } = await import(pathToFileURL(process.argv[1]).href);
    const { supports, trajectory } = scenario.batch ? withBatches(kernel) : kernel;
    found.push({ supported: supports(scenario), run: trajectory(scenario) });
  }
  process.stdout.write(JSON.stringify(found));
})();
"""


def random_scenario(rng: random.Random) -> Scenario:
    """For comparisons: a scenario of any loss and rule, with starts, data, moves and rates from tame to wild."""
    objective, optimiser = rng.choice(list(OBJECTIVES.values())), rng.choice(list(OPTIMISERS.values()))
    usual = resolve({"objective": objective.id, "optimiser": optimiser.id}).numbers["eta"]
    given: dict[str, Any] = {
        "objective": objective.id,
        "optimiser": optimiser.id,
        "steps": rng.choice((0, 1, 3, 20, 60, 100, 300)),
        "tol": rng.choice((1e-6, 1e-6, 0.0, 1e-3, 0.1, 1e-12)),
        "eta": float(f"{usual * 10 ** rng.uniform(-2, 1.2):.3g}") if rng.random() < 0.7 else usual,
        **{h.name: rng.choice(VALUES.get(h.name, (h.default,))) for h in optimiser.hyper if rng.random() < 0.5},
        **{s.name: rng.choice(list(s.options)) for s in optimiser.switches},
    }
    if len(objective.parameters) == 2:
        w_min, w_max, b_min, b_max = objective.window
        digits = rng.choice((0, 1, 3, 12))
        given["start"] = [round(rng.uniform(w_min, w_max), digits), round(rng.uniform(b_min, b_max), digits)]
        if rng.random() < 0.25:
            angles = (0, 45, 90, 135, 150, 180, 270, 315, 33.3, 359)
            numbers = sorted({rng.randrange(20) for _ in range(rng.choice((1, 3)))})
            given["moves"] = [[k, rng.choice(angles), rng.choice((0.01, 0.1, 1))] for k in numbers]
    else:
        given["start"] = [round(rng.uniform(-3, 3), 2) for _ in objective.parameters]
    if objective.reductions:
        given["reduction"] = rng.choice(objective.reductions)
    if objective.f is not None:
        given["f"] = rng.choice(FORMULAS)
    for constant in objective.constants:
        given[constant.name] = rng.choice((0.1, 0.3, 1.0, 20.0, -1.0))
    if rng.random() < 0.4:
        given |= {"schedule": rng.choice(list(SCHEDULES)), "decay": rng.choice((0.0, 0.01, 0.1, 1.0))}
    if objective.data and rng.random() < 0.6:
        low, high = objective.labels or (-0.2, 1.2)
        given["data"] = [
            [
                *(round(rng.gauss(0, 2), 2) for _ in range(objective.inputs)),
                round(min(max(rng.uniform(-0.1, 1.1), low), high), 2),
            ]
            for _ in range(rng.choice((1, 2, 5, 12, 60)))
        ]
    return resolve(given)


def with_batches(rng: random.Random, scenario: Scenario) -> Scenario:
    """For comparisons: the same scenario, which has data, with mini-batches of any size."""
    assert scenario.data
    size = rng.choice((1, 2, 3, len(scenario.data), rng.randint(1, len(scenario.data))))
    seed = rng.choice((0, 1, 42, 2**31, 2**32 - 1, rng.randrange(2**32)))
    return resolve({**scenario.described(), "batch": min(size, len(scenario.data)), "seed": seed})


#: Draws of what numpy's generator draws: the first permutations of so many points by a seed.
ORDERS = """
const { readFileSync } = require("node:fs");
const { pathToFileURL } = require("node:url");
(async () => {
  const { epochs } = await import(pathToFileURL(process.argv[1]).href);
  const found = JSON.parse(readFileSync(0, "utf8")).map(([points, seed, count]) => {
    const drawn = epochs(points, seed);
    return Array.from({ length: count }, () => drawn.next().value);
  });
  process.stdout.write(JSON.stringify(found));
})();
"""


def orders_in_node(asked: Sequence[tuple[int, int, int]]) -> list[list[list[int]]]:
    """For comparisons: of so many points, a seed and a number of epochs, the orders that the browser draws."""
    found: list[list[list[int]]] = in_node(ORDERS, asked, str(LOOP / "batch_order.js"))
    return found


#: Of modules with a series: /step's answer of a step from a place.
STEP = """
const { readFileSync } = require("node:fs");
const { pathToFileURL } = require("node:url");
(async () => {
  const { moveOf } = await import(pathToFileURL(process.argv[1]).href);
  const found = [];
  for (const [file, scenario, asked] of JSON.parse(readFileSync(0, "utf8"))) {
    const { part, given } = await import(pathToFileURL(file).href);
    found.push(part.series ? moveOf(part, asked, given(scenario)) : null);
  }
  process.stdout.write(JSON.stringify(found));
})();
"""
LOOP = Path(__file__).parent.parent / "static/js/kernel"
MOVE, BATCHES = LOOP / "move.js", LOOP / "batches.js"


def steps_in_node(scenarios: Sequence[tuple[Scenario, dict[str, Any]]], folder: Path) -> list[dict[str, Any] | None]:
    """For comparisons: the step that is asked of each scenario, with its series; None where it cannot be printed."""
    asked = []
    for i, (scenario, step) in enumerate(scenarios):
        path = folder / f"series{i}.mjs"
        path.write_text(kernel_module(shape_of(scenario)._replace(series=True)), encoding="utf-8")
        asked.append([str(path), scenario.described(), step])
    found: list[dict[str, Any] | None] = in_node(STEP, asked, str(MOVE))
    return found


def run_in_node(
    scenarios: Sequence[Scenario], folder: Path, module: Callable[[Shape], str] = kernel_module
) -> list[dict[str, Any]]:
    """For comparisons: of each scenario whether its module supports it, and the run, null where the server is asked."""
    files: dict[Shape, str] = {}
    asked = []
    for scenario in scenarios:
        shape = shape_of(scenario)
        if shape not in files:
            path = folder / f"{len(files)}.mjs"
            path.write_text(module(shape), encoding="utf-8")
            files[shape] = str(path)
        asked.append([files[shape], scenario.described()])
    found: list[dict[str, Any]] = in_node(RUN, asked, str(BATCHES))
    return found


def in_node(script: str, given: Any, *arguments: str) -> Any:
    """For comparisons: what a script makes of JSON."""
    environment = find_node().environment
    node = shutil.which("node", path=environment["PATH"]) or "node"
    command = [node, "-e", script, *arguments]
    done = subprocess.run(command, input=json.dumps(given).encode(), capture_output=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)
