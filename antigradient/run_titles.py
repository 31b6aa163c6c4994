"""Runs by name: the optimiser, its η, and what is not as usual. Every page, picture and reply calls a run the same."""

from __future__ import annotations

from collections.abc import Iterator

from antigradient.endings import step_count
from antigradient.parameters import DECAY, ETA, SEED, TOL, Parameter
from antigradient.scenario import Scenario
from antigradient.schedules import SCHEDULES
from antigradient.words.numbers import format_number, format_vector

#: Digits of a number; more only where fewer would make it a value that it cannot have.
DIGITS = 6


def run_title(run: Scenario, first: Scenario) -> str:
    """For legends and replies: "Adam, η = 0.1, β₁ = 0.5", and of a further run what differs from `first`."""
    return ", ".join([run.optimiser.title, *_rule(run), *_course(run), *_differing(run, first)])


def further_runs_clause(scenario: Scenario, most: int = 3) -> str:
    """For the card: "beside Adam, η = 0.1 and 4 more", the first few by title; "" without further runs."""
    titles = [run_title(run, scenario) for run in scenario.runs]
    if len(titles) > most:
        titles = [*titles[: most - 1], f"{len(titles) - most + 1} more"]
    return f"beside {' and '.join(filter(None, ['; '.join(titles[:-1]), *titles[-1:]]))}" if titles else ""


def _rule(run: Scenario) -> Iterator[str]:
    """η, then the rule's own numbers and conventions that are not the usual ones."""
    yield _named(ETA, run)
    yield from (_named(p, run) for p in run.optimiser.hyper if run.numbers[p.name] != p.default)
    for switch in run.optimiser.switches:
        if (chosen := run.choices[switch.name]) != switch.default:
            yield switch.options[chosen]


def _course(run: Scenario) -> Iterator[str]:
    """What else changes a run's path: schedule, batches, steps by hand."""
    schedule = SCHEDULES[run.choices["schedule"]]
    if schedule.pace:
        yield f"{schedule.title.lower()} schedule"
    if schedule.decays and run.numbers["decay"] != DECAY.default:
        yield _named(DECAY, run)
    if batch := run.numbers["batch"]:
        yield f"batches of {batch:g}"
        if run.numbers["seed"] != SEED.default:
            yield _named(SEED, run)
    if run.moves:
        yield f"{step_count(len(run.moves))} by hand"


def _differing(run: Scenario, first: Scenario) -> Iterator[str]:
    """Start and end, where they are not the first run's."""
    if run.start != first.start:
        yield f"from {format_vector(run.start, DIGITS)}"
    if run.numbers["steps"] != first.numbers["steps"]:
        yield step_count(int(run.numbers["steps"]))
    if run.numbers["tol"] != first.numbers["tol"]:
        yield _named(TOL, run) if run.numbers["tol"] else "no tolerance"


def _named(parameter: Parameter, run: Scenario) -> str:
    """γ = 0.5, but decay 0.5 where there is no symbol."""
    value = run.numbers[parameter.name]
    if parameter.integer:
        digits = str(int(value))
    else:
        enough = (n for n in range(DIGITS, 18) if parameter.refusal(float(f"{value:.{n}g}")) is None)
        digits = format_number(value, next(enough))
    return f"{parameter.symbol} = {digits}" if parameter.symbol else f"{parameter.title.lower()} {digits}"
