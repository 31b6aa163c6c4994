"""Still figures of a scenario's map, as they are asked for."""

from __future__ import annotations

from math import inf

from antigradient.figure import Figure, draw
from antigradient.query.arguments import Arguments
from antigradient.query.refusals import QueryError, refuse
from antigradient.scenario import Scenario

#: What a figure is told of the names of pages.
OPTIONS = ("width", "theme", "palette", "show", "hide", "beta")


def figure_svg(scenario: Scenario, arguments: Arguments) -> bytes:
    """For /figure.svg: the figure as a document of its own. Raises QueryError."""
    return still_figure(scenario, arguments).svg(arguments["scale"]).encode()


def still_figure(scenario: Scenario, arguments: Arguments, corners: float = inf) -> Figure:
    """For pictures: the figure. Raises QueryError where a typed formula has no value anywhere on the map."""
    figure = draw(scenario, **{name: arguments[name] for name in OPTIONS}, corners=corners)
    if figure.view.surface.minimum is None and scenario.f is not None:
        raise QueryError([refuse("f", "refusal.no_value")])
    return figure
