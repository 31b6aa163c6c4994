"""The landscape in words: its facts are those of the loss, looked up on a grid of another size and by differences."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from antigradient.figure.scene import lowest_places
from antigradient.figure.scene.landscape import REGIONS, Landscape, describe_landscape, survey
from antigradient.objectives import OBJECTIVES
from antigradient.scenario import Scenario, resolve
from antigradient.words import LANGUAGES, speaking

SHARES = np.linspace(0.0, 1.0, 17)
QUERIES: list[dict[str, Any]] = [
    *({"objective": id} for id in OBJECTIVES),
    {"objective": "saddle", "window": [0, 4, -4, 0]},
    {"f": "w"},
    {"f": "(w-3)^2+(b-3)^2", "window": [-4, 4, -4, 4]},
    {"f": "exp(3w)"},
    {"f": "sqrt(w)+b", "window": [-1, 3, -1, 1]},
]


def found(scenario: Scenario) -> Landscape:
    surface = scenario.surface()
    landscape = survey(surface, lowest_places(scenario, surface))
    assert landscape
    return landscape


def at(scenario: Scenario, w: Any, b: Any) -> Any:
    with np.errstate(all="ignore"):
        return np.asarray(scenario.loss(*scenario.theta_at(np.asarray(w), np.asarray(b))))


def samples(scenario: Scenario) -> tuple[dict[str, Any], dict[str, Any]]:
    """Losses and slopes on a grid of their own in each region of the window; where there is no value, none."""
    w0, w1, b0, b1 = scenario.window
    losses, slopes = {}, {}
    for j, row in enumerate(REGIONS):
        for i, name in enumerate(row):
            w, b = np.meshgrid(w0 + (w1 - w0) * (i + SHARES) / 3, b0 + (b1 - b0) * (j + SHARES) / 3)
            h, k = 1e-5 * (w1 - w0), 1e-5 * (b1 - b0)
            loss = at(scenario, w, b)
            slope = np.hypot(
                (at(scenario, w + h, b) - at(scenario, w - h, b)) / (2 * h),
                (at(scenario, w, b + k) - at(scenario, w, b - k)) / (2 * k),
            )
            losses[name], slopes[name] = loss[np.isfinite(loss)], slope[np.isfinite(slope)]
    return losses, slopes


@pytest.mark.parametrize("query", QUERIES, ids=str)
def test_facts_are_those_of_the_loss(query: dict[str, Any]) -> None:
    scenario = resolve(query)
    landscape, (losses, slopes) = found(scenario), samples(scenario)
    every = np.concatenate([*losses.values()])
    range_ = landscape.high - landscape.low
    assert every.min() >= landscape.low - 0.02 * range_
    assert every.max() <= landscape.high + 0.02 * range_
    for w, b in landscape.lowest:
        assert at(scenario, w, b) <= every.min() + 1e-9 * abs(every.min())
    peaks = {name: values.max() for name, values in losses.items() if values.size}
    highest = max(peaks, key=lambda name: peaks[name])
    assert highest in landscape.high_regions or peaks[highest] < landscape.high - 0.01 * range_
    for name in landscape.high_regions:
        assert peaks[name] >= landscape.high - 0.3 * range_, name
    means = {name: float(values.mean()) for name, values in slopes.items() if values.size}
    steepest, flattest = max(means.values()), min(means.values())
    for name in landscape.steep_regions:
        assert means[name] >= 0.6 * steepest, name
    for name in landscape.flat_regions:
        assert means[name] <= flattest + 0.4 * (steepest - flattest) + 1e-6 * steepest, name


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({}, "Lowest near w = 1.1, b = −0.22 (0.0062), highest at the top left"),
        ({"objective": "bowl"}, "Lowest near w = 0, b = 0 (0), highest in all four corners"),
        ({"f": "w"}, "Lowest all along the left (−4), highest all along the right (4). The slope is"),
        ({"f": "2+0w"}, "The loss is the same everywhere on this map: 2."),
        ({"objective": "himmelblau"}, "Lowest near w = "),
        ({"objective": "saddle"}, "Lowest at the bottom and at the top"),
    ],
)  # fmt: skip
def test_sentences(query: dict[str, Any], said: str) -> None:
    scenario = resolve(query)
    surface = scenario.surface()
    assert str(describe_landscape(scenario, surface, lowest_places(scenario, surface))).startswith(said)


@pytest.mark.parametrize("tag", LANGUAGES)
def test_it_is_said_of_every_loss_in_every_language(tag: str) -> None:
    with speaking(tag):
        for id in OBJECTIVES:
            scenario = resolve({"objective": id, "grid": 33})
            surface = scenario.surface()
            text = str(describe_landscape(scenario, surface, lowest_places(scenario, surface)))
            assert text.endswith(".")
            assert "{" not in text
