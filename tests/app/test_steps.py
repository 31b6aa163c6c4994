"""One step through the API: any direction, any order, any formula; and how its gradient comes about."""

from __future__ import annotations

from fractions import Fraction
from math import factorial, inf, isclose, prod
from typing import Any

import numpy as np
import pytest

from antigradient.objectives import OBJECTIVES
from antigradient.taylor_series import BETA_POINTS, ETA_POINTS
from tests.app.conftest import Client
from tests.app.support import API, problem, strict

pytestmark = pytest.mark.anyio
SCALARS = {"dot", "norm_u", "norm_gradient", "k_norms", "cos_beta", "beta", "favourable", "actual", "doubt"}
SMOOTH_PLACES = {"custom": "0.7,0.4", "logistic-2": "0.3,-0.2,0.5"}


async def got(client: Client, address: str) -> Any:
    reply = await client.get(f"{API}/{address}")
    assert reply.status_code == 200, reply.text[:300]
    return strict(reply)


async def test_a_step_holds_what_the_contract_says(client: Client) -> None:
    reply = await got(client, "step?beta=150&point=1,0.5&eta=0.5")
    assert set(reply) == {
        "version", "scenario", "formula", "parameters", "point", "eta", "gradient", "u", *SCALARS, "taylor",
        "eta_curve", "beta_curve",
    }  # fmt: skip
    u, gradient = np.array(reply["u"]), np.array(reply["gradient"])
    assert gradient.tolist() == (await got(client, "gradient?point=1,0.5"))["gradient"]
    assert reply["norm_u"] == pytest.approx(np.linalg.norm(gradient), rel=1e-14)
    assert reply["dot"] == pytest.approx(float(u @ gradient), rel=1e-12)
    assert reply["beta"] == pytest.approx(150, rel=1e-13)
    assert gradient[0] * u[1] - gradient[1] * u[0] > 0, "counter-clockwise from the gradient"
    assert reply["k_norms"] == pytest.approx(reply["norm_u"] * reply["norm_gradient"], rel=1e-14)
    assert reply["favourable"] is True
    assert [row["order"] for row in reply["taylor"]] == [1, 2, 3, 4]
    for row in reply["taylor"]:
        assert row["remainder"] == pytest.approx(reply["actual"] - row["sum"], abs=1e-16)
        assert row["sum"] == pytest.approx(sum(r["term"] for r in reply["taylor"][: row["order"]]), rel=1e-13)
    there = reply["point"] + 0.5 * u
    values = [(await got(client, f"gradient?point={w!r},{b!r}"))["loss"] for w, b in (reply["point"], there.tolist())]
    assert reply["actual"] == pytest.approx(values[1] - values[0], rel=1e-12)


async def test_the_curves_meet_the_step(client: Client) -> None:
    reply = await got(client, "step?beta=150&eta=2")
    eta, beta = reply["eta_curve"], reply["beta_curve"]
    assert list(eta) == ["eta", "actual", "order1", "order2", "order3"]
    assert list(beta) == ["beta", "first_order", "second_order", "actual"]
    assert {len(column) for column in eta.values()} == {ETA_POINTS}
    assert {len(column) for column in beta.values()} == {BETA_POINTS}
    middle = ETA_POINTS // 2
    assert (eta["eta"][0], eta["eta"][middle], eta["eta"][-1]) == (0, 2, 4)
    assert [eta[f"order{n}"][middle] for n in (1, 2, 3)] == pytest.approx([t["sum"] for t in reply["taylor"][:3]])
    assert eta["actual"][middle] == pytest.approx(reply["actual"], rel=1e-12)
    assert beta["beta"] == list(range(361))
    assert beta["actual"][150] == pytest.approx(reply["actual"], rel=1e-12)
    assert beta["second_order"][150] == pytest.approx(reply["taylor"][1]["sum"], rel=1e-12)
    assert beta["first_order"][90] == beta["first_order"][270] == 0
    assert min(beta["first_order"]) == beta["first_order"][180]


