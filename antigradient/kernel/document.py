"""The kernels that a document holds, which has no server to ask for them."""

from __future__ import annotations

from collections.abc import Iterable

from antigradient.graph.javascript import EXPONENTIAL
from antigradient.kernel.module import printed_part
from antigradient.kernel.shape import Shape, shape_of
from antigradient.optimisers import OPTIMISERS
from antigradient.outcomes import Outcome
from antigradient.scenario import Scenario

#: Outcomes that a kernel tells wherever the run is an ordinary one.
TOLD = {Outcome.CONVERGED, Outcome.MAX_STEPS}


def document_parts(scenario: Scenario, outcomes: Iterable[str]) -> str | None:
    """For the offline document: what makes the list of the parts of its runs, and of its first run by any other rule.

    `outcomes` are those of its runs. None where one of them is for the server to compute, or ends as no kernel can
    tell. They have one loss, whose functions stand once.
    """
    runs = (scenario, *scenario.runs)
    if not all(shape_of(run).has_rule for run in runs):
        return None
    if any(
        run.numbers["batch"] and run.optimiser.newton for run in runs
    ):  # a few points seldom have an inverse Hessian
        return None
    if not set(outcomes) <= TOLD:
        return None
    parts = [printed_part(shape) for shape in shapes_within_reach(scenario)]
    (loss,) = {part.loss for part in parts}
    rules = ",".join(f"(()=>{{{part.rule}return{part.handed}}})()" for part in parts)
    return f"{EXPONENTIAL}=>{{{loss}return[{rules}]}}"


def shapes_within_reach(scenario: Scenario) -> list[Shape]:
    """For `document_parts`: the shapes of a scenario's runs, and of its first by any other rule as that comes."""
    own = [shape_of(run) for run in (scenario, *scenario.runs)]
    others = [
        own[0]._replace(optimiser_id=rule.id, switches=tuple((s.name, s.default) for s in rule.switches))
        for rule in OPTIMISERS.values()
    ]
    return [shape for shape in dict.fromkeys([*own, *others]) if shape.has_rule]
