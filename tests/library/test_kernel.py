"""The browser's kernel says what the library says: lengths, ends, exact columns to the last bit, the others nearly."""

from __future__ import annotations

import gzip
import math
import random
import re
from collections import Counter
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from antigradient.batches import minibatches
from antigradient.formula import FormulaError, parse
from antigradient.graph import javascript
from antigradient.kernel import Shape, kernel_module, shape_of
from antigradient.kernel.module import printed_part, text_number
from antigradient.ledger import Ledger, build_ledger
from antigradient.objectives import OBJECTIVES, Loss
from antigradient.optimisers import OPTIMISERS
from antigradient.scenario import Scenario, resolve
from antigradient.schedules import SCHEDULES
from antigradient.taylor_series import direction_of, step
from antigradient.trajectory import descend
from tests.fuzz import FACTOR, seeds
from tests.kernels import FORMULAS, orders_in_node, random_scenario, run_in_node, steps_in_node, with_batches
from tests.library.test_formula_hostile import REFUSED, TAKEN

Array = npt.NDArray[np.float64]

#: Of all scenarios that a kernel supports, those it may leave to the server; Newton's runs soon come to where all is
#: rounding, or near singular matrices.
ASKED, ASKED_BY_NEWTON = 0.03, 0.5
#: Of random samples by random seeds more may be so, by three standard deviations.
DEVIATIONS = 0 if FACTOR == 1 else 3
#: How near columns are: of the greatest of a column; of each number, where all is exact but norms and angles.
NEAR, NEXT = 1e-9, 4e-16
#: Bytes of a module with its loop, compressed.
SMALL = 3000
#: A run whose own numbers move by so much when all is moved by a last digit is chaotic there.
CHAOTIC = 1e-11
#: Printed only with operations that are the same in every language.
ELEMENTARY = re.compile(r"Math\.(?!sqrt|abs|max|min|floor)")


@lru_cache(maxsize=1024)
def is_elementary(shape: Shape) -> bool:
    """Whether a module is + − × ÷ √ and whole powers alone."""
    return not ELEMENTARY.search("".join(printed_part(shape)))


def is_exact(scenario: Scenario) -> bool:
    """Whether a run is the same in every language, hand-turned steps included."""
    turns = all(beta % 90 == 0 for _, beta, _ in scenario.moves)
    return turns and scenario.data is None and is_elementary(shape_of(scenario))


def columns_of(run: dict[str, Any]) -> dict[str, Array]:
    return {name: np.array(column, dtype=float) for name, column in run["steps"].items()}


def differences(scenario: Scenario, ledger: Ledger, run: dict[str, Any]) -> list[str]:
    """What a run in the browser says otherwise than the library's, as texts."""
    found, columns = columns_of(run), {name: np.asarray(c, dtype=float) for name, c in ledger.columns.items()}
    if (run["outcome"], run["code"], len(found["k"])) != (ledger.outcome, ledger.cause, ledger.rows):
        if is_chaotic(scenario, ledger):
            return []
        return [f"ended {run['code']} after {len(found['k'])} rows, not {ledger.cause} after {ledger.rows}"]
    assert list(found) == list(columns)
    names = scenario.objective.parameters
    bitwise = {*names, *(f"{of}_{n}" for of in ("grad", "u") for n in names), "eta", "loss", "dot", "cos_beta", "k"}
    exact, wrong = is_exact(scenario), []
    moved: Ledger | None = None
    for name, ours in found.items():
        theirs = columns[name]
        off, size = np.abs(ours - theirs), np.abs(theirs)
        if not np.array_equal(np.isnan(ours), np.isnan(theirs)):
            wrong.append(f"{name} is null elsewhere")
        elif exact and name in bitwise:
            has = ~np.isnan(ours)  # what has no number has no digits
            wrong += [] if ours[has].tobytes() == theirs[has].tobytes() else [f"{name}, not to the last bit"]
        elif exact and name in ("grad_norm", "beta"):
            wrong += [f"{name}, beyond its last digit"] if np.any(off > NEXT * size) else []
        else:
            greatest = greatest_of(ledger, name)
            # Bounds are rounded up to three binary digits, so that two nearly the same may be a digit apart.
            apart = (off > NEAR * greatest) & ((off > 0.26 * size) if name == "doubt" else True)
            if np.any(apart):
                moved = moved or perturbed(scenario)
                # A bound has so few digits that it stays where it is while the run of which it is one goes elsewhere.
                judged = [*names] if name == "doubt" else [name]
                if moved.rows == ledger.rows and all(not is_moved(moved, ledger, column) for column in judged):
                    wrong.append(f"{name} by {np.nanmax(off) / greatest:.1g}")
    # A large batch may be all points, added in another order: whether that is ∇L to the last digit, rounding decides.
    # So it does of a direction that is solved for.
    optimiser = scenario.optimiser
    if exact or not (optimiser.remembers or optimiser.newton or scenario.numbers["batch"] > 2):
        for degrees in (0.0, 90.0, 180.0):
            if not np.array_equal(found["beta"] == degrees, columns["beta"] == degrees):
                wrong.append(f"β is {degrees:g}° elsewhere")
    return wrong


