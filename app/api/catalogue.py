"""The catalogue of one server: the library's, with its own caps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import orjson

from antigradient.catalogue import catalogue_data, without_names
from antigradient.words import cached_by_language

from ..settings import Settings


def catalogue(settings: Settings) -> dict[str, Any]:
    """For /catalogue and pages: what there is to choose from on this server."""
    return catalogue_data(settings.limits, settings.caps)


def catalogue_fragments(settings: Settings, *names: str) -> Callable[[], orjson.Fragment]:
    """For pages: what gives the catalogue without these names in the language that is spoken, each written once."""
    return cached_by_language(lambda: orjson.Fragment(orjson.dumps(without_names(catalogue(settings), names))))
