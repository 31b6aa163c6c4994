"""What a request's body says: the values of a JSON object, of a form, or of a table of points."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from antigradient.answers import columns_from_table, points_from_table
from antigradient.data import Note, Table, TableColumns
from antigradient.query.display import LANGUAGE
from antigradient.query.json_object import BodyError, parse_json_object
from antigradient.query.model import Query
from antigradient.query.refusals import Refusal, refuse
from antigradient.query.tables import TABLE_FIELDS, TABLE_PARTS
from antigradient.query.urlencoded import parse_query_string, safe_name
from antigradient.words import LANGUAGES, speak

from ..http.bodies import FORM, OBJECT, TABLE, continued_query
from ..http.errors import Problem, invalid
from ..http.language import named_language
from .endpoints import DATA, Endpoint

#: The values of a request by name, the refusals, and what has to be said of the table that the points are from.
Values = tuple[dict[str, Any], list[Refusal], list[Note]]


class BodyValues:
    """For the service: reads bodies for its endpoints, each by the query that `model` gives it, `points` at most."""

    def __init__(self, model: Callable[[Endpoint], Query], points: int) -> None:
        self.model = model
        self.points = points

    def values(self, endpoint: Endpoint, kind: str, query: bytes, body: bytes) -> Values:
        """For POST: the values of a body of one of the kinds that are read. Raises Problem."""
        read = {OBJECT: self._object, TABLE: self._points, FORM: self._form}[kind]
        return read(endpoint, query, body)

    def _object(self, endpoint: Endpoint, query: bytes, body: bytes) -> Values:
        if query:
            texts, refused = parse_query_string(query)
            misplaced = [refuse(safe_name(name), "refusal.body_only") for name in texts]
            raise invalid([*refused, *misplaced] or [refuse(None, "request.no_query")])
        try:
            given, wrong = parse_json_object(body)
        except BodyError as why:
            raise Problem(400, why.message) from None
        if isinstance(tag := given.get(LANGUAGE.name), str) and tag in LANGUAGES:
            speak(tag)  # for what follows in this thread
        values, refused = self.model(endpoint).parse_json(given)
        return values, [*wrong, *refused], []

    def _form(self, endpoint: Endpoint, query: bytes, body: bytes) -> Values:
        if named := named_language(body):
            speak(named)  # for what follows in this thread
        return *self.model(endpoint).parse_link(continued_query(query, body)), []

    def _points(self, endpoint: Endpoint, query: bytes, body: bytes) -> Values:
        values, refused, table = self.table(endpoint, query, body)
        return values, refused, [note for note in table.notes if note.alters_points] if table else []

    def table(
        self, endpoint: Endpoint, query: bytes, body: bytes
    ) -> tuple[dict[str, Any], list[Refusal], Table | TableColumns | None]:
        """For replies about a table: the values of the query with the points of the body, and the table itself."""
        values, refused = self.model(endpoint).with_fields(TABLE_FIELDS).parse_link(query)
        if "data" in values:
            return values, [*refused, refuse("data", "refusal.data_twice")], None
        if endpoint is DATA and "points" not in values.get(TABLE_PARTS.name, TABLE_PARTS.options):
            found: Any = columns_from_table(values, body)
        else:
            found = points_from_table(values, body, self.points)
        values, more, table = found
        return values, [*refused, *more], table
