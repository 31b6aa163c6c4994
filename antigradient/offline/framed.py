"""The document in a frame of somebody else's page, over a picture that stays where no frame is.

The frame lies in the same cell of a grid as the picture, and covers it: where a page's host takes frames away the
picture is left, and where it runs no scripts in them it shows through. The frame needs nothing of its page, and no
origin.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from gzip import compress
from hashlib import sha256

from antigradient.figure.raster import png
from antigradient.offline.document import OfflineDocument
from antigradient.templating import template_text
from antigradient.words import say

#: Colours of the still picture: a map has few, and a third of the bytes is left.
COLOURS = 96

#: Pixels of the document: where it has two columns, what of its width is not the map's in one and in two, what of its
#: height is not the map's down to the key, and the widest map.
TWO_COLUMNS, BESIDE_ONE, BESIDE_TWO, ABOVE_AND_BELOW, WIDEST = 900, 28, 416, 250, 612


def frame_style(ratio: float) -> str:
    """For `FramedFigure`: the frame's style, for a map that is `ratio` times as high as wide.

    It shows the map, the player and the sentence, and in two columns the form; where a browser does not know the unit
    `cqw` it has a fixed height.
    """
    one, two = WIDEST + BESIDE_ONE, WIDEST + BESIDE_TWO
    wide = f"clamp(min(100%,{one}px),(100cqw - {TWO_COLUMNS - 1}px)*9999,min(100%,{two}px))"
    high = f"calc(min({WIDEST}px,100cqw - {BESIDE_ONE}px)*{ratio:.3f} + {ABOVE_AND_BELOW}px)"
    usual = f"{WIDEST * ratio + ABOVE_AND_BELOW:.0f}px"
    return f"display:block;border:0;width:100%;width:{wide};height:{usual};height:{high}"


@dataclass(frozen=True)
class FramedFigure:
    """From `framed_figure`, for notebooks and books: a document with its picture, a PNG, and what both are called."""

    document: str
    picture: bytes
    alt: str
    title: str
    width: int
    ratio: float

    def packed_html(self) -> str:
        """For notebooks: the frame as HTML that holds all, the document compressed."""
        packed = b64encode(compress(self.document.encode(), mtime=0)).decode()
        return self._html(picture=f"data:image/png;base64,{b64encode(self.picture).decode()}", packed=packed)

    def linked_html(self, address: str, picture: str) -> str:
        """For books: the frame as HTML; the document is at this address, the picture at that."""
        return self._html(address=address, picture=picture)

    @property
    def name(self) -> str:
        """For books: the name of its files, which tells what is in them."""
        return sha256(self.document.encode() + self.picture).hexdigest()[:16]

    def _html(self, **sources: str) -> str:
        style = frame_style(self.ratio)
        return template_text("framed.html", alt=self.alt, title=self.title, width=self.width, style=style, **sources)


def framed_figure(document: OfflineDocument, base: str) -> FramedFigure:
    """For notebooks and books: a document with its picture; `base` is the public address of a server.

    Raises BundleMissingError, and FontsMissingError.
    """
    still = document.still
    alt = say("map.still", title=still.title, sentence=still.sentence)
    picture = png(still, colours=COLOURS)
    return FramedFigure(document.html(base), picture, alt, still.title, still.width, still.map_height / still.width)
