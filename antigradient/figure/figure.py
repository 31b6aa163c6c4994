"""A figure: the map with its key and its words, as a document of its own or as part of a page."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from math import ceil, inf
from textwrap import wrap
from typing import Any

from antigradient.figure import words
from antigradient.figure.elements import Attrs, Element, compact_number, el, serialise
from antigradient.figure.layers import GROUPS, USUAL_LAYERS
from antigradient.figure.layout import BARE, MARGIN, Vector, layout_of
from antigradient.figure.map import View, layers
from antigradient.figure.marks.bands import band_key
from antigradient.figure.marks.further_runs import SWATCH, swatch
from antigradient.figure.marks.step_arrows import DIAL_FOOT, arrows_in_common_plane, dial
from antigradient.figure.palettes import PALETTES
from antigradient.figure.presentation import with_presentation_attributes
from antigradient.figure.row import step_row, with_direction
from antigradient.figure.runs import LegendEntry, legend_entries
from antigradient.figure.scene import describe_landscape, lowest_places
from antigradient.figure.style import Theme, style
from antigradient.scenario import Scenario
from antigradient.words import Message, say
from antigradient.work import spend

NAMESPACE = "http://www.w3.org/2000/svg"
WIDTH = 640
DIAL = 132
#: Pixels of the key below the map, of the word before it at least, and between parts.
KEY, KEY_WORD = 28, 42.0
#: Nanoseconds of a figure beside its map and its runs.
FIXED = 8e6
GAP = 10
#: Pixels of a line of text, and of a character, generously.
LINE = 18
CHARACTER = 7.2
#: Pixels of height, and what is drawn there.
Part = tuple[int, list[Element]]

#: Layers that are there unless hidden.
USUAL = (*USUAL_LAYERS, "key")


def draw(
    scenario: Scenario,
    *,
    step: int | None = None,
    width: float = WIDTH,
    theme: Theme = "auto",
    palette: str = next(iter(PALETTES)),
    show: Collection[str] = (),
    hide: Collection[str] = (),
    beta: float | None = None,
    corners: float = inf,
) -> Figure:
    """For replies, pages and the card: the figure of a scenario at a step, with a map `width` pixels wide.

    The step is the scenario's own by default, and the last one where the run ends before.

    `show` and `hide` name layers; `beta` is a direction of the reader's own at that step, in degrees from ∇L, for a
    loss of two parameters. A map of more corners than the work may have, or than `corners`, is drawn with fewer
    levels.

    Raises TooMuchError.
    """
    spend(FIXED)
    on = frozenset({*USUAL, *show} - {*hide})
    ledger, *ledgers = scenario.ledgers()
    row = step_row(scenario, ledger, int(scenario.numbers["step"]) if step is None else step)
    own = row is not None and beta is not None and len(row.point) == 2
    if row and own and beta is not None:
        row = with_direction(row, scenario, beta)
    view = View(
        scenario=scenario,
        surface=scenario.surface().fitting(corners),
        ledger=ledger,
        row=row,
        by_hand=own,
        layout=layout_of(scenario.window, width, MARGIN if "axes" in on else BARE),
        palette=PALETTES[palette],
        layers=on,
        ledgers=tuple(ledgers),
    )
    return Figure(view, theme)


@dataclass(frozen=True)
class Figure:
    """From `draw`, for documents and pages: what is drawn, and in which colours."""

    view: View
    theme: Theme

    @property
    def width(self) -> int:
        """For documents and pages: the width of the figure in pixels."""
        return ceil(self.view.layout.width)

    @property
    def map_height(self) -> int:
        """For documents and pages: the height of the map with its axes, in pixels."""
        return ceil(self.view.layout.height - 1e-6)

    @property
    def surface_facts(self) -> dict[str, Any]:
        """For the page's script: facts about the map's surface that the drawing does not show."""
        surface, names = self.view.surface, (*self.view.scenario.plane, "loss")
        return {
            "highest": self.view.bands[-1].high if self.view.bands else None,
            "undefined": surface.undefined,
            "description": {"message": self.landscape},
            "minimum": surface.minimum and dict(zip(names, map(float, surface.minimum), strict=True)),
            "lowest": self.lowest,
        }

    @property
    def view_box(self) -> str:
        """For the page's `<svg>`: the view box of the map with its axes."""
        return f"0 0 {self.width} {self.map_height}"

    @property
    def title(self) -> str:
        """For `<title>` and accessible names: what the figure is."""
        return words.figure_title(self.view.scenario, len(self.view.ledgers) if "path" in self.view.layers else None)

    @property
    def sentence(self) -> str:
        """For `<desc>`, the card and the page: what the step is and does."""
        if self.view.row is None:
            return words.no_step_text(self.view.ledger)
        return words.sentence(self.view.row, self.view.by_hand)

    @property
    def _description(self) -> str:
        if reason := self.fewer_levels:
            refusal = Message("refusal.sentence", {"name": "levels", "reason": reason})
            sentence = say("figure.sentence_fewer_levels", sentence=self.sentence, refusal=refusal)
        else:
            sentence = self.sentence
        return say("figure.description", sentence=sentence, landscape=self.landscape)

    @cached_property
    def lowest(self) -> list[Vector]:
        """For the page's script and the sentence on the landscape: the lowest places of the map."""
        return lowest_places(self.view.scenario, self.view.surface)

    @cached_property
    def landscape(self) -> str:
        """For `<desc>` and the page: where the map is lowest, highest, steep and flat."""
        return str(describe_landscape(self.view.scenario, self.view.surface, self.lowest))

    @property
    def fewer_levels(self) -> Message | None:
        """For notices: that the map has fewer levels than were asked for, as the end of a sentence; else None."""
        drawn, asked = self.view.surface.wanted, int(self.view.scenario.numbers["levels"])
        return None if drawn == asked else Message("refusal.fewer_levels", {"levels": drawn})

    @property
    def dial_note(self) -> str | None:
        """For the page and the document: why the dial shows β and the map cannot; None where the map can."""
        plane = self.view.scenario.plane
        if self.view.is_projection:
            return words.projection_note(plane)
        return None if self.view.layout.equal else words.unequal_units_note(plane)

    @cached_property
    def _layers(self) -> dict[str, list[Element]]:
        return layers(self.view)

    def inline(self) -> str:
        """For the page: the inside of its `<svg class="figure" id="map-svg">`."""
        return serialise(
            [self._clip(), *with_presentation_attributes(_layer(name, nodes) for name, nodes in self._layers.items())]
        )

    def key(self, room: float | None = None) -> str:
        """For the page: the inside of its `<svg class="figure" id="band-key">`, view box `-12 0 {room + 24} 28`."""
        return serialise(with_presentation_attributes(self._key(self.key_room if room is None else room)))

    @property
    def key_room(self) -> float:
        """For the page: the width of the key's swatches in pixels."""
        return min(self.view.layout.plot_width, 420.0)

    @cached_property
    def runs(self) -> list[LegendEntry]:
        """For the legend: its entries, where there are further runs."""
        return legend_entries(self.view.scenario, [self.view.ledger, *self.view.ledgers])

    def dial(self) -> str:
        """For the page: the inside of its `<svg class="figure" id="dial">`."""
        return serialise(with_presentation_attributes(self._dial()))

    @property
    def height(self) -> int:
        """For documents: the height of the whole figure in pixels."""
        return self._below[-1][0]

    def svg(self, scale: float = 1.0) -> str:
        """For /figure.svg: a document of its own, with title, description, style, and what stands around the map."""
        return serialise([self.document(scale)])

    def document(self, scale: float = 1.0) -> Element:
        """For pictures: the same document as an element, to be shown `scale` times as large."""
        size: Attrs = {
            "width": self.width * scale,
            "height": self.height * scale,
            "viewBox": f"0 0 {self.width} {self.height}",
        }
        ground = el("rect", {"class": "ground", "width": self.width, "height": self.height})
        drawn = {name: nodes for name, nodes in self._layers.items() if nodes}
        if not self.view.layout.holds(*self.view.on_plane(self.view.scenario.start)):
            del drawn["start"]  # a still figure has no handle to drag: a dot at the edge would show a wrong start
        return el(
            "svg",
            {"xmlns": NAMESPACE, "class": "figure", "role": "img", **size},
            [
                el("title", {}, self.title),
                el("desc", {}, self._description),
                el("style", {}, style(self.theme)),
                self._clip(),
                ground,
                # Bands end at the frame by themselves, and clipping that many points is slow.
                *(_layer(name, nodes, clipped=name != "bands") for name, nodes in drawn.items()),
                *(node for _, node in self._below),
            ],
        )

    def _clip(self) -> Element:
        left, top, _, _ = self.view.layout.plot
        size = {"width": self.view.layout.plot_width, "height": self.view.layout.plot_height}
        return el("defs", {}, [el("clipPath", {"id": "plot-clip"}, [el("rect", {"x": left, "y": top, **size})])])

    def _key(self, room: float) -> list[Element]:
        return band_key(self.view.bands, room, self.view.palette)

    def _dial(self) -> list[Element]:
        row = self.view.row
        if row is None:
            return []
        if not self.view.is_projection:
            u = None if row.u is None else self.view.on_plane(row.u)
            return dial(self.view.on_plane(row.gradient), u, row.beta, DIAL)
        gradient, u = arrows_in_common_plane(row.beta)
        return dial(gradient if row.norm else None, u, row.beta, DIAL)

    @cached_property
    def _below(self) -> list[tuple[int, Element]]:
        """What stands below the map, each part with where it ends: first the key, or the gap where it would be."""
        left, y = self.view.layout.plot.left, self.map_height
        room = self.width - left - GAP
        parts = [self._keyed(room), *self._listed(room), *self._noted(room)]
        ends = list(accumulate((height for height, _ in parts), initial=y))
        return [
            (end, _moved(left, start, nodes)) for start, end, (_, nodes) in zip(ends, ends[1:], parts, strict=False)
        ]

    def _keyed(self, room: float) -> Part:
        if "key" not in self.view.layers or not self.view.bands:
            return GAP, []
        word = say("map.key")
        beside = max(KEY_WORD, len(word) * CHARACTER + 1.3 * GAP)
        key = _moved(beside, 0, self._key(min(room - beside - 18, 420.0)))
        return KEY + GAP, [el("text", {"class": "tick", "y": 10}, word), key]

    def _listed(self, room: float) -> Iterator[Part]:
        """The legend of runs."""
        if not {"key", "path"} <= self.view.layers:
            return
        beside = SWATCH[0] + GAP
        for run in self.runs:
            lines = _lines(run.text, room - beside)
            yield LINE * len(lines) + 3, [*swatch(run.number), _moved(beside, 0, _text(lines))]
        if self.runs:
            yield GAP, []

    def _noted(self, room: float) -> Iterator[Part]:
        """Words where the map cannot show all, and the dial for an angle that it cannot show."""
        if self.view.row is None:
            return
        if not self.view.step_vectors:
            lines = _lines(words.off_the_map(self.view.row), room)
            yield LINE * len(lines) + GAP, _text(lines)
        if self.dial_note:
            beside = DIAL + 2 * GAP
            lines = _lines(self.dial_note, room - beside)
            note = _moved(beside, (DIAL - LINE * len(lines)) / 2, _text(lines))
            yield max(DIAL + DIAL_FOOT, LINE * len(lines)) + GAP, [*self._dial(), note]


def _layer(name: str, nodes: list[Element], clipped: bool = True) -> Element:
    clip = {"clip-path": "url(#plot-clip)"} if clipped and GROUPS[name] else {}
    return el("g", {"class": f"layer {name}", **clip}, nodes)


def _moved(x: float, y: float, nodes: list[Element]) -> Element:
    return el("g", {"transform": f"translate({compact_number(x)} {compact_number(y)})"}, nodes)


def _lines(text: str, room: float) -> list[str]:
    return wrap(text, max(int(room / CHARACTER), 12))


def _text(lines: list[str]) -> list[Element]:
    return [el("text", {"y": LINE * i + 13}, line) for i, line in enumerate(lines)]
