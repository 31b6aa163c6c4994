"""The one query model: the same names, checks and defaults at every endpoint, by link and by JSON."""

from __future__ import annotations

from typing import Any

import pytest

from antigradient.objectives import OBJECTIVES
from antigradient.query.fields import ChoiceField, NumberField, VectorField
from antigradient.query.model import scenario_query
from antigradient.query.points import PointsField
from app.api.endpoints import ENDPOINTS
from app.settings import Settings
from tests.app.conftest import Client, Connect
from tests.app.support import API, PATHS, POST_PATHS, problem, strict

pytestmark = pytest.mark.anyio
QUERY = scenario_query(Settings().limits)
NUMBERS = [field for field in QUERY.fields.values() if isinstance(field, NumberField)]
WHOLE = [field.name for field in NUMBERS if field.parameter.integer]

#: (name, text of a link): refused by every endpoint, whether it uses the name or not.
REFUSED_TEXTS = [
    *((field.name, text) for field in NUMBERS for text in ("", "nan", "inf", "-Infinity", "1e999", "x", "1,2", "1_0")),
    *(
        (field.name, text)
        for field in NUMBERS
        for text in ("0x10", "1%202", "+", "%2B", "1e+2", "\u22121", "٣", "1%00")
    ),
    *((name, text) for name in WHOLE for text in ("1.5", "1e1", "3.0", "99999999999999999999")),
    *((field.name, f"{field.parameter.high * 2 + 1:.0f}") for field in NUMBERS),
    *((field.name, f"{field.parameter.low - 1:.0f}") for field in NUMBERS),
    *(
        (field.name, text)
        for field in QUERY.fields.values()
        if isinstance(field, ChoiceField)
        for text in ("", "x", "GD")
    ),
    ("eta", "0"),
    ("gamma", "1"),
    ("start", ""),
    ("start", "1"),
    ("start", "1,"),
    ("start", "1,,2"),
    ("start", "1, 2"),
    ("start", "1,nan"),
    ("start", "1,1e13"),
    ("start", "1;2"),
    ("start", "[1,2]"),
    ("start", "1,2,3,4"),
    ("plane", "w"),
    ("plane", "b,w"),
    ("plane", "w,w"),
    ("plane", "w1,w2"),
    ("plane", "w1,w2,b"),
    ("window", "1,2,3"),
    ("window", "1,2,3,4,5"),
    ("window", "4,-4,-4,4"),
    ("window", "0,0,0,1"),
    ("window", "1000000,1000000.0001,0,1"),
    ("window", "0,1,0,inf"),
    ("data", ""),
    ("data", "six"),
    ("data", ":"),
    ("data", "1:2,"),
    ("data", "1:2,3"),
    ("data", "1:2:3:4"),
    ("data", "1:nan"),
    ("data", "1:2,1e7:0"),
    ("data", "1:2;3:4"),
    ("data", ",".join(["1:0.5"] * 1001)),
]
NO_NUMBERS: tuple[Any, ...] = ("1", True, [1], {}, 10**400)
#: (name, JSON): likewise.
REFUSED_VALUES: list[tuple[str, Any]] = [
    *((field.name, value) for field in NUMBERS for value in NO_NUMBERS),
    *((field.name, None) for field in NUMBERS if not field.nullable),
    ("plane", "w,b"),
    ("plane", ["w"]),
    ("plane", ["w", 1]),
    ("plane", [["w"], ["b"]]),
    *((name, 1.5) for name in WHOLE),
    *((field.name, field.parameter.high * 2 + 1) for field in NUMBERS),
    ("objective", 3),
    ("objective", None),
    ("objective", ["bowl"]),
    ("optimiser", {"id": "gd"}),
    ("start", "-2,-2"),
    ("start", [1]),
    ("start", [1, "2"]),
    ("start", [1, None]),
    ("start", [1, [2]]),
    ("start", {"w": 1, "b": 2}),
    ("window", [0, 1, 0]),
    ("window", [1, 0, 0, 1]),
    ("data", 5),
    ("data", "six"),
    ("data", "1:2"),
    ("data", []),
    ("data", [1, 2]),
    ("data", [[1]]),
    ("data", [[1, 2], [1, 2, 3, 4]]),
    ("data", [[1, "2"]]),
    ("data", [[1, None]]),
    ("data", [[1, 1e7]]),
    ("data", [[1, 0.5]] * 1001),
    ("data", {"x": [1]}),
]


