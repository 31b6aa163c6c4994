"""The page for teachers, who put a figure into a page of their own: examples, one line, a builder, files, every name.

The playground's dialogs `Embed` and `Download` are parts of this page, asked for with the playground's own query.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from fastapi import FastAPI
from markupsafe import Markup
from starlette.requests import Request

from antigradient.examples import Entry
from antigradient.figure.palettes import PALETTES
from antigradient.figure.thumbnail import SIDE
from antigradient.figure.words import title_of
from antigradient.lesson import SECTIONS
from antigradient.query.display import (
    DISPLAY_FIELDS,
    DISPLAY_OPTIONS,
    EXTRA_LAYERS,
    EXTRA_PARTS,
    LANGUAGE,
    USUAL_LAYERS,
    USUAL_PARTS,
    with_defaults,
)
from antigradient.query.file_names import file_name
from antigradient.query.fragment import parts_of_query
from antigradient.query.lenient import display_misfits, lenient_embed
from antigradient.query.links import ALWAYS_SAID, Addresses, differing_texts, with_always_said
from antigradient.query.model import scenario_query
from antigradient.query.refusals import MOST_NOTICES
from antigradient.query.sections import NOTATION_IDS
from antigradient.query.urlencoded import query_string
from antigradient.query.views import VIEWS
from antigradient.words import LANGUAGES, cached_by_language, say, spoken

from ..api.examples import links
from . import docs
from .examples import WEIGHT, example_cards
from .heights import height_of
from .hosts import HOSTS
from .lesson import SectionCard, all_tasks, minutes, section_card
from .oembed import WIDTH
from .replies import Page
from .templating import Site, alternates, language_options, root_prefix

#: Parts of a figure as the builder lists them: by the id of their legend, and the name of a link's list of them.
PARTS_OF = {
    "map": {"hide": USUAL_LAYERS, "show": EXTRA_LAYERS},
    "around": {"hide": USUAL_PARTS, "show": EXTRA_PARTS},
}
#: What the builder offers as boxes to check.
FLAGS = ("autoplay", "links", "projector")
SPEEDS = ("0.5", "1", "2", "4")
LEVELS = [str(level) for level in range(2, 7)]

#: Pixels of the frame of a section, which is as long as its words; where a host resizes frames it is as tall as it is.
SECTION_HEIGHT = 900

#: Of this version, as a citation has it.
YEAR = 2026


def iframe_line(address: str, title: str, height: int) -> str:
    """For the page about embedding: the line that most pages take; static/js/page/snippets.js writes the same."""
    line = (
        '<iframe src="{}" title="{}" width="100%" height="{}" frameborder="0" style="border:0" loading="lazy" '
        "allowfullscreen></iframe>"
    )
    return str(Markup(line).format(address, title, height))


def example_line(entry: Entry, base: str, options: Mapping[str, str]) -> str:
    """For the page about embedding: the line for an example, at the height that its figure takes."""
    height = height_of(entry.scenario, with_defaults({}), WIDTH)
    return iframe_line(links(entry, base, options)["embed"], title_of(entry.scenario), height)


def section_line(card: SectionCard, base: str, options: Mapping[str, str]) -> str:
    """For the page about embedding: the line for a section of the lesson, which scrolls in its frame."""
    query = query_string({"section": card.section.id, **options})
    return iframe_line(f"{base}/embed?{query}", card.text.name, SECTION_HEIGHT)


def readable(query: str) -> str:
    """For the page about embedding: a query to be read; of one that is too long for addresses what is not."""
    short, long = parts_of_query(query)
    return "&".join(filter(None, [short, "…" if long else ""]))


def choices() -> dict[str, tuple[str, dict[str, str]]]:
    """For the builder: its menus by name, each with its label and what there is to choose from."""
    menus = {
        "view": (say("builder.choice.view"), {view.id: view.title for view in VIEWS.values()}),
        "theme": (say("theme.title"), {id: say(f"theme.{id}") for id in ("auto", "light", "dark")}),
        "palette": (say("builder.choice.palette"), {palette.id: palette.title for palette in PALETTES.values()}),
        "lock": (say("builder.choice.lock"), {id: say(f"builder.lock.{id or 'none'}") for id in ("", "view", "all")}),
        "speed": (say("speed.title"), {times: say("speed.times", times=float(times)) for times in SPEEDS}),
        "heading": (say("builder.choice.heading"), {level: f"h{level}" for level in LEVELS}),
    }
    if len(LANGUAGES) > 1:
        names = {language.id: language.name for language in LANGUAGES.values()}
        menus[LANGUAGE.name] = say("site.language"), {"": say("default.reader"), **names}
    return menus


def option_rows() -> list[docs.NameRow]:
    """For the page about embedding: a table of the names that say how a figure is shown."""
    return [
        docs.NameRow(
            name, docs.kind(entry.field.link_schema, {}), default_in_link(name, entry.default), entry.field.help
        )
        for name, entry in DISPLAY_OPTIONS.items()
    ]


def default_in_link(name: str, default: Any) -> str:
    """For `option_rows`: a default as a link writes it, or in words where there is no one value."""
    if name == LANGUAGE.name:
        return say("default.reader")
    if default in (None, ()):
        return say("default.none")
    return f"`{int(default) if isinstance(default, bool) else default}`"


def install(app: FastAPI, site: Site, document: Callable[[], Mapping[str, Any]]) -> None:
    """For `create_app`: adds the route of the page about embedding."""
    query = scenario_query(site.settings.limits).with_fields(DISPLAY_FIELDS)
    names = cached_by_language(lambda: [row for row in docs.name_rows(document()) if row.name not in DISPLAY_OPTIONS])

    def embedding(request: Request) -> Page:
        raw: bytes = request.scope["query_string"]
        scenario, values, notices = lenient_embed(query, raw)
        texts, title = differing_texts(query, values, raw), title_of(scenario)
        lasting = with_always_said(texts, scenario)
        here = Addresses(root_prefix(request.scope), texts)
        there = Addresses(site.base_url(request.scope), lasting)
        options = with_defaults(values)
        height = height_of(scenario, options, WIDTH)  # the builder asks the figure itself
        cards = [section_card(id, request.scope, NOTATION_IDS[0]) for id in SECTIONS]
        return site.page(
            request,
            "embedding.html",
            notices=[notice.described() for notice in notices[:MOST_NOTICES]],
            here=here,
            there=there,
            scenario=readable(query_string(texts, query.fields.keys() - DISPLAY_OPTIONS)),
            lasting=query_string(lasting, query.fields.keys() - DISPLAY_OPTIONS),
            title=title,
            png_name=file_name(scenario, "figure", "png"),
            values=options,
            beta=texts.get("beta", ""),
            texts=texts,
            defaults={name: value for name, value in with_defaults({}).items() if name not in ALWAYS_SAID},
            choices=choices(),
            no_views=[view for view in VIEWS if any(display_misfits({"view": view}, scenario))],
            flags={name: say(f"builder.flag.{name}") for name in FLAGS},
            parts={say(f"builder.parts.{id}"): lists for id, lists in PARTS_OF.items()},
            fields=DISPLAY_OPTIONS,
            hosts=HOSTS,
            height=height,
            line=iframe_line(there.embed, title, height),
            year=YEAR,
            scenario_names=names(),
            shown_names=option_rows(),
            places={
                name: spoken().list.join(say(f"place.{medium}") for medium in entry.media)
                for name, entry in DISPLAY_OPTIONS.items()
            },
            examples=[
                (card, example_line(card.entry, there.base, language_options(request.scope)))
                for card in example_cards(site, request.scope)
            ],
            sections=[(card, section_line(card, there.base, language_options(request.scope))) for card in cards],
            **minutes(cards),
            tasks=all_tasks(),
            alternates=alternates(f"{there.base}/embedding"),
            side=SIDE,
        )

    site.add(app, "/embedding", site.unpacking(embedding), WEIGHT, forms=True)
