"""The fields of still figures and cards beside a scenario's, their defaults, and what does not fit together."""

from __future__ import annotations

from antigradient.figure.figure import WIDTH as DEFAULT_WIDTH
from antigradient.figure.layers import LAYERS
from antigradient.parameters import Parameter
from antigradient.query.arguments import Arguments
from antigradient.query.display import DISPLAY_FIELDS, DISPLAY_OPTIONS, with_defaults
from antigradient.query.fields import Field, NumberField
from antigradient.query.refusals import QueryError, refuse
from antigradient.scenario import Scenario
from antigradient.words import Message

#: A picture of more pixels from left to right costs more than anyone needs.
WIDEST = 2400

WIDTH = NumberField(
    "width", Message("argument.figure_width"), Parameter("width", "", DEFAULT_WIDTH, 240, 1600, integer=True)
)
SCALE = NumberField("scale", Message("argument.figure_scale", {"most": WIDEST}), Parameter("scale", "", 1.0, 0.25, 4.0))
CARD_SCALE = NumberField("scale", Message("argument.card_scale"), Parameter("scale", "", 1.0, 0.1, 2.0))
#: Of the names of pages those that a card follows.
CARD_FIELDS: tuple[Field, ...] = (DISPLAY_OPTIONS["theme"].field, DISPLAY_OPTIONS["palette"].field, CARD_SCALE)
FIELDS: tuple[Field, ...] = (*DISPLAY_FIELDS, WIDTH, SCALE)
#: Layers that are about a point of two parameters.
TWO_PARAMETER_LAYERS = tuple(id for id, layer in LAYERS.items() if layer.flat)


def figure_arguments(scenario: Scenario, given: Arguments) -> Arguments:
    """For /figure.svg and /figure.png: the display options of pages, and the picture's size. Raises QueryError."""
    sizes = {field.name: given.get(field.name, field.parameter.default) for field in (WIDTH, SCALE)}
    values = {**with_defaults({name: value for name, value in given.items() if name in DISPLAY_OPTIONS}), **sizes}
    refused = []
    if values["view"] != "map":
        refused.append(refuse("view", "refusal.no_still"))
    if sizes["width"] * sizes["scale"] > WIDEST:
        refused.append(refuse("scale", "refusal.wide_picture", most=WIDEST))
    if len(scenario.objective.parameters) > 2:
        flat = [name for name in TWO_PARAMETER_LAYERS if name in values["show"]]
        refused += [refuse("show", "refusal.flat_layer", layer=name) for name in flat]
        if values["beta"] is not None:
            refused.append(refuse("beta", "refusal.open_direction"))
    if refused:
        raise QueryError(refused)
    return values


def card_arguments(scenario: Scenario, given: Arguments) -> Arguments:
    """For /card.png: theme, palette and size. Raises QueryError."""
    usual = {"theme": DISPLAY_OPTIONS["theme"].default, "palette": DISPLAY_OPTIONS["palette"].default}
    return {**usual, CARD_SCALE.name: CARD_SCALE.parameter.default, **given}
