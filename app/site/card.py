"""What other sites show of a link to a scenario: a title, a sentence, a picture, and where oEmbed describes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import quote

from antigradient.figure import card
from antigradient.figure.words import alt_text, loss_title, title_of
from antigradient.query.display import DISPLAY_OPTIONS, LANGUAGE
from antigradient.query.links import API_PREFIX, Addresses
from antigradient.query.pictures import CARD_FIELDS
from antigradient.query.urlencoded import query_string
from antigradient.run_titles import further_runs_clause
from antigradient.scenario import Scenario
from antigradient.words import say
from antigradient.words.numbers import format_names, format_vector

#: Names of pages that the picture follows.
CARD_OPTIONS = {LANGUAGE.name, *(field.name for field in CARD_FIELDS)}


@dataclass(frozen=True)
class Card:
    """For the head of pages: the card of a scenario for links; `page` is the address that it leads to."""

    title: str
    description: str
    page: str
    image: str
    alt: str
    oembed: str
    width: ClassVar[int] = card.WIDTH
    height: ClassVar[int] = card.HEIGHT


def card_of(scenario: Scenario, there: Addresses, address: str) -> Card:
    """For pages and embeds: the card of the one at `address`, both absolute."""
    is_long = "#" in address  # no picture has such an address, and who follows it sees no fragment
    return Card(
        title=title_of(scenario),
        description=description(scenario),
        page=there.page,
        image="" if is_long else picture_address(there),
        alt=alt_text(scenario),
        oembed="" if is_long else f"{there.base}/oembed?url={quote(address, safe='')}",
    )


def picture_address(there: Addresses, scale: float = 1.0) -> str:
    """For `card_of` and oEmbed: the picture's address, `scale` times as large as `card` draws it."""
    names = [name for name in there.texts if name not in DISPLAY_OPTIONS or name in CARD_OPTIONS]
    query = "&".join(filter(None, [query_string(there.texts, names), f"scale={scale:g}" if scale != 1 else ""]))
    return f"{there.base}{API_PREFIX}card.png{'?' if query else ''}{query}"


def description(scenario: Scenario) -> str:
    """For `card_of`: the scenario in a sentence, from its values alone, without its run."""
    return say(
        "card.description",
        optimiser=scenario.optimiser.title,
        eta=scenario.numbers["eta"],
        point=f"{format_names(scenario.objective.parameters)} = {format_vector(scenario.start)}",
        runs=len(scenario.runs),
        beside=further_runs_clause(scenario),
        loss=loss_title(scenario),
    )
