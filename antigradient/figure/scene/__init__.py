"""What a map shows whatever the run: labels, the gradient field, minima and saddles, and the landscape in words.

Where each thing lies is worked out here alone, in data units: `marks/scene.py` draws it in still pictures, and
static/js/draw/marks/scene.js draws on the page what `/surface` tells of it.
"""

from antigradient.figure.scene.field import Arrow, field_arrows
from antigradient.figure.scene.labels import Label, level_labels
from antigradient.figure.scene.landscape import describe_landscape
from antigradient.figure.scene.lowest import lowest_places
from antigradient.figure.scene.stationary import StationaryPoint, stationary_points

__all__ = [
    "Arrow",
    "Label",
    "StationaryPoint",
    "describe_landscape",
    "field_arrows",
    "level_labels",
    "lowest_places",
    "stationary_points",
]
