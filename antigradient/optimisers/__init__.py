"""The registry of optimisers: one entry in a family's file, listed here, is all that a new one needs."""

from antigradient.optimisers.adam import ADAM, ADAMW, NADAM
from antigradient.optimisers.adaptive import ADAGRAD, RMSPROP
from antigradient.optimisers.base import Hyper, Memory, Optimiser, Step
from antigradient.optimisers.bfgs import BFGS
from antigradient.optimisers.conjugate import CONJUGATE
from antigradient.optimisers.curved import LINE_SEARCH, NEWTON
from antigradient.optimisers.normalised import NORMALISED
from antigradient.optimisers.plain import GD, MOMENTUM, NESTEROV
from antigradient.parameters import Parameter, Switch

OPTIMISERS: dict[str, Optimiser] = {
    o.id: o
    for o in (
        GD,
        MOMENTUM,
        NESTEROV,
        NORMALISED,
        ADAGRAD,
        RMSPROP,
        ADAM,
        ADAMW,
        NADAM,
        NEWTON,
        LINE_SEARCH,
        CONJUGATE,
        BFGS,
    )
}

#: Every hyperparameter of every optimiser, by name.
HYPERPARAMETERS: dict[str, Parameter] = {p.name: p for o in OPTIMISERS.values() for p in o.hyper}
#: Every convention that can be switched.
SWITCHES: dict[str, Switch] = {s.name: s for o in OPTIMISERS.values() for s in o.switches}

__all__ = ["HYPERPARAMETERS", "OPTIMISERS", "SWITCHES", "Hyper", "Memory", "Optimiser", "Step"]
