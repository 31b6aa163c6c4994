"""Any link whatsoever gives a scenario: what is wrong in it is dropped, and said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from antigradient.query.display import DISPLAY_OPTIONS
from antigradient.query.fragment import FRAGMENT, UNUSABLE, fragment_mark, without_mark
from antigradient.query.model import Query
from antigradient.query.refusals import Refusal, refuse
from antigradient.query.trackers import without_trackers
from antigradient.query.views import VIEWS
from antigradient.scenario import Scenario, ScenarioError

#: A scenario, the values of its link that were taken, and what was dropped and why.
Lenient = tuple[Scenario, dict[str, Any], list[Refusal]]


def lenient_scenario(query: Query, raw: bytes) -> Lenient:
    """For pages and files: the scenario of a link as far as it makes sense.

    What trackers have added is dropped without a notice.
    """
    values, refused = query.parse_link(without_trackers(without_mark(raw)))
    if mark := fragment_mark(raw):
        refused.insert(0, refuse(FRAGMENT, f"refusal.fragment.{mark if mark in UNUSABLE else UNUSABLE[0]}"))
    while True:
        try:
            scenario = query.resolve({name: value for name, value in values.items() if name not in DISPLAY_OPTIONS})
        except ScenarioError as error:
            refused += [Refusal(*pair) for pair in error.errors]
            wrong = {parameter for parameter, _ in error.errors}
            # Defaults are never refused: each round drops a value, or all where none of the refused ones was given.
            values = {name: value for name, value in values.items() if name not in wrong} if wrong & set(values) else {}
        else:
            return scenario, values, refused


def lenient_embed(query: Query, raw: bytes) -> Lenient:
    """For embeds and what describes them: the same, without a view that the loss cannot have."""
    scenario, values, refused = lenient_scenario(query, raw)
    misfits = list(display_misfits(values, scenario))
    if any(refusal.parameter == "view" for refusal in misfits):
        del values["view"]
    return scenario, values, [*refused, *misfits]


def display_misfits(values: Mapping[str, Any], scenario: Scenario) -> Iterator[Refusal]:
    """For embeds and their builder: display options that are fine alone, but not with each other or the loss."""
    view = VIEWS.get(values.get("view", ""))
    if view and view.need and not view.need.is_met(scenario.objective):
        yield refuse("view", "refusal.view_lacks", view=view.id, lack=view.need.lack)
    if values.get("lock") == "all" and "controls" in values.get("show", ()):
        yield refuse("show", "refusal.controls_locked")
