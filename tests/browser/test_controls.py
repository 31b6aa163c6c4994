"""Every control, by mouse and keyboard, changes picture and address; a bad value says why and changes neither."""

from __future__ import annotations

import re
from functools import partial

import httpx
import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Open
from tests.browser.playground import Playground

DEPTH = "calculate"


def shown(page: Playground) -> str:
    """All of the picture: map and path."""
    page.at_rest()
    return str(page.figure.inner_html())


def changes(page: Playground, before: str, **query: str) -> str:
    page.has_query(**query)
    page.page.wait_for_function("(before) => document.querySelector('#map-svg').innerHTML !== before", arg=before)
    expect(page.alert).to_be_hidden()
    return shown(page)


def test_selects(visit: Open) -> None:
    page = visit()
    picture = shown(page)
    page.select("Data").select_option("cs7015")
    picture = changes(page, picture, data="cs7015")
    page.select("Sum or mean").select_option("sum")
    picture = changes(page, picture, data="cs7015", reduction="sum")
    page.select("Optimiser").select_option("momentum")
    picture = changes(page, picture, data="cs7015", reduction="sum", optimiser="momentum")
    page.select("Loss").select_option("sigmoid-log")
    changes(page, picture, objective="sigmoid-log", optimiser="momentum")
    page.select("Loss").select_option("sigmoid-squared")
    page.has_query(optimiser="momentum")
    # A published set is asked for when it is chosen, and brings its own map.
    page.select("Data").select_option(label="Penguins: species by bill")
    page.has_query(optimiser="momentum", data="penguin-bills")
    about = page.page.locator("#data-about")
    expect(about).to_contain_text("x: length of the bill, from 44 mm on; unit (mm − 44)/10")
    expect(about.get_by_text("CC0")).to_be_hidden()
    about.get_by_text("Where these data are from").click()
    expect(about.get_by_text("CC0")).to_be_visible()
    expect(page.page.locator("#neuron-plot [data-i]")).to_have_count(60)
    page.select("Loss").select_option("linear-squared")
    page.select("Data").select_option("galton")
    page.has_query(objective="linear-squared", optimiser="momentum", data="galton")


def test_selects_by_keyboard(visit: Open) -> None:
    page = visit()
    momentum = {"optimiser": "momentum"}
    for name, query in (("Optimiser", momentum), ("Sum or mean", momentum | {"reduction": "sum"})):
        page.select(name).focus()
        page.page.keyboard.press("ArrowDown")
        page.has_query(**query)
        expect(page.select(name)).to_be_focused()


@pytest.mark.parametrize(("title", "name"), [("Learning rate η", "eta"), ("Momentum γ", "gamma")])
def test_sliders(visit: Open, title: str, name: str) -> None:
    page = visit("optimiser=momentum")
    picture = shown(page)
    slider, box = page.slider(title), page.box(title)
    before = float(box.input_value())
    slider.focus()
    page.page.keyboard.press("ArrowLeft")
    page.page.wait_for_url(f"**{name}=*", wait_until="commit")
    by_key = float(page.query[name])
    assert 0.9 * before < by_key < before
    expect(box).to_have_value(page.query[name])
    expect(slider).to_have_attribute("aria-valuetext", page.query[name])
    picture = changes(page, picture, optimiser="momentum", **{name: page.query[name]})
    page.page.keyboard.press("Home")
    page.page.wait_for_url(re.compile(rf"{name}=0(\.0001)?(&|$)"), wait_until="commit")
    place = slider.bounding_box()
    assert place
    entries = page.page.evaluate("history.length")
    page.page.mouse.move(place["x"] + 9, place["y"] + place["height"] / 2)
    page.page.mouse.down()
    page.page.mouse.move(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2, steps=6)
    page.page.mouse.up()
    middle = {"eta": 0.1, "gamma": 0.49}[name]
    expect(box).to_have_value(re.compile(r"^0\.\d+$"))
    page.until(lambda: float(page.query[name]) == pytest.approx(middle, rel=0.15))
    assert page.page.evaluate("history.length") == entries + 1


