"""Names that say how a scenario is shown on pages, embeds and still figures, not what it is.

The API takes the language alone, and refuses the others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from antigradient.figure import layers
from antigradient.figure.palettes import PALETTES
from antigradient.parameters import THETA_LIMIT, Parameter
from antigradient.query.fields import ChoiceField, Field, FlagField, NumberField, SubsetField
from antigradient.query.formula import FormulaField
from antigradient.query.refusals import Refusal, refuse
from antigradient.query.sections import NOTATION_IDS, SECTION_IDS
from antigradient.query.views import VIEWS
from antigradient.words import LANGUAGES, Message

VIEWS_WITH_MAP, VIEWS_WITH_KEY, VIEWS_WITH_RUNS, VIEWS_WITH_DIALS, VIEWS_WITH_STAGES, VIEWS_WITH_POINTS = (
    tuple(id for id, view in VIEWS.items() if getattr(view, fact))
    for fact in ("map", "key", "runs", "dials", "stages", "points")
)
VIEWS_ALONE = tuple(id for id, view in VIEWS.items() if view.alone)
#: Where a name has an effect. All of them take all names, so that one link serves them all.
PAGE, EMBED, FIGURE = "page", "embed", "figure"
ALL_MEDIA = (PAGE, EMBED, FIGURE)
#: A file without a server, and the names that have an effect in it; of parts those of the still figure that it draws.
FILE = "file"
FILE_OPTIONS = ("theme", "palette", "hide", "speed", "lang")


@dataclass(frozen=True)
class Part:
    """For queries and the figure: a part of a figure, the media that can show or hide it, and the views that have it.

    None named: all have it. `formulas` tells whether it has some.
    """

    help: Message
    media: tuple[str, ...] = ALL_MEDIA
    views: tuple[str, ...] = ()
    formulas: bool = False


#: Layers of the map that are drawn only when asked for, and those that are drawn unless hidden.
EXTRA_LAYERS = {id: Part(layer.description) for id, layer in layers.EXTRA_LAYERS.items()}
USUAL_LAYERS = {id: Part(layer.description) for id, layer in layers.USUAL_LAYERS.items()}
#: Parts about the figure that an embed has only when asked for, and those that it has unless hidden.
EXTRA_PARTS = {
    "controls": Part(Message("part.controls"), (EMBED,), formulas=True),
    "formula": Part(Message("part.formula"), (EMBED,), formulas=True),
    "numbers": Part(Message("part.numbers"), (EMBED,), formulas=True),
    "tools": Part(Message("part.tools"), (EMBED,), VIEWS_WITH_MAP),
    "dials": Part(Message("part.dials"), (EMBED,), VIEWS_WITH_DIALS),
    "turn": Part(Message("part.turn"), (EMBED,), VIEWS_WITH_MAP),
}
USUAL_PARTS = {
    "heading": Part(Message("part.heading"), (EMBED,)),
    "player": Part(Message("part.player"), (EMBED,)),
    "sentence": Part(Message("part.sentence"), (EMBED,)),
    "key": Part(Message("part.key"), (EMBED, FIGURE), VIEWS_WITH_KEY),
    "points": Part(Message("part.points"), (EMBED,), VIEWS_WITH_POINTS),
    "stages": Part(Message("part.stages"), (EMBED,), VIEWS_WITH_STAGES),
    "shares": Part(Message("part.shares"), (EMBED,), VIEWS_WITH_STAGES),
}
EXTRA = EXTRA_LAYERS | EXTRA_PARTS
USUAL = USUAL_LAYERS | USUAL_PARTS
PARTS = EXTRA | USUAL


def parts_meaning(code: str, parts: Mapping[str, Part]) -> Message:
    """For `show` and `hide`: a help with the parts in one line, each with what it is."""
    return Message(
        code, {"parts": [Message("part.entry", {"name": name, "help": p.help}) for name, p in parts.items()]}
    )


@dataclass(frozen=True)
class DisplayOption:
    """For pages, embeds and files: a display option with its field, default, and the media where it has an effect.

    In embeds of some `views` only, where these are named.
    """

    field: Field
    default: Any
    media: tuple[str, ...]
    views: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """For links: the option's name in a query."""
        return self.field.name

    @property
    def places(self) -> tuple[str, ...]:
        """For the builder: where it has an effect, in a file too."""
        return (*self.media, FILE) if self.name in FILE_OPTIONS else self.media


#: The language in which a request is answered, a name of all roads. Where it is not given, pages go by what the browser
#: prefers, and the API speaks English.
LANGUAGE = ChoiceField("lang", Message("option.lang"), LANGUAGES.keys())

#: How much of a step the page works out: what is to be seen; that, and the mathematics. The first is the default.
DEPTHS = ("see", "calculate")

DIRECTION = Parameter("beta", "β", 180.0, 0.0, 360.0, below=True)
X = Parameter("x", "x", 2.0, -THETA_LIMIT, THETA_LIMIT)
DELTA = Parameter("delta", "δ", 0.5, -THETA_LIMIT, THETA_LIMIT)
HEADING_LEVEL = Parameter("heading", "", 2, 2, 6, integer=True)

