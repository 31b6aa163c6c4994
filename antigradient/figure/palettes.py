"""Colours of the bands: low is dark, high is light, readable without colour vision and in grey print.

The one table is static/shared/palettes.json, which the page's script reads too: stops joined by straight lines in sRGB;
lightness rises all the way. Cividis and viridis are matplotlib's; `sea` goes from deep water to sand in equal steps of
lightness, and no other colour of the page (vermilion, blue, purple) lies on its way.

These are the colours of the light theme. In the dark one a shade lies over the bands (`--shade` in
static/shared/tokens.css): a style sheet can change that, as the reader's system, the page's menu or paper asks, and the
bands, the largest part of every picture, are written once.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from math import floor

from antigradient.assets import SHARED_DIR
from antigradient.words import say


@dataclass(frozen=True)
class Palette:
    """For bands and keys, a registry entry: `stops` are rows of red, green and blue, 0 … 255."""

    id: str
    stops: tuple[tuple[int, int, int], ...]

    @property
    def title(self) -> str:
        """For the page about embedding: what the palette is called."""
        return say(f"palette.{self.id}")

    def colour(self, t: float) -> str:
        """For bands: the CSS colour at t, 0 (lowest loss) … 1 (highest)."""
        place = min(max(t, 0.0), 1.0) * (len(self.stops) - 1)
        i = min(int(place), len(self.stops) - 2)
        mix = (floor(low + (place - i) * (high - low) + 0.5) for low, high in zip(*self.stops[i : i + 2], strict=True))
        return f"#{bytes(mix).hex()}"

    def band(self, i: int, count: int) -> str:
        """For bands and keys: the colour of band `i` of `count`, by rank, so that narrow bands are distinct too."""
        return self.colour(i / (count - 1) if count > 1 else 0.0)


def _rgb(stop: str) -> tuple[int, int, int]:
    red, green, blue = bytes.fromhex(stop)
    return red, green, blue


#: The first is the default.
PALETTES: dict[str, Palette] = {
    id: Palette(id, tuple(_rgb(stop) for stop in stops.split()))
    for id, stops in json.loads((SHARED_DIR / "palettes.json").read_bytes()).items()
}