#: (β, cos β, favourable): quarter turns are exact.
TURNS = [(0, 1, False), (90, 0, False), (180, -1, True), (270, 0, False)]


@pytest.mark.parametrize(("beta", "cosine", "favourable"), TURNS)
async def test_quarter_turns(client: Client, beta: int, cosine: int, favourable: bool) -> None:
    for objective in (id for id, o in OBJECTIVES.items() if len(o.parameters) == 2):
        reply = await got(client, f"step?objective={objective}&beta={beta}&point=0.7,0.4&include=taylor")
        assert reply["cos_beta"] == cosine
        assert reply["dot"] == cosine * abs(reply["dot"])
        assert (reply["dot"] == 0) == (cosine == 0)
        assert reply["beta"] == (beta if beta <= 180 else 360 - beta)
        assert reply["favourable"] is favourable
        assert reply["taylor"][0]["term"] == reply["eta"] * reply["dot"]


async def test_the_usual_direction_is_that_of_gradient_descent(client: Client) -> None:
    for id in OBJECTIVES:
        reply = await got(client, f"step?objective={id}")
        assert reply["u"] == [0 - g for g in reply["gradient"]]
        assert reply["beta"] == 180
        assert (reply["beta_curve"] is None) == (len(reply["u"]) != 2)
        long = await got(client, f"step?objective={id}&length=2&include=taylor")
        assert long["norm_u"] == pytest.approx(2, rel=1e-15)
        assert long["beta"] == 180
    run = await got(client, "trajectory?steps=1")
    steps, reply = run["steps"], await got(client, "step?include=taylor")
    first, second = reply["taylor"][:2]
    assert (first["sum"], second["sum"]) == pytest.approx(
        (steps["first_order"][0], steps["second_order"][0]), rel=1e-12
    )
    assert reply["actual"] == pytest.approx(steps["actual"][0], rel=1e-12)


async def test_a_given_direction(client: Client) -> None:
    reply = await got(client, "step?objective=bowl&point=1,2&u=3,-1&eta=0.5&order=8&include=taylor")
    assert (reply["u"], reply["dot"], reply["favourable"]) == ([3, -1], 2, False)
    assert [row["term"] for row in reply["taylor"]] == pytest.approx([1, 2.5, 0, 0, 0, 0, 0, 0])
    three = await got(client, "step?objective=logistic-2&u=1,0,-1")
    assert three["beta_curve"] is None
    assert three["dot"] == pytest.approx(three["gradient"][0] - three["gradient"][2])


async def test_an_angle_with_a_length(client: Client) -> None:
    reply = await got(client, "step?objective=bowl&point=3,4&beta=120&length=2.5&include=taylor")
    assert (reply["norm_u"], reply["norm_gradient"]) == pytest.approx((2.5, 10), rel=1e-15)
    assert reply["beta"] == pytest.approx(120, rel=1e-14)
    assert reply["dot"] == pytest.approx(-12.5, rel=1e-14)


async def test_where_there_is_no_angle(client: Client) -> None:
    at = "objective=bowl&point=0,0"
    for query, parameter in (("beta=150", "beta"), ("beta=180", "beta"), ("length=1", "length")):
        assert "gradient is zero" in problem(await client.get(f"{API}/step?{at}&{query}"), 422, parameter)["detail"]
    for query in (at, f"{at}&u=1,1", "objective=bowl&point=1,1&u=0,0"):
        reply = await got(client, f"step?{query}")
        assert reply["beta"] is reply["cos_beta"] is None
        assert (reply["dot"], reply["favourable"]) == (0, False)
        assert (reply["beta_curve"] is None) == (at in query)