def test_eta_is_logarithmic(visit: Open) -> None:
    page = visit()
    slider = page.slider("Learning rate η")
    last = int(slider.get_attribute("max") or 0)
    for place, value in ((0, "0.0001"), (last // 3, "0.01"), (2 * last // 3, "1"), (last, "100")):
        slider.fill(str(place))
        expect(page.box("Learning rate η")).to_have_value(value)


def typed(box: Locator, text: str) -> None:
    box.fill(text)
    box.press("Enter")


def test_number_boxes(visit: Open) -> None:
    page = visit()
    picture = shown(page)
    page.page.get_by_text("More settings").click()
    said: dict[str, str] = {}
    for title, text, query in (
        ("Learning rate η", "2.5", {"eta": "2.5"}),
        ("w", "1.25", {"start": "1.25,-2"}),
        ("b", "3", {"start": "1.25,3"}),
        ("Tolerance", "0.01", {"tol": "0.01"}),
        ("Steps", "7", {"steps": "7"}),
        ("Grid", "40", {"grid": "40"}),
        ("Levels", "5", {"levels": "5"}),
        ("Window w from", "-6", {"window": "-6,4,-4,4"}),
        ("Window w to", "6", {"window": "-6,6,-4,4"}),
        ("Window b from", "-6", {"window": "-6,6,-6,4"}),
        ("Window b to", "6", {"window": "-6,6,-6,6"}),
    ):
        typed(page.box(title), text)
        said |= query
        picture = changes(page, picture, **said)
        expect(page.box(title)).to_have_value(text)
        expect(page.box(title)).not_to_have_attribute("aria-invalid", "true")


BAD = [
    ("Learning rate η", "0", "Must be more than 0."),
    ("Learning rate η", "-1", "Must be more than 0."),
    ("Learning rate η", "1e9", "Must be at most 1000000."),
    ("Learning rate η", "", "Type a number."),
    ("Learning rate η", "1/2", "Type a number."),
    ("Learning rate η", "12abc", "Type a number."),
    ("b", "1.234,5", "Type a number."),
    ("Momentum γ", "1", "Must be less than 1."),
    ("w", "", "Type a number."),
    ("b", "1e13", "Too far away: at most 10¹²."),
    ("Steps", "10001", "Must be at most 10000."),
    ("Steps", "2.5", "Type a whole number."),
    ("Steps", "1,000", "Type a whole number."),
    ("Grid", "1", "Must be at least 2."),
    ("Window w to", "-5", "“From” must be less than “to”."),
    ("Window w to", "-3.9999999999", "Too narrow: such a map would have too few digits to be drawn."),
]


#: What people type, what the address then says, and how the box shows it.
AS_PEOPLE_WRITE = [
    ("Learning rate η", "0,5", "eta", "0.5"),
    ("Learning rate η", " 2.5 ", "eta", "2.5"),
    ("Momentum γ", ",25", "gamma", "0.25"),
    ("w", "\u22121,5", "start", "-1.5,-2"),
    ("b", "-3", "start", "-1.5,-3"),
    ("Window w from", "\u22126,5", "window", "-6.5,4,-4,4"),
    ("Tolerance", "1e\u22123", "tol", "0.001"),
    ("Steps", "7", "steps", "7"),
    ("Decay", "0,02", "decay", "0.02"),
    ("Batch (0: all points)", "2", "batch", "2"),
    ("Seed", "3", "seed", "3"),
    ("Point x", "0,75", "data", "0.75:0.08,-0.8:0.3,0.3:0.45,1.4:0.85,2.6:0.93"),
]


def shows(page: Playground, name: str, value: str) -> bool:
    return page.query.get(name) == value


def test_numbers_as_people_write_them(visit: Open) -> None:
    page = visit("optimiser=momentum&schedule=inverse")  # which opens the further settings
    page.opens_points()
    for title, text, name, value in AS_PEOPLE_WRITE:
        box = page.box(title)
        typed(box, text)
        page.until(partial(shows, page, name, value))
        expect(box).not_to_have_attribute("aria-invalid", "true")
        expect(box).not_to_have_value(re.compile(","))
    typed(page.box("Turn u to, in degrees from ∇L"), "120,5")
    page.until(lambda: page.query.get("beta") == "120.5")


#: Types `1/2` into each box, then what it held, and tells of each time: its type, what is spoken of it, what it shows,
#: whether it complains and how, and the address.
TYPED_IN_TURN = """async (boxes) => {
  const type = (box, text) => {
    box.focus();
    box.value = text;
    for (const kind of ["input", "change"]) box.dispatchEvent(new Event(kind, { bubbles: true }));
  };
  const drawn = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const facts = (box) => {
    const said = box.getAttribute("aria-describedby").split(" ").map((id) => document.getElementById(id));
    const description = said.filter((one) => one.checkVisibility()).map((one) => one.textContent).join(" ");
    return [
      box.type, box.getAttribute("aria-valuenow"), box.value, box.getAttribute("aria-invalid"), description,
      location.search,
    ];
  };
  const told = [];
  for (const box of boxes) {
    const before = facts(box);
    type(box, "1/2");
    await drawn();
    const wrong = facts(box);
    type(box, before[2]);
    await drawn();  // the form shows what was chosen with the next frame, or once a server has said that all is well
    for (let i = 0; i < 100 && box.hasAttribute("aria-invalid"); i++) await drawn();
    told.push([before, wrong, facts(box)]);
  }
  return told;
}"""


def test_every_number_box_is_one(visit: Open) -> None:
    """No box is the browser's own, whose reading of `0,5` nobody knows; each complains about what is no number."""
    page = visit("objective=logistic-2&optimiser=adam&schedule=inverse&batch=2&vs=momentum;schedule=inverse")
    page.watch.expected = ["422"]
    expect(page.box("Learning rate η of run 1")).to_be_attached()
    page.page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    page.page.get_by_role("button", name="Settings of run 1").click()
    page.at_rest()
    assert page.page.locator("input[type=number]").count() == 0
    boxes = page.page.locator("input[inputmode=decimal]:visible")
    told = boxes.evaluate_all(TYPED_IN_TURN)
    assert len(told) > 25
    expect(page.page.get_by_role("spinbutton", name=re.compile(r"\S"))).to_have_count(len(told))
    for before, wrong, after in told:
        kind, spoken, shown, invalid, _, address = before
        assert (kind, invalid) == ("text", None)
        assert spoken == (None if "e" in shown else shown or None)
        assert wrong[:4] == ["text", None, "1/2", "true"], before
        assert re.match("Type a (whole )?number", wrong[4].removeprefix(before[4]).strip()), (before, wrong)
        assert wrong[5] == address
        assert after[:4] == before[:4]
    page.at_rest()


def test_arrow_keys_step_a_box(visit: Open) -> None:
    page = visit()
    page.page.get_by_text("More settings").click()
    for title, key, query in (
        ("w", "ArrowUp", {"start": "-1,-2"}),
        ("w", "ArrowDown", {}),
        ("Steps", "ArrowUp", {"steps": "101"}),
        ("Learning rate η", "ArrowUp", {"steps": "101", "eta": "2.5"}),
        ("Learning rate η", "ArrowDown", {"steps": "101"}),
        ("Learning rate η", "ArrowDown", {"steps": "101", "eta": "0.5"}),
        ("Learning rate η", "ArrowDown", {"steps": "101", "eta": "0.5"}),  # −0.5 is none
    ):
        page.box(title).press(key)
        page.has_query(**query)
    expect(page.box("Learning rate η")).to_have_value("0.5")
    expect(page.box("Learning rate η")).to_have_attribute("aria-valuenow", "0.5")


def asked_for(page: Playground) -> int:
    """How often the map and the run were asked for; what paper needs comes at any time once all rests."""
    return page.watch.count("/surface?") + page.watch.count("/trajectory?")


def test_a_bad_number_says_why_and_keeps_the_picture(visit: Open) -> None:
    page = visit("optimiser=momentum")
    page.page.get_by_text("More settings").click()
    picture, asked = shown(page), asked_for(page)
    for title, text, reason in BAD:
        box = page.box(title)
        before = box.input_value()
        typed(box, text)
        complaint = page.page.get_by_text(reason)
        expect(complaint).to_be_visible()
        expect(box).to_have_attribute("aria-invalid", "true")
        expect(box).to_have_accessible_description(reason)
        page.frames()
        assert shown(page) == picture
        assert page.query == {"optimiser": "momentum"}
        assert asked_for(page) == asked
        typed(box, before)
        expect(complaint).to_be_hidden()
        expect(box).not_to_have_attribute("aria-invalid", "true")
        page.frames()
    # Another choice puts the box back to what is shown.
    typed(page.box("Learning rate η"), "-1")
    page.select("Data").select_option("cs7015")
    page.has_query(optimiser="momentum", data="cs7015")
    expect(page.box("Learning rate η")).to_have_value("1.5")
    expect(page.page.get_by_text("Must be more than 0.")).to_be_hidden()


def test_points_of_ones_own_are_typed(visit: Open) -> None:
    page = visit()
    page.select("Data").select_option("own")
    points = page.page.get_by_label("Points, each as x:y")
    expect(points).to_have_value("-2:0.08, -0.8:0.3, 0.3:0.45, 1.4:0.85, 2.6:0.93")
    picture = shown(page)
    points.fill("-1:0.2, 1 : 0.7\n2:0.9")
    points.blur()
    picture = changes(page, picture, data="-1:0.2,1:0.7,2:0.9")
    page.watch.expected = ["422"]
    points.fill("-1:0.2, 1, 2:0.9")
    points.blur()
    expect(points).to_have_accessible_description("The table cannot be taken: point 2 has 1 value where it needs 2.")
    expect(points).to_have_attribute("aria-invalid", "true")
    expect(points).to_have_value("-1:0.2, 1, 2:0.9")
    assert shown(page) == picture
    points.fill("grade;hours\n0,2;\u22121\n0,7;1,5")
    points.blur()
    picture = changes(page, picture, data="0.2:-1,0.7:1.5")
    expect(points).to_have_value("0.2:-1, 0.7:1.5")
    notes = page.page.locator("#own-notes")
    expect(notes).to_have_text(re.compile("x is column 1 and y is column 2.*Decimals were read after a comma."))
    page.box("Learning rate η").fill("2")
    page.box("Learning rate η").press("Enter")
    page.has_query(data="0.2:-1,0.7:1.5", eta="2")
    expect(notes).not_to_be_empty()  # they are about the points, which are the same
    page.box("Point x").fill("0.3")
    page.box("Point x").press("Enter")
    expect(notes).to_be_empty()
    page.page.go_back()
    page.page.go_back()
    page.has_query(data="0.2:-1,0.7:1.5")
    picture = shown(page)
    page.select("Data").select_option("five")
    page.has_query()
    expect(points).to_be_hidden()
    page.opens_points()
    points.fill("0:0.5, 1:1")
    points.blur()
    changes(page, picture, data="0:0.5,1:1")


Y_FIRST = b"y,x\n0.2,0.5\n0.9,2.5\n"
FILES = [
    (Y_FIRST, "0.5:0.2,2.5:0.9"),
    (b",x,y\r\n0,0.5,0.2\r\n1,2.5,0.9\r\n", "0.5:0.2,2.5:0.9"),
    ("\ufeffx;y\r\n0,5;0,2\r\n2,5;0,9\r\n".encode("utf-16-le"), "0.5:0.2,2.5:0.9"),
]


def test_a_file_is_read_as_the_api_reads_it(visit: Open) -> None:
    page = visit("objective=linear-squared")
    page.watch.expected = ["422"]
    page.opens_points()
    upload = page.page.get_by_label("Or a CSV file")
    for table, data in FILES:
        address = f"{page.base}/api/v1/gradient?objective=linear-squared"
        posted = httpx.post(address, content=table, headers={"content-type": "text/csv"}).json()["scenario"]["data"]
        upload.set_input_files({"name": "table.csv", "mimeType": "text/csv", "buffer": table})
        page.has_query(objective="linear-squared", data=data)
        assert ",".join(":".join(f"{v:g}" for v in point) for point in posted) == data
        page.select("Data").select_option("five")
        page.has_query(objective="linear-squared")
        page.opens_points()
    box = page.page.get_by_label("Points, each as x:y")
    for table, said in (
        (b"model,mpg\nMazda,fast\nDatsun,slow\nFiat,slower\n", "column 2 holds 3 kinds of words"),
        (b"x,y\n1,2\n3,0x10\n", "The table cannot be taken: line 3, column 2: is not a number."),
        (b"1,2\n" * 300_000, "A table may have at most 1024 kB."),
    ):
        upload.set_input_files({"name": "table.csv", "mimeType": "text/csv", "buffer": table})
        expect(box).to_have_accessible_description(re.compile(re.escape(said)))
        assert page.query == {"objective": "linear-squared"}
    expect(page.page.get_by_role("button", name="Use these points")).to_be_hidden()
    columns_are_chosen_by_keyboard(page, upload)


PENGUINS = (
    b"species;bill;depth;flipper\nAdelie;39,1;18,7;181\nAdelie;;17,4;186\nGentoo;46,1;13,2;lost\nGentoo;50;16,3;230\n"
)


def columns_are_chosen_by_keyboard(page: Playground, upload: Locator) -> None:
    """Of a table with more columns than a point has; what a choice takes is told before it is used."""
    upload.set_input_files({"name": "penguins.csv", "mimeType": "text/csv", "buffer": PENGUINS})
    notes, count = page.page.locator("#own-notes"), page.page.locator("#columns-count")
    expect(notes).to_have_text("The table has 4 columns: choose those that make the points.")
    chooser = page.page.get_by_role("group", name="Columns of the table")
    expect(chooser.get_by_role("listitem")).to_have_text(
        [
            "species 2 kinds of words",
            "bill numbers from 39.1 to 50, 1 empty",
            "depth numbers from 13.2 to 18.7",
            "flipper numbers and words from 181 to 230",
        ]
    )
    x, y = (chooser.get_by_label(f"Column for {name}") for name in "xy")
    expect(x.locator("option")).to_have_text(["bill", "depth", "flipper"])
    expect(y.locator("option")).to_have_text(["species", "bill", "depth", "flipper"])
    expect(count).to_have_text("3 of 4 rows are used. One row was left out, as a cell is empty: line 3.")
    expect(y).to_have_accessible_description(count.text_content() or "")
    x.select_option(label="flipper")
    expect(count).to_have_text("3 of 4 rows are used. One row was left out, as a cell is not a number: line 4.")
    y.select_option(label="flipper")  # each column once: what x had of it gets what y had
    expect(x.locator("option:checked")).to_have_text("depth")
    x.press("b")
    y.press("s")
    labels = "The labels in column 1 are words: Adelie is 0 and Gentoo is 1."
    expect(count).to_have_text(f"3 of 4 rows are used. One row was left out, as a cell is empty: line 3. {labels}")
    assert page.query == {"objective": "linear-squared"}
    y.press("Tab")
    page.page.keyboard.press("Enter")
    page.has_query(objective="linear-squared", data="39.1:0,46.1:1,50:1")
    expect(notes).to_contain_text(labels)
    expect(chooser).to_be_visible()
    page.select("Data").select_option("five")
    page.has_query(objective="linear-squared")
    page.opens_points()
    expect(chooser).to_be_hidden()


def test_newton_brings_its_own_learning_rate(visit: Open) -> None:
    page = visit("objective=bowl&eta=0.3")
    page.select("Optimiser").select_option("newton")
    page.has_query(objective="bowl", optimiser="newton")
    expect(page.box("Learning rate η")).to_have_value("1")
    page.at_step(0, 1)


def test_the_map_is_asked_for_only_when_it_changes(visit: Open) -> None:
    page = visit()
    page.page.get_by_text("More settings").click()
    for title, text in (("Learning rate η", "2"), ("w", "1"), ("Steps", "20"), ("Tolerance", "0.1")):
        with page.page.expect_response("**/trajectory?*"):
            typed(page.box(title), text)
    page.select("Optimiser").select_option("momentum")
    expect(page.slider("Momentum γ")).to_be_visible()
    assert page.watch.count("include=bands") == 1
    paths = page.watch.count("/trajectory")
    with page.page.expect_response("**/surface?*"):
        typed(page.box("Levels"), "8")
    page.has_query(start="1,-2", steps="20", tol="0.1", optimiser="momentum", levels="8")
    assert page.watch.count("/trajectory") <= paths + 1


HOUSES = "1100:199,1400:245,1425:319,1550:240,1600:312,1700:279,2350:405,2450:324"


def test_the_same_run_before_and_after_scaling(visit: Open) -> None:
    page = visit()
    expect(page.select("Scaling")).to_be_hidden()
    line = {"objective": "linear-squared", "data": HOUSES}
    page.open("&".join(f"{name}={value}" for name, value in line.items()))
    said, about = page.page.locator("#scaling-said"), page.page.get_by_text("are those of the scaled data")
    button = page.button("Before and after scaling")
    button.focus()
    page.page.keyboard.press("Enter")
    page.has_query(**line, scaling="standardise")
    sentence = "With η = 0.02, before: diverged after 2 steps. Standardised: converged after 99 steps."
    expect(said).to_have_text(sentence)
    expect(about).to_contain_text("In the units of the data that is w = 0.1074 and b = 108.2.")
    expect(page.select("Scaling")).to_have_value("standardise")
    button.click()
    page.has_query(**line)
    expect(said).to_have_text(sentence)
    expect(about).to_be_hidden()
    page.button("Undo").click()
    page.has_query(**line, scaling="standardise")
    page.select("Scaling").select_option("To [0, 1]")
    page.has_query(**line, scaling="unit")
    expect(said).to_be_empty()


def test_data_that_cannot_be_fitted_are_said_to_be(visit: Open) -> None:
    page = visit("objective=sigmoid-log&data=0:0,1:0,2:1,3:1&scaling=unit")
    notes = page.page.locator("#data-notes")
    expect(notes).to_have_text(re.compile("^The classes can be parted"))
    page.select("Data").select_option("five")
    expect(notes).to_be_empty()
