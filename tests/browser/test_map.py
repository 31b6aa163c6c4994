"""The map tells the truth: bands, path, arrows and β, with the API's numbers and at true angles."""

from __future__ import annotations

import math
import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.playground import Playground, turn

DEPTH = "calculate"

MOMENTUM = "optimiser=momentum&gamma=0.6&eta=1.5&start=-2,-2.6&steps=60"


def test_the_first_sight(visit: Open) -> None:
    page = visit()
    assert page.figure.locator(".band").count() > 15
    expect(page.figure.locator("path.path")).to_be_visible()
    expect(page.figure.locator(".arrow.gradient")).to_contain_text("∇L")
    expect(page.figure.locator(".arrow.step")).to_contain_text("u")
    expect(page.figure.locator(".angle .label")).to_have_text("β 180°")
    expect(page.live).to_contain_text("Step 0 of 91: (w, b) = (−2, −2), loss 1.184, β = 180°. Downhill")
    page.at_step(0, 91)
    assert page.figure.locator(".axis").all_text_contents() == ["w", "b"]
    assert page.page.title().startswith("Antigradient")


def test_numbers_are_those_of_the_api(visit: Open) -> None:
    page = visit(MOMENTUM)
    steps = page.api("trajectory", MOMENTUM)["steps"]
    for k in (0, 5, 11, 60):
        page.goes_to(k)
        numbers_are_those_of(page, {name: column[k] for name, column in steps.items()})


def numbers_are_those_of(page: Playground, row: dict[str, Any]) -> None:
    card = page.numbers("This step")
    told = page.region("Taylor").get_by_text(re.compile("^What the step promised|promise, and do$"))
    expect(told).to_have_text(re.compile("^No step" if row["eta"] is None else "^What"))
    taylor = page.numbers("Taylor")
    wanted = {
        "∇L": [row["grad_w"], row["grad_b"]],
        "u": [row["u_w"], row["u_b"]],
        "uᵀ∇L": [row["dot"]],
        "k = ‖u‖‖∇L‖": [row["u_w"] and math.hypot(row["u_w"], row["u_b"]) * row["grad_norm"]],
        "cos β": [row["cos_beta"]],
        "β": [row["beta"]],
    }
    promised = row
    if row["eta"] is None:  # where the run ends: along −∇L, with the η that is set
        given = page.api("trajectory", MOMENTUM)["scenario"]
        step = page.api("step", f"point={row['w']},{row['b']}&eta={given['eta']}")
        sums = [term["sum"] for term in step["taylor"]]
        promised = {"first_order": sums[0], "second_order": sums[1], "actual": step["actual"]}
    wanted_taylor = [[promised[name]] for name in ("first_order", "second_order", "actual")]
    pairs = [(card[name], wanted[name]) for name in wanted]
    for shown, true in [*pairs, *zip(taylor.values(), wanted_taylor, strict=True)]:
        assert shown == ([] if true[0] is None else pytest.approx(true, rel=6e-4)), (shown, true)
    assert list(taylor) == ["first order: ηuᵀ∇L", "to 2nd order: ηuᵀ∇L + ½η²uᵀHu", "actual ΔL"]


@pytest.mark.parametrize(
    ("query", "at"),
    [("", (0, 7)), (MOMENTUM, (3, 5, 8, 11)), ("window=-4,4,-2,2&start=-2,0.5&optimiser=momentum", (3,)),
     ("window=-3,1,-4,4&optimiser=momentum", (3,))],
)  # fmt: skip
def test_angles_on_the_screen_are_true(visit: Open, query: str, at: tuple[int, ...]) -> None:
    page = visit(query)
    steps = page.api("trajectory", query)["steps"]
    for k in at:
        page.goes_to(k)
        angles_are_true(page, steps, k)


def angles_are_true(page: Playground, steps: dict[str, Any], k: int) -> None:
    g, x, y = page.shaft("gradient")
    u, _, _ = page.shaft("step")
    beta = steps["beta"][k]
    # Shafts are written to a tenth of a pixel and are some 40 long.
    assert turn(g, math.degrees(math.atan2(steps["grad_b"][k], steps["grad_w"][k]))) < 0.4
    assert turn(u, math.degrees(math.atan2(steps["u_b"][k], steps["u_w"][k]))) < 0.4
    assert turn(g, u) == pytest.approx(beta, abs=0.6)
    span, begin, end = page.arc()
    assert span == pytest.approx(beta, abs=0.8)
    assert turn(begin, g) < 0.5
    assert turn(end, u) < 0.5
    # The arrows stand on the path's point k.
    path = page.figure.locator("path.path").get_attribute("d") or ""
    points = [tuple(map(float, pair)) for pair in re.findall(r"[ML](-?[\d.]+),(-?[\d.]+)", path)]
    assert points[k] == pytest.approx((x, y), abs=0.06)
    assert page.page.locator("#dial-box").is_hidden()


@pytest.mark.parametrize("window", [(-4, 4, -4, 4), (-4, 4, -2, 2), (-3, 1, -4, 4)])
def test_units_are_equal_in_every_window_that_allows_it(visit: Open, window: tuple[float, ...]) -> None:
    page = visit(f"window={','.join(map(str, window))}")
    right, up = page.pixel(1, 0, window), page.pixel(0, 1, window)
    origin = page.pixel(0, 0, window)
    assert right[0] - origin[0] == pytest.approx(origin[1] - up[1], rel=0.005)


