"""What the endpoints' own names mean beside a scenario: their defaults, and what does not fit together."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from antigradient.query import arguments, pictures
from antigradient.query.display import DISPLAY_OPTIONS, with_defaults
from antigradient.query.fields import SubsetField
from antigradient.query.refusals import Refusal
from antigradient.scenario import Scenario

from ..http.errors import invalid
from .answers import Extras

Settle = Callable[[Scenario, Extras], Extras]

#: Layers that are about a point of two parameters.
FLAT = ("eigen", "quadratic")


def nothing(scenario: Scenario, given: Extras) -> Extras:
    """No names of its arguments."""
    return given


def parts(field: SubsetField) -> Settle:
    """`include`: all parts by default."""
    return lambda scenario, given: {"include": given.get("include", field.options)}


def place(scenario: Scenario, given: Extras) -> Extras:
    """`point`: the start by default, one value for each parameter. Raises Problem."""
    point = given.get("point", scenario.start)
    if refused := _misfit("point", point, scenario):
        raise invalid(refused)
    return {"point": point}


def direction(scenario: Scenario, given: Extras) -> Extras:
    """`u`, or `beta` and `length`, at `point`. Raises Problem."""
    u, beta, length = (given.get(name) for name in ("u", "beta", "length"))
    point = given.get("point", scenario.start)
    refused = [*_misfit("point", point, scenario), *(_misfit("u", u, scenario) if u is not None else ())]
    if u is not None:
        refused += [
            Refusal(name, "has no place beside u, which is the whole direction")
            for name in ("beta", "length")
            if given.get(name) is not None
        ]
    elif beta is not None and len(scenario.objective.parameters) > 2:
        refused.append(Refusal("beta", "leaves more than one direction where there are three parameters: give u"))
    if refused:
        raise invalid(refused)
    order, include = (
        given.get("order", arguments.ORDER.parameter.default),
        given.get("include", arguments.STEP_PARTS.options),
    )
    return {"point": point, "u": u, "beta": beta, "length": length, "order": order, "include": include}


def expansion(scenario: Scenario, given: Extras) -> Extras:
    """The cube that the lecture begins with, by default."""
    numbers = {
        field.name: given.get(field.name, field.parameter.default)
        for field in (arguments.X, arguments.DELTA, arguments.ORDER)
    }
    return {"f": given.get("f") or "x^3", **numbers}


def picture(scenario: Scenario, given: Extras) -> Extras:
    """Names of pages, as pages have them by default, and the picture's size. Raises Problem."""
    sizes = {field.name: given.get(field.name, field.parameter.default) for field in (pictures.WIDTH, pictures.SCALE)}
    values = {**with_defaults({name: value for name, value in given.items() if name in DISPLAY_OPTIONS}), **sizes}
    refused = []
    if values["view"] != "map":
        refused.append(Refusal("view", "must be map: of the others there are no still figures"))
    if sizes["width"] * sizes["scale"] > pictures.WIDEST:
        refused.append(Refusal("scale", f"makes the picture wider than {pictures.WIDEST} pixels"))
    if len(scenario.objective.parameters) > 2:
        flat = [name for name in FLAT if name in values["show"]]
        refused += [Refusal("show", f"has {name}, which needs a loss of two parameters") for name in flat]
        if values["beta"] is not None:
            refused.append(Refusal("beta", "leaves more than one direction where there are three parameters"))
    if refused:
        raise invalid(refused)
    return values


def card(scenario: Scenario, given: Extras) -> Extras:
    """Theme, palette and size. Raises Problem."""
    usual = {"theme": DISPLAY_OPTIONS["theme"].default, "palette": DISPLAY_OPTIONS["palette"].default}
    return {**usual, pictures.CARD_SCALE.name: pictures.CARD_SCALE.parameter.default, **given}


def _misfit(name: str, values: Sequence[float], scenario: Scenario) -> list[Refusal]:
    names = scenario.objective.parameters
    if len(values) == len(names):
        return []
    return [Refusal(name, f"has {len(values)} values where this loss has {len(names)}: {', '.join(names)}")]
