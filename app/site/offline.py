"""The route of the offline document: its template, filled with what the library says and the bundle holds."""

from __future__ import annotations

from functools import lru_cache

import orjson
from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

from antigradient import assets
from antigradient.offline import MAP_OPTIONS, OfflineDocument
from antigradient.query.display import DISPLAY_FIELDS, with_defaults
from antigradient.query.lenient import lenient_scenario
from antigradient.query.links import differing_texts
from antigradient.query.model import scenario_query
from antigradient.words import Message, spoken

from .. import __version__
from ..api.catalogue import catalogue_fragments
from ..api.service import Service
from ..http.disposition import disposition
from ..http.errors import Problem
from .embed import EMBED_WEIGHT, FORM_ONLY_NAMES, first_drawing
from .glossary import definitions
from .pages import API_ONLY_NAMES, MOST_NOTICES
from .templating import Site, tagged_response

#: The words in the document that open their definition; the others are on the page.
WORDS = ("beta", "u", "gradient")


@lru_cache(maxsize=16)
def _text(file: str) -> str:
    """A built file, named by its content."""
    return (assets.DIST_DIR / file).read_text(encoding="utf-8")


def style_and_script() -> tuple[str, str]:
    """For the document: the bundle's style, and its script in the language that is spoken.

    Raises Problem where the front end is not built.
    """
    manifest = assets.load_manifest(language=spoken().id)
    if manifest is None or not {"offline.css", "offline.js"} <= manifest.keys():
        raise Problem(404, Message("problem.no_scripts"))
    return _text(manifest["offline.css"]), _text(manifest["offline.js"])


def install(app: FastAPI, service: Service, site: Site) -> None:
    """For `create_app`: adds the route of the offline document."""
    query = scenario_query(site.settings.limits).with_fields(DISPLAY_FIELDS)
    known = catalogue_fragments(site.settings, *API_ONLY_NAMES, *FORM_ONLY_NAMES)

    def offline(request: Request) -> Response:
        style, script = style_and_script()
        raw: bytes = request.scope["query_string"]
        _, values, refused = lenient_scenario(query, raw)
        options = with_defaults(values)
        drawing = first_drawing(service, values, {name: options[name] for name in MAP_OPTIONS})
        texts = differing_texts(query, drawing.values, raw)
        document = OfflineDocument(drawing.scenario, drawing.still, drawing.values, texts, [*refused, *drawing.lowered])
        boot = {
            **document.state(MOST_NOTICES),
            "catalogue": known(),
            "replies": {"trajectory": orjson.Fragment(drawing.run)},
            "version": __version__,
            "glossary": {id: entry for id, entry in definitions().items() if id in WORDS},
        }
        content = document.content(site.base_url(request.scope), style, script)
        body = site.render("offline.html", request.scope, boot=boot, **content)
        reply = tagged_response(request, body.encode(), "text/html")
        reply.headers["Content-Disposition"] = disposition(document.name, inline=False)
        return reply

    app.add_route("/offline.html", service.threads.page(offline, EMBED_WEIGHT))
