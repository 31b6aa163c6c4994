"""What is printed means what was typed: LaTeX and MathML of formulas and derivations, read back, have their value."""

from __future__ import annotations

import random
from xml.etree import ElementTree

import numpy as np
import pytest

from antigradient.derivations import Stage, derivation_stages
from antigradient.formula import Formula, FormulaError, parse
from antigradient.formula.expression import FUNCTIONS, Expression, size
from antigradient.formula.program import Program
from antigradient.formula.typesetting import typeset
from antigradient.markup import math
from antigradient.objectives import OBJECTIVES
from antigradient.objectives.custom import PRESETS
from antigradient.parameters import Parameter
from antigradient.scenario import Scenario, resolve
from tests.fuzz import seeds
from tests.library.reading import AmbiguousError, read_latex, read_mathml
from tests.library.references import SCENARIOS, label

PLACES = np.random.default_rng(12).uniform(-1.8, 1.8, (2, 24))
NAMES = {"w": PLACES[0], "b": PLACES[1]}

#: Each was printed as something else once, or is next to one that was.
HARD = [
    "w*(-2b)", "(-w*b)^2", "2((-2w^2))", "w-(-2b)", "w*((-b)*2)", "w-((-b)*2)", "w+((-b)*2)", "-(-w)", "-(-w*b)", "--w",
    "-w^2", "(-w)^2", "(w^2)^b", "w^b^2", "(w^2)^(b^2)", "(w/b)^2", "2*3", "2*3*w", "w*2*3", "2*.5", "2(3)", "2^3*4",
    "w*(1/2)", "2*(1/2)", "(1/2)*3", "(w*3)*2", "3(2w)", "w^2*3", "sin(w)^2", "sin(w)*(b-2)", "(sin(w))^b", "exp(w)^2",
    "sigmoid(w)^2", "abs(w)^2", "abs(w)abs(b)", "sqrt(abs(w))^3", "sqrt(abs(w))(b+1)", "2e-3w", "w*2e-3", "(2e-3)^2",
    "1e-5w", "1e-5*2",
    "w^2e0", "w^-2", "w^(-b)", "w^(-(-b))", "-2e-3", "w-2e-3", "e^w*w", "e*w", "e(w+1)", "pi^2", "2pi",
    "pi*2", "w(b+1)", "w/(b/2)", "w/b/2", "(w/b)/(b/w)", "1/2w", "w-(b-2)", "w-(b+2)", "w+(b-2)", "(w-b)*-b", "w*-b",
    "log(w^2)^2", "tan(w)^2", "tanh(w)^-2", "sin(w)^2.5", "abs(-w)", "abs(w)-abs(b)", "-abs(w)", "-sin(w)", "w*-sin(b)",
    "w*(-sin(b))", "(-2)^2", "(-2)^w^2", "2*-3", "2-(-3)", "-2*-3", "(w+b)^2^b", "w*(-b)^2", "w*(-(b^2))", "((-w)*b)*2",
    "max(w,b)^2", "max(w,b,1)*-b", "2max(w,min(b,1))", "max(max(w,b),w^2)", "max(w,max(b,w^2))", "relu(w)^2",
    "relu(w-b)b", "|w|b|w|", "||w|-1|(b-2)", "floor(w)b", "b*floor(w)", "floor(w/b)^2", "floor(floor(2w))",
    "cbrt(w)^2", "cbrt(w/2)b", "2∛(w)", "sign(w)^2", "w*sign(-b)", "log10(|w|)^2", "log10(|w|)b", "3log10(|w|)",
    "atan(w)^2", "w*atan(b)", "relu(w-2b)^2*b", "max(w+b,-b)", "max(w,-b)^3", "w²b³", "w⁻²", "min(w²−b,|w|)",
    "relu(relu(w)-b)",
    "w*(b*(-2))", "w*(2*(-b))", "(2*(-b))*w", "((-w)*b)^2*3", "-((-w)*b)", "(w*b)/(-2)", "-w/b", "w/-b",
]  # fmt: skip


