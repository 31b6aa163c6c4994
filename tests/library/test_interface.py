"""`import antigradient as ag`: what it gives, and what it refuses."""

from __future__ import annotations

import math
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

import antigradient as ag
from antigradient.formula import parse
from antigradient.interface import recording
from antigradient.optimisers import OPTIMISERS
from antigradient.query.lenient import lenient_scenario
from antigradient.query.limits import Limits
from antigradient.query.model import scenario_query
from antigradient.words import speaking

ROOT = Path(__file__).resolve().parents[2]
QUERY = scenario_query(Limits())


def program(text: str) -> None:
    done = subprocess.run([sys.executable, "-c", text], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_importing_it_imports_nothing_else() -> None:
    program(
        "import sys, antigradient\n"
        "assert antigradient.__version__ and not [n for n in sys.modules if n.startswith('antigradient.')]\n"
        "assert 'numpy' not in sys.modules\n"
        "assert {*antigradient.__all__} <= {*dir(antigradient)}"
    )


@pytest.mark.parametrize(
    "order",
    [
        "import antigradient.surfaces, antigradient.basin_map, antigradient.trajectory, app.main; {}",
        "{}; import antigradient.surfaces, antigradient.basin_map, antigradient.trajectory, app.main",
        "from antigradient import *; {}; import app.main",
    ],
)
def test_modules_hide_no_function_in_whatever_order_they_are_imported(order: str) -> None:
    first = order.format("import antigradient as ag; ag.run")
    program(f"{first}\nassert all(callable(getattr(ag, name)) for name in ag.__all__)\nag.surface('bowl', grid=3)")


def test_what_it_has_not_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError):
        ag.runs  # type: ignore[attr-defined]  # noqa: B018
    with pytest.raises(AttributeError):
        ag.run(steps=1).columns  # noqa: B018


def test_a_run_has_its_columns_as_arrays() -> None:
    run = ag.run("ravine", optimiser="momentum", eta=0.05, steps=7)
    assert run.outcome == run["outcome"] == "max_steps"
    assert "7" in run.message
    assert repr(run) == "Run('ravine', optimiser='momentum', steps=7, outcome='max_steps')"
    assert run.scenario["objective"] == "ravine"
    assert {len(column) for column in run.steps.values()} == {8}
    assert all(isinstance(column, np.ndarray) for column in run.steps.values())
    np.testing.assert_array_equal(run.beta, run["beta"])
    points = zip(run.w, run.b, strict=True)
    np.testing.assert_allclose(run.loss, [ag.gradient("ravine", point=point).loss for point in points])
    assert run.runs == ()
    assert {"beta", "outcome", "to_pandas"} <= {*dir(run)}
    with pytest.raises(TypeError):
        run.steps["w"] = run.b  # type: ignore[index]


def test_optimisers_are_compared_on_one_loss() -> None:
    first = ag.compare("bowl", ["gd", {"optimiser": "adam", "eta": 0.1}], steps=5, start=np.array([1, 2]))
    (other,) = first.runs
    assert [one.scenario["optimiser"] for one in (first, other)] == ["gd", "adam"]
    alone = ag.run("bowl", optimiser="adam", eta=0.1, steps=5, start=(1, 2))
    np.testing.assert_array_equal(other.loss, alone.loss)
    assert len(ag.compare("bowl", steps=2).runs) == min(len(OPTIMISERS), 9) - 1
    twice: list[dict[str, Any]] = [{"vs": []}, {"optimiser": "gd"}]
    for names in twice:
        with pytest.raises(ag.ScenarioError, match=f"{next(iter(names))} is given twice"):
            ag.compare("bowl", ["adam"], **names)


def test_a_figure_is_a_still_picture_of_one_step() -> None:
    run = ag.run("bowl", steps=5)
    figure = run.figure(step=2, width=300)
    assert figure.startswith("<svg")
    assert figure == figure._repr_svg_() != run.figure(step=3, width=300)
    with pytest.raises(ag.ScenarioError, match=r"theme must be one of .*; did you mean dark"):
        run.figure(theme="drak")


