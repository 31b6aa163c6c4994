"""What is said of data that cannot be fitted: against linear programs, by hand, and by what the loss does far away."""

from __future__ import annotations

from itertools import product
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog

import antigradient as ag
from antigradient.data import DATASETS, from_rows
from antigradient.data.separation import Separation, separation, spread, whole_places
from antigradient.data_notes import notes_on
from antigradient.objectives import OBJECTIVES
from antigradient.scenario import resolve
from antigradient.words import LANGUAGES, speaking
from tests.fuzz import fuzzed

#: Of losses without a minimum.
ENDLESS = {"data_note.parted", "data_note.touching", "data_note.one_class"}
COORDINATE = st.integers(-3, 3)
CLOUDS = {n: st.lists(st.tuples(*[COORDINATE] * n), min_size=1, max_size=7) for n in (1, 2)}


def by_linear_program(low: list[tuple[int, ...]], high: list[tuple[int, ...]]) -> Separation:
    """The most that some h with |h| ≤ 1 gains over all points, and the most that it gains over each."""
    rows = np.array([[*p, 1] for p in high] + [[-x for x in p] + [-1] for p in low], dtype=float)
    n = rows.shape[1]
    each = linprog(
        np.r_[np.zeros(n), -1.0], A_ub=np.c_[-rows, np.ones(len(rows))], b_ub=np.zeros(len(rows)),
        bounds=[(-1, 1)] * n + [(None, 1)],
    )  # fmt: skip
    if -each.fun > 1e-7:
        return Separation.COMPLETE
    total = linprog(-rows.sum(axis=0), A_ub=-rows, b_ub=np.zeros(len(rows)), bounds=[(-1, 1)] * n)
    return Separation.QUASI if -total.fun > 1e-7 else Separation.NONE


@pytest.mark.parametrize("inputs", CLOUDS)
def test_classes_are_parted_where_a_linear_program_parts_them(inputs: int) -> None:
    seen: dict[Separation, int] = dict.fromkeys(Separation, 0)

    @given(CLOUDS[inputs], CLOUDS[inputs], st.lists(CLOUDS[inputs].map(lambda c: c[0]), max_size=2))
    @fuzzed(120)
    def check(low: Any, high: Any, both: Any) -> None:
        found = separation(low + both, high + both)
        assert found is by_linear_program(low + both, high + both)
        assert separation(high + both, low + both) is found
        seen[found] += 1

    check()
    assert min(seen.values()) > 5, seen


def test_small_sets_in_the_plane_one_and_all() -> None:
    """Every pair of a segment or point and a triangle or less, on a grid of three by three."""
    grid = list(product(range(3), repeat=2))
    random = Random(18)
    for _ in range(250):
        low, high = ([random.choice(grid) for _ in range(random.randint(1, 3))] for _ in range(2))
        assert separation(low, high) is by_linear_program(low, high), (low, high)


def test_large_numbers_and_small_differences_are_exact() -> None:
    line = [(x, 2 * x) for x in range(0, 10**6, 10**4)]
    above = [(x, y + 1) for x, y in line]
    assert separation(line, above) is Separation.COMPLETE
    assert separation(line, [*above, (50, 100)]) is Separation.QUASI
    assert separation([*line, (0, -1)], [*above, (50, 100)]) is Separation.QUASI
    assert separation([*line, (0, 1)], above) is Separation.QUASI
    assert separation([*line, (0, 1)], [*above, (50, 100)]) is Separation.NONE


def test_points_are_taken_as_they_are_written() -> None:
    assert whole_places([[0.1, 0.2, 1e-3], [5.0, -2.0, 1e6]]) == [(100, 5), (200, -2), (1, 1000000)]
    assert whole_places([[1e22, -0.0, 12.5]]) == [(10**23,), (0,), (125,)]
    places = whole_places([[0.1, 0.2, 0.3], [0.3, 0.6, 0.9]])
    assert spread(places) == 1, "on a line as they are written, though not as floats"
    assert spread([*places, (0, 1)]) == 2
    assert spread(whole_places([[2.5, 2.5], [1.0, 1.0]])) == 0
    assert (spread([(1,), (1,)]), spread([(1,), (2,), (3,)])) == (0, 1)


def codes(objective: str, rows: list[list[float]]) -> list[str]:
    found = OBJECTIVES[objective]
    return [note.code for note in notes_on(found, from_rows(rows, found.inputs))]


