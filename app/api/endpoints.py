"""The table of endpoints: for each its own names, what it answers, and what that costs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from antigradient import answers
from antigradient.query import arguments, pictures
from antigradient.query.fields import Field
from antigradient.query.tables import TABLE_FIELDS, TABLE_PARTS
from antigradient.scenario import Scenario
from antigradient.words import say

from ..schemas import replies
from . import answers as files
from .formats import CSV, JAVASCRIPT, JSON, NPY, PNG, SVG, Format
from .weights import (
    basins_weight,
    figure_weight,
    pixels_weight,
    point_count,
    point_weight,
    rates_weight,
    runs_weight,
    slices_weight,
    surface_weight,
)


@dataclass(frozen=True, eq=False)
class Endpoint:
    """For routes, documents and tests, a registry entry: everything that they need to know of an endpoint.

    `complete` completes the values of the endpoint's own `fields` and checks them against the scenario. `weight`
    estimates the work in nanoseconds, by which it waits among the light or the heavy; what it takes is counted while it
    is done, but for `fixed_cost`. `grows` is the number of the scenario that makes it longer. `numbers` names those of
    the scenario that have another cap here, a setting, and another default. `decisive`, where few names of a scenario
    decide the reply, gives those as a link says them. `examples` are whole requests that work.
    `complete` and `answer` may raise QueryError, `answer` Problem too. What `answer` gives is for `format` to write;
    `reply` describes it where that is JSON.
    """

    id: str
    answer: Callable[[Scenario, arguments.Arguments], Any]
    weight: Callable[[Scenario], float]
    reply: type[replies.Reply] | None = None
    format: Format = JSON
    fields: tuple[Field, ...] = ()
    complete: arguments.Completion = arguments.no_arguments
    grows: str = "grid"
    fixed_cost: Callable[[Scenario], float] = lambda scenario: 120e3
    numbers: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    decisive: Callable[[Scenario, arguments.Arguments], Mapping[str, str]] | None = None
    post: bool = True
    examples: Mapping[str, Mapping[str, Any]] = field(default_factory=lambda: {"default": {}})

    @property
    def title(self) -> str:
        """For documents: what it is, in a few words."""
        return say(f"api.endpoint.{self._code}.title")

    @property
    def description(self) -> str:
        """For documents: what it answers, in a paragraph."""
        return say(f"api.endpoint.{self._code}.about")

    @property
    def _code(self) -> str:
        return self.id.replace(".", "-")


def _computed(id: str) -> dict[str, Any]:
    """What the library says of a computation that has an endpoint."""
    return {"id": id, **vars(answers.COMPUTATIONS[id])}


#: The reader of tables, which has no GET: there is no table in an address.
DATA = Endpoint(
    id="data",
    answer=answers.table,
    weight=lambda s: 0.0,
    reply=replies.DataReply,
    fields=(*TABLE_FIELDS, TABLE_PARTS),
    complete=arguments.table_arguments,
)

ENDPOINTS: dict[str, Endpoint] = {
    endpoint.id: endpoint
    for endpoint in (
        Endpoint(
            **_computed("surface"),
            weight=surface_weight,
            reply=replies.SurfaceReply,
            examples={
                "small": {"grid": 5, "levels": 3, "digits": 4},
                "own-points": {
                    "data": [[-1, 0.2], [0, 0.5], [2, 0.9]],
                    "window": [-6, 6, -6, 6],
                    "include": ["contours"],
                    "digits": 5,
                },
                "typed": {"f": "w^2/4+b^2", "grid": 5, "levels": 3, "digits": 4},
            },
        ),
        Endpoint(
            **_computed("gradient"),
            weight=point_weight,
            fixed_cost=point_weight,
            reply=replies.GradientReply,
            examples={
                "start": {"digits": 6},
                "elsewhere": {"point": [1, 0.5], "reduction": "mean", "data": "cs7015"},
                "typed": {"f": "w^3-3w*b^2", "point": [1, 1]},
            },
        ),
        Endpoint(
            **_computed("derivation"),
            weight=point_weight,
            fixed_cost=point_weight,
            reply=replies.DerivationReply,
            examples={
                "two-points": {"data": "cs7015", "point": [1, 0.5], "digits": 4},
                "typed": {"f": "w^3+b^2", "point": [2, 1]},
            },
        ),
        Endpoint(
            **_computed("slices"),
            weight=slices_weight,
            reply=replies.SlicesReply,
            examples={
                "saddle": {"objective": "saddle", "point": [1, 0.5], "grid": 5, "digits": 4},
                "typed": {"f": "w^2/4+1/b", "point": [1, 1], "grid": 5, "digits": 4},
            },
        ),
        Endpoint(
            **_computed("rates"),
            weight=rates_weight,
            reply=replies.RatesReply,
            examples={
                "ravine": {"objective": "ravine", "optimiser": "momentum", "digits": 4},
                "own-points": {
                    "objective": "linear-squared",
                    "data": [[1100, 199], [1550, 240], [2350, 405]],
                    "digits": 4,
                },
                "typed": {"f": "(w^2-1)^2+b^2/2", "start": [0.2, 1], "digits": 4},
            },
        ),
        Endpoint(
            **_computed("step"),
            weight=lambda s: 600e3 + 12e3 * point_count(s),
            fixed_cost=lambda s: 400e3,
            reply=replies.StepReply,
            examples={
                "turned": {"beta": 150, "include": ["taylor"], "digits": 6},
                "given": {"u": [1, -0.5], "point": [1, 0.5], "eta": 0.5, "order": 6, "digits": 5},
                "typed": {"f": "w^3+b^2", "beta": 120, "length": 1, "order": 3, "digits": 5},
            },
        ),
        Endpoint(
            **_computed("taylor"),
            weight=lambda s: 100e3,
            reply=replies.TaylorReply,
            examples={
                "cube": {"f": "x^3", "x": 2, "delta": 0.5, "order": 4},
                "sine": {"f": "sin(x)", "x": 0, "delta": 1, "order": 7, "digits": 6},
                "curve": {"f": "1/x", "x": 1, "delta": 1, "order": 2, "span": [-1, 3], "digits": 4},
            },
        ),
        Endpoint(
            **_computed("trajectory"),
            weight=runs_weight,
            reply=replies.TrajectoryReply,
            examples={
                "three-steps": {"steps": 3, "digits": 5},
                "momentum": {"optimiser": "momentum", "gamma": 0.8, "eta": 0.5, "start": [-3, 2], "steps": 20},
                "by-hand": {"moves": [[1, 150, 1]], "steps": 3, "digits": 5},
                "typed": {"f": "(w^2-1)^2+b^2/2", "start": [0.2, 1], "eta": 0.1, "steps": 5, "digits": 5},
            },
        ),
        Endpoint(
            id="kernel.js",
            answer=files.kernel,
            weight=lambda s: 20e6,
            fixed_cost=lambda s: 10e6,
            format=JAVASCRIPT,
            fields=(arguments.VERSION, arguments.KERNEL_PARTS),
            complete=arguments.module_arguments,
            decisive=files.kernel_names,
            grows="steps",
            post=False,
            examples={
                "momentum": {"optimiser": "momentum"},
                "scheduled": {
                    "objective": "logistic-2",
                    "optimiser": "adam",
                    "schedule": "cosine",
                    "version": "0" * 24,
                },
                "typed": {"f": "(w^2-1)^2+b^2/2", "include": ["series"]},
            },
        ),
        Endpoint(
            **_computed("recipe"),
            weight=runs_weight,
            reply=replies.RecipeReply,
            examples={
                "two-points": {"data": "cs7015", "steps": 20},
                "two-inputs": {"objective": "logistic-2", "tol": 0, "steps": 10},
            },
        ),
        Endpoint(
            **_computed("basins"),
            weight=basins_weight,
            reply=replies.BasinsReply,
            examples={
                "himmelblau": {"objective": "himmelblau", "grid": 5, "digits": 4},
                "typed": {"f": "(w^2-1)^2+b^2/2", "eta": 0.1, "grid": 5, "steps": 200, "digits": 4},
            },
        ),
        Endpoint(
            id="surface.npy",
            answer=files.surface_array,
            weight=surface_weight,
            format=NPY,
            examples={"small": {"grid": 5}, "typed": {"f": "w^2/4+b^2", "grid": 5}},
        ),
        Endpoint(
            id="trajectory.csv",
            answer=files.trajectory_columns,
            weight=runs_weight,
            format=CSV,
            grows="steps",
            examples={
                "three-steps": {"steps": 3, "digits": 5},
                "typed": {"f": "(w^2-1)^2+b^2/2", "eta": 0.1, "steps": 2, "digits": 5},
            },
        ),
        Endpoint(
            id="samples.csv",
            answer=files.sample_columns,
            weight=lambda s: 100e3 + 5e3 * point_count(s),
            format=CSV,
            fields=(arguments.POINT,),
            complete=arguments.point_arguments,
            examples={"five": {"digits": 4}, "elsewhere": {"data": "cs7015", "point": [1, 0.5]}},
        ),
        Endpoint(
            **_computed("figure.svg"),
            weight=figure_weight,
            format=SVG,
            examples={
                "momentum": {"optimiser": "momentum", "step": 5, "width": 480},
                "typed": {"f": "w^2/4+b^2", "start": [3, 1], "theme": "dark", "show": ["levels", "stationary"]},
                "own-direction": {"step": 1, "beta": 120, "palette": "viridis", "hide": ["axes"]},
            },
        ),
        Endpoint(
            id="figure.png",
            answer=files.figure_png,
            weight=pixels_weight,
            format=PNG,
            fields=pictures.FIELDS,
            complete=pictures.figure_arguments,
            grows="steps",
            examples={
                "sharp": {"step": 2, "width": 320, "scale": 2},
                "typed": {"f": "w^2/4+b^2", "start": [3, 1], "width": 240, "show": ["levels"], "hide": ["key"]},
            },
        ),
        Endpoint(
            id="card.png",
            answer=files.card_png,
            weight=pixels_weight,
            format=PNG,
            fields=pictures.CARD_FIELDS,
            complete=pictures.card_arguments,
            grows="steps",
            examples={"momentum": {"optimiser": "momentum", "step": 4}, "typed": {"f": "w^2/4+b^2", "scale": 0.5}},
        ),
        Endpoint(
            id="basins.csv",
            answer=files.basin_columns,
            weight=basins_weight,
            format=CSV,
            numbers={"grid": ("basins", 33)},
            examples={
                "himmelblau": {"objective": "himmelblau", "grid": 2, "digits": 4},
                "typed": {"f": "(w^2-1)^2+b^2/2", "eta": 0.1, "grid": 3, "digits": 4},
            },
        ),
    )
}
