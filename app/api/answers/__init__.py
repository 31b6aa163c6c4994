"""What the endpoints compute: from a scenario to what a reply says of it, as arrays that JSON is written from."""

from .common import Answer, Rounding, formula_answer
from .figures import card_png, figure_png, figure_svg
from .files import basin_columns, sample_columns, surface_array, trajectory_columns
from .kernels import kernel, kernel_names
from .maps import basins, surface
from .points import derivation, gradient, rates, slices, table
from .runs import recipe, trajectory
from .steps import step, taylor

__all__ = [
    "Answer",
    "Rounding",
    "basin_columns",
    "basins",
    "card_png",
    "derivation",
    "figure_png",
    "figure_svg",
    "formula_answer",
    "gradient",
    "kernel",
    "kernel_names",
    "rates",
    "recipe",
    "sample_columns",
    "slices",
    "step",
    "surface",
    "surface_array",
    "table",
    "taylor",
    "trajectory",
    "trajectory_columns",
]
