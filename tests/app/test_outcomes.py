"""How runs end: every cause by a run that has it, its code, its sentence, and whether what the sentence says is so."""

from __future__ import annotations

import re
from math import hypot, isfinite
from typing import Any
from urllib.parse import quote

import pytest

from antigradient.endings import message, message_text
from antigradient.ledger import Ledger, build_ledger
from antigradient.optimisers import OPTIMISERS, Optimiser
from antigradient.outcomes import Cause
from antigradient.parameters import THETA_LIMIT
from antigradient.scenario import resolve
from antigradient.trajectory import descend
from antigradient.words import LANGUAGES
from tests.app.conftest import Client
from tests.app.support import API, problem, strict

pytestmark = pytest.mark.anyio

VANISHING = "eta=1&schedule=exponential&tol=0&steps=100"
#: Cause → a run that ends by it, and its sentence.
RUNS: dict[str, tuple[str, str]] = {
    "satisfied": (
        "objective=bowl",
        "At the bottom after 71 steps: the slope ‖∇L‖ is 9.5 × 10⁻⁷, within the tolerance of 1 × 10⁻⁶.",
    ),
    "zero_update": (
        "objective=bowl&start=0,0&tol=0",
        "Stopped at the start: the next update is exactly 0, so θ stays where it is; ‖∇L‖ = 0.",
    ),
    "update_underflow": (
        "objective=bowl&start=1e-200,0&eta=1e-200&tol=0",
        "Stopped at the start: the next update ηu is smaller than any number above 0, so θ stays where it is; "
        "‖∇L‖ = 2 × 10⁻²⁰⁰.",
    ),
    "zero_rate": (
        f"{VANISHING}&decay=800",
        "Stopped after 1 step: the schedule has brought η down to exactly 0, so θ stays where it is; ‖∇L‖ = 0.26.",
    ),
    "zero_turn": (
        "objective=bowl&start=0,0&tol=0&moves=0:150:1",
        "Stopped at the start: ∇L is exactly 0 there, so no direction can be taken from it by hand.",
    ),
    "max_steps": (
        "eta=1&steps=3",
        "The 3 steps are used up: the loss still falls by 0.086 a step. The slope ‖∇L‖ is 0.27, above the tolerance of "
        "1 × 10⁻⁶.",
    ),
    "no_tolerance": (
        "eta=1&steps=1&tol=0",
        "The one step is used up: the loss still falls by 0.053 a step. The slope ‖∇L‖ is 0.26, and no tolerance is "
        "set.",
    ),
    "no_steps": ("steps=0", "No step was asked for: at the start the slope ‖∇L‖ is 0.22."),
    "too_far": (
        "objective=saddle&eta=0.1&steps=1000",
        "Diverged at step 168: it would lead beyond |θ| = 1 × 10¹², the farthest that a run is followed.",
    ),
    "too_far_rising": (
        "objective=bowl&eta=10",
        "Diverged at step 9: it would lead beyond |θ| = 1 × 10¹², the farthest that a run is followed. The step before "
        "it set out downhill and raised the loss all the same: η = 10 was too large.",
    ),
    "loss_overflow": (
        "f=exp(w^2)&start=1,0&eta=10",
        "Diverged at step 1: it would lead to where the loss is beyond what can be computed, about 1.8 × 10³⁰⁸.",
    ),
    "loss_overflow_rising": (
        "f=exp(w^2)&start=1,0&eta=1",
        "Diverged at step 2: it would lead to where the loss is beyond what can be computed, about 1.8 × 10³⁰⁸. The "
        "step before it set out downhill and raised the loss all the same: η = 1 was too large.",
    ),
    "gradient_overflow": (
        "f=exp(100*abs(w))&start=-0.01,0&eta=0.02612",
        "Diverged at step 1: it would lead to where the gradient is beyond what can be computed, about 1.8 × 10³⁰⁸.",
    ),
    "gradient_overflow_rising": (
        "f=exp(100*abs(w))&start=-0.01,0&eta=0.00024546530113825",
        "Diverged at step 2: it would lead to where the gradient is beyond what can be computed, about 1.8 × 10³⁰⁸. "
        "The step before it set out downhill and raised the loss all the same: η = 0.00025 was too large.",
    ),
    "start_loss_overflow": (
        "f=exp(exp(w))&start=10,0",
        "There is no path: at the start the loss is beyond what can be computed, about 1.8 × 10³⁰⁸.",
    ),
    "start_gradient_overflow": (
        "f=exp(100w)&start=7.09,0",
        "There is no path: at the start the gradient is beyond what can be computed, about 1.8 × 10³⁰⁸.",
    ),
    "ahead_overflow": (
        "f=exp(w^2)&start=1,0&eta=3&optimiser=nesterov",
        "Diverged at step 2: the rule asks for the gradient ahead of θ, where it is beyond what can be computed, about "
        "1.8 × 10³⁰⁸.",
    ),
    "rule_overflow": (
        "f=exp(w)&start=400,0&optimiser=adam",
        "Diverged at step 1: what the rule makes of the gradient is beyond what can be computed, about 1.8 × 10³⁰⁸; "
        "‖∇L‖ = 5.2 × 10¹⁷³.",
    ),
    "step_overflow": (
        "f=exp(w)&start=600,0&eta=1e-260",
        "Diverged at step 1: what it promises or does is beyond what can be computed, about 1.8 × 10³⁰⁸, with "
        "‖u‖ = 3.8 × 10²⁶⁰ and ‖∇L‖ = 3.8 × 10²⁶⁰.",
    ),
    "loss_undefined": (
        "f=w-log(w)&start=3,0&eta=10",
        "Stopped at the start: step 1 would lead to where the loss has no value.",
    ),
    "gradient_undefined": (
        "f=sqrt(w)&start=0.25,0&eta=0.25",
        "Stopped at the start: step 1 would lead to where the loss has a value and no gradient.",
    ),
    "kink": (
        "f=abs(w)&start=2,0&eta=1",
        "Stopped after 1 step: step 2 would lead to where the loss has a kink: it has a value there and no gradient.",
    ),
    "jump": (
        "f=floor(w)%2Bw&start=2.5,0&eta=0.5",
        "Stopped at the start: step 1 would lead to where the loss jumps: it has a value there and no gradient.",
    ),
    "start_loss_undefined": ("f=log(w)&start=-1,0", "There is no path: the loss has no value at the start."),
    "start_gradient_undefined": (
        "f=cbrt(w)&start=0,0",
        "There is no path: the loss has a value at the start, but no gradient.",
    ),
    "start_kink": (
        "f=max(w,b)&start=1,1",
        "There is no path: the loss has a kink at the start. It has a value there and no gradient.",
    ),
    "start_jump": (
        "f=sign(w)&start=0,1",
        "There is no path: the loss jumps at the start. It has a value there and no gradient.",
    ),
    "ahead_undefined": (
        "f=w-log(w)&start=3,0&eta=2.9&optimiser=nesterov",
        "Stopped after 1 step: the rule asks for the gradient ahead of θ, where there is none.",
    ),
    "hessian_undefined": (
        "f=w^1.5%2Bb^2&start=0,1&optimiser=newton",
        "Stopped at the start: the Hessian, which the next step needs, has no finite value there.",
    ),
    "hessian_singular": (
        "optimiser=newton&objective=cubic&start=0,1",
        "Stopped at the start: the Hessian H is singular there, to rounding, so the step u = −H⁻¹∇L has no value.",
    ),
    "newton_overflow": (
        "f=w%2Bb%2B1e-310*(w^2%2Bb^2)&start=0,0&optimiser=newton",
        "Stopped at the start: the next step u = −H⁻¹∇L is beyond what can be computed, about 1.8 × 10³⁰⁸.",
    ),
    "no_length": (
        "f=exp(w)&start=600,0&eta=0.1&optimiser=line-search",
        "Stopped at the start: of 60 lengths, from η = 0.1 down by halves, the line search found none at which the "
        "loss falls enough.",
    ),
    "rate_exhausted": (
        f"optimiser=momentum&gamma=0.9&{VANISHING}&decay=800",
        "Stopped after 1 step: the schedule has brought η down to 0, too little to divide by: u = −v/η has no value, "
        "though the rule would still move θ by 0.2.",
    ),
}  # fmt: skip
#: What no rule and no loss of ours does.
ELSEWHERE = {"rule_undefined"}


