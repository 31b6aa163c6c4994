"""What other sites show of a link to a scenario: a title, a sentence, a picture, and where oEmbed describes it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from app.descent.scenario import Scenario
from app.figure.numbers import number, pair
from app.links import Addresses, title_of


@dataclass(frozen=True)
class Card:
    """The card of a scenario; `address` is what was asked for, `page` where people should go."""

    title: str
    description: str
    page: str
    address: str
    image: str
    alt: str
    oembed: str


def card_of(scenario: Scenario, there: Addresses, address: str) -> Card:
    """The card of the page or embed at `address`, both absolute."""
    return Card(
        title=title_of(scenario),
        description=description(scenario),
        page=there.page,
        address=address,
        image=there.downloads["png"],
        alt=f"{title_of(scenario)}: contour map with the descent path",
        oembed=f"{there.base}/oembed?url={quote(address, safe='')}",
    )


def description(scenario: Scenario) -> str:
    """The scenario in a sentence, from its values alone: the run is not made for it."""
    names = ", ".join(scenario.objective.parameters)
    others = [run.optimiser.title for run in scenario.runs]
    beside = f", beside {', '.join(others)}" if others else ""
    loss = f"L = {scenario.f}" if scenario.f else scenario.objective.title
    return (
        f"{scenario.optimiser.title} with η = {number(scenario.numbers['eta'])} "
        f"from ({names}) = {pair(scenario.start)}{beside}. "
        f"{loss}: the contour map, the path, and the angle β between every step u and the gradient ∇L."
    )
