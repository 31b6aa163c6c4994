"""Typed formulas at the door: the core's hostile corpus by link and by JSON, refused or answered at every endpoint."""

from __future__ import annotations

import json
import re
from urllib.parse import quote

import pytest

from antigradient.formula.expression import CONSTANTS, FUNCTIONS
from antigradient.objectives import OBJECTIVES
from antigradient.query.formula import FormulaField
from antigradient.words import LANGUAGES
from app.api.endpoints import ENDPOINTS
from tests.app.conftest import Client
from tests.app.support import API, PATHS, POST_PATHS, problem, strict
from tests.library.test_formula_hostile import REFUSED, TAKEN

pytestmark = pytest.mark.anyio
WORD = re.compile(r"[^\W\d]\w*")
#: Names that a sentence may hold whatever was typed.
GRAMMAR = {*FUNCTIONS, *CONSTANTS}
JSON = {"content-type": "application/json"}


@pytest.mark.parametrize("text", REFUSED, ids=range(len(REFUSED)))
async def test_hostile_texts_are_refused_with_a_column(client: Client, text: str) -> None:
    replies = [await client.post(f"{API}/trajectory", content=json.dumps({"f": text}), headers=JSON)]
    if text.isascii() or text.encode(errors="ignore").decode() == text:  # half a surrogate pair has no UTF-8
        replies.append(await client.get(f"{API}/gradient?f={quote(text, safe='')}"))
    details = set()
    for reply in replies:
        (error,) = problem(reply, 422, "f")["errors"]
        details.add((error["detail"], error["column"]))
        assert 1 <= error["column"] <= len(text) + 1
        assert f"column {error['column']}" in error["detail"]
        assert error["detail"].isprintable()
    assert len(details) == 1
    ((detail, _),) = details
    own = re.sub(r"unknown name \S+ ", "", detail)
    shown = {word for word in WORD.findall(own) if word in WORD.findall(text) and len(word) > 2} - GRAMMAR
    assert all(word in "the that has one and not goes for name" for word in shown), detail
    assert not any(run in own for run in re.findall(r"\d{4,}", text))


@pytest.mark.parametrize("text", TAKEN, ids=range(len(TAKEN)))
async def test_strange_formulas_are_answered(client: Client, text: str) -> None:
    for path in POST_PATHS:
        if not path.endswith("/taylor"):
            reply = await client.post(path, json={"f": text, "grid": 5, "levels": 3, "steps": 5})
            if reply.status_code == 200:
                assert strict(reply)["formula"]["text"] == text
            else:
                assert problem(reply, 422)["errors"][0]["parameter"] in ("f", "point")


async def test_every_function_is_told_wherever_functions_are(client: Client) -> None:
    """The registry, the catalogue, the help beside the box in every language, and the documents."""
    known = strict(await client.get(f"{API}/catalogue"))["functions"]
    assert [function["name"] for function in known] == [*FUNCTIONS]
    told = {*FUNCTIONS} - {"ln"}  # which is log
    for language in LANGUAGES.values():
        text = language.messages["objective.custom.description"]
        assert told <= {*WORD.findall(text)}, language.id
    for name in told:  # and each is taken by link, with as many values as it says
        values = ",".join(["w", "b"][: FUNCTIONS[name].least])
        reply = await client.get(f"{API}/gradient?f={name}({values})%2Bb²&point=1.5,0.25")
        assert strict(reply)["formula"]["text"] == f"{name}({values})+b²"


async def test_signs_that_are_pasted_work_from_every_road(client: Client) -> None:
    f = "x²·|y|−√(y²+1)÷2"
    plain = strict(await client.get(f"{API}/gradient?f={quote('w^2*abs(b)-sqrt(b^2+1)/2', safe='')}&point=2,-1"))
    for reply in (
        await client.get(f"{API}/gradient?f={quote(f, safe='')}&point=2,-1"),
        await client.get(f"{API}/gradient?f={f.replace('+', '%2B')}&point=2,-1"),
        await client.post(f"{API}/gradient", json={"f": f, "point": [2, -1]}),
    ):
        found = strict(reply)
        assert found["formula"]["text"] == f
        assert (found["loss"], found["gradient"]) == (plain["loss"], plain["gradient"])
    page = await client.get(f"/?f={quote(f, safe='')}")
    assert page.status_code == 200
    assert quote(f, safe="/*|") in page.text or f in page.text
    (error,) = problem(await client.get(f"{API}/gradient?f={quote('x²+w', safe='')}"), 422, "f")["errors"]
    assert error["column"] == 4


