"""The chain rule: asked for when in sight, with the API's numbers, and lit together with the other panels."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Route, expect

from tests.browser.axe import broken
from tests.browser.conftest import Open
from tests.browser.playground import Playground, numbers

DEPTH = "calculate"

SHOWN = 5e-4  # of a number of four digits


def into_sight(page: Playground) -> Locator:
    panel = page.region("Chain rule")
    panel.scroll_into_view_if_needed()
    expect(panel.locator(".stage-numbers math").first).to_be_visible()
    return panel


def rows(panel: Locator) -> list[list[float]]:
    table = panel.locator("#points tbody tr")
    return [[numbers(cell)[0] for cell in row.locator("td").all_inner_texts()] for row in table.all()]


def stage(panel: Locator, rule: str) -> Locator:
    return panel.get_by_role("listitem").filter(has_text=rule)


def equal(shown: list[float], wanted: list[float]) -> bool:
    return shown == pytest.approx(wanted, rel=SHOWN)


def test_the_formulas_are_there_before_their_numbers(visit: Open) -> None:
    """They come with the page, and stay as they are; without scripts they are all there is."""
    page = visit(wait=False, java_script_enabled=False, allow=["csp"])
    panel = page.region("Chain rule")
    expect(panel.get_by_role("listitem")).to_have_count(9)
    expect(panel.get_by_role("listitem").nth(2).locator("math")).to_be_visible()
    assert all(panel.locator(f"#{part}").is_hidden() for part in ("lights", "points", "check"))
    plain = panel.locator(".stage-rule").all_inner_texts()
    page = visit()
    assert into_sight(page).locator(".stage-rule").all_inner_texts() == plain


def test_asked_for_when_in_sight_or_when_all_rests(visit: Open) -> None:
    page = visit()
    for k in (1, 2, 3):
        page.button("Next step").click()
        page.at_step(k)
    assert page.watch.count("/derivation") == page.watch.count("/gradient") == 0
    page.until(lambda: page.watch.count("/derivation") == page.watch.count("/gradient") == 1)
    page.button("Next step").click()
    page.at_step(4)
    page.frames(3)
    assert page.watch.count("/derivation") == 1, "out of sight a step asks nothing"
    panel = into_sight(page)
    page.until(lambda: page.watch.count("/derivation") == 2)
    expect(panel.get_by_role("listitem")).to_have_count(9)
    page.figure.scroll_into_view_if_needed()
    page.frames(3)
    page.button("Next step").click()
    page.at_step(5)
    page.frames(3)
    assert page.watch.count("/derivation") == 2, "out of sight again"


@pytest.mark.parametrize(
    "query",
    [
        "",
        "reduction=mean",
        "objective=sigmoid-log",
        "objective=linear-squared&start=0.5,0.1",
        "objective=logistic-2&start=0.3,-0.2,0.1",
    ],
)
def test_rows_are_the_points_and_their_sum_is_the_gradient(visit: Open, query: str) -> None:
    page = visit(query)
    panel = into_sight(page)
    start = page.query.get("start", "-2,-2")
    wanted = page.api("gradient", f"{query}&point={start}")
    names = ["x", "x1", "x2", "y", "z", "prediction", "error", "slope", "dw", "dw1", "dw2", "db"]
    names = [n for n in names if n in wanted["samples"][0] and not ("linear" in query and n == "slope")]
    shown = rows(panel)
    assert len(shown) == len(wanted["samples"])
    for row, sample in zip(shown, wanted["samples"], strict=True):
        assert equal(row, [sample[name] for name in names])
    for total in panel.locator("#points tfoot tr").all():
        assert equal([numbers(c)[0] for c in total.locator("td").all_inner_texts()], wanted["gradient"])
    expect(panel.get_by_text("The shares add up to ∇L")).to_be_visible()
    expect(stage(panel, "The partials are the gradient's components")).to_be_visible()


def test_numbers_follow_the_step(visit: Open) -> None:
    page = visit("step=4")
    panel = into_sight(page)
    before = rows(panel)
    page.button("Next step").click()
    page.at_step(5)
    into_sight(page)
    steps = page.api("trajectory")["steps"]
    wanted = page.api("gradient", f"point={steps['w'][5]!r},{steps['b'][5]!r}")
    page.until(lambda: rows(panel) != before)
    assert equal([row[-1] for row in rows(panel)], [s["db"] for s in wanted["samples"]])


def test_playing_asks_without_piling_up(visit: Open) -> None:
    page = visit()
    panel = into_sight(page)
    held: list[Route] = []
    page.page.route("**/derivation?*", lambda route: held.append(route))  # noqa: PLW0108 - a builtin cannot be a handler
    page.figure.focus()
    page.page.keyboard.press("Space")
    into_sight(page)
    page.until(lambda: len(held) >= 6)
    page.page.keyboard.press("Space")
    expect(page.button("Play")).to_be_attached()
    page.frames(3)
    # At most two are open: one aborted so early that it was never held counts too.
    page.until(lambda: sum("/derivation" in url for url in page.watch.aborted) >= len(held) - 2)
    held[-1].continue_()
    k = page.page.locator("#step").input_value()
    w = page.api("trajectory")["steps"]["w"][int(k)]
    shown = f"(w, b) = ({w:.2f}".rstrip("0").rstrip(".").replace("-", "−")
    expect(panel.locator("#chain-about")).to_contain_text(shown)


def test_a_quantity_lights_up_in_every_panel(visit: Open) -> None:
    page = visit()
    panel = into_sight(page)
    main = page.page.locator("main")
    slope = panel.get_by_role("button", name="σ′ slope")
    expect(page.page.locator("#neuron-plot .tangent")).to_have_css("stroke", "none")
    slope.focus()
    page.page.keyboard.press("Enter")
    expect(slope).to_have_attribute("aria-pressed", "true")
    expect(page.page.locator("#neuron-plot .tangent")).not_to_have_css("stroke", "none")
    expect(panel.locator("#points td.slope").first).not_to_have_css("background-color", "rgba(0, 0, 0, 0)")
    expect(panel.locator("#points td.error").first).to_have_css("background-color", "rgba(0, 0, 0, 0)")
    slope.click()
    expect(slope).to_have_attribute("aria-pressed", "false")
    panel.get_by_role("button", name="∇L gradient").click()
    expect(page.figure.locator(".arrow.step")).to_have_css("opacity", "0.35")
    expect(page.figure.locator(".arrow.gradient")).to_have_css("opacity", "1")
    panel.get_by_role("button", name="∇L gradient").click()
    panel.locator("math .error").first.hover()
    expect(main).to_have_attribute("data-lit", "error")
    panel.get_by_role("heading", name="Chain rule").hover()
    assert main.get_attribute("data-lit") is None


def test_factors_by_keyboard_and_by_finger(visit: Open) -> None:
    """One stop of the Tab key for all formulas; what is focused or tapped is lit on the map and in both tables."""
    page = visit("objective=logistic-2&start=0.3,-0.2,0.1&step=2")
    panel = into_sight(page)
    main, press = page.page.locator("main"), page.page.keyboard.press
    page.page.get_by_text("Every step with all its numbers").click()
    lights = panel.get_by_role("group", name="Light up a quantity everywhere").get_by_role("button")
    expect(lights).to_have_text(["∇L gradient", "u step", "a − y error", "σ′ slope", "x input", "a output"])
    lights.last.focus()
    press("Tab")
    stops = panel.locator(".stage-formula [tabindex='0']")
    expect(stops).to_have_count(1)
    expect(stops).to_be_focused()
    expect(main).to_have_attribute("data-lit", "input")  # z = w₁x₁ + …
    press("End")
    expect(main).to_have_attribute("data-lit", "gradient")  # u = −∇L
    press("ArrowLeft")
    expect(main).to_have_attribute("data-lit", "step")
    press("ArrowUp")
    expect(main).to_have_attribute("data-lit", "gradient")
    expect(page.figure.locator(".arrow.step")).to_have_css("opacity", "0.35")
    clear = "rgba(0, 0, 0, 0)"
    ledger = page.page.locator(".ledger")
    expect(ledger.locator("td.q-gradient").first).not_to_have_css("background-color", clear)
    expect(ledger.locator("td.q-step").first).to_have_css("background-color", clear)
    expect(panel.locator("#check td.gradient").first).not_to_have_css("background-color", clear)
    press("Enter")
    press("Tab")
    expect(main).to_have_attribute("data-lit", "gradient")  # kept
    panel.locator(".stage-numbers .slope").first.click()
    expect(main).to_have_attribute("data-lit", "slope")
    expect(page.page.locator("#neuron-plot .slopes .tangent").first).not_to_have_css("stroke", "none")
    panel.locator(".stage-numbers .slope").first.click()
    expect(main).not_to_have_attribute("data-lit", "slope")


def test_a_row_and_its_point_are_one(visit: Open) -> None:
    page = visit()
    panel = into_sight(page)
    panel.get_by_role("button", name="Work out point 4").focus()
    expect(page.page.locator("#neuron-plot .chosen")).to_have_attribute("aria-label", "Point 4")
    expect(panel.locator("#chain-about")).to_contain_text("point 4 (x = 1.4, y = 0.85)")
    expect(stage(panel, "what the parameter multiplies")).to_contain_text("1.4")
    panel.locator("#points tbody tr").nth(2).hover()
    expect(page.page.locator("#neuron-plot .chosen")).to_have_attribute("aria-label", "Point 3")
    page.page.get_by_role("slider", name="Point 2").focus()
    expect(panel.get_by_role("button", name="Work out point 2")).to_have_attribute("aria-pressed", "true")
    expect(panel.locator("#points .chosen th")).to_have_text("2")


def test_saturation_and_check_in_words(visit: Open) -> None:
    page = visit()
    panel = into_sight(page)
    expect(panel.get_by_text("≈ 0 at points 4 and 5. These points hardly move the weights")).to_be_visible()
    assert panel.locator("#slope-plot .standing").count() == 5
    check = [numbers(text) for text in panel.locator("#check tbody tr").all_inner_texts()]
    assert check[0] == pytest.approx(check[1], rel=1e-5)
    assert equal(check[0], page.api("gradient", "point=-2,-2")["gradient"])
    expect(panel.get_by_text("they agree, so the rule was applied without a slip")).to_be_visible()
    page.select("Loss").select_option("sigmoid-log")
    expect(panel.get_by_text("these points still move the weights")).to_be_visible()


def test_the_reductions_factor_can_be_seen(visit: Open) -> None:
    page = visit("reduction=mean")
    panel = into_sight(page)
    expect(panel.locator("#points-about")).to_contain_text("∂w = 2/5 · (ŷ − y) · ŷ(1 − ŷ) · x")
    expect(stage(panel, "The loss by the output").locator(".stage-numbers mfrac").first).to_have_text("25")


def test_a_formula_has_partials_with_the_other_variable_held(visit: Open) -> None:
    page = visit("f=w^3*b%2Bb^2&objective=custom&start=1,1")
    panel = into_sight(page)
    expect(panel.get_by_role("listitem")).to_have_count(5)
    along = stage(panel, "Along w: b is held constant")
    assert set(along.locator(".held").all_text_contents()) == {"b"}
    assert set(stage(panel, "Along b").locator(".held").all_text_contents()) == {"w"}
    expect(along.locator(".stage-numbers")).to_contain_text("3")
    expect(panel.locator("#points")).to_be_hidden()
    expect(panel.get_by_role("button", name="σ′ slope")).to_be_hidden()
    page.select("Loss").select_option("bowl")
    expect(stage(panel, "Along b: w is held constant").locator("math").first).to_contain_text("2")


def test_stepping_moves_nothing(visit: Open) -> None:
    page = visit()
    panel = into_sight(page)
    height = panel.bounding_box()
    assert height
    for k in (1, 2, 3):
        page.button("Next step").click()
        page.at_step(k)
        into_sight(page)
        expect(panel.locator("#chain-about")).not_to_contain_text("(−2, −2)")
        page.frames(4)
        now = panel.bounding_box()
        assert now
        assert now["height"] == height["height"]


@pytest.mark.parametrize(
    ("query", "options"),
    [("", {}), ("objective=logistic-2", {"dark": True}), ("reduction=mean", {"phone": True}),
     ("objective=rosenbrock", {"phone": True, "dark": True}),
     ("objective=sigmoid-log", {"viewport": {"width": 320, "height": 640}})],
)  # fmt: skip
def test_axe_in_sight(visit: Open, query: str, options: dict[str, bool]) -> None:
    page = visit(query, **options)
    panel = into_sight(page)
    panel.get_by_role("button", name="∇L gradient").click()
    found = broken(page.page, context="#chain")
    assert [(v["id"], [node["target"] for node in v["nodes"]]) for v in found] == []
    assert panel.evaluate("(e) => e.scrollWidth <= e.clientWidth")
