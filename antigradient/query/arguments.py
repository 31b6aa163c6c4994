"""The arguments of single computations beside a scenario: fields, defaults, and what does not fit together.

Each function here is given the values that a request has of its own, and gives them complete.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from sys import float_info
from typing import Any

from antigradient.directions import HIGHEST_ORDER
from antigradient.parameters import NARROWEST, THETA_LIMIT, Parameter
from antigradient.query.fields import DigestField, NumberField, SubsetField, VectorField
from antigradient.query.formula import FormulaField
from antigradient.query.model import DIMENSIONS
from antigradient.query.refusals import QueryError, Refusal, refuse
from antigradient.query.tables import COLUMNS, SAMPLE_SEED, TABLE_PARTS
from antigradient.scenario import Scenario, value_count_refusal
from antigradient.words import Message

#: Values of the arguments by name.
Arguments = Mapping[str, Any]
#: Completes arguments for a scenario; raises QueryError.
Completion = Callable[[Scenario, Arguments], Arguments]


def _parts(*options: str) -> SubsetField:
    return SubsetField("include", Message("argument.include"), options)


#: What a map may be sent with beside its parts: where a picture of so many pixels has labels, arrows and marks.
SCENE_PARTS = ("labels", "field", "stationary")
SURFACE_PARTS = SubsetField("include", Message("argument.include_surface"), ("loss", "contours", "bands", *SCENE_PARTS))
PLOT_WIDTH = NumberField("width", Message("argument.plot_width"), Parameter("width", "", 578, 40, 2000, integer=True))
RATES_PARTS = _parts("limit", "working")
STEP_PARTS = _parts("taylor", "eta_curve", "beta_curve")
POINT = VectorField("point", Message("argument.point"), DIMENSIONS[0], DIMENSIONS[-1], THETA_LIMIT)
#: Any number will do: where θ is far, or η tiny, a gradient is far beyond what a point may be.
U = VectorField("u", Message("argument.u"), DIMENSIONS[0], DIMENSIONS[-1], float_info.max)
BETA = NumberField("beta", Message("argument.beta"), Parameter("beta", "β", 180.0, 0.0, 360.0, below=True))
LENGTH = NumberField(
    "length", Message("argument.length"), Parameter("length", "‖u‖", 1.0, 0.0, THETA_LIMIT, above=True)
)
ORDER = NumberField("order", Message("argument.order"), Parameter("order", "n", 4, 1, HIGHEST_ORDER, integer=True))
F = FormulaField("f", Message("argument.f"), ("x",))
X = NumberField("x", Message("argument.x"), Parameter("x", "x", 2.0, -THETA_LIMIT, THETA_LIMIT))
SPAN = VectorField("span", Message("argument.span"), 2, 2, THETA_LIMIT)
DELTA = NumberField("delta", Message("argument.delta"), Parameter("delta", "δ", 0.5, -THETA_LIMIT, THETA_LIMIT))
VERSION = DigestField("version", Message("argument.version"))
KERNEL_PARTS = SubsetField("include", Message("argument.include_kernel"), ("series",))


def no_arguments(scenario: Scenario, given: Arguments) -> Arguments:
    """For endpoints that need a scenario alone: no values of their own."""
    return given


def module_arguments(scenario: Scenario, given: Arguments) -> Arguments:
    """For /kernel.js: `version`, by default None, and `include`, by default nothing."""
    return {VERSION.name: given.get(VERSION.name), KERNEL_PARTS.name: given.get(KERNEL_PARTS.name, ())}


def surface_arguments(scenario: Scenario, given: Arguments) -> Arguments:
    """For /surface: `include`, by default all parts but those for drawing a map, and `width`."""
    usual = tuple(part for part in SURFACE_PARTS.options if part not in SCENE_PARTS)
    return {"include": given.get("include", usual), "width": given.get("width", PLOT_WIDTH.parameter.default)}


def point_arguments(scenario: Scenario, given: Arguments) -> Arguments:
    """For /gradient, /derivation, /slices: `point`, by default the start, a value per parameter. Raises QueryError."""
    point = given.get("point", scenario.start)
    if refused := _misfit("point", point, scenario):
        raise QueryError(refused)
    return {"point": point}


def rates_arguments(scenario: Scenario, given: Arguments) -> Arguments:
    """For /rates: `include`, by default all parts."""
    return {"include": given.get("include", RATES_PARTS.options)}


def step_arguments(scenario: Scenario, given: Arguments) -> Arguments:
    """For /step: `u`, or `beta` and `length`, at `point`. Raises QueryError."""
    u, beta, length = (given.get(name) for name in ("u", "beta", "length"))
    point = given.get("point", scenario.start)
    refused = [*_misfit("point", point, scenario), *(_misfit("u", u, scenario) if u is not None else ())]
    if u is not None:
        refused += [refuse(name, "refusal.beside_u") for name in ("beta", "length") if given.get(name) is not None]
    elif beta is not None and len(scenario.objective.parameters) > 2:
        refused.append(refuse("beta", "refusal.open_direction_give_u"))
    if refused:
        raise QueryError(refused)
    order, include = (
        given.get("order", ORDER.parameter.default),
        given.get("include", STEP_PARTS.options),
    )
    return {"point": point, "u": u, "beta": beta, "length": length, "order": order, "include": include}


def table_arguments(scenario: Scenario, given: Arguments) -> Arguments:
    """For /data: `columns`, by default None, `sample_seed`, and `include`, by default all parts."""
    return {
        COLUMNS.name: given.get(COLUMNS.name),
        SAMPLE_SEED.name: given.get(SAMPLE_SEED.name, SAMPLE_SEED.parameter.default),
        TABLE_PARTS.name: given.get(TABLE_PARTS.name, TABLE_PARTS.options),
    }


def taylor_arguments(scenario: Scenario, given: Arguments) -> Arguments:
    """For /taylor: `f`, `x`, `delta`, `order`, `span`; by default the cube that the lecture begins with, no curve.

    Raises QueryError.
    """
    span = given.get("span")
    if span is not None and span[1] - span[0] < NARROWEST * max(1.0, *map(abs, span)):
        raise QueryError([refuse("span", "refusal.edges")])
    numbers = {field.name: given.get(field.name, field.parameter.default) for field in (X, DELTA, ORDER)}
    return {"f": given.get("f") or "x^3", "span": span, **numbers}


def _misfit(name: str, values: Sequence[float], scenario: Scenario) -> list[Refusal]:
    if len(values) == len(scenario.objective.parameters):
        return []
    return [Refusal(name, value_count_refusal(values, scenario.objective))]
