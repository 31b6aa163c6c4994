"""Formulas as they are printed in the catalogue, made into formulas as they are typed."""

from __future__ import annotations

import re
from collections.abc import Mapping

from app.descent.formula.expression import number
from app.descent.formula.typeset import typeset

_RAISED = {"²": "^2", "³": "^3", "⁴": "^4", "⁵": "^5", "⁶": "^6", "−": "-", "½": "0.5", "·": "*"}


def typed(printed: str, symbols: Mapping[str, float]) -> str:
    """`L = ½(λ₁w² + wb)` as `0.5(2w^2 + w*b)`, with the values of `symbols` in their places."""
    _, _, text = printed.rpartition(" = ")
    for symbol, value in symbols.items():
        plain = typeset(number(value)).latex
        text = text.replace(symbol, "" if value == 1 else f"({plain})" if value < 0 else plain)
    for sign, plain in _RAISED.items():
        text = text.replace(sign, plain)
    return re.sub(r"(?<=[wb])(?=[wb])", "*", text)
