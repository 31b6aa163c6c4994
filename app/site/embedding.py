"""The page for teachers, who put a figure into a page of their own: examples, one line, a builder, files, every name.

The playground's dialogs `Embed` and `Download` are parts of this page, asked for with the playground's own query.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from fastapi import FastAPI
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from antigradient.examples import Entry
from antigradient.figure.palettes import PALETTES
from antigradient.figure.thumbnail import SIDE
from antigradient.figure.words import title_of
from antigradient.query.display import (
    DISPLAY_FIELDS,
    DISPLAY_OPTIONS,
    EXTRA_LAYERS,
    EXTRA_PARTS,
    USUAL_LAYERS,
    USUAL_PARTS,
    with_defaults,
)
from antigradient.query.file_names import file_name
from antigradient.query.lenient import display_misfits, lenient_embed
from antigradient.query.links import ALWAYS_SAID, Addresses, differing_texts, with_always_said
from antigradient.query.model import scenario_query
from antigradient.query.urlencoded import query_string
from antigradient.query.views import VIEWS
from antigradient.words import cached_by_language

from ..api.examples import links
from ..http.threads import Threads
from . import docs
from .examples import WEIGHT, example_cards
from .heights import height_of
from .hosts import HOSTS
from .oembed import WIDTH
from .pages import MOST_NOTICES
from .templating import Site, alternates, language_options, root_prefix

#: Names of the builder's choices, and of what there is to choose from.
CHOICES: dict[str, tuple[str, dict[str, str]]] = {
    "view": (
        "Figure",
        {view.id: view.title for view in VIEWS.values()},
    ),
    "theme": ("Theme", {"auto": "Auto", "light": "Light", "dark": "Dark"}),
    "palette": ("Colours of the loss", {palette.id: palette.title for palette in PALETTES.values()}),
    "lock": (
        "Readers may change",
        {"": "everything", "view": "everything but the window", "all": "nothing but the step"},
    ),
    "speed": ("Speed", {"0.5": "0.5×", "1": "1×", "2": "2×", "4": "4×"}),
    "heading": ("Level of its heading", {str(level): f"h{level}" for level in range(2, 7)}),
}
FLAGS = {
    "autoplay": "Plays at once",
    "links": "Links to the playground",
    "projector": "Bigger type, for a projector",
}
#: The parts of a figure as the builder lists them: under a legend, by the name of the list that a link has for them.
PARTS_OF = {
    "What is on the map": {"hide": USUAL_LAYERS, "show": EXTRA_LAYERS},
    "What is around it": {"hide": USUAL_PARTS, "show": EXTRA_PARTS},
}

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


def option_rows() -> list[docs.NameRow]:
    """For the page about embedding: a table of the names that say how a figure is shown."""
    return [
        docs.NameRow(name, docs.kind(entry.field.link_schema, {}), default_in_link(entry.default), entry.field.help)
        for name, entry in DISPLAY_OPTIONS.items()
    ]


def default_in_link(default: Any) -> str:
    """For `option_rows`: a default as a link writes it."""
    return "none" if default in (None, ()) else f"`{int(default) if isinstance(default, bool) else default}`"


def install(app: FastAPI, threads: Threads, site: Site, document: Callable[[], Mapping[str, Any]]) -> None:
    """For `create_app`: adds the route of the page about embedding."""
    query = scenario_query(site.settings.limits).with_fields(DISPLAY_FIELDS)
    names = cached_by_language(lambda: [row for row in docs.name_rows(document()) if row.name not in DISPLAY_OPTIONS])

    def embedding(request: Request) -> Response:
        raw: bytes = request.scope["query_string"]
        scenario, values, notices = lenient_embed(query, raw)
        texts, title = differing_texts(query, values, raw), title_of(scenario)
        lasting = with_always_said(texts, scenario)
        here = Addresses(root_prefix(request.scope), texts)
        there = Addresses(site.base_url(request.scope), lasting)
        options = with_defaults(values)
        height = height_of(scenario, options, WIDTH)  # the builder asks the figure itself
        return site.page(
            request,
            "embedding.html",
            notices=[notice.described() for notice in notices[:MOST_NOTICES]],
            here=here,
            there=there,
            scenario=query_string(texts, query.fields.keys() - DISPLAY_OPTIONS),
            lasting=query_string(lasting, query.fields.keys() - DISPLAY_OPTIONS),
            title=title,
            png_name=file_name(scenario, "figure", "png"),
            values=options,
            beta=texts.get("beta", ""),
            defaults={name: value for name, value in with_defaults({}).items() if name not in ALWAYS_SAID},
            choices=CHOICES,
            no_views=[view for view in VIEWS if any(display_misfits({"view": view}, scenario))],
            flags=FLAGS,
            parts=PARTS_OF,
            fields=DISPLAY_OPTIONS,
            hosts=HOSTS,
            height=height,
            line=iframe_line(there.embed, title, height),
            year=YEAR,
            scenario_names=names(),
            shown_names=option_rows(),
            places={name: ", ".join(entry.media) for name, entry in DISPLAY_OPTIONS.items()},
            examples=[
                (card, example_line(card.entry, there.base, language_options(request.scope)))
                for card in example_cards(site, request.scope)
            ],
            alternates=alternates(f"{there.base}/embedding"),
            side=SIDE,
        )

    app.add_route("/embedding", threads.page(embedding, WEIGHT))
