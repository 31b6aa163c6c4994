"""How a run ended, in a sentence: the one table is static/shared/outcomes.json, by the code of the cause."""

from __future__ import annotations

import json
from collections.abc import Mapping
from string import Formatter

from antigradient.assets import SHARED_DIR
from antigradient.ledger import Ledger

#: Code → sentence, or a sentence for each number of `steps` that has words of its own: "0", "1" and "other".
SENTENCES: dict[str, str | dict[str, str]] = json.loads((SHARED_DIR / "outcomes.json").read_bytes())
#: The most digits of a number in a sentence, all of a double's, and as many as are usual.
ALL, USUAL = 17, 2


def message(ledger: Ledger) -> str:
    """For replies and pages: how a run ended, with the step and the reason.

    "Satisfied after 37 steps: ‖∇L‖ = 9.4e-7 is at most the tolerance 1e-6."
    """
    return message_text(ledger.cause, message_args(ledger))


def message_args(ledger: Ledger) -> dict[str, float]:
    """For replies: the numbers of that sentence, by name."""
    names = {"steps"} if isinstance(SENTENCES[ledger.cause], dict) else set()
    names |= {name for _, name, *_ in Formatter().parse(_template(ledger.cause, ledger.facts)) if name}
    return {name: value for name, value in ledger.facts.items() if name in names}


def message_text(code: str, args: Mapping[str, float]) -> str:
    """For `message`: the sentence of a code with its numbers."""
    digits, compared = USUAL, [args[name] for name in ("norm", "tol") if name in args]
    while len(set(compared)) > 1 and digits < ALL and len({short_number(value, digits) for value in compared}) == 1:
        digits += 1  # in two digits 1.0004e-6 would not be above 1e-6
    return _template(code, args).format_map({name: short_number(value, digits) for name, value in args.items()})


def _template(code: str, args: Mapping[str, float]) -> str:
    found = SENTENCES[code]
    return found if isinstance(found, str) else found.get(str(args["steps"]), found["other"])


def short_number(value: float, digits: int = USUAL) -> str:
    """For sentences: a number of few digits as people write it, 1e-6 or 0.0012; a count with all of its own."""
    if isinstance(value, int):
        return str(value)
    mantissa, _, exponent = f"{value:.{digits}g}".partition("e")
    return f"{mantissa}e{int(exponent)}" if exponent else mantissa


def step_count(steps: int) -> str:
    """For sentences: "1 step", "2 steps"."""
    return f"{steps} step{'' if steps == 1 else 's'}"
