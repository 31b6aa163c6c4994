"""The one query model: every name that a scenario has, derived from the registries and the parameter table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import cached_property
from typing import Any

from antigradient.data import DATASETS, VALUE_LIMIT
from antigradient.names import CHOICES, NUMBERS, RUN_NAMES, RUNS_LIMIT
from antigradient.objectives import OBJECTIVES, REDUCTIONS
from antigradient.optimisers import OPTIMISERS
from antigradient.parameters import THETA_LIMIT, Parameter
from antigradient.query.display import DISPLAY_OPTIONS
from antigradient.query.fields import ChoiceField, Field, NumberField, PairField, VectorField
from antigradient.query.formula import FormulaField
from antigradient.query.fragment import FRAGMENT
from antigradient.query.limits import Limits
from antigradient.query.moves import MovesField
from antigradient.query.points import PointsField
from antigradient.query.refusals import FieldError, Refusal, refuse
from antigradient.query.runs import RunsField
from antigradient.query.tables import TABLE_FIELDS
from antigradient.query.urlencoded import parse_query_string, safe_name
from antigradient.scenario import Scenario, resolve
from antigradient.words import Message

#: The least and the largest number of parameters that any loss has.
DIMENSIONS = sorted({len(objective.parameters) for objective in OBJECTIVES.values()})

#: The name of every parameter of any loss.
PARAMETER_NAMES = tuple(dict.fromkeys(name for objective in OBJECTIVES.values() for name in objective.parameters))
#: Names that no scenario has, but a table from which its points are taken.
TABLE_NAMES = tuple(field.name for field in TABLE_FIELDS)
AT = Parameter("at", "", 0.0, -THETA_LIMIT, THETA_LIMIT)


@dataclass(frozen=True)
class Query:
    """For endpoints and pages: the names of one kind of request and what each may hold.

    `points` is the limit on data, `defaults` are an endpoint's own.
    """

    fields: Mapping[str, Field]
    points: int
    defaults: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def caps(self) -> dict[str, float]:
        """For OpenAPI and defaults: the high end of every number; a default is no higher."""
        return {name: field.parameter.high for name, field in self.fields.items() if isinstance(field, NumberField)}

    def with_fields(self, more: tuple[Field, ...]) -> Query:
        """For endpoints: the same query with more names."""
        return replace(self, fields={**self.fields, **{field.name: field for field in more}})

    def with_limits(self, numbers: Mapping[str, tuple[float, float]]) -> Query:
        """For endpoints: the same query with another cap and default of some numbers."""
        fields, defaults = dict(self.fields), dict(self.defaults)
        for name, (high, default) in numbers.items():
            field = fields[name]
            assert isinstance(field, NumberField)
            defaults[name] = min(default, high)
            fields[name] = replace(field, parameter=replace(field.parameter, high=high, default=defaults[name]))
        return replace(self, fields=fields, defaults=defaults)

    def parse_link(self, raw: bytes) -> tuple[dict[str, Any], list[Refusal]]:
        """For GET: the values of a link's query string, and the refusals."""
        texts, refused = parse_query_string(raw, [name for name, field in self.fields.items() if field.repeatable])
        values, more = self._read(texts, lambda field, text: field.from_text(text))
        return values, refused + more

    def parse_json(self, given: Mapping[str, Any]) -> tuple[dict[str, Any], list[Refusal]]:
        """For POST: the values of a JSON object, and the refusals."""
        return self._read(given, Field.from_json)

    def _read(
        self, given: Mapping[str, Any], read: Callable[[Field, Any], Any]
    ) -> tuple[dict[str, Any], list[Refusal]]:
        values: dict[str, Any] = {}
        refused: list[Refusal] = []
        for name, raw in given.items():
            field = self.fields.get(name)
            if field is None:
                refused.append(self._unknown(name))
                continue
            try:
                values[name] = read(field, raw)
            except FieldError as why:
                refused.append(Refusal(name, why.message, why.column))
        return values, refused

    def _unknown(self, name: str) -> Refusal:
        if safe_name(name) is None:
            return refuse(None, "request.unknown_name")
        if name == FRAGMENT:
            return refuse(name, "refusal.fragment.unsent")
        if name in DISPLAY_OPTIONS:
            return refuse(name, "refusal.pages_only")
        if name in TABLE_NAMES:
            return refuse(name, "refusal.table_only")
        near = get_close_matches(name.lower(), self.fields, n=1, cutoff=0.75)
        return refuse(name, "refusal.misspelt", near=near[0]) if near else refuse(name, "refusal.unknown")

    def resolve(self, values: Mapping[str, Any]) -> Scenario:
        """For endpoints and pages: the scenario of these values. Raises ScenarioError."""
        return resolve({**self.defaults, **values}, self.points, self.caps)


def scenario_query(limits: Limits) -> Query:
    """For endpoints and pages: the query of everything that takes a scenario, under these limits."""
    numbers = {name: limits.capped(parameter) for name, parameter in NUMBERS.items()}
    inputs = tuple(sorted({data.inputs for data in DATASETS.values()}))
    fields: tuple[Field, ...] = (
        ChoiceField("objective", Message("name.objective"), tuple(OBJECTIVES)),
        FormulaField("f", Message("name.f")),
        PointsField("data", Message("name.data"), tuple(DATASETS), limits.points, VALUE_LIMIT, inputs),
        ChoiceField("reduction", Message("name.reduction"), tuple(REDUCTIONS), True),
        ChoiceField("optimiser", Message("name.optimiser"), tuple(OPTIMISERS)),
        VectorField("start", Message("name.start"), DIMENSIONS[0], DIMENSIONS[-1], THETA_LIMIT),
        VectorField("window", Message("name.window"), 4, 4, THETA_LIMIT),
        PairField("plane", Message("name.plane"), PARAMETER_NAMES),
        NumberField(AT.name, Message("name.at"), AT, nullable=True),
        *(NumberField(p.name, p.meaning, p) for p in numbers.values()),
        *(ChoiceField(switch.name, switch.meaning, tuple(switch.options)) for switch in CHOICES.values()),
        MovesField("moves", Message("name.moves"), limits.steps),
    )
    named = {field.name: field for field in fields}
    runs = RunsField("vs", Message("name.vs"), {name: named[name] for name in RUN_NAMES}, RUNS_LIMIT)
    return Query({**named, runs.name: runs}, limits.points)
