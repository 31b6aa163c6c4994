"""Maps: the right value in every cell, lines at their level, bands that tile the window."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from itertools import pairwise
from typing import Any, cast

import numpy as np
import pytest
from contourpy import contour_generator

from antigradient.objectives import OBJECTIVES
from antigradient.objectives.base import Array, Loss
from antigradient.scenario import resolve
from antigradient.surfaces import Surface, compute_surface
from tests.fuzz import seeds

PLANE = [id for id, o in OBJECTIVES.items() if len(o.parameters) == 2]


@pytest.fixture(scope="module", params=PLANE)
def a_map(request: pytest.FixtureRequest) -> Surface:
    """A map of each objective, of an odd number of cells a side."""
    return resolve({"objective": request.param, "grid": 41, "levels": 12}).surface()


def hill(
    value: Callable[[Array, Array], Array],
    window: tuple[float, float, float, float] = (-1.0, 3.0, -2.0, 2.0),
    grid: int = 33,
    levels: int = 10,
) -> Surface:
    """A map of `value(w, b)`."""

    class OnGrid:
        def on_grid(self, w: Array, b: Array) -> Array:
            return value(w, b)

    return compute_surface(cast("Loss", OnGrid()), window, grid, levels)


def cells(a_map: Surface, points: Array) -> Array:
    """Places as (column, row) on the grid, with fractions between its lines; the last few bits rounded away."""
    steps = np.array([a_map.w[1] - a_map.w[0], a_map.b[1] - a_map.b[0]])
    found: Array = np.round((np.asarray(points) - [a_map.w[0], a_map.b[0]]) / steps, 9)
    return found


def on_edge(a_map: Surface, vertex: Array) -> float:
    """The loss at a vertex on a grid line, linear between its two neighbours there."""
    column, row = cells(a_map, vertex)
    assert column == int(column) or row == int(row), "a vertex lies on an edge of the grid"
    left, below = min(int(column), len(a_map.w) - 2), min(int(row), len(a_map.b) - 2)
    s, t = column - left, row - below
    (ll, lr), (ul, ur) = a_map.loss[below : below + 2, left : left + 2]
    return float((1 - t) * ((1 - s) * ll + s * lr) + t * ((1 - s) * ul + s * ur))


def area(ring: np.ndarray) -> float:
    """Signed area of a closed ring, by the shoelace formula."""
    (x, y), (x_next, y_next) = ring[:-1].T, ring[1:].T
    return float(np.sum(x * y_next - x_next * y) / 2)


def winding(polygons: list[list[Array]], point: tuple[float, float]) -> int:
    """How many rings' edges a ray from the point crosses: odd inside."""
    x, y = point
    crossings = 0
    for ring in (ring for polygon in polygons for ring in polygon):
        (x0, y0), (x1, y1) = ring[:-1].T, ring[1:].T
        straddles = (y0 > y) != (y1 > y)
        with np.errstate(divide="ignore", invalid="ignore"):
            crosses = x < x0 + (y - y0) * (x1 - x0) / (y1 - y0)
        crossings += int(np.count_nonzero(straddles & crosses))
    return crossings


def test_cells_hold_the_loss_at_their_place(a_map: Surface, request: pytest.FixtureRequest) -> None:
    id = request.node.callspec.params["a_map"]
    objective = OBJECTIVES[id]
    loss: Any = resolve({"objective": id}).loss
    assert (a_map.w[0], a_map.w[-1], a_map.b[0], a_map.b[-1]) == objective.window
    assert a_map.loss.shape == (41, 41)
    for row, column in ((0, 0), (40, 0), (0, 40), (7, 31), (40, 40)):
        expected = float(loss(a_map.w[column], a_map.b[row]))
        assert a_map.loss[row, column] == pytest.approx(expected, rel=1e-12, abs=1e-13)
    assert a_map.minimum is not None
    w, b, least = a_map.minimum
    assert least == a_map.loss.min() == pytest.approx(float(loss(w, b)), rel=1e-12, abs=1e-13)
    assert a_map.undefined == 0


def test_every_vertex_of_a_line_interpolates_to_its_level(a_map: Surface) -> None:
    lines = a_map.contours()
    assert [line.level for line in lines] == a_map.levels.tolist()
    tolerance = 1e-8 * (a_map.loss.max() - a_map.loss.min())
    for line in lines:
        assert line.pieces
        for vertex in np.concatenate(line.pieces)[::3]:
            assert on_edge(a_map, vertex) == pytest.approx(line.level, abs=tolerance)