@pytest.mark.parametrize("window", ["-100,100,-1,1", "-3,-1,-100,100"])
def test_where_units_cannot_be_equal_a_dial_shows_beta(visit: Open, window: str) -> None:
    page = visit(f"window={window}&optimiser=momentum&step=3")
    expect(page.page.get_by_text("angles on the map are not true")).to_be_visible()
    expect(page.figure.locator(".angle")).to_have_count(0)
    steps = page.api("trajectory", "optimiser=momentum")["steps"]
    g, u = page.shaft("gradient", "#dial")[0], page.shaft("step", "#dial")[0]
    assert turn(g, math.degrees(math.atan2(steps["grad_b"][3], steps["grad_w"][3]))) < 1
    assert turn(g, u) == pytest.approx(steps["beta"][3], abs=1)
    assert page.arc("#dial")[0] == pytest.approx(steps["beta"][3], abs=1.5)


def test_with_three_parameters_the_dial_shows_the_angle_and_the_map_its_shadow(visit: Open) -> None:
    query = "objective=logistic-2&optimiser=momentum&eta=0.2"
    page = visit(f"{query}&step=3")
    expect(page.page.get_by_text("its arrows are shadows")).to_be_visible()
    expect(page.figure.locator(".angle")).to_have_count(0)
    assert page.figure.locator(".axis").all_text_contents() == ["w₁", "w₂"]
    beta = page.api("trajectory", query)["steps"]["beta"][3]
    assert turn(page.shaft("gradient", "#dial")[0], page.shaft("step", "#dial")[0]) == pytest.approx(beta, abs=1)


def test_a_point_off_the_map_is_said_and_can_be_shown(visit: Open) -> None:
    page = visit("optimiser=momentum&eta=1&gamma=0.9&step=30")
    note = page.map.get_by_text("Step 30 is off the map, at (w, b) = (11.32, −4.46).")
    expect(note).to_be_visible()
    expect(page.figure.locator(".arrow")).to_have_count(0)
    page.button("Show the whole path").click()
    expect(note).to_be_hidden()
    expect(page.figure.locator(".arrow")).to_have_count(2)
    w_min, w_max, b_min, b_max = map(float, page.query["window"].split(","))
    assert w_max - w_min == pytest.approx(b_max - b_min)
    steps = page.api("trajectory", "optimiser=momentum&eta=1&gamma=0.9")["steps"]
    assert w_min <= min(steps["w"]) <= max(steps["w"]) <= w_max
    assert b_min <= min(steps["b"]) <= max(steps["b"]) <= b_max


def test_a_step_to_far_away_keeps_its_direction(visit: Open) -> None:
    page = visit("eta=1e5")
    path = page.figure.locator(".landing").get_attribute("d") or ""
    x, y, end_x, end_y = (float(v) for v in re.findall(r"-?[\d.]+", path))
    assert turn(math.degrees(math.atan2(y - end_y, end_x - x)), page.shaft("step")[0]) < 0.4
    page.button("Next step").click()
    expect(page.map.get_by_text("is off the map")).to_be_visible()
    expect(page.live).to_contain_text("Step 1 of 1")


@pytest.mark.parametrize(
    ("query", "outcome"),
    [("objective=cubic&start=-1,1&eta=0.5&steps=200", "diverged"), ("objective=bowl&eta=1.2&steps=2000", "diverged"),
     ("data=1:1,2:3&optimiser=momentum&eta=1e5", None), ("steps=10000&tol=0&step=10000", "max_steps")],
)  # fmt: skip
def test_runs_that_end_badly_or_never(visit: Open, query: str, outcome: str | None) -> None:
    page = visit(query)
    run = page.api("trajectory", query.replace("&step=10000", ""))
    assert outcome in (None, run["outcome"])
    page.steps.focus()
    page.page.keyboard.press("End")
    page.at_step(run["steps"]["k"][-1])
    expect(page.live).to_contain_text(run["message"])
    expect(page.region("This step")).to_contain_text("The run ends here")
    # What a step from here would do is told, and that none is taken; where ∇L = 0 there is none to tell of.
    flat = run["steps"]["grad_norm"][-1] == 0
    told = "No step is taken from here" + ("" if flat else ": what one along −∇L would promise")
    expect(page.region("Taylor")).to_contain_text(told)
    expect(page.page.locator("#direction-part:not(.absent) .line.loss")).to_be_visible(visible=not flat)


def test_a_run_of_no_steps(visit: Open) -> None:
    page = visit("steps=0")
    page.at_step(0, 0)
    expect(page.figure.locator(".arrow.gradient")).to_be_visible()
    expect(page.figure.locator(".arrow.step")).to_have_count(0)
    expect(page.region("This step")).to_contain_text("–")
    page.button("Play").click()
    expect(page.button("Play")).to_be_visible()
    page.at_step(0, 0)


def test_points_of_ones_own(visit: Open) -> None:
    page = visit("data=-1:0.2,0.5:0.4,2:0.9")
    expect(page.select("Data")).to_have_value("own")
    expect(page.page.get_by_label("Points, each as x:y")).to_have_value("-1:0.2, 0.5:0.4, 2:0.9")
    assert page.page.locator("#neuron-plot .datum").count() == 3


def test_every_loss_and_every_rule_of_the_catalogue_can_be_drawn(visit: Open) -> None:
    page = visit()
    catalogue = page.api("catalogue")
    for objective in catalogue["objectives"]:
        page.select("Loss").select_option(objective["id"])
        page.drawn()
        expect(page.figure.locator(".axis").first).to_have_text(objective["parameters"][0].replace("1", "₁"))
    page.open()
    for optimiser in catalogue["optimisers"]:
        page.select("Optimiser").select_option(optimiser["id"])
        expect(page.figure.locator(".arrow.step")).to_be_attached()
        for parameter in optimiser["hyperparameters"]:
            expect(page.slider(parameter["title"])).to_be_visible()
    expect(page.alert).to_be_hidden()
