"""Three parameters: planes through their space, paths in all of it; and further runs on the same map."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import mpmath as mp
import numpy as np
import pytest

from antigradient.names import INHERITED_NAMES, RUN_NAMES, SHARED_NAMES
from antigradient.objectives import OBJECTIVES
from antigradient.optimisers import OPTIMISERS
from antigradient.scenario import ScenarioError, resolve

NAMES = ("w1", "w2", "b")
PLANES = list(permutations(NAMES, 2))


def refusals(**given: Any) -> list[tuple[str, str]]:
    with pytest.raises(ScenarioError) as refused:
        resolve(given)
    return [(name, str(reason)) for name, reason in refused.value.errors]


def pair(plane: tuple[str, str]) -> str:
    return ",".join(plane)


# Surfaces


@pytest.mark.parametrize("plane", PLANES, ids=pair)
@pytest.mark.parametrize("at", [None, 0.0, -1.7])
def test_a_plane_is_the_loss_at_each_of_its_points(plane: tuple[str, str], at: float | None) -> None:
    start = (0.4, -0.9, 1.3)
    scenario = resolve({"objective": "logistic-2", "plane": plane, "at": at, "start": start, "grid": 7})
    (third,) = set(NAMES) - set(plane)
    assert scenario.at == (start[NAMES.index(third)] if at is None else at)
    surface = scenario.surface()
    for i, y in enumerate(surface.b):
        for j, x in enumerate(surface.w):
            held = {plane[0]: x, plane[1]: y, third: scenario.at}
            assert surface.loss[i, j] == pytest.approx(float(scenario.loss(*(held[name] for name in NAMES))), rel=1e-13)


@pytest.mark.parametrize("plane", PLANES, ids=pair)
def test_axes_in_the_other_order_turn_the_map_over(plane: tuple[str, str]) -> None:
    given = {"objective": "logistic-2", "at": 0.6, "grid": 9, "window": (-3, 2, -1, 4)}
    one = resolve({**given, "plane": plane}).surface()
    other = resolve({**given, "plane": plane[::-1], "window": (-1, 4, -3, 2)}).surface()
    assert np.allclose(one.loss, other.loss.T, rtol=1e-13)
    assert not np.allclose(one.loss, one.loss.T)


def test_a_plane_has_defaults() -> None:
    scenario = resolve({"objective": "logistic-2"})
    assert (scenario.plane, scenario.at) == (("w1", "w2"), 0.0)
    assert resolve({}).plane == ("w", "b")
    assert resolve({}).at is None
    assert scenario.described()["plane"] == ["w1", "w2"]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"objective": "logistic-2", "plane": ("w1",)}, "must be two of w1, w2, b"),
        ({"objective": "logistic-2", "plane": ("w1", "w1")}, "must be two of w1, w2, b"),
        ({"objective": "logistic-2", "plane": ("w1", "w2", "b")}, "must be two of w1, w2, b"),
        ({"objective": "logistic-2", "plane": ("w", "b")}, "must be two of w1, w2, b"),
        ({"plane": ("b", "w")}, "can only be w,b"),
        ({"objective": "bowl", "plane": ("w1", "w2")}, "can only be w,b"),
    ],
)
def test_planes_that_cannot_be_are_refused(given: dict[str, Any], words: str) -> None:
    ((parameter, detail),) = refusals(**given)
    assert parameter == "plane"
    assert words in detail


# Paths


@pytest.mark.parametrize("optimiser", OPTIMISERS)
def test_angles_in_three_dimensions_are_those_of_mpmath(optimiser: str) -> None:
    given = {"objective": "logistic-2", "optimiser": optimiser, "start": (1.5, -1.0, 0.5), "eta": 0.3, "steps": 40}
    ledger = resolve({**given, "batch": 5 if optimiser == "gd" else 0}).ledger()
    u, g = ([ledger.columns[f"{v}_{name}"][:-1] for name in NAMES] for v in ("u", "grad"))
    told = 0
    with mp.workdps(50):
        for k in range(ledger.rows - 1):
            a, b = ([mp.mpf(float(c[k])) for c in v] for v in (u, g))
            dot = mp.fsum(x * y for x, y in zip(a, b, strict=True))
            sizes = mp.sqrt(mp.fsum(x * x for x in a) * mp.fsum(y * y for y in b))
            beta = mp.degrees(mp.acos(mp.fdiv(dot, sizes)))
            assert abs(ledger.columns["beta"][k] - beta) < 1e-12
            assert abs(ledger.columns["cos_beta"][k] - dot / sizes) < 1e-15
            assert abs(ledger.columns["dot"][k] - dot) <= 1e-14 * sizes
            told += 1
    assert told >= 3


def test_the_path_does_not_know_the_plane() -> None:
    one, other = (resolve({"objective": "logistic-2", "plane": p}).ledger() for p in (("w1", "w2"), ("b", "w1")))
    assert all(np.array_equal(one.columns[name], other.columns[name]) for name in NAMES)


def test_basins_start_on_the_plane() -> None:
    scenario = resolve({"objective": "logistic-2", "plane": ("b", "w1"), "at": 2.0, "grid": 3, "steps": 0})
    w1, w2, b = scenario.theta_at(np.array([[1.0, 2.0]]), np.array([[3.0], [4.0]]))
    assert (w1.tolist(), float(w2), b.tolist()) == ([[3.0], [4.0]], 2.0, [[1.0, 2.0]])
    assert scenario.basins().outcome.shape == (3, 3)


# Further runs

OTHERS = {
    "objective": "ravine", "lambda1": 2.0, "lambda2": 5.0, "window": (-3, 3, -2, 2), "start": (-2.5, 1.0),
    "steps": 17, "tol": 1e-3, "optimiser": "momentum", "eta": 0.07, "gamma": 0.8, "schedule": "cosine", "decay": 0.5,
}  # fmt: skip


@pytest.mark.parametrize("optimiser", OPTIMISERS)
def test_a_further_run_shares_the_map_and_brings_its_own_rule(optimiser: str) -> None:
    first = resolve({**OTHERS, "vs": [{"optimiser": optimiser}]})
    (run,) = first.runs
    for name in ("objective", "lambda1", "lambda2", "window", "start", "steps", "tol", "plane"):
        assert run.described()[name] == first.described()[name]
    alone = resolve(
        {name: OTHERS[name] for name in OTHERS if name in (*SHARED_NAMES, *INHERITED_NAMES)} | {"optimiser": optimiser}
    )
    ravine = OBJECTIVES["ravine"]
    suited = ravine.defaults.get(optimiser, {})
    assert run.numbers["eta"] == suited.get("eta", OPTIMISERS[optimiser].eta or ravine.eta) != first.numbers["eta"]
    assert run.numbers["gamma"] == suited.get("gamma", 0.9)
    assert run.choices["schedule"] == "constant"
    assert run.described() == alone.described()
    mine, same = run.ledger(), alone.ledger()
    assert mine.outcome == same.outcome
    for name, column in mine.columns.items():
        assert column.tobytes() == same.columns[name].tobytes()


def test_what_a_run_sets_is_its_own() -> None:
    own = {
        "optimiser": "rmsprop", "eta": 0.5, "rho": 0.7, "epsilon": 1e-3, "epsilon_place": "inside", "start": (1.0, 2.0),
        "steps": 5, "tol": 0.25, "schedule": "inverse", "decay": 0.125, "batch": 2, "seed": 3,
    }  # fmt: skip
    first = resolve({"start": (-1.0, 0.0), "steps": 9, "tol": 0.5, "vs": [own, {}]})
    run, plain = first.runs
    for name, value in own.items():
        got = run.described()[name]
        assert (tuple(got) if name == "start" else got) == value
        assert first.described()[name] != value
    assert plain.described() == {**first.described(), "vs": []}
    assert set(own) <= set(RUN_NAMES)


def test_runs_are_echoed_as_they_were_given() -> None:
    vs = [{"optimiser": "adam", "eta": 0.25}, {}, {"start": [0.0, 1.0]}]
    described = resolve({"vs": vs}).described()
    assert described["vs"] == vs
    assert resolve(described).described() == described
    assert resolve({}).described()["vs"] == []
    assert [r.optimiser.id for r in resolve({"vs": vs}).runs] == ["adam", "gd", "gd"]


def test_the_data_and_the_formula_are_shared() -> None:
    rows = [[0.0, 0.1], [1.0, 0.7], [2.0, 0.9]]
    (run,) = resolve({"data": rows, "reduction": "mean", "vs": [{"optimiser": "adam", "batch": 3}]}).runs
    assert run.data is not None
    assert run.data.rows() == rows
    assert run.reduction == "mean"
    (run,) = resolve({"objective": "custom", "f": "w^2+3b^2", "vs": [{"optimiser": "adam"}]}).runs
    assert float(run.loss(*np.array([1.0, 2.0]))) == 13.0
    (run,) = resolve({"objective": "logistic-2", "plane": ("b", "w2"), "at": 3.0, "vs": [{}]}).runs
    assert (run.plane, run.at) == (("b", "w2"), 3.0)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"vs": [{}, {"start": [1.0]}]}, "start of run 2 has 1 values"),
        ({"vs": [{"batch": 6}]}, "batch of run 1 is more than the 5 points"),
        ({"objective": "bowl", "vs": [{"batch": 1}]}, "batch of run 1 has no place"),
        ({"vs": [{"start": [1e13, 0.0]}]}, "start of run 1 has a value beyond"),
    ],
)
def test_a_run_that_cannot_be_is_refused_by_number_and_name(given: dict[str, Any], words: str) -> None:
    ((parameter, detail),) = refusals(**given)
    assert parameter == "vs"
    assert words in detail


def test_what_is_wrong_with_the_map_is_said_once() -> None:
    errors = refusals(data="nowhere", start=[1.0], vs=[{}, {"optimiser": "adam"}, {"start": [1.0, 2.0, 3.0]}])
    assert [name for name, _ in errors] == ["data", "start", "vs"]