async def got(client: Client, address: str) -> Any:
    reply = await client.get(f"{API}/{address}")
    assert reply.status_code == 200, reply.text[:300]
    return strict(reply)


def test_every_cause_has_a_sentence_and_is_provoked() -> None:
    said = {code.removeprefix("outcome.") for code in LANGUAGES["en"].messages if code.startswith("outcome.")}
    assert {*RUNS, *ELSEWHERE} == set(Cause) == said


@pytest.mark.parametrize("code", RUNS)
async def test_a_run_ends_by_its_cause_in_its_sentence(client: Client, code: str) -> None:
    query, sentence = RUNS[code]
    reply = await got(client, f"trajectory?{query}")
    assert reply["code"] == code
    assert reply["outcome"] == next(cause for cause in Cause if cause == code).outcome
    assert reply["message"].replace("\u00a0", " ") == sentence
    assert message_text(code, reply["args"]) == reply["message"], "the args are all that the sentence needs"
    assert set(reply["args"]) <= {"steps", "step", "norm", "tol", "limit", "eta", "size", "tries", "update"} | {
        "ground",
        "change",
        "by",
    }


async def test_each_run_of_several_has_its_own(client: Client) -> None:
    reply = await got(client, "trajectory?objective=cubic&start=0,1&steps=2&vs=newton&vs=adam;steps=0")
    assert [run["code"] for run in (reply, *reply["runs"])] == ["max_steps", "hessian_singular", "no_steps"]
    assert reply["runs"][0]["args"] == {"steps": 0}
    assert reply["runs"][1]["message"] == "No step was asked for: at the start the slope ‖∇L‖ is 2."


