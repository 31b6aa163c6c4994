"""A direction of one's own, and what it promises."""

import math
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.playground import Playground, numbers

DEPTH = "calculate"


def turned(page: Playground, beta: str) -> None:
    page.box("Turn u to, in degrees from ∇L").fill(beta)
    page.box("Turn u to, in degrees from ∇L").press("Enter")
    page.until(lambda: page.query.get("beta") == beta)


@pytest.mark.parametrize("beta", [30, 90, 150, 181, 200])
def test_the_card_says_what_the_api_says(visit: Open, beta: int) -> None:
    page = visit()
    turned(page, str(beta))
    said = page.api("step", f"beta={beta}")
    expect(page.region("This step")).to_contain_text("your own direction")
    first = pytest.approx([said["taylor"][0]["sum"]], rel=1e-4, abs=1e-12)

    def agrees() -> bool:
        """In one look: between two the card may be drawn anew."""
        taylor = page.numbers("Taylor")
        return taylor.get("first order: ηuᵀ∇L") == first and abs(taylor["actual ΔL"][0] - said["actual"]) < 1e-5

    page.until(agrees)
    card = page.numbers("This step")
    assert card["u"] == pytest.approx(said["u"], rel=1e-3)
    assert card["β"] == pytest.approx([min(beta, 360 - beta)])
    favourable = page.region("This step").get_by_text("Favourable to first order: 90° < β ≤ 180°.")
    expect(favourable).to_have_count(1 if 90 < beta < 270 else 0)


def test_the_handle_turns_by_hand_and_by_key(visit: Open) -> None:
    page = visit()
    handle = page.slider("Direction u")
    expect(handle).to_have_attribute("aria-valuenow", "180")
    here = page.page.locator("#map-svg .here").bounding_box()
    knob = handle.locator(".knob").bounding_box()
    assert here
    assert knob
    centre = [here["x"] + here["width"] / 2, here["y"] + here["height"] / 2]
    tip = [knob["x"] + knob["width"] / 2, knob["y"] + knob["height"] / 2]
    radius = math.dist(centre, tip)
    angle = math.atan2(tip[1] - centre[1], tip[0] - centre[0]) + math.radians(40)  # clockwise on the screen
    mouse = page.page.mouse
    mouse.move(*tip)
    mouse.down()
    mouse.move(centre[0] + radius * math.cos(angle), centre[1] + radius * math.sin(angle), steps=4)
    mouse.up()
    expect(handle).to_have_attribute("aria-valuenow", "140")
    page.has_query(beta="140")
    handle.press("ArrowLeft")
    expect(handle).to_have_attribute("aria-valuenow", "141")
    handle.press("Shift+ArrowRight")
    expect(handle).to_have_attribute("aria-valuenow", "131")
    expect(page.page.locator("#map-svg .halfplane")).to_have_count(1)


def test_snap_and_back(visit: Open) -> None:
    page = visit("optimiser=momentum&step=5&beta=30")
    card = page.region("This step")
    expect(card).to_contain_text("Not favourable")
    page.button("Snap to 180°").click()
    expect(page.box("Turn u to, in degrees from ∇L")).to_have_value("180")
    page.button("Back to the optimiser’s").click()
    expect(page.page.locator("#map-svg .halfplane")).to_have_count(0)
    page.has_query(optimiser="momentum", step="5")


def test_a_path_of_ones_own_is_walked_shared_and_given_back(visit: Open) -> None:
    page = visit("steps=30")
    turned(page, "120")
    page.button("Take this step").press("Enter")
    page.at_step(1, 30)
    expect(page.slider("Turn u to, in degrees from ∇L")).to_be_focused()
    page.has_query(steps="30", moves="0:120:1.5", step="1")
    said = page.api("trajectory", "steps=30&moves=0:120:1.5")["steps"]
    assert said["beta"][0] == pytest.approx(120)
    page.until(lambda: page.numbers("This step")["∇L"][:1] == pytest.approx([said["grad_w"][1]], rel=1e-3))
    turned(page, "90")
    page.button("Take this step").click()
    page.has_query(steps="30", moves="0:120:1.5,1:90:1.5", step="2")
    page.page.reload()
    expect(page.page.get_by_text("Steps 0, 1 of this path are your own.")).to_be_visible()
    page.button("Give them back").press("Enter")
    page.has_query(steps="30", step="2")
    expect(page.slider("Turn u to, in degrees from ∇L")).to_be_focused()


def test_a_step_lets_go_of_the_direction_and_a_reload_keeps_it(visit: Open) -> None:
    page = visit("beta=120")
    expect(page.box("Turn u to, in degrees from ∇L")).to_have_value("120")
    page.page.reload()
    expect(page.box("Turn u to, in degrees from ∇L")).to_have_value("120")
    page.button("Next step").click()
    page.at_step(1)
    page.has_query(step="1")
    expect(page.box("Turn u to, in degrees from ∇L")).to_have_value("180")


