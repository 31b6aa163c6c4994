"""Steps turned by hand: exact angles, the rule goes on where it was, and the same in basins."""

from typing import Any

import numpy as np
import pytest

from antigradient.names import RUN_NAMES
from antigradient.optimisers import OPTIMISERS
from antigradient.scenario import ScenarioError, resolve


@pytest.mark.parametrize("optimiser", OPTIMISERS)
def test_a_hand_turns_one_step_and_leaves_the_others(optimiser: str) -> None:
    given = {"optimiser": optimiser, "steps": 4, "eta": 0.3, "tol": 0}
    plain = resolve(given).ledger().columns
    columns = resolve({**given, "moves": [(0, 150, 0.5), (2, 90, 0.25)]}).ledger().columns
    assert columns["beta"][0] == pytest.approx(150, abs=1e-12)
    assert columns["beta"][2] == 90
    assert columns["dot"][2] == 0
    assert columns["eta"][[0, 2]].tolist() == [0.5, 0.25]
    norm = np.hypot(columns["u_w"], columns["u_b"])
    assert norm[[0, 2]] == pytest.approx(columns["grad_norm"][[0, 2]], rel=1e-14)
    for p in ("w", "b"):
        assert (columns[p][1:] == columns[p][:-1] + columns["eta"][:-1] * columns[f"u_{p}"][:-1]).all()
    assert columns["w"][1] != plain["w"][1]


def test_turned_counter_clockwise() -> None:
    columns = resolve({"objective": "bowl", "start": (1, 0), "steps": 1, "moves": [(0, 90, 0.5)]}).ledger().columns
    assert (columns["w"][1], columns["b"][1]) == (1, 1), "∇L = (2, 0) turned left is (0, 2)"


def test_all_by_hand_at_180_is_gradient_descent_to_the_last_bit() -> None:
    run = resolve({"steps": 20, "eta": 1.0})
    hand = resolve({"steps": 20, "optimiser": "momentum", "moves": [(k, 180, 1) for k in range(20)]})
    one, other = run.ledger().columns, hand.ledger().columns
    assert all((one[name] == other[name])[:20].all() for name in one)


def test_the_rules_memory_is_left_alone() -> None:
    given = {"optimiser": "momentum", "steps": 3, "eta": 0.5, "gamma": 0.5}
    columns = resolve({**given, "moves": [(1, 120, 1)]}).ledger().columns
    v = 0.5 * columns["grad_w"][0]
    assert columns["u_w"][2] == pytest.approx(-(0.5 * v / 0.5 + columns["grad_w"][2]), rel=1e-14)


def test_extras_keep_their_places() -> None:
    search = resolve({"optimiser": "line-search", "batch": 2, "steps": 4, "moves": [(1, 100, 1)]}).ledger().columns
    assert search["tried"].tolist()[1] == 0
    assert np.isnan(search["batch_grad_w"][1])
    assert np.isfinite(search["batch_grad_w"][[0, 2, 3]]).all()
    assert (search["eta"][[0, 2, 3]] == 0.5 ** (search["tried"][[0, 2, 3]] - 1)).all()


@pytest.mark.parametrize("optimiser", ["gd", "momentum", "adam", "newton"])
def test_basins_turn_the_same_steps(optimiser: str) -> None:
    given = {"objective": "himmelblau", "optimiser": optimiser, "eta": 0.01, "steps": 7, "tol": 0}
    given["moves"] = [(0, 200, 0.02), (3, 90, 0.01)]
    basins = resolve({**given, "grid": 4}).basins()
    for i, b in enumerate(basins.b):
        for j, w in enumerate(basins.w):
            assert basins.outcome[i, j] == resolve({**given, "start": (w, b)}).ledger().outcome.value


def test_a_zero_gradient_cannot_be_turned() -> None:
    run = resolve({"objective": "bowl", "start": (0, 0), "tol": 0, "moves": [(0, 90, 1)]}).ledger()
    assert (run.outcome, run.rows) == ("stationary", 1)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"objective": "logistic-2", "moves": [(0, 90, 1)]}, "two parameters"),
        ({"moves": [(0, 90, 1), (0, 100, 1)]}, "twice"),
    ],
)
def test_refusals(given: dict[str, Any], said: str) -> None:
    with pytest.raises(ScenarioError, match=said) as caught:
        resolve(given)
    assert [name for name, _ in caught.value.errors] == ["moves"]


def test_further_runs_have_moves_of_their_own() -> None:
    assert "moves" in RUN_NAMES
    first = resolve({"moves": [(0, 90, 1)], "vs": [{"optimiser": "gd"}, {"optimiser": "gd", "moves": [(1, 95, 2)]}]})
    assert [run.moves for run in first.runs] == [(), ((1, 95, 2),)]
    assert first.described()["moves"] == [[0, 90, 1]]
