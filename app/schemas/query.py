"""The one query model: every name that a scenario has, derived from the registries and the parameter table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any

from app.descent.data import DATASETS, VALUE_LIMIT
from app.descent.objectives import OBJECTIVES, REDUCTIONS
from app.descent.optimisers import HYPERPARAMETERS, OPTIMISERS
from app.descent.parameters import ETA, GENERAL, THETA_LIMIT, Parameter
from app.descent.scenario import Scenario, ScenarioError, resolve
from app.errors import Refusal
from app.schemas.fields import Choice, Field, Number, Parts, Points, Refused, Vector
from app.schemas.wire import nameable
from app.settings import Settings

#: Names of pages, embeds and figures only, which say how to show a scenario and not what it is.
THEMES = ("auto", "light", "dark")
PAGE_FIELDS: tuple[Field, ...] = (Choice("theme", "Colours of the page; auto follows the reader's system.", THEMES),)


@dataclass(frozen=True)
class Query:
    """The names of a kind of request, and what each may hold."""

    fields: Mapping[str, Field]
    points: int
    defaults: Mapping[str, Any]

    def with_fields(self, *more: Field) -> Query:
        """The same with names of one endpoint's own."""
        return replace(self, fields={**self.fields, **{field.name: field for field in more}})

    def texts(self, given: Mapping[str, str]) -> tuple[dict[str, Any], list[Refusal]]:
        """Native values of a link's texts, and the refusals."""
        return self._read(given, lambda field, text: field.from_text(_not_empty(text)))

    def natives(self, given: Mapping[str, Any]) -> tuple[dict[str, Any], list[Refusal]]:
        """Native values of a JSON object's, and the refusals."""
        return self._read(given, lambda field, value: field.from_json(value))

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
            except Refused as why:
                refused.append(Refusal(name, str(why)))
        return values, refused

    def _unknown(self, name: str) -> Refusal:
        if nameable(name) is None:
            return Refusal(None, "an unknown name, too odd to repeat")
        if any(name == field.name for field in PAGE_FIELDS):
            return Refusal(name, "is a name for pages only")
        near = get_close_matches(name, self.fields, n=1, cutoff=0.75)
        return Refusal(name, f"is unknown; did you mean {near[0]}?" if near else "is unknown")

    def resolve(self, values: Mapping[str, Any]) -> Scenario:
        """The scenario of native values; an endpoint's own names are not its concern. Raises ScenarioError."""
        return resolve({**self.defaults, **values}, self.points)


def _not_empty(text: str) -> str:
    if not text:
        raise Refused("must not be empty")
    return text


def scenario_query(settings: Settings) -> Query:
    """The query of everything that takes a scenario, under this server's caps."""
    general = {name: capped(parameter, settings) for name, parameter in GENERAL.items()}
    widest = max(len(objective.parameters) for objective in OBJECTIVES.values())
    first = next(iter(OBJECTIVES.values()))
    fields: Iterable[Field] = (
        Choice("objective", "The loss.", tuple(OBJECTIVES)),
        Points(
            "data",
            "A data set's id, or points of your own; of a loss that has data.",
            tuple(DATASETS),
            settings.points,
            VALUE_LIMIT,
        ),
        Choice("reduction", "How the points' losses become one.", tuple(REDUCTIONS), nullable=True),
        Choice("optimiser", "The update rule.", tuple(OPTIMISERS)),
        Number(ETA),
        *(Number(parameter) for parameter in HYPERPARAMETERS.values()),
        Vector("start", "Where the run starts: one value for each parameter.", first.start, 2, widest, THETA_LIMIT),
        Vector("window", "The map's edges: wmin, wmax, bmin, bmax.", first.window, 4, 4, THETA_LIMIT),
        *(Number(parameter) for parameter in general.values()),
    )
    # A server may cap a number below its usual default.
    defaults = {name: p.default for name, p in general.items() if p.default != GENERAL[name].default}
    return Query({field.name: field for field in fields}, settings.points, defaults)


def capped(parameter: Parameter, settings: Settings) -> Parameter:
    """The parameter with the server's cap as its high end, and a default no higher."""
    caps = settings.limits | {"step": settings.steps}
    high = caps.get(parameter.name, parameter.high)
    return replace(parameter, high=high, default=min(parameter.default, high))


POINT = Vector("point", "Where to look; the start by default.", (-2.0, -2.0), 2, 3, THETA_LIMIT)
INCLUDE = Parts("include", "Parts of the reply to send; all by default.", ("loss", "contours", "bands"))

__all__ = ["INCLUDE", "PAGE_FIELDS", "POINT", "THEMES", "Query", "ScenarioError", "capped", "scenario_query"]