def greatest_of(ledger: Ledger, name: str) -> float:
    """What a column is held to: its greatest; the greatest loss of a change of it, and of what is 0 to rounding."""
    own, loss = (float(np.nanmax(np.abs(np.asarray(ledger.columns[c], float)), initial=0.0)) for c in (name, "loss"))
    return loss if name == "actual" else own or loss


def is_moved(moved: Ledger, ledger: Ledger, name: str) -> bool:
    """Whether a column is another one in a perturbed run: by more than CHAOTIC of its greatest."""
    ours, theirs = (np.asarray(one.columns[name], dtype=float) for one in (moved, ledger))
    return bool(np.nanmax(np.abs(ours - theirs)) > CHAOTIC * greatest_of(ledger, name))


class Shaken:
    """A loss whose derivatives are those of a place a last digit away, to and fro: as rounding moves them."""

    arithmetic = None

    def __init__(self, loss: Loss, rng: random.Random | None = None) -> None:
        self.loss, self.random = loss, rng or random.Random(1)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.loss, name)

    def aside(self, *theta: Any) -> tuple[Any, ...]:
        return tuple(np.nextafter(t, self.random.choice((-math.inf, math.inf))) for t in theta)

    def slope(self, *theta: float) -> tuple[float, ...]:
        return self.loss.slope(*map(float, self.aside(*theta)))

    def hessian(self, *theta: Any) -> Any:
        return self.loss.hessian(*self.aside(*theta))

    def part(self, batch: Any) -> Shaken:
        return Shaken(self.loss.part(batch), self.random)


def perturbed(scenario: Scenario) -> Ledger:
    """The library's run with start, rate and data, and the place of every gradient, moved by a last digit."""
    moved = scenario.described() | {"start": [math.nextafter(t, math.inf) for t in scenario.start]}
    moved["eta"] = math.nextafter(moved["eta"], math.inf)
    if scenario.data:
        moved["data"] = [[*(math.nextafter(x, math.inf) for x in row[:-1]), row[-1]] for row in scenario.data.rows()]
    run = resolve(moved)
    loss: Any = Shaken(run.loss)
    return build_ledger(run.loss, descend(loss, run.optimiser, run.start, **run._run()))


def is_chaotic(scenario: Scenario, ledger: Ledger) -> bool:
    """Whether the library itself ends elsewhere, or goes elsewhere, when all begins a last digit away."""
    moved = perturbed(scenario)
    return (moved.cause, moved.rows) != (ledger.cause, ledger.rows) or any(
        is_moved(moved, ledger, name) for name in scenario.objective.parameters
    )


@seeds(1)
def test_runs_in_the_browser_are_the_librarys(seed: int, tmp_path: Path) -> None:
    rng = random.Random(seed)
    scenarios = [random_scenario(rng) for _ in range(300 if FACTOR == 1 else 500)]
    supported, asked = Counter[bool](), Counter[bool]()
    exact = 0
    for scenario, found in zip(scenarios, run_in_node(scenarios, tmp_path), strict=True):
        optimiser, run = scenario.optimiser, found["run"]
        three = len(scenario.start) > 2
        assert found["supported"] == (not (optimiser.search or (optimiser.newton and three))), scenario.described()
        supported[optimiser.newton] += found["supported"]
        if run is None:
            asked[optimiser.newton] += found["supported"]
            continue
        exact += is_exact(scenario)
        assert not differences(scenario, scenario.ledger(), run), scenario.described()
    for newton, share in ((False, ASKED), (True, ASKED_BY_NEWTON)):
        most = share * supported[newton]
        assert asked[newton] <= most + DEVIATIONS * math.sqrt(most), (asked, supported)
    assert exact > supported.total() / 10


