"""Colours as eyes see them, by formulas that the project itself does not use: the measures of test_palettes.

WCAG 2.2 (contrast), CIE 1976 (L*a*b*, white of sRGB), Sharma, Wu and Dalal 2005 (ΔE2000), Machado, Oliveira and
Fernandes 2009 (colour vision without one of the three cones, on linear sRGB).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

#: Linear sRGB to XYZ (IEC 61966-2-1).
XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
#: What the eye makes of linear sRGB, at full severity.
VISION = {
    "usual": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}


def rgb(colour: str) -> Array:
    """Of `#rrggbb` or `#rgb`, 0 … 255."""
    digits = colour.removeprefix("#")
    whole = digits if len(digits) == 6 else "".join(2 * digit for digit in digits)
    return np.array(list(bytes.fromhex(whole)), dtype=float)


def over(below: Array, above: Array, opacity: float) -> Array:
    """What is seen of a colour below one that lets something through, as browsers mix them."""
    return opacity * above + (1 - opacity) * below


def linear(colours: Array) -> Array:
    """Light of sRGB values, 0 … 1."""
    c = colours / 255
    return np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)


def luminance(colours: Array) -> Any:
    """Y, 0 … 1."""
    return linear(colours) @ XYZ[1]


def contrast(one: Array, other: Array) -> Any:
    """1 … 21."""
    a, b = luminance(one), luminance(other)
    return (np.maximum(a, b) + 0.05) / (np.minimum(a, b) + 0.05)


def lab(colours: Array, vision: str = "usual") -> Array:
    """L*, a*, b* of sRGB values as they are seen."""
    seen = np.clip(linear(colours) @ VISION[vision].T, 0, 1)
    t = seen @ XYZ.T / XYZ.sum(axis=1)
    x, y, z = np.moveaxis(np.where(t > (6 / 29) ** 3, np.cbrt(t), t / (3 * (6 / 29) ** 2) + 4 / 29), -1, 0)
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=-1)


def delta_e(one: Array, other: Array) -> Any:
    """ΔE2000 of L*a*b* values: 1 can just be told apart side by side."""
    chroma = (np.hypot(one[..., 1], one[..., 2]) + np.hypot(other[..., 1], other[..., 2])) / 2
    stretch = np.array([1.0, 1.5, 1.0]) - np.multiply.outer(_knee(chroma), np.array([0.0, 0.5, 0.0]))
    (l1, a1, b1), (l2, a2, b2) = (np.moveaxis(lab * stretch, -1, 0) for lab in (one, other))
    c1, c2 = np.hypot(a1, b1), np.hypot(a2, b2)
    h1, h2 = (np.degrees(np.arctan2(b, a)) % 360 for a, b in ((a1, b1), (a2, b2)))
    turn = np.where(c1 * c2 == 0, 0, (h2 - h1 + 180) % 360 - 180)
    lightness, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    hue = np.where(c1 * c2 == 0, h1 + h2, h1 + turn / 2)

    def cos(times: float, less: float) -> Any:
        return np.cos(np.radians(times * hue - less))

    t = 1 - 0.17 * cos(1, 30) + 0.24 * cos(2, 0) + 0.32 * cos(3, -6) - 0.2 * cos(4, 63)
    dl = (l2 - l1) / (1 + 0.015 * (lightness - 50) ** 2 / np.sqrt(20 + (lightness - 50) ** 2))
    dc = (c2 - c1) / (1 + 0.045 * chroma)
    dh = 2 * np.sqrt(c1 * c2) * np.sin(np.radians(turn / 2)) / (1 + 0.015 * chroma * t)
    rotated = np.sin(np.radians(60 * np.exp(-((((hue % 360) - 275) / 25) ** 2)))) * -2 * _knee(chroma)
    return np.sqrt(dl**2 + dc**2 + dh**2 + rotated * dc * dh)


def _knee(chroma: Any) -> Any:
    return np.sqrt(chroma**7 / (chroma**7 + 25.0**7))
