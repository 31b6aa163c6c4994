"""Names that single endpoints have beside those of a scenario."""

from __future__ import annotations

from sys import float_info

from antigradient.directions import HIGHEST_ORDER
from antigradient.parameters import THETA_LIMIT, Parameter
from antigradient.query.fields import Number, Parts, Vector
from antigradient.query.formula import Typed
from antigradient.query.model import WIDTHS


def _parts(*options: str) -> Parts:
    return Parts("include", "Parts of the reply to send; all by default.", options)


SURFACE_PARTS = _parts("loss", "contours", "bands")
STEP_PARTS = _parts("taylor", "eta_curve", "beta_curve")
POINT = Vector(
    "point", "Where to look, one value for each parameter; `start` by default.", WIDTHS[0], WIDTHS[-1], THETA_LIMIT
)
#: Any number will do: where θ is far, or η tiny, a gradient is far beyond what a point may be.
U = Vector(
    "u", "The step direction, one value for each parameter; −∇L by default.", WIDTHS[0], WIDTHS[-1], float_info.max
)
BETA = Number(
    "beta",
    "In place of `u`: the angle from the gradient in degrees, counter-clockwise on the map. Two parameters only.",
    Parameter("beta", "β", "Angle β", 180.0, 0.0, 360.0, "", below=True),
)
LENGTH = Number(
    "length",
    "How long the direction at `beta` is; as long as the gradient by default.",
    Parameter("length", "‖u‖", "Length of u", 1.0, 0.0, THETA_LIMIT, "", above=True),
)
ORDER = Number(
    "order",
    "The highest order of Taylor's terms.",
    Parameter("order", "n", "Order", 4, 1, HIGHEST_ORDER, "", integer=True),
)
F = Typed("f", "A formula in x. In a link a + is written `%2B`.", ("x",))
X = Number("x", "Where the series is taken.", Parameter("x", "x", "Place x", 2.0, -THETA_LIMIT, THETA_LIMIT, ""))
DELTA = Number("delta", "How far from there.", Parameter("delta", "δ", "Step δ", 0.5, -THETA_LIMIT, THETA_LIMIT, ""))
