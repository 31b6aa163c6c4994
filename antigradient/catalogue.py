"""What there is to choose from: the registries as pages, documents and other clients see them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from antigradient.answers import formula_answer
from antigradient.data import DATASETS, Data
from antigradient.formula import parse
from antigradient.formula.expression import FUNCTIONS
from antigradient.formula.tokens import LENGTH
from antigradient.latex import with_mathml
from antigradient.names import CHOICES, RUNS_LIMIT
from antigradient.objectives import OBJECTIVES
from antigradient.optimisers import OPTIMISERS
from antigradient.parameters import ETA, GENERAL
from antigradient.query.limits import Limits
from antigradient.schedules import SCHEDULES
from antigradient.words import LANGUAGES

#: Names of entries that no page of ours shows; they are for those who ask the API.
API_ONLY_NAMES = (
    "latex",
    "text",
    "source",
    "minima",
    "presets.formula",
    "languages",
    "functions",
    "help",
    "needs",
    "sample",
    "licence",
    "columns",
    *(
        f"limits.{name}"
        for name in ("steps", "grid", "basins", "levels", "body", "corners", "work", "reply", "formula")
    ),
)
#: Names of entries that only the form needs: a figure has to know of any scenario that it may be set to.
FORM_ONLY_NAMES = ("formula", "about", "convention")


def catalogue_data(limits: Limits, caps: Mapping[str, float]) -> dict[str, Any]:
    """For /catalogue, pages and documents: objectives, optimisers, data sets, every number and choice, and the caps."""
    return {
        "objectives": [
            _with_formulas(with_mathml(objective.described())) | {"steps": min(objective.steps, limits.steps)}
            for objective in OBJECTIVES.values()
        ],
        "optimisers": [with_mathml(optimiser.described()) for optimiser in OPTIMISERS.values()],
        "datasets": [dataset_data(data, limits) for data in DATASETS.values()],
        "parameters": [limits.capped(parameter).described() for parameter in (ETA, *GENERAL.values())],
        "choices": [switch.described() for switch in CHOICES.values()],
        "schedules": [schedule.described() for schedule in SCHEDULES.values()],
        "functions": [
            {"name": name, "least": function.least, "most": function.most} for name, function in FUNCTIONS.items()
        ],
        "languages": [
            {"id": language.id, "name": language.name, "direction": language.direction}
            for language in LANGUAGES.values()
        ],
        "limits": {**caps, "runs": RUNS_LIMIT, "formula": LENGTH},
    }


def dataset_data(data: Data, limits: Limits) -> dict[str, Any]:
    """For the catalogue and pages: a data set as JSON values; a run of it takes no more steps than are allowed."""
    found = data.described()
    for own in found["defaults"].values():
        own["steps"] = min(own["steps"], limits.steps)
    return found


def _with_formulas(objective: dict[str, Any]) -> dict[str, Any]:
    """The same, with how each of its presets is written."""
    return objective | {
        "presets": [preset | {"formula": formula_answer(parse(preset["f"]))} for preset in objective["presets"]]
    }


def without_names(entry: Any, names: Collection[str], inside: str = "") -> Any:
    """For pages and documents: the catalogue, or a part, without these names, of which they show nothing.

    A name goes wherever it stands, `presets.formula` inside of `presets` only.
    """
    if isinstance(entry, dict):
        return {
            name: without_names(value, names, name)
            for name, value in entry.items()
            if name not in names and f"{inside}.{name}" not in names
        }
    return [without_names(item, names, inside) for item in entry] if isinstance(entry, list) else entry
