"""A thumbnail: a map in few levels with its path, small enough for a page of many, with its own styles."""

from __future__ import annotations

from dataclasses import replace

from antigradient.figure.crop import crop
from antigradient.figure.elements import Attrs, Element, compact_number, el, serialise
from antigradient.figure.figure import NAMESPACE, draw
from antigradient.figure.layout import BARE, Layout
from antigradient.figure.map import layers
from antigradient.figure.palettes import PALETTES
from antigradient.figure.presentation import with_presentation_attributes
from antigradient.figure.style import resolve_styles
from antigradient.scenario import Scenario

#: Pixels of the map with its margins, points a side of its grid, and its levels.
WIDTH, GRID, LEVELS = 260, 33, 8
#: Pixels of a square plot's side.
SIDE = WIDTH - BARE.left - BARE.right
#: Pixels by which an outline may be off: about half its stroke, which hides it.
OFF = 0.4
#: Layers that say nothing in a picture without words; with its arrows the step is drawn too.
HIDDEN = ("axes", "key", "lowest", "names")
STEP = ("ahead", "now", "landed")
#: What makes room for a finger, and for the ring of the focus.
OF_A_HANDLE = ("reach", "ring")
#: The class of what lies over the bands in the dark.
SHADE = "shade"


def thumbnail(
    scenario: Scenario, *, arrows: bool = False, beta: float | None = None, palette: str = next(iter(PALETTES))
) -> str:
    """For `<img>`: the map's plot as an SVG document; `arrows` draws the step, `beta` is a reader's own direction."""
    few = replace(scenario, numbers={**scenario.numbers, "grid": GRID, "levels": LEVELS})
    figure = draw(few, width=WIDTH, palette=palette, hide=HIDDEN if arrows else (*HIDDEN, "arrows"), beta=beta)
    view = replace(figure.view, off=OFF)
    drawn = {name: nodes for name, nodes in layers(view).items() if nodes and (arrows or name not in STEP)}
    if not view.layout.holds(*view.on_plane(scenario.start)):
        del drawn["start"]
    groups = with_presentation_attributes(el("g", {"class": f"layer {name}"}, nodes) for name, nodes in drawn.items())
    parts = [without_handles(crop(group, view.layout.width, view.layout.height)) for group in groups]
    return serialise([el("svg", _frame(view.layout), [el("style", {}, _in_the_dark()), *parts])])


def _frame(layout: Layout) -> Attrs:
    """The plot without what is around it."""
    left, top, _, _ = layout.plot
    size = {"width": layout.plot_width, "height": layout.plot_height}
    return {"xmlns": NAMESPACE, **size, "viewBox": " ".join(map(compact_number, (left, top, *size.values())))}


def _in_the_dark() -> str:
    """The one rule that differs by theme: that of the shade over the bands."""
    fill = resolve_styles(dark=True, old_readers=False)[(f".{SHADE}", "fill")]
    return f"@media(prefers-color-scheme:dark){{.{SHADE}{{fill:{fill}}}}}"


def without_handles(element: Element) -> Element:
    """For `thumbnail`: the drawing without handles, and without names for scripts and style sheets to know."""
    tag, attrs, children = element
    if isinstance(children, str):
        return Element(tag, _bare(attrs), children)
    shown = [child for child in children if child.attrs.get("class") not in OF_A_HANDLE]
    return Element(tag, _bare(attrs), [without_handles(child) for child in shown])


def _bare(attrs: Attrs) -> Attrs:
    names = ("data-from",) if attrs.get("class") == SHADE else ("data-from", "class")
    return {name: value for name, value in attrs.items() if name not in names}
