"""Paths as routes have them."""

from __future__ import annotations


def canonical(path: str) -> str:
    """The path as routes have it, which redirects lead to: single slashes, none at the end, no `index.html`."""
    parts = [part for part in path.split("/") if part]
    if parts[-1:] == ["index.html"]:
        parts.pop()
    return "/" + "/".join(parts)
