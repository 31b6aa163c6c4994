"""The examples in the order in which they are shown: from the first step to what lectures leave out."""

from __future__ import annotations

from antigradient.examples.base import Example
from antigradient.examples.places import LOG_LOSS, OWN_FORMULA, PLATEAU, SADDLE, SHELF, SUM, TWO_INPUTS, VALLEYS
from antigradient.examples.published import COLD_START, LONG_VALLEY, NO_MINIMUM, REGRESSION, SAME_LINE
from antigradient.examples.rules import ADAM, ASTRAY, EPSILON, NEWTON, STOCHASTIC
from antigradient.examples.steps import BETTER, MOMENTUM, RAVINE, RIGHT_ANGLE, TOO_LARGE, UPHILL

EXAMPLES: dict[str, Example] = {
    example.id: example
    for example in (
        *(TOO_LARGE, RAVINE, MOMENTUM, PLATEAU, LOG_LOSS, VALLEYS, SADDLE, SHELF),
        *(RIGHT_ANGLE, UPHILL, BETTER, ADAM, EPSILON, STOCHASTIC, NEWTON, ASTRAY, SUM, TWO_INPUTS, OWN_FORMULA),
        *(REGRESSION, SAME_LINE, COLD_START, LONG_VALLEY, NO_MINIMUM),
    )
}
