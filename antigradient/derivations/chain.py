"""The chain rule of a neuron: one data point through all its stages, then the sum."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from antigradient import markup as m
from antigradient.derivations.stages import Stage, Values, equation, equations_in_line, stage
from antigradient.markup import Markup
from antigradient.objectives.base import Output
from antigradient.objectives.neurons import NeuronLoss
from antigradient.words import Message

# One neuron: symbols of one data point, with an index where the points are summed.


def _letter(letter: str, index: str = "") -> Markup:
    plain = m.name_markup(letter)
    return m.subscript(plain, m.name_markup(index)) if index else plain


#: Symbols that are more than a letter.
HATTED = {"ŷ": m.hat(m.name_markup("y"))}


def _output(output: Output, index: str = "") -> Markup:
    letter = HATTED.get(output.symbol) or m.name_markup(output.symbol)
    return m.subscript(letter, m.name_markup(index)) if index else letter


def _prediction(output: Output) -> Markup:
    """The output alone; within an error or a slope it is a part of that."""
    return m.quantity_markup("prediction", _output(output))


def _error(output: Output, index: str = "", alone: bool = False) -> Markup:
    difference = _output(output, index) + m.operator("−") + _letter("y", index)
    return m.quantity_markup("error", difference if alone else m.brackets(difference))


def _slope(output: Output, index: str = "") -> Markup:
    a = _output(output, index)
    return m.quantity_markup("slope", m.times(a, m.brackets(m.number_markup("1") + m.operator("−") + a)))


def _input(parameter: str, index: str = "") -> Markup | None:
    """What multiplies a parameter; nothing is drawn for the 1 of b."""
    if parameter == "b":
        return None
    name = m.variable_name("x" + parameter[1:])
    if index:
        name = m.subscript(
            m.name_markup("x"),
            m.number_markup(parameter[1:]) + m.name_markup(index) if parameter[1:] else m.name_markup(index),
        )
    return m.quantity_markup("input", name)


def _coefficient(loss: NeuronLoss, doubled: bool) -> Markup | None:
    """The reduction's factor c, or 2c as the square's derivative brings it; 1 is not drawn."""
    top = (2 if doubled else 1) * (1 if loss.reduction.halved else 2)
    n = len(loss.data) if loss.reduction.mean else 1
    if top % 2 == 0:
        top, bottom = top // 2, n
    else:
        bottom = 2 * n
    if bottom == 1:
        return None if top == 1 else m.number_markup(str(top))
    return m.fraction(m.number_markup(str(top)), m.number_markup(str(bottom)))


def _scaled(coefficient: Markup | None, output: Output) -> Markup:
    """The error with a factor, which needs brackets, or alone."""
    return m.times(coefficient, _error(output)) if coefficient else _error(output, alone=True)


def _product(*factors: Markup | None) -> Markup:
    drawn = [f for f in factors if f is not None] or [m.number_markup("1")]
    product = drawn[0]
    for factor in drawn[1:]:
        product = m.times(product, factor)
    return product


def chain_rule_stages(loss: NeuronLoss, output: Output, point: Sequence[float], gradient: Values) -> Iterator[Stage]:
    """For a neuron's derivation: the stages of one data point, with the values of all points in `values`."""
    columns = {name: column.tolist() for name, column in loss.samples(*point).items()}
    line = output.activation == "identity"
    out, y, z = _prediction(output), m.name_markup("y"), m.name_markup("z")
    sums = [_product(m.variable_name(p), _input(p)) if p != "b" else m.name_markup("b") for p in loss.parameters]
    weighted = sum((m.operator("+") + term for term in sums[1:]), sums[0])
    activated = z if line else m.applied("σ", z)
    yield stage(
        "neuron",
        Message("derivation.weighted_sum" if line else "derivation.neuron"),
        equations_in_line([equation(z, weighted), equation(out, activated)]),
        {"z": columns["z"], "prediction": columns["prediction"]},
    )
    yield stage(
        "loss",
        Message("derivation.point_loss" if loss.factor == 1.0 else "derivation.point_loss_scaled"),
        equation(m.name_markup("ℓ"), _point_loss(loss, output)),
        {"loss": _point_values(loss, point)},
    )
    outer = _outer_values(loss, output, columns)
    of_output = m.fraction(m.name_markup("∂") + m.name_markup("ℓ"), m.name_markup("∂") + out)
    of_sum = m.fraction(m.name_markup("∂") + m.name_markup("ℓ"), m.name_markup("∂") + z)
    if output.cancels:
        one = m.number_markup("1")
        rest = m.fraction(one + m.operator("−") + y, one + m.operator("−") + out)
        quotients = m.minus(m.fraction(y, out)) + m.operator("+") + rest
        c = _coefficient(loss, doubled=False)
        formula = _product(c, m.brackets(quotients)) if c else quotients
        yield stage("outer", Message("derivation.outer"), equation(of_output, formula), {"outer": outer})
    else:
        formula = _scaled(_coefficient(loss, doubled=True), output)
        values = {"outer": outer, "error": columns["error"]}
        yield stage("outer", _squared_rule(loss), equation(of_output, formula), values)
    if not line:
        formula = equation(m.fraction(m.name_markup("∂") + out, m.name_markup("∂") + z), _slope(output))
        yield stage("slope", Message("derivation.slope"), formula, {"slope": columns["slope"]})
    if output.cancels:
        c = _coefficient(loss, doubled=False)
        values = {"error": columns["error"], "by_z": [loss.factor * e for e in columns["error"]]}
        yield stage("error", Message("derivation.error"), equation(of_sum, _scaled(c, output)), values)
    inputs = [
        equation(
            m.fraction(m.name_markup("∂") + z, m.name_markup("∂") + m.variable_name(p)),
            _input(p) or m.number_markup("1"),
        )
        for p in loss.parameters
    ]
    multipliers = {p: x.tolist() for p, x in zip(loss.parameters, loss.inputs, strict=True)}
    yield stage("inputs", Message("derivation.inputs"), equations_in_line(inputs), multipliers)
    doubled = _coefficient(loss, doubled=not output.cancels)
    chained = [equation(m.partial("ℓ", p), _summand(output, p, doubled)) for p in loss.parameters]
    added = {p: columns[f"d{p}"] for p in loss.parameters}
    yield stage("point", Message("derivation.point"), equations_in_line(chained), added)
    totals = [_product(doubled, m.total("i", _summand(output, p, factor=None, index="i"))) for p in loss.parameters]
    summed = [equation(m.partial("L", p, "gradient"), total) for p, total in zip(loss.parameters, totals, strict=True)]
    yield stage("sum", Message("derivation.sum", {"points": len(loss.data)}), equations_in_line(summed), dict(gradient))


