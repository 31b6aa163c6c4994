"""The API's documents for people, made from the OpenAPI document alone: whatever is in one is in the other."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any
from urllib.parse import quote

from antigradient.names import LOSS_DEFAULT_NAMES
from antigradient.query.links import API_PREFIX
from antigradient.words import say

Object = Mapping[str, Any]
#: Items of a list that an abridged answer shows.
MOST_ITEMS = 4


@dataclass(frozen=True)
class NameRow:
    """For the page of the docs, a line of a table: a name, what it may hold, its default, and what it means."""

    name: str
    kind: str
    default: str
    help: str


@dataclass(frozen=True)
class Section:
    """For the page of the docs: one address of the API, its names, its reply, curl lines, and the first's answer.

    The answer is abridged.
    """

    id: str
    path: str
    title: str
    description: str
    methods: tuple[str, ...]
    own: tuple[NameRow, ...]
    reply: tuple[NameRow, ...]
    commands: tuple[str, ...]
    answer: str


def name_rows(document: Object) -> list[NameRow]:
    """For the page of the docs: the names that every address takes, from the catalogue, which has none of its own."""
    return _parameters(document, document["paths"][API_PREFIX + "catalogue"])


def sections(document: Object, base_url: str) -> list[Section]:
    """For the page of the docs: one section for each address of the document; commands go to `base_url`."""
    common = {row.name for row in name_rows(document)}
    return [_section(document, base_url, common, path, operations) for path, operations in document["paths"].items()]


def _section(document: Object, base_url: str, common: set[str], path: str, operations: Object) -> Section:
    main = operations.get("get") or operations["post"]
    ((_, answered),) = main["responses"]["200"]["content"].items()
    methods = [method for method in ("GET", "HEAD", "POST") if ("post" if method == "POST" else "get") in operations]
    return Section(
        id=path.rpartition("/")[2],
        path=path,
        title=main["summary"],
        description=main.get("description", ""),
        methods=tuple(methods),
        own=tuple(row for row in _parameters(document, operations) if row.name not in common),
        reply=tuple(_fields(_resolved(answered["schema"], document), document)),
        commands=tuple(_commands(base_url + path, operations)),
        answer=_answer(main),
    )


def _parameters(document: Object, operations: Object) -> list[NameRow]:
    return [
        NameRow(p["name"], kind(p["schema"], document), default_of(p), p["description"])
        for p in (operations.get("get") or operations["post"]).get("parameters", ())
    ]


def _fields(schema: Object, document: Object, prefix: str = "") -> Iterator[NameRow]:
    """The fields of an object, and of the objects in it."""
    for name, field in schema.get("properties", {}).items():
        yield NameRow(prefix + name, kind(field, document), "", field.get("description", ""))
        inner, suffix = _resolved(field, document), "."
        if inner.get("type") == "array" and "items" in inner:
            inner, suffix = _resolved(inner["items"], document), "[]."
        if "anyOf" in inner:
            inner = _resolved(inner["anyOf"][0], document)
        yield from _fields(inner, document, f"{prefix}{name}{suffix}")


def _commands(url: str, operations: Object) -> Iterator[str]:
    """For each example a GET line; for the last one a POST line too, where the address takes it."""
    if "get" not in operations:
        for example in operations["post"]["requestBody"]["content"]["text/csv"]["examples"].values():
            text = json.dumps(example["value"])[1:-1]
            yield f"printf '{text}' | curl '{url}' -H 'Content-Type: text/csv' --data-binary @-"
        return
    examples: dict[str, dict[str, Any]] = {}
    for parameter in operations["get"].get("parameters", ()):
        for key, example in parameter["examples"].items():
            if key != "usual":
                examples.setdefault(key, {})[parameter["name"]] = example["value"]
    ((media_type, reply),) = operations["get"]["responses"]["200"]["content"].items()
    answered, output = reply.get("examples", {}), " -OJ" if media_type == "application/octet-stream" else ""
    for _, values in sorted(examples.items(), key=lambda item: item[0] not in answered) or [("", {})]:
        query = "&".join(f"{name}={quote(value_in_link(value), safe=',:-/()*')}" for name, value in values.items())
        yield f"curl{output} '{url}?{query}'" if query else f"curl '{url}'"
    if "post" in operations:
        *_, example = operations["post"]["requestBody"]["content"]["application/json"]["examples"].values()
        yield f"curl '{url}' --json '{json.dumps(example['value'])}'"


def _answer(operation: Object) -> str:
    ((_, reply),) = operation["responses"]["200"]["content"].items()
    for example in reply.get("examples", {}).values():
        return example["value"] if isinstance(example["value"], str) else abridged_json(example["value"])
    return ""


def abridged_json(value: Any, indent: str = "") -> str:
    """For answers in the docs: JSON with one name a line, of long lists and of the echo only the beginning."""
    if isinstance(value, dict):
        inner = indent + "  "
        lines = [
            f'{inner}"{name}": {"{…}" if name == "scenario" else abridged_json(item, inner)}'
            for name, item in value.items()
        ]
        return "{\n" + ",\n".join(lines) + f"\n{indent}}}"
    if isinstance(value, list):
        kept = [abridged_json(item, indent) for item in value[:MOST_ITEMS]]
        return f"[{', '.join(kept)}{', …' if len(value) > MOST_ITEMS else ''}]"
    return json.dumps(value, ensure_ascii=False)


def value_in_link(value: Any) -> str:
    """For the docs: a value as a link writes it."""
    return ",".join(map(value_in_link, value)) if isinstance(value, list) else str(value)


def default_of(parameter: Object) -> str:
    """For the docs: a default as a link writes it, or in words where there is no one value."""
    value = parameter["schema"].get("default")
    if value is None:
        return say("default.own") if parameter["name"] in LOSS_DEFAULT_NAMES else say("default.none")
    if value == []:
        return say("default.none")
    return f"`{format_default(value) if isinstance(value, float) else value_in_link(value)}`"


def _resolved(schema: Object, document: Object) -> Object:
    reference = schema.get("$ref")
    if reference is None:
        return schema
    resolved: Object = document["components"]["schemas"][reference.rpartition("/")[2]]
    return resolved


def kind(schema: Object, document: Object) -> str:
    """For the docs: what a schema allows, in words."""
    schema = _resolved(schema, document)
    if "enum" in schema:
        return " | ".join("null" if option is None else str(option) for option in schema["enum"])
    if "anyOf" in schema:
        return reduce(_either, [kind(part, document) for part in schema["anyOf"]])
    if "prefixItems" in schema:
        return f"[{', '.join(kind(part, document) for part in schema['prefixItems'])}]"
    if schema.get("type") == "array":
        return _list(schema, kind(schema["items"], document))
    if "pattern" in schema:
        return str(schema["title"])
    return _with_range(schema.get("type", "any"), schema)


def _either(one: str, other: str) -> str:
    return say("kind.either", one=one, other=other)


def _list(schema: Object, item: str) -> str:
    least, most, options = schema.get("minItems"), schema.get("maxItems"), "enum" in schema["items"]
    if most is None:
        return say("kind.some_of" if options else "kind.list", item=item)
    several = {"most": most, "item": item, "options": "yes" if options else "no"}
    if least is None:
        return say("kind.up_to", **several)
    return say("kind.exactly", **several) if least == most else say("kind.between", least=least, **several)


def _with_range(type: str, schema: Object) -> str:
    high = schema.get("maximum")
    if high is not None and schema.get("minimum") == -high:
        return say("kind.within", type=type, most=format_default(high))
    ends = []
    for key, sign in (("minimum", "≥"), ("exclusiveMinimum", ">"), ("maximum", "≤"), ("exclusiveMaximum", "<")):
        if key in schema:
            ends.append(f"{sign} {format_default(schema[key])}")
    return f"{type} {', '.join(ends)}" if ends else type


def format_default(value: float) -> str:
    """For the docs: a number in few characters, 1000000000000.0 as 1e12."""
    short = f"{value:g}"
    mantissa, _, exponent = (short if float(short) == value else f"{value:.15g}").partition("e")
    return f"{mantissa}e{int(exponent)}" if exponent else mantissa
