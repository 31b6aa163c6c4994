"""A scenario: everything that decides a map and a run, with every default resolved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Any
from weakref import ReferenceType, ref

import numpy as np

from antigradient import data as datasets
from antigradient.basin_map import Basins, descend_all, sort_into_minima
from antigradient.batches import minibatches
from antigradient.data import DATASETS, Data, Scaling, SetDefaults
from antigradient.ledger import Ledger, build_ledger
from antigradient.names import CHOICES, INHERITED_NAMES, NUMBERS, SHARED_NAMES
from antigradient.objectives import OBJECTIVES, REDUCTIONS, TYPED, USUAL, Loss, Objective
from antigradient.objectives.base import Array, Window
from antigradient.optimisers import OPTIMISERS, Optimiser
from antigradient.parameters import DIGITS, NARROWEST, SCALING, THETA_LIMIT
from antigradient.schedules import SCHEDULES
from antigradient.slices import Slices, slices_through
from antigradient.surfaces import Surface, compute_surface
from antigradient.trajectory import descend
from antigradient.words import Message, say
from antigradient.work import TooMuchError, rounded_down


class ScenarioError(ValueError):
    """Raised to the query: values that are fine alone but not together; `errors` gives each parameter's reason."""

    def __init__(self, errors: Sequence[tuple[str, Message]]) -> None:
        super().__init__(errors)
        self.errors = list(errors)

    def __str__(self) -> str:
        """For whoever calls the library: all that does not fit."""
        return "; ".join(say("refusal.clause", name=name, reason=why) for name, why in self.errors)


@dataclass(frozen=True)
class Scenario:
    """For every reply and page, a resolved scenario: `numbers` and `choices` hold the values of NUMBERS and CHOICES.

    `f` is the formula of the objective `custom`. `plane` names the two parameters of the map; a third one is fixed at
    `at` there. `moves` are steps turned by hand: (k, β in degrees from ∇L, η). `vs` holds what each further run on the
    same map sets, `runs` those runs.
    """

    objective: Objective
    data: Data | None
    reduction: str | None
    optimiser: Optimiser
    start: tuple[float, ...]
    window: Window
    plane: tuple[str, str]
    at: float | None
    f: str | None = None
    numbers: Mapping[str, float] = field(default_factory=dict)
    choices: Mapping[str, str] = field(default_factory=dict)
    moves: tuple[tuple[float, float, float], ...] = ()
    vs: tuple[Mapping[str, Any], ...] = ()
    runs: tuple[Scenario, ...] = ()
    #: How the data are scaled for the loss; `data` stay as they were given.
    scaling: Scaling | None = None

    @cached_property
    def loss(self) -> Loss:
        """For runs, maps and replies: the objective bound to the data, scaled if asked for, and the reduction."""
        reduction = REDUCTIONS[self.reduction] if self.reduction else None
        return self.objective.bind(self.scaled_data, reduction, {**self.numbers, "f": self.f})

    @cached_property
    def scaled_data(self) -> Data | None:
        """For the loss and programs: the points in the units of θ."""
        return self.scaling.scaled(self.data) if self.scaling and self.data else self.data

    @property
    def usual(self) -> Objective | SetDefaults:
        """For learning rates: what has the default numbers of this loss on these data."""
        return defaults_on(self.objective, self.data, self.choices[SCALING.name])

    def ledger(self) -> Ledger:
        """For replies and figures: the run's ledger, kept while somebody holds it, since several tell of one run."""
        # Weak, because hundreds of scenarios are cached and ledgers are large.
        kept: ReferenceType[Ledger] | None = self.__dict__.get("_ledger")
        found = kept() if kept else None
        if found is None:
            found = build_ledger(self.loss, descend(self.loss, self.optimiser, self.start, **self._run()))
            self.__dict__["_ledger"] = ref(found)
        return found

    def ledgers(self) -> tuple[Ledger, ...]:
        """For replies and figures: the ledgers of all runs, the scenario's own first. Raises TooMuchError."""
        found = [self.ledger()]
        for run in self.runs:
            try:
                found.append(run.ledger())
            except TooMuchError as error:
                share = len(found) / (len(self.runs) + 1)  # as if all runs took equally long
                error.most, error.of_all_runs = rounded_down(share * self.numbers["steps"]), True
                raise
        return tuple(found)

    def basins(self) -> Basins:
        """For /basins: where the run from each point of the map's grid ends."""
        grid = int(self.numbers["grid"])
        w = np.linspace(self.window[0], self.window[1], grid)
        b = np.linspace(self.window[2], self.window[3], grid)
        places = np.broadcast_arrays(*self.theta_at(w[None, :], b[:, None]))
        ends = descend_all(self.loss, self.optimiser, np.stack([p.ravel() for p in places]), **self._run())
        span = min(self.window[1] - self.window[0], self.window[3] - self.window[2])
        index, minima = sort_into_minima(self.loss, ends, self.objective.known_minima(self.numbers), span)
        return Basins(w, b, ends.outcomes.reshape(grid, grid), index.reshape(grid, grid), minima)

    def _run(self) -> dict[str, Any]:
        """What a run is told beside loss, optimiser and start."""
        n = self.numbers
        steps, batch = int(n["steps"]), int(n["batch"])
        pace = SCHEDULES[self.choices["schedule"]].pace
        return {
            "eta": n["eta"],
            "hyper": {**n, **self.choices},
            "steps": steps,
            "tol": n["tol"],
            "pace": pace(n["eta"], n["decay"], steps) if pace else None,
            "batches": minibatches(len(self.data), batch, int(n["seed"])) if self.data and batch else None,
            "moves": {int(k): (beta, eta) for k, beta, eta in self.moves},
        }

    def surface(self) -> Surface:
        """For /surface and figures: the loss on a grid over the window."""
        n = self.numbers
        return compute_surface(self.loss, self.window, int(n["grid"]), int(n["levels"]), self.theta_at)

    def slices(self, point: Sequence[float]) -> Slices:
        """For /slices: the loss through `point` along the plane's two parameters, over the window's range of each.

        Raises UndefinedError where it has no finite value or gradient there.
        """
        grid, (w_min, w_max, b_min, b_max) = int(self.numbers["grid"]), self.window
        axes = {self.plane[0]: np.linspace(w_min, w_max, grid), self.plane[1]: np.linspace(b_min, b_max, grid)}
        return slices_through(self.loss, point, axes)

    def theta_at(self, x: Array, y: Array) -> tuple[Array, ...]:
        """For maps: θ of the map's point (x, y), the plane's two parameters with a third one at `at`."""
        axes = {self.plane[0]: x, self.plane[1]: y}
        return tuple(axes[name] if name in axes else np.asarray(self.at) for name in self.objective.parameters)

    def described(self) -> dict[str, Any]:
        """For replies: the scenario as `echo`, every name of a link with its resolved value."""
        return {
            "objective": self.objective.id,
            "f": self.f,
            "data": None if self.data is None else self.data.id or self.data.rows(),
            "reduction": self.reduction,
            "optimiser": self.optimiser.id,
            "start": list(self.start),
            "window": list(self.window),
            "plane": list(self.plane),
            "at": self.at,
            **self.numbers,
            **self.choices,
            "moves": [list(move) for move in self.moves],
            "vs": [dict(run) for run in self.vs],
        }


