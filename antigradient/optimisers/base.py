"""Optimisers: rules that turn a gradient into a step u, with θ ← θ + ηu.

A rule is a pair of pure functions of whole vectors: `init(p)` is its first memory for p parameters, `step(memory, g, η,
θ)` gives the step and the next memory. g, θ and u are sequences of p numbers; a memory is a tuple of numbers, or of
sequences of them, so deep as the rule likes. θ is lent for the step: a rule that remembers it makes a tuple of it.
Written in plain arithmetic they serve floats, arrays and symbols alike. A rule returns the direction u and never the
update ηu: so gradient descent's u is −∇L to the last bit, and β exactly 180°.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from antigradient.parameters import Parameter, Switch
from antigradient.words import say

Hyper = Mapping[str, Any]
Vector = Sequence[Any]
Memory = tuple[Any, ...]
Step = Callable[[Memory, Vector, Any, Vector], tuple[Vector, Memory]]
#: The rule of one coordinate: its memory, its component of ∇L, η and its component of θ ↦ that of u, the next memory.
StepOfOne = Callable[[Any, Any, Any, Any], tuple[Any, Any]]


def by_coordinate(of_one: StepOfOne) -> Step:
    """For rules: the step that does the same with each coordinate, and whose memory is the tuple of theirs."""

    def step(memory: Memory, g: Vector, eta: Any, theta: Vector) -> tuple[Vector, Memory]:
        if len(g) == 2:  # without a loop, which would cost the step of most losses a third more
            m, n = memory
            x, y = g
            t, s = theta
            first, m = of_one(m, x, eta, t)
            second, n = of_one(n, y, eta, s)
            return (first, second), (m, n)
        u, after = [], []
        for m, x, t in zip(memory, g, theta, strict=True):
            component, remembered = of_one(m, x, eta, t)
            u.append(component)
            after.append(remembered)
        return u, tuple(after)

    return step


def each(memory: Any) -> Callable[[int], Memory]:
    """For rules made `by_coordinate`: p ↦ the first memory, in which each coordinate begins with this one."""
    return lambda p: (memory,) * p


def nothing(p: int) -> Memory:
    """For rules without a memory: what they begin with."""
    return ()


def numbers_of(memory: Any) -> Iterator[Any]:
    """For loops over many runs or in generated code: the numbers of a memory one after another, however deep."""
    for part in memory:
        if isinstance(part, tuple | list):
            yield from numbers_of(part)
        else:
            yield part


def memory_like(memory: Any, numbers: Iterator[Any]) -> Any:
    """For loops over many runs or in generated code: a memory of the same shape, of other numbers."""
    return tuple(memory_like(part, numbers) if isinstance(part, tuple | list) else next(numbers) for part in memory)


@dataclass(frozen=True)
class Optimiser:
    """For the catalogue, forms and `descend`, a registry entry: the rule, its hyperparameters and its convention.

    `rule` takes the hyperparameters by name and gives the step; called once a run, it spares the loop every look-up.
    `carried`, likewise, gives what of its memory would move θ on without any gradient, memory ↦ a vector: u = −v/η
    holds it divided by η. With `ahead` it does move θ before the gradient is taken, at θ − carried(memory).
    `stable`, likewise, gives the largest ηλ with which it stays near a minimum of curvature λ, where there is one.
    `newton` asks for H⁻¹g in the place of g, `search` for a length along u, found by backtracking from η. `text` is the
    formula without LaTeX; `{words}` stands where it needs some.
    """

    id: str
    text: str
    latex: str
    source: str
    rule: Callable[..., Step]
    init: Callable[[int], Memory] = nothing
    hyper: tuple[Parameter, ...] = ()
    switches: tuple[Switch, ...] = ()
    carried: Callable[..., Callable[[Memory], Vector]] | None = None
    ahead: bool = False
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

    @property
    def remembers(self) -> bool:
        """For rates and tests: whether a step depends on those before it."""
        return self.init(1) != ()

    def look(self, hyper: Hyper) -> Callable[[Memory], Vector] | None:
        """For the oracle: memory ↦ the shift of the look-ahead; None where the gradient is taken at θ."""
        return self.carries(hyper) if self.ahead else None

    def carries(self, hyper: Hyper) -> Callable[[Memory], Vector] | None:
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
