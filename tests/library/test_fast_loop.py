"""A loop written out for a loss and a rule goes exactly as the loop that calls them."""

from __future__ import annotations

import math
import warnings
from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antigradient import trajectory
from antigradient.data import DATASETS
from antigradient.fast_loop import POINTS, STEPS, fast_steps, generate_loop, symbolic_memory
from antigradient.functions import sqrt, square
from antigradient.graph import Symbol
from antigradient.objectives import OBJECTIVES
from antigradient.objectives.base import Loss
from antigradient.objectives.custom import PRESETS
from antigradient.objectives.slopes import OfPoints, Slope
from antigradient.optimisers import OPTIMISERS
from antigradient.optimisers.base import by_coordinate, each
from antigradient.parameters import EPSILON_PLACE
from antigradient.scenario import Scenario, resolve
from antigradient.trajectory import Path, descend
from tests.fuzz import fuzzed

NEURONS = [id for id, o in OBJECTIVES.items() if o.data]
PLAIN = [id for id, o in OPTIMISERS.items() if not (o.ahead or o.newton or o.search)]
FORMULAS = [{"objective": id} for id, o in OBJECTIVES.items() if not o.data] + [
    {"objective": "custom", "f": f, "start": [2.0, 1.5]} for _, f in PRESETS
]
ENDS = ("points", "gradients", "directions", "etas")


