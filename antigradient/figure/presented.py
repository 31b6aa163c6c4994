"""Looks as attributes, for the drawings that stand in pages: without the page's style sheet they can still be read.

A sheet may be late, or be taken away: by readers, by sanitisers, by a policy. Whatever it says goes before attributes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from antigradient.figure.elements import Element
from antigradient.figure.style import resolved, sheets

#: A sheet brings its theme along; what has none takes the colours of the page that it stands on.
PLAIN = {"ink": "currentColor", "soft": "currentColor", "card": "Canvas"}
#: Properties that are no attributes, and a family that only a page with its fonts has.
_UNFIT = {"font-variant-numeric", "font-family"}

#: Tag and classes of an element.
Kind = tuple[str, frozenset[str]]
_COMPOUND = re.compile(r"([a-z]*)((?:\.[\w-]+)*)")
#: The `<svg class="figure">` around the drawing.
FIGURE: Kind = ("svg", frozenset({"figure"}))


@cache
def rules() -> list[tuple[tuple[Kind, ...], str, str]]:
    """Selector, property and value, the weightier later."""
    tokens, _ = sheets()
    found = [
        (tuple(map(_compound, selector.split())), name, value)
        for (selector, name), value in resolved(dark=False, tokens=tokens | PLAIN, old_readers=False).items()
        if name not in _UNFIT
    ]
    return sorted(found, key=lambda rule: _weight(rule[0]))


def _compound(text: str) -> Kind:
    match = _COMPOUND.fullmatch(text)
    assert match, text
    return match[1], frozenset(match[2].split(".")[1:])


def _weight(selector: tuple[Kind, ...]) -> tuple[int, int]:
    return sum(len(classes) for _, classes in selector), sum(bool(tag) for tag, _ in selector)


@cache
def attributes(path: tuple[Kind, ...]) -> dict[str, str]:
    """Of the last element of a path from the figure down."""
    return {name: value for selector, name, value in rules() if _matches(selector, path)}


def _matches(selector: tuple[Kind, ...], path: tuple[Kind, ...]) -> bool:
    """The last parts fit, and the others fit further up in this order."""
    *outer, last = selector
    if not _fits(last, path[-1]):
        return False
    above = iter(path[:-1])
    return all(any(_fits(part, kind) for kind in above) for part in outer)


def _fits(part: Kind, kind: Kind) -> bool:
    return part[0] in ("", kind[0]) and part[1] <= kind[1]


def presented(elements: Iterable[Element], path: tuple[Kind, ...] = (FIGURE,)) -> list[Element]:
    """The elements with the looks that the sheet gives them; attributes of their own stay."""
    return [_presented(element, path) for element in elements]


def _presented(element: Element, path: tuple[Kind, ...]) -> Element:
    tag, attrs, children = element
    below = (*path, (tag, frozenset(str(attrs.get("class", "")).split())))
    inside = children if isinstance(children, str) else presented(children, below)
    return Element(tag, {**attributes(below), **attrs}, inside)
