"""How a run ended, in a sentence: the catalogue's "outcome", by the code of the cause."""

from __future__ import annotations

from collections.abc import Mapping

from antigradient.ledger import Ledger
from antigradient.words.catalogue import say
from antigradient.words.icu import placeholders
from antigradient.words.languages import DEFAULT, LANGUAGES
from antigradient.words.numbers import in_digits

#: The most digits of a number in a sentence, all of a double's, and as many as are usual.
ALL, USUAL = 17, 2


def message(ledger: Ledger) -> str:
    """For replies and pages: how a run ended, with the step and the reason.

    "At the bottom after 37 steps: the slope ‖∇L‖ is 9.4 × 10⁻⁷, within the tolerance of 1 × 10⁻⁶."
    """
    return message_text(ledger.cause, message_args(ledger))


def message_args(ledger: Ledger) -> dict[str, float | str]:
    """For replies: the facts of that sentence, by name."""
    asked = {name for name, _ in placeholders(LANGUAGES[DEFAULT].messages[f"outcome.{ledger.cause}"])}
    return {name: value for name, value in ledger.facts.items() if name in asked}


def message_text(code: str, args: Mapping[str, float | str]) -> str:
    """For `message`: the sentence of a code with its facts."""
    digits, compared = USUAL, [float(args[name]) for name in ("norm", "tol") if name in args]
    while len(set(compared)) > 1 and digits < ALL and len({in_digits(value, digits) for value in compared}) == 1:
        digits += 1  # in two digits 1.0004e-6 would not be above 1e-6
    said = {name: in_digits(value, digits) if isinstance(value, float) else value for name, value in args.items()}
    return say(f"outcome.{code}", **said)