@pytest.mark.parametrize(
    "scenario",
    [
        {},
        {"loss": "ravine", "optimiser": "momentum", "eta": 0.05},
        {"loss": "w^2/4+b^2", "start": [3, 1], "window": (-4, 4, -3, 3)},
        {"loss": "linear-squared", "data": [[1, 2], [2, 3.5], [3, 1e-7]]},
        {"loss": "logistic-2", "plane": ["w2", "b"], "at": 0.5},
        {
            "loss": "bowl",
            "vs": [{"optimiser": "adam", "eta": 0.1}, {"optimiser": "gd", "start": [1, 2]}],
            "moves": [[1, 150, 0.5]],
        },
    ],
)
def test_a_link_leads_to_the_same_scenario(scenario: dict[str, Any]) -> None:
    given = dict(scenario)
    run = ag.run(given.pop("loss", None), **given, steps=3)
    address, _, link = run.link("https://example.org/").partition("?")
    assert address == "https://example.org/"
    found, _, refused = lenient_scenario(QUERY, link.encode())
    assert not refused
    assert ag.run(**found.described()).scenario == run.scenario


class Frame:
    """What of a data frame is used: not installed here."""

    def __init__(self, **columns: list[Any]) -> None:
        self.columns = columns

    def to_csv(self, index: bool, header: bool) -> str:
        assert not index
        rows = zip(*self.columns.values(), strict=True)
        names = [tuple(self.columns)] if header else []
        return "\n".join(",".join("" if cell is None else str(cell) for cell in row) for row in [*names, *rows])

    def to_numpy(self) -> Any:
        return np.array([*self.columns.values()]).T


def test_data_come_in_many_forms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    points = [[1.0, 0.5], [2.0, 0.25], [3.0, 1.0]]
    file = tmp_path / "points.csv"
    file.write_text("x;y\n1;0,5\n2;0,25\n3;1\n")
    matrix = SimpleNamespace(to_numpy=lambda: np.array(points))
    frame = Frame(name=["a", "b", "c"], y=[0.5, 0.25, 1], x=[1, 2, 3])
    numbered: dict[str, list[Any]] = {"0": [1, 2, 3], "1": [0.5, 0.25, 1]}
    for data in (Frame(**numbered), points, np.array(points), [*map(tuple, points)], frame, matrix, file, str(file)):
        assert ag.run(data=data, steps=1).scenario["data"] == points, data
    assert ag.run(data="cs7015", steps=1).scenario["data"] == "cs7015"
    with pytest.raises(ag.ScenarioError, match=r"^data "):
        ag.run("bowl", data=file)
    with pytest.raises(FileNotFoundError):
        ag.run(data=tmp_path / "none.csv")
    file.write_text("x,y\n1,what\n2,3\n")
    with pytest.raises(ag.ScenarioError, match=r"^data "):
        ag.run(data=file)


