"""A page in the signs of other lecture notes: what it says is rewritten, what it knows stays.

signs.js does the same with what scripts say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

#: What is no prose: scripts, styles, and programs, which keep the names that they run with.
KEPT = ("script", "style", "code")
#: That, and tags.
MARKUP = re.compile(rf"(<({'|'.join(KEPT)})\b.*?</\2>|<[^>]*>)", re.DOTALL)
#: What is said without being seen.
SAID = re.compile(r'(\s(?:aria-label|aria-valuetext|title|alt)=")([^"]*)"')
#: ŷ as a formula has it.
HAT = re.compile(r"<mover[^>]*><mi>y</mi><mo[^>]*>ˆ</mo></mover>")


def in_signs(html: str, rules: Sequence[tuple[str, str]]) -> str:
    """For embeds: the page with these signs in its words and formulas."""
    if not rules:
        return html
    known = [(re.compile(pattern), sign) for pattern, sign in rules]

    def said(text: str) -> str:
        for pattern, sign in known:
            text = pattern.sub(sign, text)
        return text

    formulas = HAT.sub(f"<mi>{said('ŷ')}</mi>", html)
    pieces = MARKUP.split(formulas)  # a text, its markup, the name of what is left as it is, a text, …
    for i in range(0, len(pieces), 3):
        pieces[i] = said(pieces[i])
    for i in range(1, len(pieces), 3):
        if not pieces[i + 1]:
            pieces[i] = SAID.sub(lambda found: f'{found[1]}{said(found[2])}"', pieces[i])
    return "".join(piece for i, piece in enumerate(pieces) if i % 3 != 2)
