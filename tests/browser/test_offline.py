"""The figure in a file: opened from disk with the network off, it plays, and asks nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import broken
from tests.browser.playground import PATIENCE, TELL_OF_CSP


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that is offline, and may neither ask nor complain."""
    context = browser.new_context(viewport={"width": 1100, "height": 900}, offline=True)
    context.set_default_timeout(1000 * PATIENCE)
    page = context.new_page()
    said: list[str] = []
    page.add_init_script(TELL_OF_CSP)
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(f"page error: {error}"))
    page.on("request", lambda request: said.extend([] if request.url.startswith(("file:", "data:")) else [request.url]))
    yield page
    context.close()
    assert said == []


def opened(page: Page, server: str, folder: Path, query: str) -> None:
    reply = httpx.get(f"{server}/offline.html?{query}")
    assert reply.status_code == 200
    path = folder / "figure.html"
    path.write_bytes(reply.content)
    page.goto(path.as_uri())


def test_it_plays_from_disk(page: Page, server: str, tmp_path: Path) -> None:
    opened(page, server, tmp_path, "objective=ravine&optimiser=momentum&steps=40&step=4&speed=4&vs=adam")
    count = page.locator("#step-count")
    live = page.get_by_role("status")
    expect(count).to_have_text("step 4 / 40")
    expect(live).to_contain_text("Step 4 of 40")
    expect(page.locator("#map-svg .angle .arc")).to_be_attached()
    assert page.locator("#map-svg .band").count() > 10
    assert broken(page) == []
    for drawing in ("#map-svg", "#beta-chart", "#loss-chart"):
        expect(page.locator(f"{drawing} .other.run-1")).to_be_attached()
    disc = page.locator("#map-svg .abreast-dot")
    x = disc.get_attribute("cx")
    expect(page.locator("#runs > li")).to_have_count(2)

    page.get_by_role("button", name="Next step").click()
    expect(count).to_have_text("step 5 / 40")
    expect(disc).not_to_have_attribute("cx", x or "")
    page.get_by_role("slider", name="Step", exact=True).fill("20")
    expect(count).to_have_text("step 20 / 40")
    expect(page.locator("#step-numbers")).to_contain_text("β")
    page.locator("#map-svg").focus()
    page.keyboard.press("Home")
    expect(count).to_have_text("step 0 / 40")
    expect(page.locator("#verdict")).to_contain_text("Downhill: the loss falls by")
    page.keyboard.press("Space")
    expect(count).to_have_text("step 40 / 40")
    expect(page.get_by_role("button", name="Play")).to_be_visible()

    page.get_by_text("Every step with all its numbers").click()
    rows = page.locator("#table-body tr")
    expect(rows).to_have_count(41)
    expect(rows.last).to_have_attribute("aria-current", "step")
    rows.nth(7).get_by_role("button").click()
    expect(count).to_have_text("step 7 / 40")
    chart = page.get_by_role("region", name="Angle β at every step").locator("svg")
    width = chart.evaluate("(svg) => svg.clientWidth")
    chart.click(position={"x": width - 12, "y": 40})
    expect(count).to_have_text(re.compile(r"step (39|40) / 40"))

    it_moves(page, server)

    page.set_viewport_size({"width": 360, "height": 800})  # the map is drawn anew at another width
    for _ in range(100):
        if page.evaluate("document.documentElement.scrollWidth <= innerWidth"):
            break
        page.wait_for_timeout(20)
    else:
        raise AssertionError("it is wider than a phone")
    assert page.locator("#map-svg .band").count() > 10


def it_moves(page: Page, server: str) -> None:
    """The start, the rule and its numbers are changed from disk, and the file says of the run what the API says."""
    start = page.get_by_role("slider", name="Start point")
    start.focus()
    for key in ("ArrowUp", "Shift+ArrowLeft"):
        page.keyboard.press(key)
    page.get_by_role("combobox", name="Optimiser").select_option("rmsprop")
    page.get_by_role("spinbutton", name="Learning rate η").fill("0.03")
    page.keyboard.press("Enter")
    page.get_by_role("slider", name="Step", exact=True).fill("7")
    expect(page.get_by_role("status").first).to_contain_text("Step 7 of 40")
    w, b = (float(page.get_by_role("spinbutton", name=name, exact=True).input_value()) for name in "wb")
    assert (w, b) != (-3.5, 1.5)
    said = httpx.get(
        f"{server}/api/v1/trajectory?objective=ravine&optimiser=rmsprop&eta=0.03&steps=40&start={w},{b}"
    ).json()["steps"]
    facts = page.locator("#step-numbers dd")
    assert float(facts.nth(5).inner_text().removesuffix("°").replace("−", "-")) == pytest.approx(
        said["beta"][7], abs=0.01
    )
    assert float(facts.nth(7).inner_text().replace("−", "-")) == pytest.approx(said["actual"][7], rel=1e-4)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("objective=logistic-2&batch=5&step=3&theme=dark", "Step 3 of"),
        ("f=sin(w)*b^2%2Bw^2&eta=0.05", "Step 0 of"),
        ("window=-100,100,-1,1&data=1:0.5,2:0.8", "Step 0 of"),
        ("f=log(w)&start=-1,1", "There is no path"),
        ("objective=bowl&hide=arrows,axes,path&palette=grey&step=99999", "The run ends here|Step"),
    ],
)
def test_of_any_scenario(page: Page, server: str, tmp_path: Path, query: str, sentence: str) -> None:
    opened(page, server, tmp_path, query)
    expect(page.get_by_role("status")).to_have_text(re.compile(sentence))
    page.get_by_role("button", name="Next step").click()
    assert page.locator("#map-svg .band").count() > 10
    # What would need the server is not there.
    movable = page.get_by_role("combobox", name="Optimiser").count()
    assert movable == ("There is no path" not in sentence)
    expect(page.get_by_role("slider", name="Start point")).to_have_count(movable)
    expect(page.get_by_role("button", name="Show the whole path")).to_have_count(0)
    assert broken(page) == []


def test_where_its_script_may_not_run_the_picture_is_left(browser: Browser, server: str, tmp_path: Path) -> None:
    with browser.new_context(java_script_enabled=False, offline=True) as context:
        page = context.new_page()
        opened(page, server, tmp_path, "objective=ravine&step=4")
        expect(page.locator("#map-svg .arrow").first).to_be_visible()
        expect(page.locator("#map-svg .band").first).to_be_visible()
        expect(page.get_by_text("Step 4 of")).to_be_visible()
        expect(page.get_by_role("button")).to_have_count(0)
        expect(page.get_by_role("link", name="The same figure online")).to_have_count(0)  # on this computer alone
