"""Formulas for browsers: MathML made from the registries' LaTeX."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape, unescape
from itertools import cycle
from typing import Any

from latex2mathml.converter import convert

from antigradient.markup import HAT, fence

#: What the converter leaves without a form: bars, which open and close in turn, and ∇, which stands before its loss.
BAR = re.compile(r"<mo[^>]*>(&#x02016;|&#x0007C;)</mo>")
NABLA = "<mo>&#x02207;</mo>"
#: A prime is drawn high by itself: raised once more it would be small and too high.
PRIME = re.compile(r"<msup>(<mi>[^<]*</mi>)<mi>(&#x0203[234];|[′″‴])</mi></msup>")
#: A letter by its number.
REFERENCE = re.compile(r"&#x[0-9A-F]+;")
CARET = "<mo>&#x0005E;</mo>"


@lru_cache(maxsize=1024)
def mathml(latex: str) -> str:
    """For replies and pages: the formula as a `<math>` element, with attributes by which browsers space it alike."""
    ends = cycle(("prefix", "postfix"))

    def bar(match: re.Match[str]) -> str:
        return match[0] if "form=" in match[0] else fence(match[1], next(ends))

    spaced = NABLA.replace("<mo", '<mo form="prefix" lspace="0" rspace="0"')
    primed = PRIME.sub(r'\1<mo form="postfix" lspace="0" rspace="0">\2</mo>', convert(latex))
    return plain(BAR.sub(bar, primed).replace(NABLA, spaced).replace(CARET, HAT))


def plain(markup: str) -> str:
    """For `mathml`: the element with letters for their numbers and without what HTML takes for granted, to be short."""
    for usual in (' xmlns="http://www.w3.org/1998/Math/MathML"', ' display="inline"'):
        markup = markup.replace(usual, "")
    return REFERENCE.sub(lambda found: escape(unescape(found[0])), markup)


def with_mathml(described: Any) -> Any:
    """For the catalogue and replies: the same description, with `mathml` beside each `latex` in it."""
    if isinstance(described, list):
        return [with_mathml(item) for item in described]
    if not isinstance(described, dict):
        return described
    full = {name: with_mathml(value) for name, value in described.items()}
    return full | {"mathml": mathml(full["latex"])} if "latex" in full else full
