"""The loss about a point to second order: the Hessian's eigen-directions, and the contours of the quadratic model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil

import numpy as np
import numpy.typing as npt

from antigradient.figure.elements import Element, el, path_point, with_casing
from antigradient.figure.layout import Layout, Vector
from antigradient.figure.marks.label import label
from antigradient.local import PointAnalysis
from antigradient.words.numbers import format_number

Array = npt.NDArray[np.float64]

#: Pixels from the point to the ends of an eigen-direction, beyond the arrows; less where the plot is small.
REACH = 122.0
SHARE = 0.28
#: The model is drawn this near to its point, as a share of the plot's longer side: far from it, it says nothing of the
#: loss.
NEAR = 0.36
#: Cells a side in which the model's contours are traced; and the most levels.
CELLS = 90
LEVELS = 12


def eigen(point: Vector, local: PointAnalysis, layout: Layout) -> list[Element]:
    """For maps: a line along each eigenvector, both ways; solid where the loss curves up, dashed where down."""
    x, y = layout.to_pixels(*point)
    reach = min(REACH, SHARE * min(layout.plot_width, layout.plot_height))
    nodes = []
    for sign, value, (vw, vb) in zip("₁₂", local.eigenvalues.tolist(), local.eigenvectors.tolist(), strict=True):
        along = layout.direction((vw, vb))
        if not along:
            continue
        dx, dy = (-along[0], -along[1]) if along[0] < 0 else along
        d = f"M{path_point(x - dx * reach, y - dy * reach)}L{path_point(x + dx * reach, y + dy * reach)}"
        end = x + dx * (reach + 26), y + dy * (reach + 14)
        nodes += [
            el("path", {"class": "eigen-case", "d": d}),
            el("path", {"class": "eigen-line down" if value < 0 else "eigen-line", "d": d}),
            label(f"λ{sign} {format_number(value, 2)}", end, layout.plot),
        ]
    return nodes


def quadratic(point: Vector, local: PointAnalysis, edges: Sequence[float], layout: Layout) -> list[Element]:
    """For maps: the contours of L + ∇Lᵀd + ½ dᵀHd at the map's levels `edges`.

    They are ellipses, hyperbolas, parabolas or lines, all traced by the same code.
    """
    (gw, gb), ((ww, wb), (_, bb)) = local.gradient, local.hessian.tolist()
    column = layout.plot.left + np.arange(CELLS + 1) * layout.plot_width / CELLS
    row = layout.plot.top + np.arange(CELLS + 1) * layout.plot_height / CELLS
    dw = np.array([layout.x.invert(u) for u in column.tolist()])[None, :] - point[0]
    db = np.array([layout.y.invert(v) for v in row.tolist()])[:, None] - point[1]
    model = local.loss + gw * dw + gb * db + 0.5 * (ww * dw * dw + 2 * wb * dw * db + bb * db * db)
    cx, cy = layout.to_pixels(*point)
    near = np.hypot(column[None, :-1] - cx, row[:-1, None] - cy) < NEAR * max(layout.plot_width, layout.plot_height)
    every = max(ceil(len(edges) / LEVELS), 1)
    d = "".join(piece for level in edges[::every] for piece in _traced(model - level, column, row, near))
    return with_casing("model", d)


def _traced(f: Array, xs: Array, ys: Array, near: npt.NDArray[np.bool_]) -> Iterator[str]:
    """Marching squares: the pieces of f = 0, cell by cell, where the cell's corners differ in sign."""
    above = (f >= 0).astype(int)
    count = above[:-1, :-1] + above[:-1, 1:] + above[1:, :-1] + above[1:, 1:]
    for j, i in np.argwhere((count % 4 != 0) & near).tolist():
        corners = ((i, j), (i + 1, j), (i + 1, j + 1), (i, j + 1))
        cuts = []
        for (p, q), (r, s) in zip(corners, (*corners[1:], corners[0]), strict=True):
            a, c = float(f[q, p]), float(f[s, r])
            if (a < 0) != (c < 0):
                t = a / (a - c)
                cuts.append(path_point(xs[p] + t * (xs[r] - xs[p]), ys[q] + t * (ys[s] - ys[q])))
        yield from (f"M{start}L{end}" for start, end in zip(cuts[::2], cuts[1::2], strict=True))
