"""What replies look like, for the documents: replies themselves are written straight from arrays, unvalidated.

A number that has no finite value is null.
"""

from .common import Reply
from .maps import BasinsReply, SurfaceReply
from .points import DataReply, DerivationReply, GradientReply, RatesReply, SlicesReply
from .runs import RecipeReply, TrajectoryReply
from .server import CatalogueReply, Health, ProblemReply
from .steps import StepReply, TaylorReply

__all__ = [
    "BasinsReply",
    "CatalogueReply",
    "DataReply",
    "DerivationReply",
    "GradientReply",
    "Health",
    "ProblemReply",
    "RatesReply",
    "RecipeReply",
    "Reply",
    "SlicesReply",
    "StepReply",
    "SurfaceReply",
    "TaylorReply",
    "TrajectoryReply",
]
