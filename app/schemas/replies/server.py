"""Replies about the server: what there is to choose from, whether it is up, and what it refuses."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from .common import Model, Reply


class ExampleLinks(Model):
    """Where an example is to be played with, framed and seen; each stands after the address of the front page."""

    page: str
    embed: str
    picture: str = Field(description="A small map as SVG, at most 4 kB compressed; kept for ever.")


class Comparison(Model):
    """The second scenario that an answer speaks of."""

    title: str
    page: str


class ExampleEntry(Model):
    """A scenario to begin with."""

    id: str
    title: str
    question: str
    answer: str = Field(description="Two sentences, with numbers computed from its runs.")
    args: dict[str, float]
    query: str = Field(description="The scenario as a link says it; nothing is left to defaults.")
    links: ExampleLinks
    comparison: Comparison | None


class LanguageEntry(Model):
    """A language that `lang` may name."""

    id: str
    name: str = Field(description="In the language itself.")
    direction: str = Field(description="Of writing: ltr or rtl.")


class CatalogueReply(Reply):
    """What there is to choose from."""

    objectives: list[dict[str, Any]]
    optimisers: list[dict[str, Any]]
    datasets: list[dict[str, Any]]
    parameters: list[dict[str, Any]]
    choices: list[dict[str, Any]]
    schedules: list[dict[str, Any]]
    languages: list[LanguageEntry]
    examples: list[ExampleEntry]
    limits: dict[str, float]


class Health(Model):
    """The server is up."""

    status: str
    version: str


class Refused(Model):
    """One thing wrong with a request."""

    parameter: str | None
    detail: str = Field(description="Ends a sentence that begins with the name.")
    code: str = Field(description="What the detail says, in any language.")
    args: dict[str, Any] = Field(
        description="The facts in it by name; a message within it is an object of code and args."
    )
    column: int = Field(default=1, description="Place in a formula, counted from 1; of formulas only.")
    most: int = Field(default=0, description="What would be taken, where the value asks for too much work.")


class ProblemReply(Model):
    """RFC 9457 problem details."""

    type: str
    title: str
    status: int
    detail: str
    code: str = Field(description="What the detail says, in any language.")
    args: dict[str, Any] = Field(description="The facts in it by name.")
    errors: list[Refused]
