"""Derivations: their values multiply and add up to the gradient, and their formulas can be read by a browser."""

from __future__ import annotations

from xml.etree import ElementTree

import numpy as np
import pytest

from antigradient.derivations import Stage, derivation_stages
from antigradient.local import UndefinedError, analyse_point
from antigradient.objectives import REDUCTIONS
from antigradient.objectives.base import Loss
from antigradient.objectives.custom import CUSTOM, PRESETS
from antigradient.scenario import Scenario, resolve
from tests.library.references import SCENARIOS, label

each = pytest.mark.parametrize("scenario", SCENARIOS, ids=label)
NEURONS = [s for s in SCENARIOS if s.data]
each_neuron = pytest.mark.parametrize("scenario", NEURONS, ids=label)
FORMULAS = [
    *(s.loss for s in SCENARIOS if not s.data),
    *(CUSTOM.bind(None, None, {"f": f}) for _, f in PRESETS),
    CUSTOM.bind(None, None, {"f": "-w/b-(b^2-sin(w))+3"}),
]
CLASSES = {"gradient", "step", "error", "slope", "input", "prediction", "held"}


def stages(scenario: Scenario, point: list[float]) -> dict[str, Stage]:
    return {s.id: s for s in derivation_stages(scenario.loss, point, scenario.objective.output)}


def points(parameters: int) -> list[list[float]]:
    found: list[list[float]] = np.random.default_rng(8).uniform(-1.9, 1.9, (3, parameters)).tolist()
    return found


@each_neuron
def test_factors_multiply_to_what_each_point_adds(scenario: Scenario) -> None:
    for point in points(len(scenario.objective.parameters)):
        found = stages(scenario, point)
        outer = np.array(found["outer"].values["outer"])
        slope = np.array(found["slope"].values["slope"]) if "slope" in found else 1.0
        by_z = outer * slope
        if "by_z" in (found.get("error") or found["outer"]).values:
            assert np.allclose(by_z, found["error"].values["by_z"], rtol=1e-12, atol=0)
        samples = scenario.loss.samples(*point)
        for p in scenario.objective.parameters:
            added = np.array(found["point"].values[p])
            assert np.allclose(by_z * found["inputs"].values[p], added, rtol=1e-12, atol=1e-15)
            assert np.array_equal(added, samples[f"d{p}"])
            assert sum(added) == pytest.approx(found["sum"].values[p], rel=1e-12, abs=1e-14)


@each_neuron
def test_points_add_up_to_the_loss(scenario: Scenario) -> None:
    for point in points(len(scenario.objective.parameters)):
        found = stages(scenario, point)
        assert sum(found["loss"].values["loss"]) == pytest.approx(float(scenario.loss(*np.array(point))), rel=1e-12)
        assert found["neuron"].values["z"] == scenario.loss.samples(*point)["z"].tolist()


@pytest.mark.parametrize("loss", FORMULAS)
def test_terms_add_up_to_the_partials(loss: Loss) -> None:
    for point in ([1.3, 0.7], [0.4, -1.2]):
        found = {s.id: s for s in derivation_stages(loss, point)}
        assert found["loss"].values["loss"] == float(loss(*np.array(point)))
        for variable, partial in zip("wb", analyse_point(loss, point).gradient, strict=True):
            values = found[f"partial-{variable}"].values
            assert values[variable] == partial
            if "terms" in values:
                assert sum(values["terms"]) == pytest.approx(partial, rel=1e-12, abs=1e-12)


@each
def test_the_end_is_the_gradient_of_the_lens_and_the_step_against_it(scenario: Scenario) -> None:
    point = points(len(scenario.objective.parameters))[0]
    *_, gradient, step = derivation_stages(scenario.loss, point, scenario.objective.output)
    expected = dict(zip(scenario.objective.parameters, analyse_point(scenario.loss, point).gradient, strict=True))
    assert (gradient.id, step.id) == ("gradient", "step")
    assert gradient.values == expected
    assert step.values == {p: -g for p, g in expected.items()}


def test_stages_of_each_neuron_are_the_lectures() -> None:
    ids = {s.objective.id: [*stages(s, [0.1] * len(s.objective.parameters))] for s in NEURONS}
    squared = ["neuron", "loss", "outer", "slope", "inputs", "point", "sum", "gradient", "step"]
    logistic = ["neuron", "loss", "outer", "slope", "error", "inputs", "point", "sum", "gradient", "step"]
    line = [stage for stage in squared if stage != "slope"]
    expected = {"sigmoid-squared": squared, "sigmoid-log": logistic, "logistic-2": logistic, "linear-squared": line}
    assert ids == expected


@pytest.mark.parametrize(
    ("reduction", "coefficient"),
    [("half_sum", ""), ("sum", "2"), ("mean", r"\frac{2}{5}"), ("half_mean", r"\frac{1}{5}")],
)
def test_the_reduction_is_in_the_formula(reduction: str, coefficient: str) -> None:
    scenario = next(
        s for s in NEURONS
        if (s.objective.id, s.data and s.data.id, s.reduction) == ("sigmoid-squared", "five", reduction)
    )  # fmt: skip
    found = stages(scenario, [0.1, 0.2])
    error = r"\hat{y} - y" if not coefficient else rf"{coefficient}(\hat{{y}} - y)"
    assert found["outer"].latex == rf"\frac{{\partial\ell}}{{\partial\hat{{y}}}} = {error}"
    assert rf"= {coefficient}(\hat{{y}} - y)\hat{{y}}(1 - \hat{{y}})x" in found["point"].latex
    assert found["sum"].latex.startswith(rf"\frac{{\partial L}}{{\partial w}} = {coefficient}\sum_{{i}}")


