"""Rounding to significant digits: each number the double nearest to its decimal, at every size."""

from __future__ import annotations

import numpy as np
import pytest

from app.descent.rounding import significant
from tests.web.conftest import Client
from tests.web.support import API, strict

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
    "trajectory?steps=9&vs=adam&vs=line-search",
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
        levels = [line.pop("level") for line in reply.get("contours", ())]
        ends = [(band.pop("from"), band.pop("to")) for band in reply.get("bands", ())]
        assert longest(reply) <= digits < longest(full)
        # Levels name lines and bands: they stay as they are.
        assert levels == [line["level"] for line in full.get("contours", ())]
        assert ends == [(band["from"], band["to"]) for band in full.get("bands", ())]


@pytest.mark.anyio
async def test_digits_do_not_change_the_echo(client: Client) -> None:
    reply = strict(await client.get(f"{API}/trajectory?steps=2&eta=0.123456789&digits=2&data=1.23456:0.98765"))
    assert reply["scenario"]["eta"] == 0.123456789
    assert reply["scenario"]["data"] == [[1.23456, 0.98765]]
    assert reply["steps"]["k"] == [0, 1, 2]
