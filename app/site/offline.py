"""The route of the offline document: its template, filled with what the library says and the bundle holds."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import orjson
from fastapi import FastAPI
from starlette.requests import Request

from antigradient import assets
from antigradient.kernel import document_parts, shapes_within_reach
from antigradient.offline import MAP_OPTIONS, OfflineDocument
from antigradient.optimisers import OPTIMISERS
from antigradient.query.display import DISPLAY_FIELDS, with_defaults
from antigradient.query.lenient import lenient_scenario
from antigradient.query.links import differing_texts
from antigradient.query.model import scenario_query
from antigradient.scenario import Scenario
from antigradient.words import Message, cached_by_language, spoken

from .. import __version__
from ..api.catalogue import catalogue, without_names
from ..api.service import Service
from ..http.disposition import disposition
from ..http.errors import Problem
from .embed import EMBED_WEIGHT, FORM_ONLY_NAMES, first_drawing
from .glossary import definitions
from .pages import API_ONLY_NAMES, MOST_NOTICES
from .replies import Page
from .templating import Site

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


def words_of(document: OfflineDocument) -> set[str]:
    """For a document: the words that open their definition, those of its form too, whatever is chosen there."""
    if document.kernels is None:
        return {*WORDS}
    rules = {shape.optimiser_id for shape in shapes_within_reach(document.scenario)}
    numbers = [name for rule in rules for name in OPTIMISERS[rule].names]
    return {*WORDS, "optimiser", "eta", *numbers, *(p.name for p in document.scenario.objective.constants)}


def within_reach(whole: dict[str, Any], scenario: Scenario) -> dict[str, Any]:
    """For a document: of the catalogue what can be chosen in it; of the first loss what makes links' defaults usual."""
    objective = scenario.objective
    first = {"id": whole["objectives"][0]["id"], "presets": [], "constants": []}
    own = [entry for entry in whole["objectives"] if entry["id"] == objective.id]
    rules = {shape.optimiser_id for shape in shapes_within_reach(scenario)}
    rules |= {run.optimiser.id for run in (scenario, *scenario.runs)} | {whole["optimisers"][0]["id"]}
    return {
        **whole,
        "objectives": own if own[0]["id"] == first["id"] else [first, *own],
        "optimisers": [entry for entry in whole["optimisers"] if entry["id"] in rules],
        "datasets": [entry for entry in whole["datasets"] if entry["inputs"] == objective.inputs],
    }


def without_steps(reply: dict[str, Any]) -> dict[str, Any]:
    """For a document that computes its runs itself: the reply about them without what takes most of its room.

    Its scenario is the document's own.
    """
    rest = {name: value for name, value in reply.items() if name != "scenario"}
    return {**rest, "steps": None, "runs": [{**one, "steps": None} for one in reply["runs"]]}


def install(app: FastAPI, service: Service, site: Site) -> None:
    """For `create_app`: adds the route of the offline document."""
    query = scenario_query(site.settings.limits).with_fields(DISPLAY_FIELDS)
    known = cached_by_language(lambda: without_names(catalogue(site.settings), (*API_ONLY_NAMES, *FORM_ONLY_NAMES)))

    def offline(request: Request) -> Page:
        style, script = style_and_script()
        raw: bytes = request.scope["query_string"]
        _, values, refused = lenient_scenario(query, raw)
        options = with_defaults(values)
        drawing = first_drawing(service, values, {name: options[name] for name in MAP_OPTIONS})
        texts = differing_texts(query, drawing.values, raw)
        reply = orjson.loads(drawing.run)
        document = OfflineDocument(
            drawing.scenario,
            drawing.still,
            drawing.values,
            texts,
            [*refused, *drawing.lowered],
            document_parts(drawing.scenario, [run["outcome"] for run in (reply, *reply["runs"])]),
        )
        words = words_of(document)
        boot = {
            **document.state(MOST_NOTICES),
            "catalogue": within_reach(known(), drawing.scenario),
            "replies": {"trajectory": without_steps(reply) if document.kernels else orjson.Fragment(drawing.run)},
            "version": __version__,
            "glossary": {id: entry for id, entry in definitions().items() if id in words},
        }
        content = document.content(site.base_url(request.scope), style, script)
        body = site.render("offline.html", request.scope, boot=boot, **content)
        disposed = {"Content-Disposition": disposition(document.name, inline=False)}
        return Page(body.encode(), headers=disposed)

    app.add_route("/offline.html", site.route(service.threads, offline, EMBED_WEIGHT))