def random_text(rng: random.Random, depth: int) -> str:
    """A formula of the grammar, with and without the signs and brackets that it could do without."""
    if depth == 0 or rng.random() < 0.1:
        return rng.choice(["w", "b", "w", "b", "2", "0.5", "3", ".75", "1e-1", "2e-1", "pi", "e"])
    left, right = random_text(rng, depth - 1), random_text(rng, depth - 1)
    function, n = (
        rng.choice([name for name, f in FUNCTIONS.items() if f.least == 1]),
        rng.choice(["2", "3", "-1", "(-2)", "-2", "0.5", "b"]),
    )
    forms = [
        "{0}+{1}", "{0}-{1}", "{0}*{1}", "({0})*({1})", "({0})({1})", "{0}-({1})", "({0})/({1})", "{0}/({1})", "-{0}",
        "(-{0})", "({0})*(-{1})", "({0})^2", f"({{0}})^{n}", "({0})^({1})", "(-{0})^2", f"{function}({{0}})",
        f"{function}({{0}})^2", "max({0},{1})", "min({1},{0},w)", "|{0}|", "({0})²",
    ]  # fmt: skip
    return rng.choice(forms).format(left, right)


def readable(formula: Formula) -> list[Expression]:
    """What is printed of it: itself, and the partials that are not too long."""
    return [formula.tree, *(p for p in formula.partials if size(p) <= 300)]


def assert_read_back(tree: Expression, what: str) -> None:
    (expected,) = Program([tree], ("w", "b"))(*NAMES.values())
    expected = np.broadcast_to(expected, PLACES[0].shape)
    latex, mathml = math(typeset(tree))
    for read in (read_latex(latex, NAMES), read_mathml(mathml, NAMES)):
        agreeing = np.isclose(np.broadcast_to(read, expected.shape), expected, rtol=1e-9, atol=1e-12, equal_nan=True)
        # Products of another order overflow elsewhere, and powers may be taken of what rounding made negative.
        assert np.all(agreeing | ~np.isfinite(expected) | (np.abs(expected) > 1e12)), (what, latex)


@pytest.mark.parametrize("text", [*HARD, *(f for _, f in PRESETS)])
def test_hard_formulas_are_read_back(text: str) -> None:
    with np.errstate(all="ignore"):
        for tree in readable(parse(text)):
            assert_read_back(tree, text)


@seeds(3)
def test_random_formulas_and_their_partials_are_read_back(seed: int) -> None:
    rng = random.Random(seed)
    taken = 0
    with np.errstate(all="ignore"):
        while taken < 40:
            text = random_text(rng, rng.choice([2, 3, 3, 4]))
            try:
                formula = parse(text)
            except FormulaError:
                continue
            taken += 1
            for tree in readable(formula):
                assert_read_back(tree, text)


@pytest.mark.parametrize(
    "latex", ["2 3", "w2", r"2\frac{1}{2}", "w-", r"\sin w", r"\sin(w)^{2}", "w + -b", r"w \cdot -b", "2(w", "w)"]
)
def test_the_reader_refuses_what_can_be_misread(latex: str) -> None:
    with pytest.raises((AmbiguousError, KeyError)):
        read_latex(latex, NAMES)


@pytest.mark.parametrize(
    "mathml",
    [
        "<math><mi>w</mi><mi>b</mi></math>",
        "<math><mi>sin</mi><mrow><mo>(</mo><mi>w</mi><mo>)</mo></mrow></math>",
        "<math><msup><mrow><mo>−</mo><mi>w</mi></mrow><mn>2</mn></msup></math>",
        "<math><mi>w</mi><mo>&#x2062;</mo><mo>−</mo><mi>b</mi></math>",
    ],
)
def test_the_reader_of_mathml_refuses_what_is_not_said(mathml: str) -> None:
    with pytest.raises((AmbiguousError, KeyError)):
        read_mathml(mathml, NAMES)


# Derivations, of every loss, with whatever numbers a scenario may set.

EXTREME = (1e-5, 1e6, -0.0, 1e-300, -3.0, 1.0, 0.1)


def ravines() -> list[dict[str, float]]:
    def inside(p: Parameter, value: float) -> bool:
        return p.refusal(value) is None

    constants = OBJECTIVES["ravine"].constants
    return [{p.name: v} for p in constants for v in EXTREME if inside(p, v)]


