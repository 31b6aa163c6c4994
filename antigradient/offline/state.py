"""What the document's script knows from the start: of the catalogue, the glossary and the run what it can use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from functools import lru_cache
from typing import Any

from antigradient.catalogue import API_ONLY_NAMES, FORM_ONLY_NAMES, catalogue_data, without_names
from antigradient.glossary import term_definitions
from antigradient.kernel import shapes_within_reach
from antigradient.optimisers import OPTIMISERS
from antigradient.parameters import ETA
from antigradient.query.limits import Limits
from antigradient.scenario import Scenario
from antigradient.words import speaking, spoken

#: The words in the document that open their definition; the others are on the page.
WORDS = ("beta", "u", "gradient")


def definitions_of(scenario: Scenario, movable: bool) -> dict[str, Any]:
    """For a document: the words that open their definition, those of its form too, whatever is chosen there."""
    words = {*WORDS}
    if movable:
        rules = {shape.optimiser_id for shape in shapes_within_reach(scenario)}
        numbers = [name for rule in rules for name in OPTIMISERS[rule].names]
        words |= {"optimiser", "eta", *numbers, *(p.name for p in scenario.objective.constants)}
    return {id: entry for id, entry in term_definitions().items() if id in words}


def catalogue_within_reach(scenario: Scenario, limits: Limits) -> dict[str, Any]:
    """For a document: of the catalogue what can be chosen in it; of the first loss what makes links' defaults usual."""
    whole = _catalogue(limits, spoken().id)
    objective = scenario.objective
    first = {"id": whole["objectives"][0]["id"], "presets": [], "constants": []}
    own = [entry for entry in whole["objectives"] if entry["id"] == objective.id]
    rules = {shape.optimiser_id for shape in shapes_within_reach(scenario)}
    rules |= {run.optimiser.id for run in (scenario, *scenario.runs)} | {whole["optimisers"][0]["id"]}
    return {
        **whole,
        "objectives": own if own[0]["id"] == first["id"] else [first, *own],
        "optimisers": [entry for entry in whole["optimisers"] if entry["id"] in rules],
        "datasets": [entry for entry in whole["datasets"] if scenario.data and entry["id"] == scenario.data.id],
        "parameters": [entry if entry["id"] == ETA.name else _usual(entry) for entry in whole["parameters"]],
        "choices": [_usual(entry) for entry in whole["choices"]],
    }


def _usual(entry: dict[str, Any]) -> dict[str, Any]:
    """Of a number or a choice that the document's form has not: what a link means that does not name it."""
    return {name: entry[name] for name in ("id", "default")}


@lru_cache(maxsize=16)
def _catalogue(limits: Limits, language: str) -> dict[str, Any]:
    with speaking(language):
        shown: dict[str, Any] = without_names(
            catalogue_data(limits, asdict(limits)), (*API_ONLY_NAMES, *FORM_ONLY_NAMES)
        )
        return shown


def without_steps(reply: Mapping[str, Any]) -> dict[str, Any]:
    """For a document that computes its runs itself: the reply about them without what takes most of its room.

    Its scenario is the document's own.
    """
    rest = {name: value for name, value in reply.items() if name != "scenario"}
    return {**rest, "steps": None, "runs": [{**one, "steps": None} for one in reply["runs"]]}
