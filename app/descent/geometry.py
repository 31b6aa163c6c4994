"""The angle β between two vectors, exact where it matters: opposite vectors give 180° to the last bit."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from itertools import combinations
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

#: Vectors of about this length and its inverse may be multiplied, and the products squared, without a thought.
ORDINARY = 1e50


class Angle(NamedTuple):
    """β in degrees, 0…180, and its cosine; NaN where a vector is zero or not finite."""

    beta: Array
    cos_beta: Array


def length(components: Iterable[Array]) -> Array:
    """√Σvᵢ² of a vector's components, without overflow or underflow on the way."""
    first, *rest = components
    return reduce(np.hypot, rest, first) if rest else np.abs(first)


def scaled(v: Array) -> Array:
    """`v` divided by the power of two next to its largest component: exact, so 1e-170 neither underflows nor tilts.

    As it is where no product of two such vectors comes near to the ends of the doubles.
    """
    size = reduce(np.maximum, np.abs(v))
    if size.size and np.fmin.reduce(size, axis=None) > 1 / ORDINARY and np.fmax.reduce(size, axis=None) < ORDINARY:
        return v
    _, exponent = np.frexp(size)
    return np.asarray(np.ldexp(v, -exponent))


def angle(u: Array, g: Array) -> Angle:
    """β between u and g, both of shape (p, …), p ≥ 2: the direction of the complex number u·g + i‖u∧g‖.

    acos loses half the digits near 180°, where gradient descent lives. ‖u∧g‖² = Σ_{i<j} (uᵢgⱼ − uⱼgᵢ)² is the cross
    product's length in any dimension, and exactly 0 for exactly opposite vectors. By Lagrange's identity the number's
    modulus is ‖u‖‖g‖.
    """
    with np.errstate(invalid="ignore", over="ignore"):
        a, b = scaled(u), scaled(g)
        dot = (a * b).sum(axis=0)
        cross = length(a[i] * b[j] - a[j] * b[i] for i, j in combinations(range(len(a)), 2))
        cos = dot / np.hypot(dot, cross)
        return Angle(np.degrees(np.arctan2(cross, dot)) + 0 * cos, cos)


def singular(eigenvalues: Array) -> npt.NDArray[np.bool_]:
    """Whether a symmetric matrix of order p is singular to rounding, by its eigenvalues, shape (…, p).

    An eigenvalue below p·ε of the largest is what rounding leaves of an exact 0.
    """
    sizes = np.abs(eigenvalues)
    least, most = sizes.min(axis=-1), sizes.max(axis=-1)
    return np.asarray(least <= sizes.shape[-1] * np.finfo(float).eps * most)


def exact_turn(degrees: Array) -> tuple[Array, Array]:
    """Cosine and sine of an angle, quarter turns exact: the rest within ±45° first, then quarter by quarter."""
    quarter = np.rint(np.asarray(degrees) / 90.0)
    rest = np.radians(degrees - 90.0 * quarter)
    cos, sin = np.cos(rest), np.sin(rest)
    which = quarter.astype(int) % 4
    return np.choose(which, [cos, -sin, -cos, sin]), np.choose(which, [sin, cos, -sin, -cos])


def rotated(gradient: Array, cos: Array | float, sin: Array | float) -> Array:
    """A vector of two components turned counter-clockwise."""
    w, b = gradient
    return np.stack([cos * w - sin * b, sin * w + cos * b])