@pytest.mark.parametrize("path", PATHS)
async def test_every_endpoint_refuses_every_bad_text(client: Client, path: str) -> None:
    for name, text in REFUSED_TEXTS:
        body = problem(await client.get(f"{path}?{name}={text}"), 422)
        assert body["errors"], (name, text)
        assert [error["parameter"] for error in body["errors"]] == [name], (name, text, body)


@pytest.mark.parametrize("path", POST_PATHS)
async def test_every_endpoint_refuses_every_bad_value(client: Client, path: str) -> None:
    for name, value in REFUSED_VALUES:
        body = problem(await client.post(path, json={name: value}), 422)
        assert [error["parameter"] for error in body["errors"]] == [name], (name, value, body)


async def test_no_error_repeats_a_value(client: Client) -> None:
    secret = "Zx9Zx9"
    for name in [*QUERY.fields.keys() - {"f"}, "point", "include"]:  # of a formula, one identifier may be named
        for text in (secret, f"1,{secret}", f"1:{secret}", f"{secret}:1"):
            for path in PATHS:
                assert secret not in (await client.get(f"{path}?{name}={text}")).text
    for path in POST_PATHS:
        for name in QUERY.fields.keys() - {"f"}:
            assert secret not in (await client.post(path, json={name: secret})).text


PICTURES = [f"{API}/{id}" for id, endpoint in ENDPOINTS.items() if endpoint.format.inline]
UNKNOWN = [
    ("colour", "colour", "is unknown"),
    ("optimizer", "optimizer", "is unknown; did you mean optimiser?"),
    ("Eta", "Eta", "is unknown; did you mean eta?"),
    ("theme", "theme", "belongs to pages only"),
    ("x" * 32, "x" * 32, "is unknown"),
    ("x" * 33, None, "an unknown name was given"),
    ("%3Cscript%3E", None, "an unknown name was given"),
    ("", None, "an unknown name was given"),
    ("η", None, "an unknown name was given"),
    ("%ff", None, "a name is not valid UTF-8"),
]


@pytest.mark.parametrize(("name", "shown", "detail"), UNKNOWN)
async def test_an_unknown_name_is_refused_and_named_if_it_is_harmless(
    client: Client, name: str, shown: str | None, detail: str
) -> None:
    for path in PATHS:
        if path in PICTURES and name == "theme":
            continue  # a picture takes the names of pages
        body = problem(await client.get(f"{path}?{name}=1"), 422)
        assert [(error["parameter"], error["detail"]) for error in body["errors"]] == [(shown, detail)]


OWN_NAMES = [
    ("include", "loss", ["surface"]),
    ("include", "taylor,eta_curve", ["step"]),
    ("point", "1,2", ["gradient", "slices", "derivation", "step", "samples.csv"]),
    ("u", "1,2", ["step"]),
    ("beta", "90", ["step", "figure.svg", "figure.png"]),
    ("length", "2", ["step"]),
    ("order", "2", ["step", "taylor"]),
    ("x", "1", ["taylor", "figure.svg", "figure.png"]),
    ("delta", "-1", ["taylor", "figure.svg", "figure.png"]),
    ("span", "0,1", ["taylor"]),
    ("width", "300", ["surface", "figure.svg", "figure.png"]),
    ("scale", "0.5", ["figure.svg", "figure.png", "card.png"]),
    ("palette", "grey", ["figure.svg", "figure.png", "card.png"]),
]


async def test_names_of_one_endpoint_are_unknown_elsewhere(client: Client) -> None:
    for path in PATHS:
        for name, text, homes in OWN_NAMES:
            status = 200 if path.rpartition("/")[2] in homes else 422
            assert (await client.get(f"{path}?{name}={text}&grid=5&steps=2")).status_code == status