DISPLAY_OPTIONS: dict[str, DisplayOption] = {
    entry.name: entry
    for entry in (
        DisplayOption(ChoiceField("view", Message("option.view"), tuple(VIEWS)), next(iter(VIEWS)), (EMBED,)),
        DisplayOption(SubsetField("show", parts_meaning("option.show", EXTRA), tuple(EXTRA)), (), ALL_MEDIA),
        DisplayOption(SubsetField("hide", parts_meaning("option.hide", USUAL), tuple(USUAL)), (), ALL_MEDIA),
        DisplayOption(ChoiceField("theme", Message("option.theme"), ("auto", "light", "dark")), "auto", ALL_MEDIA),
        DisplayOption(
            ChoiceField("palette", Message("option.palette"), tuple(PALETTES)), next(iter(PALETTES)), ALL_MEDIA
        ),
        DisplayOption(NumberField("beta", Message("option.beta"), DIRECTION), None, ALL_MEDIA),
        DisplayOption(ChoiceField("depth", Message("option.depth"), DEPTHS), DEPTHS[0], (PAGE,)),
        DisplayOption(ChoiceField("lock", Message("option.lock"), ("view", "all")), None, (EMBED,)),
        DisplayOption(FlagField("autoplay", Message("option.autoplay")), False, (EMBED,)),
        DisplayOption(ChoiceField("speed", Message("option.speed"), ("0.5", "1", "2", "4")), "1", (EMBED,)),
        DisplayOption(NumberField("heading", Message("option.heading"), HEADING_LEVEL), 2, (EMBED,)),
        DisplayOption(FlagField("links", Message("option.links")), True, (EMBED,)),
        DisplayOption(ChoiceField("section", Message("option.section"), SECTION_IDS), None, (EMBED,)),
        DisplayOption(ChoiceField("notation", Message("option.notation"), NOTATION_IDS), NOTATION_IDS[0], (EMBED,)),
        DisplayOption(FormulaField("fx", Message("option.fx"), ("x",)), "x^3", (EMBED,), VIEWS_ALONE),
        DisplayOption(NumberField("x", Message("option.x"), X), X.default, (EMBED,), VIEWS_ALONE),
        DisplayOption(NumberField("delta", Message("option.delta"), DELTA), DELTA.default, (EMBED,), VIEWS_ALONE),
        DisplayOption(FlagField("projector", Message("option.projector")), False, (EMBED,)),
        DisplayOption(LANGUAGE, None, ALL_MEDIA),
    )
}

DISPLAY_FIELDS: tuple[Field, ...] = tuple(entry.field for entry in DISPLAY_OPTIONS.values())


def with_defaults(values: Mapping[str, Any]) -> dict[str, Any]:
    """For pages and figures: every name of the table with its value, the given one, else the default."""
    return {name: values.get(name, entry.default) for name, entry in DISPLAY_OPTIONS.items()}


def without_effect(values: Mapping[str, Any], medium: str) -> list[Refusal]:
    """For the notices of a page, an embed or a file: names that are given where they have no effect, and why."""
    if medium == FILE:
        names = [name for name in values if not has_effect(name, medium)]
        parts = [part for part in values.get("hide", ()) if FIGURE not in PARTS[part].media]
        return [
            *(refuse(name, "refusal.no_effect_in_file") for name in names),
            *(refuse("hide", "refusal.part_no_effect_in_file", part=part) for part in parts),
        ]
    refused = [
        refuse(name, "refusal.no_effect", media=media_names(DISPLAY_OPTIONS[name].media))
        for name in values
        if not has_effect(name, medium)
    ]
    view = values.get("view", DISPLAY_OPTIONS["view"].default)
    if medium == EMBED and "vs" in values and not VIEWS[view].runs:
        refused.append(refuse("vs", "refusal.no_runs", views=VIEWS_WITH_RUNS))
    for name in values if medium == EMBED else ():
        option = DISPLAY_OPTIONS.get(name)
        if option and option.views and view not in option.views:
            refused.append(refuse(name, "refusal.name_of_views", views=option.views))
    for name in ("show", "hide"):
        for part in values.get(name, ()):
            entry = PARTS[part]
            if medium not in entry.media:
                refused.append(refuse(name, "refusal.part_of_media", part=part, media=media_names(entry.media)))
            elif medium == EMBED and entry.views and view not in entry.views:
                refused.append(refuse(name, "refusal.part_of_views", part=part, views=entry.views))
    return refused


def media_names(media: Sequence[str]) -> list[Message]:
    """For refusals: what the media are called."""
    return [Message(f"medium.{medium}") for medium in media]


def parts_of(options: Mapping[str, Any]) -> set[str]:
    """For embeds and their heights: the parts around the figure that are shown, in a view that has them."""
    view = VIEWS[options["view"]]
    parts = {*USUAL_PARTS} - {*options["hide"]} | {*EXTRA_PARTS} & {*options["show"]}
    if view.alone:
        return parts & {"heading"}
    if options["lock"] == "all":
        return parts - {"controls", "dials"}
    return parts - {"dials"} if "controls" in parts else parts  # the form has them


def has_effect(name: str, medium: str) -> bool:
    """For addresses and notices: whether a name has an effect in a medium; a scenario's names have one in all."""
    if name not in DISPLAY_OPTIONS:
        return True
    return name in FILE_OPTIONS if medium == FILE else medium in DISPLAY_OPTIONS[name].media