async def test_the_cap_on_length(client: Client) -> None:
    known = strict(await client.get(f"{API}/catalogue"))["limits"]
    longest = ("w+" * 300)[: known["formula"] - 1] + "w"
    assert (await client.post(f"{API}/gradient", json={"f": "1" * known["formula"]})).status_code == 200
    (error,) = problem(await client.post(f"{API}/gradient", json={"f": longest + "+w"}), 422, "f")["errors"]
    assert error["column"] == known["formula"] + 1
    problem(await client.post(f"{API}/gradient", json={"f": "w" * 60_000}), 422, "f")


async def test_a_formula_belongs_to_the_loss_custom(client: Client) -> None:
    for path in PATHS:
        if any(isinstance(field, FormulaField) for field in fields(path)):
            continue  # the f of /taylor is another
        reply = await client.get(f"{path}?objective=bowl&f=w^2&grid=3&steps=1")
        assert "custom" in problem(reply, 422, "f")["detail"]
        if not path.endswith("samples.csv"):
            for query in ("objective=custom&f=w^2", "f=w^2", "objective=custom"):
                assert (await client.get(f"{path}?{query}&grid=3&steps=1")).status_code == 200
    reply = await client.post(f"{API}/gradient", json={"objective": "bowl", "f": None})
    assert reply.status_code == 200


def fields(path: str) -> tuple[object, ...]:
    endpoint = ENDPOINTS.get(path.rpartition("/")[2])
    return endpoint.fields if endpoint else ()


async def test_a_typed_twin_of_a_shipped_loss_says_the_same(client: Client) -> None:
    twins = {"bowl": "w^2+b^2", "cubic": "w^3+b^2", "saddle": "w^2-b^2", "rosenbrock": "(1-w)^2+100(b-w^2)^2"}
    for id, f in twins.items():
        start = ",".join(map(str, OBJECTIVES[id].start))
        common = f"start={start}&eta={OBJECTIVES[id].eta}&window=-1,2,-2,1&grid=5&steps=5&digits=9&order=3"
        for path in ("gradient", "step", "trajectory", "surface"):
            query = common if path == "step" else common.removesuffix("&order=3")
            one = strict(await client.get(f"{API}/{path}?objective={id}&{query}"))
            other = strict(await client.get(f"{API}/{path}?f={quote(f, safe='')}&{query}"))
            for name in ("loss", "gradient", "hessian", "actual", "minimum"):
                assert flat(one.get(name)) == pytest.approx(flat(other.get(name)), rel=1e-8, abs=1e-12), (
                    id,
                    path,
                    name,
                )
            if "steps" in one:
                assert one["steps"]["loss"] == pytest.approx(other["steps"]["loss"], rel=1e-8)


def flat(value: object) -> list[float]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return [number for item in value for number in flat(item)]
    return [] if value is None else [float(value)]  # type: ignore[arg-type]


@pytest.mark.parametrize("value", ["1e-5", "1e6", "1e-300", "0.1"])
async def test_a_ravine_of_any_curvature_has_a_derivation_and_a_page(client: Client, value: str) -> None:
    for name in ("lambda1", "lambda2"):
        reply = await client.get(f"{API}/derivation?objective=ravine&{name}={value}&point=1,1")
        if reply.status_code == 422:  # out of the parameter's range
            problem(reply, 422, name)
            continue
        first, *_ = strict(reply)["stages"]
        assert first["latex"].startswith("L = 0.5")
        assert (await client.get(f"/?objective=ravine&{name}={value}")).status_code == 200
