"""The lesson: a page of sections, each with its figure and tasks; and one section alone, to be framed elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import parse_qsl

from fastapi import FastAPI
from markupsafe import Markup
from starlette.requests import Request
from starlette.types import Scope

from antigradient.examples.words import USUAL, parse
from antigradient.glossary import TERMS
from antigradient.lesson import SECTIONS, section_facts
from antigradient.lesson.base import Figure, Section
from antigradient.lesson.base import Number as NumberTask
from antigradient.lesson.minutes import reading_minutes, task_minutes
from antigradient.lesson.notation import sign_rules
from antigradient.lesson.texts import Block, SectionText, section_text
from antigradient.query.display import with_defaults
from antigradient.query.links import API_PREFIX, Addresses
from antigradient.query.sections import NOTATION_IDS
from antigradient.query.urlencoded import query_string
from antigradient.words import say

from ..http.gate import LIGHT
from . import markdown
from .heights import height_of
from .replies import Page
from .templating import Site, alternates, language_options, root_prefix

#: What the numbers of all sections weigh the first time.
WEIGHT = 2 * LIGHT
#: Pixels across the column of figures, and what a figure's caption and links take.
COLUMN, CAPTION = 366, 110
#: The page's own names: which sections, and whose signs.
SECTIONS_NAME, NOTATION_NAME = "sections", "notation"


@dataclass(frozen=True)
class FigureCard:
    """For templates: an embed of the page, its attributes, and where else it is."""

    view: str
    attributes: list[tuple[str, str]]
    embed: str
    page: str
    still: str
    #: Pixels that it takes in the column beside the text, or nearly so.
    height: int
    #: Whether it stands below the text, as wide as both columns.
    wide: bool


@dataclass(frozen=True)
class SectionCard:
    """For templates: a section with its words as HTML."""

    number: int
    section: Section
    text: SectionText
    figures: list[FigureCard]
    root: str
    options: dict[str, str]
    notation: str

    def html(self, text: str) -> Markup:
        """For templates: a block's words."""
        return markdown.html(text, self.root, self.options, self.notation)

    def inline(self, text: str) -> Markup:
        """For templates: words of a line."""
        return markdown.inline(text, self.root, self.options, self.notation)

    @property
    def before_tasks(self) -> tuple[Block, ...]:
        """For templates: the words up to the first task."""
        return self.text.blocks[: self._first_task]

    @property
    def from_tasks_on(self) -> tuple[Block, ...]:
        """For templates: the tasks, and what stands behind them."""
        return self.text.blocks[self._first_task :]

    @property
    def _first_task(self) -> int:
        return next(i for i, block in enumerate(self.text.blocks) if block.kind == "task")

    @property
    def minutes(self) -> int:
        """For templates: how long it takes, with its tasks."""
        return round(reading_minutes(self.text) + task_minutes(self.section))

    @property
    def captions(self) -> list[Block]:
        """For templates: what is said of each figure, in their order."""
        return [block for block in self.text.blocks if block.kind == "figure"]


def signs_option(notation: str) -> dict[str, str]:
    """For links: whose signs, where they are not ours."""
    return {NOTATION_NAME: notation} if notation != NOTATION_IDS[0] else {}


def as_query(options: Mapping[str, str]) -> str:
    """For links: the options behind a question mark, where there are some."""
    return f"?{query_string(options)}" if options else ""


def figure_card(figure: Figure, root: str, options: dict[str, str], notation: str) -> FigureCard:
    """For sections: what templates show of a figure; its addresses are below the prefix, in the page's language."""
    pairs = parse_qsl(figure.query)
    runs = [value for name, value in pairs if name == "vs"]
    texts: dict[str, Any] = {name: value for name, value in pairs if name != "vs"} | ({"vs": runs} if runs else {})
    signs = signs_option(notation)
    addresses = Addresses(root, {"view": figure.view} | texts | options | signs)
    hidden = ",".join(filter(None, ["heading", texts.get("hide")]))
    attributes = texts | signs | {"hide": hidden} | ({"vs": " ".join(runs)} if runs else {})
    return FigureCard(
        figure.view,
        [*attributes.items()],
        addresses.embed,
        addresses.page,
        addresses.downloads["svg"].address,
        figure_height(figure),
        figure.wide,
    )


