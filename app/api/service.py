"""From a request to the bytes of its reply: understand it, look on the shelf, compute, keep."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import Response

from antigradient.answers import echo, points_from_table, query_with, scenario_and_arguments
from antigradient.assets import load_manifest
from antigradient.data import Note, Table, TableColumns
from antigradient.query.arguments import VERSION
from antigradient.query.display import LANGUAGE
from antigradient.query.file_names import file_name
from antigradient.query.model import Query, scenario_query
from antigradient.query.refusals import QueryError, Refusal
from antigradient.query.urlencoded import query_string
from antigradient.scenario import Scenario
from antigradient.words import Language, Message, speak, spoken
from antigradient.work import TooMuchError, Work, rounded_down, spend, work_limit

from .. import __version__
from ..http.bodies import FORM, OBJECT, TABLE, kind_of_body, read_body
from ..http.caching import ENCODERS, FOREVER, PACKERS, Shelf, kept_for, matches, negotiate, tag
from ..http.disposition import disposition
from ..http.errors import Problem, invalid
from ..http.gate import LIGHT, Gate
from ..settings import Settings
from .body_values import BodyValues, Values
from .endpoints import DATA, Endpoint

#: Query strings up to this length are understood at once, and remembered, which spares a repeated request most of its
#: cost; a longer one, with a thousand points in it, takes ten milliseconds.
LONGEST_REMEMBERED = 1024
#: Nanoseconds that it takes at most to read a byte of a body.
READ_COST = 200.0
#: The same of a table.
TABLE_COST = 500.0
#: Nanoseconds of a byte that is compressed.
COMPRESS_COST = 12.0
#: So many refusals that were found while computing are remembered: they cost as much as an answer.
REFUSALS = 1000
#: Bytes of a megabyte.
MB = 1e6
#: Plain replies of which the middleware itself says that they vary by encoding.
VARYING = ("application/json", "image/svg+xml", "text/javascript")


@dataclass(frozen=True)
class Question:
    """For the service: what is asked, all defaults resolved, and in which language it is answered.

    `tag` names the reply before it is computed. `values` are what was given, plain: another process may ask the same.
    `decisive` are the names that decide it, where they are few. `notes` say how the points are fewer, or others, than
    those of the table that was sent.
    """

    endpoint: Endpoint
    scenario: Scenario
    arguments: Mapping[str, Any]
    language: Language
    tag: str
    values: Mapping[str, Any]
    decisive: Mapping[str, str] | None = None
    notes: Sequence[Note] = ()

    @property
    def lasting_address(self) -> str | None:
        """For caches: where the reply is for as long as there is such an address, beside the question's own."""
        if self.decisive is None:
            return None
        return f"{self.endpoint.id}?{query_string({**self.decisive, VERSION.name: scripts_version()})}"

    @property
    def echo(self) -> dict[str, Any]:
        """For replies: the scenario, where a name that means something else here has the value that it has here."""
        return echo(self.scenario, self.arguments)


