"""Tables by POST, read by the one reader on every road: `/data`, every other endpoint, at any size that is taken."""

from __future__ import annotations

import json
import threading
import time
from typing import Any

import pytest

from antigradient.data import Table, read_table
from antigradient.data.columns import IDENTIFIER
from antigradient.data.words import ALTERING
from app.api.endpoints import DATA
from app.settings import Settings
from tests.app.conftest import Client, Connect
from tests.app.support import API, POST_PATHS, problem, strict
from tests.library.test_tables import READ, REFUSED

pytestmark = pytest.mark.anyio
CSV = {"content-type": "text/csv"}
ROAD = f"{API}/{DATA.id}"
LIMIT = Settings().table
#: What a loss of so many inputs is called.
OBJECTIVES = {1: "linear-squared", 2: "logistic-2"}


def sent(source: str | bytes) -> bytes:
    return source if isinstance(source, bytes) else source.encode()


def reply_notes(answer: dict[str, Any]) -> list[Any]:
    """What a reply says of the table; /data says nothing else."""
    return list(answer.get("table_notes") or (answer["notes"] if "columns" in answer else []))


async def test_the_same_bytes_are_the_same_points_on_every_road(client: Client) -> None:
    for source, points, codes in READ:
        objective = OBJECTIVES[len(points[0]) - 1]
        read = strict(await client.post(f"{ROAD}?objective={objective}", content=sent(source), headers=CSV))
        assert read["points"] == points == read["scenario"]["data"]
        assert {note["code"] for note in read["notes"]} == codes
        assert read["scenario"]["objective"] == objective
        for path in (f"{API}/gradient", f"{API}/trajectory"):
            posted = await client.post(f"{path}?objective={objective}&steps=1", content=sent(source), headers=CSV)
            assert posted.status_code == 200, posted.text
            same = await client.post(path, json={"objective": objective, "data": points, "steps": 1})
            if lost := [note for note in read["notes"] if note["code"] in ALTERING]:
                assert strict(posted) == {**strict(same), "table_notes": lost}
            else:
                assert posted.content == same.content


async def test_the_same_bytes_are_refused_alike(connect: Connect) -> None:
    async with connect(points=5) as client:
        for source, inputs, _, words in REFUSED:
            said = set()
            for path in (ROAD, f"{API}/gradient", f"{API}/basins"):
                reply = await client.post(f"{path}?objective={OBJECTIVES[inputs]}", content=sent(source), headers=CSV)
                (error,) = problem(reply, 422, "data")["errors"]
                assert words in error["detail"]
                said.add(error["detail"])
            assert len(said) == 1


async def test_what_data_answers(client: Client) -> None:
    table = "# heights\nid;weight, kg;y;note\n1;2,5;0,9;late\n2;0,5;0,2;\n"
    reply = await client.post(f"{ROAD}?eta=0.5&digits=3", content=table.encode(), headers=CSV)
    (error,) = problem(reply, 422, "data")["errors"]
    assert error["detail"] == (
        "has 4 columns where this loss takes 2, x and y: id (whole numbers), column 2 (numbers), y (numbers) and "
        "note (text); name 2 of them in columns, or call them x and y in a first line"
    )
    reply = await client.post(f"{ROAD}?eta=0.5", content=table.replace("weight, kg", "x").encode(), headers=CSV)
    assert reply.headers["cache-control"] == "no-store"
    answer = strict(reply)
    scenario = answer.pop("scenario")
    assert (scenario["eta"], scenario["data"]) == (0.5, [[2.5, 0.9], [0.5, 0.2]])
    assert answer.pop("version")
    assert answer == {
        "points": [[2.5, 0.9], [0.5, 0.2]],
        "columns": [
            {"number": 1, "name": "id", "kind": "integer", "low": 1.0, "high": 2.0, "missing": 0, "distinct": 2},
            {"number": 2, "name": "x", "kind": "number", "low": 0.5, "high": 2.5, "missing": 0, "distinct": 2},
            {"number": 3, "name": "y", "kind": "number", "low": 0.2, "high": 0.9, "missing": 0, "distinct": 2},
            {"number": 4, "name": "note", "kind": "text", "low": None, "high": None, "missing": 1, "distinct": 1},
        ],
        "chosen": [2, 3],
        "labels": None,
        "rows": {"read": 2, "used": 2, "left_out": [], "sample": None},
        "scaling": [],
        "notes": [
            {"code": "header", "args": {"line": 2}, "sentence": "Line 2 was read as the names of the columns."},
            {
                "code": "by_name",
                "args": {"chosen": [["x", 2], ["y", 3]]},
                "sentence": "The columns were taken by their names: x is column 2 and y is column 3.",
            },
            {
                "code": "index",
                "args": {"column": 1},
                "sentence": "Column 1 numbers or names the rows: it was left out.",
            },
            {"code": "left_out", "args": {"count": 1}, "sentence": "One further column was left out."},
            {"code": "decimal_comma", "args": {}, "sentence": "Decimals were read after a comma."},
            {"code": "comments", "args": {"count": 1}, "sentence": "One comment was left out."},
        ],
    }


