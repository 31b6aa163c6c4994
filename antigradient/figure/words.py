"""What a step means, in words: honest about order. The page's words.js says the same.

"Favourable" is a first-order statement; what the loss then did is said beside it.
"""

from __future__ import annotations

from antigradient.change import Change
from antigradient.endings import message
from antigradient.figure.row import StepRow
from antigradient.ledger import Ledger
from antigradient.scenario import Scenario
from antigradient.words import Message, say
from antigradient.words.numbers import format_names, with_subscripts


def title_of(scenario: Scenario) -> str:
    """For titles and accessible names: the optimiser and the loss in a few words."""
    loss = f"L = {scenario.f}" if scenario.f else scenario.objective.title
    return f"{scenario.optimiser.title} on {loss}"


def plane(scenario: Scenario) -> str:
    """For sentences: the map's two parameters, "w and b"."""
    return " and ".join(map(with_subscripts, scenario.plane))


def sentence(row: StepRow, own: bool = False) -> str:
    """For the figure: a step in one sentence: number, point, loss, β and verdict; `own`: the reader's direction."""
    facts = {"k": row.k, "steps": row.steps, "place": _place(row), "loss": row.loss}
    if row.u is None:
        return say("step.end", **facts, message=row.message)
    direction = {(True, True): "own", (True, False): "own_none", (False, False): "none"}
    return say(
        "step.sentence",
        **facts,
        direction=direction.get((own, row.beta is not None), "taken"),
        beta=row.beta,
        verdict=verdict(row),
        change="unknown" if row.beta is None and row.change is Change.NO_VALUE else row.change,
        by=abs(row.actual),
    )


def verdict(row: StepRow) -> Message:
    """For `sentence`: whether the step, which has to exist, is favourable, in a few words."""
    return Message(f"verdict.{_verdict_kind(row)}.title")


def _verdict_kind(row: StepRow) -> str:
    if row.beta is None:
        return "no_angle"
    if row.beta > 90:
        return "too_far" if row.change in (Change.RISES, Change.NO_VALUE) else "favourable"
    if row.beta == 90:
        return "neutral"
    return "unfavourable_falls" if row.change is Change.FALLS else "unfavourable"


def off_the_map(row: StepRow) -> str:
    """For the figure: the sentence that gives the place of a step outside the map."""
    return say("step.off_map", k=row.k, place=_place(row))


def _place(row: StepRow) -> str:
    """(w, b) = (1.5, −2)."""
    return f"{format_names(row.parameters)} = {row.point_text}"


def unequal_units_note(plane: tuple[str, str]) -> str:
    """For the dial: that the map cannot show β because its axes have different units."""
    w, b = map(with_subscripts, plane)
    return (
        f"The units of {w} and {b} differ in this window, so angles on the map are not true. "
        "The dial shows ∇L, u and β as they are."
    )


def projection_note(plane: tuple[str, str]) -> str:
    """For the dial: that the map cannot show β because there is a third parameter."""
    w, b = map(with_subscripts, plane)
    return (
        f"The map shows only {w} and {b}: its arrows are shadows. "
        "The dial shows ∇L, u and β in the plane that holds both arrows."
    )


def no_step_text(ledger: Ledger) -> str:
    """For the figure: why there is no step to describe."""
    return message(ledger)
