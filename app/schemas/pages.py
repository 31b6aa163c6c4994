"""Names that say how a scenario is shown on pages, embeds and still figures, not what it is. The API refuses them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.descent.parameters import Parameter
from app.schemas.fields import Choice, Field, Flag, Number, Parts

#: Layers of the map that are drawn only when asked for, and those that are drawn unless hidden.
EXTRA_LAYERS = ("levels", "field", "stationary", "eigen", "quadratic")
USUAL_LAYERS = ("path", "arrows")

#: Colour maps of the loss; the first is the default.
PALETTES = ("sea", "cividis", "viridis", "grey")
#: Figures that an embed can be; the first is the default.
VIEWS = ("map", "taylor", "direction", "neuron", "chain", "charts")
#: Where a name has an effect. All of them take all names, so that one link serves them all.
PAGE, EMBED, FIGURE = "page", "embed", "figure"


@dataclass(frozen=True)
class Shown:
    """A name of a page, its default, and where it has an effect."""

    field: Field
    default: Any
    where: tuple[str, ...]

    @property
    def name(self) -> str:
        """As links write it."""
        return self.field.name


OWN = Parameter("beta", "β", "Direction β", 180.0, 0.0, 360.0, "", below=True)
LEVEL = Parameter("heading", "", "Heading", 2, 2, 6, "", integer=True)

SHOWN: dict[str, Shown] = {
    entry.name: entry
    for entry in (
        Shown(Choice("view", "What the figure is.", VIEWS), VIEWS[0], (EMBED,)),
        Shown(Parts("show", "Further layers of the map.", EXTRA_LAYERS), (), (PAGE, EMBED, FIGURE)),
        Shown(Parts("hide", "Layers of the map to leave out.", USUAL_LAYERS), (), (PAGE, EMBED, FIGURE)),
        Shown(
            Choice("theme", "Colours of the page; auto follows the reader's system.", ("auto", "light", "dark")),
            "auto",
            (PAGE, EMBED, FIGURE),
        ),
        Shown(
            Choice("palette", "Colours of the loss, from low to high.", PALETTES), PALETTES[0], (PAGE, EMBED, FIGURE)
        ),
        Shown(
            Number(
                "beta",
                "A direction of the reader's own at the step that is shown, in degrees from the gradient.",
                OWN,
            ),
            None,
            (PAGE, EMBED, FIGURE),
        ),
        Shown(
            Choice(
                "lock",
                "What the reader cannot change: view, the window; all, everything but the step.",
                ("view", "all"),
            ),
            None,
            (EMBED,),
        ),
        Shown(Flag("autoplay", "Whether it plays at once; never under reduced motion."), False, (EMBED,)),
        Shown(Choice("speed", "How fast it plays.", ("0.5", "1", "2", "4")), "1", (EMBED,)),
        Shown(Number("heading", "Level of the figure's heading in the page around it.", LEVEL), 2, (EMBED,)),
        Shown(Flag("links", "Whether it links to the playground."), True, (EMBED,)),
        Shown(Flag("projector", "Bigger type, for the back row."), False, (EMBED,)),
        Shown(Choice("lang", "Language of the words.", ("en",)), "en", (PAGE, EMBED, FIGURE)),
    )
}

PAGE_FIELDS: tuple[Field, ...] = tuple(entry.field for entry in SHOWN.values())


def shown(values: dict[str, Any]) -> dict[str, Any]:
    """Every name of the table with its value: the given one, else the default."""
    return {name: values.get(name, entry.default) for name, entry in SHOWN.items()}
