"""The offline document: the figure as one file that needs no server.

For learning systems that forbid frames, for notebooks, and for use offline.
"""

from antigradient.offline.bundle import BundleMissingError
from antigradient.offline.document import DIGITS, MAP_OPTIONS, OfflineDocument
from antigradient.offline.framed import framed_html

__all__ = ["DIGITS", "MAP_OPTIONS", "BundleMissingError", "OfflineDocument", "framed_html"]
