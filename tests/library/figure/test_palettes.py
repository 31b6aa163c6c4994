"""The map's colours: bands in order and apart for every eye, in both themes; marks that stand out on all of them."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from antigradient.assets import SHARED_DIR
from antigradient.figure import PALETTES
from antigradient.figure.style import resolve_styles, rules_of
from antigradient.names import RUNS_LIMIT
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
    looks = resolve_styles(dark=theme == "dark")
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


#: What is drawn on the bands, each with its casing: selector and property of either. A casing goes all around its mark.
STROKE, FILL = "stroke", "fill"
Look = tuple[str, str]
MARKS: dict[Look, Look] = {
    **{(f".{kind} .shaft", STROKE): (".case", STROKE) for kind in ("gradient", "step")},
    **{(f".{kind} .head", FILL): (".case", STROKE) for kind in ("gradient", "step")},
    (".step .head", STROKE): (".head.open", FILL),
    (".angle .arc", STROKE): (".case", STROKE),
    **{(f".{kind} .label", FILL): (".figure .label", STROKE) for kind in ("gradient", "step", "angle")},
    (".figure .eigen .label", FILL): (".figure .label", STROKE),
    (".path", STROKE): (".path-case", STROKE),
    (".path-dots", STROKE): (".path-case", STROKE),
    **{(f".run-{i}", STROKE): (".other-case", STROKE) for i in range(1, RUNS_LIMIT + 1)},
    (".leader", STROKE): (".leader-case", STROKE),
    (".landing", STROKE): (".landing-case", STROKE),
    (".edge", STROKE): (".edge-case", STROKE),
    (".cross", STROKE): (".cross-case", STROKE),
    (".field-arrows", STROKE): (".field-case", STROKE),
    (".model", STROKE): (".model-case", STROKE),
    (".eigen-line", STROKE): (".eigen-case", STROKE),
    (".figure .level", FILL): (".figure .level", STROKE),
    (".figure .spot-name", FILL): (".figure .spot-name", STROKE),
    **{(disc, FILL): (disc, STROKE) for disc in (".knob", ".here", ".landing-dot", ".abreast-dot", ".badge-disc")},
    (".spot-ground", FILL): (".spot-ground", STROKE),
    (".lowest-ring", STROKE): (".lowest-case", STROKE),
    (".lowest-dot", FILL): (".lowest-dot", STROKE),
    (".figure .name", FILL): (".figure .name", STROKE),
    (".figure .badge-number", FILL): (".badge-disc", FILL),
    (".spot-sign", STROKE): (".spot-ground", FILL),
    (".spot-dot", FILL): (".spot-ground", FILL),
}
#: Grounds, tints, and what stands beside the bands.
OTHER = {
    *(".ground", ".band", ".shade", ".frame", ".tick-line", ".figure text", ".figure .tick"),
    *(".hatch-ground", ".hatch-line", ".swatch-ground", ".wedge", ".halfplane", ".dial"),
    # A rule that takes the colour of its group is there for each: these are never drawn.
    *(".angle .shaft", ".angle .head", ".gradient .arc", ".step .arc"),
}
#: WCAG 2.2, 1.4.11.
ENOUGH = 3.0


def on(ground: Array, look: Look, looks: dict[Look, str]) -> Array:
    """The colours that a look has on the grounds."""
    selector, name = look
    return over(ground, rgb(looks[look]), float(looks.get((selector, f"{name}-opacity"), 1)))


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("palette", PALETTES)
def test_every_mark_stands_out_on_every_band(palette: str, theme: str) -> None:
    """A mark from its casing, which is all that touches it, whatever shines through; on the half-plane too.

    And of the two one is far from the band. (Both at 3:1 cannot be: a band of middle lightness is 2.2:1 from white and
    from vermilion, which are 4.9:1 apart.) On a dark page no band is as light: there casings alone are enough.
    """
    looks = resolve_styles(dark=theme == "dark")
    grounds = bands(palette, theme)
    for ground in (grounds, on(grounds, (".halfplane", FILL), looks)):
        for mark, casing in MARKS.items():
            case = on(ground, casing, looks)
            inner = on(case, mark, looks)
            assert contrast(inner, case).min() >= ENOUGH, mark
            seen = np.maximum(contrast(case, ground), contrast(inner, ground))
            assert seen.min() >= 2, mark
    if theme == "dark":
        for white in (".case", ".path-case"):
            assert contrast(on(grounds, (white, STROKE), looks), grounds).min() >= ENOUGH, "casings alone"


def test_no_mark_is_forgotten() -> None:
    known = {selector for looks in (MARKS, MARKS.values()) for selector, _ in looks} | OTHER
    looks = [look for dark in (False, True) for look in resolve_styles(dark=dark).items()]
    drawn = {selector for (selector, name), value in looks if name in (FILL, STROKE) and value != "none"}
    assert drawn == known


#: What has a colour of its own on the map and beside it; the error is drawn in the gradient's, with a dash.
QUANTITIES = ("gradient", "step", "angle", "first", "second")


def hue(colours: Array) -> Any:
    """Degrees of the angle in CIE L*a*b*."""
    _, a, b = np.moveaxis(lab(colours), -1, 0)
    return np.degrees(np.arctan2(b, a))


def test_further_runs_have_hues_of_their_own() -> None:
    """From each other, for every eye; from whatever else has a colour too, and there not by lightness alone."""
    looks = resolve_styles(dark=False)
    runs = np.array([rgb(looks[f".run-{i}", STROKE]) for i in range(1, RUNS_LIMIT + 1)])
    for vision in VISION:
        seen = lab(runs, vision)
        for count, least in ((RUNS_LIMIT, 12), (4, 15)):
            apart = delta_e(seen[:count, None], seen[None, :count])[np.triu_indices(count, 1)]
            assert apart.min() >= (least + 8 if vision == "usual" else least), (vision, count)
    tokens = dict(rules_of((SHARED_DIR / "tokens.css").read_text("utf-8")))[":root"]
    beside = [colour for name in QUANTITIES for colour in re.findall("#[0-9a-f]{6}", tokens[f"--{name}"])]
    assert len(beside) == 2 * len(QUANTITIES), "light and dark"
    on_map = [looks[f".{name}", STROKE] for name in ("gradient .shaft", "step .shaft", "angle .arc")]
    vivid = np.hypot(*lab(runs).T[1:]) >= 35
    for taken in map(rgb, (*on_map, *beside, looks[".knob", FILL])):
        assert delta_e(lab(runs), lab(taken)[None]).min() >= 15, taken
        turn = np.abs((hue(runs) - hue(taken) + 180) % 360 - 180)
        assert turn[vivid].min() >= 20, taken


@pytest.mark.parametrize("theme", THEMES)
def test_what_is_wrong_is_not_in_the_gradients_colour(theme: str) -> None:
    """A message is read on its own ground and on a card, and its red is not the vermilion of the gradient."""
    sheet = (SHARED_DIR / "tokens.css").read_text("utf-8")
    names = ("bad", "bad-ink", "gradient", "card")
    pairs = {name: re.search(rf"--{name}: light-dark\((#\w+), (#\w+)\)", sheet) for name in names}
    colours = {name: rgb(found[THEMES.index(theme) + 1]) for name, found in pairs.items() if found}
    assert colours.keys() == pairs.keys()
    for ground in ("bad", "card"):
        assert contrast(colours["bad-ink"], colours[ground]) >= 4.5, ground
    assert delta_e(lab(colours["bad-ink"]), lab(colours["gradient"])) >= 20
