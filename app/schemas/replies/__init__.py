"""What replies look like, for the documents: replies themselves are written straight from arrays, unvalidated.

A number that has no finite value is null.
"""

from app.schemas.replies.common import Reply
from app.schemas.replies.maps import BasinsReply, SurfaceReply
from app.schemas.replies.points import DataReply, DerivationReply, GradientReply
from app.schemas.replies.runs import TrajectoryReply
from app.schemas.replies.server import CatalogueReply, Health, ProblemReply
from app.schemas.replies.steps import StepReply, TaylorReply

__all__ = [
    "BasinsReply",
    "CatalogueReply",
    "DataReply",
    "DerivationReply",
    "GradientReply",
    "Health",
    "ProblemReply",
    "Reply",
    "StepReply",
    "SurfaceReply",
    "TaylorReply",
    "TrajectoryReply",
]
