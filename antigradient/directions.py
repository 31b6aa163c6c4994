"""Where jets point: lines through the parameters, and the derivatives that are read off them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from antigradient.jets import Jet

#: The highest order that pages and the API ask for; the arithmetic has no limit of its own.
HIGHEST_ORDER = 8


def jet_line(theta: Sequence[Any], u: Sequence[Any], order: int) -> list[Jet]:
    """For series along a direction: θ + t·u as one jet for each parameter, its numbers numpy's.

    Numpy's numbers overflow to inf where Python's raise.
    """
    return [Jet((_number(t), _number(d)), order) for t, d in zip(theta, u, strict=True)]


def gradient(f: Callable[..., Any], *theta: Any) -> list[Any]:
    """For losses without derivatives of their own: each ∂f/∂θᵢ of a function of jets, by the series along its axis."""
    return [_coefficient(f(*jet_line(theta, axis, 1)), 1) for axis in _axes(theta)]


def hessian(f: Callable[..., Any], *theta: Any) -> list[list[Any]]:
    """For losses without derivatives of their own: ∂²f/∂θᵢ∂θⱼ, the coefficient of s·t of f(θ + s·eᵢ + t·eⱼ).

    Computed by jets in t whose coefficients are jets in s.
    """
    p, unit = len(theta), _axes(theta)
    rows: list[list[Any]] = [[None] * p for _ in range(p)]
    for i in range(p):
        inner = jet_line(theta, unit[i], 1)
        for j in range(i, p):
            outer = [Jet((x, Jet((unit[j][m],), 1)), 1) for m, x in enumerate(inner)]
            rows[i][j] = rows[j][i] = _coefficient(_coefficient(f(*outer), 1), 1)
    return rows


def _axes(theta: Sequence[Any]) -> list[list[float]]:
    return [[float(i == j) for j in range(len(theta))] for i in range(len(theta))]


def _coefficient(x: Any, k: int) -> Any:
    return x[k] if isinstance(x, Jet) else 0.0


def _number(x: Any) -> Any:
    return np.asarray(x, dtype=float)[()]