@pytest.mark.parametrize(("objective", "rows", "expected"), [
    ("sigmoid-squared", [[0, 0.2], [1, 1.2], [2, -3]], ["data_note.beyond"]),
    ("linear-squared", [[0, 0.2], [1, 1.2], [2, -3]], []),
    ("sigmoid-log", [[0, 0], [1, 1]], ["data_note.parted"]),
    ("sigmoid-log", [[0, 1], [1, 0]], ["data_note.parted"]),
    ("sigmoid-log", [[0, 0], [1, 1], [2, 0]], []),
    ("sigmoid-log", [[0, 0], [1, 1], [1, 0], [2, 1]], ["data_note.touching"]),
    ("sigmoid-log", [[0, 0], [1, 0.5], [2, 1]], ["data_note.touching"]),
    ("sigmoid-log", [[0, 0], [1, 0.5], [1.5, 0.5], [2, 1]], []),
    ("sigmoid-log", [[0, 0.1], [2, 0.9]], []),
    ("sigmoid-squared", [[0, 0], [1, 1]], ["data_note.parted"]),
    ("sigmoid-squared", [[0, 0], [1, 0.5], [2, 1]], []),
    ("sigmoid-squared", [[0, 0], [1, 1], [1, 0], [2, 1]], []),
    ("sigmoid-log", [[0, 1], [3, 1]], ["data_note.one_class"]),
    ("sigmoid-log", [[0, 0], [3, 0]], ["data_note.one_class"]),
    ("sigmoid-log", [[0, 0.25], [3, 0.25]], ["data_note.same_labels"]),
    ("linear-squared", [[0, 7], [3, 7]], ["data_note.same_labels"]),
    ("linear-squared", [[3, 7], [3, 8]], ["data_note.one_x"]),
    ("linear-squared", [[3, 7]], ["data_note.one_x"]),
    ("sigmoid-log", [[3, 0], [3, 1]], ["data_note.one_x"]),
    ("logistic-2", [[1, 2, 0], [1, 2, 1]], ["data_note.one_place"]),
    ("logistic-2", [[0, 0, 0], [1, 1, 1], [2, 2, 0]], ["data_note.one_line"]),
    ("logistic-2", [[0, 0, 0], [1, 1, 1], [2, 2, 1]], ["data_note.parted", "data_note.one_line"]),
    ("logistic-2", [[0, 0, 0], [1, 1, 0], [1, 0, 1], [0, 1, 1]], []),
    ("logistic-2", [[0, 0, 0], [1, 0, 0], [1, 0, 1], [0, 1, 1]], ["data_note.touching"]),
    ("logistic-2", [[0, 0, 0], [1, 0, 0], [1, 1, 1], [0, 1, 1]], ["data_note.parted"]),
])  # fmt: skip
def test_what_is_said_of_which_data(objective: str, rows: list[list[float]], expected: list[str]) -> None:
    assert codes(objective, rows) == expected


@pytest.mark.parametrize("loss", [loss for loss in OBJECTIVES.values() if loss.inputs], ids=lambda loss: loss.id)
def test_of_the_sets_that_there_are_only_what_is_so_is_said(loss: Any) -> None:
    for data in DATASETS.values():
        if data.inputs == loss.inputs and (loss.labels is None or all(0 <= y <= 1 for y in data.y)):
            assert {note.code for note in notes_on(loss, data)} <= {
                "data_note.parted",
                "data_note.touching",
                "data_note.beyond",
            }
    assert notes_on(loss, DATASETS[loss.data]) == [], "the default can be fitted"


@pytest.mark.parametrize("reduction", ["sum", "mean"])
@pytest.mark.parametrize("objective", ["sigmoid-log", "logistic-2"])
def test_a_log_loss_has_a_minimum_where_nothing_else_is_said(objective: str, reduction: str) -> None:
    """Newton's rule, damped, finds it; where it is said that there is none, it runs away for ever."""
    random, inputs = Random(f"{objective} {reduction}"), OBJECTIVES[objective].inputs
    kinds = {True: 0, False: 0}
    for _ in range(60):
        rows = [
            [*(random.randint(-3, 3) for _ in range(inputs)), random.choice([0, 0, 1, 1, 0.5])]
            for _ in range(random.randint(3, 8))
        ]
        found = codes(objective, rows)
        if {"data_note.one_x", "data_note.one_place", "data_note.one_line"} & {*found}:
            continue
        scenario = resolve({"objective": objective, "data": rows, "reduction": reduction})
        theta = np.zeros(inputs + 1)
        for _ in range(60):
            place = [np.array([t]) for t in theta]
            gradient = np.array(scenario.loss.gradient(*place))[:, 0]
            hessian = np.array(scenario.loss.hessian(*place))[..., 0]
            step = np.linalg.lstsq(hessian + 1e-14 * np.eye(inputs + 1), gradient, rcond=None)[0]
            theta = theta - step / max(1.0, float(np.abs(step).max()))
        endless = bool(ENDLESS & {*found})
        assert endless is bool(np.abs(theta).max() > 8), (rows, theta)
        kinds[endless] += 1
    assert min(kinds.values()) >= 5


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_reply_says_it_in_the_readers_language(language: str) -> None:
    with speaking(language):
        notes = ag.run("sigmoid-log", data=[[0, 0], [1, 1]])["notes"]
    assert [note["code"] for note in notes] == ["data_note.parted"]
    assert notes[0]["message"].startswith(
        "The classes can be parted" if language == "en" else "Die Klassen lassen sich"
    )
    assert ag.run()["notes"] == []
    assert ag.run("bowl")["notes"] == []
    (beyond,) = ag.run(data=[[0, 2], [1, 0.5]])["notes"]
    assert beyond["args"] == {"count": 1, "points": 2}


def test_a_thousand_points_on_a_circle_take_no_time() -> None:
    angles = np.linspace(0, 2 * np.pi, 500, endpoint=False)
    circle = [[float(np.cos(a)), float(np.sin(a))] for a in angles]
    rows = [[*p, 0.0] for p in circle] + [[x + 1.5, y, 1.0] for x, y in circle]
    assert codes("logistic-2", rows) == []
    assert codes("logistic-2", [[*p, 0.0] for p in circle] + [[x + 2.5, y, 1.0] for x, y in circle]) == [
        "data_note.parted"
    ]
