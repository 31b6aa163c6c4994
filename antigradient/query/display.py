"""Names that say how a scenario is shown on pages, embeds and still figures, not what it is.

The API takes the language alone, and refuses the others.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from antigradient.figure import layers
from antigradient.figure.palettes import PALETTES
from antigradient.parameters import Parameter
from antigradient.query.fields import ChoiceField, Field, FlagField, NumberField, SubsetField
from antigradient.query.refusals import Refusal
from antigradient.query.views import VIEWS
from antigradient.words import LANGUAGES

VIEWS_WITH_MAP, VIEWS_WITH_KEY, VIEWS_WITH_RUNS = (
    tuple(id for id, view in VIEWS.items() if getattr(view, fact)) for fact in ("map", "key", "runs")
)
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

    help: str
    media: tuple[str, ...] = ALL_MEDIA
    views: tuple[str, ...] = ()
    formulas: bool = False


#: Layers of the map that are drawn only when asked for, and those that are drawn unless hidden.
EXTRA_LAYERS = {id: Part(str(layer.description)) for id, layer in layers.EXTRA_LAYERS.items()}
USUAL_LAYERS = {id: Part(str(layer.description)) for id, layer in layers.USUAL_LAYERS.items()}
#: Parts about the figure that an embed has only when asked for, and those that it has unless hidden.
EXTRA_PARTS = {
    "controls": Part("loss, data, optimiser, η and all else that a run depends on", (EMBED,), formulas=True),
    "formula": Part("loss and update rule as formulas", (EMBED,), formulas=True),
    "numbers": Part("the numbers of the step and its verdict", (EMBED,), formulas=True),
    "tools": Part(
        "zoom buttons, the menu of layers, speed and Predict",
        (EMBED,),
        VIEWS_WITH_MAP,
    ),
}
USUAL_PARTS = {
    "heading": Part("the heading; screen readers still have it", (EMBED,)),
    "player": Part("the buttons and the slider that step", (EMBED,)),
    "sentence": Part("the sentence about the step; screen readers still have it", (EMBED,)),
    "key": Part(
        "the key to the colours or lines, and the legend of runs",
        (EMBED, FIGURE),
        VIEWS_WITH_KEY,
    ),
}
EXTRA = EXTRA_LAYERS | EXTRA_PARTS
USUAL = USUAL_LAYERS | USUAL_PARTS
PARTS = EXTRA | USUAL


def parts_help(parts: Mapping[str, Part]) -> str:
    """For the help of `show` and `hide`: the parts in one line, each with what it is."""
    return ", ".join(f"`{name}` ({part.help})" for name, part in parts.items())


@dataclass(frozen=True)
class DisplayOption:
    """For pages, embeds and files: a display option with its field, default, and the media where it has an effect."""

    field: Field
    default: Any
    media: tuple[str, ...]

    @property
    def name(self) -> str:
        """For links: the option's name in a query."""
        return self.field.name


#: The language in which a request is answered, a name of all roads. Where it is not given, pages go by what the browser
#: prefers, and the API speaks English.
LANGUAGE = ChoiceField("lang", "Language of the words.", LANGUAGES.keys())

DIRECTION = Parameter("beta", "β", "Direction β", 180.0, 0.0, 360.0, "", below=True)
HEADING_LEVEL = Parameter("heading", "", "Heading", 2, 2, 6, "", integer=True)

DISPLAY_OPTIONS: dict[str, DisplayOption] = {
    entry.name: entry
    for entry in (
        DisplayOption(ChoiceField("view", "What the figure is.", tuple(VIEWS)), next(iter(VIEWS)), (EMBED,)),
        DisplayOption(
            SubsetField(
                "show", f"Further layers of the map, and parts of an embed: {parts_help(EXTRA)}.", tuple(EXTRA)
            ),
            (),
            ALL_MEDIA,
        ),
        DisplayOption(
            SubsetField(
                "hide", f"Layers of the map and parts of an embed to leave out: {parts_help(USUAL)}.", tuple(USUAL)
            ),
            (),
            ALL_MEDIA,
        ),
        DisplayOption(
            ChoiceField("theme", "Colours of the page; auto follows the reader's system.", ("auto", "light", "dark")),
            "auto",
            ALL_MEDIA,
        ),
        DisplayOption(
            ChoiceField("palette", "Colours of the loss, from low to high.", tuple(PALETTES)),
            next(iter(PALETTES)),
            ALL_MEDIA,
        ),
        DisplayOption(
            NumberField(
                "beta",
                "A direction of the reader's own at the step that is shown, in degrees from the gradient.",
                DIRECTION,
            ),
            None,
            ALL_MEDIA,
        ),
        DisplayOption(
            ChoiceField(
                "lock",
                "What the reader cannot change: view, the window; all, everything but the step.",
                ("view", "all"),
            ),
            None,
            (EMBED,),
        ),
        DisplayOption(FlagField("autoplay", "Whether it plays at once; never under reduced motion."), False, (EMBED,)),
        DisplayOption(ChoiceField("speed", "How fast it plays.", ("0.5", "1", "2", "4")), "1", (EMBED,)),
        DisplayOption(
            NumberField("heading", "Level of the figure's heading in the page around it.", HEADING_LEVEL), 2, (EMBED,)
        ),
        DisplayOption(FlagField("links", "Whether it links to the playground."), True, (EMBED,)),
        DisplayOption(FlagField("projector", "Bigger type, for the back row."), False, (EMBED,)),
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
        return [
            *(Refusal(name, "has no effect in a file") for name in values if not has_effect(name, medium)),
            *(
                Refusal("hide", f"has {part}, which has no effect in a file")
                for part in values.get("hide", ())
                if FIGURE not in PARTS[part].media
            ),
        ]
    refused = [
        Refusal(name, f"has no effect here: it is for {_plural(DISPLAY_OPTIONS[name].media)}")
        for name in values
        if not has_effect(name, medium)
    ]
    view = values.get("view", DISPLAY_OPTIONS["view"].default)
    if medium == EMBED and "vs" in values and not VIEWS[view].runs:
        views = " and ".join(VIEWS_WITH_RUNS)
        refused.append(Refusal("vs", f"has no effect here: further runs are drawn in the views {views}"))
    for name in ("show", "hide"):
        for part in values.get(name, ()):
            entry = PARTS[part]
            if medium not in entry.media:
                refused.append(Refusal(name, f"has {part}, which is a part of {_plural(entry.media)} only"))
            elif medium == EMBED and entry.views and view not in entry.views:
                views = " and ".join(entry.views)
                refused.append(Refusal(name, f"has {part}, which is a part of the view {views} only"))
    return refused


def has_effect(name: str, medium: str) -> bool:
    """For addresses and notices: whether a name has an effect in a medium; a scenario's names have one in all."""
    if name not in DISPLAY_OPTIONS:
        return True
    return name in FILE_OPTIONS if medium == FILE else medium in DISPLAY_OPTIONS[name].media


def _plural(media: tuple[str, ...]) -> str:
    return " and ".join(f"{medium}s" for medium in media)
