"""The angle β between two vectors, exact where it matters: opposite vectors give 180° to the last bit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import reduce
from itertools import combinations
from math import degrees, inf, ldexp, nextafter, sqrt
from operator import mul
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from antigradient.balls import LEAST

Array = npt.NDArray[np.float64]

#: Products of two vectors that lie between this and its inverse have lost nothing to overflow or underflow.
ORDINARY = 1e100


#: A cosine below this may owe its sign to rounding.
UNSURE = 1e-14


class Angle(NamedTuple):
    """From `angle`: β in degrees, 0…180, and cos β, NaN where a vector is zero or not finite; and the product uᵀg.

    Their signs are those of the exact uᵀg: β > 90, cos β < 0 and uᵀg < 0 where it is (but where uᵀg itself is too small
    for a number, and 0).
    """

    beta: Array
    cos_beta: Array
    dot: Array


def length(components: Iterable[Array]) -> Array:
    """For the ledger and /step: √Σvᵢ² over the first axis of `v`, without overflow or underflow on the way."""
    first, *rest = components
    return reduce(np.hypot, rest, first) if rest else np.abs(first)


def scaled(v: Array) -> Array:
    """For `angle`: `v` divided by the power of two next to its largest component, which is exact.

    Without it 1e-170 would underflow when squared, and a division by anything else would tilt the vector.
    """
    _, exponent = np.frexp(np.abs(v).max(axis=0))
    return np.asarray(np.ldexp(v, -exponent))


def angle(u: Array, g: Array) -> Angle:
    """For the ledger and /step: β, cos β and uᵀg of u and g, both of shape (p, …), p ≥ 2.

    β is the direction of the complex number uᵀg + i‖u∧g‖.

    acos loses half the digits near 180°, where gradient descent lives. ‖u∧g‖² = Σ_{i<j} (uᵢgⱼ − uⱼgᵢ)² is the cross
    product's length in any dimension, and exactly 0 for exactly opposite vectors. By Lagrange's identity the number's
    modulus is ‖u‖‖g‖.
    """
    with np.errstate(invalid="ignore", over="ignore"):
        dot, cross, modulus = _products(u, g)
        product = dot
        if not (
            modulus.size and np.fmin.reduce(modulus, None) > 1 / ORDINARY and np.fmax.reduce(modulus, None) < ORDINARY
        ):
            dot, cross, modulus = _products(scaled(u), scaled(g))
            product = np.where(np.isnan(product), inf * dot, product)  # of two terms that both overflow
        cos = dot / modulus
        beta = np.degrees(np.arctan2(cross, dot)) + 0 * cos
        found = Angle(beta, cos, np.asarray(product))
        unsure = np.abs(cos) < UNSURE
        if unsure.any():
            found = Angle(*map(np.array, found))
            for where in np.argwhere(unsure & ((u != 0) & (g != 0)).any(axis=0)):
                _settle(found, tuple(where), *(v[(slice(None), *where)].tolist() for v in (u, g)))
        return found


def _settle(found: Angle, where: tuple[int, ...], u: Sequence[float], g: Sequence[float]) -> None:
    """Puts right, from the exact uᵀg, what rounding has left of β, cos β and uᵀg of nearly perpendicular vectors."""
    a, b = ([Fraction(component) for component in v] for v in (u, g))
    dot = sum(map(mul, a, b), Fraction(0))
    square = dot * dot / (sum(x * x for x in a) * sum(x * x for x in b))
    shift = (square.denominator.bit_length() - square.numerator.bit_length()) // 2  # the square of cos β may underflow
    cos = max(ldexp(sqrt(square * 4**shift), -shift), LEAST) if dot else 0.0
    sign = (dot > 0) - (dot < 0)
    try:
        found.dot[where] = float(dot)
    except OverflowError:
        found.dot[where] = sign * inf
    found.cos_beta[where] = sign * cos
    beyond = max(90.0 + degrees(cos), nextafter(90.0, inf))
    found.beta[where] = 90.0 if not dot else beyond if dot < 0 else 180.0 - beyond


def _products(u: Array, g: Array) -> tuple[Array, Array, Array]:
    """u·g, ‖u∧g‖ and ‖u‖‖g‖, which is out of range where u and g are; √ is the same in every language, hypot is not."""
    dot = np.asarray((u * g).sum(axis=0))
    cross = length(u[i] * g[j] - u[j] * g[i] for i, j in combinations(range(len(u)), 2))
    return dot, cross, np.asarray(np.sqrt(dot * dot + cross * cross))


def singular(eigenvalues: Array) -> npt.NDArray[np.bool_]:
    """For Newton's rule and /gradient: whether a symmetric matrix is singular to rounding, by eigenvalues (…, p).

    An eigenvalue below p·ε of the largest is what rounding leaves of an exact 0.
    """
    sizes = np.abs(eigenvalues)
    least, most = sizes.min(axis=-1), sizes.max(axis=-1)
    return np.asarray(least <= sizes.shape[-1] * np.finfo(float).eps * most)


def exact_turn(degrees: Array) -> tuple[Array, Array]:
    """For rotations: cosine and sine of an angle in degrees, exact at quarter turns, the rest within ±45° first."""
    quarter = np.rint(np.asarray(degrees) / 90.0)
    rest = np.radians(degrees - 90.0 * quarter)
    cos, sin = np.cos(rest), np.sin(rest)
    which = quarter.astype(int) % 4
    return np.choose(which, [cos, -sin, -cos, sin]), np.choose(which, [sin, cos, -sin, -cos])


def rotated(gradient: Array, cos: Array | float, sin: Array | float) -> Array:
    """For steps at an angle β: a vector of two components turned counter-clockwise."""
    w, b = gradient
    return np.stack([cos * w - sin * b, sin * w + cos * b])
