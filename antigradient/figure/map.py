"""The map as an ordered list of layers, from what a figure shows to its elements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import dist

from antigradient.figure.elements import Element, el
from antigradient.figure.layers import EXTRA_GROUPS, GROUPS
from antigradient.figure.layout import Layout, Vector
from antigradient.figure.marks.axes import axes, plot_border
from antigradient.figure.marks.bands import bands, hatching, shade
from antigradient.figure.marks.further_runs import further_runs, run_markers
from antigradient.figure.marks.halfplane import halfplane
from antigradient.figure.marks.local import eigen, quadratic
from antigradient.figure.marks.lowest import lowest
from antigradient.figure.marks.names import Name, names
from antigradient.figure.marks.path import path
from antigradient.figure.marks.scene import field, levels, stationary
from antigradient.figure.marks.start import knob, start
from antigradient.figure.marks.step_arrows import StepVectors, current_point, landing, step_arrows
from antigradient.figure.outlines import TOLERANCE
from antigradient.figure.palettes import Palette
from antigradient.figure.row import StepRow
from antigradient.figure.scene import field_arrows, level_labels, lowest_places, stationary_points
from antigradient.ledger import Ledger
from antigradient.local import PointAnalysis, UndefinedError, analyse_point
from antigradient.scenario import Scenario
from antigradient.surfaces import Band, Surface
from antigradient.words import say
from antigradient.work import attributed_to


@dataclass(frozen=True)
class View:
    """For `layers` and figures: what a map shows; `layers` are those that are on, `by_hand`: the reader's own step."""

    scenario: Scenario
    surface: Surface
    ledger: Ledger
    row: StepRow | None
    by_hand: bool
    layout: Layout
    palette: Palette
    layers: frozenset[str]
    #: Of the scenario's further runs.
    ledgers: tuple[Ledger, ...] = ()
    #: Pixels by which an outline of a band may be off.
    off: float = TOLERANCE

    @cached_property
    def bands(self) -> list[Band]:
        """For the map and its key: the regions between the map's levels."""
        return self.surface.bands()

    @property
    def is_projection(self) -> bool:
        """For marks: whether there are more parameters than the map shows, so that its arrows are projections."""
        return len(self.scenario.objective.parameters) > 2

    def on_plane(self, vector: Sequence[float]) -> Vector:
        """For marks: the two components of a vector along the map's axes."""
        names = self.scenario.objective.parameters
        w, b = (float(vector[names.index(name)]) for name in self.scenario.plane)
        return w, b

    @cached_property
    def step_vectors(self) -> StepVectors | None:
        """For the arrows: the step projected onto the map; None where there is none, or it is off the map."""
        if not self.row or not self.layout.holds(*self.on_plane(self.row.point)):
            return None
        u = None if self.row.u is None else self.on_plane(self.row.u)
        beta = None if self.is_projection else self.row.beta
        norm_u = self.row.norm_u
        to = None if self.row.landing is None else self.on_plane(self.row.landing)
        return StepVectors(
            self.on_plane(self.row.point), self.on_plane(self.row.gradient), self.row.norm, u, norm_u, beta, to
        )

    @cached_property
    def lowest(self) -> list[Vector]:
        """For marks: the lowest places of the map; none where the minima are marked as such."""
        return [] if "stationary" in self.layers else lowest_places(self.scenario, self.surface)

    @cached_property
    def local(self) -> PointAnalysis | None:
        """For the model's contours: gradient and Hessian at the step shown; None with more than two parameters."""
        if not self.row or self.is_projection:
            return None
        try:
            return analyse_point(self.scenario.loss, self.row.point)
        except UndefinedError:
            return None


def layers(view: View) -> dict[str, list[Element]]:
    """For the figure: the elements of each layer by name, the lowest first."""
    drawn = {
        "bands": _bands(view),
        "half": _half(view),
        "extra": _extra(view),
        "axes": axes(view.layout, view.scenario.plane) if "axes" in view.layers else [plot_border(view.layout)],
        "lowest": lowest(view.lowest, view.layout) if "lowest" in view.layers else [],
        **_paths(view),
        "now": _step_arrows(view),
        "start": start(view.on_plane(view.scenario.start), view.layout),
        **_landing(view),
    }
    drawn["names"] = _names(view, drawn)
    return {name: drawn.get(name, []) for name in GROUPS}


