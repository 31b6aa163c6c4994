"""What a section of the lesson is: its figures, the numbers of its words, and its tasks, which the page checks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from antigradient.examples.base import Facts, Findings

#: What a condition of an act is about, as a figure's message tells it: `loss`, `beta`, `step` of the step shown, or a
#: name of the figure's state, `state.eta`; of a list by its index, `state.start.0`.
Path = str
#: Where two formulas are compared: the query of a coarse grid, at places that nobody would choose.
PLACES = "objective=custom&window=-2.3,3.1,-1.7,2.9&grid=9&include=loss"
#: How what is seen is compared: below, above, equal to a text or number, within a distance of a number.
Comparison = Literal["<", ">", "=", "near"]


@dataclass(frozen=True)
class Condition:
    """For acts: what has to hold of a figure's message, as `Condition("loss", "<", 0.05)`."""

    path: Path
    comparison: Comparison
    value: float | str
    #: For `near`: the distance that is still near.
    within: float = 0.0

    def described(self) -> list[Any]:
        """For the page's script: path, comparison, value and distance."""
        return [self.path, self.comparison, self.value, self.within]


@dataclass(frozen=True)
class Act:
    """A task done on a figure: each of `sights` has been seen once, in any order, all of its conditions at a time."""

    id: str
    sights: Sequence[Sequence[Condition]]
    #: Which of the section's figures is acted on.
    figure: int = 0

    def described(self) -> dict[str, Any]:
        """For the page's script: how it is checked."""
        sights = [[condition.described() for condition in sight] for sight in self.sights]
        return {"kind": "act", "figure": self.figure, "sights": sights}


@dataclass(frozen=True)
class Number:
    """A task that asks for a number: the fact of this name, within a distance."""

    id: str
    answer: str
    within: float

    def described(self, facts: Facts) -> dict[str, Any]:
        """For the page's script: how it is checked."""
        return {"kind": "number", "answer": facts[self.answer], "within": self.within}


@dataclass(frozen=True)
class Choice:
    """A task that asks for one of some answers, which its words list: the right one by its place, from 0."""

    id: str
    right: int

    def described(self) -> dict[str, Any]:
        """For the page's script: how it is checked."""
        return {"kind": "choice", "right": self.right}


@dataclass(frozen=True)
class Formula:
    """A task that asks for a formula in w and b: any that has the same values as `answer`."""

    id: str
    answer: str

    def described(self) -> dict[str, Any]:
        """For the page's script: how it is checked."""
        return {"kind": "formula", "answer": self.answer, "places": PLACES}


Task = Act | Number | Choice | Formula


@dataclass(frozen=True)
class Figure:
    """For sections: an embed, by its view and its link, which says all that the figure depends on.

    One that is taller than its text is `wide`: it stands below it, where there is room beside.
    """

    view: str
    query: str
    wide: bool = False

    @property
    def link(self) -> str:
        """For addresses: the embed's query, its view included."""
        return f"view={self.view}&{self.query}".rstrip("&")


@dataclass(frozen=True)
class Section:
    """For the lesson, an entry of SECTIONS; its words are texts/<language>/<id>.md.

    `facts` gives the words their numbers from what is found out about each figure, `claims` maps what the words say
    besides to whether it is so.
    """

    id: str
    figures: Sequence[Figure]
    tasks: Sequence[Task]
    facts: Callable[[Sequence[Findings]], Facts] = lambda _: {}
    claims: Mapping[str, Callable[[Sequence[Findings]], bool]] = field(default_factory=dict)
