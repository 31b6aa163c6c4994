"""An address that is handed out shows the same figure when defaults have changed: it says what they decide."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any
from urllib.parse import unquote

import pytest

from antigradient.names import CHOICES, NUMBERS, RUNS_LIMIT
from antigradient.objectives import OBJECTIVES
from antigradient.optimisers import OPTIMISERS
from antigradient.query.display import DISPLAY_FIELDS, DISPLAY_OPTIONS
from antigradient.query.limits import Limits
from antigradient.query.links import differing_texts, text_of, with_always_said
from antigradient.query.model import scenario_query
from antigradient.query.urlencoded import query_string
from antigradient.scenario import Scenario, resolve

PAIRS = [(loss, optimiser) for loss in OBJECTIVES for optimiser in OPTIMISERS]
QUERY = scenario_query(Limits()).with_fields(DISPLAY_FIELDS)


def read(link: str) -> tuple[Scenario, dict[str, Any]]:
    """What a link means, and what it says."""
    values, refused = QUERY.parse_link(link.encode())
    assert not refused, link
    return QUERY.resolve({name: value for name, value in values.items() if name not in DISPLAY_OPTIONS}), values


def runs_of(scenario: Scenario) -> list[dict[str, Any]]:
    """All runs on the map, each with all that it depends on and not as it is said."""
    return [{**run.described(), "vs": None} for run in (scenario, *scenario.runs)]


def lasting(link: str) -> str:
    """The same link as it is handed out."""
    scenario, values = read(link)
    return query_string(with_always_said(differing_texts(QUERY, values, link.encode()), scenario))


def of_optimiser(optimiser: str) -> set[str]:
    """What an optimiser alone has, with its η."""
    rule = OPTIMISERS[optimiser]
    return {"eta", *(p.name for p in rule.hyper), *(s.name for s in rule.switches)}


def link(loss: str, optimiser: str) -> str:
    """A link that leaves everything to defaults, with as many further runs as may be, the first rule among them."""
    ids = [*OPTIMISERS]
    own = ids.index(optimiser)
    further = [ids[0], *ids[own:], *ids[:own]][:RUNS_LIMIT]
    return "&".join([f"objective={loss}&optimiser={optimiser}", *(f"vs={id}" for id in further)])


@pytest.mark.parametrize(("loss", "optimiser"), PAIRS)
def test_it_names_what_a_default_decides_and_means_the_same(loss: str, optimiser: str) -> None:
    short = link(loss, optimiser)
    said = lasting(short)
    scenario, values = read(said)
    assert runs_of(scenario) == runs_of(read(short)[0])
    beside = {"objective", "optimiser", "vs"}
    assert values.keys() - beside == {"steps", "tol", "window", "palette"} | of_optimiser(optimiser)
    for run in values["vs"]:
        assert run.keys() == {"optimiser"} | of_optimiser(run["optimiser"])
    assert {*lasting(said).split("&")} == {*said.split("&")}, "what is said is said once"


def other_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, p in NUMBERS.items():
        within = 0.5 * p.default or 0.5
        monkeypatch.setitem(NUMBERS, name, replace(p, default=int(within) if p.integer else within))
    for name, switch in CHOICES.items():
        monkeypatch.setitem(CHOICES, name, replace(switch, default=[*switch.options][-1]))


def other_losses(monkeypatch: pytest.MonkeyPatch) -> None:
    for id, loss in OBJECTIVES.items():
        left, right, low, high = loss.window
        other = {"eta": loss.eta * 1.5, "steps": loss.steps + 7, "window": (left - 1, right, low, high + 1)}
        monkeypatch.setitem(OBJECTIVES, id, replace(loss, **other))  # type: ignore[arg-type]


def other_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    for id, loss in OBJECTIVES.items():
        numbers = {name: dict.fromkeys(of_optimiser(name) & NUMBERS.keys(), 0.123) for name in OPTIMISERS}
        monkeypatch.setitem(OBJECTIVES, id, replace(loss, defaults=numbers))


def other_rates(monkeypatch: pytest.MonkeyPatch) -> None:
    for id, rule in OPTIMISERS.items():
        monkeypatch.setitem(OPTIMISERS, id, replace(rule, eta=0.77))


#: What next year's version may have: each changes what a link means that leaves it to defaults.
PLANTED: list[Callable[[pytest.MonkeyPatch], None]] = [other_numbers, other_losses, other_pairs, other_rates]
#: Planted with the rest, but not said: constants of a loss, how fine it is drawn, and what does nothing by default.
UNSAID = {
    "batch", "seed", "decay", "grid", "levels", "step", "digits", "schedule", "scaling", "lambda1", "lambda2",
}  # fmt: skip
RULES = {name for optimiser in OPTIMISERS for name in of_optimiser(optimiser)}


@pytest.mark.parametrize("plant", PLANTED)
def test_it_means_the_same_when_defaults_are_others(
    plant: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    links = [link(*pair) for pair in PAIRS]
    before = [(short, lasting(short), used(short)) for short in links]
    plant(monkeypatch)
    for short, said, meant in before:
        assert used(said) == meant, said
        assert used(short) != meant, "the defaults are others"


def used(link: str) -> list[dict[str, Any]]:
    """What each run of a link depends on: without the numbers of other optimisers."""
    return [
        {name: run[name] for name in run.keys() - UNSAID - (RULES - of_optimiser(run["optimiser"]))}
        for run in runs_of(read(link)[0])
    ]


def test_what_a_link_says_itself_stays_as_it_is_written() -> None:
    said = lasting("eta=0.30&optimiser=adam&beta1=.5&palette=grey&vs=momentum;gamma=.50&vs=gd;eta=2.0;start=1,1")
    pieces = said.split("&")
    assert {"eta=0.30", "optimiser=adam", "beta1=.5", "palette=grey"} <= {*pieces}
    momentum, gd = (unquote(piece).removeprefix("vs=") for piece in pieces if piece.startswith("vs="))
    assert momentum == f"momentum;gamma=.50;eta={text_of(resolve({'optimiser': 'momentum'}).numbers['eta'])}"
    assert gd == "gd;eta=2.0;start=1,1"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1.0, "1"), (-0.0, "0"), (100.0, "100"), (0.3, "0.3"), (-2.5, "-2.5"), (1e-6, "0.000001"), (1.5e-7, "1.5e-7"),
        (1e-8, "1e-8"), (1e20, "100000000000000000000"), (1e21, "1e+21"), (5e-324, "5e-324"),
        (0.1 + 0.2, "0.30000000000000004"), (4, "4"), ("inside", "inside"), ([-4.0, 4.0, -1e-7, 0.5], "-4,4,-1e-7,0.5"),
    ],
)  # fmt: skip
def test_values_are_written_as_the_page_writes_them(value: Any, text: str) -> None:
    assert text_of(value) == text


def test_every_number_reads_back_the_same() -> None:
    random = Random(7)
    for _ in range(2000):
        value = random.choice([-1, 1]) * 10 ** random.uniform(-12, 12)
        assert float(text_of(value)) == value
