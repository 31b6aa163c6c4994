"""Still figures: a scenario's map as SVG, drawn by the same geometry as the page's marks."""

from app.figure.figure import Figure, draw
from app.figure.palettes import PALETTES

__all__ = ["PALETTES", "Figure", "draw"]
