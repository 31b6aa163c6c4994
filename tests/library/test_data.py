"""Data sets and the user's own points."""

from __future__ import annotations

from math import inf, nan
from typing import Any

import numpy as np
import pytest

from antigradient.data import DATASETS, POINTS_LIMIT, VALUE_LIMIT, DataError, from_rows
from antigradient.data.sets import Data


def test_the_lecture_points_are_those_of_the_design() -> None:
    assert DATASETS["five"].rows() == [[-2.0, 0.08], [-0.8, 0.3], [0.3, 0.45], [1.4, 0.85], [2.6, 0.93]]
    assert DATASETS["cs7015"].rows() == [[0.5, 0.2], [2.5, 0.9]]


@pytest.mark.parametrize("data", DATASETS.values(), ids=DATASETS)
def test_entries_are_whole(data: Data) -> None:
    assert data.id is not None
    assert DATASETS[data.id] is data
    assert data.title
    assert data.source.endswith(".")
    assert data.spec() == data.id
    assert len(data) == len(data.x) == len(data.y) == len(data.labels)
    assert {len(x) for x in data.x} == {data.inputs}
    assert np.array_equal(np.stack(data.columns, axis=1), data.x)


def test_two_clouds_cannot_be_parted() -> None:
    """So that the log loss has a minimum: some combination of the points of each label meets the other's."""
    from scipy.optimize import linprog

    data = DATASETS["two-clouds"]
    x, signs = np.array(data.x), 2 * data.labels - 1
    rows = signs[:, None] * np.column_stack([x, np.ones(len(x))])
    parted = linprog(np.zeros(3), A_ub=-rows, b_ub=-np.ones(len(x)), bounds=[(None, None)] * 3)
    assert parted.status == 2  # infeasible
    assert 10 <= len(data) <= 14


def test_own_points() -> None:
    data = from_rows([[0.5, 0.2], [1, 0]])
    assert (data.x, data.y) == (((0.5,), (1.0,)), (0.2, 0.0))
    assert data.spec() == "0.5:0.2,1.0:0.0"
    assert data.id is None
    assert from_rows([[1, 2, 0.5]], inputs=2).spec() == "1.0:2.0:0.5"


def test_a_spec_loses_no_bit() -> None:
    row = [0.1 + 0.2, 1e-300]
    assert [[float(v) for v in point.split(":")] for point in from_rows([row]).spec().split(",")] == [row]


@pytest.mark.parametrize(
    ("rows", "inputs", "message"),
    [
        ([], 1, "needs at least one point"),
        ([[1.0, 2.0]] * (POINTS_LIMIT + 1), 1, f"has {POINTS_LIMIT + 1} points; at most {POINTS_LIMIT} are taken"),
        ([[1.0, 2.0], [1.0]], 1, "point 2 has 1 values where x:y has 2"),
        ([[1.0, 2.0, 3.0]], 1, "point 1 has 3 values where x:y has 2"),
        ([[1.0, 2.0]], 2, "point 1 has 2 values where x1:x2:y has 3"),
        ([[1.0, nan]], 1, "point 1 has a value that is not finite"),
        ([[0.0, 0.0], [inf, 1.0]], 1, "point 2 has a value that is not finite"),
        ([[-2 * VALUE_LIMIT, 1.0]], 1, "point 1 has a value beyond ±1e+06"),
        ([[1.0, 2 * VALUE_LIMIT]], 1, "point 1 has a value beyond ±1e+06"),
    ],
)
def test_points_that_cannot_be_used(rows: list[Any], inputs: int, message: str) -> None:
    with pytest.raises(DataError) as refusal:
        from_rows(rows, inputs)
    assert str(refusal.value) == message


def test_limits_are_inside() -> None:
    assert len(from_rows([[VALUE_LIMIT, -VALUE_LIMIT]] * POINTS_LIMIT)) == POINTS_LIMIT
    assert len(from_rows([[0.0, 0.0]] * 3, limit=3)) == 3
    with pytest.raises(DataError):
        from_rows([[0.0, 0.0]] * 4, limit=3)
