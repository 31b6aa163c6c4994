"""The server's figures and the page's marks draw the same geometry and say the same words: the page's own modules, run
under Node, answer the same questions."""

from __future__ import annotations

import json
import random
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from decimal import Decimal
from itertools import pairwise
from math import inf
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from antigradient import answers
from antigradient.figure import PALETTES, draw
from antigradient.figure.elements import Element, el
from antigradient.figure.figure import Figure
from antigradient.figure.layout import layout_of
from antigradient.figure.map import View, layers, points_of
from antigradient.figure.marks import (
    axes,
    bands,
    further_runs,
    halfplane,
    local,
    path,
    step_arrows,
)
from antigradient.figure.marks.start import knob
from antigradient.figure.row import step_row
from antigradient.geometry import exact_turn
from antigradient.objectives import OBJECTIVES
from antigradient.optimisers import OPTIMISERS
from antigradient.query.arguments import SCENE_PARTS
from antigradient.scenario import Scenario, resolve
from antigradient.words import LANGUAGES, Language, join_with_and, say, speaking, spoken
from antigradient.words.numbers import (
    Labels,
    format_coordinate,
    format_count,
    format_degrees,
    format_names,
    format_number,
    format_point,
    format_vector,
    labels,
    short_number,
)
from app.api.formats import JSON
from hatch_build import find_node
from tests.library.figure.decimal_comma import DECIMAL_COMMA
from tests.library.figure.shapes import all_same

EXTRA = ("levels", "field", "stationary", "eigen", "quadratic")
Ask = Callable[[list[tuple[str, Any]]], list[Any]]

#: Scenarios with further runs, and what a figure of them is told.
FURTHER: dict[str, tuple[dict[str, Any], list[dict[str, Any]], dict[str, Any]]] = {
    "two to the same place": ({"objective": "bowl", "step": 3}, [{"optimiser": "adam", "eta": 0.3}, {"eta": 0.02}], {}),
    "the same run twice": ({"step": 1}, [{}, {}], {}),
    "eight": (
        {"step": 4},
        [*({"optimiser": id} for id in list(OPTIMISERS)[1:]), {"eta": 0.3}],
        {"width": 390, "palette": "grey"},
    ),
    "one diverges": ({"objective": "bowl", "step": 60}, [{"eta": 1.3}, {"eta": 5, "steps": 7}], {}),
    "a start of its own": ({"objective": "himmelblau"}, [{"start": [-4, 4]}, {"start": [0, 0.01], "eta": 1e-6}], {}),
    "one off the window": ({"step": 2}, [{"start": [90, 3], "steps": 4}, {"start": [4, 4]}], {}),
    "one without a path": ({"f": "log(w)+b^2", "start": [2, 1], "eta": 0.1}, [{"start": [-1, 0]}, {"eta": 3}], {}),
    "three parameters": ({"objective": "logistic-2", "plane": ["w2", "b"], "step": 3}, [{"optimiser": "newton"}], {}),
    "unequal": (
        {"objective": "bowl", "window": [-40, 40, -2, 2], "start": [30, 1], "step": 1},
        [{"optimiser": "momentum"}, {"start": [-30, -1.5]}],
        {},
    ),
    "by hand": ({"moves": [[0, 120, 2]], "step": 1}, [{"optimiser": "gd"}], {}),
}
#: Scenarios with what a figure of them is told: every loss, and each way in which a map is unlike the usual one.
CASES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    **{id: ({"objective": id, "step": 2}, {}) for id in OBJECTIVES},
    "momentum": ({"optimiser": "momentum", "step": 5}, {"width": 412}),
    "newton": ({"optimiser": "newton", "start": [1.4, 0.6], "step": 1}, {"width": 330}),
    "last row": ({"objective": "bowl", "step": 10_000}, {"palette": "sea"}),
    "diverging": ({"objective": "bowl", "eta": 5, "step": 3, "window": [-40, 40, -40, 40]}, {}),
    "far away": ({"objective": "bowl", "eta": 1.6, "steps": 60, "step": 1}, {}),
    "unequal": ({"objective": "bowl", "window": [-40, 40, -2, 2], "start": [30, 1], "step": 1}, {}),
    "tall": ({"objective": "himmelblau", "window": [-1, 1, -4, 4], "start": [0.5, 1]}, {}),
    "tiny window": ({"objective": "bowl", "window": [1, 1.0004, 1, 1.0004], "start": [1.0001, 1.0002]}, {}),
    "narrow": ({"objective": "himmelblau", "window": [2.99, 3.01, 1.99, 2.01], "start": [2.992, 1.993]}, {}),
    "far from 0": ({"f": "w^2+b^2", "window": [1000, 1000.01, 5, 5.01], "start": [1000.002, 5.001]}, {"width": 390}),
    "a flat bowl": ({"f": "1+0.001w^2+0.002b^2"}, {"width": 240}),
    "soaring": ({"f": "exp(exp(w))+b^2", "start": [-1, 1], "eta": 0.1}, {}),
    "in a corner": ({"objective": "mccormick", "start": [-1.3, 3.8]}, {}),
    "a name that makes way": ({"eta": 6.5}, {}),
    "a name that makes way for the start": ({"step": 3}, {"width": 1148}),
    "a start at the edge": ({"objective": "bowl", "start": [4, 0], "window": [-4, 4, -4, 4]}, {}),
    "undefined cells": ({"f": "log(w)+b^2", "start": [2, 1], "eta": 0.1}, {}),
    "plane": ({"objective": "logistic-2", "plane": ["w2", "b"], "step": 3}, {}),
    "own": ({"step": 2}, {"beta": 120.0}),
    "own, downhill": ({"objective": "rosenbrock", "step": 4}, {"beta": 270.0}),
    "own, to where there is no value": ({"f": "log(w)+b^2", "start": [0.1, 0.2], "eta": 1}, {"beta": 180.0}),
    "own, last row": ({"objective": "bowl", "step": 10_000, "tol": 0.1}, {"beta": 45.0}),
    "by hand": ({"moves": [[1, 150, 1]], "step": 1}, {}),
    **{f"{name}, further runs": (given | {"vs": vs}, options) for name, (given, vs, options) in FURTHER.items()},
}


