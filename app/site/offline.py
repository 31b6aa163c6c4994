"""The route of the offline document: the library's, of whatever a link asks for."""

from __future__ import annotations

from fastapi import FastAPI
from starlette.requests import Request

from antigradient.json_text import json_value
from antigradient.offline import MAP_OPTIONS, BundleMissingError, OfflineDocument
from antigradient.query.display import DISPLAY_FIELDS, with_defaults
from antigradient.query.lenient import lenient_scenario
from antigradient.query.links import differing_texts
from antigradient.query.model import scenario_query

from ..api.service import Service
from ..http.disposition import disposition
from ..http.errors import Problem
from .embed import EMBED_WEIGHT, first_drawing
from .replies import Page
from .templating import Site


def install(app: FastAPI, service: Service, site: Site) -> None:
    """For `create_app`: adds the route of the offline document."""
    query = scenario_query(site.settings.limits).with_fields(DISPLAY_FIELDS)

    def offline(request: Request) -> Page:
        raw: bytes = request.scope["query_string"]
        _, values, refused = lenient_scenario(query, raw)
        options = with_defaults(values)
        drawing = first_drawing(service, values, {name: options[name] for name in MAP_OPTIONS})
        document = OfflineDocument(
            drawing.scenario,
            drawing.still,
            json_value(drawing.run),
            drawing.values,
            differing_texts(query, drawing.values, raw),
            [*refused, *drawing.lowered],
            site.settings.limits,
        )
        try:
            body = document.html(site.base_url(request.scope)).encode()
        except BundleMissingError as why:
            raise Problem(404, why.message) from None
        disposed = {"Content-Disposition": disposition(document.name, inline=False)}
        return Page(body, headers=disposed, kept=False)  # too large for few readers

    site.add(app, "/offline.html", offline, EMBED_WEIGHT, forms=True)
