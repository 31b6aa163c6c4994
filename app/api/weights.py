"""What answers cost, in nanoseconds: enough to tell the light from the heavy, and what no one should ask for."""

from __future__ import annotations

from antigradient.scenario import Scenario


def point_count(scenario: Scenario) -> int:
    """For weights: the number of data points that each evaluation of the loss sums over."""
    return 1 if scenario.data is None else len(scenario.data)


def surface_weight(scenario: Scenario) -> float:
    """For /surface: nanoseconds of a map with its lines and bands."""
    grid, levels = scenario.numbers["grid"], scenario.numbers["levels"]
    return grid**2 * (60.0 + 5.0 * point_count(scenario)) + grid * levels * 1500.0


def point_weight(scenario: Scenario) -> float:
    """For /gradient: nanoseconds of gradient, curvature and chain rule at one place, with a row per data point."""
    return 600e3 + 2e3 * point_count(scenario)


def slices_weight(scenario: Scenario) -> float:
    """For /slices: nanoseconds of two rows of a map, and the gradient at one place."""
    return 200e3 + 2 * scenario.numbers["grid"] * (60.0 + 5.0 * point_count(scenario))


def runs_weight(scenario: Scenario) -> float:
    """For /trajectory: nanoseconds of all runs of a scenario with their ledgers, if none of them ends early."""
    return sum(run_weight(one) for one in (scenario, *scenario.runs))


def rates_weight(scenario: Scenario) -> float:
    """For /rates: nanoseconds of a careful descent and of a few runs, of which most end early."""
    return 5e6 + 4 * run_weight(scenario)


def run_weight(scenario: Scenario) -> float:
    """For `runs_weight`: nanoseconds of one run, a step and its share of the ledger, so many times."""
    points, batch, typed = point_count(scenario), scenario.numbers["batch"], len(scenario.f or "")
    work = 3e3 + 40.0 * points + 90.0 * typed + (20e3 + 300.0 * batch if batch else 0.0)
    if scenario.optimiser.newton:
        work += 100e3 + 100.0 * points + 1.4e3 * typed
    if scenario.optimiser.search:
        work += 120e3 + 100.0 * points
    return scenario.numbers["steps"] * work


def figure_weight(scenario: Scenario) -> float:
    """For /figure.svg: nanoseconds of a picture of the map with all runs."""
    return surface_weight(scenario) + runs_weight(scenario) + 5e6


def pixels_weight(scenario: Scenario) -> float:
    """For pictures of pixels: nanoseconds; they hold Python's lock, so that they are always heavy."""
    return figure_weight(scenario) + 40e6


def basins_weight(scenario: Scenario) -> float:
    """For /basins: nanoseconds of runs from all over the map at once, if none of them ends early."""
    starts, steps, optimiser = scenario.numbers["grid"] ** 2, scenario.numbers["steps"], scenario.optimiser
    gradient = 500.0 if scenario.f is not None else 40.0 + 16.0 * point_count(scenario)
    more = 15.0 if optimiser.search else 6.0 if optimiser.newton else 1.0
    return steps * (100e3 + starts * gradient * more)