@pytest.fixture(scope="module")
def page() -> Ask:
    """Asks the page's modules, in the language that is spoken."""

    def ask(questions: list[tuple[str, Any]]) -> list[Any]:
        record = {field.name: getattr(spoken(), field.name) for field in fields(spoken()) if field.name != "messages"}
        environment = find_node().environment | {"LANGUAGE": json.dumps({**record, "tag": spoken().id})}
        node = shutil.which("node", path=environment["PATH"]) or "node"
        given = JSON.write(questions)
        hook, program = (Path(__file__).with_name(name) for name in ("language.mjs", "page.mjs"))
        command = [node, "--import", hook.as_uri(), str(program)]
        done = subprocess.run(command, input=given, capture_output=True, env=environment)
        assert done.returncode == 0, done.stderr.decode()
        found: list[Any] = json.loads(done.stdout)
        assert len(found) == len(questions)
        return found

    return ask


@pytest.fixture(params=[LANGUAGES["en"], DECIMAL_COMMA], ids=lambda language: language.id)
def language(request: pytest.FixtureRequest) -> Iterator[Language]:
    """In which all is said, by the server and the page."""
    with speaking(request.param) as found:
        yield found


def figure_of(given: dict[str, Any], options: dict[str, Any]) -> Figure:
    return draw(resolve(given), show=EXTRA, **options)


def state_of(figure: Figure, scenario: Scenario, beta: float | None) -> dict[str, Any]:
    """The page's state with what the API would have answered it, all digits."""
    view, row = figure.view, figure.view.row
    assert row is not None
    names = scenario.objective.parameters
    width = round(max(view.layout.plot_width, view.layout.plot_height))
    surface = answers.surface(scenario, {"include": ("bands", *SCENE_PARTS), "width": width})
    move = None
    if beta is not None:
        assert row.eta is not None
        extras = {"point": row.point, "u": None, "beta": beta, "length": None, "order": 8, "include": ("taylor",)}
        move = answers.step(replace(scenario, numbers={**scenario.numbers, "eta": row.eta}), extras)
    flat = len(names) == 2
    return {
        "window": scenario.window,
        "width": figure.width,
        "surface": surface,
        "palette": view.palette.id,
        "plane": scenario.plane,
        "places": [names.index(name) for name in scenario.plane],
        "run": answers.trajectory(scenario, {}),
        "step": row.k,
        "ownBeta": beta,
        "move": move,
        "scenario": scenario.described(),
        "local": answers.gradient(scenario, {"point": row.point}) if flat else None,
        "key": 300,
    }


