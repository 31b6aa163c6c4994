"""Basins through the API: where a run from each place ends."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from antigradient.objectives import OBJECTIVES
from antigradient.optimisers import OPTIMISERS
from antigradient.outcomes import Outcome
from tests.app.conftest import Client, Connect
from tests.app.support import API, problem, strict

pytestmark = pytest.mark.anyio


async def got(client: Client, query: str) -> Any:
    reply = await client.get(f"{API}/basins?{query}")
    assert reply.status_code == 200, reply.text[:300]
    return strict(reply)


async def test_basins_of_himmelblau(client: Client) -> None:
    reply = await got(client, "objective=himmelblau&grid=9&steps=500")
    assert set(reply) == {"version", "scenario", "formula", "w", "b", "outcome", "minimum_index", "minima"}
    assert np.shape(reply["outcome"]) == np.shape(reply["minimum_index"]) == (9, 9)
    assert (reply["w"][0], reply["w"][-1]) == tuple(reply["scenario"]["window"][:2])
    known = strict(await client.get(f"{API}/catalogue"))["objectives"]
    (minima,) = [entry["minima"] for entry in known if entry["id"] == "himmelblau"]
    assert reply["minima"][:4] == [{name: m[name] for name in ("point", "loss", "kind")} for m in minima]
    assert {i for row in reply["minimum_index"] for i in row} >= {0, 1, 2, 3}
    # Rows are b and columns w: each start alone ends where the map says.
    for row, column in ((0, 3), (7, 1), (2, 8)):
        start = f"{reply['w'][column]!r},{reply['b'][row]!r}"
        run = strict(await client.get(f"{API}/trajectory?objective=himmelblau&steps=500&start={start}"))
        assert run["outcome"] == reply["outcome"][row][column]
        index = reply["minimum_index"][row][column]
        if index is not None:
            end = [run["steps"]["w"][-1], run["steps"]["b"][-1]]
            assert end == pytest.approx(reply["minima"][index]["point"], abs=0.05)


async def test_where_no_minimum_is_reached(client: Client) -> None:
    reply = await got(client, "objective=bowl&eta=10&grid=4")
    assert {outcome for row in reply["outcome"] for outcome in row} == {"diverged"}
    assert reply["minimum_index"] == [[None] * 4] * 4
    reply = await got(client, "f=w-log(w)%2Bb^2&grid=5&eta=0.3")
    assert reply["outcome"] == [["undefined"] * 3 + ["converged"] * 2] * 5, "columns are w"
    assert reply["minimum_index"] == [[None] * 3 + [0] * 2] * 5
    assert reply["minima"][0]["point"] == pytest.approx([1, 0], abs=1e-5)
    assert reply["minima"][0]["kind"] == "found"


@pytest.mark.parametrize("id", OBJECTIVES)
async def test_every_loss_and_every_rule(client: Client, id: str) -> None:
    for optimiser in OPTIMISERS:
        reply = await got(client, f"objective={id}&optimiser={optimiser}&grid=3&steps=5")
        assert {outcome for row in reply["outcome"] for outcome in row} <= set(Outcome)
        for row in reply["minimum_index"]:
            assert all(i is None or 0 <= i < len(reply["minima"]) for i in row)
        for minimum in reply["minima"]:
            assert set(minimum) == {"point", "loss", "kind"}
            assert len(minimum["point"]) == len(OBJECTIVES[id].parameters)


async def test_three_parameters_have_the_plane_s_axes(client: Client) -> None:
    reply = await got(client, "objective=logistic-2&plane=w2,b&grid=3&steps=2&at=0.5")
    assert {"w2", "b"} <= set(reply)
    assert "w" not in reply


async def test_the_grid_has_a_default_and_a_cap_of_its_own(client: Client, connect: Connect) -> None:
    reply = await got(client, "steps=3")
    assert reply["scenario"]["grid"] == len(reply["w"]) == 33
    assert strict(await client.get(f"{API}/surface?steps=3&include=loss"))["scenario"]["grid"] == 129
    assert len((await got(client, "steps=3&grid=64"))["w"]) == 64
    for reply in (
        await client.get(f"{API}/basins?grid=65"),
        await client.post(f"{API}/basins", json={"grid": 65}),
    ):
        assert problem(reply, 422, "grid")["detail"] == "grid must be at most 64."
    async with connect(basins=9) as small:
        assert len((await got(small, "steps=3"))["w"]) == 9
        problem(await small.get(f"{API}/basins?grid=10"), 422, "grid")
        assert strict(await small.get(f"{API}/catalogue"))["limits"]["basins"] == 9


async def test_more_work_than_one_request_may_ask_for(client: Client) -> None:
    points = ",".join(f"{i / 100}:0.5" for i in range(-200, 200))
    found = problem(await client.get(f"{API}/basins?data={points}&steps=10000"), 422, "steps")
    assert 100 < found["errors"][0]["most"] < 10_000
    problem(await client.get(f"{API}/basins?f=sin(w)*b&grid=64&steps=10000"), 422, "steps")
    for optimiser in OPTIMISERS:
        assert (await client.get(f"{API}/basins?steps=200&optimiser={optimiser}")).status_code == 200, optimiser
