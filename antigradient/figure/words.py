"""What a step means, in words: honest about order. The page's words.js says the same.

"Favourable" is a first-order statement; what the loss then did is said beside it.
"""

from __future__ import annotations

from antigradient.change import Change
from antigradient.endings import message
from antigradient.figure.row import StepRow
from antigradient.ledger import Ledger
from antigradient.scenario import Scenario
from antigradient.words.numbers import angle_equation, format_number, with_subscripts

#: What the loss does, by how much where it can be told.
CHANGES = {
    Change.FALLS: "falls by {}",
    Change.RISES: "rises by {}",
    Change.TOO_SMALL: "changes too little to tell from rounding",
    Change.NO_VALUE: "has no value where it lands",
}


def title_of(scenario: Scenario) -> str:
    """For titles and accessible names: the optimiser and the loss in a few words."""
    loss = f"L = {scenario.f}" if scenario.f else scenario.objective.title
    return f"{scenario.optimiser.title} on {loss}"


def plane(scenario: Scenario) -> str:
    """For sentences: the map's two parameters, "w and b"."""
    return " and ".join(map(with_subscripts, scenario.plane))


def sentence(row: StepRow, own: bool = False) -> str:
    """For the figure: a step in one sentence: number, point, loss, β and verdict; `own`: the reader's direction."""
    where = position_sentence(row)
    if row.u is None:
        return f"{where}. {row.message}"
    angle = "no angle β" if row.beta is None else angle_equation(row.beta, 1)
    whose = "your own direction at " if own else ""
    then = "" if row.beta is None and row.change is Change.NO_VALUE else f": the loss {change(row)}"
    return f"{where}, {whose}{angle}. {verdict(row)}{then}."


def position_sentence(row: StepRow) -> str:
    """For `sentence`: its first half, the step's number, point and loss."""
    names = with_subscripts(", ".join(row.parameters))
    return f"Step {row.k} of {row.steps}: ({names}) = {row.point_text}, loss {format_number(row.loss)}"


def change(row: StepRow) -> str:
    """For sentences: what the loss does along the step."""
    return CHANGES[row.change].format(format_number(abs(row.actual), 3))


def verdict(row: StepRow) -> str:
    """For sentences: whether the step, which has to exist, is favourable, in a few words."""
    if row.beta is None:
        return "No angle"
    rises = row.change in (Change.RISES, Change.NO_VALUE)
    if row.beta > 90:
        return "Favourable to first order, but too far" if rises else "Favourable to first order"
    if row.beta == 90:
        return "Neutral to first order"
    return "Not favourable to first order" if row.change is Change.FALLS else "Not favourable"


def off_the_map(row: StepRow) -> str:
    """For the figure: the sentence that gives the place of a step outside the map."""
    return f"Step {row.k} is off the map, at ({with_subscripts(', '.join(row.parameters))}) = {row.point_text}."


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
