"""What only the server gives, beside what the library answers: files, pictures and modules."""

from .figures import card_png, figure_png
from .files import basin_columns, sample_columns, surface_array, trajectory_columns
from .kernels import kernel, kernel_names

__all__ = [
    "basin_columns",
    "card_png",
    "figure_png",
    "kernel",
    "kernel_names",
    "sample_columns",
    "surface_array",
    "trajectory_columns",
]