#: (query, the parameter that is named, words of the sentence)
REFUSED = [
    ("u=1,2&beta=30", "beta", "beside u"),
    ("u=1,2&length=3", "length", "beside u"),
    ("u=1,2&point=1", "point", "needs"),
    ("u=1,2,3", "u", "has 3 values where this loss has 2: w, b"),
    ("objective=logistic-2&u=1,2", "u", "has 2 values where this loss has 3"),
    ("objective=logistic-2&beta=30", "beta", "give u"),
    ("beta=360", "beta", "less than 360"),
    ("beta=-1", "beta", "at least 0"),
    ("beta=150&length=0", "length", "greater than 0"),
    ("order=0", "order", "at least 1"),
    ("order=9", "order", "at most 8"),
    ("order=2.5", "order", "whole"),
    ("u=1", "u", "needs"),
    ("u=nan,1", "u", "finite"),
    ("eta=0", "eta", "greater"),
    ("include=loss", "include", "taylor, eta_curve, beta_curve"),
    ("f=log(w)&point=-1,1", "point", "no finite value"),
    ("f=log(w)&point=-1,1&u=1,1", "point", "no finite value"),
    ("f=log(w)&point=-1,1&beta=20", "point", "no finite value"),
    ("f=log(w)&start=-1,1", "point", "no finite value"),
]


@pytest.mark.parametrize(("query", "parameter", "words"), REFUSED)
async def test_what_is_no_step(client: Client, query: str, parameter: str, words: str) -> None:
    assert words in problem(await client.get(f"{API}/step?{query}"), 422, parameter)["detail"]


async def test_a_step_into_nowhere_is_null_not_an_error(client: Client) -> None:
    reply = await got(client, "step?f=log(w)%2Bb^2&point=1,1&u=-3,0&eta=1")
    assert reply["actual"] is None
    assert reply["taylor"][0] == {"order": 1, "term": -3, "sum": -3, "remainder": None, "shrinks": None}
    assert reply["eta_curve"]["actual"][0] == 0
    assert reply["eta_curve"]["actual"][-1] is None
    assert None in reply["beta_curve"]["actual"] or reply["beta_curve"]["actual"][0] is not None
    huge = await got(client, "step?objective=rosenbrock&u=1e12,1e12&eta=1e6&order=8")
    assert huge["favourable"] in (True, False)


async def test_parts_of_a_step(client: Client) -> None:
    parts = {"taylor", "eta_curve", "beta_curve"}
    for wanted in ({"taylor"}, {"eta_curve"}, {"beta_curve", "taylor"}, parts):
        reply = await got(client, f"step?include={','.join(wanted)}")
        assert set(reply) & parts == wanted


async def test_taylor_s_series_of_the_cube_ends_at_the_third_term(client: Client) -> None:
    for address in ("taylor?f=x^3&x=2&delta=0.5&order=4", "taylor"):
        reply = await got(client, address)
        assert set(reply) == {"version", "scenario", "formula", "x", "delta", "value", "actual", "taylor", "curve"}
        assert (reply["value"], reply["actual"]) == (8, 7.625)
        assert [row["term"] for row in reply["taylor"]] == [6, 1.5, 0.125, 0]
        assert [row["remainder"] for row in reply["taylor"]] == [1.625, 0.125, 0, 0]
        assert [row["shrinks"] for row in reply["taylor"]] == [4.16, 8, None, None]
        assert reply["formula"]["latex"] == "x^{3}"
        assert reply["scenario"]["f"] == "x^3"


#: (formula, x, its first derivatives there)
SERIES = [
    ("e^x", 0, [1] * 8),
    ("sin(x)", 0, [1, 0, -1, 0, 1, 0, -1, 0]),
    ("1/(1-x)", 0, [factorial(n) for n in range(1, 9)]),
    ("5", 3, [0] * 8),
    ("abs(x)", -2, [-1] + [0] * 7),
]


