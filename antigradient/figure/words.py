"""What a step means, in words: honest about order. The page's words.js says the same.

"Favourable" is a first-order statement; what the loss then did is said beside it.
"""

from __future__ import annotations

from antigradient.change import Change
from antigradient.figure.row import StepRow
from antigradient.ledger import Ledger
from antigradient.scenario import Scenario
from antigradient.words.messages import message
from antigradient.words.numbers import angle_equation, format_number, with_subscripts

#: What the loss does, by how much where it can be told.
CHANGES = {
    Change.FALLS: "falls by {}",
    Change.RISES: "rises by {}",
    Change.TOO_SMALL: "changes too little to tell from rounding",
    Change.NO_VALUE: "has no value where it lands",
}


def title_of(scenario: Scenario) -> str:
    """The figure in a few words, for those who do not see it."""
    loss = f"L = {scenario.f}" if scenario.f else scenario.objective.title
    return f"{scenario.optimiser.title} on {loss}"


def plane(scenario: Scenario) -> str:
    """The map's two parameters: w and b."""
    return " and ".join(map(with_subscripts, scenario.plane))


def sentence(row: StepRow, own: bool = False) -> str:
    """The one polite sentence of a step: number, point, loss, β, verdict; `own`: the direction is the reader's."""
    where = position_sentence(row)
    if row.u is None:
        return f"{where}. {row.message}"
    angle = "no angle β" if row.beta is None else angle_equation(row.beta, 1)
    whose = "your own direction at " if own else ""
    then = "" if row.beta is None and row.change is Change.NO_VALUE else f": the loss {change(row)}"
    return f"{where}, {whose}{angle}. {verdict(row)}{then}."


def position_sentence(row: StepRow) -> str:
    """Its first half, which tells nothing of what the step does."""
    names = with_subscripts(", ".join(row.parameters))
    return f"Step {row.k} of {row.steps}: ({names}) = {row.point_text}, loss {format_number(row.loss)}"


def change(row: StepRow) -> str:
    """What the loss does along the step."""
    return CHANGES[row.change].format(format_number(abs(row.actual), 3))


def verdict(row: StepRow) -> str:
    """The step in a few words; it has one."""
    if row.beta is None:
        return "No angle"
    rises = row.change in (Change.RISES, Change.NO_VALUE)
    if row.beta > 90:
        return "Favourable to first order, but too far" if rises else "Favourable to first order"
    if row.beta == 90:
        return "Neutral to first order"
    return "Not favourable to first order" if row.change is Change.FALLS else "Not favourable"


def off_the_map(row: StepRow) -> str:
    """Where a step is that the map does not show."""
    return f"Step {row.k} is off the map, at ({with_subscripts(', '.join(row.parameters))}) = {row.point_text}."


def unequal_units_note(plane: tuple[str, str]) -> str:
    """Why the map cannot show β: its units differ."""
    w, b = map(with_subscripts, plane)
    return (
        f"The units of {w} and {b} differ in this window, so angles on the map are not true. "
        "The dial shows ∇L, u and β as they are."
    )


def projection_note(plane: tuple[str, str]) -> str:
    """Why the map cannot show β: there is a third parameter."""
    w, b = map(with_subscripts, plane)
    return (
        f"The map shows only {w} and {b}: its arrows are shadows. "
        "The dial shows ∇L, u and β in the plane that holds both arrows."
    )


def no_step_text(ledger: Ledger) -> str:
    """Why there is no step to tell of."""
    return message(ledger)
