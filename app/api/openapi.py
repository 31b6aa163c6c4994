"""What the OpenAPI document says beyond what FastAPI sees: names of a query, bodies, problems."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pydantic.json_schema import models_json_schema

from antigradient.names import LOSS_DEFAULT_NAMES
from antigradient.outcomes import Cause, Outcome
from antigradient.query.display import LANGUAGE
from antigradient.query.fields import Field
from antigradient.query.links import API_PREFIX
from antigradient.query.model import Query
from antigradient.words import DEFAULT, say

from ..http.bodies import FORM
from ..http.errors import KINDS, MEDIA_TYPE
from ..schemas.replies import ProblemReply
from ..schemas.replies.common import model_code
from .endpoints import DATA, ENDPOINTS, Endpoint
from .formats import CSV, JSON

Object = dict[str, Any]
#: Schemas that are no models of ours, which say themselves what they are.
ENUMERATIONS = (Outcome.__name__, Cause.__name__)
#: Tables that are read.
TABLES = {
    "header": "x,y\r\n-1,0.2\r\n0,0.5\r\n2,0.9\r\n",
    "decimal-comma": "grade;hours\n0,2;-1\n0,5;0\n0,9;2,5\n",
    "words-and-gaps": "hours,passed\n1,no\n2.5,yes\n,yes\n0.5,no\n",
}


def parameters_of(query: Query, endpoint: Endpoint) -> list[Object]:
    """For OpenAPI: every name that a link may have, as query parameters; lists are `1,2,3`, yes and no 1 and 0."""
    values = usual_values(query, endpoint)
    usual = {name: int(value) if isinstance(value, bool) else value for name, value in values.items()}
    return [
        {
            "name": field.name,
            "in": "query",
            "required": False,
            "description": field.help,
            "schema": _with_default(field, field.link_schema, usual),
            "style": "form",
            "explode": field.repeatable,
            "examples": {
                key: {"value": example_in_link(field.name, example[field.name])}
                for key, example in {"usual": usual, **endpoint.examples}.items()
                if _fits(field.link_schema, example.get(field.name))
            },
        }
        for field in query.fields.values()
    ]


def body_of(query: Query, endpoint: Endpoint) -> Object:
    """For OpenAPI: the same names as one JSON object."""
    usual = usual_values(query, endpoint)
    properties = {
        field.name: {**_with_default(field, field.schema, usual), "description": field.help}
        for field in query.fields.values()
    }
    schema = {"type": "object", "properties": properties, "additionalProperties": False}
    examples = {key: {"value": example} for key, example in endpoint.examples.items()}
    form = {"schema": {"type": "object", "description": say("api.form")}}
    content = {"application/json": {"schema": schema, "examples": examples}, **table_body(), FORM: form}
    return {"required": True, "content": content}


def table_body() -> Object:
    """For OpenAPI: a body that is a table of points."""
    examples = {key: {"value": table} for key, table in TABLES.items()}
    return {"text/csv": {"schema": {"type": "string", "description": say("api.table")}, "examples": examples}}


def usual_values(query: Query, endpoint: Endpoint) -> Mapping[str, Any]:
    """For OpenAPI: the value that each name has where it is not given, with the default loss."""
    scenario = query.resolve({})
    arguments = endpoint.complete(scenario, {})
    own = {name: list(value) if isinstance(value, tuple) else value for name, value in arguments.items()}
    return {**scenario.described(), **own, LANGUAGE.name: DEFAULT}


def _with_default(field: Field, schema: Object, usual: Mapping[str, Any]) -> Object:
    default = usual[field.name]
    shown = field.name not in LOSS_DEFAULT_NAMES and _fits(schema, default)
    return {**schema, "default": default} if shown else schema


def _fits(schema: Object, value: Any) -> bool:
    """Whether an example value can be shown: an empty list has no text in a link, and some lists may not be empty."""
    return value is not None and (value != [] or (schema["type"] == "array" and not schema.get("minItems")))


def example_in_link(name: str, value: Any) -> Any:
    """For OpenAPI: an example's value as it stands in a link; points and moves have a notation of their own."""
    if name in ("data", "moves") and isinstance(value, list):
        return ",".join(":".join(f"{number:g}" for number in row) for row in value)
    return value


def file_of(endpoint: Endpoint) -> dict[int | str, Object]:
    """For OpenAPI: the reply of an endpoint that gives a file."""
    if not endpoint.format.file:
        return {}
    schema: Object = {"type": "string"}
    if endpoint.format is not CSV:
        schema["contentMediaType"] = endpoint.format.media_type
    return {200: {"description": say("api.file"), "content": {endpoint.format.media_type: {"schema": schema}}}}


def responses(*statuses: int, cached: bool = False) -> dict[int | str, Object]:
    """For OpenAPI: the problems that a route may answer with, and 304 where replies have tags."""
    known: dict[int | str, Object] = {}
    if cached:
        known[304] = {"description": say("api.unchanged")}
    for status in (*statuses, 500, 503):
        content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemReply"}}}
        known[status] = {"description": KINDS[status].detail, "content": content}
    seconds = {"schema": {"type": "integer"}, "description": say("api.retry_after")}
    known[503]["headers"] = {"Retry-After": seconds}
    return known


def complete_document(
    described: Object, answer: Callable[[Endpoint, Mapping[str, Any]], Any], read: Callable[[str], Any]
) -> Object:
    """For /openapi.json: FastAPI's document with the problems' schema and a true answer to each first example.

    `read` gives the reply to a table.
    """
    _, problem = models_json_schema([(ProblemReply, "serialization")], ref_template="#/components/schemas/{model}")
    schemas = {**described["components"]["schemas"], **problem["$defs"]}
    for name in ENUMERATIONS:
        schemas[name] = {**schemas[name], "description": say(model_code(name))}
    components = {**described["components"], "schemas": schemas}
    for endpoint in ENDPOINTS.values():
        key, example = next(iter(endpoint.examples.items()))
        reply = described["paths"][API_PREFIX + endpoint.id]["get"]["responses"]["200"]["content"]
        if endpoint.format in (JSON, CSV):
            reply[endpoint.format.media_type]["examples"] = {key: {"value": answer(endpoint, example)}}
    reply = described["paths"][API_PREFIX + DATA.id]["post"]["responses"]["200"]["content"]["application/json"]
    reply["examples"] = {key: {"value": read(table)} for key, table in TABLES.items()}
    return {**described, "components": components}
