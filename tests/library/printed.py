"""Formulas as the catalogue prints them for people, in text and in LaTeX, read: what tests hold against the code."""

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


def typed_latex(latex: str, symbols: Mapping[str, float]) -> str:
    r"""`L = \tfrac12(\lambda_1 w^2 + wb)` as `(1/2)*((2.0)*w^2 + w*b)`, whatever lines it is set in."""
    text = re.sub(r"\\(begin|end)\{split\}|&|\\\\|\\left|\\right", "", latex).partition("=")[2]
    text = re.sub(r"\\tfrac(\d)(\d)", r"(\1/\2)*", text)
    for symbol, value in symbols.items():
        name = f"\\lambda_{'₀₁₂'.index(symbol[-1])}"
        text = text.replace(name, f"({value!r})*")
    return re.sub(r"(?<=[wb])(?=[wb])", "*", re.sub(r"\^\{(\d)\}", r"^\1", text.replace("\\sin", "sin")))