def test_every_sentence_is_whole_for_any_number_of_steps() -> None:
    facts: dict[str, float | str] = {
        "norm": 3.25e-9,
        "tol": 1e-6,
        "limit": 1e12,
        "eta": 10.0,
        "size": 1e300,
        "tries": 60,
        "update": 0.5,
    }
    facts |= {"ground": "level", "change": "falls", "by": 0.25}
    for cause in Cause:
        for steps in (0, 1, 2, 37):
            said = message(Ledger({}, cause, {"steps": steps, "step": steps + 1, **facts}))
            assert said[0].isupper()
            assert said.endswith(".")
            assert not re.search(r"\b1 steps|None|nan|[{}]", said)


def test_what_is_compared_is_told_apart() -> None:
    """At two digits ‖∇L‖ = 1.0004e-6 would be "1e-6 is above the tolerance 1e-6"."""
    falls: dict[str, float | str] = {"steps": 5, "change": "falls", "by": 0.1}
    said = message_text("max_steps", {"norm": 1.0004e-6, "tol": 1e-6, **falls})
    assert said.endswith("is 1.0004\u00a0×\u00a010⁻⁶, above the tolerance of 1\u00a0×\u00a010⁻⁶.")
    reached: dict[str, float | str] = {"steps": 5, "ground": "bottom"}
    said = message_text("satisfied", {"norm": 1e-6, "tol": 1e-6, **reached})
    assert said.endswith("is 1\u00a0×\u00a010⁻⁶, within the tolerance of 1\u00a0×\u00a010⁻⁶.")
    said = message_text("satisfied", {"norm": 0.99999, "tol": 1.0, **reached})
    assert said.endswith("is 0.99999, within the tolerance of 1.")


# Whether it is so


