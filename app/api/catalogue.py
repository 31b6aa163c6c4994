"""The catalogue of one server: the library's, with its own caps."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import orjson

from antigradient.catalogue import catalogue_data, dataset_data, without_names
from antigradient.data import DATASETS
from antigradient.scenario import Scenario
from antigradient.words import cached_by_language

from ..settings import Settings


def catalogue(settings: Settings) -> dict[str, Any]:
    """For /catalogue and pages: what there is to choose from on this server."""
    return catalogue_data(settings.limits, settings.caps)


def catalogue_fragments(settings: Settings, *names: str) -> Callable[[Scenario, bool], orjson.Fragment]:
    """For pages: what gives the catalogue without these names in the language that is spoken, each written once.

    Of data sets and formulas to start from it holds those that a scenario needs, and what a form needs to offer more:
    static/js/page/explanations.js asks for the rest.
    """

    def rest(typed: bool) -> bytes:
        extract = without_names(catalogue(settings), (*names, "datasets"))
        for objective in extract["objectives"]:
            if not typed:
                objective["presets"] = [{"f": preset["f"]} for preset in objective["presets"][:1]]
        return orjson.dumps(extract)

    rests = {typed: cached_by_language(partial(rest, typed)) for typed in (False, True)}

    def fragment(scenario: Scenario, with_form: bool) -> orjson.Fragment:
        sets = orjson.dumps(page_datasets(settings, scenario, with_form))
        return orjson.Fragment(rests[scenario.f is not None]()[:-1] + b',"datasets":' + sets + b"}")

    return fragment


def page_datasets(settings: Settings, scenario: Scenario, with_form: bool) -> list[dict[str, Any]]:
    """For pages: the scenario's own data set, those of the lecture, and for a form the names of others for its loss.

    A page asks /catalogue for the others when one is chosen, for their points are more than all the rest.
    """
    found: list[dict[str, Any]] = []
    for data in DATASETS.values():
        if not data.published:
            found.append({"id": data.id, "title": data.title, "inputs": data.inputs, "points": data.rows()})
        elif data is scenario.data:
            found.append(dataset_data(data, settings.limits))
        elif with_form and scenario.objective.id in data.defaults:
            found.append({"id": data.id, "title": data.title})
    return found
