"""What several test modules of the web layer use."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import httpx

from antigradient.words import Message, speaking
from app.api.endpoints import ENDPOINTS

API = "/api/v1"
#: Every endpoint that takes a scenario, and the roads by which it may come.
PATHS = [f"{API}/{id}" for id in ("catalogue", *ENDPOINTS)]
FILES = [f"{API}/{id}" for id, endpoint in ENDPOINTS.items() if endpoint.format.file]
JSON_PATHS = [path for path in PATHS if path not in FILES]
POST_PATHS = [path for path in JSON_PATHS if path != f"{API}/catalogue"]
FILE_POST_PATHS = [f"{API}/{id}" for id, endpoint in ENDPOINTS.items() if endpoint.post and endpoint.format.file]


def as_everywhere(path: str, scenario: dict[str, Any]) -> dict[str, Any]:
    """A scenario without the names that one endpoint defines otherwise: the `f` of /taylor, the grid of /basins."""
    endpoint = ENDPOINTS.get(path.rpartition("/")[2])
    own = {*endpoint.numbers, *(field.name for field in endpoint.fields)} if endpoint else set()
    return {name: value for name, value in scenario.items() if name not in own}


def strict(reply: httpx.Response) -> Any:
    """The JSON of a reply, which may hold no NaN and no Infinity."""

    def refuse(name: str) -> None:
        raise AssertionError(f"{name} in JSON")

    return json.loads(reply.content, parse_constant=refuse)


def message_of(said: Mapping[str, Any]) -> Message:
    """What a reply says by code and args alone, which is all that its sentence says."""
    return Message(said["code"], {name: _fact(value) for name, value in said["args"].items()})


def _fact(value: Any) -> Any:
    if isinstance(value, dict):
        return message_of(value)
    return [_fact(one) for one in value] if isinstance(value, list) else value


def problem(reply: httpx.Response, status: int, parameter: str | None = "any") -> dict[str, Any]:
    """The problem details of a refused request, checked for the shape that they always have."""
    assert reply.status_code == status, (reply.status_code, reply.text[:300])
    assert reply.headers["content-type"] == "application/problem+json"
    assert reply.headers["cache-control"] == "no-store"
    assert reply.headers["access-control-allow-origin"] == "*"
    assert len(reply.content) <= 4096
    body = strict(reply)
    assert set(body) == {"type", "title", "status", "detail", "code", "args", "errors"}
    with speaking(reply.headers.get("content-language", "en")):
        assert all(str(message_of(said)) == said["detail"] for said in (body, *body["errors"]))
    assert body["status"] == status
    assert "/docs#" in body["type"]
    assert body["detail"][0].isupper() or body["errors"]
    assert body["detail"].endswith(".")
    for error in body["errors"]:
        assert set(error) - {"column", "most"} == {"parameter", "detail", "code", "args"}
        assert error["detail"]
    if parameter != "any":
        assert parameter in [error["parameter"] for error in body["errors"]], body
    result: dict[str, Any] = body
    return result
