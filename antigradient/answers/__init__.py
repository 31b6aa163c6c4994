"""What is computed of a scenario for whoever asks: the API and the public functions alike, as numpy's arrays."""

from antigradient.answers.common import Answer, Rounding, formula_answer, loss_formula
from antigradient.answers.computations import (
    COMPUTATIONS,
    Computation,
    columns_from_table,
    echo,
    points_from_table,
    query_with,
    scenario_and_arguments,
)
from antigradient.answers.figures import still_figure
from antigradient.answers.maps import basins, surface, surface_of
from antigradient.answers.points import derivation, gradient, rates, slices, table
from antigradient.answers.runs import columns_of, recipe, trajectory
from antigradient.answers.steps import step, taylor

__all__ = [
    "COMPUTATIONS",
    "Answer",
    "Computation",
    "Rounding",
    "basins",
    "columns_from_table",
    "columns_of",
    "derivation",
    "echo",
    "formula_answer",
    "gradient",
    "loss_formula",
    "points_from_table",
    "query_with",
    "rates",
    "recipe",
    "scenario_and_arguments",
    "slices",
    "step",
    "still_figure",
    "surface",
    "surface_of",
    "table",
    "taylor",
    "trajectory",
]