@each_neuron
@pytest.mark.parametrize("points", [1, 2, 5])
def test_the_words_beside_the_error_are_true(scenario: Scenario, points: int) -> None:
    """How often the error is in ∂ℓ/∂ŷ, as the words say and as the numbers have it."""
    assert scenario.objective.output is not None
    assert scenario.reduction is not None
    if scenario.objective.output.cancels:
        return
    rows = [[0.5 * i, 0.2 + 0.1 * i] for i in range(points)]
    bound = resolve({"objective": scenario.objective.id, "reduction": scenario.reduction, "data": rows})
    outer = {s.id: s for s in derivation_stages(bound.loss, [0.4, -0.3], bound.objective.output)}["outer"]
    times = 2.0 if "twice the error" in outer.rule else 1.0
    assert ("the ½ cancel, which leaves the error" in outer.rule) is (times == 1.0)
    shared = f"over {points} points" in outer.rule
    assert shared is (REDUCTIONS[scenario.reduction].mean and points > 1)
    expected = times / points if shared else times
    assert outer.values["outer"] == pytest.approx(expected * np.array(outer.values["error"]), rel=1e-14)


@pytest.mark.parametrize("reduction", ["half_sum", "sum", "mean", "half_mean"])
@pytest.mark.parametrize("id", ["sigmoid-squared", "linear-squared"])
@pytest.mark.parametrize("data", [[[1e-5, 0.5], [1e6, 0.1]], [[-0.0, 1e-300], [1e-300, 1.0]]])
def test_extreme_data_have_a_derivation(id: str, reduction: str, data: list[list[float]]) -> None:
    scenario = resolve({"objective": id, "reduction": reduction, "data": data})
    found = {s.id: s for s in derivation_stages(scenario.loss, [1e-5, -1e-300], scenario.objective.output)}
    assert sum(found["point"].values["b"]) == pytest.approx(found["gradient"].values["b"], rel=1e-12)


def test_the_held_variable_gives_zero_and_is_marked() -> None:
    cubic = next(s for s in SCENARIOS if s.objective.id == "cubic")
    found = stages(cubic, [1.0, 2.0])
    assert found["partial-w"].latex == r"\frac{\partial L}{\partial w} = 3w^{2} + 0 = 3w^{2}"
    assert found["partial-b"].latex == r"\frac{\partial L}{\partial b} = 0 + 2b = 2b"
    assert "b is held constant" in found["partial-w"].rule
    mixed = {s.id: s for s in derivation_stages(CUSTOM.bind(None, None, {"f": "w^2*b"}), [1.0, 2.0])}
    held = ElementTree.fromstring(mixed["partial-w"].mathml).findall(".//mi[@class='held']")
    assert [element.text for element in held] == ["b"]
    held = ElementTree.fromstring(mixed["partial-b"].mathml).findall(".//mi[@class='held']")
    assert [element.text for element in held] == ["w"]


@each
def test_mathml_is_well_formed_and_carries_classes(scenario: Scenario) -> None:
    seen: set[str] = set()
    for stage in stages(scenario, points(len(scenario.objective.parameters))[1]).values():
        tree = ElementTree.fromstring(stage.mathml)
        assert tree.tag == "math"
        for element in tree.iter():
            assert element.tag in {
                "math", "mrow", "mi", "mn", "mo", "mfrac", "msup", "msub", "msqrt", "mover", "munder",
            }  # fmt: skip
            two = ("mfrac", "msup", "msub", "mover", "munder")
            assert len(element) == (2 if element.tag in two else len(element))
            seen |= {element.attrib["class"]} if "class" in element.attrib else set()
        assert stage.latex.count("{") == stage.latex.count("}")
        assert stage.latex.count(r"\left") == stage.latex.count(r"\right") + stage.latex.count(r"\leftarrow")
        assert stage.rule
    expected = {"gradient", "step"}
    if scenario.data:
        expected |= {"error", "input"} | ({"slope"} if scenario.objective.id != "linear-squared" else set())
    assert expected <= seen <= CLASSES


def test_a_saturated_neuron_keeps_its_factors() -> None:
    for scenario in NEURONS:
        point = [30.0] * len(scenario.objective.parameters)
        found = stages(scenario, point)
        assert np.isfinite(found["outer"].values["outer"]).all()
        if "slope" in found:
            assert min(found["slope"].values["slope"]) > 0


def test_where_there_is_no_gradient_there_is_no_derivation() -> None:
    with pytest.raises(UndefinedError):
        derivation_stages(CUSTOM.bind(None, None, {"f": "log(w)+b"}), [-1.0, 0.0])


@pytest.mark.parametrize("f", ["*".join(["w"] * 100), "+".join(f"sin({i}w)" for i in range(30)), "w^b^w^b^w^b^w"])
def test_what_no_one_can_read_is_not_set(f: str) -> None:
    found = derivation_stages(CUSTOM.bind(None, None, {"f": f}), [1.0, 1.0])
    assert sum(len(stage.mathml) for stage in found) < 40_000