def drawn(view: View) -> dict[str, list[Element]]:
    """The same layers by the server's marks."""
    found = layers(view)
    row, layout = view.row, view.layout
    assert row is not None
    extra: dict[str, list[Element]] = {}
    for group in found["extra"]:
        assert not isinstance(group.children, str)
        extra[str(group.attrs["class"])] = list(group.children)
    flat = view.on_plane(row.point)
    figure = Figure(view, "light")
    start = view.on_plane(view.scenario.start)
    to = view.on_plane(row.landing) if row.landing else None
    u = view.on_plane(row.u) if row.u else None
    whole = step_arrows.StepVectors(flat, view.on_plane(row.gradient), row.norm, u, row.norm_u, row.beta, to)
    ahead, landed = step_arrows.landing(flat, to, layout) if to else ([], [])
    # Minima that are marked as such are not marked again: here both are wanted.
    plain = layers(replace(view, layers=view.layers - {"stationary"}))
    return {
        "lowest": plain["lowest"],
        "names": plain["names"],
        "hatching": bands.hatching(layout),
        "shade": [bands.shade(layout)],
        "bands": bands.bands(view.bands, layout, view.palette),
        "key": bands.band_key(view.bands, 300, view.palette),
        "half": halfplane.halfplane(flat, view.on_plane(row.gradient), layout) if view.by_hand else [],
        "axes": axes.axes(layout, view.scenario.plane),
        "frame": [axes.plot_border(layout)],
        **{layer: found[layer] for layer in ("others", "path", "abreast")},
        "legend": [el("g", {}, [*further_runs.swatch(run.number), el("text", {}, run.result)]) for run in figure.runs],
        "now": step_arrows.step_arrows(
            replace(whole, beta=None) if view.is_projection else whole, layout, knob(start, layout)
        ),
        "here": [step_arrows.current_point(flat, layout)],
        "ahead": ahead,
        "landed": landed,
        "dial": figure._dial(),
        "levels": extra["levels"],
        "field": extra["field"],
        "quadratic": extra["quadratic"],
        "eigen": local.eigen(flat, view.local, layout) if view.local else [],
        "stationary": extra["stationary"],
    }


def test_every_layer_is_the_pages(page: Ask) -> None:
    figures = {name: figure_of(*case) for name, case in CASES.items()}
    states = [state_of(figure, figure.view.scenario, CASES[name][1].get("beta")) for name, figure in figures.items()]
    answered = page([("map", state) for state in states])
    for (name, figure), theirs in zip(figures.items(), answered, strict=True):
        mine = drawn(figure.view)
        assert set(mine) == set(theirs)
        for layer, elements in mine.items():
            assert len(elements) == len(theirs[layer]), (name, layer)
            all_same(elements, theirs[layer])


def test_every_sentence_is_the_pages(page: Ask, language: Language) -> None:
    figures = {name: figure_of(*case) for name, case in CASES.items() if "vs" not in case[0]}
    states = [state_of(figure, figure.view.scenario, CASES[name][1].get("beta")) for name, figure in figures.items()]
    said = page([("sentence", state) for state in states])
    assert [figure.sentence for figure in figures.values()] == said
    assert all(re.search(r"\d" + re.escape(language.decimal) + r"\d", one) for one in said[: len(OBJECTIVES)])
    assert len(set(said)) > len(said) - 2


def test_layouts(page: Ask) -> None:
    windows = [figure_of(*case).view.scenario.window for case in CASES.values()]
    windows += [(-1e-9, 1e-9, -1e9, 1e9), (0.1, 0.3, 0.7, 0.9), (-7.3, 1e6, 0, 1e6), (1e5, 1e5 + 1, -3e-5, 1)]
    questions = [{"window": window, "width": width} for window in windows for width in (90, 333, 640, 1999)]
    for question, theirs in zip(questions, page([("layout", q) for q in questions]), strict=True):
        mine = layout_of(question["window"], question["width"])  # type: ignore[arg-type]
        assert mine.equal == theirs["equal"]
        box = [theirs["left"], theirs["top"], theirs["plotWidth"], theirs["plotHeight"], theirs["height"]]
        assert [mine.plot.left, mine.plot.top, mine.plot_width, mine.plot_height, mine.height] == pytest.approx(box)
        assert [mine.x.ticks(8), mine.x.ticks(2), mine.y.ticks(11)] == [theirs["across"], theirs["few"], theirs["up"]]


