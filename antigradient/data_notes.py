"""What is to be known of some data before they are fitted: that no parameters can fit them, or many equally well."""

from __future__ import annotations

from collections.abc import Sequence

from antigradient.data import Data
from antigradient.data.separation import Place, Separation, separation, spread, whole_places
from antigradient.objectives import Objective
from antigradient.words import Message

#: Of how far a line parts the classes: what is said of a loss that has then no minimum.
PARTED = {Separation.COMPLETE: "data_note.parted", Separation.QUASI: "data_note.touching"}
#: Of how far the points spread, less than the inputs would allow: what is said of the parameters.
NARROW = {(1, 0): "data_note.one_x", (2, 0): "data_note.one_place", (2, 1): "data_note.one_line"}


def notes_on(objective: Objective, data: Data | None) -> list[Message]:
    """For /trajectory: what is to be said of the data under this loss; nothing where it has one minimum to be found."""
    if data is None or objective.output is None:
        return []
    places = whole_places(data.columns)
    notes = [] if objective.measured else _of_classes(objective, data, places)
    if not notes and len(data) > 1 and len(set(data.y)) == 1:
        notes = [Message("data_note.same_labels")]
    narrow = NARROW.get((data.inputs, spread(places)))
    return [*notes, *([Message(narrow)] if narrow else [])]


def _of_classes(objective: Objective, data: Data, places: Sequence[Place]) -> list[Message]:
    """Of a neuron with a sigmoid: labels that it cannot give, and those that it gives at infinity only.

    A label below 1 draws z down and one above 0 draws it up, those between do both. A log loss is convex, and has no
    minimum as soon as a line parts them so. A squared error has many shapes: it has none where it falls to 0 far away.
    """
    beyond = sum(not 0 <= y <= 1 for y in data.y)
    if beyond:
        return [Message("data_note.beyond", {"count": beyond, "points": len(data)})]
    low = [place for place, y in zip(places, data.y, strict=True) if y < 1]
    high = [place for place, y in zip(places, data.y, strict=True) if y > 0]
    if not low or not high:
        return [Message("data_note.one_class", {"label": int(not low)})]
    found = separation(low, high)
    if found is Separation.COMPLETE or (found is Separation.QUASI and objective.output and objective.output.cancels):
        return [Message(PARTED[found])]
    return []
