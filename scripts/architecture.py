"""The picture of what imports what, drawn from the imports themselves: `python -m scripts.architecture` writes it.

A box is a folder, or the modules beside folders that rest on the same ones. Arrows go down, from what imports to what
is imported; one that follows from two others is left out. A test holds docs/architecture.svg to what is drawn here.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from itertools import pairwise

from scripts.imports import ROOT, Graph, javascript, python, reduced

PICTURE = ROOT / "docs" / "architecture.svg"

#: Pixels: of a box's height, of a letter, between rows, between boxes, and around a region.
HEIGHT, LETTER, ROW, GAP, PAD = 32, 7.2, 64, 22, 20
STYLE = """
  svg { color-scheme: light dark; --ink: #0b1b33; --soft: #526078; --card: #fff; --region: #eef2f9; --rule: #b9c4d8; }
  @media (prefers-color-scheme: dark) {
    svg { --ink: #e9eff8; --soft: #a5b1c5; --card: #141c2b; --region: #0c121d; --rule: #45536d; }
  }
  text { font: 13px system-ui, sans-serif; fill: var(--ink); text-anchor: middle; }
  .name { fill: var(--soft); text-anchor: start; }
  .page { fill: var(--card); }
  .region { fill: var(--region); }
  .box { fill: var(--card); stroke: var(--rule); }
  .arrow { fill: none; stroke: var(--soft); }
  .http { stroke-dasharray: 5 4; }
  .head { fill: var(--soft); }
"""


def ranks(graph: Graph, first: int = 0) -> dict[str, int]:
    """The row of each box: below all that import it."""
    rank = dict.fromkeys(sorted(graph), first)
    for _ in graph:
        for box in rank:
            for other in graph[box] & set(rank):
                rank[other] = max(rank[other], rank[box] + 1)
    return rank


def box_positions(graph: Graph, rank: Mapping[str, int]) -> dict[str, float]:
    """The middle of each box and of each arrow's way through a row, so that few arrows cross; of a column around 0."""
    chains = [chain(box, other, rank) for box in sorted(graph) for other in sorted(graph[box])]
    near: dict[str, set[str]] = {box: set() for box in rank}
    for nodes in chains:
        for one, other in pairwise(nodes):
            near.setdefault(one, set()).add(other)
            near.setdefault(other, set()).add(one)
    row = dict(rank) | {node: int(node.split("|")[2]) for node in near if "|" in node}
    rows = [sorted(node for node in near if row[node] == r) for r in range(min(row.values()), max(row.values()) + 1)]
    x = dict.fromkeys(near, 0.0)
    for turn in range(24):
        for nodes in rows if turn % 2 == 0 else reversed(rows):
            nodes.sort(key=lambda node: sum(x[o] for o in near[node]) / max(1, len(near[node])))
            at = -sum(width(node) + GAP for node in nodes) / 2
            for node in nodes:
                x[node] = at + (width(node) + GAP) / 2
                at += width(node) + GAP
    return x


def chain(box: str, other: str, rank: Mapping[str, int]) -> list[str]:
    """An arrow as the nodes that it goes through: two boxes, and a place in each row between them."""
    return [box, *(f"{box}|{other}|{row}" for row in range(rank[box] + 1, rank[other])), other]


def width(node: str) -> float:
    """Pixels."""
    return 10 if "|" in node else len(label(node)) * LETTER + 24


def label(box: str) -> str:
    """What stands in a box: the region around it says the rest."""
    return box.removeprefix("antigradient/")


def picture() -> str:
    """The SVG: the application above the library, the front end beside both."""
    app_and_library, front = reduced(python()), reduced(javascript())
    library = {box for box in app_and_library if not box.startswith("app")}
    rank = ranks({box: found for box, found in app_and_library.items() if box not in library})
    below = max(rank.values()) + 1
    rank |= ranks({box: found for box, found in app_and_library.items() if box in library}, below)
    front_rank = ranks(front)
    x = box_positions(app_and_library, rank)
    edge = max(x[node] + width(node) / 2 for node in x)
    front_x = box_positions(front, front_rank)
    shift = edge + 3 * PAD - min(front_x[node] - width(node) / 2 for node in front_x)
    x |= {node: at + shift for node, at in front_x.items()}
    y = {box: ROW * row + HEIGHT for box, row in (rank | front_rank).items()}
    regions = {
        "app/": [box for box in rank if box not in library],
        "antigradient/": sorted(library),
        "static/": list(front_rank),
    }
    edges = [(chain(box, other, rank), "arrow") for box in rank for other in sorted(app_and_library[box])]
    edges += [(chain(box, other, front_rank), "arrow") for box in front_rank for other in sorted(front[box])]
    edges.append((["js/state", "app/api"], "arrow http"))
    boxes = [box for group in regions.values() for box in group]
    left, right = min(x[b] - width(b) / 2 for b in x) - 2 * PAD, max(x[b] + width(b) / 2 for b in x) + 2 * PAD
    bottom = max(y.values()) + HEIGHT + PAD
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left:.0f} -22 {right - left:.0f} {bottom + 22:.0f}">',
        "<title>What imports what: arrows go from what imports to what is imported</title>",
        f"<style>{STYLE}</style>",
        '<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
        '<path class="head" d="M0 1L8 4L0 7Z"/></marker></defs>',
        f'<rect class="page" x="{left:.0f}" y="-22" width="{right - left:.0f}" height="{bottom + 22:.0f}"/>',
        *(region(name, group, x, y) for name, group in regions.items()),
        *(arrow(nodes, kind, x, y) for nodes, kind in edges),
        *(
            f'<rect class="box" x="{x[b] - width(b) / 2:.1f}" y="{y[b] - HEIGHT / 2:.1f}" width="{width(b):.1f}" '
            f'height="{HEIGHT}" rx="6"/><text x="{x[b]:.1f}" y="{y[b] + 4.5:.1f}">{escape(label(b))}</text>'
            for b in boxes
        ),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def region(name: str, boxes: list[str], x: Mapping[str, float], y: Mapping[str, float]) -> str:
    """The ground that boxes of one folder stand on, and its name."""
    left, right = (s * max(s * x[b] + width(b) / 2 for b in boxes) + s * PAD for s in (-1, 1))
    top, bottom = min(y[b] for b in boxes) - HEIGHT / 2 - PAD - 4, max(y[b] for b in boxes) + HEIGHT / 2 + 8
    return (
        f'<rect class="region" x="{left:.1f}" y="{top:.1f}" width="{right - left:.1f}" height="{bottom - top:.1f}" '
        f'rx="8"/><text class="name" x="{left + 10:.1f}" y="{top + 16:.1f}">{escape(name)}</text>'
    )


def arrow(nodes: list[str], kind: str, x: Mapping[str, float], y: Mapping[str, float]) -> str:
    """A line from box to box through its places in the rows between; the page asks the API, from side to side."""
    if "http" in kind:
        one, other = nodes
        start, end = x[one] - width(one) / 2, x[other] + width(other) / 2
        middle = (start + end) / 2
        path = (
            f"M{start:.1f} {y[one]:.1f}C{middle:.1f} {y[one]:.1f} {middle:.1f} {y[other]:.1f} {end:.1f} {y[other]:.1f}"
        )
        words = f'<text x="{start - 22:.1f}" y="{y[one] + 18:.1f}">HTTP</text>'
    else:
        at = [(x[nodes[0]], y[nodes[0]] + HEIGHT / 2)]
        at += [(x[node], ROW * int(node.split("|")[2]) + HEIGHT) for node in nodes[1:-1]]
        at += [(x[nodes[-1]], y[nodes[-1]] - HEIGHT / 2)]
        path, words = f"M{at[0][0]:.1f} {at[0][1]:.1f}", ""
        for (x0, y0), (x1, y1) in pairwise(at):
            middle = (y0 + y1) / 2
            path += f"C{x0:.1f} {middle:.1f} {x1:.1f} {middle:.1f} {x1:.1f} {y1:.1f}"
    return f'<path class="{kind}" d="{path}" marker-end="url(#head)"/>{words}'


if __name__ == "__main__":
    PICTURE.write_text(picture(), encoding="utf-8")
