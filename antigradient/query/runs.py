"""The field `vs`: further runs on the same map."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from antigradient.query.fields import Field, Schema
from antigradient.query.refusals import FieldError

RunValues = dict[str, Any]


@dataclass(frozen=True)
class RunsField(Field):
    """For queries: further runs, at most `most`, each with any of `fields`.

    `vs=adam;eta=0.1` in a link, where the name is repeated for each run; `{"optimiser": "adam", "eta": 0.1}` in JSON.
    """

    fields: Mapping[str, Field]
    most: int

    repeatable = True

    def _text(self, text: list[str]) -> list[RunValues]:
        self._count(text)
        return [self._run(i, texts_of_run(i, one), Field.from_text) for i, one in enumerate(text, start=1)]

    def _json(self, value: Any) -> list[RunValues]:
        if not isinstance(value, list) or not all(isinstance(run, dict) for run in value):
            raise FieldError("refusal.objects")
        self._count(value)
        return [self._run(i, run, Field.from_json) for i, run in enumerate(value, start=1)]

    def _check(self, runs: list[RunValues]) -> list[RunValues]:
        return runs

    def _count(self, runs: list[Any]) -> None:
        if len(runs) > self.most:
            raise FieldError("refusal.many_runs", count=len(runs), most=self.most)

    def _run(self, number: int, given: Mapping[str, Any], read: Callable[[Field, Any], Any]) -> RunValues:
        """The values of one run, in the order of the fields, so that equal runs look equal."""
        if not given.keys() <= self.fields.keys():
            raise FieldError("refusal.run_names", run=number, names=tuple(self.fields))
        run = {}
        for name, field in self.fields.items():
            if name in given:
                try:
                    run[name] = read(field, given[name])
                except FieldError as why:
                    raise FieldError("refusal.in_run", run=number, name=name, reason=why.message) from None
        return run

    @property
    def schema(self) -> Schema:
        """For OpenAPI: a list of objects."""
        properties = {field.name: field.schema for field in self.fields.values()}
        run = {"type": "object", "properties": properties, "additionalProperties": False}
        return {"type": "array", "items": run, "maxItems": self.most}

    @property
    def link_schema(self) -> Schema:
        """For OpenAPI: a list of texts, one per use of the name; the reader takes more than the pattern says."""
        optimisers = "|".join(self.fields["optimiser"].link_schema["enum"])
        run = {
            "type": "string",
            "title": "optimiser;name=value;…",
            "pattern": rf"^({optimisers})(;eta=0\.\d{{1,3}}1)?$",
        }
        return {"type": "array", "items": run, "maxItems": self.most}


def texts_of_run(number: int, text: str) -> dict[str, str]:
    """For links: names and texts of `adam;eta=0.1`, the optimiser first, its name left out. Raises FieldError."""
    first, *rest = text.split(";")
    given = {"optimiser": first}
    for pair in rest:
        name, equals, value = pair.partition("=")
        if not equals:
            raise FieldError("refusal.run_form", run=number)
        if name in given:
            raise FieldError("refusal.run_name_twice", run=number)
        given[name] = value
    return given


def run_text(texts: Mapping[str, str]) -> str:
    """For links: names and texts of a run as `adam;eta=0.1`, the inverse of `texts_of_run`."""
    return ";".join(text if name == "optimiser" else f"{name}={text}" for name, text in texts.items())
