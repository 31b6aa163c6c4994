"""The lowest places of a map: its minimum, or its minima where several are as low."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from antigradient.figure.layout import Vector
from antigradient.objectives.base import Minimum
from antigradient.scenario import Scenario
from antigradient.surfaces import Surface

Array = npt.NDArray[np.float64]

#: With more than this none is marked: no reader would look at each.
MOST = 9
#: Two minima that the grid suggests are as low as each other where they differ by less than this share of what the loss
#: rises to the neighbours.
EQUAL = 0.02
#: With more places than this that none of their neighbours is below, the map is flat there, and has no lowest place.
CROWD = 200


class _Fitted(NamedTuple):
    """A minimum that the grid suggests; `doubt` is by how much its loss may be off."""

    at: Vector
    loss: float
    doubt: float


def lowest_places(scenario: Scenario, surface: Surface) -> list[Vector]:
    """For maps and /surface: where the loss is least on the map, in data units; [] where that is only the map's edge.

    Known minima where they are that low, else those of quadratics through the grid's least values.
    """
    if surface.minimum is None:
        return []
    known = [m for m in _known(scenario) if _holds(surface, m.point)]
    least = min((m.loss for m in known), default=np.inf)
    if least <= surface.minimum[2]:
        return _few([(m.point[0], m.point[1]) for m in known if m.loss <= least + 1e-9 * abs(least)])
    fitted = _fitted(surface)
    best = min(fitted, key=lambda one: one.loss, default=None)
    if best is None or surface.minimum[2] < best.loss - best.doubt:
        return []
    return _few([one.at for one in fitted if one.loss <= best.loss + max(one.doubt, best.doubt)])


def _known(scenario: Scenario) -> tuple[Minimum, ...]:
    objective = scenario.objective
    return objective.known_minima(scenario.numbers) if len(objective.parameters) == 2 else ()


def _holds(surface: Surface, point: tuple[float, ...]) -> bool:
    (w, b), (ws, bs) = point, (surface.w, surface.b)
    return bool(ws[0] <= w <= ws[-1] and bs[0] <= b <= bs[-1])


def _few(places: list[Vector]) -> list[Vector]:
    return [] if len(places) > MOST else places


def _fitted(surface: Surface) -> list[_Fitted]:
    """The minima of the quadratics through each point of the grid that none of its eight neighbours is below.

    There has to be a value all around it, and no break.
    """
    w, b, loss = surface.w, surface.b, surface.loss
    rows, columns = loss.shape
    inner = loss[1:-1, 1:-1]
    around = [
        loss[1 + dj : rows - 1 + dj, 1 + di : columns - 1 + di]
        for dj in (-1, 0, 1)
        for di in (-1, 0, 1)
        if (di, dj) != (0, 0)
    ]
    least = np.logical_and.reduce([inner <= other for other in around])  # false beside NaN
    places = np.argwhere(least)
    found = []
    for j, i in (places + 1).tolist() if len(places) <= CROWD else []:
        cells = None if surface.broken is None else surface.broken.cells[j - 1 : j + 1, i - 1 : i + 1]
        fit = _quadratic_minimum(loss[j - 1 : j + 2, i - 1 : i + 2]) if cells is None or not cells.any() else None
        if fit:
            (dw, db), low, doubt = fit
            at = float(w[i] + dw * (w[1] - w[0])), float(b[j] + db * (b[1] - b[0]))
            found.append(_Fitted(at, low, doubt))
    return found


def _quadratic_minimum(near: Array) -> tuple[Vector, float, float] | None:
    """The minimum of a quadratic through nine values: its place in cells, its value and what that may be off.

    None where the quadratic has none, or not within a cell.
    """
    (sw, s, se), (west, here, east), (nw, n, ne) = near.tolist()
    gw, gb = (east - west) / 2, (n - s) / 2
    hww, hbb, hwb = east - 2 * here + west, n - 2 * here + s, (ne - nw - se + sw) / 4
    det = hww * hbb - hwb * hwb
    if not (det > 1e-9 * hww * hbb and hww > 0):
        return None
    dw, db = (hwb * gb - hbb * gw) / det, (hwb * gw - hww * gb) / det
    if abs(dw) > 1 or abs(db) > 1:
        return None
    return (dw, db), here + (gw * dw + gb * db) / 2, EQUAL * (float(near.max()) - here)
