"""One sentence for each way in which a run can end."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from app.descent.ledger import Ledger
from app.descent.scenario import Scenario
from app.descent.trajectory import Outcome

Numbers = Mapping[str, float]


def message(scenario: Scenario, ledger: Ledger) -> str:
    """What happened, with the step and the reason: "Satisfied after 37 steps: ‖∇L‖ = 9.4e-7 is at most …"."""
    return SENTENCES[ledger.outcome](ledger.rows - 1, float(ledger.columns["grad_norm"][-1]), scenario.numbers)


def short(value: float) -> str:
    """A number of two or three digits as people write it: 1e-6, 0.0012, 37."""
    mantissa, _, exponent = f"{value:.2g}".partition("e")
    return f"{mantissa}e{int(exponent)}" if exponent else mantissa


def after(steps: int) -> str:
    """How long the run was, in words that fit after "Satisfied" or "Stopped"."""
    return "at the start" if steps == 0 else f"after {steps} step{'s' if steps > 1 else ''}"


def _converged(steps: int, norm: float, numbers: Numbers) -> str:
    return f"Satisfied {after(steps)}: ‖∇L‖ = {short(norm)} is at most the tolerance {short(numbers['tol'])}."


def _max_steps(steps: int, norm: float, numbers: Numbers) -> str:
    if steps == 0:
        return f"No step was asked for; at the start ‖∇L‖ = {short(norm)}."
    tol = numbers["tol"]
    reason = f"still above the tolerance {short(tol)}" if tol > 0 else "and the tolerance is turned off"
    return (
        f"Not yet satisfied {after(steps)}, the most allowed: ‖∇L‖ = {short(norm)} is {reason}."
        if tol > 0
        else (f"Stopped {after(steps)}, the most allowed: ‖∇L‖ = {short(norm)}, {reason}.")
    )


def _stationary(steps: int, norm: float, numbers: Numbers) -> str:
    where = "At the start" if steps == 0 else f"After {steps} step{'s' if steps > 1 else ''}"
    return f"{where} the update is exactly 0, so θ can move no further; ‖∇L‖ = {short(norm)} there."


def _diverged(steps: int, norm: float, numbers: Numbers) -> str:
    return (
        f"Diverged at step {steps + 1}: the numbers outgrew what can be computed. "
        f"Often η is too large for the curvature; here η = {short(numbers['eta'])}."
    )


def _undefined(steps: int, norm: float, numbers: Numbers) -> str:
    return f"Stopped {after(steps)}: step {steps + 1} leads to a point where the loss has no value."


SENTENCES: dict[Outcome, Callable[[int, float, Numbers], str]] = {
    Outcome.CONVERGED: _converged,
    Outcome.STATIONARY: _stationary,
    Outcome.MAX_STEPS: _max_steps,
    Outcome.DIVERGED: _diverged,
    Outcome.UNDEFINED: _undefined,
}
