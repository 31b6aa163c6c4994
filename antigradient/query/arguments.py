"""Names that single endpoints have beside those of a scenario."""

from __future__ import annotations

from sys import float_info

from antigradient.directions import HIGHEST_ORDER
from antigradient.parameters import THETA_LIMIT, Parameter
from antigradient.query.fields import NumberField, SubsetField, VectorField
from antigradient.query.formula import FormulaField
from antigradient.query.model import DIMENSIONS


def _parts(*options: str) -> SubsetField:
    return SubsetField("include", "Parts of the reply to send; all by default.", options)


SURFACE_PARTS = _parts("loss", "contours", "bands")
STEP_PARTS = _parts("taylor", "eta_curve", "beta_curve")
POINT = VectorField(
    "point",
    "Where to look, one value for each parameter; `start` by default.",
    DIMENSIONS[0],
    DIMENSIONS[-1],
    THETA_LIMIT,
)
#: Any number will do: where θ is far, or η tiny, a gradient is far beyond what a point may be.
U = VectorField(
    "u",
    "The step direction, one value for each parameter; −∇L by default.",
    DIMENSIONS[0],
    DIMENSIONS[-1],
    float_info.max,
)
BETA = NumberField(
    "beta",
    "In place of `u`: the angle from the gradient in degrees, counter-clockwise on the map. Two parameters only.",
    Parameter("beta", "β", "Angle β", 180.0, 0.0, 360.0, "", below=True),
)
LENGTH = NumberField(
    "length",
    "How long the direction at `beta` is; as long as the gradient by default.",
    Parameter("length", "‖u‖", "Length of u", 1.0, 0.0, THETA_LIMIT, "", above=True),
)
ORDER = NumberField(
    "order",
    "The highest order of Taylor's terms.",
    Parameter("order", "n", "Order", 4, 1, HIGHEST_ORDER, "", integer=True),
)
F = FormulaField("f", "A formula in x. In a link a + is written `%2B`.", ("x",))
X = NumberField("x", "Where the series is taken.", Parameter("x", "x", "Place x", 2.0, -THETA_LIMIT, THETA_LIMIT, ""))
DELTA = NumberField(
    "delta", "How far from there.", Parameter("delta", "δ", "Step δ", 0.5, -THETA_LIMIT, THETA_LIMIT, "")
)
