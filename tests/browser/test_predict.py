"""Predict: each kind of question, by mouse, finger and keyboard; nothing on the page gives its answer away."""

from __future__ import annotations

import math
import re
from typing import Any

from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.playground import Playground
from tests.browser.test_access import violations

#: What can be read or heard of a page: texts that are seen, names, values.
READABLE = """() => {
  const said = [];
  for (const element of document.body.querySelectorAll("*")) {
    if (!element.checkVisibility({ visibilityProperty: true })) continue;
    for (const node of element.childNodes) if (node.nodeType === 3) said.push(node.data);
    for (const name of ["aria-label", "aria-valuetext", "aria-valuenow", "title"]) {
      if (element.hasAttribute(name)) said.push(element.getAttribute(name));
    }
    if (element.tagName === "INPUT") said.push(element.value);
  }
  return said.join(" | ");
}"""


def tells(page: Playground, steps: dict[str, Any], k: int) -> list[str]:
    """Which of β, promise and change of step k can be read somewhere on the page. 180 and 0 are words of any page."""
    said = page.page.evaluate(READABLE)
    shown = {name: f"{abs(steps[name][k]):#.3g}" for name in ("first_order", "actual")}
    if steps["beta"][k] != 180:
        shown["beta"] = f"{steps['beta'][k]:.1f}"
    return [name for name, text in shown.items() if re.search(rf"(?<![\d.]){re.escape(text)}", said)]


def asks(page: Playground, query: str, k: int, question: str) -> dict[str, Any]:
    """The columns of a run, whose step k is asked about under the map, large; nothing on the page gives the answer."""
    text = page.map.get_by_text(f"Step {k}: {question}")
    expect(text).to_be_in_viewport(ratio=1)
    expect(text).to_have_css("font-size", "18px")
    page.at_step(k)
    steps: dict[str, Any] = page.api("trajectory", query)["steps"]
    assert tells(page, steps, k) == []
    expect(page.page.locator("#verdict")).to_be_hidden()
    expect(page.page.locator("#beta-chart .spot")).to_have_count(0)
    expect(page.figure.locator(".landing, .angle, .layer.direction > *")).to_have_count(0)
    for line in (page.figure.locator("path.path"), page.page.locator("#loss-chart .line")):
        assert (line.get_attribute("d") or "").count("L") <= k, "the way there, and no further"
    return steps


def test_predict_then_reveal(visit: Open) -> None:
    """A step straight downhill that is too long."""
    query = "objective=bowl&eta=1.02&steps=20"
    page = visit(query)
    before = page.page.evaluate("[location.href, history.length]")
    page.button("Predict").click()
    steps = asks(page, query, 0, "will the loss fall?")
    page.button("Yes, it falls").click()
    said = page.page.locator("#quiz-text")
    expect(said).to_contain_text("Not this time.")
    expect(said).to_contain_text("the slope promised −53, the step did 1.06")
    expect(page.page.locator("#verdict")).to_be_visible()
    expect(page.figure.locator(".landing")).to_have_count(1)
    expect(page.figure.locator(".angle")).to_have_count(1)
    assert "actual" in tells(page, steps, 0), "what is looked for before would be found"
    expect(page.button("Next question")).to_be_focused()
    assert violations(page) == []
    page.button("Next question").click()
    expect(page.map.get_by_text(re.compile(r"^Step [1-9]"))).to_be_visible()  # the run has played to it
    page.button("Predict").click()
    expect(page.page.locator("#quiz")).to_be_hidden()
    expect(page.page.locator("#verdict")).to_be_visible()
    page.has_query(objective="bowl", eta="1.02", steps="20")
    assert page.page.evaluate("[location.href, history.length]") == before
    page.button("Predict").click()
    page.button("No").click()
    expect(said).to_contain_text("1 in a row. Longest of this visit: 1.")
    page.box("Learning rate η").fill("0.3")
    page.box("Learning rate η").press("Enter")
    expect(page.map.get_by_text(re.compile(r"^Step 0: "))).to_be_visible()  # of another run nothing is known


