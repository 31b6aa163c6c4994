"""Addresses that are nearly right: a slash too many, or the name of a file that servers of files have for a folder."""

from __future__ import annotations

from string import punctuation
from urllib.parse import quote

from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import Scope

from ..http.paths import canonical, local_path
from .templating import root_prefix

#: So long a browser may go the right way by itself.
AGE = 3600


def redirect(routes: list[BaseRoute], scope: Scope) -> Response | None:
    """For an address that no route knows: a redirect to the route that is meant, or None where there is none.

    The way is one of our own paths below our own prefix. Nothing of it comes from the request but the query, so no Host
    and no `//elsewhere` can lead away.
    """
    path = canonical(local_path(scope))
    if path == local_path(scope) or not any(isinstance(route, Route) and route.path == path for route in routes):
        return None
    query = quote(scope["query_string"], safe=punctuation.replace("#", ""))
    address = f"{root_prefix(scope)}{path}{'?' if query else ''}{query}"
    return RedirectResponse(address, 308, headers={"Cache-Control": f"public, max-age={AGE}"})
