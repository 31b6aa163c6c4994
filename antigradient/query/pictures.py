"""Names that still figures have beside a scenario's and those of pages."""

from __future__ import annotations

from antigradient.figure.figure import WIDTH as USUAL
from antigradient.parameters import Parameter
from antigradient.query.display import DISPLAY_FIELDS, DISPLAY_OPTIONS
from antigradient.query.fields import Field, NumberField

#: A picture of more pixels from left to right costs more than anyone needs.
WIDEST = 2400

WIDTH = NumberField(
    "width",
    "How wide the figure is drawn, in pixels of its own: type and lines keep their size.",
    Parameter("width", "", "Width", USUAL, 240, 1600, "", integer=True),
)
SCALE = NumberField(
    "scale",
    f"How many pixels are shown for each of those, at most {WIDEST} in all from left to right: type grows too.",
    Parameter("scale", "", "Scale", 1.0, 0.25, 4.0, ""),
)
CARD_SCALE = NumberField(
    "scale",
    "Its size: 1 is 1200 × 630 pixels.",
    Parameter("scale", "", "Scale", 1.0, 0.1, 2.0, ""),
)
#: Of the names of pages those that a card follows.
CARD_FIELDS: tuple[Field, ...] = (DISPLAY_OPTIONS["theme"].field, DISPLAY_OPTIONS["palette"].field, CARD_SCALE)
FIELDS: tuple[Field, ...] = (*DISPLAY_FIELDS, WIDTH, SCALE)
