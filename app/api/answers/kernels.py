"""The kernel: what computes runs in the browser, as a module."""

from __future__ import annotations

from collections.abc import Mapping

from antigradient.kernel import NoLoopError, kernel_module, shape_of
from antigradient.query.arguments import Arguments
from antigradient.scenario import Scenario
from antigradient.words import Message

from ...http.errors import Problem


def kernel(scenario: Scenario, arguments: Arguments) -> str:
    """For /kernel.js: the module of a scenario's loss and rule. Raises Problem 503 without a front end."""
    try:
        return kernel_module(shape_of(scenario))
    except NoLoopError:
        raise Problem(503, Message("problem.no_loop")) from None


def kernel_names(scenario: Scenario) -> Mapping[str, str]:
    """For /kernel.js: the names that alone decide the module: all that a drag changes is handed to it."""
    return shape_of(scenario).names
