"""Optimisers: rules that turn a gradient into a step u, with θ ← θ + ηu.

A rule is a pair of pure functions of one coordinate: `init` is its first memory, `step(memory, g, η)` gives the step
and the next memory. Written in plain arithmetic they serve floats and arrays alike. A rule returns the direction u and
never the update ηu: so gradient descent's u is −∇L to the last bit, and β exactly 180°.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from antigradient.parameters import Parameter, Switch
from antigradient.words import say

Hyper = Mapping[str, Any]
Memory = Any
Step = Callable[[Memory, Any, Any], tuple[Any, Memory]]


@dataclass(frozen=True)
class Optimiser:
    """For the catalogue, forms and `descend`, a registry entry: the rule, its hyperparameters and its convention.

    `rule` takes the hyperparameters by name and gives the step; called once a run, it spares the loop every look-up.
    `ahead`, likewise, gives the shift of the place where the rule wants the gradient: it is taken at θ − ahead(memory).
    `carried`, likewise, gives what of its memory would move θ on without any gradient: u = −v/η holds it divided by η.
    `stable`, likewise, gives the largest ηλ with which it stays near a minimum of curvature λ, where there is one.
    `newton` asks for H⁻¹g in the place of g, `search` for a length found by backtracking from η. `text` is the formula
    without LaTeX; `{words}` stands where it needs some.
    """

    id: str
    text: str
    latex: str
    source: str
    rule: Callable[..., Step]
    init: Memory = None
    hyper: tuple[Parameter, ...] = ()
    switches: tuple[Switch, ...] = ()
    ahead: Callable[..., Callable[[Memory], Any]] | None = None
    carried: Callable[..., Callable[[Memory], Any]] | None = None
    newton: bool = False
    search: bool = False
    eta: float | None = None
    stable: Callable[..., float] | None = None

    @property
    def title(self) -> str:
        """For forms and titles: its name."""
        return say(f"optimiser.{self.id}.title")

    @property
    def convention(self) -> str:
        """For the catalogue: which of the forms in use it has, and what to know of it."""
        return say(f"optimiser.{self.id}.convention")

    def step(self, hyper: Hyper) -> Step:
        """For `descend`: the rule with its hyperparameters set; `hyper` may hold more than it asks for."""
        return self.rule(**self._own(hyper))

    def look(self, hyper: Hyper) -> Callable[[Memory], Any] | None:
        """For the oracle: memory ↦ the shift of the look-ahead; None where the gradient is taken at θ."""
        return self.ahead(**self._own(hyper)) if self.ahead else None

    def carries(self, hyper: Hyper) -> Callable[[Memory], Any] | None:
        """For `descend`: memory ↦ how far it alone would move θ; None for a rule that carries nothing on."""
        return self.carried(**self._own(hyper)) if self.carried else None

    def largest_stable(self, hyper: Hyper) -> float | None:
        """For rates: the largest ηλ with which the rule stays near a minimum of curvature λ; None without a limit."""
        return self.stable(**self._own(hyper)) if self.stable else None

    def _own(self, hyper: Hyper) -> dict[str, Any]:
        return {name: hyper[name] for name in self.names}

    @property
    def names(self) -> tuple[str, ...]:
        """For forms and queries: the names of its hyperparameters and of its conventions that can be switched."""
        return (*(p.name for p in self.hyper), *(s.name for s in self.switches))

    @property
    def needs(self) -> list[str]:
        """For the catalogue: what it asks of the loss: "gradient", and "hessian" or "loss"."""
        return ["gradient", *(["hessian"] if self.newton else []), *(["loss"] if self.search else [])]

    @property
    def _formula(self) -> str:
        place = "{words}"
        return self.text.replace(place, say(f"optimiser.{self.id}.formula")) if place in self.text else self.text

    def described(self) -> dict[str, Any]:
        """For the catalogue: the entry as JSON values."""
        return {
            "id": self.id,
            "title": self.title,
            "formula": {"text": self._formula, "latex": self.latex},
            "convention": self.convention,
            "source": self.source,
            "needs": self.needs,
            "eta": self.eta,
            "hyperparameters": [p.described() for p in self.hyper],
            "switches": [s.described() for s in self.switches],
        }
