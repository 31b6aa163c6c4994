"""Paths as routes have them."""

from __future__ import annotations


def canonical(path: str) -> str:
    """For routes and redirects: the path with single slashes, none at the end, and no `index.html`."""
    parts = [part for part in path.split("/") if part]
    if parts[-1:] == ["index.html"]:
        parts.pop()
    return "/" + "/".join(parts)
