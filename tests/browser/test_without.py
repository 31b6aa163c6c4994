"""Without JavaScript, and without a built front end, the page still says something useful."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import Open, running

UNBUILT = """
import sys, tempfile
from pathlib import Path
from app import assets
assets.load_manifest.__defaults__ = (Path(tempfile.gettempdir()) / "antigradient-no-such-folder",)
import uvicorn
uvicorn.run("app.main:app", port=int(sys.argv[1]), log_level="warning")
"""


def test_without_javascript(visit: Open):
    page = visit(wait=False, java_script_enabled=False, allow=["csp"])  # what is preloaded for scripts is blocked
    sentence = page.page.locator("noscript .trouble")  # for roles and texts, a noscript is not there at all
    assert "JavaScript, which is off" in (sentence.text_content() or "")
    box = sentence.bounding_box()
    assert box
    assert box["height"] > 24
    assert sentence.locator("a").get_attribute("href") == "/docs"
    expect(page.page.get_by_role("button")).to_have_count(0)
    expect(page.page.get_by_role("combobox")).to_have_count(0)


def test_without_a_build(visit: Open):
    with running("-c", UNBUILT) as url:
        page = visit(wait=False, at=url, allow=["404"])
        expect(page.alert.filter(has_text="The page's scripts are not built: run make setup")).to_be_visible()
        assert page.api("trajectory", "steps=1")["steps"]["beta"][0] == 180
