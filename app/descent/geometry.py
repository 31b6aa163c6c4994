"""The angle β between two vectors, exact where it matters: opposite vectors give 180° to the last bit."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]


class Angle(NamedTuple):
    """β in degrees, 0…180, and its cosine; NaN where a vector is zero or not finite."""

    beta: Array
    cos_beta: Array


def scaled(v: Array) -> Array:
    """`v` divided by the power of two next to its largest component: exact, so 1e-170 neither underflows nor tilts."""
    largest = np.max(np.abs(v), axis=0)
    _, exponent = np.frexp(np.where(np.isfinite(largest), largest, 1.0))
    return np.asarray(np.ldexp(v, -exponent))


def angle(u: Array, g: Array) -> Angle:
    """β between u and g, both of shape (p, …), by atan2(‖u∧g‖, u·g).

    acos loses half the digits near 180°, where gradient descent lives. ‖u∧g‖² = Σ_{i<j} (uᵢgⱼ − uⱼgᵢ)² is the cross
    product's length in any dimension (Lagrange's identity), and exactly 0 for exactly opposite vectors.
    """
    with np.errstate(invalid="ignore", over="ignore"):
        a, b = scaled(u), scaled(g)
        dot = np.sum(a * b, axis=0)
        i, j = np.triu_indices(len(a), k=1)
        cross = np.sqrt(np.sum(np.square(a[i] * b[j] - a[j] * b[i]), axis=0))
        known = np.any(a != 0, axis=0) & np.any(b != 0, axis=0) & np.isfinite(dot) & np.isfinite(cross)
        beta = np.where(known, np.degrees(np.arctan2(cross, dot)), np.nan)
        norms = np.sqrt(np.sum(a * a, axis=0)) * np.sqrt(np.sum(b * b, axis=0))
        # At 180° the quotient may miss −1 by a rounding error, which would put |cos β| above 1.
        cosine = np.clip(np.divide(dot, norms, out=np.full_like(dot, np.nan), where=known), -1.0, 1.0)
    return Angle(beta, np.where(known & (cross == 0), np.sign(dot), cosine))