@seeds(1)
def test_batches_in_the_browser_are_the_librarys(seed: int, tmp_path: Path) -> None:
    """Of every rule and loss of data: the path, and the gradient of each batch, beside ∇L and L of all points."""
    rng = random.Random(seed)
    random_ones = (random_scenario(rng) for _ in range(400 if FACTOR == 1 else 1000))
    scenarios = [with_batches(rng, scenario) for scenario in random_ones if scenario.data]
    supported, asked, rules = Counter[bool](), Counter[bool](), set()
    for scenario, found in zip(scenarios, run_in_node(scenarios, tmp_path), strict=True):
        newton, run = scenario.optimiser.newton, found["run"]
        supported[newton] += found["supported"]
        if run is None:
            asked[newton] += found["supported"]
            continue
        assert not differences(scenario, scenario.ledger(), run), scenario.described()
        rules.add(scenario.optimiser.id)
    most = ASKED * supported[False]
    assert asked[False] <= most + DEVIATIONS * math.sqrt(most), (asked, supported)
    assert rules >= {rule.id for rule in OPTIMISERS.values() if not rule.search}


def test_the_browser_draws_the_orders_of_numpys_generator() -> None:
    """Another version of numpy may draw otherwise: then the browser has to."""
    asked = [(n, s, 30) for n in (1, 2, 3, 5, 12, 100, 928) for s in (0, 1, 42, 2**31, 2**32 - 1, 123456789)]
    for (points, seed, count), drawn in zip(asked, orders_in_node(asked), strict=True):
        batches = islice(minibatches(points, points, seed), count)
        assert drawn == [[*batch] for batch in batches], (points, seed)


#: Formulas that have kinks somewhere, and runs that begin on one or come to it.
CORNERED = [f for f in FORMULAS if parse(f).value.kinked or "atan" in f or "log10" in f]
CORNERS = [
    ("abs(w)", 2.0),
    ("max(w,1)", 2.0),
    ("floor(w)+w", 2.0),
    ("sign(w)+b", 0.0),
    ("cbrt(w)+b", 0.0),
    ("relu(w)", 0),
]


def test_formulas_with_kinks_are_the_librarys_beside_them_and_the_servers_on_them(tmp_path: Path) -> None:
    rng = random.Random(3)
    beside = [
        resolve({"f": f, "start": [round(rng.uniform(-3, 3), 2) for _ in "wb"], "steps": 40, "eta": eta, "tol": 0.0})
        for f in CORNERED
        for eta in (0.01, 0.3)
    ]
    on = [resolve({"f": f, "start": [w, 1.0], "eta": 1.0, "tol": 0.0}) for f, w in CORNERS]
    found = run_in_node([*beside, *on], tmp_path)
    for scenario, one in zip(beside, found, strict=False):
        run = one["run"]
        assert run is None or not differences(scenario, scenario.ledger(), run), scenario.described()
    answered = sum(one["run"] is not None for one in found[: len(beside)])
    assert answered > 0.8 * len(beside)
    assert [one["run"] for one in found[len(beside) :]] == [None] * len(on)


def test_terms_of_a_step_are_the_librarys_to_the_eighth_order(tmp_path: Path) -> None:
    scenarios = [resolve({"objective": id}) for id in OBJECTIVES]
    scenarios += [resolve({"f": f, "start": [0.8, 1.4]}) for f in FORMULAS]
    asked: list[dict[str, Any]] = [
        {"point": list(s.start), "u": [-0.3, 0.7, 0.2][: len(s.start)], "eta": 0.1} for s in scenarios
    ]
    printed, answers = 0, steps_in_node([*zip(scenarios, asked, strict=True)], tmp_path)
    for scenario, given, found in zip(scenarios, asked, answers, strict=True):
        if found is None:  # it has a kink, where a jet has to know its numbers
            assert scenario.f, scenario.objective.id
            continue
        printed += 1
        theirs = step(scenario.loss, given["point"], direction_of(given["u"]), given["eta"], 8)
        ours = np.array([[*row.values()] for row in found["taylor"]], dtype=float)
        expected = np.array(theirs.taylor)
        size = max(abs(float(scenario.loss(*given["point"]))), np.nanmax(np.abs(expected[:, 1:4])))
        assert ours[:, 1:4] == pytest.approx(expected[:, 1:4], rel=1e-12, abs=1e-14 * size), scenario.f
        assert ours[:, 4] == pytest.approx(expected[:, 4], rel=1e-3, nan_ok=True)
        curve = found["eta_curve"]
        for name, column in theirs.eta_curve.items():
            assert curve[name] == pytest.approx(column, rel=1e-12, abs=1e-14 * size), (scenario.f, name)
    assert printed > len(OBJECTIVES) + len(FORMULAS) / 2