def test_bands_follow_each_other_from_the_least_to_the_greatest_loss(a_map: Surface) -> None:
    bands = a_map.bands()
    assert len(bands) == len(a_map.levels) + 1
    assert bands[0].low == a_map.loss.min()
    assert bands[-1].high == a_map.loss.max()
    assert all(lower.high == upper.low for lower, upper in pairwise(bands))
    for band in bands:
        for polygon in band.polygons:
            assert all(np.array_equal(ring[0], ring[-1]) for ring in polygon)


def test_bands_tile_the_window(a_map: Surface) -> None:
    window_area = (a_map.w[-1] - a_map.w[0]) * (a_map.b[-1] - a_map.b[0])
    total = 0.0
    for band in a_map.bands():
        for outer, *holes in band.polygons:
            assert area(outer) >= 0  # 0 where a single grid point lies exactly at a level
            assert all(area(hole) <= 0 for hole in holes)
            total += area(outer) + sum(map(area, holes))
    assert total == pytest.approx(window_area, rel=1e-10)


def test_grid_points_lie_in_the_band_of_their_value(a_map: Surface) -> None:
    bands = a_map.bands()
    w, b, loss = a_map.w[1:-1:4], a_map.b[1:-1:4], a_map.loss[1:-1:4, 1:-1:4]
    gap = 1e-9 * (loss.max() - loss.min())
    for (row, column), value in np.ndenumerate(loss):
        if np.abs(a_map.levels - value).min() < gap or value in (a_map.loss.min(), a_map.loss.max()):
            continue
        # Off the grid lines, on which the ray would run along edges; what is left of a cell's side is in its band too.
        inside = [winding(band.polygons, (float(w[column]), float(b[row]))) % 2 == 1 for band in bands]
        own = int(np.searchsorted(a_map.levels, value))
        assert inside.index(True) == own
        assert sum(inside) == 1


def test_levels_lines_and_bands_agree(a_map: Surface) -> None:
    """A line is the border of its two bands."""
    bands, lines = a_map.bands(), a_map.contours()
    for line, below, above in zip(lines, bands[:-1], bands[1:], strict=True):
        vertices = {tuple(v) for piece in line.pieces for v in cells(a_map, piece)}
        for band in (below, above):
            rings = {tuple(v) for polygon in band.polygons for ring in polygon for v in cells(a_map, ring)}
            assert vertices <= rings


def on_the_whole_grid(a_map: Surface) -> tuple[list[list[Array]], list[list[list[Array]]]]:
    """Lines and bands' rings as contourpy draws them when it looks at every cell for each level, kept inside."""
    drawn: Any = contour_generator(a_map.w, a_map.b, a_map.loss, fill_type="OuterOffset", corner_mask=True)
    edges = [np.nextafter(np.nanmin(a_map.loss), -np.inf), *a_map.levels, np.nanmax(a_map.loss)]
    bands = [drawn.filled(*pair) for pair in pairwise(edges)]
    rings = [
        [[inside(a_map, p[i:j]) for i, j in pairwise(cut)] for p, cut in zip(*band, strict=True)] for band in bands
    ]
    return [[inside(a_map, piece) for piece in drawn.lines(level)] for level in a_map.levels], rings


def inside(a_map: Surface, points: Array) -> Array:
    (w_min, w_max), (b_min, b_max) = a_map.w[[0, -1]], a_map.b[[0, -1]]
    kept: Array = np.clip(points, (w_min, b_min), (w_max, b_max))
    return kept


@pytest.mark.parametrize("id", OBJECTIVES)
def test_no_vertex_leaves_the_window_or_lies_at_minus_0(id: str) -> None:
    for grid in (41, 129):
        a_map = resolve({"objective": id, "grid": grid}).surface()
        lines = [piece for line in a_map.contours() for piece in line.pieces]
        rings = [ring for band in a_map.bands() for polygon in band.polygons for ring in polygon]
        for points in (np.concatenate(lines), np.concatenate(rings)):
            assert np.array_equal(points, inside(a_map, points))
            assert not np.any((points == 0) & np.signbit(points))


def assert_drawn_whole(a_map: Surface) -> None:
    lines, bands = on_the_whole_grid(a_map)
    for mine, whole in ((a_map.contours(), lines), (a_map.bands(), bands)):
        assert len(mine) == len(whole)
    for line, pieces in zip(a_map.contours(), lines, strict=True):
        assert [p.tolist() for p in line.pieces] == [p.tolist() for p in pieces]
    for band, polygons in zip(a_map.bands(), bands, strict=True):
        assert [[r.tolist() for r in p] for p in band.polygons] == [[r.tolist() for r in p] for p in polygons]


