"""After any change the page is what a fresh load of its address would be: every control of it, from three scenarios.

A control that several of them have is changed in one, in turn; by `make fuzz` in each. The gate tries a twelfth of
them: the commit decides which.
"""

from __future__ import annotations

import difflib
import subprocess
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests import fuzz
from tests.browser.playground import PATIENCE, Watch

SHARES = 12
SCRIPT = Path(__file__).with_name("markup.js")
#: The default; with all the mathematics: three parameters on another plane, midway; further runs beside one that was
#: turned by hand.
SCENARIOS = [
    "",
    "depth=calculate&objective=logistic-2&step=3&plane=w1,b&optimiser=adam&steps=9",
    "depth=calculate&objective=ravine&optimiser=momentum&eta=0.1&vs=adam;eta=0.2&vs=gd&moves=1:150:0.1&step=2&beta=120"
    "&steps=9",
]
#: How a reader looks at a scenario, which no link holds; and what opens, plays, asks, or leads elsewhere.
VIEWS = {
    "#datum", "#loss-log", "#speed", "#predict", "#cross-hair", "#taylor-orders", "#play", "#one-f", "#one-x",
    "#one-delta", "#undo", "#redo", "#share-button", "#embed-button", "#download-button", "#print-button",
    "#help-button", "#skip", "#dismiss", "#table-copy", "#table-csv", "#table-json", "#table-earlier", "#table-later",
    "#own-file", "#language",
}  # fmt: skip
#: The same by what they are called: lights, points to look at, settings that unfold, points in one dimension.
NAMED = (
    "button Settings", "button Work out point", "g x", "button ∇L gradient",
    "button u step", "button ŷ", "button σ′ slope", "button x input", "button a output", "button a − y error",
)  # fmt: skip
#: There is nothing to do where the page begins.
IDLE = {SCENARIOS[0]: {"#first", "#previous", "#zoom-reset"}}


@pytest.fixture
def pages(browser: Browser, server: str) -> Iterator[list[Page]]:
    """Two pages in windows of their own, tall enough for all to be in sight."""
    contexts = [
        browser.new_context(viewport={"width": 1340, "height": 6000}, base_url=server, reduced_motion="reduce")
        for _ in range(2)
    ]
    pages = [context.new_page() for context in contexts]
    watches = [Watch(page, server) for page in pages]
    for context in contexts:
        context.set_default_timeout(1000 * PATIENCE)
        context.add_init_script(path=SCRIPT)
        # Which handles were used before is held by no address.
        context.add_init_script("localStorage.setItem('antigradient-seen', 'start direction dots play')")
    yield pages
    for context in contexts:
        context.close()
    assert [watch.complaints for watch in watches] == [[], []]


def load(page: Page, address: str) -> None:
    """Opens it, unfolded, and waits until it has all that it asks for."""
    page.goto(address)
    rested(page)


def rested(page: Page) -> None:
    page.evaluate("() => markup.unfold()")
    page.locator("#layer-list > *").first.wait_for(state="attached")
    page.evaluate("async () => { await markup.rest(); markup.unfold(); markup.look(); }")


def moved_on(page: Page, address: str) -> bool:
    """Whether a change led to another address; what it needs may be on its way to the page."""
    for _ in range(20):
        if page.url != address:
            rested(page)
            return True
        page.wait_for_timeout(100)
    return False


def lines(page: Page) -> list[str]:
    """What it shows; it comes as one text, since a driver takes long over thousands."""
    return str(page.evaluate("markup.lines().join('\\n')")).split("\n")


def differences(changed: Page, fresh: Page | list[str]) -> str:
    """The first lines that only one of two has, once both have come to rest."""
    end = time.monotonic() + 3
    while True:
        one = lines(changed)
        other = fresh if isinstance(fresh, list) else lines(fresh)
        if one == other:
            return ""
        if time.monotonic() > end:
            told = list(difflib.unified_diff(one, other, "changed", "fresh", lineterm="", n=0))
            return "\n".join([line[:240] for line in told[:10]] + [f"({len(told)} lines)"])
        changed.wait_for_timeout(80)


def controls(page: Page, scenario: str) -> list[str]:
    """What can be changed on the scenario's page and is held by its address."""
    load(page, f"/?{scenario}")
    names: list[str] = page.evaluate("markup.controls()")
    return [name for name in names if name not in VIEWS | IDLE.get(scenario, set()) and not name.startswith(NAMED)]


@cache
def turn() -> int:
    """Which twelfth the gate tries: always the same of one commit; without a commit the first."""
    done = subprocess.run(["git", "rev-parse", "HEAD"], cwd=SCRIPT.parent, capture_output=True, text=True, check=False)
    return int(done.stdout.strip() or "0", 16) % SHARES


def dealt(names: dict[str, list[str]], scenario: str) -> list[str]:
    """The scenario's share of the controls that each has: in the gate a twelfth of all, by `make fuzz` all in all.

    They stand in the page's order, so that of boxes, sliders and selects in a row some are always tried.
    """
    share = []
    for i, name in enumerate(dict.fromkeys(name for each in names.values() for name in each)):
        having = [each for each, its in names.items() if name in its]
        its_turn = i % SHARES == turn() and having[i // SHARES % len(having)] == scenario
        if its_turn or (fuzz.FACTOR != 1 and scenario in having):
            share.append(name)
    return share


@pytest.fixture(scope="module")
def names() -> dict[str, list[str]]:
    """The controls of each scenario, looked up once."""
    return {}


@pytest.mark.fuzz
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_every_control_leads_to_what_its_address_shows(
    pages: list[Page], names: dict[str, list[str]], scenario: str
) -> None:
    changed, fresh = pages
    for each in SCENARIOS:
        names.setdefault(each, names.get(each) or controls(fresh, each))
        assert len(names[each]) > 40, (each, names[each])
    begin = f"/?{scenario}"
    load(changed, begin)
    first = lines(changed)
    wrong: list[str] = []
    for control in dealt(names, scenario):
        place, address = changed.evaluate("history.state.place"), changed.url
        assert changed.evaluate("(name) => markup.change(name)", control), control
        rested(changed)
        if not moved_on(changed, address):
            wrong.append(f"{control} changes nothing in the address")
            continue
        load(fresh, changed.url)
        if said := differences(changed, fresh):
            wrong.append(f"{control}: {changed.url}\n{said}")
        if changed.evaluate("history.state.place") == place:  # a step replaces the entry
            load(changed, begin)
            continue
        changed.go_back()
        rested(changed)
        if said := differences(changed, first):
            wrong.append(f"{control}, taken back:\n{said}")
            load(changed, begin)
    assert not wrong, "\n\n".join(wrong)
