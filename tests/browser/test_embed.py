"""The figure by itself: every view steps, keeps to itself, and does no more than the page around it allows."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from antigradient.objectives import OBJECTIVES
from antigradient.query.views import VIEWS
from bench.page import WATCH
from tests.browser.abroad import Abroad, Figure
from tests.browser.conftest import Open
from tests.browser.playground import Playground
from tests.browser.test_access import violations

WIDE = {"width": 640, "height": 1000}
#: (view, query, a mark of its figure, what it asks the API for at the start)
FIGURES = [
    ("map", "objective=bowl&eta=0.2", "#map-svg .arrow.step", 0),
    ("taylor", "objective=bowl&eta=0.2", "#taylor-chart .line.second", 1),
    ("direction", "objective=bowl&eta=0.2", "#direction-chart .line.second", 1),
    ("neuron", "data=cs7015", "#neuron-plot .line", 0),
    ("orders", "objective=bowl&eta=0.2", "#orders-chart .line.second", 1),
    ("slices", "data=cs7015", "#slices-plot .here", 1),
    ("chain", "data=cs7015", "#stages .stage-numbers math", 2),
    ("charts", "optimiser=momentum", "#beta-chart .line", 0),
    ("recipe", "data=cs7015", "#recipe [aria-current]", 0),
    ("expansion", "fx=x^3&x=2&delta=0.25", "#one-plot .piece-name", 1),
]
#: Of a run, which is stepped through.
STEPPED = [row for row in FIGURES if not VIEWS[row[0]].alone]
SCROLLS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
#: Whether a figure leaves a wheel, and a key, to the page.
LEFT_ALONE = """() => {
  const target = document.querySelector("#map-svg, .card svg, .stages, .program");
  const wheel = new WheelEvent("wheel", { deltaY: 50, bubbles: true, cancelable: true });
  const key = new KeyboardEvent("keydown", { key: " ", bubbles: true, cancelable: true });
  return target.dispatchEvent(wheel) && document.body.dispatchEvent(key);
}"""


def opened(visit: Open, query: str = "", **options: object) -> Playground:
    """An embed whose run is there."""
    page = visit(query, path="/embed", wait=False, viewport=WIDE, **options)
    if options.get("java_script_enabled", True):
        page.at_step(0)
    return page


def wrong(page: Playground) -> list[str]:
    """What axe finds. The level of the heading is for the page around to choose."""
    return [violation for violation in violations(page) if not violation.startswith("page-has-heading-one")]


def test_the_chain_rule_in_halves(visit: Open) -> None:
    """Its stages, which follow the dials, without the shares; in a narrow frame the shares with their factors alone."""
    page = opened(visit, "view=chain&data=1.5:0.2&start=1,-0.5&hide=shares&show=dials")
    expect(page.page.locator("#stages")).to_contain_text("0.157")
    expect(page.page.locator("#points")).to_be_hidden()
    page.page.get_by_role("spinbutton", name="w").fill("0")
    page.page.get_by_role("spinbutton", name="w").press("Enter")
    expect(page.page.locator("#stages")).not_to_contain_text("0.157")

    page.page.set_viewport_size({"width": 340, "height": 900})
    page.open("view=chain&hide=stages", wait=False)
    page.at_step(0)
    expect(page.page.locator("#points thead th")).to_have_text(["point", "x", "ŷ − y", "ŷ(1 − ŷ)", "∂w", "∂b"])
    assert page.page.locator(".scroller").first.evaluate("box => box.scrollWidth <= box.clientWidth")
    expect(page.page.locator("#stages")).to_be_hidden()


def test_what_a_script_says_is_in_the_signs_that_are_asked_for(visit: Open) -> None:
    page = opened(visit, "view=chain&notation=alpha&show=numbers&data=cs7015&steps=5")
    page.goes_to(2)
    whole = page.page.locator("main")
    for said in ("(w, B) =", "a(1 − a)", "∂L/∂B", "αΔθᵀ∇L = αk cos β"):
        expect(whole).to_contain_text(said)
    assert not re.findall(r"[ηŷˆ]|(?<![A-Za-z])[ub](?![A-Za-z])", whole.inner_text())
    expect(page.page.get_by_role("button", name="Δθ step")).to_be_visible()


def steps_leave_the_address(page: Playground, query: str) -> None:
    """A step is told, and the link to the playground has it."""
    entries = page.page.evaluate("history.length")
    page.button("Next step").click()
    page.at_step(1)
    said = page.page.get_by_role("status").filter(has_text="Step 1 of")
    expect(said).to_be_visible()
    expect(page.page.locator("#open")).to_have_attribute("href", f"/?{query}&step=1")
    page.steps.press("End")
    page.steps.press("Home")
    page.at_step(0)
    assert page.page.evaluate("history.length") == entries
    assert page.page.url.endswith("heading=3"), "the address stays"


def test_no_view_is_forgotten() -> None:
    assert [view for view, *_ in FIGURES] == [*VIEWS]


@pytest.mark.parametrize(("view", "query", "mark", "asked"), FIGURES)
def test_every_view(visit: Open, view: str, query: str, mark: str, asked: int) -> None:
    page = opened(visit, f"view={view}&{query}&heading=3", script=WATCH)
    figure = page.page.locator(mark).first
    expect(figure).to_be_visible()
    questions = page.watch.count("/api/") - page.watch.count("/kernel.js")  # which is code, and comes when it is used
    assert questions == asked, "what the server knew came with the page"
    assert page.page.evaluate("watched.shifts") < 0.001
    assert page.page.evaluate("document.activeElement === document.body"), "the focus stays where it was"
    assert page.page.evaluate(LEFT_ALONE)
    assert not page.page.evaluate(SCROLLS)
    assert view == "map" or "the map" not in page.page.locator("body").inner_text(), "there is none"
    title = re.compile(r"^Taylor in one" if VIEWS[view].alone else r"^(Gradient descent|Momentum) on ")
    expect(page.page.get_by_role("heading", level=3)).to_have_text(title)
    if not VIEWS[view].alone:
        steps_leave_the_address(page, query)

    for scheme in ("light", "dark"):
        page.page.emulate_media(color_scheme=scheme)
        page.frames()
        assert wrong(page) == [], scheme
    page.page.emulate_media(forced_colors="active")
    expect(figure).to_be_visible()
    page.page.set_viewport_size({"width": 320, "height": 600})
    page.frames(4)
    assert not page.page.evaluate(SCROLLS)


@pytest.mark.parametrize("view", ["map", "neuron", "direction"])
def test_the_form_offers_the_losses_that_the_view_can_show(visit: Open, view: str) -> None:
    page = opened(visit, f"view={view}&show=controls")
    losses = page.page.get_by_role("combobox", name="Loss", exact=True)
    losses.locator("option").first.wait_for(state="attached")
    offered = losses.locator("option:enabled").evaluate_all("(options) => options.map((option) => option.value)")
    assert offered == [
        loss.id
        for loss in OBJECTIVES.values()
        if {"map": True, "neuron": loss.inputs > 0, "direction": len(loss.parameters) == 2}[view]
    ]


FRAME = ".layer.axes .frame"


WINDOWS = [("-2,2,-2,2", 1000), ("-2,2,-2,2", 480), ("-4,4,-2,2", 1000), ("-1,1,-4,4", 1200), ("-100,100,-1,1", 1000)]


@pytest.mark.parametrize(("window", "height"), WINDOWS)
def test_the_script_takes_the_servers_map_over_in_its_place(visit: Open, window: str, height: int) -> None:
    """In a frame that is too low as well."""
    query = f"objective=bowl&eta=0.2&step=2&show=levels&hide=key&window={window}"
    page = visit(
        query,
        path="/embed",
        wait=False,
        viewport={"width": 640, "height": height},
        script=WATCH,
    )
    page.at_step(2, 31)
    expect(page.start).to_be_visible()
    page.frames()
    assert page.page.evaluate("watched.shifts") < 0.001
    assert not page.page.evaluate("document.documentElement.scrollHeight > innerHeight")
    expect(page.figure.locator(".level").first).to_be_visible()
    expect(page.page.locator(".key")).to_be_hidden()
    assert page.watch.count("include=bands") == 0
    if height < 1000:
        return
    still = opened(visit, query, java_script_enabled=False, allow=["csp"])
    places = [p.figure.locator(FRAME).bounding_box() for p in (still, page)]
    for before, after in zip(*(place.values() for place in places if place), strict=True):
        assert before == pytest.approx(after, abs=2)  # margins are as wide on any map, but drawn 640 pixels wide
    bands = [p.figure.locator(".band").count() for p in (still, page)]
    assert bands[0] == bands[1] > 5
    assert still.page.locator("#live").inner_text() == page.page.locator("#live").inner_text()


@pytest.mark.parametrize("view", [view for view, *_ in STEPPED])
def test_without_javascript_a_picture_and_a_sentence(visit: Open, view: str) -> None:
    query = f"view={view}&data=cs7015&step=3&show=controls&colour=red"
    page = opened(visit, query, java_script_enabled=False, allow=["csp"])  # what is preloaded for scripts is blocked
    still = page.page.locator("#map-svg .band, img.picture").first
    expect(still).to_be_visible()
    box = page.page.locator("#map-svg, img.picture").first.bounding_box()
    assert box
    assert min(box["width"], box["height"]) > 500
    expect(page.page.locator("#live")).to_contain_text("Step 3 of 100: (w, b) = ")
    expect(page.page.locator("button, select, input").locator("visible=true")).to_have_count(0)
    expect(page.page.get_by_role("link", name="Open in Antigradient")).to_be_visible()


def window_of(page: Playground) -> list[str]:
    return page.figure.locator(".layer.axes .tick").all_inner_texts()


def push(page: Playground, x: float, y: float, by: tuple[float, float] = (60, -40)) -> None:
    """Drags the map from a place of it."""
    page.page.mouse.move(x, y)
    page.page.mouse.down()
    page.page.mouse.move(x + by[0], y + by[1], steps=3)
    page.page.mouse.up()
    page.frames()


def test_a_locked_view_does_not_move(visit: Open) -> None:
    page = opened(visit, "objective=bowl&eta=0.2&lock=view&show=tools")
    ticks, middle = window_of(page), page.pixel(0, 2)
    push(page, *middle)
    page.page.keyboard.down("Control")
    page.page.mouse.wheel(0, 200)
    page.page.keyboard.up("Control")
    page.figure.focus()
    for key in "+-0":
        page.page.keyboard.press(key)
    page.frames(4)
    assert window_of(page) == ticks
    for name in ("Zoom in", "Zoom out", "Reset the map", "Fit to path", "Fit to minimum"):
        expect(page.button(name)).to_be_hidden()
    push(page, *page.knob())
    expect(page.start).not_to_have_attribute("aria-valuenow", "1.5")
    page.at_step(0)


@pytest.mark.parametrize("view", ["map", "taylor", "direction", "neuron"])
def test_what_is_locked_only_steps(visit: Open, view: str) -> None:
    page = opened(visit, f"view={view}&lock=all&optimiser=momentum")
    sliders = page.page.get_by_role("slider")
    expect(sliders).to_have_count(1)
    expect(sliders).to_have_attribute("aria-label", "Step")
    expect(page.page.get_by_role("spinbutton")).to_have_count(0)
    box = page.page.locator("#map-svg, .chart, #neuron-plot").first.bounding_box()
    assert box
    asked = page.watch.count("/api/v1/trajectory")
    for across in (0.3, 0.6):  # among other places those of the start and of a data point
        push(page, box["x"] + across * box["width"], box["y"] + 0.5 * box["height"])
    page.page.mouse.dblclick(box["x"] + 0.4 * box["width"], box["y"] + 40)
    page.frames(4)
    assert page.watch.count("/api/v1/trajectory") == asked
    expect(page.page.locator("#open")).to_have_attribute("href", "/?optimiser=momentum")
    page.button("Next step").click()
    page.at_step(1)


def test_parts_come_alive(visit: Open) -> None:
    page = opened(visit, "show=controls,numbers,tools,levels&hide=axes")
    expect(page.figure.locator(".tick")).to_have_count(0)
    page.select("Loss").select_option("bowl")
    expect(page.page.get_by_role("heading", level=2)).to_have_text("Gradient descent on Bowl")
    assert page.numbers("This step")["β"] == [180]
    expect(page.page.locator("#open")).to_have_attribute("href", "/?objective=bowl&show=levels&hide=axes")
    expect(page.page.locator("#objective-formula math")).to_be_visible()
    page.map.get_by_text("Layers", exact=True).click()
    page.map.get_by_role("checkbox", name="Axes").check()
    expect(page.figure.locator(".tick").first).to_be_visible()
    page.page.keyboard.press("Escape")
    page.select("Speed").select_option("4")
    page.button("Play").click()
    page.under_way()
    assert wrong(page) == []


def test_formulas_follow_the_scenario(abroad: Abroad) -> None:
    page = abroad.open('<iframe id="f" title="A bowl" src="SERVER/embed?objective=bowl&show=formula,levels"></iframe>')
    figure = Figure(page.locator("#f"))
    loss, rule = (figure.inside.locator(f"#{id} math") for id in ("loss-formula", "rule-formula"))
    figure.at_step(0)
    expect(loss).to_be_visible()
    was = [loss.inner_html(), rule.inner_html()]
    state = "{ objective: 'saddle', optimiser: 'momentum', start: [1, 1] }"
    page.evaluate(f"f.contentWindow.postMessage({{ type: 'gd:set', state: {state} }}, '*')")
    expect(figure.inside.get_by_role("heading", level=2)).to_have_text("Momentum on Saddle")
    for formula, before in zip((loss, rule), was, strict=True):
        assert formula.inner_html() != before


def test_it_plays_when_it_is_seen_but_not_for_those_who_want_rest(visit: Open) -> None:
    query = "objective=bowl&eta=0.2&autoplay=1&speed=4"
    page = visit(query, path="/embed", wait=False, viewport=WIDE, reduced_motion="no-preference")
    page.at_step(31)
    expect(page.button("Play")).to_be_visible()
    resting = visit(query, path="/embed", wait=False, viewport=WIDE)
    resting.at_step(0)
    resting.frames(20)
    resting.at_step(0)


def test_for_the_back_row_everything_is_larger_and_still_under_the_hand(visit: Open) -> None:
    usual = opened(visit, "objective=bowl&eta=0.2")
    page = opened(visit, "objective=bowl&eta=0.2&projector=1")
    sizes = [
        [p.page.locator(part).first.bounding_box() for part in (".arrow .label", "#title", "#play")]
        for p in (usual, page)
    ]
    for small, large in zip(*sizes, strict=True):
        assert small
        assert large
        assert large["height"] > 1.4 * small["height"]
    assert not page.page.evaluate(SCROLLS)
    page.page.mouse.move(*page.knob())
    page.page.mouse.down()
    to = page.pixel(-1, 1, window=(-2, 2, -2, 2))
    page.page.mouse.move(*to, steps=4)
    page.page.mouse.up()
    for got, wanted in zip(page.knob(), to, strict=True):
        assert abs(got - wanted) < 3


#: Pixels of the smallest text in sight.
SMALLEST = """() => Math.min(...[...document.querySelectorAll("main *")]
  .filter((one) => one.checkVisibility() && !one.closest(".hidden, .symbol, math"))
  .filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
  .map((one) => {
    const svg = one.ownerSVGElement;
    const scale = svg ? svg.getBoundingClientRect().width / svg.viewBox.baseVal.width : one.currentCSSZoom;
    return parseFloat(getComputedStyle(one).fontSize) * scale;
  }))"""
#: How much of the width is covered, as a share, about the middle of the height.
COVERED = """() => {
  const boxes = [...document.querySelectorAll("main :is(svg.figure, button, p, dl, h2, select, summary, li, .legend)")]
    .filter((one) => one.checkVisibility() && !one.closest(".hidden"))
    .map((one) => one.getBoundingClientRect())
    .filter(({ top, bottom }) => top <= 0.5 * innerHeight && bottom >= 0.35 * innerHeight);
  const places = Array.from({ length: 100 }, (_, i) => (i + 0.5) * innerWidth / 100);
  return places.filter((x) => boxes.some(({ left, right }) => left <= x && x <= right)).length / 100;
}"""


def test_on_a_projector_the_figure_has_its_words_beside_it(visit: Open) -> None:
    """All in one sight, for the back row, and nothing of the width is left empty; one page for all views."""
    page = visit("projector=1&step=3&vs=adam", path="/embed", wait=False, viewport={"width": 1280, "height": 720})
    for view, query, mark, _ in STEPPED:
        page.open(f"projector=1&view={view}&{query}&step=3", wait=False)
        page.at_step(3)
        expect(page.page.locator(mark).first).to_be_visible()
        page.frames()
        assert not page.page.evaluate(SCROLLS), view
        assert view in ("chain", "direction") or page.page.evaluate(
            "document.documentElement.scrollHeight <= innerHeight"
        ), view
        assert page.page.evaluate(SMALLEST) >= 24, view
        assert page.page.evaluate(COVERED) >= 0.85, view
    page.open("projector=1&objective=bowl&eta=0.2&vs=adam&step=3", wait=False)
    page.at_step(3, 31)
    frame = page.figure.locator(FRAME).bounding_box()
    assert frame
    assert frame["height"] > 0.75 * 720


def test_a_notice_can_be_put_away(visit: Open) -> None:
    page = opened(visit, "view=nix&eta=x&show=tools&view=taylor")
    notice = page.notices
    expect(notice).to_contain_text("view is given twice")
    assert wrong(page) == []
    page.button("Dismiss").click()
    expect(notice).to_be_empty()
    expect(page.figure).to_be_focused()


def test_a_server_that_is_gone_leaves_the_figure(visit: Open) -> None:
    page = opened(visit, "objective=bowl&eta=0.2")
    page.watch.expected = ["ERR_FAILED", "failed: "]
    page.page.route("**/api/**", lambda route: route.abort())
    push(page, *page.knob())
    expect(page.alert).to_contain_text("does not answer")
    expect(page.figure.locator(".band").first).to_be_visible()
    page.button("Next step").click()
    page.at_step(1)


FIVE = "<style>iframe { display: block; width: 600px; height: 700px }</style>" + "".join(
    f'<iframe sandbox="allow-scripts" title="{view}" src="SERVER/embed?view={view}&data=cs7015&eta={eta}"></iframe>'
    for view, eta in (("map", 1), ("map", 2), ("taylor", 1), ("neuron", 1), ("chain", 1))
)


#: What is seen of each.
MARKS = (
    "#map-svg .arrow.step",
    "#map-svg .arrow.step",
    "#taylor-chart .line",
    "#neuron-plot .line",
    ".stage-numbers math",
)


def test_five_in_sandboxes_of_another_origin(abroad: Abroad) -> None:
    """No origin, no storage, no history: each lives all the same, and over them the wheel scrolls the page."""
    page = abroad.open(FIVE)
    for i, mark in enumerate(MARKS):
        figure = Figure(page.locator("iframe").nth(i))
        figure.frame.scroll_into_view_if_needed()
        expect(figure.inside.locator(mark).first).to_be_visible()
        figure.inside.get_by_role("button", name="Next step").click()
        figure.at_step(1)
        assert figure.document.evaluate("self.origin") == "null"
    page.evaluate("scrollTo(0, 0)")
    first = page.locator("iframe").first.bounding_box()
    assert first
    page.mouse.move(first["x"] + 300, first["y"] + 300)
    page.mouse.wheel(0, 240)
    page.wait_for_function("scrollY > 100")


def finger(page: Page, x: float, y: float, by: float) -> None:
    """One finger goes down or up the screen."""
    touch = page.context.new_cdp_session(page)
    for kind, points in (
        ("touchStart", [y]),
        *(("touchMove", [y + by * i / 8]) for i in range(1, 9)),
        ("touchEnd", []),
    ):
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": at} for at in points]})
        page.wait_for_timeout(16)


TOUCHED = """<iframe id="f" title="A bowl" width="390" height="640" src="SERVER/embed?objective=bowl"></iframe>
<p style="height: 2000px">Text</p>"""


def test_one_finger_scrolls_the_page_and_only_handles_are_held(abroad: Abroad) -> None:
    page = abroad.open(TOUCHED, has_touch=True)
    figure = Figure(page.locator("#f"))
    start = figure.inside.get_by_role("slider", name="Start point")
    was = start.get_attribute("aria-valuetext")
    plot, knob = figure.inside.locator(FRAME).bounding_box(), start.locator(".knob").bounding_box()
    assert plot
    assert knob
    finger(page, knob["x"] + 9, knob["y"] + 9, 60)
    expect(start).not_to_have_attribute("aria-valuetext", str(was))
    assert page.evaluate("scrollY") == 0
    now = start.get_attribute("aria-valuetext")
    finger(page, plot["x"] + 0.8 * plot["width"], plot["y"] + 0.8 * plot["height"], -150)
    page.wait_for_function("scrollY > 50")
    assert start.get_attribute("aria-valuetext") == now
