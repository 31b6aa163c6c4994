"""What axe finds wrong on a page, by the rules of accessibility that a program can check."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

#: Axe would gather every element that is right too, which takes twice as long.
WRONG_ALONE = {"resultTypes": ["violations"]}


def broken(page: Page, context: Any = None, **options: Any) -> list[dict[str, Any]]:
    """The rules that are broken, each with its elements, on the page or in what `context` says."""
    found: list[dict[str, Any]] = Axe().run(page, context, WRONG_ALONE | options).response["violations"]
    return found