def objective_of(given: Mapping[str, Any]) -> Objective:
    """For `resolve` and the query: the objective that is named, that of a given formula, or else the first."""
    if id := given.get("objective"):
        return OBJECTIVES[id]
    return USUAL if given.get("f") is None else TYPED


def defaults_on(objective: Objective, data: Data | None, scaling: str) -> Objective | SetDefaults:
    """For `resolve`: what has the default window, start, η and steps: data with some of their own, else the loss.

    Those of data are in their units: where they are scaled, the loss's own hold.
    """
    own = data.defaults.get(objective.id) if data and scaling == SCALING.default else None
    return own or objective


def default_numbers(usual: Objective | SetDefaults, optimiser: Optimiser) -> dict[str, float]:
    """For `resolve`: the default numbers of a loss on its data with this optimiser, where they differ from the table's.

    `usual` is what `defaults_on` gives.
    """
    own = {"eta": usual.eta if optimiser.eta is None else optimiser.eta, "steps": usual.steps}
    return own | dict(usual.defaults.get(optimiser.id, {}))


def resolve(
    given: Mapping[str, Any], points: int = datasets.POINTS_LIMIT, caps: Mapping[str, float] = MappingProxyType({})
) -> Scenario:
    """For links, bodies and examples: the scenario of the values given; defaults that suit the rest fill the gaps.

    `given` maps names to native values already in range: ids, numbers, `start` and `window` as sequences, `data` as an
    id or as rows (at most `points` of them), `f` as a formula that parses, `vs` as mappings of OWN names. A default is
    no higher than its name's entry in `caps`. Raises ScenarioError.
    """
    given = {name: value for name, value in given.items() if value is not None}
    errors: list[tuple[str, Message]] = []
    objective = objective_of(given)
    f = None if objective.f is None else given.get("f", objective.f)
    optimiser = OPTIMISERS[given["optimiser"]] if "optimiser" in given else next(iter(OPTIMISERS.values()))

    if "f" in given and f is None:
        errors.append(("f", Message("refusal.other_loss", {"loss": TYPED.id})))

    data = None
    try:
        data = _data(objective, given.get("data"), points)
    except datasets.DataError as error:
        errors.append(("data", error.message))
    usual = defaults_on(objective, data, given.get(SCALING.name, SCALING.default))

    reduction = given.get("reduction", objective.reduction)
    if reduction is not None and reduction not in objective.reductions:
        allowed = objective.reductions
        errors.append(("reduction", Message("refusal.reduction", {"allowed": allowed}) if allowed else NO_PLACE))

    start = tuple(float(t) for t in given.get("start", usual.start))
    if len(start) != len(objective.parameters):
        errors.append(("start", value_count_refusal(start, objective)))
    elif any(abs(t) > THETA_LIMIT for t in start):
        errors.append(("start", Message("refusal.value_beyond", {"limit": THETA_LIMIT})))

    window = tuple(float(t) for t in given.get("window", usual.window))
    if reason := _window_refusal(window):
        errors.append(("window", reason))

    plane = tuple(given.get("plane", objective.parameters[:2]))
    if reason := _plane_refusal(plane, objective):
        errors.append(("plane", reason))

    defaults = {name: p.default for name, p in NUMBERS.items()} | default_numbers(usual, optimiser)
    defaults |= {name: min(defaults[name], cap) for name, cap in caps.items() if name in defaults}
    numbers = {
        name: (int if NUMBERS[name].integer else float)(given.get(name, default)) for name, default in defaults.items()
    }
    choices = {name: str(given.get(name, switch.default)) for name, switch in CHOICES.items()}
    if numbers["batch"] and objective.data is None:
        errors.append(("batch", Message("refusal.no_data")))
    elif data is not None and numbers["batch"] > len(data):
        errors.append(("batch", Message("refusal.large_batch", {"points": len(data)})))

    scaling = None
    if objective.data is None and given.get(SCALING.name, SCALING.default) != SCALING.default:
        errors.append((SCALING.name, Message("refusal.no_data")))
    elif data is not None:
        try:
            scaling = datasets.scaling_of(data, choices[SCALING.name], objective.measured)
        except datasets.DataError as error:
            errors.append((SCALING.name, error.message))

    moves = tuple(tuple(move) for move in given.get("moves", ()))
    if moves and len(objective.parameters) != 2:
        errors.append(("moves", Message("refusal.moves_plane")))
    elif len({move[0] for move in moves}) < len(moves):
        errors.append(("moves", Message("refusal.step_twice")))

    vs = tuple(given.get("vs", ()))
    shared = {name: given[name] for name in (*SHARED_NAMES, *INHERITED_NAMES) if name in given}
    runs = []
    for i, own in enumerate(vs, start=1):
        try:
            runs.append(resolve({**shared, **own}, points, caps))
        except ScenarioError as error:
            mine = [{"run": i, "name": name, "reason": reason} for name, reason in error.errors if name in own]
            errors += [("vs", Message("refusal.of_run", args)) for args in mine]

    if errors:
        raise ScenarioError(errors)
    third = [i for i, name in enumerate(objective.parameters) if name not in plane]
    at = float(given.get("at", start[third[0]])) if third else None
    return Scenario(
        objective=objective,
        data=data,
        reduction=reduction,
        optimiser=optimiser,
        start=start,
        window=window,  # type: ignore[arg-type]
        plane=plane,
        at=at,
        f=f,
        numbers=numbers,
        choices=choices,
        moves=moves,
        vs=vs,
        runs=tuple(runs),
        scaling=scaling,
    )


