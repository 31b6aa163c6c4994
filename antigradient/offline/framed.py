"""The document in a frame of somebody else's page, packed, over a picture that stays where no frame is.

The frame lies in the same cell of a grid as the picture, and covers it: where a page's host takes frames away the
picture is left, and where it runs no scripts in them it shows through. The frame needs nothing of its page, and no
origin.
"""

from __future__ import annotations

from base64 import b64encode
from gzip import compress

from antigradient.templating import template_text

#: Pixels of the document: where it has two columns, what of its width is not the map's in one and in two, what of its
#: height is not the map's down to the key, and the widest map.
TWO_COLUMNS, BESIDE_ONE, BESIDE_TWO, ABOVE_AND_BELOW, WIDEST = 900, 28, 416, 250, 612


def frame_style(ratio: float) -> str:
    """For `framed_html`: the frame's style, for a map that is `ratio` times as high as wide.

    It shows the map, the player and the sentence, and in two columns the form; where a browser does not know the unit
    `cqw` it has a fixed height.
    """
    one, two = WIDEST + BESIDE_ONE, WIDEST + BESIDE_TWO
    wide = f"clamp(min(100%,{one}px),(100cqw - {TWO_COLUMNS - 1}px)*9999,min(100%,{two}px))"
    high = f"calc(min({WIDEST}px,100cqw - {BESIDE_ONE}px)*{ratio:.3f} + {ABOVE_AND_BELOW}px)"
    usual = f"{WIDEST * ratio + ABOVE_AND_BELOW:.0f}px"
    return f"display:block;border:0;width:100%;width:{wide};height:{usual};height:{high}"


def framed_html(document: str, *, picture: bytes, alt: str, width: int, title: str, ratio: float) -> str:
    """For notebooks and books: the frame of a document over its picture, a PNG that is `width` pixels wide.

    `ratio` is that of the map's height to its width.
    """
    return template_text(
        "framed.html",
        packed=b64encode(compress(document.encode(), mtime=0)).decode(),
        picture=b64encode(picture).decode(),
        alt=alt,
        width=width,
        title=title,
        style=frame_style(ratio),
    )
