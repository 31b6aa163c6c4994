"""What axe finds wrong on a page, by the rules of accessibility that a program can check."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

EXAMINE = Path(__file__).with_name("axe.js").read_text(encoding="utf-8")


def broken(page: Page, context: Any = None, **options: Any) -> list[dict[str, Any]]:
    """The rules that are broken, each with its elements, on the page or in what `context` says."""
    for script in (AXE_SCRIPT, EXAMINE):
        page.evaluate(script)
    found: list[dict[str, Any]] = page.evaluate("([context, options]) => broken(context, options)", [context, options])
    return found
