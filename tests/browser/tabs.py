"""Tabs that tests hand on to each other: a page loads in half the time where others were loaded before."""

from __future__ import annotations

from typing import Any, NamedTuple

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page

from tests.browser.playground import PATIENCE, Watch

#: What a tab keeps for all pages of an origin.
FORGET = "() => { try { sessionStorage.clear(); } catch {} window.name = ''; }"
#: What any tab can be told; the other options are those of its context.
LOOKS = ("viewport", "color_scheme", "reduced_motion", "forced_colors")


class Tab(NamedTuple):
    """A page, what watches it, what its context was made with, and how to make it new again."""

    page: Page
    watch: Watch
    kind: str
    engine: CDPSession
    scripts: list[str]

    def look(self, options: dict[str, Any]) -> None:
        """Its window is as large, and its media are, as these options say."""
        self.page.set_viewport_size(options["viewport"])
        self.page.emulate_media(
            media="null",
            color_scheme=options.get("color_scheme", "light"),
            reduced_motion=options.get("reduced_motion", "no-preference"),
            forced_colors=options.get("forced_colors", "none"),
        )

    def begin(self, script: str) -> None:
        """Every page runs this before its own scripts, until the tab is handed on."""
        asked = self.engine.send("Page.addScriptToEvaluateOnNewDocument", {"source": script})
        self.scripts.append(asked["identifier"])

    def leave(self) -> list[str]:
        """What it complained of until now."""
        self.page.evaluate("0")  # what it said just now has come
        return list(self.watch.complaints)

    def renew(self) -> None:
        """Nothing is left of what a test did: no page, no way back, no route, no script, no pointer."""
        self.page.unroute_all(behavior="ignoreErrors")
        while self.scripts:
            self.engine.send("Page.removeScriptToEvaluateOnNewDocument", {"identifier": self.scripts.pop()})
        self.page.evaluate(FORGET)
        self.page.goto("about:blank")
        self.page.mouse.move(-1, -1)
        self.engine.send("Page.resetNavigationHistory")
        self.watch.forget()


class Tabs:
    """The tabs of a browser, by the options of their contexts."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.contexts: dict[str, BrowserContext] = {}
        self.idle: dict[str, list[Tab]] = {}

    def take(self, options: dict[str, Any]) -> Tab:
        """One that is as new; it shares its context with those whose options differ in looks alone."""
        own = {name: value for name, value in options.items() if name not in LOOKS}
        kind = repr(sorted(own.items()))
        if idle := self.idle.setdefault(kind, []):
            tab = idle.pop()
        else:
            if kind not in self.contexts:
                self.contexts[kind] = self.browser.new_context(**own)
                self.contexts[kind].add_init_script("try { localStorage.clear(); } catch {}")
            tab = opened(self.contexts[kind], kind)
        tab.look(options)
        return tab

    def apart(self, options: dict[str, Any]) -> Tab:
        """One in a context of its own."""
        return opened(self.browser.new_context(**options), "apart")

    def give_back(self, tab: Tab, good: bool) -> None:
        """It is handed on if it is good; without scripts it cannot be made to forget."""
        if tab.page.context is not self.contexts.get(tab.kind):
            tab.page.context.close()
        elif good and "'java_script_enabled', False" not in tab.kind:
            tab.renew()
            self.idle[tab.kind].append(tab)
        else:
            tab.page.close()

    def close(self) -> None:
        for context in self.contexts.values():
            context.close()


def opened(context: BrowserContext, kind: str) -> Tab:
    context.set_default_timeout(1000 * PATIENCE)
    page = context.new_page()
    engine = context.new_cdp_session(page)
    engine.send("Page.enable")  # else it forgets scripts that are to be run
    return Tab(page, Watch(page), kind, engine, [])