def test_columns_are_chosen(tmp_path: Path) -> None:
    """By the names that the data have, else by numbers from 1; what is not used is in the notes."""
    file = tmp_path / "penguins.tsv"
    file.write_text("species\tbill\tdepth\nAdelie\t39\t18\nGentoo\t46\t13\nAdelie\t\t17\n")
    frame = Frame(species=["Adelie", "Gentoo", "Adelie"], bill=[39, 46, None], depth=[18, 13, 17])
    for data in (file, str(file), frame):
        for columns in (["bill", "species"], ("bill", 1), "bill,species", [2, 1]):
            run = ag.run("sigmoid-log", data=data, columns=columns, steps=1)
            assert run.scenario["data"] == [[39.0, 0.0], [46.0, 1.0]]
            assert run.table_notes[1:] == (
                "One row was left out, as a cell is empty: line 4.",
                "The labels in column 1 are words: Adelie is 0 and Gentoo is 1.",
            )
            assert ag.run(**run.scenario).table_notes == ()
    rows = [[1, 2, 0.5, 7], [3, 4, 0.25, 7]]
    for table in (rows, np.array(rows)):
        assert ag.gradient(data=table, columns=[2, 3]).scenario["data"] == [[2.0, 0.5], [4.0, 0.25]]
    names: dict[str, list[Any]] = {"0": [1, 3], "1": [2, 4], "2": [0.5, 0.25]}
    numbered = Frame(**names)
    assert ag.run(data=numbered, columns=["1", "2"], steps=1).scenario["data"] == [[2.0, 0.5], [4.0, 0.25]]
    with pytest.raises(ag.ScenarioError, match=r"^columns names in place 2 no column"):
        ag.run(data=numbered, columns=["0", 3])
    with pytest.raises(ag.ScenarioError, match=r"^columns must be names"):
        ag.run(data=file, columns=[0, 1])
    for given in ({"data": "five"}, {}):
        with pytest.raises(ag.ScenarioError, match=r"^columns goes with a table"):
            ag.run(columns=[1, 2], **given)
    long = [[i, i % 2] for i in range(1200)]
    drawn = [ag.gradient(data=long, columns=[1, 2], sample_seed=seed).scenario["data"] for seed in (0, 0, 1)]
    assert len(drawn[0]) == 1000
    assert drawn[0] == drawn[1] != drawn[2]


def test_a_frame_needs_pandas(monkeypatch: pytest.MonkeyPatch) -> None:
    run = ag.run(steps=2)
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ImportError, match="pip install pandas"):
        run.to_pandas()
    monkeypatch.setitem(sys.modules, "pandas", SimpleNamespace(DataFrame=dict))
    assert list(run.to_pandas()) == list(run.steps)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"etta": 1}, "etta is unknown; did you mean eta?"),
        ({"η": 1}, "η is unknown"),
        ({"theme": "dark"}, "theme belongs to pages only"),
        ({"optimiser": "momentun"}, "; did you mean momentum?"),
        ({"loss": "ravin"}, "; did you mean ravine?"),
        ({"data": "fiv"}, "; did you mean five?"),
        ({"loss": "w^2+"}, "f cannot be read"),
        ({"loss": "bowl", "f": "w"}, "f is given twice"),
        ({"loss": "w", "objective": "bowl"}, "f "),
        ({"eta": -1, "steps": 1e9}, "eta must be greater than 0; steps must be at most"),
        ({"eta": np.nan}, "eta must be a finite number"),
        ({"start": [1, 2, 3]}, "start "),
        ({"vs": ["adam"]}, "vs must be a list of objects"),
        ({"loss": lambda w: w}, "f cannot be used: a function is called with w, b"),
        ({"loss": lambda w, b: w if w > 0 else b}, "no comparisons and no if"),
        ({"loss": lambda w, b: np.arcsin(w) + b}, "formulas have no arcsin"),
        ({"loss": lambda w, b: [w, b]}, "one number"),
        ({"loss": lambda w, b: w * np.inf}, "finite numbers"),
        ({"loss": lambda w, b: sum((w - k) ** 2 for k in range(100))}, "f cannot be read"),
    ],
)
def test_what_is_wrong_is_named(given: dict[str, Any], message: str) -> None:
    names = dict(given)
    with pytest.raises(ag.ScenarioError) as caught:
        ag.run(names.pop("loss", None), **names)
    assert isinstance(caught.value, ValueError)
    assert message in str(caught.value)


def test_errors_of_a_function_are_its_own() -> None:
    with pytest.raises(ZeroDivisionError):
        ag.run(lambda w, b: w + 1 / 0)


def test_refusals_are_said_in_the_language_that_is_spoken() -> None:
    with speaking("de"), pytest.raises(ag.ScenarioError) as caught:
        ag.run("ravin")
    with speaking("de"):
        assert str(caught.value).endswith("; war ravine gemeint?")


