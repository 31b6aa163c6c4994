"""The core against naive code: runs with their ledger, and maps."""

from __future__ import annotations

import io
import tracemalloc
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import orjson

from antigradient.json_text import compact_columns
from antigradient.ledger import build_ledger
from antigradient.objectives import REDUCTIONS
from antigradient.scenario import Scenario, resolve
from antigradient.trajectory import descend
from app.api.formats import JSON
from bench import naive
from bench.measure import Measurement, interleaved, milliseconds

RULES = {"gd": naive.gradient_descent, "momentum": naive.momentum, "adam": naive.adam}
#: The least ratio for each optimiser.
TARGETS = {"gd": 80.0, "momentum": 60.0, "adam": 60.0}


def neuron(scenario: Scenario) -> naive.SigmoidNeuron:
    """The scenario's loss, naively."""
    data, reduction = scenario.data, scenario.reduction
    assert data
    assert reduction
    return naive.SigmoidNeuron(np.array(data.x), np.array(data.y), REDUCTIONS[reduction].factor(len(data)))


def to_json(scenario: Scenario) -> bytes:
    """The bytes of a run that is computed anew, written as the API writes it."""
    path = descend(scenario.loss, scenario.optimiser, scenario.start, **scenario._run())
    run = build_ledger(scenario.loss, path)
    return JSON.write({"outcome": run.outcome, "steps": compact_columns(run.columns)})


def runs(quick: bool) -> Iterator[Measurement]:
    """1 000 steps on five points with the whole ledger, from the bound loss to JSON bytes."""
    for optimiser, rule in RULES.items():
        scenario = resolve({"optimiser": optimiser, "eta": 0.5, "steps": 1000, "tol": 0.0})
        slow = neuron(scenario)

        def here(scenario: Scenario = scenario) -> bytes:
            return to_json(scenario)

        def there(
            scenario: Scenario = scenario, slow: naive.SigmoidNeuron = slow, rule: Callable[[], Any] = rule
        ) -> bytes:
            n = scenario.numbers
            return naive.to_json(*naive.run(slow, rule(), list(scenario.start), n["eta"], 1000, 0.0))

        ours, theirs = interleaved([here, there], 3 if quick else 15)
        what = f"1 000 steps of {optimiser}, ledger, JSON"
        yield Measurement(what, milliseconds(ours), milliseconds(theirs), theirs / ours, "×", "≥", TARGETS[optimiser])


def thousand_points() -> list[list[float]]:
    """A thousand points about a rising sigmoid."""
    rng = np.random.default_rng(0)
    x = rng.normal(size=1000)
    y = np.clip(1 / (1 + np.exp(-2 * x)) + 0.1 * rng.normal(size=1000), 0, 1)
    points: list[list[float]] = np.column_stack([x, y]).tolist()
    return points


def many_points(quick: bool) -> Iterator[Measurement]:
    """A run and a map over a thousand points."""
    scenario = resolve({"data": thousand_points(), "reduction": "mean", "steps": 100, "tol": 0.0, "grid": 257})
    slow = neuron(scenario)

    def run_here() -> bytes:
        return to_json(scenario)

    def run_there() -> bytes:
        start, eta = list(scenario.start), scenario.numbers["eta"]
        return naive.to_json(*naive.run(slow, naive.gradient_descent(), start, eta, 100, 0.0))

    ours, theirs = interleaved([run_here, run_there], 3 if quick else 15)
    what = "100 steps of gd over 1 000 points, ledger, JSON"
    yield Measurement(what, milliseconds(ours), milliseconds(theirs), theirs / ours, "×", "≥", 2.0)

    x, y = slow.x[:, :1, None], slow.y[:, None, None]
    w, b = np.linspace(-4, 4, 257), np.linspace(-4, 4, 257)[:, None]

    def map_there() -> np.ndarray:
        prediction = 1 / (1 + np.exp(-(w * x + b)))
        return np.asarray(np.mean((prediction - y) ** 2, axis=0))

    ours, theirs = interleaved([scenario.surface, map_there], 1 if quick else 3)
    what = "loss of 257 × 257 places over 1 000 points"
    yield Measurement(what, milliseconds(ours), f"{milliseconds(theirs)} broadcast", theirs / ours, "×", "≥", 4.0)
    tracemalloc.start()
    scenario.surface()
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    yield Measurement(f"{what}, memory", f"{peak:.1f} MB", "", peak, " MB", "≤", 100.0)


def basins(quick: bool) -> Iterator[Measurement]:
    """Runs from a grid of starts, all at once, and one by one as their ledgers are asked for: of these, every 16th."""
    scenario = resolve({"grid": 64, "steps": 200})
    w, b = np.meshgrid(np.linspace(-4, 4, 64), np.linspace(-4, 4, 64))
    some = np.column_stack([w.ravel(), b.ravel()])[::16].tolist()

    def there() -> None:
        for start in some:
            resolve({"start": start, "steps": 200}).ledger()

    ours, theirs = interleaved([scenario.basins, there], 3 if quick else 15)
    theirs *= w.size / len(some)
    what = "basins of 4 096 starts, 200 steps"
    yield Measurement(what, milliseconds(ours), f"{milliseconds(theirs)} one by one", theirs / ours, "×", "≥", 50.0)


def maps(quick: bool) -> Iterator[Measurement]:
    """The lines and bands of 128 × 128 points and 20 levels, from the loss to JSON bytes; matplotlib, to SVG."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    scenario = resolve({"grid": 128, "levels": 20})
    levels = scenario.surface().levels
    data = scenario.data
    assert data
    x, y = (np.array(column)[:, None, None] for column in (data.columns[0], data.y))
    w, b = np.linspace(-4, 4, 128), np.linspace(-4, 4, 128)

    def here() -> bytes:
        surface = scenario.surface()
        reply = {
            "w": surface.w,
            "b": surface.b,
            "contours": [{"level": line.level, "lines": line.pieces} for line in surface.contours()],
            "bands": [{"from": band.low, "to": band.high, "polygons": band.polygons} for band in surface.bands()],
        }
        return orjson.dumps(reply, option=orjson.OPT_SERIALIZE_NUMPY)

    def there() -> bytes:
        prediction = 1 / (1 + np.exp(-(w * x + b[:, None])))
        loss = 0.5 * np.sum((prediction - y) ** 2, axis=0)
        axes = (figure := Figure()).subplots()
        axes.contourf(w, b, loss, levels, extend="both")
        axes.contour(w, b, loss, levels)
        picture = io.BytesIO()
        figure.savefig(picture, format="svg")
        return picture.getvalue()

    with mpl.rc_context({"svg.fonttype": "none"}):
        ours, theirs = interleaved([here, there], 3 if quick else 10)
    what = "map 128 × 128, 20 levels, lines and bands, JSON"
    yield Measurement(what, milliseconds(ours), f"{milliseconds(theirs)} SVG", theirs / ours, "×", "≥", 10.0)