def stages(scenario: Scenario, point: list[float] | tuple[float, float]) -> dict[str, Stage]:
    return {stage.id: stage for stage in derivation_stages(scenario.loss, point, scenario.objective.output)}


@pytest.mark.parametrize("id", [id for id, o in OBJECTIVES.items() if not o.inputs])
@pytest.mark.parametrize("point", [(1.3, -0.7), (1e-5, 1e6), (-0.0, 1e-300), (1e6, -1e-5)])
def test_derivations_of_formulas_are_read_back(id: str, point: tuple[float, float]) -> None:
    for constants in ravines() if id == "ravine" else [{}]:
        scenario = resolve({"objective": id, **constants})
        found = stages(scenario, point)
        names = dict(zip("wb", map(np.float64, point), strict=True))
        with np.errstate(all="ignore"):
            for stage_id, name in (("loss", "loss"), ("partial-w", "w"), ("partial-b", "b")):
                stage = found[stage_id]
                size = float(np.abs(stage.values[name])) + 1e-9 * max(map(abs, (*point, 1.0))) ** 2
                for side in sides_of_latex(stage):
                    assert read_latex(side, names) == pytest.approx(stage.values[name], rel=1e-9, abs=1e-9 * size)
                for side in sides_of_mathml(stage):
                    assert read_mathml(side, names) == pytest.approx(stage.values[name], rel=1e-9, abs=1e-9 * size)


def sides_of_latex(stage: Stage) -> list[str]:
    return stage.latex.split(" = ")[1:]


def sides_of_mathml(stage: Stage) -> list[str]:
    """The right sides of each of the equations of a stage."""
    row = ElementTree.fromstring(stage.mathml)[0]
    sides: list[list[ElementTree.Element]] = [[]]
    kept = []
    for element in row:
        if element.tag == "mo" and element.text in ("=", ","):
            if element.text == "=":
                sides.append([])
                kept.append(len(sides) - 1)
            else:
                sides.append([])
        else:
            sides[-1].append(element)
    return ["<math>" + "".join(ElementTree.tostring(e, "unicode") for e in sides[k]) + "</math>" for k in kept]


NEURONS = [s for s in SCENARIOS if s.data]
#: The stages of one point and what each of their equations is about, in `values`; None: the parameters.
STAGES: dict[str, list[str] | None] = {
    "neuron": ["z", "prediction"], "loss": ["loss"], "outer": ["outer"], "slope": ["slope"], "error": ["by_z"],
    "inputs": None, "point": None,
}  # fmt: skip


@pytest.mark.parametrize("scenario", NEURONS, ids=label)
@pytest.mark.parametrize("far", [0.7, 1e-5, 1e-300, -0.0])
def test_derivations_of_neurons_are_read_back(scenario: Scenario, far: float) -> None:
    """Each stage of one point: what is printed, with the point's own numbers, has the stage's value."""
    p = scenario.objective.parameters
    point = [0.3, -0.4, far][3 - len(p) :]
    found = stages(scenario, point)
    sample = scenario.loss.samples(*point)
    assert scenario.data is not None
    for i in (0, len(scenario.data) - 1):
        a = np.float64(sample["prediction"][i])
        names = {"w": point[0], "b": point[-1], "ŷ": a, "y\u0302": a, "a": a, "y": np.float64(sample["y"][i])}
        names |= {"z": np.float64(sample["z"][i]), "w_1": point[0], "w_2": point[1]}
        inputs = [name for name in sample if name[0] == "x"]
        names |= {"x" if name == "x" else f"x_{name[1:]}": np.float64(sample[name][i]) for name in inputs}
        for id, about in STAGES.items():
            keys = about or p
            if id not in found:
                continue
            shown = sides_of_mathml(found[id])
            assert len(shown) == len(keys)
            latex = [part.split(" = ")[1] for part in found[id].latex.split(" , ")]
            for key, side, text in zip(keys, shown, latex, strict=True):
                expected = found[id].values[key]
                expected = expected[i] if isinstance(expected, list) else expected
                assert read_mathml(side, names) == pytest.approx(expected, rel=1e-9, abs=1e-12), (id, key)
                assert read_latex(text, names) == pytest.approx(expected, rel=1e-9, abs=1e-12), (id, key, text)
