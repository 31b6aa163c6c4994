"""Where the plot lies in its box.

Units are equal on both axes whenever the window allows: only then is an angle on the map a true angle.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import floor, hypot, inf, log10, sqrt
from typing import NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from antigradient.objectives.base import Window

Number = TypeVar("Number", float, npt.NDArray[np.float64])
Vector = tuple[float, float]

#: A window more oblong than this would leave a strip too thin to read; it is stretched to this: no angle is then true.
MOST_OBLONG = 3.0


class Box(NamedTuple):
    """For layouts and labels: a rectangle of pixels, y down."""

    left: float
    top: float
    right: float
    bottom: float


#: Pixels around the plot, for ticks and names.
MARGIN = Box(left=52, top=10, right=10, bottom=44)
#: The same without axes.
BARE = Box(left=10, top=10, right=10, bottom=10)


@dataclass(frozen=True)
class Scale:
    """For one axis: data units to pixels; `low` … `high` become `start` … `end`."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: Number) -> Number:
        """Pixels."""
        t = (value - self.low) / (self.high - self.low)
        return self.start * (1 - t) + self.end * t

    def invert(self, pixel: float) -> float:
        """For marks: the data units of a pixel."""
        t = (pixel - self.start) / (self.end - self.start)
        return self.low * (1 - t) + self.high * t

    def ticks(self, count: int) -> list[float]:
        """For axes: about `count` round values from low to high, multiples of 1, 2 or 5 times a power of ten.

        The unit is the round number next to the wanted one by ratio. It is kept as an integer or the inverse of one,
        so that no tick is 0.30000000000000004.
        """
        wanted = (self.high - self.low) / count
        power = floor(log10(wanted))
        error = wanted / 10.0**power
        factor = 10 if error >= sqrt(50) else 5 if error >= sqrt(10) else 2 if error >= sqrt(2) else 1
        if power < 0:
            per = 10.0**-power / factor
            first, last = _nearest(self.low * per), _nearest(self.high * per)
            first, last = first + (first / per < self.low), last - (last / per > self.high)
            return [i / per for i in range(first, last + 1)]
        unit = 10.0**power * factor
        first, last = _nearest(self.low / unit), _nearest(self.high / unit)
        first, last = first + (first * unit < self.low), last - (last * unit > self.high)
        return [i * unit for i in range(first, last + 1)]


def _nearest(value: float) -> int:
    return floor(value + 0.5)


@dataclass(frozen=True)
class Layout:
    """For marks: where the plot lies in pixels, and how data become pixels; `equal`: angles on the map are true."""

    width: float
    height: float
    plot: Box
    x: Scale
    y: Scale
    equal: bool

    @property
    def plot_width(self) -> float:
        """For marks: the width of the plot in pixels."""
        return self.plot.right - self.plot.left

    @property
    def plot_height(self) -> float:
        """For marks: the height of the plot in pixels."""
        return self.plot.bottom - self.plot.top

    def to_pixels(self, w: float, b: float) -> Vector:
        """For marks: the pixels of a point of the map."""
        return self.x(w), self.y(b)

    def holds(self, w: float, b: float) -> bool:
        """For marks: whether the point is on the map, edges included."""
        return self.x.low <= w <= self.x.high and self.y.low <= b <= self.y.high

    def direction(self, vector: Vector) -> Vector | None:
        """For arrows: a vector in data units as a unit vector in pixels (y down); None for the zero vector.

        On an unequal map it is the direction as the map distorts it.
        """
        # Largest component first: 1e-170 must not vanish in the square.
        largest = max(map(abs, vector))
        if not 0 < largest < inf:
            return None
        dx = vector[0] / largest / (self.x.high - self.x.low) * self.plot_width
        dy = -vector[1] / largest / (self.y.high - self.y.low) * self.plot_height
        length = hypot(dx, dy)
        return dx / length, dy / length


def layout_of(window: Window, width: float, margin: Box = MARGIN) -> Layout:
    """For figures and /surface: the layout of a window (w_min, w_max, b_min, b_max) in a box of `width` pixels."""
    w_min, w_max, b_min, b_max = window
    ratio = (w_max - w_min) / (b_max - b_min)
    shown = min(max(ratio, 1 / MOST_OBLONG), MOST_OBLONG)
    room = max(width - margin.left - margin.right, 40.0)
    # A tall window gets a narrower plot, never a box taller than it is wide.
    plot_width, plot_height = (room, room / shown) if shown >= 1 else (room * shown, room)
    left = margin.left + (room - plot_width) / 2
    plot = Box(left, margin.top, left + plot_width, margin.top + plot_height)
    return Layout(
        width=width,
        height=plot.bottom + margin.bottom,
        plot=plot,
        x=Scale(w_min, w_max, plot.left, plot.right),
        y=Scale(b_min, b_max, plot.bottom, plot.top),
        equal=abs(shown / ratio - 1) < 1e-9,
    )
