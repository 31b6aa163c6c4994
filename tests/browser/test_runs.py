"""Further runs as they are drawn: on the map, on the charts, in the legend; on the page, in embeds and in a file."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Open
from tests.browser.playground import Playground

ASKED = "objective=himmelblau&optimiser=momentum&vs=adam;eta=0.3;steps=130&vs=gd;eta=0.5&vs=gd;start=-4,4;steps=3"


def middle(mark: Locator) -> tuple[float, float]:
    box = mark.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def discs(page: Playground) -> list[tuple[float, float]]:
    return [middle(disc) for disc in page.figure.locator(".layer.abreast > .abreast-dot").all()]


def numbered(drawing: Locator) -> list[str]:
    return drawing.locator(".badge-number").all_text_contents()


def test_they_are_abreast_on_the_map_and_on_the_charts(visit: Open) -> None:
    page = visit(ASKED)
    runs = page.api("trajectory", ASKED)["runs"]
    expect(page.figure.locator(".layer.others > .other")).to_have_count(3)
    expect(page.figure).to_have_accessible_name(re.compile(r"the descent path and 3 further runs$"))
    assert runs[1]["outcome"] == "diverged"
    for k in (1, 2, 5):
        page.steps.fill(str(k))
        page.at_step(k)
        ends = [(run["steps"]["w"], run["steps"]["b"]) for run in runs]
        at = [(w[min(k, len(w) - 1)], b[min(k, len(b) - 1)]) for w, b in ends]
        wanted = [page.pixel(*point, (-5, 5, -5, 5)) for point in at if max(map(abs, point)) <= 5]
        found = discs(page)
        assert len(found) == len(wanted) >= 2
        for here, there in zip(found, wanted, strict=True):
            assert here == pytest.approx(there, abs=0.7)
    assert numbered(page.figure) == ["1", "2", "3"]
    places = [middle(badge) for badge in page.figure.locator(".badge-disc").all()]
    assert min(abs(a[0] - b[0]) + abs(a[1] - b[1]) for i, a in enumerate(places) for b in places[:i]) > 20

    # The charts span the longest run; a click beyond the end of the first goes to its end.
    beta, loss = page.page.locator("#beta-chart"), page.page.locator("#loss-chart")
    last = page.api("trajectory", ASKED)["steps"]["k"][-1]
    assert [len(chart.locator(".other .line").all()) for chart in (beta, loss)] == [3, 3]
    lines = [loss.locator(line).first.bounding_box() for line in (".other.run-2 .line", ".line.loss:not(.other *)")]
    further, own = (box["x"] + box["width"] for box in lines if box)
    assert further != own, "each ends where its run does"
    # A loss that soars is shown by powers of ten, unless the reader wants it otherwise: the axis then has one apart.
    log = page.button("Log scale")
    expect(log).to_have_attribute("aria-pressed", "true")
    expect(loss.locator(".tick", has_text=re.compile("^10[⁰-⁹¹²³]+$"))).not_to_have_count(0)
    log.click()
    expect(log).to_have_attribute("aria-pressed", "false")
    expect(loss.locator(".tick", has_text=re.compile("×"))).to_have_count(1)
    box = beta.bounding_box()
    assert box
    assert last < 130
    beta.click(position={"x": box["width"] - 12, "y": 60})
    page.at_step(last)

    said = page.page.locator("#runs > li").all_inner_texts()
    for text, run in zip(said[1:], runs, strict=True):
        assert run["title"] in text.replace("\u00a0", " ")
        assert f"at step {len(run['steps']['k']) - 1}" in text
        assert ("then it diverges" in text) == (run["outcome"] == "diverged")

    # What is not guessed yet is not told.
    page.button("Back to start").click()
    page.button("Predict").click()
    expect(page.page.locator("#runs")).not_to_contain_text("at step")
    expect(page.page.locator("#quiz button").first).to_be_visible()  # it has played to its first question
    asked = int(page.steps.input_value())
    line = page.figure.locator(".other .other").first
    page.until(lambda: (line.get_attribute("d") or "").count("L") == asked)
    page.button("Predict").click()
    page.until(lambda: (line.get_attribute("d") or "").count("L") > asked)

    page.button("Fit to path").click()
    page.until(lambda: "window" in page.query)
    w_min, w_max, b_min, b_max = map(float, page.query["window"].split(","))
    assert -50 < w_min <= -4 < 4 <= b_max < 50, "the third run is in it, the second has left for ever"
    assert w_max - w_min == pytest.approx(b_max - b_min)
    page.page.get_by_text("Layers").click()
    page.page.get_by_role("checkbox", name="Descent path").click()
    for layer in ("others", "path", "abreast"):
        expect(page.figure.locator(f".layer.{layer} > *")).to_have_count(0)


def test_all_runs_but_the_one_that_is_pointed_at_are_quiet(visit: Open) -> None:
    """In charts the first is the one until the pointer, or the focus, is on another: in the legend, or on its line."""
    page = visit(ASKED)
    legend = page.page.locator("#runs > li")
    expect(legend).to_have_count(4)

    def loud() -> list[list[int]]:
        page.frames()
        found: list[list[int]] = page.page.evaluate(
            """() => ["#map-svg :is(.layer.path, .layer > .other)", "#loss-chart .still > :is(.line, .other)"]
              .map((all) => [...document.querySelectorAll(all)].filter((node) => getComputedStyle(node).opacity === "1")
              .map((node) => Number(/run-(\\d)/.exec(node.getAttribute("class"))?.[1] ?? 0)).sort())"""
        )
        return found

    whole = [[0, 1, 2, 3], [0]]
    page.until(lambda: loud() == whole)
    legend.nth(2).hover()
    assert loud() == [[2], [2]]
    page.button("Next step").click()
    page.frames(3)
    assert loud() == whole, "the pointer is elsewhere"
    legend.nth(3).focus()
    assert loud() == [[3], [3]]
    legend.nth(0).hover()
    assert loud() == [[0], [0]], "the pointer is the later word"
    page.button("Play").focus()
    chart = page.page.locator("#loss-chart")
    chart.scroll_into_view_if_needed()
    # Beside a line, as long as no other is nearer: where the first run, which is short, has ended.
    place = chart.locator(".run-1 .line").evaluate(
        """(line) => [line.getPointAtLength(0.9 * line.getTotalLength())]
          .map((at) => at.matrixTransform(line.getScreenCTM())).map(({ x, y }) => [x, y + 5])[0]"""
    )
    page.page.mouse.move(*place)
    assert loud() == [[1], [1]]
    expect(chart.locator(".still > *").last).to_have_class(re.compile("run-1"), timeout=1000)
    for drawing in (chart, page.figure):
        assert numbered(drawing) == ["1"]
        name = " ".join(drawing.locator(".run-name").all_text_contents())
        assert name.replace("\u00a0", " ") == page.api("trajectory", ASKED)["runs"][0]["title"]
    expect(legend.nth(1)).to_have_class("pointed")


@pytest.mark.parametrize("view", ["map", "charts"])
def test_in_an_embed(visit: Open, view: str) -> None:
    page = visit(f"view={view}&{ASKED}&step=2", path="/embed", wait=False)
    page.at_step(2)
    legend = page.page.locator("#runs > li")
    expect(legend).to_have_count(4)
    expect(legend.nth(3)).to_contain_text("from (−4, 4)")
    if view == "map":
        expect(page.figure.locator(".layer.others > .other")).to_have_count(3)
        before = discs(page)
        page.button("Next step").click()
        page.until(lambda: discs(page) != before)
    else:
        expect(page.page.locator("#beta-chart .other")).to_have_count(3)
        expect(page.page.locator("#loss-chart .badge")).not_to_have_count(0)
    expect(page.page.get_by_text("has no effect")).to_have_count(0)


def test_a_small_frame_holds_the_map_and_all_names(visit: Open) -> None:
    small = {"width": 340, "height": 560}
    page = visit("vs=adam&vs=momentum;gamma=0.5&step=10", path="/embed", wait=False, viewport=small)
    page.at_step(10)
    last = page.page.locator("#runs > li").last.bounding_box()
    title, link = (page.page.locator(name).bounding_box() for name in ("#title", "#open"))
    assert last
    assert title
    assert link
    assert title["height"] > 30, "two lines"
    assert abs(link["y"] - title["y"]) < 12, "the link is beside them"
    assert last["y"] + last["height"] <= 560
    page = visit("objective=logistic-2&vs=adam&step=10", path="/embed", wait=False, viewport=small)
    page.at_step(10)
    room = page.page.locator("#room").bounding_box()
    assert room
    assert room["height"] >= 200, "beside a dial the map is not a stamp"