def lists_of_numbers() -> list[dict[str, Any]]:
    """Ticks, levels and keys of all sizes: about 0, far from it, beside each other, by powers, alone, of one value."""
    dice = random.Random(11)
    lists: list[list[float]] = [
        [1000 + 0.002 * i for i in range(6)], [1 + 0.001 * i * i for i in range(5)], [0.1 * i for i in range(9)],
        [-0.0015, -0.001, 0.0], [0.0, 2e4, 4e4], [0.0, 1e300], [5.0, 5.0], [7.25], [1e12 - 1000, 1e12 - 500, 1e12],
        [1e6, 2e6], [9.9999999, 10.0, 10.0000001], [-1e-300, 0.0, 1e-300], [0.05, 0.5, 5.0], [999999.5, 1e6],
        [1 + 2e-10, 1 + 4e-10], [1.0, 1 + 2**-52], [-5.3, 100.0], [5e-324, 1.7e308], [1000000.001, 1000000.002],
    ]  # fmt: skip
    for _ in range(300):
        start, step = dice.uniform(-1, 1) * 10 ** dice.randint(-9, 12), 10 ** dice.uniform(-9, 6)
        lists.append([start + step * i for i in range(dice.randint(2, 9))])
        layout = layout_of((start, start + max(step, 1e-8 * abs(start)), 0, 1), 640)
        lists.append(layout.x.ticks(dice.choice([2, 5, 8])))
        lists.append(sorted(start + abs(start) * step * dice.random() ** 4 for _ in range(dice.randint(2, 21))))
    rooms = [None, 5, 6, 9]
    return [{"values": v, "room": dice.choice(rooms), "digits": dice.choice([1, 2, 3])} for v in lists if v]