def test_an_error_of_a_thousandth_in_what_is_printed_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scenarios = [resolve({"objective": id, "steps": 5}) for id in OBJECTIVES]
    answered = 0
    monkeypatch.setitem(javascript.FORMS, "*", "{} * {} * 1.001")
    for scenario, found in zip(scenarios, run_in_node(scenarios, tmp_path, kernel_module.__wrapped__), strict=True):
        run = found["run"]
        assert run is None or differences(scenario, scenario.ledger(), run), scenario.objective.id
        answered += run is not None
    assert answered > len(scenarios) / 2


def test_a_module_of_any_shape_is_small() -> None:
    sizes = {}
    for objective in OBJECTIVES.values():
        for optimiser in OPTIMISERS.values():
            for schedule in SCHEDULES:
                given = {"objective": objective.id, "optimiser": optimiser.id, "schedule": schedule}
                module = kernel_module(shape_of(resolve(given)))
                sizes[objective.id, optimiser.id, schedule] = len(gzip.compress(module.encode(), mtime=0))
    largest = max(sizes, key=sizes.__getitem__)
    assert sizes[largest] <= SMALL, (largest, sizes[largest])


#: What a module may be made of, beside numbers, letters and what the loop itself has: names that the project gave.
NAMES = re.compile(
    r"function|const|let|for|return|Infinity|NaN|null|true|false|Math|PI|exp|log|log1p|sqrt|sin|cos|tan|tanh|abs|pow|max|min|floor"
    r"|cbrt|atan|log10|printed|sets|names|shape|exact|parameters|constants|hyper|initial|length|derivatives|step|look|pace|[a-zA-Z]\d*"
    r"|objective|reduction|optimiser|schedule|f|scaling"
)


def test_no_text_of_a_reader_is_in_a_module() -> None:
    checked = 0
    for text in (*REFUSED, *TAKEN, *FORMULAS, "w\u00b2+b", " w + b ", "((((w))))*b", "1e-3w+2E2b"):
        try:
            parse(text)
        except FormulaError:
            continue
        part = "".join(printed_part(shape_of(resolve({"f": text}))))
        strings = re.findall(r'"([^"]*)"', part)
        names = re.findall(r"[^\W\d][\w$]*", re.sub(r"\b\d+(\.\d+)?(e[+-]?\d+)?", "0", part.replace('"', " ")))
        assert {name for name in (*strings, *names) if name and not NAMES.fullmatch(name)} == set(), text
        assert not re.search(r"[^\w\s(){}\[\].,:;?*+/<=\"-]", part), text
        checked += 1
    assert checked > 30


def test_a_typed_formula_is_told_by_its_number() -> None:
    assert text_number("w") == (119 * 0x01000193 + 2**31) % 2**32 - 2**31  # as numbers of 32 bits are in JavaScript
    assert (
        f"shape:{text_number('custom,w^2+b^2,gd,constant,none')},"
        in printed_part(shape_of(resolve({"f": "w^2+b^2"}))).handed
    )


def test_what_a_drag_changes_does_not_change_the_module() -> None:
    shape = shape_of(resolve({}))
    dragged = {
        "start": [1, 1],
        "eta": 0.3,
        "gamma": 0.1,
        "steps": 7,
        "tol": 0.1,
        "data": [[1, 0.5]],
        "batch": 1,
        "digits": 3,
    }
    assert shape_of(resolve({**dragged, "moves": [(1, 150, 1)], "window": [-1, 1, -1, 1]})) == shape
    for other in ({"optimiser": "momentum"}, {"reduction": "mean"}, {"schedule": "cosine"}, {"objective": "bowl"}):
        assert shape_of(resolve(other)) != shape
