"""The figure by itself, to be framed elsewhere: drawn here, so that it is seen at once; a script takes it over."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import orjson
from fastapi import FastAPI
from starlette.requests import Request

from antigradient import figure
from antigradient.answers import loss_formula
from antigradient.catalogue import API_ONLY_NAMES, FORM_ONLY_NAMES
from antigradient.latex import mathml
from antigradient.lesson.notation import sign_rules
from antigradient.offline import DIGITS
from antigradient.query.display import (
    DISPLAY_FIELDS,
    DISPLAY_OPTIONS,
    EMBED,
    PARTS,
    USUAL_PARTS,
    parts_of,
    with_defaults,
    without_effect,
)
from antigradient.query.lenient import lenient_embed
from antigradient.query.links import API_PREFIX, Addresses, differing_texts
from antigradient.query.model import scenario_query
from antigradient.query.refusals import MOST_NOTICES, Refusal, refuse
from antigradient.query.views import VIEWS
from antigradient.recipe import recipe_for
from antigradient.scenario import Scenario
from antigradient.stages import scenario_stages
from antigradient.work import TooMuchError

from .. import __version__
from ..api.catalogue import catalogue_fragments
from ..api.endpoints import ENDPOINTS
from ..api.service import Service, scripts_version
from ..http.gate import LIGHT
from .card import card_of
from .heights import frame_title
from .lesson import section_page
from .replies import Page
from .signs import in_signs
from .templating import Site, root_prefix

#: Names that a still map takes.
MAP_OPTIONS = ("theme", "palette", "show", "hide", "beta")
#: What a page weighs that draws a map and runs: whatever is asked for.
EMBED_WEIGHT = 2 * LIGHT
#: The most bytes of a run that is put into the page; a longer one is fetched by the script.
LONGEST = 40_000
#: Attempts at what was asked for, each with less than the one before.
ATTEMPTS = 3


class FirstDrawing(NamedTuple):
    """For embeds and files: a scenario, its map as first drawn, its run as in `/trajectory`, and what was lowered."""

    scenario: Scenario
    still: figure.Figure
    run: bytes
    values: dict[str, Any]
    lowered: list[Refusal]


def first_drawing(service: Service, values: dict[str, Any], options: Mapping[str, Any]) -> FirstDrawing:
    """For embeds and files: what they hold, computed once; what asks for too much work is lowered until it fits.

    Each attempt may take a share of what one request may, so that all together do not take more.
    """
    endpoint, lowered = ENDPOINTS["trajectory"], []
    for _ in range(ATTEMPTS):
        given = {name: value for name, value in values.items() if name not in DISPLAY_OPTIONS}
        question = service.ask(endpoint, {**given, "digits": DIGITS}, [])
        try:
            with service.work_limit(1 / ATTEMPTS):
                still = figure.draw(question.scenario, **options)  # it holds the run for the reply
                if still.fewer_levels:
                    lowered.append(Refusal("levels", still.fewer_levels))
                # Only what is put into the page has these digits: later requests use the link's own.
                scenario = service.ask(endpoint, given, []).scenario
                return FirstDrawing(scenario, still, service.body(question, None), values, lowered)
        except TooMuchError as error:
            refusal = service.refusal(error, endpoint)
            value = lowered_values(question.scenario, refusal)
            lowered.append(refuse(refusal.parameter, "too_much.lowered", reason=refusal.message))
            values = {**values, **value}
    raise AssertionError("a map and a hundred steps are never too much")


def lowered_values(scenario: Scenario, refusal: Refusal) -> dict[str, Any]:
    """For `first_drawing`: the values that a refusal says would fit, for another attempt."""
    assert refusal.parameter is not None
    least = min(100, int(scenario.numbers["steps"]))
    return {"steps": least, "vs": ()} if refusal.most is None else {refusal.parameter: refusal.most}


def install(app: FastAPI, service: Service, site: Site) -> None:
    """For `create_app`: adds the route of the embed."""
    query = scenario_query(site.settings.limits).with_fields(DISPLAY_FIELDS)
    with_form = catalogue_fragments(site.settings, *API_ONLY_NAMES)
    without_form = catalogue_fragments(site.settings, *API_ONLY_NAMES, *FORM_ONLY_NAMES)

    def embed(request: Request) -> Page:
        raw: bytes = request.scope["query_string"]
        scenario, values, refused = lenient_embed(query, raw)
        options = with_defaults(values)
        if options["section"]:
            return section_page(site, request, options)
        scenario, still, run, values, lowered = first_drawing(
            service, values, {name: options[name] for name in MAP_OPTIONS}
        )
        notices = [*refused, *lowered, *without_effect(values, EMBED)][:MOST_NOTICES]
        replies = {"trajectory": orjson.Fragment(run)} if len(run) <= LONGEST else {}
        texts = differing_texts(query, values, raw)
        here, there = Addresses(root_prefix(request.scope), texts), Addresses(site.base_url(request.scope), texts)
        parts, view = parts_of(options), VIEWS[options["view"]]
        catalogue_of = with_form if parts & {"controls", "formula"} else without_form
        signs = sign_rules(options["notation"], scenario.data is not None)
        boot = {
            "scenario": scenario.described(),
            "given": list(values),
            "notices": [notice.described() for notice in notices],
            "catalogue": catalogue_of(scenario, "controls" in parts),
            "api": root_prefix(request.scope) + API_PREFIX.rstrip("/"),
            "replies": replies,
            **({"still": still.surface_facts} if view.map else {}),
            **options,
            **({"signs": signs} if signs else {}),
            "version": __version__,
            "scripts": scripts_version(),
        }
        page = site.render(
            "embed.html",
            request.scope,
            boot=boot,
            title=frame_title(scenario, options),
            still=still,
            parts=parts,
            without=sorted({*USUAL_PARTS} - parts),
            plain=not (view.formulas or any(PARTS[part].formulas for part in parts)),
            row=view,
            inner=min(options["heading"] + 1, 6),
            formulas={"loss": loss_formula(scenario)["mathml"], "rule": mathml(scenario.optimiser.latex)},
            page=here.page,
            picture=here.downloads["svg"],
            card=card_of(scenario, there, there.embed),
            recipe=recipe_for(still.view.scenario) if view.recipe else None,
            stages=scenario_stages(scenario) if view.stages else [],
            **options,
        )
        return Page(in_signs(page, signs).encode())

    site.add(app, "/embed", site.unpacking(embed), EMBED_WEIGHT, forms=True)