def both(run: Callable[[], Path]) -> tuple[Path, Path]:
    """The run as it goes, and as the loop alone takes it."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        fast = run()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(trajectory, "fast_steps", lambda *_: None)
            return fast, run()


def assert_equal(fast: Path, slow: Path) -> None:
    assert fast.outcome == slow.outcome
    for end in ENDS:
        one, other = getattr(fast, end), getattr(slow, end)
        assert one.shape == other.shape, end
        assert one.tobytes() == other.tobytes(), f"{end}, to the last bit and sign of zero"


def assert_same(scenario: Scenario) -> Path:
    fast, slow = both(lambda: descend(scenario.loss, scenario.optimiser, scenario.start, **scenario._run()))
    assert_equal(fast, slow)
    return fast


def sent(scenario: Scenario) -> int:
    """How many steps the fast loop takes of the run: one more than there are, if nothing ends it before."""
    run = scenario._run()
    ahead = fast_steps(
        scenario.loss, scenario.optimiser, scenario.start, run["eta"], run["hyper"], run["steps"], run["tol"]
    )
    return ahead.rows if ahead else 0


@pytest.mark.parametrize("optimiser", PLAIN)
@pytest.mark.parametrize("objective", NEURONS)
def test_every_plain_rule_takes_the_fast_loop_on_every_neuron(objective: str, optimiser: str) -> None:
    scenario = resolve({"objective": objective, "optimiser": optimiser, "steps": 300, "tol": 0, "eta": 0.05})
    assert sent(scenario) == 301
    assert assert_same(scenario).outcome == "max_steps"


@pytest.mark.parametrize("optimiser", PLAIN)
@pytest.mark.parametrize("values", FORMULAS, ids=lambda values: values.get("f") or values["objective"])
def test_every_plain_rule_takes_the_fast_loop_on_every_formula(values: dict[str, Any], optimiser: str) -> None:
    calm = resolve({**values, "optimiser": optimiser, "steps": 300, "tol": 0, "eta": 1e-5})
    assert sent(calm) == 301
    assert assert_same(calm).outcome == "max_steps"
    for eta in (None, 0.03, 0.5, 1e3):
        assert_same(resolve({**values, "optimiser": optimiser, "steps": 120, **({"eta": eta} if eta else {})}))


@pytest.mark.parametrize(
    ("f", "start", "outcome"),
    [
        ("log(w)+b^2", [0.5, 1.0], "undefined"),
        ("1/(1+exp(-400w))+b^2", [1.0, 1.0], None),
        ("exp(exp(w))-b", [2.0, 1.0], None),
        ("abs(w)*w+abs(b-1)", [0.3, 1.0], "undefined"),
        ("w^1e3+b", [1.9, 0.0], None),
        ("(w^2+b^2)^0.5", [1.0, 1.0], None),
        ("0*log(w)-w", [1.0, 1.0], "max_steps"),
        ("1e308w^2+b", [0.5, 0.0], "diverged"),
        ("3", [1.0, 1.0], None),
        ("1/0+w", [1.0, 1.0], "undefined"),
        ("b+log(-1)", [1.0, 1.0], "undefined"),
        ("w*9^9^9", [1.0, 1.0], "diverged"),
        ("tanh(30w)+sigmoid(w-b)-tan(b)", [0.4, 0.2], None),
    ],
)
@pytest.mark.parametrize("optimiser", PLAIN)
def test_a_formula_without_a_value_or_beyond_floats_is_left_to_the_loop(
    f: str, start: list[float], outcome: str | None, optimiser: str
) -> None:
    for eta in (0.01, 0.3, 40.0):
        values = {"objective": "custom", "f": f, "start": start, "optimiser": optimiser, "eta": eta, "steps": 90}
        path = assert_same(resolve({**values, "tol": 0}))
        assert outcome is None or optimiser != "gd" or eta != 40.0 or path.outcome == outcome


def test_a_constant_of_a_formula_is_no_part_of_the_text() -> None:
    generate_loop.cache_clear()
    for constant in (1.0, 0.1, -3.0):
        scenario = resolve({"objective": "ravine", "lambda1": constant, "steps": 60, "tol": 0, "eta": 0.01})
        assert sent(scenario) == 61
        assert_same(scenario)
    assert generate_loop.cache_info().misses == 1


@pytest.mark.parametrize("place", EPSILON_PLACE.options)
@pytest.mark.parametrize("optimiser", [id for id in PLAIN if OPTIMISERS[id].switches])
def test_conventions_are_kept(optimiser: str, place: str) -> None:
    scenario = resolve({"optimiser": optimiser, "epsilon_place": place, "epsilon": 0.3, "steps": 50, "tol": 0})
    assert sent(scenario) == 51
    assert_same(scenario)


# How the fast loop ends, and what the loop makes of it.
CASES = {
    "converged": ({"steps": 10_000, "tol": 1e-3}, "converged"),
    "converged at the start": ({"steps": 50, "tol": 1e9}, "converged"),
    "a tolerance so small that its square is 0": ({"steps": 50, "tol": 1e-300}, "max_steps"),
    "stationary": ({"start": [0.0, 2000.0], "tol": 0}, "stationary"),
    "an update that moves no point": ({"start": [0.0, 60.0], "tol": 0}, "max_steps"),
    "an exponential overflows at the start": ({"start": [800.0, 0.0], "tol": 0, "data": [[1, 0], [-1, 1]]}, None),
    "an exponential overflows on the way": ({"eta": 1e4, "tol": 0}, None),
    "leaves by the limit": ({"objective": "linear-squared", "eta": 1.0, "steps": 500, "tol": 0}, "diverged"),
    "leaves at once": ({"data": [[1e6, 1e6]], "start": [0.0, 0.0], "eta": 1e6}, "diverged"),
    "one input is 0": ({"data": [[0, 0.2], [0, 0.9]], "tol": 0}, "max_steps"),
    "satisfied by the last step": ({"steps": 91, "tol": 1e-6}, "converged"),
    "almost satisfied by the last step": ({"steps": 90, "tol": 1e-6}, "max_steps"),
    "too few steps for the fast loop": ({"steps": STEPS - 1}, "max_steps"),
    "too many points for the fast loop": ({"data": [[i / 9, 0.4] for i in range(POINTS + 1)]}, "max_steps"),
    "a label far from any prediction": ({"data": [[1.0, 1e6], [2.0, -1e6]], "eta": 1e-8, "tol": 0}, "max_steps"),
    "a loss with no gradient left": ({"objective": "sigmoid-log", "data": [[1, 1]], "eta": 1e3, "tol": 0}, None),
    "a schedule": ({"schedule": "cosine", "tol": 0}, None),
    "mini-batches": ({"batch": 2, "tol": 0}, None),
    "a step by hand": ({"moves": [[3, 150.0, 1.0]], "tol": 0}, None),
}


@pytest.mark.parametrize("optimiser", PLAIN)
@pytest.mark.parametrize(("values", "outcome"), CASES.values(), ids=CASES)
def test_a_run_ends_as_the_loop_ends_it(values: dict[str, Any], outcome: str | None, optimiser: str) -> None:
    path = assert_same(resolve({"optimiser": optimiser, **values}))
    if optimiser == "gd":
        assert outcome is None or path.outcome == outcome


@fuzzed(60)
@given(st.sampled_from(NEURONS), st.sampled_from(PLAIN), st.data())
def test_any_run(objective: str, optimiser: str, data: st.DataObject) -> None:
    entry = OBJECTIVES[objective]
    value = st.one_of(st.floats(-3, 3), st.floats(-1e6, 1e6), st.just(0.0))
    label = st.one_of(st.floats(0, 1), st.sampled_from([0.0, 0.5, 1.0]))
    row = st.tuples(*[value] * entry.inputs, label).map(list)
    assert_same(
        resolve(
            {
                "objective": objective,
                "optimiser": optimiser,
                "data": data.draw(st.lists(row, min_size=1, max_size=6)),
                "start": data.draw(st.lists(st.floats(-5, 5), min_size=entry.inputs + 1, max_size=entry.inputs + 1)),
                "reduction": data.draw(st.sampled_from(entry.reductions)),
                "eta": data.draw(st.sampled_from([1e-300, 1e-3, 0.5, 30.0, 1e6])),
                "gamma": data.draw(st.sampled_from([0.0, 0.9, 0.999])),
                "beta2": data.draw(st.sampled_from([0.0, 0.999])),
                "tol": data.draw(st.sampled_from([0.0, 1e-6, 0.1])),
                "steps": 60,
            }
        )
    )


@pytest.mark.parametrize("optimiser", ["gd", "momentum"])
def test_what_lies_behind_the_last_step_does_not_count(optimiser: str) -> None:
    """The fast loop looks one step farther than the run goes; there the limit is crossed."""
    values = {"objective": "linear-squared", "optimiser": optimiser, "eta": 0.2, "gamma": 0.1, "tol": 0}
    longest = assert_same(resolve({**values, "steps": 10_000}))
    assert longest.outcome == "diverged"
    last = resolve({**values, "steps": longest.etas.size})
    assert last.numbers["steps"] >= STEPS
    assert assert_same(last).outcome == "max_steps"
    assert sent(last) == 0


class Local:
    """What a run asks of a loss of one data point (x, 0), for one test: its slope in floats and in plain arithmetic."""

    parameters = ("w", "b")
    slope_cost = 0.0

    def __init__(self, formula: Callable[..., Any], x: float = 1.0) -> None:
        self.arithmetic = Slope(OfPoints(formula, (1.0,), 1.0), 1, (x, 0.0))
        self.slope = formula((1.0,), 1.0, (x, 0.0), math.exp)


def cliff(signs: Any, c: Any, numbers: Any, exp: Any) -> Callable[..., Any]:
    """A slope of −1 up to where an exponential overflows."""
    return lambda w, b: (0.0 * exp(w) - 1.0, 0.0 * b)


def steep(signs: Any, c: Any, numbers: Any, exp: Any) -> Callable[..., Any]:
    return lambda w, b: (numbers[0] * w, b)


@pytest.mark.parametrize(
    ("loss", "start", "optimiser", "outcome", "rows"),
    [
        (Local(cliff), (700.0, 0.0), "gd", "diverged", 10),
        (Local(cliff), (700.0, 0.0), "momentum", "diverged", 5),
        *[(Local(steep, 1e170), (1.0, 1.0), rule, "diverged", 1) for rule in ("adagrad", "rmsprop", "adam")],
    ],
)
def test_what_the_neurons_never_do_is_done_alike(
    loss: Local, start: tuple[float, float], optimiser: str, outcome: str, rows: int
) -> None:
    """No gradient where the fast loop came to; a square that overflows in one coordinate while the other moves on."""
    hyper = {**resolve({}).numbers, **resolve({}).choices}
    asked = cast("Loss", loss)
    fast, slow = both(lambda: descend(asked, OPTIMISERS[optimiser], start, 1.0, hyper, 60, 0.0))
    assert_equal(fast, slow)
    assert (fast.outcome, fast.points.shape[1], fast.etas.size) == (outcome, rows, rows - 1)


def test_a_text_serves_all_data_and_all_hyperparameters() -> None:
    generate_loop.cache_clear()
    for i in range(4):
        values = {"optimiser": "adam", "beta1": 0.8 + i / 100, "start": [i, 1.0], "eta": 0.1 + i, "tol": 1e-9 * (i + 1)}
        assert sent(resolve({**values, "data": [[1.0 + i, 0.1], [2.0, 0.6 + i / 10]], "steps": 40 + i})) > 0
    assert generate_loop.cache_info().misses == 1


def test_a_rule_that_chooses_is_left_to_the_loop() -> None:
    def timid() -> Callable[..., Any]:
        return lambda memory, g, eta, theta: ([-x if abs(x) < 1 else -x / abs(x) for x in g], memory)

    def careful() -> Callable[..., Any]:
        return lambda memory, g, eta, theta: ([0.0 if x == 0 else -x for x in g], memory)

    for rule in (timid, careful):
        scenario = replace(resolve({"steps": 50, "tol": 0}), optimiser=replace(OPTIMISERS["gd"], rule=rule))
        assert sent(scenario) == 0
        assert_same(scenario)


@pytest.mark.parametrize(
    "of_one",
    [
        lambda m, g, eta, theta: (-1.0, 0.5),
        lambda m, g, eta, theta: (-m, m),
        lambda m, g, eta, theta: (g, m * m),
        lambda m, g, eta, theta: (-g - 0.3 * theta, m),
    ],
)
def test_a_rule_that_takes_no_notice_of_the_gradient_or_goes_by_more(of_one: Callable[..., Any]) -> None:
    other = replace(OPTIMISERS["momentum"], rule=lambda gamma: by_coordinate(of_one), init=each(0.75))
    scenario = replace(resolve({"steps": 50, "tol": 0, "eta": 0.01}), optimiser=other)
    assert sent(scenario) == 51
    assert_same(scenario)


def crossed(gamma: float) -> Callable[..., Any]:
    """A rule on the whole vector, by what it remembers of both coordinates, of θ and of its own steps."""

    def step(memory: Any, g: Any, eta: Any, theta: Any) -> tuple[Any, Any]:
        (v, w), before, size, weight, other, same = memory
        length = sqrt(square(g[0]) + square(g[1])) + size
        after = (gamma * w + g[1], v + g[0]), tuple(theta), length * 0.5, weight * gamma, other * gamma, same * gamma
        return [-(v + g[1]) / length - 0.1 * (theta[0] - before[0]), -weight * g[1] - other * same * w], after

    return step


def test_a_rule_may_mix_coordinates_and_remember_what_it_likes() -> None:
    """Numbers that take the same course are one in the text; those that begin or go otherwise are not."""
    rule = replace(OPTIMISERS["momentum"], rule=crossed, init=lambda p: ((0.0, 0.5), (0.0, 0.0), 1.0, 1.0, 0.25, 0.25))
    scenario = replace(resolve({"steps": 50, "tol": 0, "eta": 0.1}), optimiser=rule)
    assert sent(scenario) == 51
    assert_same(scenario)
    memory = symbolic_memory(crossed(Symbol("gamma")), rule.init(2), 2)  # type: ignore[arg-type]
    assert [m.kind for m in memory] == ["m0", "m1", "m2", "m3", "m4", "m5", "m6", "m6"]


@pytest.mark.parametrize(("id", "count"), [("gd", 0), ("momentum", 2), ("adagrad", 2), ("rmsprop", 2), ("adam", 6)])
def test_what_all_coordinates_remember_alike_is_remembered_once(id: str, count: int) -> None:
    rule = OPTIMISERS[id]
    hyper = {name: Symbol(name) for name in rule.names} | {s.name: s.default for s in rule.switches}
    assert len({m.kind for m in symbolic_memory(rule.step(hyper), rule.init(2), 2)}) == count


def test_every_data_set_of_the_lecture_is_small_enough() -> None:
    """Published ones have more points, for which arrays are about as fast."""
    assert max(len(data) for data in DATASETS.values() if not data.published) <= POINTS