def _bands(view: View) -> list[Element]:
    holes = hatching(view.layout) if view.surface.undefined else []
    return [
        *holes,
        el("g", {"class": "sheet"}, bands(view.bands, view.layout, view.palette, view.off)),
        shade(view.layout),
    ]


def _half(view: View) -> list[Element]:
    if not view.step_vectors or not view.by_hand:
        return []
    return halfplane(view.step_vectors.point, view.step_vectors.gradient, view.layout)


def _paths(view: View) -> dict[str, list[Element]]:
    if "path" not in view.layers or view.row is None:
        return {}
    first, *runs = (points_of(ledger, view.scenario.plane) for ledger in (view.ledger, *view.ledgers))
    drawn = {"path": path(first, view.layout)}
    if runs:
        start = view.on_plane(view.scenario.start)
        drawn |= {
            "others": further_runs(runs, view.layout),
            "abreast": run_markers(first, runs, view.row.k, start, view.layout),
        }
    return drawn


def points_of(ledger: Ledger, plane: tuple[str, str]) -> list[Vector]:
    """For paths: a run's points on the map, in data units."""
    w, b = (ledger.columns[name].tolist() for name in plane)
    return list(zip(w, b, strict=True))


def _step_arrows(view: View) -> list[Element]:
    if not view.step_vectors:
        return []
    if "arrows" not in view.layers:
        return [current_point(view.step_vectors.point, view.layout)]
    return step_arrows(view.step_vectors, view.layout, knob(view.on_plane(view.scenario.start), view.layout))


def _landing(view: View) -> dict[str, list[Element]]:
    to = view.row.landing if view.row else None
    if not view.step_vectors or to is None or "arrows" not in view.layers:
        return {}
    line, dot = landing(view.step_vectors.point, view.on_plane(to), view.layout)
    return {"ahead": line, "landed": dot}


#: The groups that names keep clear of.
NAMED = ("lowest", "path", "now", "landed", "start")
#: Pixels of the plot's shorter side from which on it has names, and from which on all.
SOME, ALL = 200, 300
#: Pixels from the step's point from which on its landing has a name.
APART = 16


def _names(view: View, drawn: Mapping[str, list[Element]]) -> list[Element]:
    room = min(view.layout.plot_width, view.layout.plot_height)
    if "names" not in view.layers or room < SOME:
        return []
    wanted = [*_names_of_run(view), *_names_of_map(view, drawn["lowest"])]
    found = [name for name in wanted if name.firm or room >= ALL]
    return names(found, (node for group in NAMED for node in drawn.get(group, [])), view.layout)


def _names_of_run(view: View) -> Iterator[Name]:
    start, layout, row = view.on_plane(view.scenario.start), view.layout, view.row
    if layout.holds(*start):
        yield Name("start", say("map.start"), [layout.to_pixels(*start)], 13, firm=True)
    if not row or not view.step_vectors:
        return
    now = layout.to_pixels(*view.step_vectors.point)
    if row.k:
        yield Name("now", say("map.now", k=row.k), [now], 10, firm=True)
    to = view.step_vectors.landing
    if to and "arrows" in view.layers and layout.holds(*to) and dist(now, at := layout.to_pixels(*to)) >= APART:
        yield Name("next", say("map.next"), [at], 8)


def _names_of_map(view: View, marks: list[Element]) -> Iterator[Name]:
    """One name for all, where there is room for it first."""
    if marks:
        yield Name("lowest", say("map.lowest"), [view.layout.to_pixels(*place) for place in view.lowest], 11)


def _extra(view: View) -> list[Element]:
    """Layers that are asked for, each in a group of its own."""
    on, found = view.layers, {}
    if "levels" in on:
        with attributed_to("levels"):
            found["levels"] = levels(level_labels(view.surface.contours(), view.layout), view.layout)
    if "field" in on:
        found["field"] = field(field_arrows(view.surface, view.layout), view.layout)
    if "quadratic" in on and view.row and view.local and view.local.curved:
        edges = [band.low for band in view.bands]
        found["quadratic"] = quadratic(view.on_plane(view.row.point), view.local, edges, view.layout)
    if "eigen" in on and view.step_vectors and view.local and view.local.curved:
        found["eigen"] = eigen(view.step_vectors.point, view.local, view.layout)
    if "stationary" in on:
        found["stationary"] = stationary(stationary_points(view.scenario, view.surface), view.layout)
    return [el("g", {"class": name}, found.get(name, [])) for name in EXTRA_GROUPS] if found else []
