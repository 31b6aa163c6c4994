"""The names of a scenario and what each has to do with: for the resolver, for links and, by the contract, for pages."""

from __future__ import annotations

from antigradient.objectives import CONSTANTS, OBJECTIVES
from antigradient.optimisers import HYPERPARAMETERS, SWITCHES
from antigradient.parameters import ETA, GENERAL, SCALING, SCHEDULE, Parameter, Switch

#: Every number that a scenario may set, by name.
NUMBERS: dict[str, Parameter] = {
    p.name: p for p in (ETA, *HYPERPARAMETERS.values(), *CONSTANTS.values(), *GENERAL.values())
}
#: Every convention that a scenario may switch, by name.
CHOICES: dict[str, Switch] = {s.name: s for s in (*SWITCHES.values(), SCHEDULE, SCALING)}
#: Those of a run, which a further one may switch for itself.
RUN_CHOICES = tuple(name for name in CHOICES if name != SCALING.name)

#: What decides the loss, beside its constants.
LOSS_NAMES = ("objective", "f", "data", SCALING.name, "reduction")
#: What decides the map, beside the loss; no run depends on it.
MAP_NAMES = ("window", "grid", "levels", "plane", "at")
#: How replies and pages present it; neither the map nor a run depends on it.
PRESENTATION_NAMES = ("step", "digits")
#: Numbers of an optimiser whose default depends on the loss: another optimiser does not take them over.
OPTIMISER_SPECIFIC_NAMES = tuple(
    dict.fromkeys([ETA.name, *(name for o in OBJECTIVES.values() for own in o.defaults.values() for name in own)])
)
#: What has a default of the loss's own.
LOSS_DEFAULT_NAMES = ("f", "data", "reduction", *OPTIMISER_SPECIFIC_NAMES, "start", "steps", "window", "plane", "at")
#: What makes no sense on another loss, and is forgotten with the one that it was chosen for.
LOSS_SPECIFIC_NAMES = (*LOSS_DEFAULT_NAMES, SCALING.name, "batch", "moves")

#: What a further run on the same map takes from the first one where it does not set it.
INHERITED_NAMES = ("start", "steps", "tol")
#: What a further run may set, in the order of links.
RUN_NAMES = ("optimiser", *INHERITED_NAMES, ETA.name, *HYPERPARAMETERS, *RUN_CHOICES, "batch", "seed", "decay", "moves")
#: What it always takes from the first one.
SHARED_NAMES = (*LOSS_NAMES, *CONSTANTS, *(name for name in MAP_NAMES if name not in GENERAL))
#: What an address that is handed out says beside the optimiser's own names, for a later default may be another; of a
#: further run what it does not inherit.
LASTING_NAMES = (ETA.name, "steps", "tol", "window")
#: So many further runs are taken.
RUNS_LIMIT = 8
