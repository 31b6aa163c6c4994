"""β: exact where it is known, close to mpmath elsewhere, and never lost to scale."""

from __future__ import annotations

import warnings
from fractions import Fraction
from itertools import product

import mpmath as mp
import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from antigradient.geometry import angle, length, scaled
from antigradient.objectives.base import Array
from tests.fuzz import fuzzed

SCALES = [1.0, 1e-170, 1e170, 5e-324, 1e-310, 1.5e308]
floats = st.floats(-1e3, 1e3, allow_subnormal=False).filter(lambda x: x == 0 or abs(x) > 1e-100)


def one(u: npt.ArrayLike, g: npt.ArrayLike) -> tuple[float, float]:
    """β and cos β of two vectors."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        beta, cosine, _ = angle(np.array(u, dtype=float)[:, None], np.array(g, dtype=float)[:, None])
    return float(beta[0]), float(cosine[0])


def exact(u: Array, g: Array) -> tuple[mp.mpf, mp.mpf]:
    """β and cos β in 800 digits: subnormals and 1e308 in one vector leave nothing out."""
    with mp.workdps(800):
        a, b = ([mp.mpf(float(x)) for x in v] for v in (u, g))
        size = mp.sqrt(sum(x * x for x in a) * sum(x * x for x in b))
        cosine = sum(x * y for x, y in zip(a, b, strict=True)) / size
        return mp.degrees(mp.acos(cosine)), cosine


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("p", [2, 3, 5])
def test_opposite_parallel_and_perpendicular_are_exact(p: int, scale: float) -> None:
    for index in range(p):
        v = np.zeros(p)
        v[index] = 1.0
        other = np.roll(v, 1)
        for v_scale, other_scale in product((scale, -scale), (1.0, 1e-200)):
            assert one(v * v_scale, -v * v_scale) == (180.0, -1.0)
            assert one(v * v_scale, v * v_scale) == (0.0, 1.0)
            assert one(v * v_scale, other * other_scale) == (90.0, 0.0)


@fuzzed(100)
@given(
    st.integers(2, 5).flatmap(lambda p: arrays(float, p, elements=st.floats(-1e300, 1e300))), st.sampled_from(SCALES)
)
def test_a_vector_and_its_opposite(v: Array, scale: float) -> None:
    with np.errstate(over="ignore"):
        v = v * scale
    if np.any(v) and np.all(np.isfinite(v)):
        assert one(-v, v) == (180.0, -1.0)
        assert one(v, v) == (0.0, 1.0)


@fuzzed(100)
@given(
    st.integers(2, 4).flatmap(
        lambda p: st.tuples(arrays(float, p, elements=floats), arrays(float, p, elements=floats))
    ),
    st.sampled_from([1.0, 1e-170, 1e170, 1e-300, 1e300]),
    st.sampled_from([1.0, 1e-170, 1e170, 1e-300, 1e300]),
)
def test_matches_mpmath_at_any_scale(pair: tuple[Array, Array], first: float, second: float) -> None:
    u, g = pair[0] * first, pair[1] * second
    if not (np.any(u) and np.any(g)):
        return
    beta, cosine = one(u, g)
    true_beta, true_cosine = exact(u, g)
    assert abs(beta - true_beta) <= 1e-13
    assert abs(cosine - true_cosine) <= 1e-15
    assert 0 <= beta <= 180
    assert abs(cosine) <= 1
    assert (beta, cosine) == one(g, u)


@pytest.mark.parametrize("epsilon", [1e-6, 1e-9, 1e-15, 1e-200, 1e-300])
@pytest.mark.parametrize("p", [2, 3])
def test_small_angles_keep_their_digits(p: int, epsilon: float) -> None:
    """acos would call everything below 1e-8 zero."""
    u = [1.0, epsilon, epsilon][:p]
    g = [1.0, 0.0, 0.0][:p]
    expected = float(mp.degrees(epsilon * mp.sqrt(p - 1)))
    assert one(u, g)[0] == pytest.approx(expected, rel=1e-9)
    assert 180 - one([-x for x in u], g)[0] == pytest.approx(expected, rel=1e-6, abs=3e-14)


@pytest.mark.parametrize(
    ("u", "g", "beta"),
    [
        ((1e170, 1e-170), (1e-170, 1e170), 90.0),
        ((5e-324, 0.0), (1.5e308, 1.5e308), 45.0),
        ((1e-320, -1e-320), (1e308, 0.0), 45.0),
        ((1.0, 1.0, 0.0), (0.0, 1.0, 1.0), 60.0),
        ((1.0, 1.0, 1.0, 1.0), (-1.0, 0.0, 0.0, 0.0), 120.0),
    ],
)
def test_mixed_scales(u: tuple[float, ...], g: tuple[float, ...], beta: float) -> None:
    assert one(u, g)[0] == pytest.approx(beta, abs=3e-14)


@pytest.mark.parametrize(
    "v", [(0.0, 0.0), (-0.0, 0.0), (np.inf, 1.0), (np.nan, 1.0), (np.inf, np.nan), (-np.inf, np.inf)]
)
def test_no_angle_with_nothing_or_with_infinity(v: tuple[float, float]) -> None:
    for u, g in ((v, (1.0, 2.0)), ((1.0, 2.0), v), (v, v)):
        assert np.isnan(one(u, g)).all()


def test_columns_do_not_touch_each_other() -> None:
    u = np.array([[1.0, 0.0, np.nan, 1e300], [0.0, 0.0, 1.0, 1e300]])
    g = np.array([[-1.0, 1.0, 1.0, 1e-300], [0.0, 1.0, 1.0, 0.0]])
    beta, cosine, _ = angle(u, g)
    assert beta[[0, 3]].tolist() == [180.0, pytest.approx(45.0)]
    assert np.isnan(beta[[1, 2]]).all()
    assert cosine[0] == -1.0
    assert angle(u[:, :0], g[:, :0]).beta.shape == (0,)


def test_scaling_is_by_a_power_of_two() -> None:
    v = np.array([[3e-320, 1e308, -0.0], [1e-320, -3.0, 0.0]])
    s = scaled(v)
    assert np.all((np.abs(s).max(axis=0) >= 0.5)[:2])
    assert np.all(np.abs(s) < 1)
    assert s[1, 0] / s[0, 0] == pytest.approx(v[1, 0] / v[0, 0])
    assert s[1, 1] == np.ldexp(-3.0, -1024)


def test_length_of_any_number_of_components() -> None:
    assert length(np.array([[-3.0]])).tolist() == [3.0]
    assert length(np.array([[3e200], [-4e200]]))[0] == pytest.approx(5e200)
    assert length(np.array([[1e-200], [2e-200], [-2e-200]]))[0] == pytest.approx(3e-200)


def test_the_three_signs_are_those_of_the_exact_product() -> None:
    """β > 90, cos β < 0 and uᵀg < 0 where the exact uᵀg is: of any size, and beside a right angle to the last bit."""
    rng = np.random.default_rng(5)
    for i in range(3000):
        p = 2 + i % 2
        u, g = (rng.choice([-1, 1], p) * rng.random(p) * 10.0 ** rng.uniform(-300, 300, p) for _ in range(2))
        if i % 3 == 0:  # nearly perpendicular, or exactly
            t, tilt = rng.normal(size=2), 1 + rng.choice([0, 1e-16, -3e-16, 1e-15])
            u, g = t * 10.0 ** rng.uniform(-150, 150), np.array([-t[1], t[0] * tilt]) * 10.0 ** rng.uniform(-150, 150)
        exact = sum((Fraction(a) * Fraction(b) for a, b in zip(u.tolist(), g.tolist(), strict=True)), Fraction())
        sign = (exact > 0) - (exact < 0)
        with np.errstate(over="ignore"):
            found = angle(u, g)
        assert np.sign(90 - found.beta) == np.sign(found.cos_beta) == sign, (u, g)
        assert np.sign(found.dot) == sign or (found.dot == 0 and abs(exact) < 1e-307), (u, g)


def test_a_right_angle_that_is_missed_by_less_than_a_bit_is_no_right_angle() -> None:
    found = angle(np.array([-1e-160, -1.0]), np.array([2e3, 2e-300]))
    assert found.beta == np.nextafter(90.0, 180.0)
    assert found.cos_beta == pytest.approx(-1e-160)
    beta, cosine, dot = angle(np.array([[1.0, 1.0], [0.0, 2.0]]), np.array([[0.0, -2.0], [3.0, 1.0]]))
    assert beta.tolist() == [90.0, 90.0]
    assert cosine.tolist() == dot.tolist() == [0.0, 0.0]
