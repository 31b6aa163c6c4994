"""Looks as attributes, for the drawings that stand in pages: without the page's style sheet they can still be read.

A sheet may load late or be removed, by readers, sanitisers or a policy. Where it applies it overrides attributes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from antigradient.figure.elements import Element
from antigradient.figure.style import parse_sheets, resolve_styles

#: A sheet brings its theme along; what has none takes the colours of the page that it stands on.
PLAIN = {"ink": "currentColor", "soft": "currentColor", "card": "Canvas"}
#: Properties that are no attributes, and a family that only a page with its fonts has.
_UNFIT = {"font-variant-numeric", "font-family"}

#: Tag and classes of an element.
TagAndClasses = tuple[str, frozenset[str]]
_COMPOUND = re.compile(r"([a-z]*)((?:\.[\w-]+)*)")
#: The `<svg class="figure">` around the drawing.
FIGURE: TagAndClasses = ("svg", frozenset({"figure"}))


@cache
def rules() -> list[tuple[tuple[TagAndClasses, ...], str, str]]:
    """For `attributes`: (selector, property, value) of the sheets, in order of growing weight."""
    tokens, _ = parse_sheets()
    found = [
        (tuple(map(_compound, selector.split())), name, value)
        for (selector, name), value in resolve_styles(dark=False, tokens=tokens | PLAIN, old_readers=False).items()
        if name not in _UNFIT
    ]
    return sorted(found, key=lambda rule: _weight(rule[0]))


def _compound(text: str) -> TagAndClasses:
    match = _COMPOUND.fullmatch(text)
    assert match, text
    return match[1], frozenset(match[2].split(".")[1:])


def _weight(selector: tuple[TagAndClasses, ...]) -> tuple[int, int]:
    return sum(len(classes) for _, classes in selector), sum(bool(tag) for tag, _ in selector)


@cache
def attributes(path: tuple[TagAndClasses, ...]) -> dict[str, str]:
    """For elements: the presentation attributes of the last element of a path from the figure down."""
    return {name: value for selector, name, value in rules() if _matches(selector, path)}


def _matches(selector: tuple[TagAndClasses, ...], path: tuple[TagAndClasses, ...]) -> bool:
    """The last parts fit, and the others fit further up in this order."""
    *outer, last = selector
    if not _fits(last, path[-1]):
        return False
    above = iter(path[:-1])
    return all(any(_fits(part, kind) for kind in above) for part in outer)


def _fits(part: TagAndClasses, kind: TagAndClasses) -> bool:
    return part[0] in ("", kind[0]) and part[1] <= kind[1]


def with_presentation_attributes(
    elements: Iterable[Element], path: tuple[TagAndClasses, ...] = (FIGURE,)
) -> list[Element]:
    """For pages: the elements with the sheet's styles as attributes; attributes of their own stay."""
    return [_with_attributes(element, path) for element in elements]


def _with_attributes(element: Element, path: tuple[TagAndClasses, ...]) -> Element:
    tag, attrs, children = element
    below = (*path, (tag, frozenset(str(attrs.get("class", "")).split())))
    inside = children if isinstance(children, str) else with_presentation_attributes(children, below)
    return Element(tag, {**attributes(below), **attrs}, inside)
