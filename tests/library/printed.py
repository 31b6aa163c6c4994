"""Formulas as the catalogue prints them for people, read: what the tests hold against the code."""

from __future__ import annotations

import re
from collections.abc import Mapping

_RAISED = {"²": "^2", "³": "^3", "⁴": "^4", "⁵": "^5", "⁶": "^6", "−": "-", "½": "0.5", "·": "*"}


def typed(printed: str, symbols: Mapping[str, float]) -> str:
    """`L = ½(λ₁w² + wb)` as `0.5((2.0)w^2 + w*b)`, with the values of `symbols` in their places."""
    _, _, text = printed.rpartition(" = ")
    for symbol, value in symbols.items():
        text = text.replace(symbol, f"({value!r})")
    for sign, plain in _RAISED.items():
        text = text.replace(sign, plain)
    return re.sub(r"(?<=[wb])(?=[wb])", "*", text)
