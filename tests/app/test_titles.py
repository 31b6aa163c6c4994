"""What runs are called: by all that is not as usual, in words that the registries have, the same in every reply."""

from __future__ import annotations

from typing import Any

import pytest

from antigradient.names import RUN_NAMES
from antigradient.optimisers import HYPERPARAMETERS, OPTIMISERS, SWITCHES, Optimiser
from antigradient.run_titles import further_runs_clause, run_title
from antigradient.scenario import resolve
from antigradient.schedules import SCHEDULES
from tests.app.conftest import Client
from tests.app.support import API, strict

#: Values that no name has by default.
UNUSUAL: dict[str, Any] = dict.fromkeys(HYPERPARAMETERS, 0.25) | {
    name: next(id for id in switch.options if id != switch.default) for name, switch in SWITCHES.items()
}
#: (what the first run sets, what the further run sets, what that one is called after its η).
DIFFERENCES: list[tuple[dict[str, Any], dict[str, Any], list[str]]] = [
    ({}, {"schedule": "cosine"}, ["cosine schedule"]),
    ({}, {"schedule": "inverse"}, ["inverse schedule"]),
    ({}, {"schedule": "exponential", "decay": 0.5}, ["exponential schedule", "decay 0.5"]),
    ({}, {"schedule": "cosine", "decay": 0.5}, ["cosine schedule"]),
    ({}, {"decay": 0.5}, []),
    ({}, {"batch": 2}, ["batches of 2"]),
    ({}, {"batch": 1, "seed": 2**32 - 1}, ["batches of 1", "seed 4294967295"]),
    ({}, {"seed": 3}, []),
    ({}, {"moves": ((1, 150.0, 1.0),)}, ["1 step by hand"]),
    ({}, {"moves": ((1, 150.0, 1.0), (0, 90.0, 1.0))}, ["2 steps by hand"]),
    ({}, {"start": (1.0, -2.5)}, ["from (1, −2.5)"]),
    ({}, {"start": (-2.0, -2.0)}, []),
    ({"start": (1.0, 2.0)}, {"start": (-2.0, -2.0)}, ["from (−2, −2)"]),
    ({"start": (1.0, 2.0)}, {}, []),
    ({}, {"steps": 20}, ["20 steps"]),
    ({"steps": 20}, {"steps": 1}, ["1 step"]),
    ({"steps": 20}, {}, []),
    ({}, {"tol": 0.1}, ["tolerance 0.1"]),
    ({}, {"tol": 0.0}, ["no tolerance"]),
    ({"tol": 0.1}, {}, []),
    # What only the first run sets is not its companion's.
    ({"gamma": 0.5, "optimiser": "momentum", "batch": 2, "schedule": "cosine"}, {}, []),
    (
        {},
        {"tol": 1e-9, "steps": 7, "start": (0.0, 0.0), "moves": ((0, 1.0, 1.0),), "batch": 2, "schedule": "cosine"},
        ["cosine schedule", "batches of 2", "1 step by hand", "from (0, 0)", "7 steps", "tolerance 1\u00a0×\u00a010⁻⁹"],
    ),
]


def further(first: dict[str, Any], own: dict[str, Any]) -> str:
    scenario = resolve({**first, "vs": ({"optimiser": "gd", "eta": 1.0, **own},)})
    return run_title(scenario.runs[0], scenario)


@pytest.mark.parametrize(("first", "own", "said"), DIFFERENCES)
def test_a_further_run_is_called_by_what_differs(first: dict[str, Any], own: dict[str, Any], said: list[str]) -> None:
    assert further(first, own) == ", ".join(["Gradient descent", "η = 1", *said])


def test_the_table_differs_in_every_name_of_a_run() -> None:
    assert {name for _, own, _ in DIFFERENCES for name in own} | {*UNUSUAL, "optimiser", "eta"} == {*RUN_NAMES}


@pytest.mark.parametrize("optimiser", OPTIMISERS.values(), ids=list(OPTIMISERS))
def test_a_rule_is_called_by_its_own_numbers_and_conventions(optimiser: Optimiser) -> None:
    usual = resolve({"optimiser": optimiser.id, "eta": 0.5, **{p.name: p.default for p in optimiser.hyper}})
    assert run_title(usual, usual) == f"{optimiser.title}, η = 0.5"
    unusual = resolve({**UNUSUAL, "optimiser": optimiser.id, "eta": 0.5})
    symbols = [f"{parameter.symbol} = 0.25" for parameter in optimiser.hyper]
    conventions = [switch.options[UNUSUAL[switch.name]] for switch in optimiser.switches]
    assert run_title(unusual, unusual) == ", ".join([f"{optimiser.title}, η = 0.5", *symbols, *conventions])


def test_the_first_run_is_not_called_by_what_all_share() -> None:
    scenario = resolve({"start": (1, 2), "steps": 20, "tol": 0.1, "objective": "ravine", "lambda1": 3, "eta": 0.01})
    assert run_title(scenario, scenario) == "Gradient descent, η = 0.01"


@pytest.mark.parametrize("schedule", SCHEDULES.values(), ids=list(SCHEDULES))
def test_every_schedule_but_the_constant_one_is_named(schedule: Any) -> None:
    assert further({}, {"schedule": schedule.id}) == ", ".join(
        ["Gradient descent", "η = 1", *([f"{schedule.title.lower()} schedule"] if schedule.pace else [])]
    )


def test_no_number_is_rounded_to_one_that_it_cannot_be() -> None:
    said = further({}, {"optimiser": "adam", "beta1": 0.99999994, "beta2": 0.1234567, "eta": 1e-5})
    assert said == "Adam, η = 1\u00a0×\u00a010⁻⁵, β₁ = 0.9999999, β₂ = 0.123457"


def test_what_runs_beside_it() -> None:
    eta = ({"optimiser": "adam", "eta": 0.1}, *({"eta": i} for i in range(2, 9)))
    assert further_runs_clause(resolve({})) is None
    said = [str(further_runs_clause(resolve({"vs": eta[:n]}))) for n in (1, 2, 3, 4, 8)]
    adam, two, three = "Adam, η = 0.1", "Gradient descent, η = 2", "Gradient descent, η = 3"
    assert said == [
        f"beside {adam}",
        f"beside {adam} and {two}",
        f"beside {adam}; {two} and {three}",
        f"beside {adam}; {two} and 2 more",
        f"beside {adam}; {two} and 6 more",
    ]


@pytest.mark.anyio
async def test_replies_say_the_titles(client: Client) -> None:
    given = {
        "optimiser": "momentum", "gamma": 0.5, "steps": 3,
        "vs": [{"optimiser": "momentum"}, {"optimiser": "adam", "eta": 0.1, "start": [1, 2]}],
    }  # fmt: skip
    link = f"{API}/trajectory?optimiser=momentum&gamma=0.5&steps=3&vs=momentum&vs=adam;eta=0.1;start=1,2"
    for reply in (await client.get(link), await client.post(f"{API}/trajectory", json=given)):
        run = strict(reply)
        assert [one["title"] for one in (run, *run["runs"])] == [
            "Momentum, η = 1.5, γ = 0.5",
            "Momentum, η = 1.5, γ = 0.6",
            "Adam, η = 0.1, from (1, 2)",
        ]
        scenario = resolve({**given, "start": (-2, -2)})
        assert [one["title"] for one in run["runs"]] == [run_title(one, scenario) for one in scenario.runs]
