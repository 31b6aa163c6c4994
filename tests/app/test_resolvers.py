"""A link means the same to the server and to the page: both resolvers, and what both write, on random links."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import parse_qsl, quote

import orjson
import pytest

from antigradient.catalogue import API_ONLY_NAMES, FORM_ONLY_NAMES, without_names
from antigradient.data import DATASETS
from antigradient.names import MAP_NAMES, NUMBERS, PRESENTATION_NAMES, RUN_NAMES
from antigradient.objectives import OBJECTIVES, TYPED, USUAL, Objective
from antigradient.query.fields import ChoiceField, NumberField
from antigradient.query.lenient import lenient_scenario
from antigradient.query.links import differing_texts, with_always_said
from antigradient.query.model import Query, scenario_query
from antigradient.query.urlencoded import parse_query_string, query_string
from antigradient.scenario import Scenario
from app.api.catalogue import catalogue
from app.settings import Settings
from hatch_build import find_node
from tests import fuzz

#: Links in the gate; `make fuzz` multiplies them.
COUNT = fuzz.examples(300)
SETTINGS = {"usual": Settings(), "small": Settings(steps=60, grid=65, levels=12, points=6)}
FORMULAS = ("w^2+b^2", "sin(w)*b^2", "abs(w)-1.5b + 2", "sin(w)cos(b)+(w^2+b^2)/10", "log(w)+b^2")
#: What a further run is not told of by its first, and has no use for.
ALONE = {*PRESENTATION_NAMES, *(name for name in MAP_NAMES if name in NUMBERS)}


def number(random: Random) -> str:
    """A number as somebody might write it."""
    value = random.choice([random.uniform(-4, 4), float(random.randint(-4, 4)), 10 ** random.uniform(-7, 2)])
    plain = f"{value:.{random.randint(0, 6)}f}"
    return random.choice([repr(value), plain, f"{value:.3e}", plain.removeprefix("0")])


def texts(name: str, query: Query, objective: Objective, random: Random) -> str:
    """One of the texts that a name may have, mostly one that goes with the loss, sometimes its default."""
    inputs = max(objective.inputs, 1)
    field = query.fields[name]
    if isinstance(field, ChoiceField):
        return random.choice([*field.options])
    if isinstance(field, NumberField) and name != "at":
        p = field.parameter
        usual = objective.eta if name == "eta" else p.default
        low, high = p.slider_range or (p.low, min(p.high, 300))
        other = random.randint(int(low), int(high)) if p.integer else random.uniform(low, high)
        return random.choice([f"{usual:g}", repr(other), repr(p.high), f"{other:.3g}"])
    points = random.sample(range(-40, 40), random.randint(1, 8))
    rows = [":".join([f"{t / 10:g}"] * inputs + [f"{random.randint(0, 10) / 10:g}"]) for t in points]
    written: dict[str, Callable[[], str]] = {
        "f": lambda: random.choice(FORMULAS),
        "data": lambda: random.choice([random.choice([*DATASETS]), ",".join(rows)]),
        "start": lambda: ",".join(random.choice([str(t), number(random)]) for t in objective.start),
        "window": lambda: f"{-random.random()},{number(random)},-{random.randint(1, 9)},{random.randint(0, 9)}.5",
        "plane": lambda: ",".join(random.sample(objective.parameters, 2)),
        "at": lambda: number(random),
        "moves": lambda: ",".join(
            f"{k}:{random.choice([0, 90, 120.5, 359])}:{random.choice(['1', '0.25', '1e-3'])}"
            for k in random.sample(range(50), random.randint(1, 3))
        ),
    }
    return written[name]()


def link(query: Query, random: Random) -> bytes:
    """A link with some of the names, further runs too."""
    objective = random.choice([*OBJECTIVES.values()])
    said: list[tuple[str, str]] = []
    named = random.random() < 0.8
    if named:
        said.append(("objective", objective.id))
    names = [name for name in query.fields if name not in ("objective", "vs")]
    chosen = random.sample(names, random.choice([0, 1, 2, 4, 8, 16]))
    if objective.f is None and named and "f" in chosen:
        chosen.remove("f")
    said += [(name, texts(name, query, objective, random)) for name in chosen]
    for _ in range(random.choice([0, 0, 0, 1, 2, 5])):
        own = random.sample(RUN_NAMES[1:], random.choice([0, 1, 2, 5]))
        rest = [f"{name}={texts(name, query, objective, random)}" for name in own]
        said.append(("vs", ";".join([texts("optimiser", query, objective, random), *rest])))
    random.shuffle(said)
    return "&".join(f"{name}={quote(text, safe=',:;')}" for name, text in said).encode()


def answers(settings: Settings, boots: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What the page's own modules say of them, under Node."""
    environment = find_node().environment
    node = shutil.which("node", path=environment["PATH"]) or "node"
    known = without_names(catalogue(settings), (*API_ONLY_NAMES, *FORM_ONLY_NAMES))
    command = [node, str(Path(__file__).with_name("resolver.mjs"))]
    given = orjson.dumps({"catalogue": known, "boots": boots})
    done = subprocess.run(command, input=given, capture_output=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr.decode()
    found: list[dict[str, Any]] = json.loads(done.stdout)
    assert len(found) == len(boots)
    return found


def plain(scenario: Scenario) -> dict[str, Any]:
    """A scenario as JSON has it, without the step, which is the page's own."""
    described: dict[str, Any] = orjson.loads(orjson.dumps(scenario.described()))
    del described["step"]
    return described


def meaning(query: Query, said: str) -> dict[str, Any]:
    """What a link of the page's means to the server, which takes all of it."""
    scenario, _, refused = lenient_scenario(query, said.encode())
    assert not refused, (said, refused)
    return plain(scenario)


@pytest.mark.fuzz
@pytest.mark.parametrize("kind", SETTINGS)
def test_both_resolvers_and_both_writers_agree_on_random_links(kind: str) -> None:
    settings = SETTINGS[kind]
    query, random = scenario_query(settings.limits), Random(f"{kind} links {fuzz.SEED}")
    raws = [link(query, random) for _ in range(COUNT)]
    read = [lenient_scenario(query, raw)[:2] for raw in raws]
    boots = [{"scenario": scenario.described(), "given": list(values)} for scenario, values in read]
    seen: set[str] = set()
    scaled = 0
    for raw, (scenario, values), answer in zip(raws, read, answers(settings, boots), strict=True):
        mine = plain(scenario)
        del answer["scenario"]["step"]
        assert answer["scenario"] == mine, raw
        assert answer["scaled"]["scaling"] == [
            {"shift": column.shift, "scale": column.scale}
            for column in (scenario.scaling.columns if scenario.scaling else ())
        ], raw
        if scenario.scaling and scenario.scaled_data:
            scaled += 1
            assert answer["scaled"]["scaled"]["data"] == scenario.scaled_data.rows(), "to the last digit"
        for run, other in zip(scenario.runs, answer["runs"], strict=True):
            expected = {name: value for name, value in plain(run).items() if name not in ALONE}
            assert {name: value for name, value in other.items() if name in expected} == expected, raw
        for said in (answer["link"], answer["shortest"]):
            assert meaning(query, said) == mine, (raw, said)
        # The page's words are read and written again by the server, to the letter.
        repeated, _ = parse_query_string(answer["link"].encode(), ["vs"])
        assert sorted(query_string(repeated).split("&")) == sorted(answer["link"].split("&"))
        kept = differing_texts(query, lenient_scenario(query, answer["link"].encode())[1], answer["link"].encode())
        assert shortened(kept) == shortened(dict(parse_qsl(answer["shortest"]))), (raw, answer["shortest"])
        # What is handed out is the same from both, to the letter but for the order of the names.
        lasting, shortest = read_texts(answer["lasting"]), read_texts(answer["shortest_lasting"])
        assert lasting == with_always_said(repeated, scenario), raw
        assert without_loss(shortest) == without_loss(with_always_said(kept, scenario)), raw
        for said in (answer["lasting"], answer["shortest_lasting"]):
            again, _, (refused, *more) = lenient_scenario(query, said.encode())
            assert refused.parameter == "palette", (raw, said)
            assert not more, (raw, said)
            assert runs_of(again) == runs_of(scenario), (raw, said)
        seen |= {*values}
    assert seen >= {*query.fields} - {"step"}, "every name has been tried"
    assert scaled > COUNT / 100


def read_texts(said: str) -> dict[str, Any]:
    """The names of a link with their texts."""
    texts, refused = parse_query_string(said.encode(), ["vs"])
    assert not refused
    return texts


def without_loss(texts: dict[str, Any]) -> dict[str, Any]:
    """All but what names the loss: see `shortened`."""
    return {name: text for name, text in texts.items() if name not in ("f", "objective")}


def runs_of(scenario: Scenario) -> list[dict[str, Any]]:
    """All runs on the map, the first one's first, each with all that it depends on and not as it is said."""
    return [{**plain(run), "vs": None} for run in (scenario, *scenario.runs)]


def shortened(texts: dict[str, Any]) -> set[str]:
    """The names of a link; of a loss that is typed either name says enough."""
    names = {*texts}
    typed = "f" in names or OBJECTIVES[texts.get("objective", USUAL.id)] is TYPED
    return names - {"f", "objective"} | {"f"} if typed else names
