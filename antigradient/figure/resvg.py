"""SVG to PNG, as a program: `{"svg_string": …, …}` in, the picture out.

resvg holds Python's lock while it draws, and would hold up every other request for as long; so it does so in a process
of its own, which needs to know nothing of the rest.
"""

from __future__ import annotations

import json
import sys


def main() -> None:
    """For the process that draws a PNG: reads the arguments of `svg_to_bytes` as JSON, and writes the picture."""
    import resvg_py

    sys.stdout.buffer.write(bytes(resvg_py.svg_to_bytes(**json.load(sys.stdin.buffer))))


if __name__ == "__main__":
    main()