@pytest.mark.parametrize("path", PATHS)
async def test_a_name_given_twice_is_refused(client: Client, path: str) -> None:
    for query in ("eta=1&eta=1", "eta=1&%65ta=2", "eta=&eta=1", "eta=1&grid=5&eta=2"):
        body = problem(await client.get(f"{path}?{query}"), 422)
        entry = {"parameter": "eta", "detail": "is given twice", "code": "refusal.given_twice", "args": {}}
        assert entry in body["errors"]


async def test_all_that_is_wrong_is_said_at_once(client: Client) -> None:
    body = problem(await client.get(f"{API}/surface?eta=0&grid=1&colour=red&start=1&window=1,0,0,1"), 422)
    assert {error["parameter"] for error in body["errors"]} == {"eta", "grid", "start", "colour", "window"}
    # With another loss the start might have been right.
    body = problem(await client.get(f"{API}/surface?objective=bowll&start=1,2,3"), 422)
    assert [error["parameter"] for error in body["errors"]] == ["objective"]


async def test_further_runs(client: Client) -> None:
    path = f"{API}/trajectory"
    link = await client.get(f"{path}?steps=3&vs=adam;eta=0.1&vs=momentum&vs=gd;start=1,2;steps=2")
    runs: list[dict[str, Any]] = [
        {"optimiser": "adam", "eta": 0.1},
        {"optimiser": "momentum"},
        {"start": [1, 2], "optimiser": "gd", "steps": 2},
    ]
    assert (await client.post(path, json={"steps": 3, "vs": runs})).content == link.content
    reply = strict(link)
    assert reply["scenario"]["vs"] == runs
    for run, given in zip(reply["runs"], runs, strict=True):
        assert set(run) == {"scenario", "title", "outcome", "code", "args", "message", "own_units", "steps"}
        assert {name: run["scenario"][name] for name in given} == given
        assert len(run["steps"]["k"]) == given.get("steps", 3) + 1
    for text in (
        "",
        "nix",
        "adam;",
        "adam;eta",
        "adam;eta=x",
        "adam;eta=0",
        "adam;grid=9",
        "adam;eta=1;eta=1",
        "eta=1",
    ):
        problem(await client.get(f"{path}?vs=gd&vs={text}"), 422, "vs")
    problem(await client.get(f"{path}?" + "&".join(["vs=gd"] * 9)), 422, "vs")
    value: Any
    for value in (None, "adam", {}, ["adam"], [{"grid": 9}], [{"eta": "1"}], [{"vs": []}], [{}] * 9):
        problem(await client.post(path, json={"vs": value}), 422, "vs")


async def test_typed_formulas(client: Client) -> None:
    link = await client.get(f"{API}/gradient?f=w^2%2Bb^2&point=3,4")
    reply = strict(link)
    assert (reply["scenario"]["objective"], reply["scenario"]["f"]) == ("custom", "w^2+b^2")
    assert (reply["loss"], reply["gradient"]) == (25, [6, 8])
    body = {"f": "w^2+b^2", "point": [3, 4]}
    assert (await client.post(f"{API}/gradient", json=body)).content == link.content
    for text, column in (("w^2+b", 5), ("wb", 1), ("w%2B", 3), ("w%2Bfoo(b)", 3), ("(w", 1), ("%C2%A7w", 1)):
        for path in PATHS:
            (error,) = problem(await client.get(f"{path}?f={text}"), 422, "f")["errors"]
            assert error["column"] == column or path.endswith("/taylor"), (text, error)
            assert "column" in error["detail"]
    assert "%2B" in problem(await client.get(f"{API}/surface?f=w+b"), 422, "f")["detail"]
    for reply in (  # a blank that was typed, as the page sends it, and in JSON; and a + that is not what is wrong
        await client.get(f"{API}/surface?f=w%20b"),
        await client.post(f"{API}/surface", json={"f": "w b"}),
        await client.get(f"{API}/surface?f=w%2B+*b"),
        await client.get(f"{API}/surface?f=w+-+xb"),
    ):
        assert "%2B" not in problem(reply, 422, "f")["detail"]
    for value in (3, ["w"], "", "w" * 301):
        problem(await client.post(f"{API}/surface", json={"f": value}), 422, "f")


