"""Every number at an edge, in the place of every number of an endpoint or a page, and what is wrong with a reply."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import quote
from xml.etree import ElementTree

from antigradient.objectives import OBJECTIVES
from antigradient.optimisers import OPTIMISERS
from antigradient.query.display import DISPLAY_FIELDS
from antigradient.query.fields import Field, NumberField, VectorField
from antigradient.query.limits import Limits
from antigradient.query.model import scenario_query
from app.api.endpoints import ENDPOINTS

#: As texts of links, and as JSON, also where that is none.
NUMBERS = (
    "0", "-0", "-0.0", "5e-324", "-5e-324", "1e-308", "2.2250738585072014e-308", "1e308", "-1e308",
    "1.7976931348623157e308",
    "1e16", "-1e16", "9007199254740993", "1e12", "-1e12", "0.1", "1", "-1", "1e400", "-1e400", "1e-400", "9" * 400,
)  # fmt: skip
LINKS = (
    *NUMBERS,
    "NaN",
    "nan",
    "inf",
    "-Infinity",
    "0x10",
    "1,5",
    "1_000",
    "+1",
    "²",
    "½",
    "",
    " 1",
    "1e",
    ".",
    "٣",
    "1\x00",
)
VALUES = (*NUMBERS, "NaN", "Infinity", "-Infinity", "null", "true", '"1"', '"nan"', "[]", "{}", '"' + "9" * 400 + '"')
#: Little work, whatever else is asked.
SMALL = {"grid": "5", "steps": "3", "levels": "3"}
#: Of these that cost most, every so many requests are made.
COSTLY, EVERY = ("figure.png", "card.png", "/offline.html"), 12
PAGES = ("/", "/embed", "/offline.html")
API = "/api/v1/"


class Request(NamedTuple):
    """For clients: a path with its query, and a body of JSON where it is a POST."""

    path: str
    body: str | None = None


def _contexts() -> dict[str, dict[str, str]]:
    """By name, what a scenario has to have for it to matter."""
    found: dict[str, dict[str, str]] = {"at": {"objective": "logistic-2"}, "decay": {"schedule": "inverse"}}
    for optimiser in OPTIMISERS.values():
        for hyper in optimiser.hyper:
            found.setdefault(hyper.name, {"optimiser": optimiser.id})
    for objective in OBJECTIVES.values():
        for constant in objective.constants:
            found.setdefault(constant.name, {"objective": objective.id})
    return found


CONTEXTS = _contexts()


def _texts(field: Field, number: str) -> Iterator[str]:
    """A number in the place of each number of a name, as a link has it."""
    if isinstance(field, NumberField):
        yield number
    elif isinstance(field, VectorField):
        count = 4 if field.name == "window" else 2
        for at in range(count):
            usual = ["-1", "1", "-1", "1"][:count]
            yield ",".join([*usual[:at], number, *usual[at + 1 :]])
        yield ",".join([number] * count)
    elif field.name == "data":
        yield from (f"{number}:0.5,1:0.2", f"1:{number},2:0.3")
    elif field.name == "moves":
        yield from (f"{number}:90:0.1", f"0:{number}:0.1", f"1:30:{number}")
    elif field.name == "vs":
        yield from (f"adam;eta={number}", f"gd;steps={number}", f"momentum;gamma={number}")
    elif field.name in ("f", "fx"):
        yield from (f"{number}*{'x' if field.name == 'fx' else 'w'}+1", f"max(2,{number})")


def _fields() -> Iterator[tuple[str, dict[str, Field]]]:
    """The paths, and the names of each."""
    scenario = scenario_query(Limits())
    for id, endpoint in ENDPOINTS.items():
        yield API + id, {**scenario.fields, **{field.name: field for field in endpoint.fields}}
    for page in PAGES:
        yield page, {**scenario.fields, **{field.name: field for field in DISPLAY_FIELDS}}


def requests() -> Iterator[Request]:
    """For tests and attacks: all of them, always in the same order."""
    skipped = 0
    for path, fields in _fields():
        for name, field in fields.items():
            for number in LINKS:
                for text in _texts(field, number):
                    values = {**SMALL, **CONTEXTS.get(name, {}), name: text}
                    skipped += path.endswith(COSTLY)
                    if not path.endswith(COSTLY) or not skipped % EVERY:
                        query = "&".join(f"{key}={quote(value, safe=':,')}" for key, value in values.items())
                        yield Request(f"{path}?{query}")
    for id, endpoint in ENDPOINTS.items():
        if not endpoint.post or id in COSTLY:
            continue
        own = {field.name: field for field in endpoint.fields}
        for name, field in {**scenario_query(Limits()).fields, **own}.items():
            for value in VALUES:
                written = (
                    f"[{value},1]"
                    if isinstance(field, VectorField)
                    else f"[[{value},0.5]]"
                    if name == "data"
                    else value
                )
                given = {
                    **{k: str(v) for k, v in SMALL.items()},
                    **{k: f'"{v}"' for k, v in CONTEXTS.get(name, {}).items()},
                }
                given[name] = written
                yield Request(API + id, "{" + ",".join(f'"{key}":{text}' for key, text in given.items()) + "}")


def fault(status: int, kind: str, body: bytes) -> str | None:
    """What is wrong with a reply: no number may break the server, JSON is strict, and XML is well-formed."""
    if status >= 500 and status != 503:
        return f"status {status}"
    try:
        if "json" in kind:
            read_strictly(body)
        elif "svg" in kind or "xml" in kind:
            ElementTree.fromstring(body)
    except (ValueError, ElementTree.ParseError) as error:
        return f"{kind} that cannot be read: {error}"
    return None


def read_strictly(body: bytes) -> object:
    """The JSON of a body, which may hold no NaN, no Infinity, and no name twice. Raises ValueError."""

    def refused(name: str) -> None:
        raise ValueError(f"{name} in JSON")

    def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
        if len(found := dict(pairs)) < len(pairs):
            raise ValueError("a name twice in JSON")
        return found

    return json.loads(body, parse_constant=refused, object_pairs_hook=once)
