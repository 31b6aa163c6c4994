"""Points as CSV by POST: what is read, and what is refused with its line and column."""

from __future__ import annotations

import pytest

from tests.web.conftest import Client, Connect
from tests.web.support import API, POST_PATHS, problem, strict

pytestmark = pytest.mark.anyio
CSV = {"content-type": "text/csv"}
POINTS = [[-1.0, 0.2], [0.0, 0.5], [2.5, 0.9]]
TWO = [[-1.0, 2.0, 0.0], [0.5, 1.0, 1.0]]

#: (body, the points that it means)
READ: list[tuple[bytes, list[list[float]]]] = [
    (b"-1,0.2\n0,0.5\n2.5,0.9\n", POINTS),
    (b"-1,0.2\r\n0,0.5\r\n2.5,0.9", POINTS),
    (b"-1,0.2\r0,0.5\r2.5,0.9\r", POINTS),
    (b"x,y\n-1,0.2\n0,0.5\n2.5,0.9\n", POINTS),
    (b"\xef\xbb\xbfx,y\r\n-1,0.2\r\n0,0.5\r\n2.5,0.9\r\n", POINTS),
    (b"\n\n \n-1, 0.2\n\n 0 ,.5\n25e-1,+0.9\n,\n", POINTS),
    (b'"x","y"\n"-1","0.2"\n"0","0.5"\n"2.5","0.9"\n', POINTS),
    (b"Y,X\n0.2,-1\n0.5,0\n0.9,2.5\n", POINTS),
    (b"z,y,prediction,x\n9,0.2,7,-1\n9,0.5,7,0\n9,0.9,7,2.5\n", POINTS),
    (b"hours,grade\n-1,0.2\n0,0.5\n2.5,0.9\n", POINTS),
    (b"x1,x2,y\n-1,2,0\n0.5,1,1\n", TWO),
    (b"y,x2,x1\n0,2,-1\n1,1,0.5\n", TWO),
    (b"-1,2,0\n0.5,1,1\n", TWO),
]

#: (body, what is said of it)
REFUSED = [
    (b"", "has no points"),
    (b"\n\n", "has no points"),
    (b"x,y\n", "has no points"),
    (b"x,y\n1,0.5\n2,abc\n", "line 3, column 2: must be a finite number"),
    (b"1,0.5\nnan,0.5\n", "line 2, column 1: must be a finite number"),
    (b"nan,inf\n1,0.5\n", "line 1, column 1: must be a finite number"),
    (b"x,1\n1,0.5\n", "line 1, column 1: must be a finite number"),
    (b"1,0.5\n2,1e999\n", "line 2, column 2: must be a finite number"),
    (b"1,0.5\n2,\n", "line 2, column 2: must be a finite number"),
    (b"1,0.5\n2,0x1\n", "line 2, column 2: must be a finite number"),
    (b"1,0.5\n2,1_0\n", "line 2, column 2: must be a finite number"),
    (b"1,0.5\n2,1 2\n", "line 2, column 2: has a space"),
    (b"1,0.5\n1e7,0.5\n", "line 2, column 1: is beyond ±1e+06"),
    (b"1,0.5\n2,0.5,3\n", "line 2 has 3 columns where the first has 2"),
    (b"x,y\n\n1\n", "line 3 has 1 columns where the first has 2"),
    (b"1;0.5\n2;0.5\n", "line 1 has one column: write x,y"),
    (b"x\ty\n1\t2\n", "line 1 has one column"),
    (b'1,"0.5\n2,0.5\n', "has a quote that is out of place"),
    (b'1,0.5\n"2"x,0.5\n', "line 2 has a quote that is out of place"),
    ("1,\u22120.5\n".encode(), "line 1, column 2: has a typographic minus sign"),
    ("1,٣\n2,3\n".encode(), "line 1, column 2: must be a finite number"),
    (b"1,0\x00\n1,1\n", "line 1, column 2: must be a finite number"),
    (b"1,2,3,4\n", "point 1 has 4 values where x:y has 2"),
    (b"1,2,3\n", "point 1 has 3 values where x:y has 2"),
    (b"1,0.5\n" * 1001, "has more than 1000 points"),
]


@pytest.mark.parametrize(("body", "points"), READ)
async def test_points_are_read(client: Client, body: bytes, points: list[list[float]]) -> None:
    objective = "logistic-2" if len(points[0]) == 3 else "sigmoid-squared"
    posted = await client.post(f"{API}/gradient?objective={objective}&digits=6", content=body, headers=CSV)
    assert posted.status_code == 200, posted.text
    assert strict(posted)["scenario"]["data"] == points
    same = await client.post(f"{API}/gradient", json={"objective": objective, "data": points, "digits": 6})
    assert posted.content == same.content


@pytest.mark.parametrize(("body", "words"), REFUSED)
async def test_what_is_no_table(client: Client, body: bytes, words: str) -> None:
    for path in (f"{API}/gradient", f"{API}/basins"):
        (error,) = problem(await client.post(path, content=body, headers=CSV), 422, "data")["errors"]
        assert words in error["detail"]


@pytest.mark.parametrize("path", POST_PATHS)
async def test_every_endpoint_reads_tables(client: Client, path: str) -> None:
    for kind in ("text/csv", "text/csv; charset=utf-8; header=absent", "Text/CSV"):
        link = f"{path}?grid=3&steps=2&eta=0.5"
        reply = await client.post(link, content=b"1,0.5\n2,0.75\n", headers={"content-type": kind})
        assert reply.status_code == 200
        assert reply.content == (await client.get(f"{link}&data=1:0.5,2:0.75")).content
        assert reply.headers["cache-control"] == "no-store"
        assert reply.headers["vary"] == "Accept-Encoding"


@pytest.mark.parametrize("path", POST_PATHS)
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
    problem(await client.post(path, content=b"\xff\xfe1\x00", headers=CSV), 400)
    problem(await client.post(path, content=b"1,2\n" * 20_000, headers=CSV), 413)


async def test_the_cap_on_points_holds_for_tables(connect: Connect) -> None:
    async with connect(points=3) as client:
        for rows, status in ((3, 200), (4, 422)):
            reply = await client.post(f"{API}/gradient", content=b"1,0.5\n" * rows, headers=CSV)
            assert reply.status_code == status


async def test_what_was_downloaded_can_be_uploaded(client: Client) -> None:
    table = await client.get(f"{API}/samples.csv?data=cs7015&point=1,0.5")
    reply = await client.post(f"{API}/gradient?point=1,0.5", content=table.content, headers=CSV)
    again = strict(reply)
    assert again["scenario"]["data"] == [[0.5, 0.2], [2.5, 0.9]]
    assert again["gradient"] == strict(await client.get(f"{API}/gradient?data=cs7015&point=1,0.5"))["gradient"]
