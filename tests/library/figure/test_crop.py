"""What is rasterised ends at the picture's edges, and looks the same."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest

from antigradient.figure import draw
from antigradient.figure.crop import BEYOND, crop
from antigradient.figure.elements import el, serialise
from antigradient.figure.raster import pixels, with_fixed_theme
from antigradient.scenario import resolve
from tests.library.figure.png import pixels as read

#: Runs that leave the map by far.
FAR: list[dict[str, Any]] = [
    {"data": [[i / 50 - 2, (i % 2) * 0.6 + 0.2] for i in range(200)], "steps": 80},
    {"objective": "saddle", "eta": 0.2, "steps": 60, "vs": [{"optimiser": "momentum", "eta": 0.3}]},
    {"objective": "bowl", "eta": 1.02, "steps": 60, "tol": 0},
]


@pytest.mark.parametrize("scenario", FAR)
def test_it_looks_the_same_and_has_nothing_outside(scenario: dict[str, Any]) -> None:
    figure = with_fixed_theme(draw(resolve(scenario), width=400))
    whole = figure.document()
    part = crop(whole, figure.width, figure.height)
    for d in re.findall(r'class="(?:path|run)[^"]*" d="([^"]*)"', serialise([part])):
        for x, y in re.findall(r"[ML](-?[\d.]+),(-?[\d.]+)", d):
            assert -BEYOND <= float(x) <= figure.width + BEYOND
            assert -BEYOND <= float(y) <= figure.height + BEYOND
    assert len(serialise([part])) < len(serialise([whole]))
    one, other = (
        read(pixels(document, figure.width, figure.height))[..., :3].astype(int) for document in (whole, part)
    )
    different = np.abs(one - other).max(axis=-1) > 60
    assert different.mean() < 2e-3, "but for where a dash begins"


@pytest.mark.parametrize(
    ("d", "kept"),
    [
        ("M10,10L20,20L30,10", "M10,10L20,20L30,10"),
        ("M10,10L10,900L20,900L20,10", "M10,10L10,124M20,124L20,10"),
        ("M-500,-500L-400,-500", ""),
        ("M-100,50L300,50", "M-24,50L124,50"),
        ("M10,10h0M900,10h0M20,20h0", "M10,10h0M20,20h0"),
        ("M10,10L900,10Z", "M10,10L900,10Z"),
        ("M0,0A900,900 0 0 1 9,9", "M0,0A900,900 0 0 1 9,9"),
    ],
)
def test_lines_and_dots_end_at_the_edge(d: str, kept: str) -> None:
    paths = crop(el("g", {}, [el("path", {"d": d})]), 100.0, 100.0).children
    assert not isinstance(paths, str)
    (path,) = paths
    assert path.attrs["d"] == kept
