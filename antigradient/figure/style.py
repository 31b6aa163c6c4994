"""The page's own style sheets as a picture that stands alone can use them.

`static/shared/tokens.css` holds the colours, light and dark, `static/shared/map.css` the looks of the marks. Word
processors, TeX and resvg know neither var() nor light-dark(), so both are resolved here; what differs by theme is
written once more under a media query where the picture follows its reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal

from antigradient.assets import SHARED_DIR

Theme = Literal["auto", "light", "dark"]
Declarations = dict[str, str]
Rules = list[tuple[str, Declarations]]

_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_TOKEN = re.compile(r"var\(--([a-z-]+)\)")
_PAIR = re.compile(r"light-dark\(([^,()]+|[^,()]*\([^()]*\)), *([^,()]+|[^,()]*\([^()]*\))\)")
_COLOUR = re.compile(r"rgb\((\d+) (\d+) (\d+) / (\d+)%\)")
#: The variable that a group sets for the marks within it: one quantity, one colour.
QUANTITY = "--quantity"
#: Where map.css keeps the map's own colours, which are the same in both themes as the bands beneath them are.
OWN = ".map-box"
#: Declarations that mean nothing in a still picture.
_LIVE = {"cursor", "outline", "touch-action", "user-select", "pointer-events", "filter", "max-width", "display"}

#: A font's name of several words, which needs no quotes; in a document each quote is six characters.
_QUOTED = re.compile(r'"([A-Za-z]+(?: [A-Za-z]+)*)"')


def rules_of(sheet: str) -> Rules:
    """For `parse_sheets`: the rules of a plain style sheet, one selector each, in order."""
    return [
        (selector.strip(), _declared(body))
        for selectors, body in _RULE.findall(_COMMENT.sub("", sheet))
        for selector in selectors.split(",")
    ]


def _declared(body: str) -> Declarations:
    pairs = (declaration.partition(":") for declaration in body.split(";") if declaration.strip())
    return {name.strip(): " ".join(value.split()) for name, _, value in pairs}


@cache
def parse_sheets() -> tuple[Declarations, Rules]:
    """For styles: the tokens of both themes, and the map's rules."""
    tokens = {
        name.removeprefix("--"): value
        for selector, body in rules_of((SHARED_DIR / "tokens.css").read_text("utf-8"))
        if selector == ":root"
        for name, value in body.items()
    }
    rules = rules_of((SHARED_DIR / "map.css").read_text("utf-8"))
    for selector, body in rules:
        if selector == OWN:
            tokens |= {name.removeprefix("--"): value for name, value in body.items()}
    return tokens, rules


def resolve_styles(
    dark: bool, tokens: Declarations | None = None, old_readers: bool = True
) -> dict[tuple[str, str], str]:
    """For styles and attributes: (selector, property) → value for one theme, in the order of the sheets.

    For `old_readers` opacity stands apart from colour; browsers take them together, as the page's own sheet has them.
    """
    usual, rules = parse_sheets()
    tokens = tokens or usual
    quantities = {selector: body[QUANTITY] for selector, body in rules if QUANTITY in body}
    found: dict[tuple[str, str], str] = {}
    for selector, body in rules:
        for name, value in body.items():
            if name.startswith("--") or name in _LIVE:
                continue
            for place, text in _spread(selector, value, quantities):
                valued = _valued(text, tokens, dark)
                for property, plain in _plain(name, valued) if old_readers else [(name, valued)]:
                    found[(place, property)] = plain
    return found


def _spread(selector: str, value: str, quantities: dict[str, str]) -> Iterator[tuple[str, str]]:
    """A rule that takes the colour of its group, once for each group."""
    if f"var({QUANTITY})" not in value:
        yield selector, value
        return
    mark = selector.removeprefix(".figure ")
    for group, quantity in quantities.items():
        yield f"{group} {mark}", value.replace(f"var({QUANTITY})", quantity)


def _valued(value: str, tokens: Declarations, dark: bool) -> str:
    """The value without variables and themes."""
    while match := _TOKEN.search(value):
        value = value.replace(match[0], tokens[match[1]])
    return _PAIR.sub(lambda pair: pair[2 if dark else 1], value)


def _plain(name: str, value: str) -> Iterator[tuple[str, str]]:
    """A declaration as every SVG reader knows it: opacity apart from colour."""
    if match := _COLOUR.fullmatch(value):
        *channels, alpha = map(int, match.groups())
        yield name, f"#{bytes(channels).hex()}"
        yield f"{name}-opacity", f"{alpha / 100:g}"
    else:
        yield name, value


@cache
def style(theme: Theme) -> str:
    """For documents: the text of a style element; every rule is about the class `figure` or an element inside it."""
    light = resolve_styles(dark=False)
    if theme == "light":
        return _text(light)
    dark = resolve_styles(dark=True)
    if theme == "dark":
        return _text(dark)
    other = {place: value for place, value in dark.items() if light.get(place) != value}
    return f"{_text(light)}@media(prefers-color-scheme:dark){{{_text(other)}}}"


def _text(declarations: dict[tuple[str, str], str]) -> str:
    rules: dict[str, list[str]] = {}
    for (selector, name), value in declarations.items():
        short = re.sub(r"\b0\.", ".", _QUOTED.sub(r"\1", value).replace(", ", ","))
        rules.setdefault(selector, []).append(f"{name}:{short}")
    return "".join(f"{selector}{{{';'.join(body)}}}" for selector, body in rules.items())
