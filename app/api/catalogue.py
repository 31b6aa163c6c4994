"""What there is to choose from: the registries as the page and other clients see them."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

import orjson

from antigradient.answers import formula_answer
from antigradient.data import DATASETS
from antigradient.formula import parse
from antigradient.formula.tokens import LENGTH
from antigradient.latex import with_mathml
from antigradient.names import CHOICES, RUNS_LIMIT
from antigradient.objectives import OBJECTIVES
from antigradient.optimisers import OPTIMISERS
from antigradient.parameters import ETA, GENERAL
from antigradient.schedules import SCHEDULES
from antigradient.words import LANGUAGES, cached_by_language

from ..settings import Settings


def catalogue(settings: Settings) -> dict[str, Any]:
    """For /catalogue and pages: objectives, optimisers, data sets, every number and choice, and this server's caps."""
    return {
        "objectives": [
            _with_formulas(with_mathml(objective.described())) | {"steps": min(objective.steps, settings.steps)}
            for objective in OBJECTIVES.values()
        ],
        "optimisers": [with_mathml(optimiser.described()) for optimiser in OPTIMISERS.values()],
        "datasets": [
            {
                "id": data.id,
                "title": data.title,
                "source": data.source,
                "inputs": data.inputs,
                "points": data.rows(),
            }
            for data in DATASETS.values()
        ],
        "parameters": [settings.limits.capped(parameter).described() for parameter in (ETA, *GENERAL.values())],
        "choices": [switch.described() for switch in CHOICES.values()],
        "schedules": [schedule.described() for schedule in SCHEDULES.values()],
        "languages": [
            {"id": language.id, "name": language.name, "direction": language.direction}
            for language in LANGUAGES.values()
        ],
        "limits": {**settings.caps, "runs": RUNS_LIMIT, "formula": LENGTH},
    }


def _with_formulas(objective: dict[str, Any]) -> dict[str, Any]:
    """The same, with how each of its presets is written."""
    return objective | {
        "presets": [preset | {"formula": formula_answer(parse(preset["f"]))} for preset in objective["presets"]]
    }


def catalogue_fragments(settings: Settings, *names: str) -> Callable[[], orjson.Fragment]:
    """For pages: what gives the catalogue without these names in the language that is spoken, each written once."""
    return cached_by_language(lambda: orjson.Fragment(orjson.dumps(without_names(catalogue(settings), names))))


def without_names(entry: Any, names: Collection[str], inside: str = "") -> Any:
    """For `catalogue_fragments`: the catalogue, or a part, without these names, of which pages show nothing.

    A name goes wherever it stands, `presets.formula` inside of `presets` only.
    """
    if isinstance(entry, dict):
        return {
            name: without_names(value, names, name)
            for name, value in entry.items()
            if name not in names and f"{inside}.{name}" not in names
        }
    return [without_names(item, names, inside) for item in entry] if isinstance(entry, list) else entry
