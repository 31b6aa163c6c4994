"""A thousand points of one's own: whatever is done with them, no address that is asked for is long."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from antigradient.query.fragment import LONGEST_QUERY, address_tail
from tests.browser.abroad import Abroad, Figure
from tests.browser.conftest import Open
from tests.browser.playground import Playground
from tests.library.test_fragment import data_query, points

TABLE = "\n".join(f"{x},{y}" for x, y in points(1000, 4))
#: Room for the path and for what an address says besides.
LONGEST = LONGEST_QUERY + 100
HAS_POINTS = "(count) => document.querySelector('#own')?.value.split(', ').length === count"


def longest(asked: list[str]) -> int:
    """Characters of the longest address that was asked for, as a request's first line has it."""
    return max(len(address.partition("#")[0]) for address in asked)


def has_points(page: Page, count: int) -> None:
    page.wait_for_function(HAS_POINTS, arg=count)


def test_they_are_pasted_kept_taken_back_shared_framed_and_saved(visit: Open, tmp_path: Path) -> None:
    page = visit()
    inner = page.page
    short = inner.url
    inner.evaluate("() => { document.querySelector('#own-field').open = true; }")
    inner.locator("#own").fill(TABLE)
    inner.locator("#own").blur()
    inner.wait_for_url("**/?fragment=1#query=1*")
    has_points(inner, 1000)
    page.at_rest()
    own = inner.url
    assert len(own) < 8000
    loss = page.live.inner_text()

    inner.reload()
    page.drawn()
    has_points(inner, 1000)
    assert inner.url == own
    expect(page.live).to_have_text(loss)
    expect(page.notices).to_be_empty()

    inner.locator("#undo").click()
    inner.wait_for_url(short)
    expect(page.live).not_to_have_text(loss)
    inner.locator("#redo").click()
    inner.wait_for_url(own)
    expect(page.live).to_have_text(loss)

    page.select("Optimiser").select_option("momentum")
    inner.wait_for_url("**/?optimiser=momentum&fragment=1#query=1*")

    page.button("Share").click()
    expect(inner.get_by_text("The link is too long for a QR code.")).to_be_visible()
    shared = inner.locator("#share-link").input_value()
    assert shared.startswith(f"{page.base}/?optimiser=momentum&eta=1.5&")
    assert inner.locator("#share-call").input_value().startswith(f"curl '{page.base}/api/v1/trajectory?")
    inner.keyboard.press("Escape")

    page.button("Download").click()
    for title, kind in (("Working figure, one HTML file", "html"), ("Picture, SVG", "svg")):
        with inner.expect_download() as coming:
            inner.get_by_role("button", name=title).click()
        assert coming.value.suggested_filename.endswith(f".{kind}")
        coming.value.save_as(tmp_path / f"saved.{kind}")
    inner.keyboard.press("Escape")

    page.button("Embed").click()
    preview = Figure(inner.locator(".builder-preview iframe"))
    preview.at_step(0)
    line = inner.locator("#builder-text")
    assert 'src="' in line.input_value()
    assert "fragment=1" in line.input_value()
    assert longest(page.watch.asked) < LONGEST

    saved = visit(at=(tmp_path / "saved.html").as_uri(), path="", wait=False)
    expect(saved.page.locator("#step-count")).to_contain_text("step 0 /")
    expect(saved.page.locator("#live")).to_contain_text("Step 0 of")
    assert (tmp_path / "saved.svg").read_text(encoding="utf-8").startswith("<svg")
    assert_broken_links_are_said(page, own)


def assert_broken_links_are_said(page: Playground, own: str) -> None:
    """Another fragment behind the same address is another link; one of no use is said, and never shown as if whole."""
    inner = page.page
    for fragment, said in {"": "is missing", own[own.index("#") :][:2000]: "cannot be read"}.items():
        inner.goto(f"{page.base}/?eta=2&fragment=1{fragment}")
        expect(page.notices).to_contain_text(f"fragment {said}")
        expect(page.select("Data")).to_have_value("five")
        expect(page.box("Learning rate η")).to_have_value("2")
    inner.goto(own)
    has_points(inner, 1000)
    inner.evaluate("() => { location.hash = '#query=1AAAA'; }")
    expect(page.notices).to_contain_text("fragment cannot be read")


def test_pages_of_others_frame_them(abroad: Abroad) -> None:
    """By the address that is handed out, in a sandbox too, and by the attributes of the element."""
    query = data_query(1000, 4).removesuffix("&lang=de")
    attributes = " ".join(f'{name}="{value}"' for name, value in (pair.split("=") for pair in query.split("&")))
    page = abroad.open(
        f'<iframe id=f sandbox="allow-scripts" src="SERVER/embed{address_tail(query)}" width=600 height=700></iframe>'
        f'<script type="module" src="SERVER/embed.js"></script><gradient-descent id=g {attributes}></gradient-descent>'
    )
    for frame in ("#f", "#g iframe"):
        figure = Figure(page.locator(frame))
        figure.at_step(0)
        expect(figure.inside.locator("#map-svg .band").first).to_be_attached()
        expect(figure.inside.locator(".notice")).to_have_count(0)
    state = page.evaluate("() => document.getElementById('g').get()")["state"]
    assert len(state["data"]) == 1000
    assert longest(abroad.opened[-1].watch.asked) < LONGEST
