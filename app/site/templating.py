"""Pages made of templates: the addresses that they need, tags, and errors for people."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from urllib.parse import quote

import orjson
from fastapi import FastAPI
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.types import Scope

from antigradient import assets
from antigradient.query.display import DISPLAY_OPTIONS, LANGUAGE
from antigradient.query.fragment import PACKED, fragment_mark
from antigradient.query.refusals import FieldError
from antigradient.query.urlencoded import parse_query_string, query_string
from antigradient.reach import reach_of
from antigradient.templating import template_environment
from antigradient.words import LANGUAGES, speak, speaking, spoken

from .. import __version__
from ..http.bodies import FORM, continued_query, kind_of_body, read_body
from ..http.caching import PAGE_ENCODERS, Shelf, kept_for, matches, negotiate, tag
from ..http.errors import MEDIA_TYPE, Problem
from ..http.gate import Gate
from ..http.language import asked_language, named_language
from ..http.paths import is_for_programs, root_of
from ..settings import Settings
from .replies import Page, finished, off_shelf, on_shelf, plain_scope


def named_theme(query: bytes) -> str:
    """For a page that is there for a moment: the theme that a query names, else the reader's own."""
    texts, _ = parse_query_string(query)
    field = DISPLAY_OPTIONS["theme"].field
    try:
        return str(field.from_text(texts.get("theme", "")))
    except FieldError:
        return "auto"


class Assets(dict[str, str]):
    """For templates: logical name of a built file → its address; for a name not built an address that gives 404."""

    def __init__(self, folder: str, manifest: Mapping[str, str]) -> None:
        super().__init__({name: folder + file for name, file in manifest.items()})
        self.folder = folder

    def __missing__(self, name: str) -> str:
        return self.folder + name


#: What a Host header may say to be repeated in a link.
HOST = re.compile(r"[A-Za-z0-9.-]+(:\d+)?|\[[0-9A-Fa-f:.]+\](:\d+)?", re.ASCII)


def root_prefix(scope: Scope) -> str:
    """For templates: the root path as links write it."""
    return quote(root_of(scope))


def language_options(scope: Scope) -> dict[str, str]:
    """For links of pages: the language, where the address of the page names it; who was not asked keeps their own."""
    asked = asked_language(scope)
    return {LANGUAGE.name: asked.language.id} if asked.named else {}


def alternates(page: str) -> dict[str, str]:
    """For the heads of pages: the address of a page, which names no language, in every language, by its tag."""
    if len(LANGUAGES) == 1:
        return {}
    if "#" in page:
        return {}  # no reader of heads sees what is behind it
    before = "&" if "?" in page else "?"
    return {tag: f"{page}{before}{query_string({LANGUAGE.name: tag})}" for tag in LANGUAGES} | {"x-default": page}