@cache
def figure_height(figure: Figure) -> int:
    """For `figure_card`: the pixels that a figure takes beside the text, without its heading."""
    parsed = parse(figure.link, USUAL)
    assert parsed
    values, scenario = parsed
    options = with_defaults(values) | {"links": False, "hide": {"heading", *values.get("hide", ())}}
    return height_of(scenario, options, COLUMN) + CAPTION


def section_card(id: str, scope: Scope, notation: str) -> SectionCard:
    """For pages: a section in the language that is spoken."""
    section, root, options = SECTIONS[id], root_prefix(scope), language_options(scope)
    return SectionCard(
        [*SECTIONS].index(id) + 1,
        section,
        section_text(id, section_facts(id)),
        [figure_card(figure, root, options, notation) for figure in section.figures],
        root,
        options,
        notation,
    )


def checks(sections: Sequence[Section]) -> dict[str, Any]:
    """For the page's script: by section and task, how it is checked."""
    return {
        section.id: {
            task.id: task.described(section_facts(section.id)) if isinstance(task, NumberTask) else task.described()
            for task in section.tasks
        }
        for section in sections
    }


def all_tasks() -> list[dict[str, str]]:
    """For scripts: every task of the lesson, in its order; a result code has a bit for each."""
    return [{"section": section.id, "task": task.id} for section in SECTIONS.values() for task in section.tasks]


def context(cards: Sequence[SectionCard], scope: Scope, **more: Any) -> dict[str, Any]:
    """For templates of the lesson: what they show, and what their script knows."""
    root = root_prefix(scope)
    signs = sign_rules(cards[0].notation, of_data=False)  # of what comes later, as definitions
    boot = {
        "api": f"{root}{API_PREFIX}".rstrip("/"),
        "glossary": [*TERMS],
        "checks": checks([card.section for card in cards]),
        "tasks": all_tasks(),
        **({"signs": signs} if signs else {}),
    }
    return {"cards": cards, "boot": boot | more}


def minutes(cards: Sequence[SectionCard]) -> dict[str, int]:
    """For templates: how long sections take to read, and with their tasks."""
    reading = sum(reading_minutes(card.text) for card in cards)
    return {"reading": round(reading), "minutes": round(reading + sum(task_minutes(card.section) for card in cards))}


def chosen_sections(text: str | None) -> tuple[list[str], list[str]]:
    """For the page: the sections that a link names, in their order, and names that there are no sections of."""
    named = [name for name in (text or "").split(",") if name]
    return [id for id in SECTIONS if not named or id in named] or [*SECTIONS], [n for n in named if n not in SECTIONS]


def section_page(site: Site, request: Request, options: Mapping[str, Any]) -> Page:
    """For embeds: one section alone, with its figure and its tasks, as tall as it is."""
    card = section_card(options["section"], request.scope, options["notation"])
    query = as_query(signs_option(card.notation) | language_options(request.scope))
    return site.page(
        request,
        "section.html",
        theme=options["theme"],
        links=options["links"],
        card=card,
        page=f"{site.base_url(request.scope)}/lesson{query}#{card.section.id}",
        **context([card], request.scope, section=card.section.id),
    )


def install(app: FastAPI, site: Site) -> None:
    """For `create_app`: adds the route of the lesson."""

    def lesson(request: Request) -> Page:
        names = request.query_params
        ids, unknown = chosen_sections(names.get(SECTIONS_NAME))
        notices = [say("lesson.no_section") for _ in unknown[:1]]
        notation = names.get(NOTATION_NAME, NOTATION_IDS[0])
        if notation not in NOTATION_IDS:
            notation = NOTATION_IDS[0]
            notices.append(say("lesson.no_notation", names=[*NOTATION_IDS]))
        cards = [section_card(id, request.scope, notation) for id in ids]
        return site.page(
            request,
            "lesson.html",
            alternates=alternates(f"{site.base_url(request.scope)}/lesson"),
            **minutes(cards),
            notices=notices,
            notation=notation,
            whole=len(cards) == len(SECTIONS),
            **context(cards, request.scope),
        )

    site.add(app, "/lesson", lesson, WEIGHT)
