"""Formulas for browsers: MathML made from the registries' LaTeX."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from latex2mathml.converter import convert


@lru_cache(maxsize=1024)
def mathml(latex: str) -> str:
    """The formula as a `<math>` element."""
    return convert(latex)


def with_mathml(described: Any) -> Any:
    """The same description, with `mathml` beside each `latex` in it."""
    if isinstance(described, list):
        return [with_mathml(item) for item in described]
    if not isinstance(described, dict):
        return described
    full = {name: with_mathml(value) for name, value in described.items()}
    return full | {"mathml": mathml(full["latex"])} if "latex" in full else full