class Site:
    """For routes of pages: the templates under one server's settings, with the shelf that the service uses too."""

    def __init__(self, settings: Settings, shelf: Shelf, gate: Gate) -> None:
        self.settings = settings
        self.shelf = shelf
        self.gate = gate
        self.cache_control = kept_for(settings.page_age, 10 * settings.page_age)
        self._named = settings.model_dump_json(exclude={"processes", "threads"}).encode()
        self.templates = template_environment()

    def base_url(self, scope: Scope) -> str:
        """For absolute links: the front page's public address without its last slash, by setting or this request."""
        return self.settings.base_url or self.asked_url(scope)

    def asked_url(self, scope: Scope) -> str:
        """For absolute links: the front page's public address by this request alone, whatever the setting."""
        host = Headers(scope=scope).get("host", "")
        return f"{scope['scheme']}://{host if HOST.fullmatch(host) else 'localhost'}{root_prefix(scope)}"

    def render(self, template: str, scope: Scope, **more: Any) -> str:
        """For routes: the template's text; besides what is given, every one may use what is listed here."""
        root, base = root_prefix(scope), self.base_url(scope)
        language = spoken()
        manifest = assets.load_manifest(language=language.id)
        common = {
            "root": root,
            "base_url": base,
            "reach": reach_of(base),
            "assets": Assets(f"{root}/static/", manifest or {}),
            "frontend_missing": manifest is None,
            "version": __version__,
            "theme": "auto",
            "docs": f"{root}/docs" if self.settings.docs else "",
            "language": language,
            "languages": [*LANGUAGES.values()],
            "language_query": f"?{query_string(language_options(scope))}".rstrip("?"),
        }
        return self.templates.get_template(template).render(common | more)

    def page(self, request: Request, template: str, **more: Any) -> Page:
        """For routes: the page that a template makes."""
        return Page(self.render(template, request.scope, **more).encode())

    def tag(self, scope: Scope, query: bytes) -> str:
        """For `add`: the name of the page at an address, by all that it follows from, before it is made."""
        manifest = assets.load_manifest(language=spoken().id)
        road = "form" if scope["method"] == "POST" else "link"  # a link's fragment may have some of its query
        address = f"{self.asked_url(scope)} {scope['path']} {spoken().id} {road}".encode()
        return tag(self._named, orjson.dumps(manifest), address, query)

    async def with_form(self, request: Request) -> Request:
        """For `add`: the request as if the names of its form were in its address. Raises Problem."""
        kind_of_body(request, FORM)
        body = await read_body(request, self.settings.body)
        if named := named_language(body):
            speak(named)
        query = continued_query(request.scope["query_string"], body)
        return Request({**request.scope, "query_string": query}, request.receive)

    def unpacking(self, made: Callable[[Request], Page]) -> Callable[[Request], Page]:
        """For `add`: what makes a page, or one that asks for it where the fragment has some of the query."""

        def make(request: Request) -> Page:
            query: bytes = request.scope["query_string"]
            if request.method == "POST" or fragment_mark(query) != PACKED:
                return made(request)
            return self.page(request, "whole_query.html", most=self.settings.body, theme=named_theme(query))

        return make

    def add(
        self,
        app: FastAPI,
        path: str,
        made: Callable[[Request], Page],
        weight: float = 0.0,
        queried: bool = True,
        headers: Callable[[Request], Mapping[str, str]] = lambda request: {},
        forms: bool = False,
    ) -> None:
        """For `install`: adds the route of a page that is `made` from its request alone, at the gate.

        It is not made where the client has it or the shelf holds it. `queried`: its query says more than the language.
        `headers` are those that are known before it is made. `forms`: the query may be long, and come by POST.
        """
        self.gate.jobs[path] = partial(finished, made)

        async def route(request: Request) -> Response:
            encoding = negotiate(request.headers.get("accept-encoding", ""), PAGE_ENCODERS)
            is_form = request.method == "POST"
            if is_form:
                request = await self.with_form(request)
            name = self.tag(request.scope, request.scope["query_string"] if queried else b"")
            etag = f'"{name}-{encoding}"' if encoding else f'"{name}"'
            own = {"Cache-Control": self.cache_control, "ETag": etag}
            known = request.headers.get("if-none-match", "")
            if is_form:
                own, known = {"Cache-Control": "no-store", "Content-Language": spoken().id}, ""
            own |= headers(request)
            if known.strip() != "*" and matches(known, etag):  # "*" is any page that there is: it may be a refusal
                return Response(status_code=304, headers={**own, "Vary": "Accept-Encoding"})
            if kept := self.shelf.get(etag):
                page = off_shelf(kept)
            else:
                page = await self.gate.run(request, etag, weight, path, plain_scope(request.scope), encoding)
                if page.kept:
                    self.shelf.put(etag, on_shelf(page))
            if matches(known, etag):
                return Response(status_code=304, headers={**own, "Vary": "Accept-Encoding"})
            if encoding:  # of a plain one the middleware says it
                own |= {"Content-Encoding": encoding, "Vary": "Accept-Encoding"}
            return Response(page.body, headers={**own, **page.headers}, media_type=page.media_type)

        methods = ["GET", "POST"] if forms else ["GET"]
        app.add_route(path, route, methods)  # Starlette's own: it answers HEAD too, and is not part of the document

    def problem(self, scope: Scope, problem: Problem) -> Response:
        """For problems: the reply, a page for people, problem details for programs."""
        language = problem.language
        headers = {**problem.headers, "Cache-Control": "no-store", "Content-Language": language.id, "Vary": "Accept"}
        with speaking(language):
            if not is_for_programs(scope) and "text/html" in Headers(scope=scope).get("accept", ""):
                html = self.render("busy.html" if problem.status == 503 else "error.html", scope, problem=problem)
                return HTMLResponse(html, problem.status, headers)
            return Response(problem.body(root_prefix(scope)), problem.status, headers, MEDIA_TYPE)
