"""Rounding to significant digits: each number the double nearest to its decimal, at every size."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import numpy as np
import pytest

from antigradient.rounding import significant, to_decimals, to_place
from tests.app.conftest import Client
from tests.app.support import API, strict

EDGES = [
    0.0, -0.0, 1.0, 9.5, 0.95, 99999.5, 999999.9999999999, 1e22, 1e23, 123456789e15, 2.5, 0.5, 0.15, 1e-5, 5e-324,
    2.2250738585072014e-308, 1.7976931348623157e308, 1e300, 1e-300, 0.1 + 0.2, 4.35, 2.675, 8.5e-17, 1 / 3, 1000.0,
    999.9999999999999, 4503599627370497.5, 9007199254740993.0,
]  # fmt: skip


def sample() -> np.ndarray:
    random = np.random.default_rng(7)
    wide = random.uniform(1, 10, 4000) * 10.0 ** random.integers(-300, 301, 4000)
    near_ties = (random.integers(10, 10**6, 4000) + 0.5) / 10.0 ** random.integers(0, 12, 4000)
    usual = np.concatenate([random.normal(size=4000), np.linspace(-4, 4, 129), np.linspace(-3, 7, 101)])
    both = np.concatenate([EDGES, wide, near_ties, usual])
    return np.concatenate([both, -both])


@pytest.mark.parametrize("digits", range(1, 18))
def test_rounding_is_python_s(digits: int) -> None:
    values = sample()
    expected = np.array([float(f"{value:.{digits}g}") for value in values])
    rounded = significant(values, digits)
    assert np.array_equal(rounded, expected)
    assert np.array_equal(np.signbit(rounded), np.signbit(expected))


def test_what_is_no_number_passes() -> None:
    assert np.array_equal(
        significant(np.array([np.nan, np.inf, -np.inf]), 3), [np.nan, np.inf, -np.inf], equal_nan=True
    )


def test_shape_stays_and_input_too() -> None:
    values = np.full((3, 2, 5), 1.23456)
    assert significant(values, 2).shape == (3, 2, 5)
    assert significant(values[:, :, ::2], 2).flags.c_contiguous
    assert np.all(values == 1.23456)
    assert significant(np.empty((0, 2)), 3).shape == (0, 2)


def longest(value: object) -> int:
    """The most significant digits of any number in a JSON value."""
    if isinstance(value, dict):
        return max((longest(item) for item in value.values()), default=0)
    if isinstance(value, list):
        return max((longest(item) for item in value), default=0)
    if isinstance(value, float) and value:
        return len(f"{value!r}".partition("e")[0].replace(".", "").replace("-", "").strip("0"))
    return 0


MEASURED = (
    "surface?grid=17&window=-3,3,-3,3",
    "gradient?point=1,2",
    "trajectory?steps=9",
    "trajectory?steps=9&vs=adam&vs=line-search&window=-9,9,-9,9",
    "derivation?point=1,2",
    "derivation?f=sin(w)*b^2/3&point=1,2",
    "step?beta=150",
    "step?objective=logistic-2&eta=0.1",
    "taylor?f=sin(x)&x=1&delta=0.7",
    "basins?grid=5&objective=himmelblau&window=-4.4,4.1,-4.2,4.3",
)


@pytest.mark.anyio
@pytest.mark.parametrize("digits", [1, 3, 5, 9])
async def test_replies_have_the_digits_asked_for(client: Client, digits: int) -> None:
    for path in MEASURED:
        reply = strict(await client.get(f"{API}/{path}&digits={digits}"))
        full = strict(await client.get(f"{API}/{path}"))
        for echo in (reply, full, *reply.get("runs", ()), *full.get("runs", ())):
            del echo["scenario"]
        for name in ("eta", "x", "delta"):  # as they were asked for
            assert reply.pop(name, None) == full.pop(name, None)
        for line in reply.get("contours", ()):
            del line["level"]  # levels have more where they would be one: see below
        for band in reply.get("bands", ()):
            del band["from"], band["to"]
        assert longest(reply) <= digits < longest(full)


#: A place far from 0, a valley that lies high, and the usual.
HIGH = {"f": "1000+w^2+b^2", "window": [-0.01, 0.01, -0.01, 0.01]}
LEVELLED = [{}, {"objective": "beale"}, {"f": "1+0.001w^2"}, {"f": "0w"}, {"f": "3-w*0"}, HIGH]


@pytest.mark.anyio
@pytest.mark.parametrize("given", LEVELLED, ids=str)
async def test_levels_and_ends_of_bands_are_rounded_and_stay_apart(client: Client, given: dict[str, Any]) -> None:
    async def ends(digits: int) -> list[float]:
        reply = strict(await client.post(f"{API}/surface", json={**given, "digits": digits}))
        bands, levels = reply["bands"], [line["level"] for line in reply["contours"]]
        assert [band["to"] for band in bands[:-1]] == [band["from"] for band in bands[1:]] == levels
        assert reply["minimum"]["loss"] == bands[0]["from"]
        return [bands[0]["from"], *levels, bands[-1]["to"]]

    full = await ends(17)
    for digits in (1, 2, 4, 7):
        rounded = await ends(digits)
        assert len(rounded) == len(full)
        if len(full) > 2:
            assert rounded == sorted(set(rounded))
        gaps = np.diff([-np.inf, *full, np.inf])
        for value, exact, before, after in zip(rounded, full, gaps, gaps[1:], strict=False):
            assert abs(value - exact) <= min([gap for gap in (before, after) if gap] or [np.inf]) / 4 * (1 + 1e-9)
            assert float(f"{exact:.{digits}g}") == pytest.approx(value, abs=0.51 * 10.0 ** (1 - digits) * abs(exact))
    assert max(longest(value) for value in await ends(4)) <= (11 if given is HIGH else 8)


PLACES = [
    ({"objective": "himmelblau", "window": [2.99, 3.01, 1.99, 2.01], "start": [2.992, 1.993]}, 200),
    ({"window": [1.14, 1.16, -0.29, -0.27], "start": [1.142, -0.288]}, 200),
    ({"f": "(w-1000)^2+b^2", "window": [1000, 1000.01, 5, 5.01], "start": [1000.002, 5.002]}, 100),
    ({"f": "(w-1)^2+b^2", "window": [1 - 1e-8, 1 + 1e-8, -1e-8, 1e-8], "start": [1 - 5e-9, 2e-9]}, 200),
    ({"objective": "bowl", "window": [-1e-9, 1e-9, 0, 1e-9], "start": [1e-10, 2e-10]}, 200),
    ({"objective": "bowl", "window": [1 / 3, 2 / 3, -2 / 3, 1 / 7], "start": [0.5, 0.01]}, 200),
    ({"objective": "beale"}, 200),
    ({"objective": "bowl", "window": [1e12 - 2000, 1e12, 1e11, 2e11], "start": [1e12, 1e11]}, 100),
]


@pytest.mark.anyio
@pytest.mark.parametrize(("given", "several"), PLACES, ids=str)
async def test_digits_of_a_coordinate_are_digits_of_its_place(
    client: Client, given: dict[str, Any], several: int
) -> None:
    """Wherever the window lies: vertices as many as without `digits`, as far from theirs as the unit allows, inside."""
    exact = strict(await client.post(f"{API}/surface", json=given))
    reply = strict(await client.post(f"{API}/surface", json=given | {"digits": 4}))
    w_min, w_max, b_min, b_max = reply["scenario"]["window"]
    full, rounded = (
        [
            vertices(line["lines"] for line in r["contours"]),
            vertices(polygon for band in r["bands"] for polygon in band["polygons"]),
            np.array([[r["w"][i], r["b"][i]] for i in range(len(r["w"]))]),
            np.array([[r["minimum"]["w"], r["minimum"]["b"]]]),
        ]
        for r in (exact, reply)
    )
    for theirs, mine in zip(full, rounded, strict=True):
        assert mine.shape == theirs.shape
        for i, (low, high) in enumerate(((w_min, w_max), (b_min, b_max))):
            unit = 10.0 ** np.rint(np.log10(1e-4 * (high - low)))
            ulp = np.spacing(max(abs(low), abs(high)))
            assert np.abs(mine[:, i] - theirs[:, i]).max() <= unit / 2 * (1 + 1e-6) + ulp
            assert low <= mine[:, i].min()
            assert mine[:, i].max() <= high
            inner = mine[:, i][(mine[:, i] > low + unit) & (mine[:, i] < high - unit)]
            assert np.abs(inner - np.rint(inner / unit) * unit).max(initial=0.0) <= 4 * ulp
    assert len(np.unique(rounded[1][:, 0])) >= several
    path = strict(await client.post(f"{API}/trajectory", json={**given, "steps": 5, "eta": 0.01, "digits": 4}))
    start = path["scenario"]["start"]
    for name, value, (low, high) in zip("wb", start, ((w_min, w_max), (b_min, b_max)), strict=True):
        if low <= value <= high:
            assert abs(path["steps"][name][0] - value) <= 0.5001 * 10.0 ** np.rint(np.log10(1e-4 * (high - low)))


def vertices(pieces: Iterable[list[Any]]) -> np.ndarray:
    return np.array([vertex for some in pieces for piece in some for vertex in piece])


def test_a_place_outside_has_digits_of_its_distance() -> None:
    """The line from a step inside to one far outside keeps its direction, and no number is longer than it needs."""
    low, high = 1000.0, 1000.01
    assert to_place(np.array([1000.00512345]), low, high, 4).tolist() == [1000.005123]
    far = np.array([1000.0512345678, 1010.12345678, 1e6 + 1 / 3, -123456789.123, 1e12, np.nan, np.inf])
    assert to_place(far, low, high, 4)[:5].tolist() == [1000.05123, 1010.123, 1000000.0, -123460000.0, 1e12]
    rng = np.random.default_rng(3)
    for width in (1e-9, 1e-3, 8.0, 1e6):
        edge = rng.uniform(-1, 1)
        values = edge + width * rng.choice([-1, 1], 500) * 10.0 ** rng.uniform(-2, 9, 500)
        for digits in (1, 4, 10):
            placed = to_place(values, edge, edge + width, digits)
            reach = np.maximum(np.abs(values - edge - width / 2), width)
            for before, after in ((edge > values, edge > placed), (values > edge + width, placed > edge + width)):
                assert np.array_equal(before, after)
            assert (np.abs(placed - values) <= 10.0**-digits * reach * 1.6 + np.spacing(np.abs(values))).all()


@pytest.mark.parametrize("k", [-30, -22, -3, 0, 1, 15, 22, 23, 40])
def test_fixed_decimals_are_pythons(k: int) -> None:
    """Every number is one of `k` decimals, and the nearest; which of two as near it is does not matter."""
    values = sample()
    with np.errstate(over="ignore"):
        rounded = to_decimals(values, k)
    assert np.allclose(rounded, [round(x, k) for x in rounded.tolist()], rtol=3e-16, atol=0.0)
    assert (np.abs(rounded - values) <= 0.5 * 10.0**-k * (1 + 1e-9) + 3e-16 * np.abs(values)).all()
    tidy = np.array([0.1234, 5.5, 1000.005123, -7.25])
    assert [repr(x) for x in to_decimals(tidy, 3).tolist()] == ["0.123", "5.5", "1000.005", "-7.25"]
    assert not np.signbit(to_decimals(np.array([-1e-9, -0.0]), 3)).any()


ZEROS = [
    "surface?f=0w&include=bands", "surface?f=0w", "surface?f=-0*w-0*b&digits=3", "surface?f=-abs(w)&grid=33",
    "gradient?objective=bowl&point=-0,0", "gradient?f=-w&point=0,-0", "derivation?f=-w*0&point=-0,0",
    "derivation?point=-0,-0", "step?f=-w&point=0,0&u=-0,-1", "step?objective=bowl&beta=180&start=0,-1",
    "step?objective=bowl&beta=90&start=-1,0", "taylor?f=-x^3&x=-0&delta=-0", "taylor?f=-x&x=0&delta=1",
    "trajectory?objective=bowl&start=-0,1&steps=3", "trajectory?objective=bowl&start=0,0",
    "trajectory?f=-0*w&start=1,1&tol=0&vs=adam", "trajectory?objective=saddle&start=-1,-0&steps=4&digits=3",
    "trajectory.csv?objective=bowl&start=-0,1&steps=3", "samples.csv?data=-0:0,1:-0&point=-0,0",
    "basins?objective=bowl&grid=5", "basins?objective=bowl&grid=5&digits=2", "basins.csv?objective=bowl&grid=3",
    "surface?window=-0,1,-1,-0&at=-0&objective=logistic-2",
    "trajectory?moves=0:90:1,1:180:1&objective=bowl&start=0,1&steps=3",
]  # fmt: skip


@pytest.mark.anyio
@pytest.mark.parametrize("path", ZEROS)
async def test_no_reply_holds_minus_0(client: Client, path: str) -> None:
    reply = await client.get(f"{API}/{path}")
    assert reply.status_code == 200, reply.text
    assert not re.findall(r"-0(?:\.0*)?(?:e[-+]?\d+)?(?=[\s,\]}]|$)", reply.text)


@pytest.mark.anyio
async def test_digits_do_not_change_the_echo(client: Client) -> None:
    reply = strict(await client.get(f"{API}/trajectory?steps=2&eta=0.123456789&digits=2&data=1.23456:0.98765"))
    assert reply["scenario"]["eta"] == 0.123456789
    assert reply["scenario"]["data"] == [[1.23456, 0.98765]]
    assert reply["steps"]["k"] == [0, 1, 2]
