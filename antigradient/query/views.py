"""The figures that an embed can be: a row here, a module in static/js/frame/views and a template in templates/views."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from antigradient.objectives import Objective
from antigradient.words import Message, say

#: Rows of a width from which they hold, the pixels there, and by how much they rise with each pixel of width.
Rows = Sequence[Sequence[float]]


@dataclass(frozen=True)
class Need:
    """For an embed's views: what one needs of a loss; `lack` is what is said of a loss without it."""

    lack: Message
    inputs: int = 0
    parameters: int | None = None

    def is_met(self, objective: Objective) -> bool:
        """For an embed: whether the loss has what the view needs."""
        return objective.inputs >= self.inputs and len(objective.parameters) <= (self.parameters or 99)


@dataclass(frozen=True)
class View:
    """For embeds, the contract and heights: a figure that an embed can be, a row of the table VIEWS.

    `heights` is how tall it is, of a square window, with a heading of one line and all the usual parts; `taller` what a
    loss of two inputs adds. One that `scrolls` is longer than any frame. It may draw the map, further runs, the stages
    of the derivation, the recipe's program, the numbers of the step, and formulas, and have a key, boxes of a data
    point, and dials of the start on demand. One that stands `alone` shows no scenario. A view that is `deferred` comes
    in a script of its own, with what the others need not carry.
    """

    id: str
    heights: Rows
    need: Need | None = None
    taller: Rows = ((0, 0),)
    scrolls: bool = False
    map: bool = False
    runs: bool = False
    stages: bool = False
    points: bool = False
    recipe: bool = False
    alone: bool = False
    step: bool = False
    formulas: bool = False
    key: bool = True
    dials: bool = False
    deferred: bool = False

    @property
    def title(self) -> str:
        """For the page about embedding: what the figure is."""
        return say(f"view.{self.id}.title")


#: By id; the first is the default.
VIEWS: dict[str, View] = {
    view.id: view
    for view in (
        View(
            "map",
            [[0, 556], [320, 543, 1], [420, 577, 1], [560, 684]],
            map=True,
            runs=True,
            dials=True,
            deferred=True,
        ),
        View(
            "taylor",
            [[0, 772], [320, 644], [420, 560], [560, 538]],
            formulas=True,
        ),
        View(
            "direction",
            [[0, 876], [320, 748], [420, 624], [560, 561]],
            need=Need(Message("view.direction.lack"), parameters=2),
            step=True,
        ),
        View(
            "neuron",
            [[0, 772], [320, 598], [420, 514], [560, 493], [700, 482]],
            need=Need(Message("view.neuron.lack"), inputs=1),
            taller=[[0, 119], [560, 97]],
            points=True,
            dials=True,
            deferred=True,
        ),
        View(
            "orders",
            [[0, 756], [320, 676], [360, 634], [420, 571], [560, 506], [600, 492]],
            deferred=True,
        ),
        View(
            "slices",
            [[0, 640], [320, 590], [360, 568], [420, 486], [560, 445], [700, 426]],
            dials=True,
            deferred=True,
        ),
        View("chain", [[0, 640]], scrolls=True, stages=True, formulas=True, key=False, dials=True),
        View(
            "charts",
            [[0, 626], [320, 532], [420, 467], [560, 446], [700, 289]],
            runs=True,
        ),
        View(
            "recipe",
            [[0, 799], [420, 626], [560, 570], [640, 462]],
            need=Need(Message("view.recipe.lack"), inputs=1),
            taller=[[0, 74], [640, 97], [925, 22]],
            recipe=True,
            key=False,
            deferred=True,
        ),
        View(
            "expansion",
            [[0, 641], [420, 613], [480, 570], [620, 552]],
            alone=True,
            formulas=True,
            key=False,
            deferred=True,
        ),
    )
}