async def test_what_data_is_not(client: Client) -> None:
    """No GET, no JSON; every name of a scenario is checked, whether it matters or not."""
    for method in ("GET", "HEAD", "PUT", "DELETE"):
        reply = await client.request(method, ROAD)
        assert reply.status_code == 405
        assert reply.headers["allow"] == "OPTIONS, POST"
    for headers in ({}, {"content-type": "application/json"}, CSV | {"content-encoding": "gzip"}):
        reply = await client.post(ROAD, content=b"1,2", headers=headers)
        problem(reply, 415)
        assert reply.headers["accept-post"] == "text/csv"
    for query, names in (("grid=100000&nix=1", {"grid", "nix"}), ("objective=nix", {"objective"}), ("f=(", {"f"})):
        reply = await client.post(f"{ROAD}?{query}", content=b"1,2", headers=CSV)
        assert {error["parameter"] for error in problem(reply, 422)["errors"]} == names


@pytest.mark.parametrize("path", POST_PATHS)
async def test_every_endpoint_reads_tables(client: Client, path: str) -> None:
    for kind in ("text/csv", "text/csv; charset=utf-8; header=absent", "Text/CSV"):
        link = f"{path}?grid=3&steps=2&eta=0.5"
        reply = await client.post(link, content=b"1,0.5\n2,0.75\n", headers={"content-type": kind})
        assert reply.status_code == 200
        assert reply.content == (await client.get(f"{link}&data=1:0.5,2:0.75")).content
        assert reply.headers["cache-control"] == "no-store"
        assert reply.headers["vary"] == "Accept-Encoding"


@pytest.mark.parametrize("path", [*POST_PATHS, ROAD])
async def test_names_of_the_query_are_checked_as_ever(client: Client, path: str) -> None:
    async def refused(query: str, body: bytes = b"1,0.5\n") -> set[str | None]:
        reply = await client.post(f"{path}?{query}", content=body, headers=CSV)
        return {error["parameter"] for error in problem(reply, 422)["errors"]}

    assert await refused("eta=0&nix=1") == {"eta", "nix"}
    assert await refused("eta=0", b"1,x\n") == {"eta", "data"}
    assert await refused("data=five") == {"data"}
    assert await refused("data=1:2") == {"data"}
    assert await refused("objective=bowl") == {"data"}
    assert await refused("objective=sigmoid-log", b"1,0.5\n1,3\n") == {"data"}
    problem(await client.post(path, content=b"1,2\n" * 300_000, headers=CSV), 413)
    whole = b"x,y\n1,2\n" + b"#" * (LIMIT - 8)
    assert len(whole) == LIMIT
    assert (await client.post(f"{path}?grid=3&steps=1", content=whole, headers=CSV)).status_code == 200
    problem(await client.post(f"{path}?grid=3&steps=1", content=whole + b"#", headers=CSV), 413)


async def test_caps(connect: Connect) -> None:
    async with connect(points=3, table=100) as client:
        for path in (ROAD, f"{API}/gradient"):
            for rows, status in ((3, 200), (4, 200), (17, 413)):
                reply = await client.post(path, content=b"1,0.5\n" * rows, headers=CSV)
                assert reply.status_code == status
                if status == 200:
                    assert len(strict(reply)["scenario"]["data"]) == 3
                    drawn = [note["args"] for note in reply_notes(strict(reply)) if note["code"] == "sample"]
                    assert drawn == [{"count": 3, "of": 4, "seed": 0}] * (rows > 3)
        assert strict(await client.get(f"{API}/catalogue"))["limits"]["table"] == 100


