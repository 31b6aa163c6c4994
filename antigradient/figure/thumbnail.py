"""A thumbnail: a map in few levels with its path, light enough for a page of many. It brings its looks along."""

from __future__ import annotations

from dataclasses import replace

from antigradient.figure.crop import cropped
from antigradient.figure.elements import Element, el, written
from antigradient.figure.figure import NAMESPACE, draw
from antigradient.figure.map import layers
from antigradient.figure.marks.bands import bands
from antigradient.figure.palettes import PALETTES
from antigradient.figure.presented import presented
from antigradient.scenario import Scenario

#: Pixels of the picture's longer side, points a side of its grid, and its levels.
WIDTH, GRID, LEVELS = 260, 33, 8
#: Pixels by which an outline may be off: less than half its stroke, which hides it.
OFF = 0.3
#: Layers that say nothing in a picture without words; with its arrows the step is drawn too.
HIDDEN = ("axes", "key")
STEP = ("ahead", "now", "landed")
#: What makes room for a finger, and for the ring of the focus.
OF_A_HANDLE = ("reach", "ring")


def thumbnail(
    scenario: Scenario, *, arrows: bool = False, beta: float | None = None, palette: str = next(iter(PALETTES))
) -> str:
    """An SVG document of the map's plot for `<img>`; `arrows` draws the step, `beta` a direction of the reader's."""
    few = replace(scenario, numbers={**scenario.numbers, "grid": GRID, "levels": LEVELS})
    figure = draw(few, width=WIDTH, palette=palette, hide=HIDDEN if arrows else (*HIDDEN, "arrows"), beta=beta)
    layout = figure.view.layout
    all_layers = {**layers(figure.view), "bands": bands(figure.view.bands, layout, figure.view.palette, OFF)}
    shown = {
        name: [node for node in nodes if node.attrs.get("class") not in OF_A_HANDLE]
        for name, nodes in all_layers.items()
        if nodes and (arrows or name not in STEP)
    }
    if not layout.holds(*figure.view.flat(scenario.start)):
        del shown["start"]
    groups = [el("g", {"class": f"layer {name}"}, nodes) for name, nodes in shown.items()]
    plot = f"{layout.plot.left} {layout.plot.top} {layout.plot_width} {layout.plot_height}"
    size = {"width": layout.plot_width, "height": layout.plot_height}
    drawn = [bare(cropped(group, layout.width, layout.height)) for group in presented(groups)]
    return written([el("svg", {"xmlns": NAMESPACE, **size, "viewBox": plot}, drawn)])


def bare(element: Element) -> Element:
    """The drawing without what scripts and style sheets know its parts by."""
    tag, attrs, children = element
    kept = {name: value for name, value in attrs.items() if name not in ("class", "data-from")}
    return Element(tag, kept, children if isinstance(children, str) else [bare(child) for child in children])