@pytest.mark.parametrize(("formula", "x", "derivatives"), SERIES)
async def test_series(client: Client, formula: str, x: float, derivatives: list[float]) -> None:
    body = {"f": formula, "x": x, "delta": 0.25, "order": 8}
    reply = strict(await client.post(f"{API}/taylor", json=body))
    terms = [d * 0.25**n / factorial(n) for n, d in enumerate(derivatives, start=1)]
    assert [row["term"] for row in reply["taylor"]] == pytest.approx(terms, abs=1e-15)


async def test_what_has_no_series(client: Client) -> None:
    path = f"{API}/taylor"
    problem(await client.get(f"{path}?f=log(x)&x=0"), 422, "x")
    problem(await client.get(f"{path}?f=log(x)&x=-1"), 422, "x")
    for text, column in (("sin(w)", 5), ("x+1", 3), ("", 1), ("x)", 2)):
        (error,) = problem(await client.get(f"{path}?f={text}"), 422, "f")["errors"]
        assert error["column"] == column
    for query, name in (("x=", "x"), ("x=nan", "x"), ("delta=1e13", "delta"), ("order=9", "order")):
        problem(await client.get(f"{path}?{query}"), 422, name)
    reply = await got(client, "taylor?f=sqrt(x)&x=0&delta=1")
    assert reply["taylor"][0]["term"] is None
    reply = await got(client, "taylor?f=log(x)&x=1&delta=-2")
    assert reply["actual"] is None
    assert reply["taylor"][0] == {"order": 1, "term": -2, "sum": -2, "remainder": None, "shrinks": None}


@pytest.mark.parametrize("id", OBJECTIVES)
async def test_no_step_that_a_run_takes_is_refused(client: Client, id: str) -> None:
    """Far out gradients are far beyond what a point may be, and a tiny η takes them nowhere."""
    n = 3 if id == "logistic-2" else 2
    for point, u in (("1", "-1e13"), ("-1e12", "1e155"), ("1e-300", "1.7e308")):
        step = f"step?objective={id}&point={','.join([point] * n)}&u={','.join([u] * n)}&eta=1e-12"
        assert (await got(client, step))["u"] == [float(u)] * n
    problem(await client.get(f"{API}/step?u=1e309,1"), 422, "u")


@pytest.mark.parametrize("id", OBJECTIVES)
async def test_the_derivation_s_values_are_the_gradient(client: Client, id: str) -> None:
    point = SMOOTH_PLACES.get(id, "0.7,0.4")
    reply = await got(client, f"derivation?objective={id}&point={point}")
    gradient = (await got(client, f"gradient?objective={id}&point={point}"))["gradient"]
    assert set(reply) == {"version", "scenario", "formula", "parameters", "point", "stages"}
    stages = {stage["id"]: stage for stage in reply["stages"]}
    for stage in reply["stages"]:
        assert set(stage) == {"id", "rule", "code", "args", "latex", "mathml", "values"}
        assert stage["mathml"].startswith("<math")
        assert stage["rule"]
        assert stage["latex"]
    assert list(stages)[-2:] == ["gradient", "step"]
    assert list(stages["gradient"]["values"].values()) == gradient
    if "point" in stages:  # a neuron: the factors of each point multiply to what it adds, and these sum to ∇L
        slopes = stages["slope"]["values"]["slope"] if "slope" in stages else None
        for i, name in enumerate(reply["parameters"]):
            columns = [stages["outer"]["values"]["outer"], stages["inputs"]["values"][name]]
            rows = zip(*columns, *([slopes] if slopes else []), strict=True)
            added = [prod(row) for row in rows]
            assert added == pytest.approx(stages["point"]["values"][name], rel=1e-12)
            assert sum(added) == pytest.approx(gradient[i], rel=1e-12)
    else:
        partials = [stages[f"partial-{name}"]["values"][name] for name in reply["parameters"]]
        assert partials == gradient