async def test_a_formula_without_a_value(client: Client) -> None:
    body = problem(await client.get(f"{API}/surface?f=log(-1-w^2)%2Bb&grid=9"), 422, "f")
    assert "window" in body["detail"]
    problem(await client.get(f"{API}/gradient?f=log(w)%2Bb&point=-1,0"), 422, "point")
    reply = strict(await client.get(f"{API}/surface?f=log(w)%2Bb&grid=9"))
    assert reply["undefined"] == 45
    assert reply["loss"][0][:5] == [None] * 5
    reply = strict(await client.get(f"{API}/trajectory?f=log(w)%2Bb&start=-1,0"))
    assert reply["outcome"] == "undefined"
    assert reply["message"] == "There is no path: the loss has no value at the start."
    assert {len(column) for column in reply["steps"].values()} == {0}


async def test_invalid_utf8_is_refused(client: Client) -> None:
    for path in PATHS:
        assert problem(await client.get(f"{path}?eta=%ff"), 422, "eta")["errors"][0]["detail"] == "is not valid UTF-8"


async def test_a_space_and_a_minus_sign_get_a_hint(client: Client) -> None:
    assert "%2B" in problem(await client.get(f"{API}/surface?eta=1e+3"), 422, "eta")["detail"]
    assert "hyphen" in problem(await client.get(f"{API}/surface?tol=\u22121"), 422, "tol")["detail"]


SAME = [
    ("eta=0.5", {"eta": 0.5}),
    ("eta=.5", {"eta": 0.5}),
    ("eta=%2B5e-1", {"eta": 0.5}),
    ("steps=7", {"steps": 7.0}),
    ("start=-2,-2", {"start": [-2, -2]}),
    ("start=1e-3,-0.5", {"start": [0.001, -0.5]}),
    ("window=-1,1,-2,2", {"window": [-1, 1, -2, 2]}),
    ("data=five", {"data": "five"}),
    ("data=-1:0.2,0:0.5,2:0.9", {"data": [[-1, 0.2], [0, 0.5], [2, 0.9]]}),
    ("optimiser=momentum&gamma=0", {"optimiser": "momentum", "gamma": 0}),
    ("reduction=mean&&levels=3&", {"reduction": "mean", "levels": 3}),
    ("", {}),
]


@pytest.mark.parametrize(("query", "body"), SAME)
async def test_link_and_json_say_the_same(client: Client, query: str, body: dict[str, Any]) -> None:
    for path in POST_PATHS:
        small = {} if any(name in body for name in ("steps", "levels")) else {"grid": 5}
        link = "&".join([query, *(f"{name}={value}" for name, value in small.items())])
        got = await client.get(f"{path}?{link}")
        posted = await client.post(path, json=body | small)
        assert got.status_code == posted.status_code == 200, (got.text[:200], posted.text[:200])
        assert got.content == posted.content


async def test_the_echo_is_complete_and_may_be_sent_back(client: Client) -> None:
    """Every name that the scenario has is a name of the query, and a reply's echo asks for the same reply."""
    for path in POST_PATHS:
        for link in ("grid=5&steps=3", "grid=5&steps=3&objective=bowl", "grid=5&steps=3&data=1:0.5,2:0.7"):
            reply = strict(await client.get(f"{path}?{link}"))
            assert set(reply["scenario"]) == set(QUERY.fields)
            again = await client.post(path, json=reply["scenario"])
            assert strict(again) == reply