def _squared_rule(loss: NeuronLoss) -> Message:
    """What becomes of the 2 that a square's derivative brings, under each reduction."""
    n, halved = len(loss.data), loss.reduction.halved
    if loss.reduction.mean and n > 1:
        return Message("derivation.outer_half_mean" if halved else "derivation.outer_mean", {"points": n})
    return Message("derivation.outer_half_sum" if halved else "derivation.outer_sum")


def _summand(output: Output, parameter: str, factor: Markup | None, index: str = "") -> Markup:
    """One point's share of a partial; where it is summed, its factor stands before the sum."""
    slope = None if output.cancels or output.activation == "identity" else _slope(output, index)
    others = [part for part in (slope, _input(parameter, index)) if part]
    alone = not (others or factor or index)
    return _product(factor, _error(output, index, alone), *others)


def _point_loss(loss: NeuronLoss, output: Output) -> Markup:
    c = _coefficient(loss, doubled=False)
    if not output.cancels:
        return _product(c, m.superscript(_error(output), m.number_markup("2")))
    one, out, y = m.number_markup("1"), _prediction(output), m.name_markup("y")
    first = m.minus(m.times(y, m.applied("ln", out)))
    second = m.times(m.brackets(one + m.operator("−") + y), m.applied("ln", one + m.operator("−") + out))
    whole = first + m.operator("−") + second
    return _product(c, m.brackets(whole)) if c else whole


def _point_values(loss: NeuronLoss, point: Sequence[float]) -> list[float]:
    a = loss.activate(loss.design @ np.array(point, dtype=float)[:, None])
    values: list[float] = (loss.factor * loss.point_loss(a)[:, 0]).tolist()
    return values


def _outer_values(loss: NeuronLoss, output: Output, columns: Mapping[str, list[float]]) -> list[float]:
    """∂ℓ/∂ŷ of each point."""
    error, y, z = (np.array(columns[name]) for name in ("error", "y", "z"))
    if not output.cancels:
        doubled: list[float] = (2.0 * loss.factor * error).tolist()
        return doubled
    with np.errstate(over="ignore"):  # 1/a as 1 + e^−z: a itself would be rounded near 1 and underflow near 0
        first = np.where(y > 0, -y * (1.0 + np.exp(-z)), 0.0)
        second = np.where(y < 1, (1.0 - y) * (1.0 + np.exp(z)), 0.0)
    found: list[float] = (loss.factor * (first + second)).tolist()
    return found
