"""The bench measures what it says, and says what it measured."""

from __future__ import annotations

import re
import sys

import anyio
import httpx
import numpy as np
import pytest

from antigradient.scenario import resolve
from bench import __main__ as program
from bench import core, naive, web, work
from bench.measure import Measurement, interleaved, table
from bench.serve import CPU, hello, with_cpu_meter

GOOD = Measurement("map", "4 ms", "40 ms", 10.2, "×", "≥", 10.0)
BAD = Measurement("visit", "151 kB", "", 151.0, " kB", "≤", 150.0)


def test_rows_say_whether_the_target_is_reached() -> None:
    assert GOOD.reached
    assert not BAD.reached
    lines = table([GOOD, BAD]).splitlines()
    assert lines[0].startswith("measure")
    assert lines[2].split() == ["map", "4", "ms", "40", "ms", "10.2×", "≥", "10×", "reached"]
    assert lines[3].split() == ["visit", "151", "kB", "151", "kB", "≤", "150", "kB", "MISSED"]
    assert lines[2].rindex("×") == lines[2].index("10×") + 2


def test_contestants_take_turns() -> None:
    calls: list[str] = []
    best = interleaved([lambda: calls.append("a"), lambda: calls.append("b")], rounds=2, turn=0.0)
    assert "".join(calls) == "abab"
    assert all(0 < seconds < 1 for seconds in best)


@pytest.mark.parametrize(("arguments", "code"), [([], 0), (["--strict"], 1)])
def test_only_strict_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str], code: int
) -> None:
    monkeypatch.setattr(sys, "argv", ["bench", "core", *arguments])
    monkeypatch.setattr(core, "runs", lambda quick: [GOOD])
    monkeypatch.setattr(core, "many_points", lambda quick: [])
    monkeypatch.setattr(core, "basins", lambda quick: [])
    monkeypatch.setattr(core, "maps", lambda quick: [BAD])
    assert program.main() == code
    assert "MISSED" in capsys.readouterr().out


def test_the_yardstick_of_maps_draws_the_same_loss() -> None:
    surface = resolve({"grid": 128}).surface()
    neuron = core.neuron(resolve({}))
    for row, column in ((0, 0), (3, 120), (127, 64)):
        place = np.array([surface.w[column], surface.b[row]])
        assert surface.loss[row, column] == pytest.approx(neuron.loss(place), rel=1e-12)


@pytest.mark.parametrize("p", [2, 3])
def test_the_naive_angle_is_no_straw_man(p: int) -> None:
    g = np.arange(1.0, p + 1)
    beta, cosine = naive.angle(-g, g)
    assert beta == 180.0
    assert cosine == pytest.approx(-1.0)
    assert naive.angle(g * 1e-170, g * 1e170)[0] == pytest.approx(0.0, abs=1e-5)
    assert naive.angle(0 * g, g) == (None, None)


def test_the_server_tells_its_cpu_time() -> None:
    async def ask() -> None:
        transport = httpx.ASGITransport(app=with_cpu_meter(hello()))
        async with httpx.AsyncClient(transport=transport, base_url="http://bench") as client:
            first, second = int((await client.get(CPU)).text), int((await client.get(CPU)).text)
            assert 0 < first <= second
            assert (await client.get("/")).json() == {"message": "Hello World"}

    anyio.run(ask)


def test_no_two_fresh_surfaces_are_alike() -> None:
    addresses = web.new_surfaces()
    assert len({next(addresses) for _ in range(1000)}) == 1000


@pytest.mark.parametrize(("times", "missed"), [(1.0, []), (2.2, ["taken / counted"]), (0.3, ["counted / taken"])])
@pytest.mark.parametrize("pace", [1, 5])
def test_work_that_is_counted_wrongly_is_seen(
    monkeypatch: pytest.MonkeyPatch, times: float, missed: list[str], pace: int
) -> None:
    """However fast the machine is: the yardstick takes as much longer."""
    clock = [0.0]

    def compute(*asked: object) -> float:
        clock[0] += 0.01 * times * pace
        return 0.01

    def wait(count: int = 1) -> None:
        clock[0] += count * work.USUAL * pace

    monkeypatch.setattr(work, "LOSSES", {"bowl": {"objective": "bowl"}})
    monkeypatch.setattr(work, "ASKED", {"surface": [{"grid": 9}, {"grid": 17}]})
    monkeypatch.setattr(work, "work_of", compute)
    monkeypatch.setattr(work, "yardstick", wait)
    monkeypatch.setattr(work, "cpu", lambda: clock[0])
    rows = list(work.ratios(quick=True))
    assert [re.sub("surface: |, at .*", "", row.what) for row in rows] == ["taken / counted", "counted / taken"]
    assert [row.value for row in rows] == pytest.approx([times, 1 / times])
    assert [re.sub("surface: |, at .*", "", row.what) for row in rows if not row.reached] == missed


def test_the_work_that_is_measured_is_that_of_whole_answers() -> None:
    here = work.service()
    asked = work.question(here, "surface", {"objective": "bowl", "grid": 65})
    case = work.measured(here, "map", asked, rounds=1)
    assert case.counted == work.work_of(here, asked) > 0
    assert case.true > 0
