"""Files: CSV of runs, samples and basins, and the map for numpy."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import numpy as np
import pytest

from antigradient.json_text import LONG, compact_columns
from antigradient.objectives import OBJECTIVES
from antigradient.optimisers import OPTIMISERS
from antigradient.query.file_names import MAIN_KINDS, file_name
from antigradient.scenario import resolve
from app.api.endpoints import ENDPOINTS
from app.api.formats import CSV, JSON
from tests.app.conftest import Client
from tests.app.support import API, PATHS, problem, strict

pytestmark = pytest.mark.anyio

#: (file, query, where JSON has the same columns)
TABLES = [
    ("trajectory.csv", "steps=5", "trajectory"),
    ("trajectory.csv", "steps=20&optimiser=line-search&objective=bowl", "trajectory"),
    ("trajectory.csv", "steps=4&batch=2&digits=3", "trajectory"),
    ("trajectory.csv", "objective=logistic-2&steps=3", "trajectory"),
    ("trajectory.csv", "f=log(w)&start=-1,0", "trajectory"),
    ("samples.csv", "", "gradient"),
    ("samples.csv", "objective=logistic-2&digits=4", "gradient"),
    ("samples.csv", "data=cs7015&point=1,0.5", "gradient"),
]


async def table(client: Client, address: str) -> tuple[list[str], list[list[str]]]:
    """Header and rows, read as strictly as RFC 4180 is written."""
    reply = await client.get(f"{API}/{address}")
    assert reply.status_code == 200, reply.text[:300]
    assert reply.headers["content-type"] == "text/csv; charset=utf-8"
    text = reply.content.decode("ascii")
    assert text.endswith("\r\n")
    assert text.count("\n") == text.count("\r\n")
    header, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    assert {len(row) for row in rows} <= {len(header)}
    assert not any("nan" in row or "null" in row for row in rows)
    return header, rows


def value(cell: str) -> float | None:
    return float(cell) if cell else None


@pytest.mark.parametrize(("file", "query", "home"), TABLES)
async def test_tables_say_what_json_says(client: Client, file: str, query: str, home: str) -> None:
    header, rows = await table(client, f"{file}?{query}")
    reply = strict(await client.get(f"{API}/{home}?{query}"))
    if home == "trajectory":
        columns = reply["steps"]
    else:
        columns = {name: [sample[name] for sample in reply["samples"]] for name in reply["samples"][0]}
    assert header == list(columns)
    assert [[value(cell) for cell in row] for row in rows] == [list(row) for row in zip(*columns.values(), strict=True)]


async def test_further_runs_stand_below_the_first(client: Client) -> None:
    query = "steps=3&objective=bowl&digits=4&vs=line-search;steps=2;eta=0.1&vs=adam"
    header, rows = await table(client, f"trajectory.csv?{query}")
    assert header[:2] == ["run", "k"]
    assert [(row[0], row[1]) for row in rows] == [
        *(("0", str(k)) for k in range(4)),
        *(("1", str(k)) for k in range(3)),
        *(("2", str(k)) for k in range(4)),
    ]
    reply = strict(await client.get(f"{API}/trajectory?{query}"))
    for number, steps in enumerate([reply["steps"], *(run["steps"] for run in reply["runs"])]):
        mine = [dict(zip(header, row, strict=True)) for row in rows if row[0] == str(number)]
        for name in header[1:]:
            column = steps.get(name, [None] * len(mine))
            assert [value(row[name]) for row in mine] == column, (number, name)


async def test_basins_have_a_row_for_each_start(client: Client) -> None:
    query = "objective=himmelblau&grid=5&steps=40&tol=1e-6"
    header, rows = await table(client, f"basins.csv?{query}")
    reply = strict(await client.get(f"{API}/basins?{query}"))
    assert header == ["w", "b", "outcome", "minimum_index", "minimum_w", "minimum_b", "minimum_loss"]
    assert len(rows) == 25
    seen = set()
    for i, row in enumerate(rows):
        w, b = reply["w"][i % 5], reply["b"][i // 5]
        index = reply["minimum_index"][i // 5][i % 5]
        minimum = [None] * 3
        if index is not None:
            minimum = [*reply["minima"][index]["point"], reply["minima"][index]["loss"]]
        assert [float(row[0]), float(row[1])] == [w, b]
        assert row[2] == reply["outcome"][i // 5][i % 5]
        assert [value(cell) for cell in row[3:]] == [index, *minimum]
        seen.add(index)
    assert None in seen
    assert len(seen) > 2
    header, _ = await table(client, "basins.csv?objective=logistic-2&plane=w2,b&grid=2&steps=1")
    assert header[:2] == ["w2", "b"]
    assert header[4:] == ["minimum_w1", "minimum_w2", "minimum_b", "minimum_loss"]


async def test_the_map_for_numpy(client: Client) -> None:
    for query in ("grid=7", "grid=5&f=log(w)%2Bb", "objective=logistic-2&grid=4", "grid=6&digits=3"):
        reply = await client.get(f"{API}/surface.npy?{query}")
        assert reply.headers["content-type"] == "application/octet-stream"
        loaded = np.load(io.BytesIO(reply.content), allow_pickle=False)
        assert loaded.dtype == np.float64
        expected = strict(await client.get(f"{API}/surface?{query}&include=loss"))["loss"]
        assert np.array_equal(loaded, np.array(expected, dtype=float), equal_nan=True)
    problem(await client.get(f"{API}/surface.npy?f=log(-1-w^2)"), 422, "f")


async def test_what_has_no_file(client: Client) -> None:
    for objective in ("bowl", "custom"):
        assert (
            "no data"
            in problem(await client.get(f"{API}/samples.csv?objective={objective}"), 422, "objective")["detail"]
        )
    problem(await client.get(f"{API}/basins.csv?grid=65"), 422, "grid")
    problem(await client.get(f"{API}/samples.csv?point=1"), 422, "point")
    problem(await client.get(f"{API}/trajectory.csv?nix=1"), 422, "nix")
    problem(await client.get(f"{API}/gradient.csv"), 404)


#: (address, query, name): what is in a file is in its name.
NAMES = [
    ("figure.svg", "objective=rosenbrock&optimiser=adam", "antigradient-rosenbrock-adam.svg"),
    ("figure.svg", "objective=rosenbrock&optimiser=adam&step=5", "antigradient-rosenbrock-adam-step-5.svg"),
    ("figure.png", "step=2&scale=2", "antigradient-sigmoid-squared-gd-step-2.png"),
    ("card.png", "step=2", "antigradient-sigmoid-squared-gd-card-step-2.png"),
    ("trajectory.csv", "objective=bowl&step=3", "antigradient-bowl-gd.csv"),
    ("trajectory", "objective=bowl&step=3", "antigradient-bowl-gd.json"),
    ("trajectory", "vs=adam&vs=adam;eta=0.1&vs=momentum", "antigradient-sigmoid-squared-gd-vs-adam-momentum.json"),
    ("samples.csv", "data=cs7015", "antigradient-sigmoid-squared-gd-samples.csv"),
    ("basins.csv", "objective=himmelblau&optimiser=newton&grid=3", "antigradient-himmelblau-newton-basins.csv"),
    ("surface.npy", "f=w%5E2%2Bb&grid=5", "antigradient-custom-gd-surface.npy"),
    ("gradient", "f=w%5E2%2Bb", "antigradient-custom-gd-gradient.json"),
]


@pytest.mark.parametrize(("id", "query", "name"), NAMES)
async def test_a_file_is_called_after_what_is_in_it(client: Client, id: str, query: str, name: str) -> None:
    shown = id not in ENDPOINTS or ENDPOINTS[id].format.inline
    for reply in (await client.get(f"{API}/{id}?{query}"), await client.head(f"{API}/{id}?{query}")):
        assert reply.status_code == 200, reply.text
        assert reply.headers["content-disposition"] == f'{"inline" if shown else "attachment"}; filename="{name}"'


@pytest.mark.parametrize("path", PATHS)
async def test_every_reply_has_a_name_of_its_own_kind(client: Client, path: str) -> None:
    kind, _, extension = path.rpartition("/")[2].partition(".")
    reply = await client.get(f"{path}?steps=2&grid=3")
    match = re.fullmatch(r'(inline|attachment); filename="([a-z0-9.-]+)"', reply.headers["content-disposition"])
    assert match
    assert match[2].endswith(f".{extension or 'json'}")
    assert kind in (*MAIN_KINDS, match[2].removesuffix(f".{extension or 'json'}").rpartition("-")[2])


def test_names_are_safe_whatever_is_in_them() -> None:
    everything = [resolve({"objective": o, "optimiser": u}) for o in OBJECTIVES for u in OPTIMISERS]
    runs = [{"optimiser": id} for id in list(OPTIMISERS)[:8]]
    longest = resolve({"objective": "custom", "f": "(w)^2+b", "steps": 10_000, "step": 10_000, "vs": runs})
    names = [file_name(scenario, "figure", "svg") for scenario in (*everything, longest)]
    assert len(set(names)) == len(names)
    for name in names:
        assert re.fullmatch(r"antigradient(-[a-z0-9]+)+\.svg", name), name
        assert len(name) < 160  # file systems take 255


#: Columns, and the text that they become.
WRITTEN: list[tuple[dict[str, Any], str]] = [
    ({"a": np.array([1.0, np.nan, np.inf]), "b": np.arange(3)}, "a,b\r\n1.0,0\r\n,1\r\n,2\r\n"),
    ({"a": [None, 3], "s": ["x", "y"]}, "a,s\r\n,x\r\n3,y\r\n"),
    ({"a": np.array([0.1, 1e-300, -1.7976931348623157e308])}, "a\r\n0.1\r\n1e-300\r\n-1.7976931348623157e+308\r\n"),
    ({"a": np.array([]), "b": []}, "a,b\r\n"),
]


@pytest.mark.parametrize(("columns", "text"), WRITTEN)
def test_csv(columns: dict[str, Any], text: str) -> None:
    assert CSV.write(columns).decode() == text


NUMBERS = np.linspace(0.1, 0.7, LONG)


@pytest.mark.parametrize(
    ("column", "repeats"),
    [
        (np.full(LONG, 0.1), True),
        (np.append(np.full(LONG, -180.0), np.nan), True),
        (np.append(np.full(LONG, 1e-300), 0.5), True),
        (np.full(LONG, -0.0), True),
        (np.full(LONG, 7), True),
        (np.full(LONG - 1, 0.1), False),
        (np.where(np.arange(LONG) == 5, -0.0, 0.0), False),
        (np.where(np.arange(LONG) == 5, np.nextafter(0.1, 1), 0.1), False),
        (np.append(0.2, np.full(LONG, 0.1)), False),
        (np.full(LONG, np.nan), False),
        (np.append(NUMBERS, np.nan), False),
        (np.arange(LONG), False),
        (np.empty(0), False),
    ],
)
def test_a_repeated_number_is_written_once_and_reads_the_same(column: np.ndarray, repeats: bool) -> None:
    columns = {"eta": column, "loss": NUMBERS}
    written = compact_columns(columns)
    assert JSON.write(written) == JSON.write(columns)
    assert written["loss"] is NUMBERS
    assert (written["eta"] is not column) == repeats
