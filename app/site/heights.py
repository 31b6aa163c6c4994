"""How tall a figure is: the height of a frame where no script can ask the figure for it.

The table of views has it for a square window, with a heading of one line and all the usual parts, which the custom
element reads too; what differs from that is added here. The browser tests measure it.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil
from typing import Any

from antigradient.figure.layout import layout_of
from antigradient.figure.words import title_of
from antigradient.query.display import PARTS, parts_of
from antigradient.query.views import VIEWS, Rows, View
from antigradient.scenario import Scenario

#: A line of the heading, and what a letter of it takes at most; the link beside it, and the page's own edges.
LINE, LETTER, LINK, EDGES = 22, 9.2, 156, 20
#: Below this width the link has two lines beside the heading.
NARROW, BESIDE = 420, 115
#: The map: what is beside it and below it, with axes and without, and its height at least (with a dial) and at most.
AXES, BARE = (82, 54), (40, 20)
LEAST, LEAST_WITH_DIAL, MOST = 130, 220, 520
DIAL = 160
#: What parts add that are not usual, and take that are: rows as in the table.
EXTRA: dict[str, Rows] = {
    "numbers": [[0, 465], [560, 440]],
    "formula": [[0, 102]],
    "tools": [[0, 82], [560, 44]],
    "dials": [[0, 29]],
    "turn": [[0, 52]],
}
USUAL: dict[str, Rows] = {
    "player": [[0, 84], [420, 40]],
    "sentence": [[0, 75], [560, 53]],
    "points": [[0, 119], [420, 101]],
}
#: A line of the dials, and how wide one is at least, with the space beside it; the row that turns u.
DIALS, SLIDER, BESIDE_SLIDER = 36, 200, 24
TURN = 30
#: A run in the legend, how wide its column is at least, and the space above.
RUN, COLUMN, ABOVE = 22, 354, 6
#: How much larger everything is for a projector; a frame that would be so wide, in pixels and for its height, is filled
#: as a screen is, of which this is the height for a width of 1.
MAGNIFIED = 1.5
WIDE, OBLONG, SCREEN = 1200, 1.5, 9 / 16


def frame_title(scenario: Scenario, options: Mapping[str, Any]) -> str:
    """For embeds and what describes them: the heading, of what is shown; of a scenario it is where there is one."""
    view = VIEWS[options["view"]]
    return view.title if view.alone else title_of(scenario)


def height_of(scenario: Scenario, options: Mapping[str, Any], width: float) -> int:
    """For oEmbed and the lines to paste: pixels that the figure takes in a frame of this width, or a few more.

    `options` are the names of pages with their values. The form (`show=controls`) is not counted: it is as long as its
    loss and its optimiser make it, and scrolls.
    """
    view = VIEWS[options["view"]]
    if view.scrolls:
        return int(at(view.heights, width))
    zoom = MAGNIFIED if options["projector"] else 1
    inner = width / zoom
    height = at(view.heights, width) + _heading(frame_title(scenario, options), options, inner)
    shown = {part for part in parts_of(options) if part in EXTRA and _has(view, part)}
    height += sum(at(EXTRA[part], width) for part in shown)
    if "dials" in shown:
        height += _dials(len(scenario.start), inner)
    if "turn" in shown and len(scenario.start) == 2 and options["lock"] != "all":
        height += TURN
    hidden = {part for part in USUAL if part in options["hide"] and _has(view, part) and not view.alone}
    height -= sum(at(USUAL[part], width) for part in hidden)
    if view.map:
        height += _map(scenario, "axes" in options["hide"], inner) - _room(width, 1, AXES, 0)
    if scenario.objective.inputs == 2 and not view.alone:
        height += at(view.taller, width)
    if view.runs and scenario.runs and "key" not in options["hide"]:
        height += _legend(1 + len(scenario.runs), inner)
    if options["projector"] and width >= max(WIDE, OBLONG * height * zoom):
        return ceil(SCREEN * width)
    return ceil(height * zoom)


def at(rows: Rows, width: float) -> float:
    """For `height_of`: what the rows of a table say for a width."""
    start, value, *rise = next(row for row in reversed(rows) if width >= row[0])
    return value + (rise[0] * (width - start) if rise else 0)


def _has(view: View, part: str) -> bool:
    views = PARTS[part].views
    return not view.step if part == "numbers" else not views or view.id in views


def _heading(title: str, options: Mapping[str, Any], width: float) -> float:
    """What the heading takes beyond one line, or less where it is hidden."""
    if "heading" in options["hide"]:
        return 0 if options["links"] else -LINE
    words, room = len(title) * LETTER, width - EDGES
    if not options["links"]:
        return LINE * (ceil(words / room) - 1)
    if width < NARROW:
        return LINE * max(ceil(words / (width - BESIDE)) - 2, 0)
    return LINE * (ceil(words / room) - (words + LINK <= room))


def _map(scenario: Scenario, bare: bool, width: float) -> float:
    """The map in its window, and its dial where angles on it are not true."""
    layout = layout_of(scenario.window, width)
    dial = len(scenario.start) > 2 or not layout.equal
    least = LEAST_WITH_DIAL if dial and width < NARROW else LEAST
    ratio = max(layout.plot_width / layout.plot_height, 1)
    return _room(width, ratio, BARE if bare else AXES, least) + (DIAL if dial else 0)


def _room(width: float, ratio: float, margins: tuple[int, int], least: float) -> float:
    beside, below = margins
    return min(max((width - beside) / ratio + below, least), MOST)


def _dials(count: int, width: float) -> float:
    """As many in a line as there is room for."""
    columns = max(int((width - EDGES + BESIDE_SLIDER) // (SLIDER + BESIDE_SLIDER)), 1)
    return DIALS * ceil(count / columns)


def _legend(runs: int, width: float) -> float:
    columns = max(int((width - EDGES + 24) // COLUMN), 1)
    return ABOVE + RUN * ceil(runs / columns) if width >= NARROW else 26 + 31 * runs
