"""SVG to PNG, as a program: `{"svg_string": …, …}` in, the picture out; with `colours`, of so many at most.

resvg holds Python's lock while it draws, and would hold up every other request for as long; so it does so in a process
of its own, which needs to know nothing of the rest.
"""

from __future__ import annotations

import json
import sys
from io import BytesIO


def main() -> None:
    """For the process that draws a PNG: reads the arguments of `svg_to_bytes` as JSON, and writes the picture."""
    import resvg_py

    options = json.load(sys.stdin.buffer)
    colours = options.pop("colours", None)
    picture = bytes(resvg_py.svg_to_bytes(**options))
    sys.stdout.buffer.write(with_fewer_colours(picture, colours) if colours else picture)


def with_fewer_colours(picture: bytes, colours: int) -> bytes:
    """For `main`: the opaque picture in so many colours. A map has few, and takes a third of the bytes."""
    from PIL import Image

    file = BytesIO()
    Image.open(BytesIO(picture)).convert("RGB").quantize(colours, dither=Image.Dither.NONE).save(
        file, "PNG", optimize=True
    )
    return file.getvalue()


if __name__ == "__main__":
    main()