def test_eta_can_be_dragged_along_the_curve(visit: Open) -> None:
    page = visit()
    chart = page.page.locator("#taylor-chart")
    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()
    assert box
    chart.click(position={"x": box["width"] * 0.8, "y": 60})
    page.until(lambda: "eta" in page.query)
    assert 1.8 < float(page.query["eta"]) < 2.7
    page.page.go_back()
    expect(page.box("Learning rate η")).to_have_value("1.5")


def test_every_order_in_the_table(visit: Open) -> None:
    """Each order's row as the API has it with all digits, at a step where few of them would not do."""
    page = visit("objective=rosenbrock&optimiser=newton&step=1")
    page.page.get_by_text("Each order’s term and what is left").click()
    rows = page.page.locator("#taylor-rows tr")
    curves = page.page.locator("#taylor-chart .line.higher")
    expect(rows).to_have_count(3)
    expect(curves).to_have_count(0)
    page.page.get_by_label("Up to order 8").check()
    expect(rows).to_have_count(8)
    expect(curves).to_have_count(5)
    expect(page.page.get_by_text("to 4th … 8th")).to_be_visible()
    steps = page.api("trajectory", "objective=rosenbrock&optimiser=newton")["steps"]
    point, u = (",".join(repr(steps[name][1]) for name in names) for names in (("w", "b"), ("u_w", "u_b")))
    said = page.api("step", f"objective=rosenbrock&point={point}&u={u}&eta=1&order=8")["taylor"]
    for row, wanted in zip(rows.all(), said, strict=True):
        cells = row.locator("td").all_inner_texts()
        for name, cell in zip(("term", "sum", "remainder", "shrinks"), cells, strict=True):
            if wanted["shrinks"] or name in ("term", "sum"):
                assert numbers(cell) == pytest.approx([wanted[name]], rel=5e-3), (wanted["order"], name)
    expect(rows.locator("td:last-child").nth(2)).to_have_text("÷ 16")
    expect(rows.locator("td:last-child").nth(3)).to_have_text("–")


def test_typed_loss(visit: Open) -> None:
    page = visit("objective=custom")
    page.watch.expected = ["422"]
    before = page.page.locator("#map-svg .band").first.get_attribute("d")
    f = page.page.get_by_role("textbox", name="f(w, b) =")
    f.fill("w^2 + 3b^2")
    page.until(lambda: page.page.locator("#objective-formula msup").count() == 2)
    f.press("Tab")
    page.until(lambda: page.query.get("f") == "w^2 + 3b^2")
    page.until(lambda: page.page.locator("#map-svg .band").first.get_attribute("d") != before)
    bands = page.page.locator("#map-svg .band").first.get_attribute("d")
    f.fill("w^2 + x")
    expect(page.page.locator("#refused-f")).to_contain_text("x")
    expect(page.page.locator("#f-caret")).to_have_text("w^2 + x\n      ^")
    assert page.page.locator("#map-svg .band").first.get_attribute("d") == bands, "the last good map stays"
    f.fill("cos(w)+b^2")
    expect(page.page.locator("#refused-f")).to_be_hidden()
    page.select("Or begin with").select_option(label="Two wells")
    page.until(lambda: page.query.get("f") == "(w^2-1)^2+b^2/2")


def test_planes_schedules_and_batches_are_controls(visit: Open) -> None:
    page = visit("objective=logistic-2")
    page.select("Map of").select_option(label="w₁ and b")
    page.has_query(objective="logistic-2", plane="w1,b")
    page.box("w2 held at").fill("1")
    page.box("w2 held at").press("Enter")
    page.has_query(objective="logistic-2", plane="w1,b", at="1")
    page.page.get_by_text("More settings").click()
    page.select("Schedule").select_option("inverse")
    expect(page.box("Decay")).to_have_value("0.01")
    page.box("Batch (0: all points)").fill("2")
    page.box("Batch (0: all points)").press("Enter")
    expect(page.box("Seed")).to_have_value("0")
    page.has_query(objective="logistic-2", plane="w1,b", at="1", schedule="inverse", batch="2")
    page.page.reload()
    expect(page.box("Seed")).to_be_visible()  # what is not as usual is in sight


def test_points_from_a_file(visit: Open, tmp_path: Path) -> None:
    page = visit()
    page.select("Data").select_option(label="Your own points")
    file = tmp_path / "points.csv"
    file.write_text("x,y\n-1,0.2\n0,0.5\n2,0.9\n")
    page.page.get_by_label("Or a CSV file").set_input_files(file)
    page.has_query(data="-1:0.2,0:0.5,2:0.9")
    file.write_text("-1,0.2\n0\n")
    page.page.get_by_label("Or a CSV file").set_input_files(file)
    page.watch.expected = ["422"]
    expect(page.page.get_by_text("line 2 has 1 column where line 1 has 2.")).to_be_visible()
