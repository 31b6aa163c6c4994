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
    return say("figure.subject", optimiser=scenario.optimiser.title, loss=loss_title(scenario))


def loss_title(scenario: Scenario) -> str:
    """For titles: the loss by its name, one that was typed by its formula."""
    return f"L = {scenario.f}" if scenario.f else scenario.objective.title


def figure_title(scenario: Scenario, further: int | None) -> str:
    """For `<title>` and accessible names: what the figure is, with the paths of so many further runs; None: no path."""
    plane, subject = [*map(with_subscripts, scenario.plane)], title_of(scenario)
    if further is None:
        return say("figure.title_without_path", plane=plane, subject=subject)
    return say("figure.title", name=Message("map.name", {"plane": plane, "further": further}), subject=subject)


def alt_text(scenario: Scenario) -> str:
    """For the card and pictures of examples: what the picture shows."""
    return say("figure.alt", subject=title_of(scenario), further=len(scenario.runs))


def sentence(row: StepRow, own: bool = False) -> str:
    """For the figure: a step in one sentence: number, point, loss, β and verdict; `own`: the reader's direction."""
    facts = {"k": row.k, "steps": row.steps, "place": _place(row), "loss": row.loss}
    if row.u is None:
        return say("step.end", **facts, message=message(row.ledger))
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
    return say("dial.unequal_units", **_axes(plane))


def projection_note(plane: tuple[str, str]) -> str:
    """For the dial: that the map cannot show β because there is a third parameter."""
    return say("dial.projection", **_axes(plane))


def _axes(plane: tuple[str, str]) -> dict[str, str]:
    w, b = map(with_subscripts, plane)
    return {"w": w, "b": b}


def no_step_text(ledger: Ledger) -> str:
    """For the figure: why there is no step to describe."""
    return message(ledger)
