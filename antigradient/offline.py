"""The offline document: the figure as one file that needs no server.

For learning systems that forbid frames, and for use offline. Styles, script and font are in it, and so are the
map and the run. The policy in the file allows just these: it makes no request.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from antigradient.figure import Figure
from antigradient.figure.words import title_of
from antigradient.query.display import FILE, with_defaults, without_effect
from antigradient.query.file_names import file_name
from antigradient.query.links import Addresses
from antigradient.query.refusals import Refusal
from antigradient.query.urlencoded import query_string
from antigradient.scenario import Scenario

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
    """For the route of the file: what the document of a scenario says; a template gives it its markup.

    `still` is the drawn map, `values` and `texts` are what the link gave, natively and of it what differs from the
    defaults as text; `refused` is what was wrong with it. `kernels` is a list in JavaScript of what computes its runs.
    """

    scenario: Scenario
    still: Figure
    values: Mapping[str, Any]
    texts: dict[str, Any]
    refused: Sequence[Refusal] = ()
    kernels: str | None = None

    @property
    def name(self) -> str:
        """For `Content-Disposition`: the file's name."""
        return file_name(self.scenario, "offline", "html")

    @property
    def options(self) -> dict[str, Any]:
        """For the template and the script: every display option with its value."""
        return {**with_defaults(self.values), **FIXED_OPTIONS, "lock": "view" if self.kernels else "all"}

    @property
    def notices(self) -> list[Refusal]:
        """For the document: what was wrong with the link, and what of it has no effect in a file."""
        return [*self.refused, *without_effect(self.values, FILE)]

    def state(self, notices: int) -> dict[str, Any]:
        """For the document's script: what it starts from, with so many notices at most."""
        return {
            "scenario": self.scenario.described(),
            "given": list(self.values),
            "notices": [notice.described() for notice in self.notices[:notices]],
            "api": "",
            "still": self.still.surface_facts,
            **self.options,
        }

    def content(self, base: str, style: str, script: str) -> dict[str, Any]:
        """For the document's template: its parts by name; `base` is the public address of the playground."""
        scenario = self.scenario
        if self.kernels:
            script = f"globalThis.printedParts={self.kernels};{script}"
        return {
            "movable": self.kernels is not None,
            "title": title_of(scenario),
            "still": self.still,
            "page": Addresses(base, self.texts).page,
            "policy": content_policy(style, script),
            "style": style,
            "script": script,
            "formula": f"L = {scenario.f}" if scenario.f else scenario.objective.formula(scenario.reduction)["text"],
            "scenario": query_string(self.texts),
            "offline": True,
            **self.options,
        }
