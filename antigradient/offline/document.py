"""The document of one scenario: what it says, and its text.

Styles, script and font are in it, and so are the map and the run. The policy in the file allows just these: it makes
no request.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

from antigradient import __version__
from antigradient.figure import Figure
from antigradient.figure.words import title_of
from antigradient.kernel import document_parts
from antigradient.offline.bundle import style_and_script
from antigradient.offline.state import catalogue_within_reach, definitions_of, without_steps
from antigradient.query.display import FILE, with_defaults, without_effect
from antigradient.query.file_names import file_name
from antigradient.query.limits import Limits
from antigradient.query.links import Addresses
from antigradient.query.refusals import MOST_NOTICES, Refusal
from antigradient.query.urlencoded import query_string
from antigradient.reach import reach_of
from antigradient.scenario import Scenario
from antigradient.templating import template_text
from antigradient.words import spoken

USUAL_LIMITS = Limits()
#: Digits of the numbers put into a page or a file: enough that later requests at its points agree with them.
DIGITS = 10
#: Display options that the drawn map takes.
MAP_OPTIONS = ("theme", "palette", "hide")
#: What would need the server, or a page around it, is as it is where no link says anything.
FIXED_OPTIONS = {"beta": None, "show": ()}


def content_policy(style: str, script: str) -> str:
    """For the document's head: a policy by which it uses this style, this script and what it holds, nothing else."""
    return (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; font-src data:; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


@dataclass(frozen=True)
class OfflineDocument:
    """For the route of the file, and runs in notebooks: the document of a scenario.

    `still` is the drawn map, `reply` what `/trajectory` says of the run, `values` and `texts` are what the link gave,
    natively and of it what differs from the defaults as text; `refused` is what was wrong with it. `limits` are those
    of a server.
    """

    scenario: Scenario
    still: Figure
    reply: Mapping[str, Any]
    values: Mapping[str, Any]
    texts: dict[str, Any]
    refused: Sequence[Refusal] = ()
    limits: Limits = USUAL_LIMITS

    @property
    def name(self) -> str:
        """For `Content-Disposition`: the file's name."""
        return file_name(self.scenario, "offline", "html")

    @cached_property
    def kernels(self) -> str | None:
        """For the script: a list in JavaScript of what computes its runs; None where the file cannot."""
        return document_parts(self.scenario, [run["outcome"] for run in (self.reply, *self.reply["runs"])])

    @property
    def options(self) -> dict[str, Any]:
        """For the template and the script: every display option with its value."""
        return {**with_defaults(self.values), **FIXED_OPTIONS, "lock": "view" if self.kernels else "all"}

    @property
    def notices(self) -> list[Refusal]:
        """For the document: what was wrong with the link, and what of it has no effect in a file."""
        return [*self.refused, *without_effect(self.values, FILE)]

    def state(self) -> dict[str, Any]:
        """For the document's script: what it starts from."""
        return {
            "scenario": self.scenario.described(),
            "given": list(self.values),
            "notices": [notice.described() for notice in self.notices[:MOST_NOTICES]],
            "api": "",
            "still": self.still.surface_facts,
            **self.options,
            "catalogue": catalogue_within_reach(self.scenario, self.limits),
            "replies": {"trajectory": without_steps(self.reply) if self.kernels else self.reply},
            "version": __version__,
            "glossary": definitions_of(self.scenario, self.kernels is not None),
        }

    def html(self, base: str) -> str:
        """For files and frames: the document's text; `base` is the public address of the playground.

        Raises BundleMissingError.
        """
        scenario = self.scenario
        batches = any(run.numbers["batch"] for run in (scenario, *scenario.runs))
        style, script = style_and_script(batches=batches and self.kernels is not None)
        if self.kernels:
            script = f"globalThis.printedParts={self.kernels};{script}"
        return template_text(
            "offline.html",
            language=spoken(),
            version=__version__,
            base_url=base,
            reach=reach_of(base),
            boot=self.state(),
            movable=self.kernels is not None,
            title=title_of(scenario),
            still=self.still,
            page=Addresses(base, self.texts).page,
            policy=content_policy(style, script),
            style=style,
            script=script,
            formula=f"L = {scenario.f}" if scenario.f else scenario.objective.formula(scenario.reduction)["text"],
            scenario=query_string(self.texts),
            offline=True,
            **self.options,
        )
