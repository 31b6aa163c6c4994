"""Templates and the addresses that they need."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import orjson
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request

from app import __version__, assets
from app.settings import Settings


def environment() -> Environment:
    """Jinja with autoescape for everything, and `tojson` by orjson; it escapes <, > and & for use in a script block."""
    env = Environment(
        loader=FileSystemLoader(assets.TEMPLATES_DIR),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.policies["json.dumps_function"] = lambda value, **_: orjson.dumps(value).decode()
    return env


class Assets(dict[str, str]):
    """Logical name of a built file → its address. A name that was not built gets an address that is 404, no failure."""

    def __init__(self, folder: str, manifest: Mapping[str, str]) -> None:
        super().__init__({name: folder + file for name, file in manifest.items()})
        self.folder = folder

    def __missing__(self, name: str) -> str:
        return self.folder + name


class Site:
    """Addresses under the root path, and pages made of templates."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.templates = environment()

    def context(self, request: Request) -> dict[str, Any]:
        """What every template may use."""
        root = quote(request.scope.get("root_path", ""))
        manifest = assets.load_manifest()
        return {
            "root": root,
            "base_url": self.settings.base_url or f"{request.url.scheme}://{request.url.netloc}{root}",
            "assets": Assets(f"{root}/static/", manifest or {}),
            "frontend_missing": manifest is None,
            "version": __version__,
            "theme": "auto",
        }

    def render(self, template: str, request: Request, **more: Any) -> str:
        """A page."""
        return self.templates.get_template(template).render(self.context(request) | more)
