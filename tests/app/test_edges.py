"""Numbers at an edge, from every road: a sample here, all of them by `make trust`."""

from __future__ import annotations

import random
import re

import pytest

from antigradient.query.fields import NumberField
from antigradient.query.limits import Limits
from antigradient.query.model import scenario_query
from tests.app.conftest import Client
from tests.edge_numbers import Request, fault, requests
from tests.fuzz import SEED, examples

pytestmark = pytest.mark.anyio


async def test_no_number_breaks_the_server(client: Client) -> None:
    rng = random.Random(SEED)
    for request in rng.sample(list(requests()), examples(60)):
        found = await sent(client, request)
        assert found is None, (found, request)


async def sent(client: Client, request: Request) -> str | None:
    if request.body is None:
        reply = await client.get(request.path)
    else:
        headers = {"content-type": "application/json"}
        reply = await client.post(request.path, content=request.body.encode(), headers=headers)
    return fault(reply.status_code, reply.headers.get("content-type", ""), reply.content)


def test_every_number_of_every_road_is_among_them() -> None:
    known = list(requests())
    assert len(known) > 10_000
    for name, field in scenario_query(Limits()).fields.items():
        if isinstance(field, NumberField):
            assert any("/figure.svg?" in r.path and re.search(rf"[?&]{name}=1e308\b", r.path) for r in known), name
            assert any(r.body and f'"{name}":1e400' in r.body for r in known), name


@pytest.mark.parametrize(
    ("status", "kind", "body"),
    [
        (500, "text/html", b""), (502, "application/json", b"{}"), (200, "application/json", b'{"loss": NaN}'),
        (200, "application/json", b"[-Infinity]"), (200, "application/problem+json", b'{"a": 1, "a": 2}'),
        (200, "image/svg+xml", b"<svg><g></svg>"), (200, "application/json", b""),
    ],
)  # fmt: skip
def test_what_is_wrong_is_seen(status: int, kind: str, body: bytes) -> None:
    assert fault(status, kind, body)
    assert fault(503, "text/html", b"") is None