X, Y = np.array([0.5, 1.5, -1.0]), np.array([1.0, -0.5, 0.25])
LOSSES: list[Callable[[Any, Any], Any]] = [
    lambda w, b: np.exp(w) + b**2,
    lambda w, b: -(w**2) * -b - (w - (b - 1)) / (2 * w / 3) + 2.0**w,
    lambda w, b: (-w) ** 2 - 3 * (-2) ** 2 + (w**b) ** 2 - w ** (b**2) + w**-2 + w / (b * w) * b,
    lambda w, b: np.sin(w * np.pi) * np.cos(b) + np.tan(b / 3) + np.tanh(w),
    lambda w, b: np.sqrt(w) + np.log(w) * np.log2(w) + np.log10(b) + np.log1p(w) + np.expm1(b) + np.exp2(b),
    lambda w, b: np.sinh(w) + np.cosh(b) + np.square(w) + np.reciprocal(b) + np.float64(2) * w + np.negative(b),
    lambda w, b: np.sum((w * X + b - Y) ** 2) / 3 + (np.tanh(X * w) * b).mean(),
    lambda w, b: np.maximum(w, b) ** 2 + np.minimum(w, b - 1) * w - np.maximum(w, 0) * np.fmin(w, 2),
    lambda w, b: np.array([1.0, 2.0]) @ np.array([w, b * b]) + 1e-9 * w + 1e25 * b / 1e25,
]


@pytest.mark.parametrize("number", range(len(LOSSES)))
def test_a_function_is_recorded_with_its_derivatives(number: int) -> None:
    """Against the function itself, and its complex steps, which know nothing of formulas."""
    loss, w, b = LOSSES[number], 0.7, 1.3
    found = ag.gradient(loss, point=(w, b))
    assert found.loss == pytest.approx(loss(w, b), rel=1e-13)
    slopes = [np.imag(loss(w + 1e-30j, b)) / 1e-30, np.imag(loss(w, b + 1e-30j)) / 1e-30]
    np.testing.assert_allclose(found.gradient, slopes, rtol=1e-12)
    assert ag.run(loss, steps=2, start=(w, b)).scenario["f"] == found.scenario["f"]


def test_every_function_of_numpy_that_is_recorded_is_that_function() -> None:
    for name, operation in recording.OPERATIONS.items():
        function = getattr(np, name)
        names = ("w", "b")[: function.nin]
        formula = parse(operation(*map(recording.Recorded, names)).text, names)
        for place in ((0.7, 1.3), (1.4, 0.2)):
            values = [np.float64(v) for v in place[: function.nin]]
            assert float(formula(*values)) == pytest.approx(function(*values), rel=1e-14), name


def test_what_has_no_complex_steps_is_recorded_by_its_name() -> None:
    def loss(w: Any, b: Any) -> Any:
        return np.cbrt(w) * np.arctan(b) + np.log10(w) - np.sign(b) * np.floor(w - b) + math.floor(b) + abs(w)

    found = ag.run(loss, steps=1, start=(0.7, 1.3))
    assert found.scenario["f"] == "cbrt(w)*atan(b)+log10(w)-sign(b)*floor(w-b)+floor(b)+abs(w)"
    assert found["loss"][0] == pytest.approx(loss(0.7, 1.3), rel=1e-14)


def test_an_array_of_recorded_numbers_has_numpys_functions() -> None:
    found = ag.run(lambda w, b: np.exp(np.array([w, b])).sum() + np.abs(np.maximum(w, b)) + abs(-w), steps=1)
    assert found.scenario["f"].startswith("exp(w)+exp(b)+abs(")


def test_a_series_of_a_function_of_x() -> None:
    assert str(ag.taylor(lambda x: x**3, x=2)["taylor"]) == str(ag.taylor("x^3", x=2)["taylor"])
    with pytest.raises(ag.ScenarioError, match="called with x"):
        ag.taylor(lambda x, y: x)
    with pytest.raises(ag.ScenarioError, match="given twice"):
        ag.taylor("x", f="x^2")
