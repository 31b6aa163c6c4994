"""The loss as filled bands between contour levels: low is dark. The band's stroke is the contour line."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.descent.surface import Band
from app.figure.elements import Attrs, Element, el
from app.figure.layout import Layout
from app.figure.outlines import outlines
from app.figure.palettes import Palette


def bands(found: Sequence[Band], layout: Layout, palette: Palette) -> list[Element]:
    """One path for each band: outer rings and holes, by the even-odd rule."""
    rings = [[ring for polygon in band.polygons for ring in polygon] for band in found]
    return [
        el(
            "path",
            {
                "class": "band",
                "d": d,
                "fill": palette.band(i, len(found)),
                "fill-rule": "evenodd",
                "data-from": band.low,
            },
        )
        for i, (band, d) in enumerate(zip(found, outlines(rings, layout), strict=True))
    ]


def band_key(found: Sequence[Band], width: float, written: Callable[[float], str], palette: Palette) -> list[Element]:
    """The key to the colours: one swatch for each band, and the loss at a few of the edges."""
    if not found:
        return []
    count = len(found)
    one = width / count
    swatches = [
        el("rect", {"x": i * one, "y": 0, "width": one + 0.5, "height": 10, "fill": palette.band(i, count)})
        for i in range(count)
    ]
    edges = [written(edge) for edge in (*(band.low for band in found), found[-1].high)]
    labels = max(1, min(5, int(width / max(70, 7.5 * max(map(len, edges)) + 14))))
    shown = dict.fromkeys(int(i * count / labels + 0.5) for i in range(labels + 1))
    anchors = {0: "start", count: "end"}
    return [
        el("g", {"shape-rendering": "crispEdges"}, swatches),
        *(
            el(
                "text",
                {"x": edge * one, "y": 24, "text-anchor": anchors.get(edge, "middle"), "class": "tick"},
                edges[edge],
            )
            for edge in shown
        ),
    ]


def hatching(layout: Layout) -> list[Element]:
    """Where the loss has no value: hatched behind the bands, which leave it out."""
    size = {"width": 9, "height": 9}
    left, top, _, _ = layout.plot
    plot = {"x": left, "y": top, "width": layout.plot_width, "height": layout.plot_height}
    ground = [el("rect", {"class": "hatch-ground", **size}), el("path", {"class": "hatch-line", "d": "M2,0V9"})]
    pattern: Attrs = {"id": "hatch", **size, "patternUnits": "userSpaceOnUse", "patternTransform": "rotate(45)"}
    return [el("pattern", pattern, ground), el("rect", {"class": "hatched", **plot, "fill": "url(#hatch)"})]