#: Whatever it holds, a table as large as is taken costs little.
HEAVY = {
    "one column": b"1\n" * (LIMIT // 2),
    "one line": b"1," * (LIMIT // 2),
    "many rows": b"1;2,5\n" * (LIMIT // 6),
    "many short rows": b"1 2\n" * (LIMIT // 4),
    "many gaps": b"a,b\n" + b"1,\n2,3\n,\n" * (LIMIT // 10),
    "many points": b"1:2 " * (LIMIT // 4),
    "many words": b"x,y\n" + b"".join(b"1,%x\n" % i for i in range(0xA0000, 0xA0000 + LIMIT // 9)),
    "wide": (b",".join([b"1.5"] * 200) + b"\n") * (LIMIT // 800),
    "wide text": (b"x," * 199 + b"1:2\n") * (LIMIT // 402),
    "quotes": b'"' * LIMIT,
    "blanks": b" " * LIMIT,
    "colons": b"1:" * (LIMIT // 2),
    "blanks before a colon": b" " * (LIMIT - 1) + b":",
    "no digits at last": b"1" * 131_000 + b"x," + b"1" * 131_000 + b"x:1" + b"1" * 600_000 + b"x",
    "quotes and blanks": b'1," ' + b" " * (LIMIT - 4),
    "comments": b"#\n" * (LIMIT // 2),
    "digits": b"1" * LIMIT,
    "groups": b"1," + b"123," * (LIMIT // 4 - 1),
    "ragged at last": b"1,2\n" * (LIMIT // 4 - 1) + b"1",
    "everything": b"1;2\t3,4 5:6\n" * (LIMIT // 12),
}


@pytest.mark.parametrize("name", HEAVY)
async def test_a_large_table_costs_little(client: Client, name: str) -> None:
    body = HEAVY[name]
    assert len(body) <= LIMIT
    for query in ("", "?columns=1,2", "?include=columns"):
        before = time.process_time()
        reply = await client.post(f"{ROAD}{query}", content=body, headers=CSV)
        took = time.process_time() - before
        assert reply.status_code in (200, 422)
        assert took < 8  # many times the longest: what grows with the square of the length takes minutes


MTCARS = "model;mpg;cyl;late\n" + "".join(f"car {i};{i + 0.5};{i % 3};{'late' if i % 9 else ''}\n" for i in range(40))


async def test_what_there_is_to_choose_is_asked_for(client: Client) -> None:
    """A refusal names a few columns, whatever they are called; `include=columns` gives all, and no points."""
    wide = ";".join(f"{'n' * 30}{i}" for i in range(60)) + "\n" + ";".join("1" * 60)
    for lang in ("en", "de"):
        for table in (wide, ";".join("1" * 60), MTCARS):
            refused = problem(
                await client.post(f"{ROAD}?lang={lang}", content=table.encode(), headers=CSV), 422, "data"
            )
            (error,) = refused["errors"]
            assert error["code"] == "points_table.error.many_columns"
            named = [one["args"] for one in error["args"]["columns"]]
            assert {"name", "kind"} <= named[0].keys()
            asked = await client.post(f"{ROAD}?lang={lang}&include=columns", content=table.encode(), headers=CSV)
            answer = strict(asked)
            assert len(answer["columns"]) == error["args"]["count"]
            assert answer["scenario"]["data"] is None
            assert not {"points", "chosen", "rows"} & answer.keys()
            name = answer["columns"][1]["name"] or ""
            assert name == named[1]["name"] or not IDENTIFIER.fullmatch(name)
            columns = ",".join(map(str, answer["proposed"]))
            chosen = await client.post(f"{ROAD}?columns={columns}&include=points", content=table.encode(), headers=CSV)
            assert strict(chosen)["chosen"] == answer["proposed"]
            assert "columns" not in strict(chosen)
    reply = await client.post(f"{ROAD}?include=columns&objective=bowl", content=MTCARS.encode(), headers=CSV)
    problem(reply, 422, "data")
    reply = await client.post(f"{ROAD}?include=columns", content=b"1\n2\n", headers=CSV)
    problem(reply, 422, "data")


@pytest.mark.parametrize("path", [ROAD, *POST_PATHS])
async def test_columns_are_chosen_on_every_road(client: Client, path: str) -> None:
    """What is left out, drawn or coded is said on each, and a table alone has columns to choose."""
    query = "objective=sigmoid-squared&grid=3&steps=2&columns=mpg,late"
    table = MTCARS.replace("late\n", "yes\n").replace(";yes\ncar 7", ";no\ncar 7").replace("cyl;yes", "cyl;late")
    answer = strict(await client.post(f"{path}?{query}", content=table.encode(), headers=CSV))
    rows = [(i + 0.5, float(i != 6)) for i in range(40) if i % 9]
    assert answer["scenario"]["data"] == [list(row) for row in rows]
    said = {note["code"]: note["args"] for note in reply_notes(answer)}
    assert said["labels"] == {"column": 4, "zero": "no", "one": "yes"}
    assert said["rows_missing"] == {"count": 5, "lines": [2, 11, 20, 29, 38], "more": "no"}
    english, german = [
        reply_notes(strict(await client.post(f"{path}?{query}&lang={lang}", content=table.encode(), headers=CSV)))
        for lang in ("en", "de")
    ]
    assert [note["args"] for note in english] == [note["args"] for note in german]
    assert {note["sentence"] for note in english}.isdisjoint(note["sentence"] for note in german)
    for names, parameter in (
        ("columns=mpg", "columns"),
        ("columns=mpg,nix", "columns"),
        ("columns=", "columns"),
        ("columns=0,1", "columns"),
        ("columns=mpg,model", "data"),
        ("sample_seed=-1&columns=mpg,cyl", "sample_seed"),
        ("columns=mpg,cyl&columns=mpg,cyl", "columns"),
    ):
        problem(await client.post(f"{path}?{names}", content=table.encode(), headers=CSV), 422, parameter)
    if path != ROAD:
        for names in ("columns", "sample_seed"):
            for reply in (
                await client.get(f"{path}?{names}=1"),
                await client.post(path, json={names: 1, "data": [[1, 2]]}),
            ):
                assert "table" in problem(reply, 422, names)["errors"][0]["detail"]
        problem(await client.post(f"{path}?columns=1,2&include=nix", content=b"1,2\n", headers=CSV), 422)


async def test_a_sample_has_a_seed_of_its_own(connect: Connect) -> None:
    async with connect(points=20) as client:
        body = "\n".join(f"{i},{i % 2}" for i in range(90)).encode()

        async def data(query: str) -> Any:
            return strict(await client.post(f"{ROAD}?{query}", content=body, headers=CSV))["points"]

        usual = await data("")
        assert len(usual) == 20
        assert usual == sorted(usual) == await data("sample_seed=0") == await data("seed=5")
        assert usual != await data("sample_seed=1")


async def test_what_is_said_of_a_table_is_kept_with_its_reply_alone(connect: Connect) -> None:
    async with connect(cache=10**6) as client:
        body = b"x,y\n1,0.5\n3,\n5,0.25\n"
        replies = [await client.post(f"{API}/gradient", content=body, headers=CSV) for _ in range(2)]
        points = await client.post(f"{API}/gradient", json={"data": [[1, 0.5], [5, 0.25]]})
    assert ["table_notes" in strict(reply) for reply in (*replies, points)] == [True, True, False]


async def test_a_long_table_is_read_beside_the_loop(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    readers = []

    def read(*given: Any) -> Table:
        readers.append(threading.current_thread())
        return read_table(*given)

    monkeypatch.setattr("antigradient.answers.computations.read_table", read)
    for path in (ROAD, f"{API}/gradient"):
        assert (await client.post(path, content=b"1,0.5\n" * 1000, headers=CSV)).status_code == 200
    assert len(readers) == 2
    assert threading.main_thread() not in readers


async def test_what_was_downloaded_can_be_uploaded(client: Client) -> None:
    table = await client.get(f"{API}/samples.csv?data=cs7015&point=1,0.5")
    reply = await client.post(f"{API}/gradient?point=1,0.5", content=table.content, headers=CSV)
    again = strict(reply)
    assert again["scenario"]["data"] == [[0.5, 0.2], [2.5, 0.9]]
    assert again["gradient"] == strict(await client.get(f"{API}/gradient?data=cs7015&point=1,0.5"))["gradient"]


async def test_the_documents_show_true_answers(client: Client) -> None:
    operation = strict(await client.get("/openapi.json"))["paths"][ROAD]["post"]
    tables = operation["requestBody"]["content"]["text/csv"]["examples"]
    answers = operation["responses"]["200"]["content"]["application/json"]["examples"]
    assert tables.keys() == answers.keys()
    for key, table in tables.items():
        reply = await client.post(ROAD, content=table["value"].encode(), headers=CSV)
        assert strict(reply) == answers[key]["value"]
    assert "data" not in {parameter["name"] for parameter in operation["parameters"]}
    assert json.dumps(tables["decimal-comma"]["value"])[1:-1] in (await client.get("/docs")).text