@pytest.mark.parametrize(
    ("query", "ground"),
    [
        ("", "bottom"),
        ("objective=rosenbrock&optimiser=newton", "bottom"),
        ("objective=logistic-2", "bottom"),
        ("objective=bowl&start=0,0", "bottom"),
        ("objective=saddle&start=1,0", "saddle"),
        ("f=-(w^2)-b^2&start=0,0", "top"),
        ("f=w^3%2Bb^2&start=0,0", "level"),
        ("f=exp(w)%2Bb^2&start=0,0&eta=0.4&tol=1e-3&steps=9999", "level"),  # falls for ever
        ("objective=sigmoid-squared&start=-9,-9&tol=0.01", "level"),  # a plateau
    ],
)
async def test_the_kind_of_place_where_a_run_is_satisfied(client: Client, query: str, ground: str) -> None:
    reply = await got(client, f"trajectory?steps=9999&{query}" if "steps" not in query else f"trajectory?{query}")
    assert (reply["code"], reply["args"]["ground"]) == ("satisfied", ground)


@pytest.mark.parametrize(
    ("query", "change"),
    [
        ("objective=bowl&eta=0.1&steps=3", "falls"),
        ("objective=bowl&eta=1.1&steps=3", "rises"),
        ("f=1e9%2Bw*1e-3&steps=3&eta=1e-9", "too_small"),
    ],
)
async def test_what_the_last_step_did_is_told_where_the_steps_are_used_up(
    client: Client, query: str, change: str
) -> None:
    reply = await got(client, f"trajectory?{query}")
    assert (reply["code"], reply["args"]["change"]) == ("max_steps", change)
    assert reply["args"]["by"] == abs(reply["steps"]["actual"][-2])


async def last(client: Client, code: str) -> tuple[dict[str, Any], dict[str, Any], list[float]]:
    """The reply of a run, its last row and where that is."""
    reply = await got(client, f"trajectory?{RUNS[code][0]}")
    row = {name: column[-1] for name, column in reply["steps"].items()}
    return reply, row, [row[name] for name in reply["parameters"]]


async def test_satisfied_is_at_most_and_not_satisfied_is_above_the_tolerance(client: Client) -> None:
    for tol, code in ((0.2633445387577984, "satisfied"), (0.2633445387577983, "max_steps")):
        reply = await got(client, f"trajectory?steps=1&eta=0.9&tol={tol}")
        norm = reply["steps"]["grad_norm"][-1]
        exact = await got(client, f"trajectory?steps=1&eta=0.9&tol={norm!r}")
        assert exact["code"] == "satisfied"
        assert (reply["code"] == "satisfied") == (norm <= tol), code


@pytest.mark.parametrize("code", ["too_far", "too_far_rising"])
async def test_the_next_step_of_gradient_descent_is_too_far(client: Client, code: str) -> None:
    reply, row, point = await last(client, code)
    eta = reply["scenario"]["eta"]
    assert hypot(*point) <= THETA_LIMIT < hypot(*(t - eta * row[f"grad_{n}"] for t, n in zip(point, "wb", strict=True)))


@pytest.mark.parametrize("code", [code for code in RUNS if code.endswith("rising")])
async def test_where_eta_is_called_too_large_a_smaller_one_goes_down(client: Client, code: str) -> None:
    reply, _, _ = await last(client, code)
    before = {name: column[-2] for name, column in reply["steps"].items()}
    assert before["beta"] > 90
    assert before["actual"] > before["doubt"]
    assert reply["args"]["eta"] == pytest.approx(before["eta"])
    loss = quote(reply["scenario"]["f"] or "")
    name = f"f={loss}" if loss else f"objective={reply['scenario']['objective']}"
    step = f"step?{name}&point={before['w']!r},{before['b']!r}&u={before['u_w']!r},{before['u_b']!r}"
    shorter = [await got(client, f"{step}&eta={before['eta'] / 2**i!r}") for i in range(1, 12)]
    assert any(found["actual"] < -found["doubt"] for found in shorter)


