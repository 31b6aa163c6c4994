"""How a run can end: five outcomes, and the causes that come under each."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Outcome(StrEnum):
    """How a run ended."""

    CONVERGED = "converged"
    STATIONARY = "stationary"
    MAX_STEPS = "max_steps"
    DIVERGED = "diverged"
    UNDEFINED = "undefined"


class Cause(StrEnum):
    """Why a run ended: the `code` of a reply, whose sentence is in the catalogue's "outcome", and its `outcome`."""

    outcome: Outcome

    def __new__(cls, code: str, outcome: Outcome) -> Self:
        """For the enum: a member whose value is the code, with its outcome as an attribute."""
        cause = str.__new__(cls, code)
        cause._value_ = code
        cause.outcome = outcome
        return cause

    SATISFIED = "satisfied", Outcome.CONVERGED

    ZERO_UPDATE = "zero_update", Outcome.STATIONARY
    #: u is not 0, and ηu is too small for a number.
    UPDATE_UNDERFLOW = "update_underflow", Outcome.STATIONARY
    #: A schedule has come down to η = 0.
    ZERO_RATE = "zero_rate", Outcome.STATIONARY
    #: A step by hand where ∇L = 0, from which no angle can be taken.
    ZERO_TURN = "zero_turn", Outcome.STATIONARY

    MAX_STEPS = "max_steps", Outcome.MAX_STEPS
    NO_TOLERANCE = "no_tolerance", Outcome.MAX_STEPS
    NO_STEPS = "no_steps", Outcome.MAX_STEPS

    TOO_FAR = "too_far", Outcome.DIVERGED
    LOSS_OVERFLOW = "loss_overflow", Outcome.DIVERGED
    GRADIENT_OVERFLOW = "gradient_overflow", Outcome.DIVERGED
    START_LOSS_OVERFLOW = "start_loss_overflow", Outcome.DIVERGED
    START_GRADIENT_OVERFLOW = "start_gradient_overflow", Outcome.DIVERGED
    #: The step before set out downhill and raised the loss, which a smaller η would not have done.
    TOO_FAR_RISING = "too_far_rising", Outcome.DIVERGED
    LOSS_OVERFLOW_RISING = "loss_overflow_rising", Outcome.DIVERGED
    GRADIENT_OVERFLOW_RISING = "gradient_overflow_rising", Outcome.DIVERGED
    #: The gradient that a rule asks for elsewhere than at θ.
    AHEAD_OVERFLOW = "ahead_overflow", Outcome.DIVERGED
    #: u, or what the rule remembers.
    RULE_OVERFLOW = "rule_overflow", Outcome.DIVERGED
    #: What the step promises or does.
    STEP_OVERFLOW = "step_overflow", Outcome.DIVERGED

    LOSS_UNDEFINED = "loss_undefined", Outcome.UNDEFINED
    GRADIENT_UNDEFINED = "gradient_undefined", Outcome.UNDEFINED
    #: Of places with a value and no gradient: where the loss has a corner, where it jumps.
    KINK = "kink", Outcome.UNDEFINED
    JUMP = "jump", Outcome.UNDEFINED
    START_LOSS_UNDEFINED = "start_loss_undefined", Outcome.UNDEFINED
    START_GRADIENT_UNDEFINED = "start_gradient_undefined", Outcome.UNDEFINED
    START_KINK = "start_kink", Outcome.UNDEFINED
    START_JUMP = "start_jump", Outcome.UNDEFINED
    AHEAD_UNDEFINED = "ahead_undefined", Outcome.UNDEFINED
    RULE_UNDEFINED = "rule_undefined", Outcome.UNDEFINED
    HESSIAN_UNDEFINED = "hessian_undefined", Outcome.UNDEFINED
    HESSIAN_SINGULAR = "hessian_singular", Outcome.UNDEFINED
    #: H⁻¹∇L, of a Hessian that is not singular.
    NEWTON_OVERFLOW = "newton_overflow", Outcome.UNDEFINED
    NO_LENGTH = "no_length", Outcome.UNDEFINED
    #: u = −v/η has no value, though the rule would move on.
    RATE_EXHAUSTED = "rate_exhausted", Outcome.UNDEFINED


#: At a start, where there is no step to speak of.
AT_THE_START = {
    Cause.LOSS_OVERFLOW: Cause.START_LOSS_OVERFLOW,
    Cause.GRADIENT_OVERFLOW: Cause.START_GRADIENT_OVERFLOW,
    Cause.LOSS_UNDEFINED: Cause.START_LOSS_UNDEFINED,
    Cause.GRADIENT_UNDEFINED: Cause.START_GRADIENT_UNDEFINED,
    Cause.KINK: Cause.START_KINK,
    Cause.JUMP: Cause.START_JUMP,
}
#: After a step that set out downhill and raised the loss.
RISING = {
    Cause.TOO_FAR: Cause.TOO_FAR_RISING,
    Cause.LOSS_OVERFLOW: Cause.LOSS_OVERFLOW_RISING,
    Cause.GRADIENT_OVERFLOW: Cause.GRADIENT_OVERFLOW_RISING,
}
