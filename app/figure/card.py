"""A card: the figure beside its words, in the shape in which other sites show a picture of a link."""

from __future__ import annotations

from textwrap import wrap

from app.figure.elements import Element, el
from app.figure.figure import NAMESPACE, Figure
from app.figure.words import title_of
from app.numbers import number, pair, written

#: Pixels: what Facebook, LinkedIn, X and Slack show large and do not crop.
WIDTH, HEIGHT = 1200, 630
MARGIN = 30
#: Pixels of the square for the figure.
ROOM = HEIGHT - 2 * MARGIN
#: Where the words begin, and how wide they run.
LEFT = ROOM + 2 * MARGIN + 20
#: Size in pixels and weight of the words: title, values and sentence, the name at the foot.
TITLE, PLAIN, NAME = (44, "bold"), (28, "normal"), (26, "bold")
#: A line to its size.
LINE = 1.3
#: A character's width to its size, generously: narrow ones, wide ones.
ASPECT = {"normal": (0.52, 0.85), "bold": (0.57, 0.95)}
WIDE = "mwMW%@"


def card(figure: Figure) -> Element:
    """The document, `WIDTH` × `HEIGHT`."""
    scenario = figure.view.scenario
    names = written(", ".join(scenario.objective.parameters))
    values = f"η = {number(scenario.numbers['eta'])}, from ({names}) = {pair(scenario.start, 3)}"
    foot = HEIGHT - MARGIN - 12
    y, texts = MARGIN + 60.0, [_text("Antigradient", foot, NAME)]
    for text, kind, most in ((title_of(scenario), TITLE, 4), (values, PLAIN, 2), (figure.sentence, PLAIN, 9)):
        line = LINE * kind[0]
        lines = lines_of(text, kind, min(most, int((foot - LINE * NAME[0] - y) / line) + 1))
        texts += [_text(words, y + i * line, kind) for i, words in enumerate(lines)]
        y += len(lines) * line + 28
    size = {"width": WIDTH, "height": HEIGHT}
    return el(
        "svg",
        {"xmlns": NAMESPACE, "class": "figure", **size, "viewBox": f"0 0 {WIDTH} {HEIGHT}"},
        [
            el("rect", {"class": "ground", **size}),
            placed(figure),
            *texts,
        ],
    )


def placed(figure: Figure) -> Element:
    """The figure in the middle of its square, as large as it fits."""
    tag, attrs, children = figure.document()
    scale = ROOM / max(figure.width, figure.height)
    width, height = figure.width * scale, figure.height * scale
    place = {"x": MARGIN + (ROOM - width) / 2, "y": MARGIN + (ROOM - height) / 2, "width": width, "height": height}
    return Element(tag, {**attrs, **place}, children)


def lines_of(text: str, kind: tuple[int, str], most: int) -> list[str]:
    """The text in at most so many lines, the last one with an ellipsis where it is too long."""
    size, weight = kind
    narrow, wide = ASPECT[weight]
    usual = sum(wide if character in WIDE else narrow for character in text) / len(text)
    fitting = int((WIDTH - MARGIN - LEFT) / (size * usual))
    together = text.replace(" · ", "\u00a0· ")  # no line begins with a dot, nor ends with the minus of a formula
    lines = wrap(together, fitting, break_on_hyphens=False)
    return lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1][: fitting - 1]}…"]


def _text(line: str, y: float, kind: tuple[int, str]) -> Element:
    # By style: attributes would yield to the figure's own rules.
    return el("text", {"x": LEFT, "y": y, "style": f"font-size:{kind[0]}px;font-weight:{kind[1]}"}, line)
