"""One point: its gradient, and how the gradient comes about."""

from __future__ import annotations

from typing import Any

import numpy as np

from antigradient.answers.common import Answer, Rounding, loss_formula, usable
from antigradient.derivations import derivation_stages as derived
from antigradient.local import analyse_point
from antigradient.query.arguments import Arguments
from antigradient.rates import rates_for
from antigradient.scenario import Scenario


def gradient(scenario: Scenario, arguments: Arguments) -> Answer:
    """For /gradient: the loss at one point: value, gradient, curvature, and what each data point adds."""
    point = arguments["point"]
    with usable("point"):
        here = analyse_point(scenario.loss, point)
    r = Rounding(scenario)
    samples = r.columns(scenario.loss.samples(*point))
    columns = {name: column.tolist() for name, column in samples.items()}
    return {
        "formula": loss_formula(scenario),
        "parameters": list(scenario.objective.parameters),
        "point": list(point),
        "loss": r.scalar(here.loss),
        "gradient": r.array(here.gradient),
        "norm": r.scalar(here.norm),
        "hessian": r.array(here.hessian),
        "eigenvalues": r.array(here.eigenvalues),
        "eigenvectors": r.array(here.eigenvectors),
        "condition_number": None if here.condition_number is None else r.scalar(here.condition_number),
        "check": {
            "analytic": r.array(here.check.analytic),
            "numeric": r.array(here.check.numeric),
            "relative_error": r.scalar(here.check.relative_error),
        },
        "samples": [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)],
    }


def slices(scenario: Scenario, arguments: Arguments) -> Answer:
    """For /slices: the loss through one point along each of the map's parameters, and its slope there."""
    point, r = arguments["point"], Rounding(scenario)
    with usable("point"):
        found = scenario.slices(point)
    return {
        "formula": loss_formula(scenario),
        "parameters": list(scenario.objective.parameters),
        "point": list(point),
        "loss": r.scalar(found.loss),
        "range": r.array(found.range),
        "slices": [
            {
                "parameter": one.parameter,
                "axis": r.coordinates(one.parameter, one.axis),
                "loss": r.array(one.loss),
                "undefined": one.undefined,
                "slope": r.scalar(one.slope),
            }
            for one in found.slices
        ],
    }


def rates(scenario: Scenario, arguments: Arguments) -> Answer:
    """For /rates: the minimum below the start, what it asks of η, and an η that works."""
    include, r = arguments["include"], Rounding(scenario)
    found = rates_for(scenario, search="working" in include)
    parts: dict[str, Answer] = {
        "limit": {
            "minimum": None if found.minimum is None else r.array(np.array(found.minimum)),
            **{name: _number(getattr(found, name), r) for name in ("curvature", "smooth", "limit")},
        },
        "working": {"working": _number(found.working, r)},
    }
    answer: Answer = {"formula": loss_formula(scenario), "parameters": list(scenario.objective.parameters)}
    for part in include:
        answer |= parts[part]
    return answer


def table(scenario: Scenario, arguments: Arguments) -> Answer:
    """For /data: what was read of a table of points, or its columns alone."""
    described: Answer = arguments["table"].described()
    if "columns" not in arguments["include"]:
        del described["columns"]
    if "points" in arguments["include"]:
        described["scaling"] = scenario.scaling.described() if scenario.scaling else []
    return described


def derivation(scenario: Scenario, arguments: Arguments) -> Answer:
    """For /derivation: the gradient's derivation, stage by stage, with the values at the point."""
    point, r = arguments["point"], Rounding(scenario)
    with usable("point"):
        stages = derived(scenario.loss, point, scenario.objective.output)
    return {
        "formula": loss_formula(scenario),
        "parameters": list(scenario.objective.parameters),
        "point": list(point),
        "stages": [
            {
                "id": stage.id,
                "rule": stage.rule,
                "code": stage.message.code,
                "args": dict(stage.message.args),
                "latex": stage.latex,
                "mathml": stage.mathml,
                "values": {name: _rounded(value, r) for name, value in stage.values.items()},
            }
            for stage in stages
        ],
    }


def _number(value: float | None, rounding: Rounding) -> float | None:
    return None if value is None else rounding.scalar(value)


def _rounded(value: Any, rounding: Rounding) -> Any:
    """A value of a stage: a number, or one for each data point."""
    return rounding.array(np.array(value, dtype=float)) if isinstance(value, list) else rounding.scalar(float(value))
