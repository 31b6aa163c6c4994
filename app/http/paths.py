"""Paths as routes have them."""

from __future__ import annotations

from starlette.types import Scope

#: First parts of addresses that are for programs: errors there are JSON even where a browser asks, and what people
#: prefer to read does not matter.
FOR_PROGRAMS = ("api", "static", "openapi.json", "glossary.json", "healthz", "oembed", "embed.js")
#: Those at which nothing is said to anybody.
WITHOUT_WORDS = ("static", "healthz", "embed.js")


def canonical(path: str) -> str:
    """For routes and redirects: the path with single slashes, none at the end, and no `index.html`."""
    parts = [part for part in path.split("/") if part]
    if parts[-1:] == ["index.html"]:
        parts.pop()
    return "/" + "/".join(parts)


def root_of(scope: Scope) -> str:
    """For links and redirects: the application's prefix; below a mount, `root_path` is longer."""
    return str(scope.get("app_root_path", scope["root_path"]))


def local_path(scope: Scope) -> str:
    """For the shell: the path below the prefix."""
    return str(scope["path"]).removeprefix(root_of(scope))


def first_part(path: str) -> str:
    """For the kinds of addresses: what stands before the second slash of a path below the prefix."""
    return path.lstrip("/").partition("/")[0]


def is_for_programs(scope: Scope) -> bool:
    """For problems and languages: whether an address is one that programs ask for."""
    return first_part(local_path(scope)) in FOR_PROGRAMS


def is_without_words(scope: Scope) -> bool:
    """For languages: whether at an address nothing is said to anybody."""
    return first_part(local_path(scope)) in WITHOUT_WORDS
