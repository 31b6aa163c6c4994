"""Replies about the server: what there is to choose from, whether it is up, and what it refuses."""

from __future__ import annotations

from typing import Any

from .common import Model, Reply


class ExampleLinks(Model):
    """Where an example is to be played with, framed and seen; each stands after the address of the front page."""

    page: str
    embed: str
    picture: str


class Comparison(Model):
    """The second scenario that an answer speaks of."""

    title: str
    page: str


class ExampleEntry(Model):
    """A scenario to begin with."""

    id: str
    title: str
    question: str
    answer: str
    args: dict[str, float]
    query: str
    links: ExampleLinks
    comparison: Comparison | None


class LanguageEntry(Model):
    """A language that `lang` may name."""

    id: str
    name: str
    direction: str


class FunctionEntry(Model):
    """A function of typed formulas, and how many values it takes."""

    name: str
    least: int
    most: int | None


class CatalogueReply(Reply):
    """What there is to choose from."""

    objectives: list[dict[str, Any]]
    optimisers: list[dict[str, Any]]
    datasets: list[dict[str, Any]]
    parameters: list[dict[str, Any]]
    choices: list[dict[str, Any]]
    schedules: list[dict[str, Any]]
    functions: list[FunctionEntry]
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
    detail: str
    code: str
    args: dict[str, Any]
    column: int = 1
    most: int = 0


class ProblemReply(Model):
    """RFC 9457 problem details."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    args: dict[str, Any]
    errors: list[Refused]
