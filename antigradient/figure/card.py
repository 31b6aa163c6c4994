"""A card: the figure beside its words, in the shape in which other sites show a picture of a link."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap

from antigradient.figure.crop import crop
from antigradient.figure.elements import Element, compact_number, el
from antigradient.figure.figure import NAMESPACE, Figure
from antigradient.figure.marks.further_runs import SWATCH, swatch
from antigradient.figure.runs import LegendEntry
from antigradient.figure.words import title_of
from antigradient.words import say
from antigradient.words.numbers import format_names, format_vector

#: Pixels: what Facebook, LinkedIn, X and Slack show large and do not crop.
WIDTH, HEIGHT = 1200, 630
MARGIN = 30
#: Pixels of the square for the figure.
ROOM = HEIGHT - 2 * MARGIN
#: Where the words begin, and how wide they run.
LEFT = ROOM + 2 * MARGIN + 20
#: Size in pixels and weight of the words: title, values and sentence, runs that are compared, the name at the foot.
TITLE, PLAIN, LISTED, NAME = (44, "bold"), (28, "normal"), (24, "normal"), (26, "bold")
#: A line to its size, and pixels between blocks.
LINE, GAP = 1.3, 28
#: How many times as large as in a legend a run's swatch is, pixels from one to the next, and where words begin beside.
SCALE, ROW = 1.5, 38
BESIDE = LEFT + SWATCH[0] * SCALE + 14
#: Pixels from the line that words stand on up to the top of the swatch beside them.
RAISED = 0.36 * LISTED[0] + SWATCH[1] * SCALE / 2
#: A character's width to its size, generously: narrow ones, wide ones.
ASPECT = {"normal": (0.52, 0.85), "bold": (0.57, 0.95)}
WIDE = "mwMW%@"


def card(figure: Figure) -> Element:
    """For /card.png and the preview of links: the card as an SVG document, `WIDTH` × `HEIGHT`."""
    foot = HEIGHT - MARGIN - 12
    size = {"width": WIDTH, "height": HEIGHT}
    return el(
        "svg",
        {"xmlns": NAMESPACE, "class": "figure", **size, "viewBox": f"0 0 {WIDTH} {HEIGHT}"},
        [
            el("rect", {"class": "ground", **size}),
            figure_in_square(figure),
            *_column(figure, MARGIN + 60.0, foot - LINE * NAME[0]),
            _text("Antigradient", foot, NAME),
        ],
    )


def _column(figure: Figure, y: float, last: float) -> Iterator[Element]:
    """The words from line `y` to line `last`: title, values, and the step's sentence or the runs that are compared."""
    scenario = figure.view.scenario
    values = say(
        "card.start" if figure.runs else "card.rate_and_start",
        eta=scenario.numbers["eta"],
        point=f"{format_names(scenario.objective.parameters)} = {format_vector(scenario.start, 3)}",
    )
    for text, kind, most in ((title_of(scenario), TITLE, 4), (values, PLAIN, 2)):
        words = list(_block(lines_of(text, kind, _fitting(y, last, LINE * kind[0], most)), y, kind))
        yield from words
        y += len(words) * LINE * kind[0] + GAP
    if figure.runs:
        yield from _compared(figure.runs, _fitting(y, last, ROW, len(figure.runs)), y)
    else:
        yield from _block(lines_of(figure.sentence, PLAIN, _fitting(y, last, LINE * PLAIN[0], 9)), y, PLAIN)


def _compared(runs: Sequence[LegendEntry], rows: int, y: float) -> Iterator[Element]:
    """So many rows, one for each run; where there are more runs, the last row counts them."""
    shown = runs if len(runs) <= rows else runs[: rows - 1]
    for i, run in enumerate(shown):
        place = f"translate({LEFT} {compact_number(y + i * ROW - RAISED)}) scale({SCALE})"
        yield el("g", {"transform": place}, swatch(run.number))
        yield _text(lines_of(run.title, LISTED, 1, BESIDE)[0], y + i * ROW, LISTED, BESIDE)
    if more := len(runs) - len(shown):
        yield _text(say("card.more", runs=more), y + len(shown) * ROW, LISTED)


def _fitting(y: float, last: float, line: float, most: int) -> int:
    """How many lines there is room for, at least one."""
    return max(1, min(most, int((last - y) / line) + 1))


def _block(lines: Sequence[str], y: float, kind: tuple[int, str]) -> Iterator[Element]:
    return (_text(words, y + i * LINE * kind[0], kind) for i, words in enumerate(lines))


def figure_in_square(figure: Figure) -> Element:
    """For `card`: the figure in the middle of its square, as large as it fits."""
    tag, attrs, children = crop(figure.document(), figure.width, figure.height)
    scale = ROOM / max(figure.width, figure.height)
    width, height = figure.width * scale, figure.height * scale
    place = {"x": MARGIN + (ROOM - width) / 2, "y": MARGIN + (ROOM - height) / 2, "width": width, "height": height}
    return Element(tag, {**attrs, **place}, children)


def lines_of(text: str, kind: tuple[int, str], most: int, left: float = LEFT) -> list[str]:
    """For `card`: the text in at most `most` lines, the last one with an ellipsis where it is too long."""
    size, weight = kind
    narrow, wide = ASPECT[weight]
    usual = sum(wide if character in WIDE else narrow for character in text) / len(text)
    fitting = int((WIDTH - MARGIN - left) / (size * usual))
    together = text.replace(" · ", "\u00a0· ")  # no line begins with a dot, nor ends with the minus of a formula
    lines = wrap(together, fitting, break_on_hyphens=False)
    return lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1][: fitting - 1]}…"]


def _text(line: str, y: float, kind: tuple[int, str], x: float = LEFT) -> Element:
    # By style: attributes would yield to the figure's own rules.
    return el("text", {"x": x, "y": y, "style": f"font-size:{kind[0]}px;font-weight:{kind[1]}"}, line)
