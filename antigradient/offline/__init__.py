"""The offline document: the figure as one file that needs no server.

For learning systems that forbid frames, for notebooks, and for use offline.
"""

from antigradient.offline.bundle import BundleMissingError
from antigradient.offline.document import DIGITS, MAP_OPTIONS, OfflineDocument
from antigradient.offline.framed import FramedFigure, framed_figure

__all__ = ["DIGITS", "MAP_OPTIONS", "BundleMissingError", "FramedFigure", "OfflineDocument", "framed_figure"]
