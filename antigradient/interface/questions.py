"""From what a caller gives to an answer: the road of every public function, and of what is refused on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from difflib import get_close_matches
from functools import lru_cache
from typing import Any, NamedTuple

from antigradient.answers import COMPUTATIONS, echo, points_from_table, query_with, scenario_and_arguments
from antigradient.interface.values import plain, table_text
from antigradient.query.limits import Limits
from antigradient.query.model import Query, scenario_query
from antigradient.query.refusals import QueryError, Refusal
from antigradient.query.tables import COLUMNS, TABLE_FIELDS
from antigradient.query.urlencoded import safe_name
from antigradient.scenario import ScenarioError
from antigradient.words import Message
from antigradient.work import TooMuchError, work_limit

LIMITS = Limits()


@lru_cache(maxsize=32)
def query_of(id: str) -> Query:
    """For questions and links: the names of a computation with the caps of a usual server."""
    computation = COMPUTATIONS[id]
    return query_with(scenario_query(LIMITS), computation.fields, computation.numbers, LIMITS)


class Found(NamedTuple):
    """For results: an answer, the scenario as replies echo it, the values that it was asked by, notes on a table."""

    answer: Any
    scenario: dict[str, Any]
    values: dict[str, Any]
    table_notes: tuple[str, ...] = ()


def found(id: str, given: Mapping[str, Any]) -> Found:
    """For results: the answer to values as they are given. Raises ScenarioError."""
    computation, query = COMPUTATIONS[id], query_of(id)
    with refusals_named(query, given, computation.grows):
        values, refusals, notes = values_of(query, given)
        scenario, arguments = scenario_and_arguments(query, computation.fields, computation.complete, values, refusals)
        with work_limit():
            answer = computation.answer(scenario, arguments)
    return Found(answer, plain(echo(scenario, arguments)), values, tuple(notes))


@contextmanager
def refusals_named(query: Query, given: Mapping[str, Any], grows: str) -> Iterator[None]:
    """For questions: a context in which what is refused, or too much, raises ScenarioError.

    `grows` is the number to lower where it is too much.
    """
    try:
        yield
    except QueryError as why:
        raise ScenarioError([_with_near(refusal, given, query) for refusal in why.refusals]) from None
    except TooMuchError as error:
        code = "too_much.less" if error.most is None else "too_much.most"
        args = {"reason": error.reason} if error.most is None else {"reason": error.reason, "most": error.most}
        raise ScenarioError([(error.name or grows, Message(code, args))]) from None


def values_of(query: Query, given: Mapping[str, Any]) -> tuple[dict[str, Any], list[Refusal], list[str]]:
    """For `found`: the values as the query reads them, of a table its points, the refusals, and notes on the table.

    Raises ScenarioError.
    """
    for name in given:
        if safe_name(name) is None:
            raise refused(name, "refusal.unknown")
    table, choice = table_text(given.get("data"), plain(given.get(COLUMNS.name)))
    if table is None:
        values, refusals = query.parse_json({name: plain(value) for name, value in given.items()})
        return values, refusals, []
    rest = {name: plain(value) for name, value in given.items() if name not in ("data", COLUMNS.name)}
    rest |= {} if choice is None else {COLUMNS.name: choice}
    values, refusals = query.with_fields(TABLE_FIELDS).parse_json(rest)
    if any(refusal.parameter in ("objective", COLUMNS.name) for refusal in refusals):
        return values, refusals, []
    values, more, read = points_from_table(values, table, LIMITS.points)
    return values, [*refusals, *more], [note.sentence for note in read.notes] if read else []


def refused(name: str, code: str, /, **args: Any) -> ScenarioError:
    """For the public functions: the error about one name."""
    return ScenarioError([(name, Message(code, args))])


def _with_near(refusal: Refusal, given: Mapping[str, Any], query: Query) -> tuple[str, Message]:
    """What is said of a refused value, with what it might have meant."""
    name = refusal.parameter or ""
    value, options = plain(given.get(name)), getattr(query.fields.get(name), "options", ())
    for word in value if isinstance(value, list) else [value]:
        if isinstance(word, str) and word not in options and (near := get_close_matches(word.lower(), options, 1)):
            return name, Message("refusal.meant", {"reason": refusal.message, "near": near[0]})
    return name, refusal.message