def value_of(word: str, found: Labels) -> float:
    plain, _, power = word.replace(spoken().decimal, ".").replace("−", "-").replace("\u00a0", "").partition("×10")
    own = int(power.translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")) or 0)
    return float(Decimal(found.base) + Decimal(plain).scaleb(own + found.power))


@pytest.mark.usefixtures("language")
def test_numbers_that_stand_side_by_side_differ_and_are_the_pages(page: Ask) -> None:
    asked = lists_of_numbers()
    (theirs,) = page([("labels", asked)])
    assert len(asked) > 800
    for one, other in zip(asked, theirs, strict=True):
        values, room = one["values"], inf if one["room"] is None else one["room"]
        mine = labels(values, room, one["digits"])
        assert mine._asdict() | {"of": mine.of("w")} == other, one
        gaps = [abs(b - a) for a, b in pairwise(values)]
        for i, (value, word) in enumerate(zip(values, mine.words, strict=True)):
            near = min([gap for gap in gaps[max(i - 1, 0) : i + 1] if gap] or [inf])
            ulps = 4 * np.spacing(max(map(abs, values)))
            assert abs(value_of(word, mine) - value) <= max(min(near / 8, inf), ulps) if near < inf else True, one
            assert abs(value_of(word, mine) - value) <= max(abs(value) * 0.51 * 10.0 ** (1 - one["digits"]), ulps)
        for (a, b), (said, next_) in zip(pairwise(values), pairwise(mine.words), strict=True):
            assert (said == next_) == (a == b), one
        assert not any(word.startswith(("-", "+")) or word == "−0" for word in mine.words)


def test_what_is_taken_out_of_ticks() -> None:
    def said(values: list[float], room: float = 6) -> tuple[str, str]:
        found = labels(values, room)
        return " ".join(found.words), found.of("w")

    assert said([1000 + 0.002 * i for i in range(6)]) == ("0 0.002 0.004 0.006 0.008 0.01", "w − 1000")
    assert said([1000 + 0.002 * i for i in range(3)], 9) == ("1000 1000.002 1000.004", "w")
    assert said([-1000.01, -1000.0]) == ("−0.01 0", "w + 1000")
    assert said([1 + 2e-10, 1 + 4e-10]) == ("2 4", "w − 1, ×10⁻¹⁰")
    assert said([-2e-9, 0.0, 2e-9]) == ("−2 0 2", "w, ×10⁻⁹")
    assert said([1e12 - 1000, 1e12]) == ("−1000 0", "w − 1\u00a0×\u00a010¹²")
    assert said([1.0, 1.0003, 1.0026], inf) == ("1 1.0003 1.0026", "w")


def test_a_place_is_told_on_the_side_of_the_edge_where_it_is_and_as_the_page_does(
    page: Ask, language: Language
) -> None:
    dice = random.Random(5)
    asked = [(3.996, -4, 3.998), (1 / 3, 1 / 3, 2 / 3), (0.33334, 1 / 3, 2 / 3), (4.0001, -4, 4), (1e12, -4, 4),
             (0.004, -4, 4), (-0.0, -4, 4), (2.992, 2.99, 3.01), (1000.001, 1000, 1000.01), (-1e-30, 0, 1)]  # fmt: skip
    for _ in range(600):
        low = dice.uniform(-1, 1) * 10 ** dice.randint(-6, 9)
        high = low + max(10 ** dice.uniform(-9, 3), 2e-9 * abs(low))
        asked.append((low + (high - low) * dice.choice([0, 1, dice.random(), dice.gauss(0, 3)]), low, high))
    (theirs,) = page([("places", asked)])
    for (value, low, high), other in zip(asked, theirs, strict=True):
        word = format_coordinate(value, low, high)
        assert word == other, (value, low, high)
        read = value_of(word, Labels([word]))
        assert (low <= read <= high) == (low <= value <= high), (value, low, high)
        reach = max(high - low, abs(value - (low + high) / 2))
        assert abs(read - value) <= reach / 900 + np.spacing(abs(value)), (value, low, high)
    assert format_coordinate(2.992, 2.99, 3.01) == f"2{language.decimal}992"
    assert format_coordinate(-2.12345, -4, 4) == f"−2{language.decimal}12"


def test_steps_that_are_distinct_on_a_map_are_told_apart() -> None:
    """Farther than two pixels of 700 from the last one, inside: another place in words."""
    narrow = {"objective": "himmelblau", "window": [2.99, 3.01, 1.99, 2.01], "start": [2.992, 1.993]}
    beside = {"window": [1.14, 1.16, -0.29, -0.27], "start": [1.142, -0.288]}
    for given in ({}, narrow, beside, {"objective": "beale"}):
        scenario = resolve({**given, "steps": 60})
        rows = [step_row(scenario, scenario.ledger(), k) for k in range(scenario.ledger().rows)]
        w_min, w_max, b_min, b_max = scenario.window
        spans = np.array([w_max - w_min, b_max - b_min])
        for a, b in pairwise(row for row in rows if row):
            if (np.abs(np.array(a.point) - np.array(b.point)) / spans).max() > 2 / 700:
                assert a.point_text != b.point_text, (a.point, b.point)


def test_turns_are_the_servers_and_quarter_turns_exact(page: Ask) -> None:
    turns = [*range(0, 361, 15), 0.1, 89.9999999, 90.0000001, 179.99, 222.2, 359.5, 12.345]
    (theirs,) = page([("turns", turns)])
    cos, sin = exact_turn(np.array(turns, dtype=float))
    assert np.abs(np.array(theirs) - np.stack([cos, sin], axis=1)).max() < 3e-16
    quarter = {turn: pair for turn, pair in zip(turns, theirs, strict=True) if turn % 90 == 0}
    assert quarter == {0: [1, 0], 90: [0, 1], 180: [-1, 0], 270: [0, -1], 360: [1, 0]}


@pytest.mark.usefixtures("language")
def test_numbers_and_angles(page: Ask) -> None:
    dice = random.Random(7)
    values = [sign * dice.random() * 10 ** dice.randint(-9, 12) for sign in (1, -1) for _ in range(300)]
    # Halves that a binary fraction holds exactly are rounded up here and there.
    values += [0.0, 0.0625, 1.0625, -1.0625, 2.5, 12.5, 1e-4, 9.9999e-5, 99999.5, 999999.5, 1e6, 0.5, 1 / 3, 1e300]
    digits = [1, 2, 3, 4, 6]
    turns = [0.0, 1e-9, 89.95, 89.96, 90.0, 90.04, 179.95, 179.949, 179.9999, 180.0, 12.25, 12.75, 162.65]
    turns += [dice.random() * 180 for _ in range(200)]
    shown, angles = page([("numbers", {"values": values, "digits": digits}), ("degrees", {"values": turns})])
    assert [[format_number(value, count) for count in digits] for value in values] == shown
    assert [[format_degrees(turn), format_degrees(turn, 1)] for turn in turns] == angles


def test_points_counts_lists_and_numbers_in_sentences(page: Ask, language: Language) -> None:
    dice = random.Random(3)
    values = [sign * dice.random() * 10 ** dice.randint(-12, 12) for sign in (1, -1) for _ in range(200)]
    values += [0.0, 1e-6, 1.25e-5, 1e-4, 0.5, 10.0, 99.6, 1e5, 5e-324, 1e300, 0.0001234]
    counts = [0, 1, 2, 9, 999, 1000, 9999, 10_000, 123_456, 10_000_000, -12_345]
    names, window = ["w1", "w2", "b"], [-4, 4, -2, 2]
    points = [[dice.gauss(0, 3) for _ in names] for _ in range(100)] + [[0.0, -0.5, 1e-7]]
    lists = [list("abcd"[:n]) for n in range(5)]
    mine = {
        "short": [short_number(value) for value in values],
        "counts": [format_count(count) for count in counts],
        "points": [format_point(point, names, ("w1", "b"), window) for point in points],
        "vectors": [format_vector(point) for point in points],
        "names": format_names(names),
        "lists": [join_with_and(items) for items in lists],
        "steps": [say("count.steps", steps=count) for count in counts],
    }
    given = {"values": values, "counts": counts, "points": points, "names": names, "lists": lists}
    assert page([("texts", {**given, "map": {"plane": ["w1", "b"], "window": window}})]) == [mine]
    assert mine["vectors"][-1] == f"(0{language.pair}−0{language.decimal}5{language.pair}1\u00a0×\u00a010⁻⁷)"


@pytest.mark.parametrize("id", PALETTES)
def test_colours(page: Ask, id: str) -> None:
    places = np.linspace(-0.1, 1.1, 97).tolist()
    (theirs,) = page([("colours", {"places": places, "palette": id})])
    mine = [tuple(bytes.fromhex(PALETTES[id].colour(t)[1:])) for t in places]
    assert mine == [tuple(int(c) for c in colour[4:-1].split()) for colour in theirs]


def test_a_planted_difference_is_seen(page: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    """A path that begins a quarter of a pixel off, a label of another word, an arrow that is turned, runs exchanged."""
    figure = figure_of({"step": 1, "vs": [{"optimiser": "adam"}, {"eta": 2.0}]}, {})
    (theirs,) = page([("map", state_of(figure, figure.view.scenario, None))])
    layout, view = figure.view.layout, figure.view
    assert view.step_vectors is not None
    w, b = (view.ledger.columns[name] for name in "wb")
    moved = path.path(list(zip((w + 0.004).tolist(), b.tolist(), strict=True)), layout)
    turned = step_arrows.step_arrows(replace(view.step_vectors, u=(1.0, 0.0)), layout)
    renamed = axes.axes(layout, ("w", "c"))
    shifted = bands.bands(view.bands, replace(layout, x=replace(layout.x, end=layout.x.end + 0.6)), view.palette)
    first, *runs = (points_of(ledger, view.scenario.plane) for ledger in (view.ledger, *view.ledgers))
    exchanged = {
        "others": further_runs.further_runs(runs[::-1], layout),
        "abreast": further_runs.run_markers(first, runs[::-1], 1, view.on_plane(view.scenario.start), layout),
    }
    for layer, planted in {"path": moved, "now": turned, "axes": renamed, "bands": shifted, **exchanged}.items():
        with pytest.raises(AssertionError):
            all_same(planted, theirs[layer])
