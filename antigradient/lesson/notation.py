"""The signs of the lesson's formulas: LaTeX commands of our own, each coloured as its quantity is everywhere.

A second set writes what many lecture notes write: α for η, a for ŷ, B for b, Δθ for u. The figures are made with our
own; `sign_rules` say how a page writes them in others.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

#: Ours, and what `notation` may be.
NOTATIONS: Mapping[str, Mapping[str, str]] = {
    "eta": {
        "rate": r"\eta",
        "u": r"\class{q-step}{u}",
        "pred": r"\hat y",
        "bias": "b",
        "db": r"\class{q-gradient}{\tfrac{\partial L}{\partial b}}",
    },
    "alpha": {
        "rate": r"\alpha",
        "u": r"\class{q-step}{\Delta\theta}",
        "pred": "a",
        "bias": "B",
        "db": r"\class{q-gradient}{\tfrac{\partial L}{\partial B}}",
    },
}
#: The same in all notations. `\first{…}` and its like colour what is in their braces.
COMMON: Mapping[str, str] = {
    "params": r"\theta",
    "dw": r"\class{q-gradient}{\tfrac{\partial L}{\partial w}}",
    "grad": r"\class{q-gradient}{\nabla L}",
    "ang": r"\class{q-angle}{\beta}",
    "T": r"^{\mathrm T}",
    "step": r"\class{q-step}",
    "gradient": r"\class{q-gradient}",
    "ofangle": r"\class{q-angle}",
    "first": r"\class{q-first}",
    "second": r"\class{q-second}",
    "third": r"\class{q-third}",
    "error": r"\class{q-error}",
}
COMMAND = re.compile(r"\\([A-Za-z]+)")
#: The signs as figures have them in their words: letters, without LaTeX.
LETTERS: Mapping[str, Mapping[str, str]] = {
    "eta": {"rate": "η", "u": "u", "pred": "ŷ", "bias": "b"},
    "alpha": {"rate": "α", "u": "Δθ", "pred": "a", "bias": "B"},
}
#: A letter that is no part of a word or of another name; in a formula H may stand before u.
ALONE = "(?<![A-GI-Za-zÀ-ÿ’'])({letter})(?![A-Za-zÀ-ÿ0-9’'])"


def with_signs(latex: str, notation: str = "eta") -> str:
    r"""For the lesson's pages: LaTeX of a text with our commands written out, as \u with the class of the step."""
    signs = {**COMMON, **NOTATIONS[notation]}

    def written_out(found: re.Match[str]) -> str:
        sign = signs.get(found[1])
        if sign is None:
            return found[0]
        # What follows must not become part of the command's name.
        return sign + (" " if sign[-1].isalpha() and "\\" in sign[-8:] else "")

    return COMMAND.sub(written_out, latex)


def sign_rules(notation: str, of_data: bool) -> list[tuple[str, str]]:
    """For embeds: what to write for our signs, each as a pattern for Python and JavaScript, and the other sign.

    The second parameter is a bias only where the loss is one `of_data`. None of them where the signs are ours.
    """
    own, other = LETTERS["eta"], LETTERS[notation]
    return [
        (ALONE.format(letter=own[name]) if own[name].isascii() else own[name], sign)
        for name, sign in other.items()
        if sign != own[name] and (of_data or name != "bias")
    ]
