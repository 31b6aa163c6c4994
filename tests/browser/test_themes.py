"""Colours where `light-dark()` is unknown, as in Safari before 17.5: each is there, in either theme, and is seen."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.browser.conftest import Open

DEPTH = "calculate"

#: What such a browser does with the declarations that it does not know.
UNKNOWN = re.compile(r"[^{};]*light-dark\([^{};]*;?")
#: Of what is found first: a colour of its own and what it lies on, by selector and property.
SEEN = {
    "text": ("body", "color", "body", "backgroundColor", 4.5),
    "text on a card": ("#step-numbers", "color", ".card", "backgroundColor", 4.5),
    "quantity": (".q-gradient", "color", ".card", "backgroundColor", 4.5),
    "curve": ("#beta-chart .line", "stroke", ".card", "backgroundColor", 3),
    "axis": ("#beta-chart .tick", "fill", ".card", "backgroundColor", 4.5),
    "frame of the map": ("#map-svg .frame", "stroke", "body", "backgroundColor", 2.5),
    "border": (".card", "borderTopColor", ".card", "backgroundColor", 1.2),
    "verdict": ("#verdict", "color", "#verdict", "backgroundColor", 4.5),
    "what is done of a slider": ("#step", "--step", ".card", "backgroundColor", 3),
    "the rest of its track": ("#step", "--rule", ".card", "backgroundColor", 1.2),
    "lit in the chain rule": (":root", "--slope", ".card", "backgroundColor", 4.5),
}
#: The contrast of each pair (WCAG 2), on a canvas that makes bytes of any colour.
CONTRASTS = """(seen) => {
  const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const luminance = (selector, property) => {
    const style = getComputedStyle(document.querySelector(selector));
    const colour = property.startsWith("--") ? style.getPropertyValue(property).trim() : style[property];
    if (!CSS.supports("color", colour)) throw new Error(`${selector} has no ${property}: "${colour}"`);
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = pen.getImageData(0, 0, 1, 1).data;
    if (a !== 255) throw new Error(`${selector}: ${property} is ${colour}`);
    const [R, G, B] = [r, g, b].map((v) => (v / 255 <= 0.04045 ? v / 3294.6 : ((v / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * R + 0.7152 * G + 0.0722 * B;
  };
  const ratios = {};
  for (const [name, [selector, property, ground, fill]] of Object.entries(seen)) {
    const [low, high] = [luminance(selector, property), luminance(ground, fill)].sort((a, b) => a - b);
    ratios[name] = (high + 0.05) / (low + 0.05);
  }
  return { ratios, dark: luminance("body", "backgroundColor") < 0.2 };
}"""


def forgetful(page: Any) -> None:
    """Style sheets arrive as a browser without the function reads them."""

    def sheet(route: Any) -> None:
        reply = route.fetch()
        route.fulfill(response=reply, body=UNKNOWN.sub("", reply.text()))

    page.route("**/*.css", sheet)


@pytest.mark.parametrize(
    ("query", "system", "dark"),
    [("", False, False), ("", True, True), ("theme=dark", False, True), ("theme=light", True, False)],
)
def test_every_colour_is_there(visit: Open, query: str, system: bool, dark: bool) -> None:
    page = visit(query, dark=system, before=forgetful).page
    page.locator("#beta-chart .line").first.wait_for(state="attached")
    found = page.evaluate(CONTRASTS, SEEN)
    assert found["dark"] == dark
    poor = {name: ratio for name, ratio in found["ratios"].items() if ratio < SEEN[name][4]}
    assert poor == {}
    bands = page.locator("#map-svg .band").evaluate_all("(all) => all.map((band) => getComputedStyle(band).fill)")
    assert len(set(bands)) > 10
    assert "rgb(0, 0, 0)" not in bands
    assert shades(page) == ({"rgba(4, 12, 20, 0.42)"} if dark else {"none"})


def shades(page: Any) -> set[str]:
    """What lies over the bands of the map, and over those of its key."""
    found = page.locator(".shade").evaluate_all("(all) => all.map((one) => getComputedStyle(one).fill)")
    assert len(found) == 2
    return set(found)


def test_paper_is_light(visit: Open) -> None:
    page = visit("theme=dark", dark=True).page
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--ink').trim()") == "#0b1b33"
    assert shades(page) == {"none"}
    page.emulate_media(media="screen", forced_colors="active")
    assert page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--ink').trim()") == "CanvasText"
