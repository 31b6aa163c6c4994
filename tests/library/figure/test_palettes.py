"""The map's colours: bands in order and apart for every eye, in both themes; marks that stand out on all of them."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from antigradient.figure import PALETTES
from antigradient.figure.style import resolved
from tests.library.figure.colours import VISION, Array, contrast, delta_e, lab, over, rgb

#: Bands of a usual map.
BANDS = 20
#: The lightest that a band may be on a dark page, as L*.
DIM = 65
#: ΔE2000 at least from a band to the next of the default palette: twice, and half as much again, what can be told.
LEAST = {"light": 2.5, "dark": 1.5}
THEMES = ("light", "dark")


def bands(palette: str, theme: str) -> Array:
    """The colours of the bands as a page of this theme shows them, from low to high."""
    found = np.array([rgb(PALETTES[palette].band(i, BANDS)) for i in range(BANDS)])
    looks = resolved(dark=theme == "dark")
    if looks[".shade", "fill"] == "none":
        return found
    return over(found, rgb(looks[".shade", "fill"]), float(looks[".shade", "fill-opacity"]))


def test_the_measures_are_those_that_were_published() -> None:
    """Pairs of table 1 of Sharma, Wu and Dalal, and what WCAG says of its own examples."""
    pairs: list[tuple[tuple[float, ...], tuple[float, ...], float]] = [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, -1, 2), (50, 0, 0), 2.3669),
        ((50, 2.49, -0.001), (50, -2.49, 0.0011), 7.2195),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((22.7233, 20.0904, -46.694), (23.0331, 14.973, -42.5619), 2.0373),
        ((90.8027, -2.0831, 1.441), (91.1528, -1.6435, 0.0447), 1.4441),
        ((2.0776, 0.0795, -1.135), (0.9033, -0.0636, -0.5514), 0.9082),
    ]
    for one, other, expected in pairs:
        assert delta_e(np.array(one), np.array(other)) == pytest.approx(expected, abs=1e-4)
    assert contrast(rgb("#777"), rgb("#fff")) == pytest.approx(4.48, abs=0.005)
    assert lab(rgb("#fff")) == pytest.approx([100, 0, 0], abs=0.02)
    for vision, matrix in VISION.items():
        assert matrix.sum(axis=1) == pytest.approx([1, 1, 1], abs=2e-6), f"{vision} leaves greys as they are"


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("palette", PALETTES)
def test_low_is_dark_for_every_eye(palette: str, vision: str, theme: str) -> None:
    seen = lab(bands(palette, theme), vision)
    lightness = seen[:, 0]
    assert all(low + 1 < high for low, high in pairwise(lightness)), "strictly, by a step of L* and more"
    if theme == "dark":
        assert lightness[-1] <= DIM
    if palette == next(iter(PALETTES)):
        assert delta_e(seen[:-1], seen[1:]).min() >= LEAST[theme]


def test_the_default_is_the_sea() -> None:
    """In equal steps of lightness, from deep water to sand; the dark form is the same sea at less light."""
    assert next(iter(PALETTES)) == "sea"
    light, dark = (lab(bands("sea", theme))[:, 0] for theme in THEMES)
    assert light[0] < 15 < 92 < light[-1]
    assert dark[-1] - dark[0] > 50
    for lightness in (light, dark):
        steps = np.diff(lightness)
        assert steps.max() < 1.25 * steps.min()