def test_levels_drawn_on_a_part_of_the_grid_are_those_of_the_whole(a_map: Surface) -> None:
    assert_drawn_whole(a_map)


@seeds(18)
def test_a_rough_map_with_holes_is_drawn_whole(seed: int) -> None:
    """Ties, cliffs within a cell, and regions without a value that part the map into islands."""
    rng = np.random.default_rng(seed)
    shape = rng.integers(2, 15, 2)
    kinds = (rng.normal(size=shape), rng.integers(0, 4, shape) * 1.0, np.exp(5 * rng.normal(size=shape)))
    loss: Array = np.asarray(kinds[seed % 3], dtype=float)
    loss[rng.random(shape) < (0.0, 0.2, 0.5)[seed // 3 % 3]] = np.nan
    loss[0, 0] = 1.0
    assert_drawn_whole(Surface(np.arange(shape[1]) * 1.0, np.arange(shape[0]) * 1.0, loss, int(rng.integers(1, 20))))


def test_a_constant_loss_is_one_band() -> None:
    flat = hill(lambda w, b: 0 * w + 0 * b + 2.5)
    (band,) = flat.bands()
    assert flat.contours() == []
    assert (band.low, band.high) == (2.5, 2.5)
    ((outer,),) = band.polygons
    assert area(outer) == pytest.approx(16.0)
    assert flat.minimum == (-1.0, -2.0, 2.5)


def test_undefined_cells_are_counted_and_left_out() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        a_map = hill(lambda w, b: np.log(w) + b * b)
    outside = a_map.w <= 0
    assert a_map.undefined == 33 * np.count_nonzero(outside)
    assert np.isnan(a_map.loss).sum() == a_map.undefined
    assert a_map.minimum is not None
    assert a_map.minimum[2] == np.nanmin(a_map.loss)
    vertices = np.concatenate([piece for line in a_map.contours() for piece in line.pieces])
    rings = np.concatenate([ring for band in a_map.bands() for polygon in band.polygons for ring in polygon])
    defined_from = a_map.w[~outside][0]
    for points in (vertices, rings):
        assert np.all(np.isfinite(points))
        assert points[:, 0].min() >= defined_from
    areas = [area(ring) for band in a_map.bands() for polygon in band.polygons for ring in polygon]
    assert sum(areas) == pytest.approx((3.0 - defined_from) * 4.0)


def test_infinite_cells_are_undefined_too() -> None:
    a_map = hill(lambda w, b: 1.0 / (w * w + b * b), grid=33)
    assert a_map.undefined == 1
    assert np.all(np.isfinite(a_map.levels))


def test_a_loss_that_is_defined_nowhere_has_no_map() -> None:
    nothing = hill(lambda w, b: np.sqrt(-1 - w * w - b * b))
    assert nothing.undefined == 33 * 33
    assert nothing.minimum is None
    assert nothing.contours() == []
    assert nothing.bands() == []
    assert nothing.levels.size == 0


@pytest.mark.parametrize("grid", [2, 3, 257])
@pytest.mark.parametrize("levels", [1, 64])
def test_grids_and_levels_at_their_limits(grid: int, levels: int) -> None:
    a_map = resolve({"grid": grid, "levels": levels}).surface()
    assert a_map.loss.shape == (grid, grid)
    assert len(a_map.bands()) == len(a_map.levels) + 1
    assert len(a_map.contours()) == len(a_map.levels) <= levels


def test_a_window_of_any_shape_keeps_its_axes() -> None:
    a_map = resolve({"window": [-0.5, 9.5, 100.0, 100.1], "grid": 11}).surface()
    assert a_map.w[1] - a_map.w[0] == pytest.approx(1.0)
    assert a_map.b[-1] == 100.1
    assert a_map.loss[3, 8] == pytest.approx(float(resolve({}).loss(a_map.w[8], a_map.b[3])))


def test_far_windows_take_the_direct_road_without_a_warning() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        a_map = resolve({"window": [-1e6, 1e6, -1e6, 1e6], "grid": 33}).surface()
        a_map.bands()
    assert a_map.undefined == 0


@pytest.mark.parametrize("formula", ["w^2", "b^2", "2.5"])
def test_a_loss_of_one_variable_fills_the_whole_map(formula: str) -> None:
    """Its grid may come as one row, spread over the others without a copy."""
    a_map = resolve({"objective": "custom", "f": formula, "grid": 17, "window": [-1, 1, -1, 1]}).surface()
    assert a_map.loss.shape == (17, 17)
    assert a_map.loss.flags.c_contiguous
    total = sum(area(ring) for band in a_map.bands() for polygon in band.polygons for ring in polygon)
    assert total == pytest.approx(4.0)
