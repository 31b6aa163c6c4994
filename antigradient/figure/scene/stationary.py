"""Minima and saddles."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from antigradient.figure.layout import Vector
from antigradient.figure.scene.lowest import lowest_places
from antigradient.scenario import Scenario
from antigradient.surfaces import Surface

Array = npt.NDArray[np.float64]

#: Around a saddle the loss goes up, down, up, down: the neighbours of a grid point, in turn.
AROUND = ((1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0), (-1, -1), (0, -1), (1, -1))
#: How far the neighbours are at which it has to: a narrow valley that runs askew does it near only.
RANGES = (1, 2, 3)
#: With more saddles than this none is shown: they are noise of a flat map.
MOST = 9


class StationaryPoint(NamedTuple):
    """For maps and /surface: where it is, its kind (minimum or saddle), and whether it is known or the grid's guess."""

    at: Vector
    kind: str
    exact: bool


def stationary_points(scenario: Scenario, surface: Surface) -> list[StationaryPoint]:
    """For maps and /surface: the known minima that hold, else the grid's lowest; and saddles that the grid suggests."""
    flat = len(scenario.objective.parameters) == 2
    known = scenario.objective.known_minima(scenario.numbers) if flat else ()
    minima = [StationaryPoint((m.point[0], m.point[1]), "minimum", True) for m in known]
    if not known:
        minima += [StationaryPoint(at, "minimum", False) for at in lowest_places(scenario, surface)]
    return [*minima, *saddles_of(surface)]


def _alternates(loss: Array, far: int) -> npt.NDArray[np.bool_]:
    """Where the loss goes up and down four times around a point of the grid, so many points away."""
    rows, columns = loss.shape
    padded = np.pad(loss, far, constant_values=np.nan)
    around = np.stack(
        [padded[far + far * dj : far + far * dj + rows, far + far * di : far + far * di + columns] for di, dj in AROUND]
    )
    rises = around > loss
    changes = (rises != np.roll(rises, -1, axis=0)).sum(axis=0)
    return np.asarray((changes == 4) & np.isfinite(around).all(axis=0) & np.isfinite(loss))


def saddles_of(surface: Surface) -> list[StationaryPoint]:
    """For `stationary_points`: where the grid suggests a saddle.

    The loss alternates around a point, near and a little further, and a quadratic through its neighbours has its own
    saddle within the cell.
    """
    w, b, loss = surface.w, surface.b, surface.loss
    hw, hb = float(w[1] - w[0]), float(b[1] - b[0])
    found: list[StationaryPoint] = []
    for j, i in np.argwhere(np.logical_and.reduce([_alternates(loss, far) for far in RANGES])).tolist():
        here = float(loss[j, i])
        e, ne, n, nw, west, sw, s, se = (float(loss[j + dj, i + di]) for di, dj in AROUND)
        gw, gb = (e - west) / 2, (n - s) / 2
        hww, hbb, hwb = e - 2 * here + west, n - 2 * here + s, (ne - nw - se + sw) / 4
        det = hww * hbb - hwb * hwb
        if not det < 0:
            continue
        dw, db = (hwb * gb - hbb * gw) / det, (hwb * gw - hww * gb) / det
        if abs(dw) > 0.75 or abs(db) > 0.75:
            continue
        at = float(w[i]) + dw * hw, float(b[j]) + db * hb
        # A saddle between grid points is found from each of them.
        if all(abs(other.at[0] - at[0]) > 2 * hw or abs(other.at[1] - at[1]) > 2 * hb for other in found):
            found.append(StationaryPoint(at, "saddle", False))
    return [] if len(found) > MOST else found
