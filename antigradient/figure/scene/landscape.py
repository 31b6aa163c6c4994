"""The landscape in one sentence, for those who do not see the map: where it is lowest, highest, steep and flat."""

from __future__ import annotations

from math import isfinite
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from antigradient.figure.layout import Vector
from antigradient.scenario import Scenario
from antigradient.surfaces import Surface
from antigradient.words import Message
from antigradient.words.numbers import with_subscripts

Array = npt.NDArray[np.float64]

#: The regions of a map from its bottom to its top and from left to right: a third of each side.
REGIONS = (
    ("bottom_left", "bottom", "bottom_right"),
    ("left", "middle", "right"),
    ("top_left", "top", "top_right"),
)
#: As high as the highest, in shares of the whole range; as steep as the steepest, in shares of that.
AS_HIGH, AS_STEEP = 0.01, 0.1


class Landscape(NamedTuple):
    """For `describe_landscape` and tests: places and regions; `lowest` is empty where the loss is least at an edge."""

    lowest: list[Vector]
    low_regions: list[str]
    low: float
    high_regions: list[str]
    high: float
    steep_regions: list[str]
    flat_regions: list[str]


def survey(surface: Surface, lowest: list[Vector]) -> Landscape | None:
    """For `describe_landscape`: what the grid tells of these lowest places and of its regions; None without a value."""
    if surface.minimum is None:
        return None
    low, high = float(surface.minimum[2]), surface.edges[-1]
    with np.errstate(all="ignore"):
        apart = [float(axis[-1] - axis[0]) / (len(axis) - 1) for axis in (surface.b, surface.w)]
        slope = np.hypot(*np.gradient(surface.loss, *apart))
    known = np.isfinite(slope)
    with np.errstate(invalid="ignore"):  # of regions without a slope
        means = _thirds(np.add, np.where(known, slope, 0.0)) / _thirds(np.add, known.astype(np.float64))
    tops, bottoms = (_by_region(_thirds(measure, surface.loss)) for measure in (np.fmax, np.fmin))
    slopes = _by_region(means)
    steepest, flattest = max(slopes.values(), default=0.0), min(slopes.values(), default=0.0)
    room = AS_HIGH * (high - low)
    return Landscape(
        lowest,
        [name for name, value in bottoms.items() if value <= low + room],
        low,
        [name for name, value in tops.items() if value >= high - room],
        high,
        [name for name, value in slopes.items() if value >= (1 - AS_STEEP) * steepest],
        [name for name, value in slopes.items() if value <= flattest + AS_STEEP * (steepest - flattest)],
    )


def describe_landscape(scenario: Scenario, surface: Surface, lowest: list[Vector]) -> Message:
    """For /surface, pages and figures: the landscape with these lowest places, in a sentence or two."""
    found = survey(surface, lowest)
    if found is None:
        return Message("landscape.nothing")
    if found.low == found.high:
        return Message("landscape.even", {"loss": found.low})
    x, y = map(with_subscripts, scenario.plane)
    places = [Message("landscape.near", {"x": x, "y": y, "w": w, "b": b}) for w, b in found.lowest]
    slope = "same" if len(found.steep_regions) + len(found.flat_regions) > len(_NAMES) else "differs"
    return Message(
        "landscape.sentence",
        {
            "lowest": places or _named(found.low_regions),
            "low": found.low,
            "highest": _named(found.high_regions),
            "high": found.high,
            "slope": slope,
            "steepest": _named(found.steep_regions),
            "flattest": _named(found.flat_regions),
        },
    )


_NAMES = tuple(name for row in REGIONS for name in row)


def _named(regions: list[str]) -> list[Message]:
    """Words for regions, fewer where they make up a side, all corners or the whole map."""
    chosen = set(regions)
    if chosen == {*_NAMES}:
        return [Message("landscape.region.everywhere")]
    words = []
    for group, members in GROUPS.items():
        if members <= chosen:
            words.append(Message(f"landscape.region.{group}"))
            chosen -= members
    return [*words, *(Message(f"landscape.region.{name}") for name in _NAMES if name in chosen)]


#: Regions that have a name together.
GROUPS = {
    "corners": {"bottom_left", "bottom_right", "top_left", "top_right"},
    "left_edge": {"bottom_left", "left", "top_left"},
    "right_edge": {"bottom_right", "right", "top_right"},
    "bottom_edge": {"bottom_left", "bottom", "bottom_right"},
    "top_edge": {"top_left", "top", "top_right"},
}


def _by_region(measured: Array) -> dict[str, float]:
    """What was measured of each region that has a value, by its name."""
    by_name = zip(_NAMES, measured.ravel().tolist(), strict=True)
    return {name: value for name, value in by_name if isfinite(value)}


def _thirds(measure: np.ufunc, values: Array) -> Array:
    """What is measured of each region: of three rows and three columns as alike as can be, the first the larger."""
    if len(values) < len(REGIONS):  # the last regions of four points have none of them
        values = np.pad(values, (0, 1), constant_values=0.0 if measure is np.add else np.nan)
    starts = [[i * (count // 3) + min(i, count % 3) for i in range(3)] for count in values.shape]
    found: Array = measure.reduceat(measure.reduceat(values, starts[0], axis=0), starts[1], axis=1)
    return found
