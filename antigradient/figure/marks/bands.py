"""The loss as filled bands between contour levels: low is dark. The band's stroke is the contour line."""

from __future__ import annotations

from collections.abc import Sequence

from antigradient.figure.elements import Attrs, Element, el
from antigradient.figure.layout import Layout
from antigradient.figure.marks.axes import CHARACTER
from antigradient.figure.outlines import TOLERANCE, outline_paths
from antigradient.figure.palettes import Palette
from antigradient.surfaces import Band
from antigradient.words.numbers import labels

#: Parts of the key at most between edges that bear their value, and pixels between two of these.
MOST = 5
BETWEEN = 14.0


def bands(found: Sequence[Band], layout: Layout, palette: Palette, off: float = TOLERANCE) -> list[Element]:
    """For maps: one path for each band, rings and holes by the even-odd rule; `off` is as `outlines` has it."""
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
        for i, (band, d) in enumerate(zip(found, outline_paths(rings, layout, off), strict=True))
    ]


def band_key(found: Sequence[Band], width: float, palette: Palette) -> list[Element]:
    """For the figure: the key to the colours, one swatch for each band and the loss at a few of the edges."""
    if not found:
        return []
    count = len(found)
    one = width / count
    swatches = [
        el("rect", {"x": i * one, "y": 0, "width": one + 0.5, "height": 10, "fill": palette.band(i, count)})
        for i in range(count)
    ]
    shown, words = _shown([*(band.low for band in found), found[-1].high], one)
    anchors = {0: "start", count: "end"}
    return [
        el("g", {"shape-rendering": "crispEdges"}, [*swatches, _over(0, 0, width + 0.5, 10)]),
        *(
            el("text", {"x": edge * one, "y": 24, "text-anchor": anchors.get(edge, "middle"), "class": "tick"}, word)
            for edge, word in zip(shown, words, strict=True)
        ),
    ]


def _shown(edges: Sequence[float], one: float) -> tuple[list[int], list[str]]:
    """The edges that bear their values, and those in words: as many as do not touch, evenly spread, at most six."""
    count = len(edges) - 1
    for parts in range(MOST, 0, -1):
        shown = list(dict.fromkeys(int(i * count / parts + 0.5) for i in range(parts + 1)))
        words = labels([edges[i] for i in shown]).words
        widths = [len(word) * CHARACTER for word in words]
        # The first begins at its edge, the last ends there, the others lie about theirs.
        starts = [i * one - width * {0: 0.0, count: 1.0}.get(i, 0.5) for i, width in zip(shown, widths, strict=True)]
        ends = [start + width + BETWEEN for start, width in zip(starts, widths, strict=True)]
        if all(end <= start for end, start in zip(ends, starts[1:], strict=False)):
            return shown, words
    return [0], labels(edges[:1]).words


def shade(layout: Layout) -> Element:
    """For maps: what lies over the bands in the dark theme, and is not there in the light one."""
    left, top, _, _ = layout.plot
    return _over(left, top, layout.plot_width, layout.plot_height)


def _over(x: float, y: float, width: float, height: float) -> Element:
    return el("rect", {"class": "shade", "x": x, "y": y, "width": width, "height": height})


def hatching(layout: Layout) -> list[Element]:
    """For maps: the ground where the loss has no value, hatched behind the bands, which leave it out."""
    size = {"width": 9, "height": 9}
    left, top, _, _ = layout.plot
    plot = {"x": left, "y": top, "width": layout.plot_width, "height": layout.plot_height}
    ground = [el("rect", {"class": "hatch-ground", **size}), el("path", {"class": "hatch-line", "d": "M2,0V9"})]
    pattern: Attrs = {"id": "hatch", **size, "patternUnits": "userSpaceOnUse", "patternTransform": "rotate(45)"}
    return [el("pattern", pattern, ground), el("rect", {"class": "hatched", **plot, "fill": "url(#hatch)"})]
