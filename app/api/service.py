"""From a request to the bytes of its reply: ask, look on the shelf, compute, keep."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import anyio
import anyio.to_thread
import orjson
from starlette.requests import Request
from starlette.responses import Response

from app import __version__
from app.api.endpoints import Endpoint
from app.caching import ENCODERS, Shelf, matches, negotiate, tag
from app.descent.scenario import Scenario, ScenarioError
from app.errors import Problem, Refusal, invalid
from app.schemas.query import Query, scenario_query
from app.schemas.wire import from_json, from_query, nameable
from app.settings import Settings

JSON = orjson.OPT_SERIALIZE_NUMPY
#: Work above this goes to a thread (see Endpoint.weight): below, the way there and back would cost more.
HEAVY = 1e6
#: Longer query strings are read anew each time.
REMEMBERED = 1024


@dataclass(frozen=True)
class Question:
    """What is asked, all defaults resolved. `tag` names the answer before it is known."""

    endpoint: Endpoint
    scenario: Scenario
    extras: Mapping[str, Any]
    tag: str


class Service:
    """The endpoints under one server's settings, with one shelf of replies."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.query = scenario_query(settings)
        self.shelf = Shelf(settings.cache)
        self.threads = anyio.CapacityLimiter(settings.threads)
        self.cache_control = f"public, max-age={settings.max_age}, stale-while-revalidate=86400"
        self._remembered = lru_cache(maxsize=512)(self._from_link)

    def model(self, endpoint: Endpoint) -> Query:
        """The names that the endpoint takes."""
        return self.query.with_fields(*endpoint.fields)

    async def get(self, endpoint: Endpoint, request: Request) -> Response:
        """The reply to a GET or HEAD: from the client's cache, ours, or computed."""
        raw = request.scope["query_string"]
        question = (self._remembered if len(raw) <= REMEMBERED else self._from_link)(endpoint, raw)
        encoding = negotiate(request.headers.get("accept-encoding", ""))
        headers = {
            "Cache-Control": self.cache_control,
            "Vary": "Accept-Encoding",
            "ETag": f'"{question.tag}-{encoding}"' if encoding else f'"{question.tag}"',
        }
        if (known := request.headers.get("if-none-match")) and matches(known, headers["ETag"]):
            return Response(status_code=304, headers=headers)
        body = await self.body(question, encoding)
        if encoding:
            headers["Content-Encoding"] = encoding
        return Response(body, headers=headers, media_type="application/json")

    async def post(self, endpoint: Endpoint, request: Request) -> Response:
        """The reply to a POST of the same names as JSON. Caches between us and the client cannot know its body."""
        if request.scope["query_string"]:
            texts, refused = from_query(request.scope["query_string"])
            refused += [
                Refusal(nameable(name), "belongs into the body of a POST, not into its address") for name in texts
            ]
            raise invalid(refused)
        given, refused = from_json(await self.read(request))
        values, more = self.model(endpoint).natives(given)
        question = self.ask(endpoint, values, refused + more)
        encoding = negotiate(request.headers.get("accept-encoding", ""))
        headers = {"Cache-Control": "no-store", "Vary": "Accept-Encoding"}
        if encoding:
            headers["Content-Encoding"] = encoding
        return Response(await self.body(question, encoding), headers=headers, media_type="application/json")

    def _from_link(self, endpoint: Endpoint, raw: bytes) -> Question:
        texts, refused = from_query(raw)
        values, more = self.model(endpoint).texts(texts)
        return self.ask(endpoint, values, refused + more)

    def ask(self, endpoint: Endpoint, values: Mapping[str, Any], refused: list[Refusal]) -> Question:
        """The question that these values ask. Raises Problem where any is refused."""
        if refused:
            raise invalid(refused)
        extras = {field.name: values[field.name] for field in endpoint.fields if field.name in values}
        try:
            scenario = self.query.resolve({name: v for name, v in values.items() if name not in extras})
        except ScenarioError as error:
            raise invalid([Refusal(*pair) for pair in error.errors]) from None
        named = orjson.dumps([endpoint.id, scenario.described(), extras], option=JSON)
        return Question(endpoint, scenario, extras, tag(named))

    async def body(self, question: Question, encoding: str | None) -> bytes:
        """The bytes of the answer, encoded; what is dear to make is kept."""
        name = f"{question.tag}-{encoding}" if encoding else question.tag
        body = self.shelf.get(name)
        if body is None:
            heavy = question.endpoint.weight(question.scenario) > HEAVY
            if heavy:
                body = await anyio.to_thread.run_sync(self._made, question, encoding, limiter=self.threads)
            else:
                body = self._made(question, encoding)
        return body

    def _made(self, question: Question, encoding: str | None) -> bytes:
        plain = self.shelf.get(question.tag)
        if plain is None:
            reply = question.endpoint.answer(question.scenario, question.extras)
            head = {"version": __version__, "scenario": question.scenario.described()}
            plain = orjson.dumps(head | reply, option=JSON)
            self.shelf.put(question.tag, plain)
        if encoding is None:
            return plain
        encoded = ENCODERS[encoding](plain)
        self.shelf.put(f"{question.tag}-{encoding}", encoded)
        return encoded

    async def read(self, request: Request) -> bytes:
        """The body of a POST, of at most `settings.body` bytes, announced or not. Raises Problem 413 and 415."""
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind != "application/json" or request.headers.get("content-encoding", "identity").lower() != "identity":
            raise Problem(415, headers={"Accept-Post": "application/json"})
        limit = self.settings.body
        too_large = Problem(413, f"The body is larger than the {limit} bytes that this server takes.")
        if int(request.headers.get("content-length", "0")) > limit:
            raise too_large
        body = bytearray()
        async for chunk in request.stream():
            body += chunk
            if len(body) > limit:
                raise too_large
        return bytes(body)
