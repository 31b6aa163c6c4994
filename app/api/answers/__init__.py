"""What the endpoints compute: from a scenario to what a reply says of it, as arrays that JSON is written from."""

from app.api.answers.common import Answer, Extras, Rounding, shown
from app.api.answers.figures import card_png, figure_png, figure_svg
from app.api.answers.files import basin_columns, sample_columns, surface_array, trajectory_columns
from app.api.answers.maps import basins, surface
from app.api.answers.points import derivation, gradient, table
from app.api.answers.runs import trajectory
from app.api.answers.steps import step, taylor

__all__ = [
    "Answer",
    "Extras",
    "Rounding",
    "basin_columns",
    "basins",
    "card_png",
    "derivation",
    "figure_png",
    "figure_svg",
    "gradient",
    "sample_columns",
    "shown",
    "step",
    "surface",
    "surface_array",
    "table",
    "taylor",
    "trajectory",
    "trajectory_columns",
]