async def test_the_catalogue_names_what_the_query_takes(client: Client) -> None:
    known = strict(await client.get(f"{API}/catalogue"))
    for kind, name in (("objectives", "objective"), ("optimisers", "optimiser")):
        field = QUERY.fields[name]
        assert isinstance(field, ChoiceField)
        assert [entry["id"] for entry in known[kind]] == list(field.options)
    data = QUERY.fields["data"]
    assert isinstance(data, PointsField)
    assert [entry["id"] for entry in known["datasets"]] == list(data.options)
    shown = [
        *known["parameters"],
        *(p for entry in known["optimisers"] for p in entry["hyperparameters"]),
        *(p for entry in known["objectives"] for p in entry["constants"]),
    ]
    assert {p["id"] for p in shown} == {field.name for field in NUMBERS} - {"at"}
    for choice in known["choices"]:
        field = QUERY.fields[choice["id"]]
        assert isinstance(field, ChoiceField)
        assert [option["id"] for option in choice["options"]] == list(field.options)


async def test_caps_are_settings_and_are_shown(connect: Connect) -> None:
    caps: dict[str, float] = {"steps": 50, "grid": 17, "basins": 9, "points": 3, "levels": 5, "body": 200, "table": 300}
    caps |= {"corners": 2000, "work": 1.5, "reply": 200_000}
    async with connect(**caps) as client:
        known = strict(await client.get(f"{API}/catalogue"))
        assert known["limits"] == {**caps, "runs": 8, "formula": 300}
        scenario = known["scenario"]  # the usual defaults lie above these caps
        assert (scenario["steps"], scenario["grid"], scenario["levels"]) == (50, 17, 5)
        shown = {p["id"]: p for p in known["parameters"]}
        for name in ("steps", "grid", "levels"):
            assert shown[name]["range"][1] == shown[name]["default"] == caps[name]
            assert (await client.get(f"{API}/surface?{name}={caps[name]}")).status_code == 200
            problem(await client.get(f"{API}/gradient?{name}={caps[name] + 1}"), 422, name)
        problem(await client.get(f"{API}/surface?step=51"), 422, "step")
        problem(await client.get(f"{API}/surface?data=1:1,2:1,3:1,4:1"), 422, "data")
        problem(await client.post(f"{API}/surface", json={"data": [[1, 1]] * 4}), 422, "data")
        problem(await client.post(f"{API}/surface", json={"objective": "x" * 200}), 413)


async def test_the_point_of_a_gradient(client: Client) -> None:
    path = f"{API}/gradient"
    assert strict(await client.get(f"{path}?start=1,2"))["point"] == [1, 2]
    assert strict(await client.get(f"{path}?start=1,2&point=3,4"))["point"] == [3, 4]
    for text in ("1", "1,2,3,4", "1,x", "1,1e13", ""):
        problem(await client.get(f"{path}?point={text}"), 422, "point")
    problem(await client.post(path, json={"point": "1,2"}), 422, "point")


async def test_parts_of_a_surface(client: Client) -> None:
    path = f"{API}/surface?grid=5&levels=3"
    all_parts = {"loss", "contours", "bands"}
    assert all_parts <= set(strict(await client.get(path)))
    for text, parts in (("loss", {"loss"}), ("bands,loss", {"loss", "bands"}), ("contours", {"contours"})):
        assert set(strict(await client.get(f"{path}&include={text}"))) & all_parts == parts
    for text in ("", "loss,loss", "x", "loss,", "loss,w"):
        problem(await client.get(f"{path}&include={text}"), 422, "include")
    for value in ([], "loss", ["loss", 1], ["loss", "loss"], None, [["loss"]]):
        problem(await client.post(f"{API}/surface", json={"include": value}), 422, "include")


def test_every_field_says_what_it_is() -> None:
    for endpoint in ENDPOINTS.values():
        for field in QUERY.with_fields(endpoint.fields).fields.values():
            assert field.help.endswith("."), field.name
            assert field.schema
            assert field.link_schema


def test_vectors_fit_every_loss() -> None:
    start = QUERY.fields["start"]
    assert isinstance(start, VectorField)
    assert {len(o.parameters) for o in OBJECTIVES.values()} <= set(range(start.least, start.most + 1))