def test_where_a_step_ends_by_finger(visit: Open) -> None:
    query = "eta=1.5&steps=40"
    page = visit(query, phone=True)
    page.button("Predict").tap()
    steps = asks(page, query, 1, "where does it end?")
    landing = page.pixel(steps["w"][2], steps["b"][2])
    page.page.touchscreen.tap(*landing)
    page.frames()
    mark = page.figure.locator(".mark").bounding_box()
    assert mark
    assert math.dist((mark["x"] + mark["width"] / 2, mark["y"] + mark["height"] / 2), landing) < 2
    expect(page.map.get_by_text("Step 1: where")).to_be_visible()  # a tap is no answer yet
    page.button("It ends here").tap()
    expect(page.page.locator("#quiz-text")).to_contain_text("Right.")
    expect(page.figure.locator(".miss, .landing")).to_have_count(2)


def test_steepest_descent_by_mouse(visit: Open) -> None:
    query = "objective=himmelblau&optimiser=adam&eta=0.2"
    page = visit(query, dark=True)
    address = page.page.evaluate("[location.href, history.length]")
    page.button("Predict").click()
    steps = asks(page, query, 0, "turn u to where the loss falls most")
    handle = page.slider("Direction u")
    box = handle.locator(".ring").bounding_box()
    assert box
    page.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.page.mouse.down()
    w, b, dw, db = (steps[name][0] for name in ("w", "b", "grad_w", "grad_b"))
    long = math.hypot(dw, db) / 2
    window = page.api("trajectory", query)["scenario"]["window"]
    page.page.mouse.move(*page.pixel(w - dw / long, b - db / long, window), steps=4)
    page.page.mouse.up()
    assert tells(page, steps, 0) == []
    page.button("This way").click()
    said = page.page.locator("#quiz-text")
    expect(said).to_contain_text("Right. At first the loss falls most straight against ∇L")
    expect(said).to_contain_text("the slope promises")
    assert page.page.evaluate("[location.href, history.length]") == address, "a guess is no choice"
    assert violations(page) == []


def test_two_questions_by_keyboard_alone(visit: Open) -> None:
    query = "objective=booth&optimiser=momentum&gamma=0.5&eta=0.02"
    page = visit(query)
    press = page.page.keyboard.press
    page.button("Predict").focus()
    press("Enter")
    steps = asks(page, query, 2, "which of two equally long steps ends lower, A or B?")
    expect(page.button("A")).not_to_be_attached()  # its name says where it ends
    options = page.page.locator("#quiz button")
    expect(options.first).to_be_focused()
    names = [(options.nth(i).get_attribute("aria-label") or "").replace("−", "-") for i in (0, 1)]
    ends = [[float(v) for v in re.findall(r"-?[\d.]+", name)] for name in names]
    assert page.page.locator("#live").get_attribute("aria-live") == "off"
    # Booth's function, where each of them ends.
    losses = [(w + 2 * b - 7) ** 2 + (2 * w + b - 5) ** 2 for w, b in ends]
    press("a" if losses[0] < losses[1] else "b")
    said = page.page.locator("#quiz-text")
    expect(said).to_contain_text("ends lower: the loss falls")
    expect(said).to_contain_text("Right.")
    expect(page.button("Next question")).to_be_focused()
    press("Enter")
    asks(page, query, 3, "where does it end?")
    mark = page.slider("Your mark")
    expect(mark).to_be_focused()
    for axis, keys in ((0, ("ArrowLeft", "ArrowRight")), (1, ("ArrowDown", "ArrowUp"))):
        wanted = steps["wb"[axis]][4]
        for times in (10, 1):
            for _ in range(40):
                text = (mark.get_attribute("aria-valuetext") or "").replace("−", "-")
                off = wanted - float(re.findall(r"-?[\d.]+", text)[axis])
                if abs(off) <= times * 0.1:
                    break
                press(f"{'Shift+' if times > 1 else ''}{keys[off > 0]}")
                page.frames()
    press("Enter")
    expect(said).to_contain_text("Right.")
    expect(said).to_contain_text("2 in a row. Longest of this visit: 2.")
    page.button("Predict").focus()
    press("Enter")
    expect(page.page.locator("#quiz")).to_be_hidden()