async def test_a_loss_that_falls_without_end_is_not_blamed_on_eta(client: Client) -> None:
    reply, _, _ = await last(client, "too_far")
    assert reply["steps"]["actual"][-2] < -reply["steps"]["doubt"][-2]
    assert "η" not in reply["message"]


async def test_a_momentum_run_whose_rate_has_run_out_would_go_on(client: Client) -> None:
    """By the stated rule to (0.0632, −2.7640), with nothing added: v ← γv, θ ← θ − v."""
    reply, _, point = await last(client, "rate_exhausted")
    assert reply["outcome"] == "undefined"
    start, gamma = reply["scenario"]["start"], reply["scenario"]["gamma"]
    left = [gamma * (t - s) for t, s in zip(point, start, strict=True)]
    assert hypot(*left) == pytest.approx(reply["args"]["update"])
    assert reply["args"]["eta"] == 0


@pytest.mark.parametrize("optimiser", ["momentum", "nesterov"])
async def test_a_rate_too_small_to_divide_by_is_no_divergence(client: Client, optimiser: str) -> None:
    reply = await got(client, f"trajectory?optimiser={optimiser}&gamma=0.9&{VANISHING}&decay=10")
    assert (reply["outcome"], reply["code"]) == ("undefined", "rate_exhausted")
    eta, update = reply["args"]["eta"], reply["args"]["update"]
    assert 0 < eta < 1e-300
    assert update == pytest.approx(1.1e-4, rel=0.05)
    assert not isfinite(update / eta)
    assert all(isfinite(u) for u in reply["steps"]["u_w"][:-1])
    basins = await got(client, f"basins?optimiser={optimiser}&gamma=0.9&{VANISHING}&decay=10&grid=3")
    assert {outcome for row in basins["outcome"] for outcome in row} == {"undefined"}


@pytest.mark.parametrize(
    "query", ["gamma=0&optimiser=momentum", "optimiser=adam", "objective=bowl&start=0,0&optimiser=momentum"]
)
async def test_a_rule_that_carries_nothing_on_stands_still_where_the_rate_is_0(client: Client, query: str) -> None:
    reply = await got(client, f"trajectory?{VANISHING}&decay=800&{query}")
    assert reply["outcome"] == "stationary"


async def test_the_hessian_is_singular(client: Client) -> None:
    _, _, point = await last(client, "hessian_singular")
    found = await got(client, f"gradient?objective=cubic&point={point[0]!r},{point[1]!r}")
    assert found["condition_number"] is None
    assert 0 in found["eigenvalues"]


async def test_the_loss_has_no_value_there_or_only_no_gradient(client: Client) -> None:
    for code, undefined in (("loss_undefined", True), ("gradient_undefined", False), ("kink", False), ("jump", False)):
        reply, row, point = await last(client, code)
        w, f = point[0] - reply["scenario"]["eta"] * row["grad_w"], quote(reply["scenario"]["f"])
        refused = problem(await client.get(f"{API}/gradient?f={f}&point={w!r},0"), 422, "point")["detail"]
        assert (code in refused) == (code in ("kink", "jump")), refused
        grid = await got(client, f"surface?f={f}&grid=3&window={w - 20!r},{w + 20!r},-20,20&include=loss")
        assert (grid["loss"][1][1] is None) == undefined


def test_a_rule_without_a_value() -> None:
    """u = −∇L/‖b's share‖ divides by 0 where there is none."""
    scenario = resolve({"objective": "bowl", "start": [1.0, 0.0]})

    def rule() -> Any:
        return lambda memory, g, eta, theta: ([-x / abs(x) for x in g], memory)

    dividing = Optimiser(id="dividing", text="", latex="", source="", rule=rule)
    run = build_ledger(scenario.loss, descend(scenario.loss, dividing, scenario.start, 0.1, scenario.numbers, 3, 0.0))
    assert run.cause is Cause.RULE_UNDEFINED
    assert message(run) == "Stopped at the start: there the rule has no value."
    assert "dividing" not in OPTIMISERS
