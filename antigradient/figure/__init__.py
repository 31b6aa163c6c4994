"""Still figures: a scenario's map as SVG, drawn by the same geometry as the page's marks."""

from antigradient.figure.figure import Figure, draw
from antigradient.figure.palettes import PALETTES

__all__ = ["PALETTES", "Figure", "draw"]
