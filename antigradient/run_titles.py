"""Runs by name: the optimiser, its η, and what is not as usual. Every page, picture and reply calls a run the same."""

from __future__ import annotations

from collections.abc import Iterator

from antigradient.parameters import DECAY, ETA, SEED, TOL, Parameter
from antigradient.scenario import Scenario
from antigradient.schedules import SCHEDULES
from antigradient.words import Message, spoken
from antigradient.words.numbers import format_number, format_vector

#: Digits of a number; more only where fewer would make it a value that it cannot have.
DIGITS = 6


def run_title(run: Scenario, first: Scenario) -> str:
    """For legends and replies: "Adam, η = 0.1, β₁ = 0.5", and of a further run what differs from `first`."""
    parts = [run.optimiser.title, *_rule(run), *_course(run), *_differing(run, first)]
    return spoken().pair.join(map(str, parts))  # numbers stand side by side as in a point


def further_runs_clause(scenario: Scenario) -> Message | None:
    """For the card: "beside Adam, η = 0.1 and 4 more", the first two or three by title; None without further runs."""
    titles = [run_title(run, scenario) for run in scenario.runs]
    if not titles:
        return None
    named = dict(zip(("first", "second", "third"), titles, strict=False))
    return Message("run.beside", {"runs": len(titles), "more": len(titles) - 2, **named})


def _rule(run: Scenario) -> Iterator[str]:
    """η, then the rule's own numbers and conventions that are not the usual ones."""
    yield _equation(ETA, run)
    yield from (_equation(p, run) for p in run.optimiser.hyper if run.numbers[p.name] != p.default)
    for switch in run.optimiser.switches:
        if (chosen := run.choices[switch.name]) != switch.default:
            yield switch.options[chosen]


def _course(run: Scenario) -> Iterator[Message]:
    """What else changes a run's path: schedule, batches, steps by hand."""
    schedule = SCHEDULES[run.choices["schedule"]]
    if schedule.pace:
        yield Message(f"run.schedule.{schedule.id}")
    if schedule.decays and run.numbers["decay"] != DECAY.default:
        yield _named(DECAY, run)
    if batch := run.numbers["batch"]:
        yield Message("run.batch", {"points": int(batch)})
        if run.numbers["seed"] != SEED.default:
            yield _named(SEED, run)
    if run.moves:
        yield Message("run.moves", {"steps": len(run.moves)})


def _differing(run: Scenario, first: Scenario) -> Iterator[Message]:
    """Start and end, where they are not the first run's."""
    if run.start != first.start:
        yield Message("run.start", {"point": format_vector(run.start, DIGITS)})
    if run.numbers["steps"] != first.numbers["steps"]:
        yield Message("count.steps", {"steps": int(run.numbers["steps"])})
    if run.numbers["tol"] != first.numbers["tol"]:
        yield _named(TOL, run) if run.numbers["tol"] else Message("run.no_tol")


def _equation(parameter: Parameter, run: Scenario) -> str:
    """γ = 0.5."""
    return f"{parameter.symbol} = {_value(parameter, run)}"


def _named(parameter: Parameter, run: Scenario) -> Message:
    """Decay 0.5: one that has no symbol."""
    return Message(f"run.{parameter.name}", {"value": _value(parameter, run)})


def _value(parameter: Parameter, run: Scenario) -> str:
    value = run.numbers[parameter.name]
    if parameter.integer:
        return str(int(value))
    enough = (n for n in range(DIGITS, 18) if parameter.refusal(float(f"{value:.{n}g}")) is None)
    return format_number(value, next(enough))
