"""The map's layers: in which order they lie, which end at the frame, and which of them a reader may show and hide.

The page draws by the same table, which comes to it with the contract.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Layer:
    """For the menu and queries: a layer that can be shown or hidden, its `title` in the menu and a `note` below.

    One that is `usual` is there unless hidden. One that is `flat` is about a point of two parameters.
    """

    id: str
    title: str
    description: str
    usual: bool = False
    flat: bool = False
    note: str = ""


#: As the menu lists them.
LAYERS: dict[str, Layer] = {
    layer.id: layer
    for layer in (
        Layer("path", "Descent path", "the descent path", usual=True),
        Layer("arrows", "Arrows ∇L and u", "the arrows ∇L and u with β", usual=True),
        Layer("axes", "Axes", "the axes with their numbers", usual=True),
        Layer("levels", "Level labels", "the loss written on its contours"),
        Layer(
            "field",
            "Gradient field",
            "arrows of the gradient all over the map",
            note="From differences of the map’s values: to look at, not to measure",
        ),
        Layer("stationary", "Minima and saddles", "minima and saddles", note="≈ marks what the map’s grid suggests"),
        Layer("eigen", "Hessian’s eigen-directions", "eigen-directions of the Hessian at the step", flat=True),
        Layer(
            "quadratic",
            "Contours of the quadratic model",
            "contours of the quadratic model at the step",
            flat=True,
            note="L to second order about the step shown, at the map’s levels",
        ),
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
    "others": True,
    "path": True,
    "abreast": False,
    "ahead": True,
    "now": False,
    "landed": True,
    "probe": True,
    "start": False,
    "direction": False,
}
#: The groups within `extra`, the lowest first.
EXTRA_GROUPS = ("levels", "field", "quadratic", "eigen", "stationary")
