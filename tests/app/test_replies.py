"""What replies hold: the fields of the contract, numbers that agree with the core, and never a NaN."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import numpy as np
import pytest

from antigradient.local import UndefinedError
from antigradient.outcomes import Outcome
from antigradient.scenario import resolve
from app import __version__
from tests.app.conftest import Client, Connect
from tests.app.support import API, JSON_PATHS, as_everywhere, problem, strict

pytestmark = pytest.mark.anyio

STATE = {"k", "w", "b", "loss", "grad_w", "grad_b", "grad_norm"}
STEP = {"eta", "u_w", "u_b", "dot", "cos_beta", "beta", "first_order", "second_order", "actual", "doubt"}


async def got(client: Client, address: str) -> Any:
    reply = await client.get(f"{API}/{address}")
    assert reply.status_code == 200, reply.text[:300]
    return strict(reply)


@pytest.mark.parametrize("path", JSON_PATHS)
async def test_every_reply_echoes_the_scenario_and_the_version(client: Client, path: str) -> None:
    reply = strict(await client.get(f"{path}?grid=5&steps=2&eta=0.5"))
    assert reply["version"] == __version__
    expected = resolve({"grid": 5, "steps": 2, "eta": 0.5}).described()
    assert as_everywhere(path, reply["scenario"]) == as_everywhere(path, expected)
    assert set(reply["scenario"]) == set(expected)


async def test_surface(client: Client) -> None:
    reply = await got(client, "surface?grid=9&levels=4&window=-4,4,-3,3")
    surface = resolve({"grid": 9, "levels": 4, "window": (-4, 4, -3, 3)}).surface()
    assert set(reply) == {
        "version", "scenario", "formula", "w", "b", "loss", "undefined", "broken", "minimum_inside", "contours",
        "bands", "minimum", "lowest", "description",
    }  # fmt: skip
    assert reply["w"] == surface.w.tolist()
    assert reply["b"] == surface.b.tolist()
    assert np.shape(reply["loss"]) == (len(reply["b"]), len(reply["w"]))
    assert reply["loss"] == surface.loss.tolist()
    assert reply["undefined"] == 0
    assert reply["minimum"] == dict(zip(("w", "b", "loss"), surface.minimum or (), strict=True))
    levels = [line["level"] for line in reply["contours"]]
    assert levels == surface.levels.tolist() == sorted(levels)
    assert [[np.shape(piece)[1] for piece in line["lines"]] for line in reply["contours"]] == [
        [2] * len(line.pieces) for line in surface.contours()
    ]
    assert [band["from"] for band in reply["bands"]][1:] == [band["to"] for band in reply["bands"]][:-1] == levels
    for band in reply["bands"]:
        assert set(band) == {"from", "to", "polygons"}
        for ring in (ring for polygon in band["polygons"] for ring in polygon):
            assert ring[0] == ring[-1]
            assert len(ring) >= 4


async def test_undefined_cells_are_null_and_counted(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from antigradient import surfaces as module

    def broken(*arguments: Any) -> Any:
        made = module.compute_surface(*arguments)
        loss = made.loss.copy()
        loss[0, 1] = np.nan
        return module.Surface(made.w, made.b, loss, made.wanted)

    monkeypatch.setattr("antigradient.scenario.compute_surface", broken)
    reply = await got(client, "surface?grid=5")
    assert reply["loss"][0][1] is None
    assert reply["undefined"] == 1


async def test_gradient(client: Client) -> None:
    reply = await got(client, "gradient?point=0.5,-1")
    assert set(reply) == {
        "version", "scenario", "formula", "parameters", "point", "loss", "gradient", "norm", "hessian",
        "eigenvalues", "eigenvectors", "condition_number", "check", "samples",
    }  # fmt: skip
    assert set(reply["check"]) == {"analytic", "numeric", "relative_error"}
    assert reply["check"]["relative_error"] < 1e-6
    assert reply["check"]["analytic"] == reply["gradient"]
    assert reply["norm"] == pytest.approx(np.hypot(*reply["gradient"]), rel=1e-15)
    assert reply["eigenvalues"] == sorted(reply["eigenvalues"])
    hessian, vectors = np.array(reply["hessian"]), np.array(reply["eigenvectors"])
    for value, vector in zip(reply["eigenvalues"], vectors, strict=True):
        assert hessian @ vector == pytest.approx(value * vector, abs=1e-12)
    for sample in reply["samples"]:
        assert set(sample) == {"x", "y", "z", "prediction", "error", "slope", "dw", "db"}
        assert sample["z"] == pytest.approx(0.5 * sample["x"] - 1)
        assert sample["error"] == pytest.approx(sample["prediction"] - sample["y"])
    for i, name in enumerate(("dw", "db")):
        assert sum(sample[name] for sample in reply["samples"]) == pytest.approx(reply["gradient"][i], rel=1e-13)


async def test_slices(client: Client) -> None:
    reply = await got(client, "slices?objective=logistic-2&plane=w1,b&point=0.5,-1,2&grid=9&window=-1,1,-2,2")
    assert set(reply) == {"version", "scenario", "formula", "parameters", "point", "loss", "range", "slices"}
    here = await got(client, "gradient?objective=logistic-2&point=0.5,-1,2")
    assert reply["loss"] == here["loss"]
    assert [one["slope"] for one in reply["slices"]] == [here["gradient"][0], here["gradient"][2]]
    for one, name, ends in zip(reply["slices"], ("w1", "b"), ((-1, 1), (-2, 2)), strict=True):
        assert set(one) == {"parameter", "axis", "loss", "undefined", "slope"}
        assert (one["parameter"], len(one["axis"]), len(one["loss"]), one["undefined"]) == (name, 9, 9, 0)
        assert (one["axis"][0], one["axis"][-1]) == ends
        assert reply["range"][0] <= min(one["loss"])
    assert reply["slices"][0]["loss"][6] == pytest.approx(here["loss"]), "w1 = 0.5 is on its axis"
    holes = (await got(client, "slices?f=log(w)%2B1/(b-0.3)&point=1,1&grid=9&digits=4"))["slices"]
    assert [one["undefined"] for one in holes] == [5, 1]
    assert [one["loss"].count(None) for one in holes] == [5, 1]
    assert [len(one["axis"]) for one in holes] == [9, 10], "a pole between two places has one of its own"


async def test_rates(client: Client) -> None:
    reply = await got(client, "rates?objective=ravine&lambda1=1&lambda2=20&optimiser=momentum&gamma=0.5&eta=1e6")
    assert set(reply) == {
        "version", "scenario", "formula", "parameters", "minimum", "curvature", "smooth", "limit", "working",
    }  # fmt: skip
    assert reply["minimum"] == pytest.approx([0, 0], abs=1e-9)
    assert (reply["curvature"], reply["limit"]) == pytest.approx((20, 2 * 1.5 / 20))
    assert reply["smooth"] is None
    assert (await got(client, "rates?objective=ravine&lambda1=1&lambda2=20"))["smooth"] == pytest.approx(1 / 20)
    run = await got(client, f"trajectory?objective=ravine&optimiser=momentum&gamma=0.5&eta={reply['working']!r}")
    assert run["steps"]["loss"][-1] < 0.02 * run["steps"]["loss"][0]
    other = await got(client, "rates?objective=ravine&lambda1=1&lambda2=20&optimiser=momentum&gamma=0.5")
    assert {**other, "scenario": None} == {**reply, "scenario": None}, "the scenario's own η changes nothing"


@pytest.mark.parametrize("query", ["objective=saddle", "f=w", "f=log(w)%2Bb&start=1,1", "optimiser=newton"])
async def test_where_there_is_no_rate_there_is_null(client: Client, query: str) -> None:
    reply = await got(client, f"rates?{query}")
    assert reply["limit"] is None
    assert (reply["curvature"] is None) == ("newton" not in query)


async def test_a_search_for_a_rate_ends_with_the_work_of_a_request(connect: Connect) -> None:
    async with connect(work=0.01) as client:
        reply = await got(client, "rates?objective=rosenbrock&steps=1000")
        assert reply["limit"] is not None


async def test_a_point_without_a_value_is_refused(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def undefined(*_: object) -> None:
        raise UndefinedError("undefined.loss")

    monkeypatch.setattr("antigradient.answers.points.analyse_point", undefined)
    for query in ("point=1,2", "start=1,2", ""):
        problem(await client.get(f"{API}/gradient?{query}"), 422, "point")
    for query in ("point=-1,2", "start=-1,2", "point=0,2"):
        problem(await client.get(f"{API}/slices?f=log(w)%2Bb&{query}"), 422, "point")


async def test_gradient_without_data_has_no_samples(client: Client) -> None:
    assert (await got(client, "gradient?objective=bowl"))["samples"] == []


async def test_trajectory(client: Client) -> None:
    reply = await got(client, "trajectory?steps=4")
    assert set(reply) == {
        "version",
        "scenario",
        "formula",
        "parameters",
        "scaling",
        "notes",
        "title",
        "outcome",
        "code",
        "args",
        "message",
        "own_units",
        "steps",
        "runs",
    }
    assert reply["runs"] == []
    assert reply["title"] == "Gradient descent, η = 1.5"
    assert reply["parameters"] == ["w", "b"]
    steps = reply["steps"]
    assert set(steps) >= STATE | STEP
    assert {len(column) for column in steps.values()} == {5}
    assert steps["k"] == [0, 1, 2, 3, 4]
    for name in STATE:
        assert None not in steps[name]
    for name in STEP:
        assert [value is None for value in steps[name]] == [False] * 4 + [True]
    assert steps["beta"][:4] == [180.0] * 4
    for k in range(4):
        assert steps["w"][k + 1] == steps["w"][k] + steps["eta"][k] * steps["u_w"][k]


async def test_no_eta_is_too_large_for_a_reply(client: Client) -> None:
    for eta in ("1e6", "1e5", "1000", "50"):
        for objective in ("sigmoid-squared", "rosenbrock", "himmelblau", "bowl", "cubic"):
            reply = await got(client, f"trajectory?objective={objective}&eta={eta}&steps=300")
            assert reply["outcome"] in list(Outcome)
            assert None not in reply["steps"]["loss"]


async def test_the_catalogue_describes_everything(client: Client) -> None:
    known = await got(client, "catalogue")
    assert set(known) >= {"objectives", "optimisers", "datasets", "parameters", "limits"}
    caps = {"steps", "grid", "basins", "points", "levels", "body", "table", "corners", "work", "reply"}
    assert set(known["limits"]) == caps | {"runs", "formula"}
    for kind in ("objectives", "optimisers", "datasets", "parameters"):
        ids = [entry["id"] for entry in known[kind]]
        assert len(set(ids)) == len(ids) > 0
        for entry in known[kind]:
            assert entry["title"]
    for entry in known["objectives"]:
        assert bool(entry["presets"]) == (entry["id"] == "custom")
        for preset in entry["presets"]:
            assert set(preset) == {"title", "f", "formula"}
            assert set(preset["formula"]) == {"text", "latex", "mathml"}
            assert (await got(client, f"surface?f={quote(preset['f'])}&grid=9"))["undefined"] < 81
    for entry in (*known["objectives"], *known["optimisers"]):
        assert entry["formula"]["text"]
        assert entry["formula"]["latex"]
        assert entry["source"]


async def test_healthz(client: Client) -> None:
    reply = await client.get("/healthz")
    assert strict(reply) == {"status": "ok", "version": __version__}
    assert reply.headers["cache-control"] == "no-store"


async def test_a_recipe(client: Client) -> None:
    reply = await got(client, "recipe?data=cs7015&steps=9")
    assert set(reply) == {"version", "scenario", "formula", "parameters", "code", "lines", "note"}
    text = "".join(f"{line['text']}{line['remark'] and '  # ' + line['remark']}\n" for line in reply["lines"])
    assert text == reply["code"]
    german = await got(client, "recipe?data=cs7015&steps=9&lang=de")
    assert "# wiederholen" in german["code"]
    none = await got(client, "recipe?optimiser=adam")
    assert (none["code"], none["lines"], none["note"]["code"]) == ("", [], "recipe.other_rule")


async def test_a_curve_of_taylor(client: Client) -> None:
    reply = await got(client, "taylor?f=1/x&x=1&delta=1&span=-1,3")
    x, f = reply["curve"]["x"], reply["curve"]["f"]
    assert (x[0], x[-1], x) == (-1, 3, sorted(x))
    assert [at for at, value in zip(x, f, strict=True) if value is None] == [pytest.approx(0, abs=0.04)]
    assert all(value == pytest.approx(1 / at) for at, value in zip(x, f, strict=True) if value is not None)
    assert (await got(client, "taylor?f=x^3&span=0,1"))["curve"]["f"][-1] == 1
    assert (await got(client, "taylor?f=2&span=0,1"))["curve"]["f"] == [2.0] * 121
    assert (await got(client, "taylor"))["curve"] is None
    problem(await client.get(f"{API}/taylor?span=1,1"), 422, "span")
    problem(await client.get(f"{API}/taylor?span=1"), 422, "span")