async def test_a_derivation_needs_a_gradient(client: Client) -> None:
    problem(await client.get(f"{API}/derivation?f=log(w)&point=-1,1"), 422, "point")
    problem(await client.get(f"{API}/derivation?point=1,2,3"), 422, "point")


@pytest.mark.parametrize("id", OBJECTIVES)
async def test_the_gradient_check_holds_for_every_loss(client: Client, id: str) -> None:
    width = len(OBJECTIVES[id].parameters)
    for place in ([0.7, 0.4, -0.3], [-2.5, 1.25, 0.5], [3.0, -3.0, 1.0]):
        point = ",".join(map(str, place[:width]))
        reply = await got(client, f"gradient?objective={id}&point={point}")
        check = reply["check"]
        assert check["analytic"] == reply["gradient"]
        assert check["relative_error"] < 1e-4
        assert np.shape(reply["hessian"]) == (width, width)
        assert isclose(reply["norm"], float(np.linalg.norm(reply["gradient"])), rel_tol=1e-12)
        assert reply["condition_number"] is None or 1 <= reply["condition_number"] < inf


async def test_formulas_are_shown_as_typed(client: Client) -> None:
    for endpoint in ("surface?grid=3&", "gradient?", "derivation?", "step?", "trajectory?steps=1&"):
        formula = (await got(client, f"{endpoint}f=w^2/2%2Bsin(b)"))["formula"]
        assert formula["text"] == "w^2/2+sin(b)"
        assert formula["latex"] == r"\frac{w^{2}}{2} + \sin(b)"
        assert formula["mathml"].startswith("<math")
        shown = (await got(client, f"{endpoint}reduction=mean"))["formula"]
        assert "1/n Σ" in shown["text"]
        assert r"\tfrac1n" in shown["latex"]
        assert shown["mathml"].startswith("<math")


@pytest.mark.parametrize("scale", [1.0, 1e-160, 1e-300, 1e150])
async def test_favourable_is_what_beta_and_its_cosine_say(client: Client, scale: float) -> None:
    """Also where β differs from 90 by less than a bit, and where the product itself is too small for a number."""
    rng = np.random.default_rng(7)
    for _ in range(25):
        w, b = (rng.normal(size=2) * 10.0 ** rng.uniform(-200, 3, 2)).tolist()
        u = [-scale * b, scale * w * float(rng.choice([1.0, 1 + 2e-16, 1 - 2e-16]))]
        body = {"objective": "bowl", "point": [w, b], "u": u}
        reply = strict(await client.post(f"{API}/step", json=body))
        exact = sum(Fraction(x) * Fraction(y) for x, y in zip(u, reply["gradient"], strict=True))
        if not any(u):  # underflown
            assert reply["beta"] is None
            continue
        assert reply["favourable"] == (reply["beta"] > 90) == (reply["cos_beta"] < 0) == (exact < 0)
        assert (reply["dot"] < 0) <= reply["favourable"]


async def test_a_favourable_step_is_never_at_90_degrees(client: Client) -> None:
    reply = await got(client, "step?objective=bowl&point=1e3,1e-300&u=-1e-160,-1")
    assert reply["favourable"]
    assert reply["beta"] == np.nextafter(90.0, 180.0)
    assert reply["dot"] == pytest.approx(-2e-157)


async def test_the_doubt_of_a_step_is_that_of_the_runs_own(client: Client) -> None:
    run = (await got(client, "trajectory?objective=camel3&steps=3"))["steps"]
    for k in range(3):
        w, b, uw, ub, eta = (repr(run[name][k]) for name in ("w", "b", "u_w", "u_b", "eta"))
        step = await got(client, f"step?objective=camel3&point={w},{b}&u={uw},{ub}&eta={eta}")
        assert (step["actual"], step["doubt"]) == (run["actual"][k], run["doubt"][k])
    gone = await got(client, "step?f=log(w)&point=1,0&u=-2,0&eta=1")
    assert (gone["actual"], gone["doubt"]) == (None, None)
