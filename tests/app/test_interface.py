"""The library's public functions answer what the API answers, to the last digit, and refuse what it refuses."""

from __future__ import annotations

from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

import antigradient as ag
from antigradient.data import DATASETS
from antigradient.names import NUMBERS
from antigradient.objectives import OBJECTIVES, REDUCTIONS
from antigradient.optimisers import HYPERPARAMETERS, OPTIMISERS
from antigradient.schedules import SCHEDULES
from app.api.endpoints import ENDPOINTS, Endpoint
from app.api.formats import JSON
from app.api.service import Service
from app.http.errors import Problem
from app.settings import Settings
from tests.fuzz import fuzzed

FUNCTIONS = {
    "trajectory": ag.run,
    "surface": ag.surface,
    "gradient": ag.gradient,
    "derivation": ag.derivation,
    "step": ag.step,
    "taylor": ag.taylor,
    "basins": ag.basins,
}
SERVICE = Service(Settings())
FORMULAS = [preset for objective in OBJECTIVES.values() for _, preset in objective.presets]
NUMBER = st.floats(-3, 3).map(lambda x: round(x, 3))
ETA = st.floats(1e-4, 2).map(lambda x: round(x, 4))
OWN: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "surface": {"include": st.sampled_from([["loss"], ["contours", "bands"], ["labels", "field", "stationary"]])},
    "gradient": {"point": st.lists(NUMBER, min_size=2, max_size=2)},
    "derivation": {"point": st.lists(NUMBER, min_size=2, max_size=2)},
    "step": {"beta": st.floats(0, 359), "length": ETA, "order": st.integers(1, 8)},
    "taylor": {"f": st.sampled_from(["x^3", "sin(x)", "1/x", "log(x)"]), "x": NUMBER, "delta": NUMBER},
}


@st.composite
def questions(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """An endpoint and values, which may not suit each other."""
    id = draw(st.sampled_from([*FUNCTIONS]))
    objective = OBJECTIVES[draw(st.sampled_from([*OBJECTIVES]))]
    dimensions = len(objective.parameters)
    row = st.lists(st.floats(0, 1).map(lambda x: round(x, 3)), min_size=objective.inputs + 1, max_size=3)
    optimiser = st.sampled_from([*OPTIMISERS])
    pool: dict[str, st.SearchStrategy[Any]] = {
        "optimiser": optimiser,
        "eta": ETA,
        "start": st.lists(NUMBER, min_size=dimensions, max_size=dimensions),
        "data": st.one_of(st.sampled_from([*DATASETS]), st.lists(row, min_size=1, max_size=4), st.none()),
        "reduction": st.sampled_from([*REDUCTIONS]),
        "window": st.just([-3, 2.5, -1, 4]),
        "digits": st.integers(1, 17),
        "schedule": st.sampled_from([*SCHEDULES]),
        "decay": ETA,
        "batch": st.integers(0, 2),
        "seed": st.integers(0, 9),
        "tol": st.sampled_from([0, 1e-3]),
        "moves": st.lists(st.tuples(st.integers(0, 5), st.floats(0, 359), ETA).map(list), max_size=2),
        "vs": st.lists(st.fixed_dictionaries({"optimiser": optimiser}, optional={"eta": ETA}), max_size=2),
        **{
            name: st.floats(NUMBERS[name].low, min(NUMBERS[name].high, 1.0), exclude_min=NUMBERS[name].above)
            for name in HYPERPARAMETERS
        },
        **OWN.get(id, {}),
    }
    if objective.f is not None and id != "taylor":
        pool["f"] = st.sampled_from(FORMULAS)
    chosen = draw(st.lists(st.sampled_from([*pool]), max_size=5, unique=True))
    values = {name: draw(pool[name]) for name in chosen}
    if draw(st.booleans()) or objective.inputs or "f" in values:
        values["objective"] = objective.id
    values |= {"steps": draw(st.integers(0, 60)), "grid": draw(st.integers(2, 9)), "levels": draw(st.integers(1, 6))}
    return id, values


def as_json(reply: ag.Reply) -> Any:
    return orjson.loads(JSON.write(dict(reply)))


def reply_or_problem(endpoint: Endpoint, values: dict[str, Any]) -> Any:
    try:
        return SERVICE.answer(endpoint, values)
    except Problem as problem:
        return problem


@fuzzed(60)
@given(questions())
def test_answers_and_refusals_are_the_apis(question: tuple[str, dict[str, Any]]) -> None:
    id, values = question
    endpoint, function = ENDPOINTS[id], FUNCTIONS[id]
    reply = reply_or_problem(endpoint, values)
    if isinstance(reply, Problem):
        with pytest.raises(ag.ScenarioError) as caught:
            function(**values)
        assert [name for name, _ in caught.value.errors] == [refusal.parameter for refusal in reply.errors]
        for (_, said), refusal in zip(caught.value.errors, reply.errors, strict=True):
            assert str(said).startswith(refusal.detail)
        return
    del reply["version"]
    assert as_json(function(**values)) == reply
    own = {field.name for field in endpoint.fields} - reply["scenario"].keys()
    again = function(**reply["scenario"], **{name: value for name, value in values.items() if name in own})
    assert as_json(again) == reply


@pytest.mark.parametrize("id", FUNCTIONS)
def test_what_is_not_given_has_the_apis_default(id: str) -> None:
    reply = SERVICE.answer(ENDPOINTS[id], {})
    del reply["version"]
    assert as_json(FUNCTIONS[id]()) == reply


def test_a_run_starts_again_from_every_reply() -> None:
    """But of /taylor, whose f is one in x."""
    for id in FUNCTIONS:
        if id != "taylor":
            scenario = SERVICE.answer(ENDPOINTS[id], {"steps": 3, "grid": 5, "optimiser": "adam"})["scenario"]
            assert ag.run(**scenario).scenario == scenario
