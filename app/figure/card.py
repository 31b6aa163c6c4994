"""A card: the figure beside its words, in the shape in which other sites show a picture of a link."""

from __future__ import annotations

from textwrap import wrap

from app.figure.elements import Element, el
from app.figure.figure import NAMESPACE, Figure
from app.figure.numbers import number, pair, written
from app.figure.words import title_of

#: Pixels: what Facebook, LinkedIn, X and Slack show large and do not crop.
WIDTH, HEIGHT = 1200, 630
MARGIN = 30
#: Pixels of the square for the figure.
ROOM = HEIGHT - 2 * MARGIN
#: Where the words begin, and how wide they run.
LEFT = ROOM + 2 * MARGIN + 20
#: (size in pixels, weight, lines at most) of title, values and sentence.
TITLE, VALUES, SENTENCE = (44, "bold", 5), (28, "normal", 2), (28, "normal", 6)
NAME = (26, "bold", 1)
#: A character's width to its height, generously, thin and bold.
ASPECT = {"normal": 0.53, "bold": 0.6}


def card(figure: Figure) -> Element:
    """The document, `WIDTH` × `HEIGHT`."""
    scenario = figure.view.scenario
    names = written(", ".join(scenario.objective.parameters))
    values = f"η = {number(scenario.numbers['eta'])}, from ({names}) = {pair(scenario.start, 3)}"
    y, texts = MARGIN + 60.0, []
    for text, kind, space in ((title_of(scenario), TITLE, 28), (values, VALUES, 28), (figure.sentence, SENTENCE, 0)):
        lines = lines_of(text, kind)
        texts += [_text(line, LEFT, y + i * 1.3 * kind[0], kind) for i, line in enumerate(lines)]
        y += len(lines) * 1.3 * kind[0] + space
    size = {"width": WIDTH, "height": HEIGHT}
    return el(
        "svg",
        {"xmlns": NAMESPACE, "class": "figure", **size, "viewBox": f"0 0 {WIDTH} {HEIGHT}"},
        [
            el("rect", {"class": "ground", **size}),
            placed(figure),
            *texts,
            _text("Antigradient", LEFT, HEIGHT - MARGIN - 12, NAME),
        ],
    )


def placed(figure: Figure) -> Element:
    """The figure in the middle of its square, as large as it fits."""
    tag, attrs, children = figure.document()
    scale = ROOM / max(figure.width, figure.height)
    width, height = figure.width * scale, figure.height * scale
    place = {"x": MARGIN + (ROOM - width) / 2, "y": MARGIN + (ROOM - height) / 2, "width": width, "height": height}
    return Element(tag, {**attrs, **place}, children)


def lines_of(text: str, kind: tuple[int, str, int]) -> list[str]:
    """The text in lines that fit, the last one with an ellipsis where it is too long."""
    size, weight, most = kind
    fitting = int((WIDTH - MARGIN - LEFT) / (size * ASPECT[weight]))
    together = text.replace(" · ", "\u00a0· ")  # no line begins with a dot, nor ends with the minus of a formula
    return wrap(together, fitting, max_lines=most, placeholder=" …", break_on_hyphens=False)


def _text(line: str, x: float, y: float, kind: tuple[int, str, int]) -> Element:
    # By style: attributes would yield to the figure's own rules.
    return el("text", {"x": x, "y": y, "style": f"font-size:{kind[0]}px;font-weight:{kind[1]}"}, line)
