"""Who may frame what, as a browser sees the headers: an embed and a still figure anyone, a page only its own server."""

from __future__ import annotations

import html
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from playwright.sync_api import Page, expect

from antigradient.query.views import VIEWS
from tests.browser.abroad import Abroad, Figure

EMBED = '<iframe id="embed" src="SERVER/embed?objective=bowl&eta=0.2" {} width="600" height="500"></iframe>'
#: What Chromium says, at times, of a test's own script in a still figure, which may run none.
NO_SCRIPT = "Blocked script execution in"
SANDBOX = 'sandbox="allow-scripts allow-popups"'
STILL = "SERVER/api/v1/figure.svg?objective=bowl&eta=0.2&width=240"
STILLS = f'<img src="{STILL}"><object data="{STILL}"></object><iframe id="still" src="{STILL}"></iframe>'


def lives(page: Page) -> None:
    """The embed's scripts run, its styles apply, and it asks the API."""
    figure = Figure(page.locator("#embed"))
    figure.drawn()
    figure.inside.get_by_role("button", name="Next step").click()
    expect(figure.inside.get_by_text("Step 1 of").first).to_be_visible()


def test_an_isolated_page(abroad: Abroad) -> None:
    abroad.write(EMBED.format(SANDBOX) + STILLS)
    page = abroad.page(allow=[NO_SCRIPT])
    page.goto(f"{abroad.url}/index.html?isolated")
    assert page.evaluate("crossOriginIsolated")
    lives(page)
    assert page.locator("img").evaluate("(img) => img.decode().then(() => img.naturalWidth)") == 240
    assert page.locator("object").evaluate("(object) => object.getBoundingClientRect().width") == 240
    expect(page.frame_locator("#still").locator(".band").first).to_be_visible()


def test_the_frames_of_oembed_hold_their_views(abroad: Abroad) -> None:
    views = [id for id, view in VIEWS.items() if not view.scrolls]
    asked = [f"{abroad.server}/embed?view={view}&step=3" for view in views]
    lines = [httpx.get(f"{abroad.server}/oembed", params={"url": url}).json()["html"] for url in asked]
    page = abroad.open("".join(lines).replace('loading="lazy"', ""))
    assert page.inner_text("body").strip() == "", "the links before them are hidden"
    for i, view in enumerate(views):
        figure = Figure(page.locator("iframe").nth(i))
        figure.frame.scroll_into_view_if_needed()  # frames out of sight do not draw
        figure.at_step(3)
        assert figure.scrolls() == 0, view


def test_a_page_from_disk(abroad: Abroad, tmp_path: Path) -> None:
    file = tmp_path / "notes.html"
    file.write_text(f"<!doctype html>{EMBED.format('')}".replace("SERVER", abroad.server), encoding="utf-8")
    page = abroad.page(allow=[f"asks another host: {file.as_uri()}"])
    page.route("file://**", lambda route: route.continue_())
    page.goto(file.as_uri())
    lives(page)


@pytest.mark.parametrize("place", ["sandbox", "data"])
def test_a_page_without_an_origin(abroad: Abroad, place: str) -> None:
    """Apps for notes and some learning systems show pages in a sandbox, or at an address that is no network's."""
    inner = f'{EMBED.format("")}<iframe id="still" src="{STILL}"></iframe>'.replace("SERVER", abroad.server)
    source = f'srcdoc="{html.escape(inner)}"' if place == "sandbox" else f'src="data:text/html,{quote(inner)}"'
    page = abroad.open(
        f'<iframe id="outer" sandbox="allow-scripts" width="700" height="700" {source}></iframe>', allow=[NO_SCRIPT]
    )
    outer = page.frame_locator("#outer")
    figure = Figure(outer.locator("#embed"))
    figure.at_step(0)
    figure.inside.get_by_role("button", name="Next step").click()
    figure.at_step(1)
    expect(outer.frame_locator("#still").locator(".band").first).to_be_attached()


def test_a_link_out_of_a_sandbox(abroad: Abroad) -> None:
    """What it opens is in the sandbox too, and has no policy that browsers would refuse it for."""
    page = abroad.open(EMBED.format(SANDBOX))
    lives(page)
    with page.context.expect_page() as opened:
        page.frame_locator("#embed").get_by_role("link", name="Antigradient").click()
    expect(opened.value.get_by_role("heading", name="Gradient descent, step by step")).to_be_attached()
    opened.value.close()


def test_a_page_of_the_playground_is_not_framed_elsewhere(abroad: Abroad) -> None:
    page = abroad.open(
        '<iframe src="SERVER/"></iframe><iframe src="SERVER/docs"></iframe>',
        allow=["frame-ancestors", "ERR_BLOCKED_BY_RESPONSE"],
    )
    page.wait_for_load_state("networkidle")
    assert [frame.url for frame in page.frames[1:]] == ["chrome-error://chromewebdata/"] * 2
