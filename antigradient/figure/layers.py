"""The map's layers: in which order they lie, which end at the frame, and which of them a reader may show and hide.

The page draws by the same table, which comes to it with the contract.
"""

from __future__ import annotations

from dataclasses import dataclass

from antigradient.words import Message


@dataclass(frozen=True)
class Layer:
    """For the menu and queries: a layer that can be shown or hidden, its words in the catalogue's "layer".

    One that is `usual` is there unless hidden. One that is `flat` is about a point of two parameters.
    """

    id: str
    usual: bool = False
    flat: bool = False

    @property
    def description(self) -> Message:
        """For queries: what it is, within a sentence."""
        return Message(f"layer.{self.id}.description")


#: As the menu lists them.
LAYERS: dict[str, Layer] = {
    layer.id: layer
    for layer in (
        Layer("path", usual=True),
        Layer("arrows", usual=True),
        Layer("axes", usual=True),
        Layer("lowest", usual=True),
        Layer("names", usual=True),
        Layer("levels"),
        Layer("field"),
        Layer("stationary"),
        Layer("eigen", flat=True),
        Layer("quadratic", flat=True),
    )
}
USUAL_LAYERS = {id: layer for id, layer in LAYERS.items() if layer.usual}
EXTRA_LAYERS = {id: layer for id, layer in LAYERS.items() if not layer.usual}

#: The groups of the drawing, the lowest first, and whether each ends at the frame: a path may leave the map, and a step
#: may land far beyond it. `probe` and `direction` are filled by hand only.
GROUPS: dict[str, bool] = {
    "bands": True,
    "half": True,
    "extra": True,
    "axes": False,
    "lowest": False,
    "others": True,
    "path": True,
    "abreast": False,
    "ahead": True,
    "now": False,
    "landed": True,
    "names": False,
    "probe": True,
    "start": False,
    "direction": False,
}
#: The groups within `extra`, the lowest first.
EXTRA_GROUPS = ("levels", "field", "quadratic", "eigen", "stationary")
