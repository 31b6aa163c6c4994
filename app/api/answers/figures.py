"""Still figures of a scenario's map, as SVG and as pixels."""

from __future__ import annotations

from antigradient.answers import still_figure
from antigradient.figure import draw
from antigradient.figure.card import HEIGHT, WIDTH, card
from antigradient.figure.raster import CROWD, FontsMissingError, pixels, png, with_fixed_theme
from antigradient.query.arguments import Arguments
from antigradient.scenario import Scenario
from antigradient.words import Message

from ...http.errors import Problem


def figure_png(scenario: Scenario, arguments: Arguments) -> bytes:
    """For /figure.png: the figure as pixels. Raises Problem 503 where there are no fonts."""
    try:
        return png(
            still_figure(scenario, arguments, CROWD / (arguments["width"] * arguments["scale"])), arguments["scale"]
        )
    except FontsMissingError:
        raise _unbuilt() from None


def card_png(scenario: Scenario, arguments: Arguments) -> bytes:
    """For /card.png: the figure beside its words, as pixels. Raises Problem 503 where there are no fonts."""
    hide = ("key",) if scenario.runs else ()  # runs that are compared are listed beside the map, where they can be read
    corners = CROWD / (WIDTH * arguments["scale"])
    figure = with_fixed_theme(
        draw(scenario, theme=arguments["theme"], palette=arguments["palette"], hide=hide, corners=corners)
    )
    try:
        return pixels(card(figure), WIDTH * arguments["scale"], HEIGHT * arguments["scale"])
    except FontsMissingError:
        raise _unbuilt() from None


def _unbuilt() -> Problem:
    return Problem(503, Message("problem.no_fonts"))
