"""The header by which a browser knows a file's name (RFC 6266)."""

from __future__ import annotations


def disposition(name: str, inline: bool) -> str:
    """For files: the `Content-Disposition` of one that a browser shows (`inline`), or else saves."""
    return f'{"inline" if inline else "attachment"}; filename="{name}"'