class Service:
    """For routes and pages: the endpoints under one server's settings, with the shelf that pages use too."""

    def __init__(self, settings: Settings, shelf: Shelf | None = None, gate: Gate | None = None) -> None:
        self.settings = settings
        self.query = scenario_query(settings.limits).with_fields((LANGUAGE,))
        self.shelf = shelf or Shelf(settings.cache)
        self.gate = gate or Gate(settings.threads)
        self.gate.jobs |= {"answer": self.answer_values, "values": self.values_of_body, "table": self.answer_table}
        self.cache_control = kept_for(settings.max_age, settings.max_age)
        self.endpoints: dict[str, Endpoint] = {}
        self.bodies = BodyValues(self.model, settings.points)
        self._models: dict[str, Query] = {}
        self._refusals: dict[str, Problem] = {}
        self._remember = lru_cache(maxsize=512)(self.question_of_link)

    def model(self, endpoint: Endpoint) -> Query:
        """For questions: the query of the names that the endpoint takes."""
        model = self._models.get(endpoint.id)
        if model is None:
            self.endpoints[endpoint.id] = endpoint
            model = query_with(self.query, endpoint.fields, endpoint.numbers, self.settings.limits)
            self._models[endpoint.id] = model
        return model

    async def get(self, endpoint: Endpoint, request: Request) -> Response:
        """For GET and HEAD: the reply, out of the client's cache, off the shelf, or computed."""
        raw: bytes = request.scope["query_string"]
        if len(raw) <= LONGEST_REMEMBERED:
            question = self._remember(endpoint, raw)
        else:
            question = await self.gate.run(request, None, 0.0, self.question_of_link, endpoint, raw)
        encoding = None if endpoint.format.dense else negotiate(request.headers.get("accept-encoding", ""))
        # Each encoding is a representation of its own, so each has a strong tag of its own.
        etag = f'"{question.tag}-{encoding}"' if encoding else f'"{question.tag}"'
        language = question.language.id
        headers = {"ETag": etag, "Cache-Control": self.cache_control, "Content-Language": language}
        if address := question.lasting_address:
            headers["Content-Location"] = address
            if question.arguments.get(VERSION.name) == scripts_version():
                headers["Cache-Control"] = FOREVER
        known = request.headers.get("if-none-match")
        if known is not None and matches(known, etag):
            return Response(status_code=304, headers={**headers, "Vary": "Accept-Encoding"})
        return await self.reply(request, question, encoding, headers)

    async def post(self, endpoint: Endpoint, request: Request) -> Response:
        """For POST: the reply to the same names as JSON or as a form, or to a table of points, the others in the query.

        Caches between us and the client may not keep it.
        """
        kinds = {OBJECT: (self.settings.body, READ_COST), TABLE: (self.settings.table, TABLE_COST)}
        kinds[FORM] = kinds[OBJECT]
        kind = kind_of_body(request, *kinds)
        limit, cost = kinds[kind]
        body = await read_body(request, limit)
        given = (endpoint.id, kind, request.scope["query_string"], body)
        weight = cost * len(body)
        if weight > LIGHT:
            read = await self.gate.run(request, None, weight, "values", *given)
            question = await self.gate.run(request, None, 0.0, self.question_of_values, endpoint, *read)
        else:
            question = await self.gate.run(
                request, None, weight, lambda: self.question_of_values(endpoint, *self.values_of_body(*given))
            )
        speak(question.language)
        encoding = negotiate(request.headers.get("accept-encoding", ""))
        headers = {"Cache-Control": "no-store", "Content-Language": question.language.id}
        return await self.reply(request, question, encoding, headers, inline=kind != FORM)

    def values_of_body(self, id: str, kind: str, query: bytes, body: bytes) -> Values:
        """For POST: the values of a body of one of the kinds that are read. Raises Problem."""
        return self.bodies.values(self.endpoints[id], kind, query, body)

    def question_of_values(
        self, endpoint: Endpoint, values: dict[str, Any], refused: list[Refusal], notes: Sequence[Note]
    ) -> Question:
        """For POST: the question of a body's values, in the language that they name. Raises Problem."""
        if language := values.get(LANGUAGE.name):
            speak(language)
        return self.ask(endpoint, values, refused, notes)

    async def table(self, endpoint: Endpoint, request: Request) -> Response:
        """For POST of a table: what was read of it, as `endpoint` writes it."""
        kind_of_body(request, TABLE)
        query, body = request.scope["query_string"], await read_body(request, self.settings.table)

        answer = await self.gate.run(request, None, TABLE_COST * len(body), "table", endpoint.id, query, body)
        return Response(answer, media_type=endpoint.format.media_type, headers={"Cache-Control": "no-store"})

    def answer_table(self, id: str, query: bytes, body: bytes) -> bytes:
        """For `table`: the bytes of the reply. Raises Problem."""
        endpoint = self.endpoints[id]
        return self.table_reply(endpoint, *self.bodies.table(endpoint, query, body))

    def table_reply(
        self, endpoint: Endpoint, values: Mapping[str, Any], refused: list[Refusal], table: Table | TableColumns | None
    ) -> bytes:
        """For `table` and the documents: what was read of a table. Raises Problem."""
        question = self.ask(endpoint, values, refused)
        of_table = {"table": table, **({"data": None} if isinstance(table, TableColumns) else {})}
        question = replace(question, arguments={**question.arguments, **of_table})
        return self.reply_bytes(question, endpoint.answer(question.scenario, question.arguments))

    def question_of_link(self, endpoint: Endpoint, raw: bytes) -> Question:
        """For GET: the question of a query string. Raises Problem."""
        return self.ask(endpoint, *self.model(endpoint).parse_link(raw))

    def ask(
        self, endpoint: Endpoint, values: Mapping[str, Any], refused: list[Refusal], notes: Sequence[Note] = ()
    ) -> Question:
        """For GET and POST: the question of these values. Raises Problem where any is refused, or they do not fit."""
        values = {name: value for name, value in values.items() if name != LANGUAGE.name}  # it is spoken
        try:
            scenario, arguments = scenario_and_arguments(
                self.model(endpoint), endpoint.fields, endpoint.complete, values, refused
            )
        except QueryError as why:
            raise invalid(why.refusals) from None
        language = spoken()
        decisive = endpoint.decisive(scenario, arguments) if endpoint.decisive else None
        if decisive is None:
            said = [note.sentence for note in notes]
            deciding = [language.id, endpoint.id, scenario.described(), arguments, *([said] if said else [])]
        else:
            deciding = [endpoint.id, decisive, scripts_version()]
        key = orjson.dumps(deciding, option=orjson.OPT_SORT_KEYS)
        return Question(endpoint, scenario, arguments, language, tag(key), values, decisive, notes)

    async def reply(
        self, request: Request, question: Question, encoding: str | None, headers: dict[str, str], inline: bool = True
    ) -> Response:
        """For GET and POST: the reply in an encoding, off the shelf or computed, never on the event loop.

        Not `inline`, a browser saves it, whatever it is.
        """
        if question.tag in self._refusals:
            raise self._refusals[question.tag]
        name = _name(question, encoding)
        body = self.shelf.get(name)
        if body is None:
            body = await self._computed(request, name, question, encoding)
        form = question.endpoint.format
        if encoding:
            headers["Content-Encoding"] = encoding
        if encoding or form.media_type not in VARYING:
            headers["Vary"] = "Accept-Encoding"
        kind, _, extension = question.endpoint.id.partition(".")
        name = file_name(question.scenario, kind, extension or "json")
        headers["Content-Disposition"] = disposition(name, inline and form.inline)
        return Response(body, headers=headers, media_type=form.media_type)

    async def _computed(self, request: Request, name: str, question: Question, encoding: str | None) -> bytes:
        """The bytes, new; what is refused only now is remembered."""
        weight = question.endpoint.weight(question.scenario)
        asked = (question.endpoint.id, question.values, question.notes, encoding)
        try:
            body: bytes = await self.gate.run(request, name, weight, "answer", *asked)
        except Problem as problem:
            if problem.status == 422:
                if len(self._refusals) >= REFUSALS:
                    self._refusals.clear()
                self._refusals[question.tag] = problem
            raise
        self.shelf.put(name, body)
        return body

    def answer_values(self, id: str, values: Mapping[str, Any], notes: Sequence[Note], encoding: str | None) -> bytes:
        """For `reply`, maybe in another process: the bytes that answer values which have been understood before."""
        return self.body_or_problem(self.ask(self.endpoints[id], values, [], notes), encoding)

    def body_or_problem(self, question: Question, encoding: str | None) -> bytes:
        """For `reply`: the bytes, off the shelf or new. Raises Problem where they would take too much work."""
        try:
            with self.work_limit():
                return self.body(question, encoding)
        except TooMuchError as error:
            raise invalid([self.refusal(error, question.endpoint)]) from None

    def work_limit(self, share: float = 1.0) -> AbstractContextManager[Work]:
        """For computations: a context for work within this server's caps, or a share of them."""
        return work_limit(share * self.settings.work * 1e9, self.settings.corners)

    def refusal(self, error: TooMuchError, endpoint: Endpoint) -> Refusal:
        """For problems: which number has to be lowered, and how far."""
        args: dict[str, Any] = {"reason": error.reason or Message("too_much.work", {"seconds": self.settings.work})}
        if error.most is None:
            code = "too_much.less"
        else:
            code = "too_much.most_or_fewer_runs" if error.of_all_runs else "too_much.most"
            args["most"] = error.most
        return Refusal(error.name or endpoint.grows, Message(code, args), most=error.most)

    def body(self, question: Question, encoding: str | None) -> bytes:
        """For replies and pages: the bytes, off the shelf or new, kept plain and encoded. Raises TooMuchError."""
        name = _name(question, encoding)
        body = self.shelf.get(name)  # another request may have computed it while this one waited for a thread
        if body is not None:
            return body
        if encoding:
            plain = self.body(question, None)
            spend(COMPRESS_COST * len(plain))
            body = (PACKERS if question.endpoint.format.lasting else ENCODERS)[encoding](plain)
        else:
            spend(question.endpoint.fixed_cost(question.scenario))
            body = self.reply_bytes(question, self._answer(question))
            self._weighed(question, len(body))
        self.shelf.put(name, body)
        return body

    def _answer(self, question: Question) -> Any:
        """What the endpoint answers. Raises Problem where that has no value, and TooMuchError."""
        try:
            return question.endpoint.answer(question.scenario, question.arguments)
        except QueryError as why:
            raise invalid(why.refusals) from None

    def reply_bytes(self, question: Question, answer: Any) -> bytes:
        """For `body`: the bytes of an answer, with what every reply in JSON says beside it."""
        if not question.endpoint.format.file:
            notes = {"table_notes": [note.described() for note in question.notes]} if question.notes else {}
            answer = {"version": __version__, "scenario": question.echo, **notes, **answer}
        return question.endpoint.format.write(answer)

    def _weighed(self, question: Question, size: int) -> None:
        """Counts the bytes of a reply. Raises TooMuchError."""
        most, grows = self.settings.reply, question.endpoint.grows
        if size > most:
            reason = Message("too_much.reply", {"size": size / MB, "most": most / MB})
            raise TooMuchError(grows, rounded_down(question.scenario.numbers[grows] * most / size), reason)
        spend(question.endpoint.format.cost * size)

    def answer(self, endpoint: Endpoint, example: Mapping[str, Any]) -> Any:
        """For the documents: the reply to a request of native values, decoded; a CSV file as its text."""
        question = self.ask(endpoint, *self.model(endpoint).parse_json(example))
        body = self.body_or_problem(question, None)
        return body.decode() if endpoint.format.file else orjson.loads(body)

    def example_table(self, text: str) -> Any:
        """For the documents: the reply to a table of the default loss."""
        values, refused, table = points_from_table({}, text, self.settings.points)
        return orjson.loads(self.table_reply(DATA, values, refused, table))


def scripts_version() -> str:
    """For lasting addresses: a name of this build with its scripts, which a tag alone does not name."""
    return tag(orjson.dumps(load_manifest(), option=orjson.OPT_SORT_KEYS))


def _name(question: Question, encoding: str | None) -> str:
    return f"{question.tag}-{encoding}" if encoding else question.tag