#: Said of what only other losses have.
NO_PLACE = Message("refusal.no_place")


def value_count_refusal(values: Sequence[float], objective: Objective) -> Message:
    """For points and directions: what is said of one that has not a value for each of the loss's parameters."""
    names = objective.parameters
    return Message("refusal.loss_value_count", {"count": len(values), "needed": len(names), "names": names})


def _data(objective: Objective, given: str | Sequence[Sequence[float]] | None, points: int) -> Data | None:
    if objective.data is None:
        if given is not None:
            raise datasets.DataError(NO_PLACE.code)
        return None
    if given is None:
        return DATASETS[objective.data]
    if isinstance(given, str):
        if given not in DATASETS:
            raise datasets.DataError("refusal.data_set", options=tuple(DATASETS))
        found = DATASETS[given]
        if found.inputs != objective.inputs:
            raise datasets.DataError("refusal.input_count", count=found.inputs, needed=objective.inputs)
    else:
        found = datasets.from_rows(given, objective.inputs, points)
    if objective.labels is not None:
        low, high = objective.labels
        if not all(low <= y <= high for y in found.y):
            raise datasets.DataError("refusal.label", low=low, high=high)
    return found


def _plane_refusal(plane: Sequence[str], objective: Objective) -> Message | None:
    names = objective.parameters
    if len(names) == 2:
        return None if tuple(plane) == names else Message("refusal.only_plane", {"plane": ",".join(names)})
    if len(plane) != 2 or len(set(plane)) != 2 or not set(plane) <= set(names):
        return Message("refusal.two_of", {"options": names})
    return None


def _window_refusal(window: Sequence[float]) -> Message | None:
    if len(window) != 4:
        return Message("refusal.window_value_count", {"count": len(window)})
    if any(abs(t) > THETA_LIMIT for t in window):
        return Message("refusal.value_beyond", {"limit": THETA_LIMIT})
    for low, high in (window[:2], window[2:]):
        if high <= low:
            return Message("refusal.edges")
        least = NARROWEST * max(1.0, abs(low), abs(high))
        if high - low < least * (1 - 1e-6):  # edges are rounded: 0.3 … 0.300000001 is as wide as it says
            return Message("refusal.narrow")
    return None


#: Numbers whose value all of the digits are asked for: nothing is rounded then.
ALL_DIGITS = int(DIGITS.default)
