"""SVG to PNG, of so many colours at most.

resvg holds Python's lock while it draws: who serves others meanwhile has a process of its own do it.
"""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Any


def picture(svg: str, colours: int | None, options: Mapping[str, Any]) -> bytes:
    """For pixels: the drawing as PNG; `options` are those of `svg_to_bytes`."""
    import resvg_py  # by those alone who draw pixels

    drawn = bytes(resvg_py.svg_to_bytes(svg, **options))
    return with_fewer_colours(drawn, colours) if colours else drawn


def with_fewer_colours(picture: bytes, colours: int) -> bytes:
    """For `picture`: the opaque picture in so many colours. A map has few, and takes a third of the bytes."""
    from PIL import Image

    file = BytesIO()
    Image.open(BytesIO(picture)).convert("RGB").quantize(colours, dither=Image.Dither.NONE).save(
        file, "PNG", optimize=True
    )
    return file.getvalue()
