"""The table of what can be asked of a scenario, and how what is asked is understood: the API's, and Python's."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from antigradient.answers.figures import figure_svg
from antigradient.answers.maps import basins, surface
from antigradient.answers.points import derivation, gradient, rates, slices
from antigradient.answers.runs import recipe, trajectory
from antigradient.answers.steps import step, taylor
from antigradient.data import Choice, Table, TableColumns, TableError, read_table, table_columns
from antigradient.query import arguments, pictures
from antigradient.query.fields import Field
from antigradient.query.limits import Limits
from antigradient.query.model import Query
from antigradient.query.refusals import QueryError, Refusal
from antigradient.query.tables import COLUMNS, SAMPLE_SEED
from antigradient.scenario import Scenario, ScenarioError, objective_of


@dataclass(frozen=True, eq=False)
class Computation:
    """For endpoints and public functions, a registry entry: what is computed, and the names of its own.

    `complete` completes the values of the `fields` and checks them against the scenario. `numbers` names those of the
    scenario that have another cap here, one of Limits, and another default. `grows` is the number of the scenario that
    makes it longer. `complete` and `answer` may raise QueryError.
    """

    answer: Callable[[Scenario, arguments.Arguments], Any]
    fields: tuple[Field, ...] = ()
    complete: arguments.Completion = arguments.no_arguments
    numbers: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    grows: str = "grid"


COMPUTATIONS: dict[str, Computation] = {
    "surface": Computation(
        surface, (arguments.SURFACE_PARTS, arguments.PLOT_WIDTH), arguments.surface_arguments, grows="levels"
    ),
    "gradient": Computation(gradient, (arguments.POINT,), arguments.point_arguments),
    "derivation": Computation(derivation, (arguments.POINT,), arguments.point_arguments),
    "slices": Computation(slices, (arguments.POINT,), arguments.point_arguments),
    "rates": Computation(rates, (arguments.RATES_PARTS,), arguments.rates_arguments, grows="steps"),
    "step": Computation(
        step,
        (
            arguments.POINT,
            arguments.U,
            arguments.BETA,
            arguments.LENGTH,
            arguments.ORDER,
            arguments.STEP_PARTS,
        ),
        arguments.step_arguments,
    ),
    "taylor": Computation(
        taylor,
        (arguments.F, arguments.X, arguments.DELTA, arguments.ORDER, arguments.SPAN),
        arguments.taylor_arguments,
    ),
    "trajectory": Computation(trajectory, grows="steps"),
    "recipe": Computation(recipe, grows="steps"),
    "basins": Computation(basins, numbers={"grid": ("basins", 33)}),
    "figure.svg": Computation(figure_svg, pictures.FIELDS, pictures.figure_arguments, grows="steps"),
}


def query_with(
    query: Query, fields: tuple[Field, ...], numbers: Mapping[str, tuple[str, int]], limits: Limits
) -> Query:
    """For endpoints and public functions: the query of a scenario with a computation's own names and caps."""
    return query.with_fields(fields).with_limits(
        {name: (getattr(limits, cap), usual) for name, (cap, usual) in numbers.items()}
    )


def scenario_and_arguments(
    query: Query,
    fields: Sequence[Field],
    complete: arguments.Completion,
    values: Mapping[str, Any],
    refused: Sequence[Refusal],
) -> tuple[Scenario, arguments.Arguments]:
    """For endpoints and public functions: what is asked by values that were read. Raises QueryError with all refusals.

    `refused` are those of the reading.
    """
    if any(refusal.parameter == "objective" for refusal in refused):
        raise QueryError(refused)  # what else is wrong depends on the loss that was meant
    own = {field.name for field in fields}
    try:
        scenario = query.resolve({name: value for name, value in values.items() if name not in own})
    except ScenarioError as error:
        refused = [*refused, *(Refusal(*pair) for pair in error.errors)]
    if refused:
        raise QueryError(refused)
    return scenario, complete(scenario, {name: values[name] for name in own & values.keys()})


def points_from_table(
    values: Mapping[str, Any], source: str | bytes, most: int
) -> tuple[dict[str, Any], list[Refusal], Table | None]:
    """For endpoints and public functions: the values with a table's points among them, refusals, and the table.

    `columns` and `sample_seed` among the values say which points those are.
    """
    values, choice = _of_table(values)
    objective = objective_of(values)
    if objective.data is None:
        return {**values, "data": []}, [], None  # refused when resolved: this loss takes no data
    try:
        table = read_table(source, objective.inputs, most, objective.labels, *choice)
    except TableError as why:
        return values, [Refusal(why.parameter, why.message)], None
    return {**values, "data": table.points}, [], table


def columns_from_table(
    values: Mapping[str, Any], source: str | bytes
) -> tuple[dict[str, Any], list[Refusal], TableColumns | None]:
    """For /data: the columns of a table that points can be taken from, with the values and refusals."""
    values, _ = _of_table(values)
    objective = objective_of(values)
    if objective.data is None:
        return {**values, "data": []}, [], None
    usual = (0.0, 1.0) if objective.output and objective.output.activation == "sigmoid" else None
    try:
        return values, [], table_columns(source, objective.inputs, objective.labels or usual)
    except TableError as why:
        return values, [Refusal(why.parameter, why.message)], None


def _of_table(values: Mapping[str, Any]) -> tuple[dict[str, Any], tuple[Choice | None, int]]:
    """The values without those that are about a table, and these."""
    rest = {name: value for name, value in values.items() if name not in (COLUMNS.name, SAMPLE_SEED.name)}
    return rest, (values.get(COLUMNS.name), values.get(SAMPLE_SEED.name, int(SAMPLE_SEED.parameter.default)))


def echo(scenario: Scenario, own: arguments.Arguments) -> dict[str, Any]:
    """For replies: the scenario, where a name that means something else here has the value that it has here."""
    described = scenario.described()
    return {**described, **{name: value for name, value in own.items() if name in described}}
