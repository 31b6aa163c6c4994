"""The figure as one file that needs no server: for learning systems that forbid frames, and for places without a net.

Styles, script and font are in it, and so are the map and the run. Its own policy, in the file, allows just these: it
can ask nobody for anything.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping
from functools import lru_cache
from hashlib import sha256
from typing import Any

import orjson
from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

from antigradient import assets
from antigradient.figure.words import title_of
from antigradient.query.display import DISPLAY_FIELDS, DISPLAY_OPTIONS, FIGURE, USUAL, with_defaults
from antigradient.query.file_names import file_name
from antigradient.query.links import FILE_OPTIONS, Addresses, differing_texts, query_string
from antigradient.query.model import scenario_query
from antigradient.query.refusals import Refusal

from .. import __version__
from ..api.catalogue import catalogue, without
from ..api.service import Service
from ..http.disposition import disposition
from ..http.errors import Problem
from .embed import RUNS, WORDS, about, told
from .pages import ABROAD, NOTICES, forgiving
from .templating import Site, tagged

#: Names that the drawn map takes.
DRAWN = ("theme", "palette", "hide")
#: What would need the server, or a page around it, is as it is where no link says anything.
LOCKED = {"lock": "all", "beta": None, "show": ()}


def policy(style: str, script: str) -> str:
    """What the file may do: apply this style, run this script, and use what it holds."""
    return (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; font-src data:; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


@lru_cache(maxsize=4)
def _text(file: str) -> str:
    """A built file, named by its content."""
    return (assets.DIST_DIR / file).read_text(encoding="utf-8")


def idle(values: Mapping[str, Any]) -> Iterator[Refusal]:
    """Names that are given and have no effect in a file."""
    for name in values:
        if name in DISPLAY_OPTIONS and name not in FILE_OPTIONS:
            yield Refusal(name, "has no effect in a file")
    for part in values.get("hide", ()):
        if FIGURE not in USUAL[part].where:
            yield Refusal("hide", f"has {part}, which has no effect in a file")


def parts() -> tuple[str, str]:
    """Style and script. Raises Problem where the front end is not built."""
    manifest = assets.load_manifest()
    if manifest is None or not {"offline.css", "offline.js"} <= manifest.keys():
        raise Problem(404, "The page's scripts are not built, so there is nothing to put into a file.")
    return _text(manifest["offline.css"]), _text(manifest["offline.js"])


def install(app: FastAPI, service: Service, site: Site) -> None:
    """Adds the route."""
    query = scenario_query(site.settings.limits).with_fields(DISPLAY_FIELDS)
    known = orjson.Fragment(orjson.dumps(without(catalogue(site.settings), (*ABROAD, *WORDS))))

    def offline(request: Request) -> Response:
        style, script = parts()
        raw: bytes = request.scope["query_string"]
        _, values, refused = forgiving(query, raw)
        scenario, still, run, values, lowered = told(
            service, values, {name: with_defaults(values)[name] for name in DRAWN}
        )
        texts = differing_texts(query, values, raw)
        options = {**with_defaults(values), **LOCKED}
        boot = {
            "scenario": scenario.described(),
            "given": list(values),
            "notices": [notice.described() for notice in [*refused, *lowered, *idle(values)][:NOTICES]],
            "catalogue": known,
            "api": "",
            "replies": {"trajectory": orjson.Fragment(run)},
            "still": about(still),
            **options,
            "version": __version__,
        }
        body = site.render(
            "offline.html",
            request.scope,
            boot=boot,
            title=title_of(scenario),
            still=still,
            page=Addresses(site.base_url(request.scope), texts).page,
            policy=policy(style, script),
            style=style,
            script=script,
            formula=f"L = {scenario.f}" if scenario.f else scenario.objective.formula(scenario.reduction)["text"],
            scenario=query_string(texts),
            offline=True,
            **options,
        )
        reply = tagged(request, body.encode(), "text/html")
        reply.headers["Content-Disposition"] = disposition(file_name(scenario, "offline", "html"), inline=False)
        return reply

    app.add_route("/offline.html", service.threads.page(offline, RUNS))
