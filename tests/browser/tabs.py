"""Tabs that tests hand on to each other: a page loads in half the time where others were loaded before."""

from __future__ import annotations

from typing import Any, NamedTuple

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page

from tests.browser.playground import Watch

#: What a tab keeps for all pages of an origin.
FORGET = "() => { try { sessionStorage.clear(); } catch {} window.name = ''; }"


class Tab(NamedTuple):
    """A page, what watches it, and how to make it new again."""

    page: Page
    watch: Watch
    options: dict[str, Any]
    engine: CDPSession

    def leave(self) -> list[str]:
        """What it complained of until now."""
        self.page.evaluate("0")  # what it said just now has come
        return list(self.watch.complaints)

    def renew(self) -> None:
        """Nothing is left of what a test did: no page, no way back, no route, no emulation, no pointer."""
        self.page.unroute_all(behavior="ignoreErrors")
        self.page.evaluate(FORGET)
        self.page.goto("about:blank")
        self.page.mouse.move(-1, -1)
        self.page.set_viewport_size(self.options["viewport"])
        self.page.emulate_media(
            media="null",
            color_scheme=self.options["color_scheme"],
            reduced_motion=self.options["reduced_motion"],
            forced_colors="none",
        )
        self.engine.send("Page.resetNavigationHistory")
        self.watch.forget()


class Tabs:
    """The tabs of a browser, by the options of their contexts."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.contexts: dict[str, BrowserContext] = {}
        self.idle: dict[str, list[Tab]] = {}

    def take(self, options: dict[str, Any]) -> Tab:
        """One that is as new; it shares its context with those of the same options."""
        kind = repr(sorted(options.items()))
        if idle := self.idle.setdefault(kind, []):
            return idle.pop()
        if kind not in self.contexts:
            self.contexts[kind] = self.browser.new_context(**options)
            self.contexts[kind].add_init_script("try { localStorage.clear(); } catch {}")
        return opened(self.contexts[kind], options)

    def apart(self, options: dict[str, Any]) -> Tab:
        """One in a context of its own."""
        return opened(self.browser.new_context(**options), options)

    def give_back(self, tab: Tab, good: bool) -> None:
        """It is handed on if it is good; without scripts it cannot be made to forget."""
        kind = repr(sorted(tab.options.items()))
        if tab.page.context is not self.contexts.get(kind):
            tab.page.context.close()
        elif good and tab.options.get("java_script_enabled", True):
            tab.renew()
            self.idle[kind].append(tab)
        else:
            tab.page.close()

    def close(self) -> None:
        for context in self.contexts.values():
            context.close()


def opened(context: BrowserContext, options: dict[str, Any]) -> Tab:
    context.set_default_timeout(8000)
    page = context.new_page()
    return Tab(page, Watch(page), options, context.new_cdp_session(page))
