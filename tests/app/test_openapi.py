"""The OpenAPI document: its examples work, replies are what it says, and a fuzzer finds no way round it."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import jsonschema_rs
import pytest
import schemathesis
from hypothesis import given
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from antigradient.query.model import scenario_query
from app.api.endpoints import DATA, ENDPOINTS
from app.main import create_app
from app.settings import Settings
from app.site.docs import value_in_link
from tests.app.conftest import Client
from tests.app.support import API, FILE_POST_PATHS, FILES, PATHS, POST_PATHS, problem, strict
from tests.fuzz import fuzzed

Document = dict[str, Any]
ROAD = f"{API}/{DATA.id}"
SMALL = Settings(grid=17, basins=9, steps=20, points=20, levels=8)


@pytest.fixture
async def document(client: Client) -> Document:
    found: Document = strict(await client.get("/openapi.json"))
    return found


def validator(document: Document, schema: Any) -> Any:
    """A validator of a schema of the document."""
    return jsonschema_rs.validator_for({**schema, "components": document["components"]})


@pytest.mark.anyio
async def test_the_document(document: Document) -> None:
    assert document["openapi"].startswith("3.1.")
    assert document["info"]["title"] == "Antigradient"
    assert set(document["paths"]) == {*PATHS, ROAD, "/healthz"}
    assert set(document["paths"][ROAD]) == {"post"}
    for path in PATHS:
        assert set(document["paths"][path]) == {"get", *(["post"] if path in (*POST_PATHS, *FILE_POST_PATHS) else [])}
    identifiers = [o["operationId"] for operations in document["paths"].values() for o in operations.values()]
    assert len(identifiers) == len(set(identifiers))
    for schema in document["components"]["schemas"].values():
        validator(document, schema)


@pytest.mark.anyio
async def test_every_name_is_documented(document: Document) -> None:
    names = {*scenario_query(Settings().limits).fields, "lang"}
    for id, endpoint in ENDPOINTS.items():
        own = {field.name for field in endpoint.fields}
        operations = document["paths"][f"{API}/{id}"]
        assert {p["name"] for p in operations["get"]["parameters"]} == names | own
        if endpoint.post:
            schema = operations["post"]["requestBody"]["content"]["application/json"]["schema"]
            assert set(schema["properties"]) == names | own
        for parameter in operations["get"]["parameters"]:
            assert parameter["description"]
            assert parameter["examples"] or parameter["name"] in ("at", "f", "moves", "beta", "lock", "section")


@pytest.mark.anyio
async def test_every_problem_is_declared(document: Document) -> None:
    for operations in document["paths"].values():
        for method, operation in operations.items():
            declared = set(operation["responses"]) - {"200", "304"}
            if operation["operationId"] != "healthz-get":
                usual = {"422", "500", "503"} if method == "get" else {"400", "413", "415", "422", "500", "503"}
                assert declared == (usual - {"400"} if operation["operationId"] == "data-post" else usual)
            for status in declared:
                assert set(operation["responses"][status]["content"]) == {"application/problem+json"}


@pytest.mark.anyio
@pytest.mark.parametrize("path", PATHS)
async def test_every_example_works_and_its_reply_is_as_declared(client: Client, document: Document, path: str) -> None:
    operations = document["paths"][path]
    ((media_type, answered),) = operations["get"]["responses"]["200"]["content"].items()
    check = validator(document, answered["schema"])
    together: dict[str, dict[str, Any]] = {}
    for parameter in operations["get"]["parameters"]:
        for key, example in parameter["examples"].items():
            validator(document, parameter["schema"]).validate(example["value"])
            together.setdefault(key, {})[parameter["name"]] = example["value"]
    for values in together.values():
        pairs = [(name, value) for name, value in values.items() if value not in ([], None)]
        link = "&".join(f"{name}={quote(value_in_link(value), safe=',')}" for name, value in pairs)
        reply = await client.get(f"{path}?{link}")
        assert reply.status_code == 200, reply.text
        assert reply.headers["content-type"].partition(";")[0] == media_type
        check.validate(reply.text if path in FILES else strict(reply))
    if "post" in operations:
        content = operations["post"]["requestBody"]["content"]["application/json"]
        for example in content["examples"].values():
            validator(document, content["schema"]).validate(example["value"])
            reply = await client.post(path, json=example["value"])
            assert reply.status_code == 200, reply.text
            check.validate(reply.text if path in FILES else strict(reply))
    for key, example in answered.get("examples", {}).items():
        assert key in together
        check.validate(example["value"])


@pytest.mark.anyio
async def test_every_loss_gives_replies_as_declared(client: Client, document: Document) -> None:
    for objective in (entry["id"] for entry in strict(await client.get(f"{API}/catalogue"))["objectives"]):
        for path in POST_PATHS:
            schema = document["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
            reply = await client.get(f"{path}?objective={objective}&grid=7&steps=7&vs=momentum")
            assert reply.status_code == 200, (objective, path, reply.text)
            validator(document, schema).validate(strict(reply))


#: Replies that hold nulls where a number is usual.
NULLS = [
    "surface?f=log(w)&grid=5",
    "surface?f=1e200*w^9&window=-1e12,1e12,-1,1&grid=3",
    "gradient?f=sqrt(w)*b&point=1e-9,0",
    "trajectory?f=log(w)&start=-1,1",
    "trajectory?objective=bowl&eta=10",
    "derivation?objective=sigmoid-log&point=1000,0",
    "step?f=log(w)&point=1,1&u=-3,0&eta=1",
    "step?objective=bowl&point=0,0",
    "step?f=1e200*w&point=1,1",
    "taylor?f=sqrt(x)&x=0&delta=1",
    "taylor?f=log(x)&x=1&delta=-2",
    "basins?objective=bowl&eta=10&grid=3",
]


@pytest.mark.anyio
@pytest.mark.parametrize("address", NULLS)
async def test_nulls_are_as_declared(client: Client, document: Document, address: str) -> None:
    operation = document["paths"][f"{API}/{address.partition('?')[0]}"]["get"]
    reply = await client.get(f"{API}/{address}")
    assert reply.status_code == 200, reply.text
    schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
    validator(document, schema).validate(strict(reply))


@pytest.mark.anyio
async def test_the_echo_of_a_reply_fits_the_schema_of_a_body(client: Client, document: Document) -> None:
    for path in POST_PATHS:
        schema = document["paths"][path]["post"]["requestBody"]["content"]["application/json"]["schema"]
        for objective in ("sigmoid-squared", "bowl"):
            echo = strict(await client.get(f"{path}?grid=3&steps=1&objective={objective}"))["scenario"]
            validator(document, schema).validate(echo)


@pytest.mark.anyio
async def test_problems_are_as_declared(client: Client, document: Document) -> None:
    check = validator(document, document["components"]["schemas"]["ProblemReply"])
    check.validate(problem(await client.get(f"{API}/surface?eta=0&%ff=1"), 422))
    check.validate(problem(await client.get("/nix"), 404))


@pytest.mark.anyio
async def test_no_page_of_fastapi_is_left(client: Client) -> None:
    assert (await client.get("/redoc")).status_code == 404
    assert (await client.get("/docs/oauth2-redirect")).status_code == 404
    assert "swagger" not in (await client.get("/docs")).text.lower()


# A small server, so that the fuzzer spends its time at the door and not in the cellar.
FUZZED = schemathesis.openapi.from_asgi("/openapi.json", create_app(SMALL))
#: Values that are right alone may not fit together (`start` to the loss, `reduction` to the objective): a schema cannot
#: say so, the reply does. And the reader takes more than the patterns of points and runs say.
EXCLUDED: list[Any] = [positive_data_acceptance]


TYPED = ["w^2+b^2", "sin(w)cos(b)", "abs(w)+2b^2", "log(w)", "w"]
schemathesis.openapi.format("formula-in-w-and-b", st.sampled_from(TYPED))
schemathesis.openapi.format("formula-in-x", st.sampled_from(["x^3", "log(x)", "sin(x)/x", "abs(x)", "e^x", "2"]))


@pytest.mark.fuzz
@pytest.mark.parametrize("mode", list(GenerationMode))
@pytest.mark.parametrize(
    ("path", "method"), [*((p, "GET") for p in PATHS), *((p, "POST") for p in (*POST_PATHS, ROAD))]
)
def test_fuzz(path: str, method: str, mode: GenerationMode) -> None:
    @fuzzed(8)
    @given(FUZZED[path][method].as_strategy(generation_mode=mode))
    def check(case: schemathesis.Case[Any]) -> None:
        case.call_and_validate(excluded_checks=EXCLUDED)

    check()
