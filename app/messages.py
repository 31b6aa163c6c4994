"""One sentence for each way in which a run can end."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from app.descent.ledger import Ledger
from app.descent.scenario import Scenario
from app.descent.trajectory import Outcome

Numbers = Mapping[str, float]


def message(scenario: Scenario, ledger: Ledger) -> str:
    """What happened, with the step and the reason.

    "Satisfied after 37 steps: ‖∇L‖ = 9.4e-7 is at most the tolerance 1e-6."
    """
    if ledger.rows == 0:
        return "There is no path: the loss has no finite value or gradient at the start."
    return SENTENCES[ledger.outcome](ledger.rows - 1, float(ledger.columns["grad_norm"][-1]), scenario.numbers)


def short(value: float) -> str:
    """A number of two digits as people write it: 1e-6, 0.0012, 37."""
    mantissa, _, exponent = f"{value:.2g}".partition("e")
    return f"{mantissa}e{int(exponent)}" if exponent else mantissa


def counted(steps: int) -> str:
    """1 step, 2 steps."""
    return f"{steps} step{'' if steps == 1 else 's'}"


def after(steps: int) -> str:
    """When it ended, in words that fit after "Satisfied" or "Stopped"."""
    return f"after {counted(steps)}" if steps else "at the start"


def _converged(steps: int, norm: float, numbers: Numbers) -> str:
    return f"Satisfied {after(steps)}: ‖∇L‖ = {short(norm)} is at most the tolerance {short(numbers['tol'])}."


def _max_steps(steps: int, norm: float, numbers: Numbers) -> str:
    if steps == 0:
        return f"No step was asked for; ‖∇L‖ = {short(norm)} at the start."
    if numbers["tol"] == 0:
        return f"Stopped {after(steps)}, as many as were asked for; ‖∇L‖ = {short(norm)}, and no tolerance is set."
    tol = short(numbers["tol"])
    return (
        f"Not satisfied {after(steps)}, as many as were asked for: ‖∇L‖ = {short(norm)} is above the tolerance {tol}."
    )


def _stationary(steps: int, norm: float, numbers: Numbers) -> str:
    return f"Stopped {after(steps)}: the next update is exactly 0, so θ stays where it is; ‖∇L‖ = {short(norm)}."


def _diverged(steps: int, norm: float, numbers: Numbers) -> str:
    return (
        f"Diverged at step {steps + 1}: the numbers outgrew what can be computed. "
        f"Often η is too large for the curvature; here η = {short(numbers['eta'])}."
    )


def _undefined(steps: int, norm: float, numbers: Numbers) -> str:
    return f"Stopped {after(steps)}: step {steps + 1} would lead to where the loss has no value."


SENTENCES: dict[Outcome, Callable[[int, float, Numbers], str]] = {
    Outcome.CONVERGED: _converged,
    Outcome.MAX_STEPS: _max_steps,
    Outcome.STATIONARY: _stationary,
    Outcome.DIVERGED: _diverged,
    Outcome.UNDEFINED: _undefined,
}
