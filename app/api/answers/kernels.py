"""The kernel: what computes runs in the browser, as a module."""

from __future__ import annotations

from collections.abc import Mapping

from antigradient.kernel import NoLoopError, Shape, kernel_module, shape_of
from antigradient.query.arguments import KERNEL_PARTS, Arguments
from antigradient.scenario import Scenario
from antigradient.words import Message

from ...http.errors import Problem


def kernel(scenario: Scenario, arguments: Arguments) -> str:
    """For /kernel.js: the module of a scenario's loss and rule. Raises Problem 503 without a front end."""
    try:
        return kernel_module(_shape(scenario, arguments))
    except NoLoopError:
        raise Problem(503, Message("problem.no_loop")) from None


def kernel_names(scenario: Scenario, arguments: Arguments) -> Mapping[str, str]:
    """For /kernel.js: the names that alone decide the module: all that a drag changes is handed to it."""
    shape = _shape(scenario, arguments)
    return {**shape.names, **({KERNEL_PARTS.name: "series"} if shape.series else {})}


def _shape(scenario: Scenario, arguments: Arguments) -> Shape:
    return shape_of(scenario)._replace(series="series" in arguments[KERNEL_PARTS.name])
