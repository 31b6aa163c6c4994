"""Answers that leave as files: columns for CSV, an array for numpy."""

from __future__ import annotations

from itertools import chain
from typing import Any

import numpy as np

from antigradient.answers import Rounding, basins, columns_of, surface_of
from antigradient.objectives.base import Array
from antigradient.query.arguments import Arguments
from antigradient.query.refusals import refuse
from antigradient.scenario import Scenario

from ...http.errors import invalid

Columns = dict[str, Any]


def surface_array(scenario: Scenario, arguments: Arguments) -> Array:
    """For /surface.npy: the loss, shape (b, w), NaN where it has no finite value."""
    return Rounding(scenario).array(surface_of(scenario).loss)


def trajectory_columns(scenario: Scenario, arguments: Arguments) -> Columns:
    """For /trajectory.csv: one row for each step; with `vs` all runs, numbered in a first column `run`."""
    rounding = Rounding(scenario)
    tables = [columns_of(ledger, rounding) for ledger in scenario.ledgers()]
    if len(tables) == 1:
        return tables[0]
    lengths = [len(table["k"]) for table in tables]
    nothing = [np.full(length, np.nan) for length in lengths]
    names = dict.fromkeys(chain.from_iterable(tables))  # not every rule has the same columns
    joined = {
        name: np.concatenate([table.get(name, none) for table, none in zip(tables, nothing, strict=True)])
        for name in names
    }
    return {"run": np.repeat(np.arange(len(tables)), lengths), **joined}


def sample_columns(scenario: Scenario, arguments: Arguments) -> Columns:
    """For /samples.csv: one row for each data point, what it adds to loss and gradient at a point."""
    if scenario.data is None:
        raise invalid([refuse("objective", "refusal.no_samples")])
    return Rounding(scenario).columns(scenario.loss.samples(*arguments["point"]))


def basin_columns(scenario: Scenario, arguments: Arguments) -> Columns:
    """For /basins.csv: one row for each start, with the minimum that its run reached."""
    found, (x, y) = basins(scenario, arguments), scenario.plane
    index = list(chain.from_iterable(found["minimum_index"]))
    minima = [[*m["point"], m["loss"]] for m in found["minima"]]
    names = [*(f"minimum_{name}" for name in scenario.objective.parameters), "minimum_loss"]
    nowhere = [None] * len(names)
    reached = zip(*(nowhere if i is None else minima[i] for i in index), strict=True)
    return {
        x: np.tile(found[x], len(found[y])),
        y: np.repeat(found[y], len(found[x])),
        "outcome": list(chain.from_iterable(found["outcome"])),
        "minimum_index": index,
        **dict(zip(names, reached, strict=True)),
    }
