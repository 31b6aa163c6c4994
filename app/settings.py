"""Settings, each from an environment variable: `ANTIGRADIENT_` and the field's name in capitals."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_settings import BaseSettings, SettingsConfigDict


def _prefix(path: str) -> str:
    """`/prefix`, or nothing for the root."""
    path = path.strip("/")
    return f"/{path}" if path else ""


def _address(url: str) -> str:
    url = url.rstrip("/")
    if url and not url.startswith(("http://", "https://")):
        raise ValueError("must begin with http:// or https://")
    return url


class Settings(BaseSettings):
    """What an operator may change. Caps are shown in the catalogue's `limits`, and form and documents follow them."""

    model_config = SettingsConfigDict(env_prefix="ANTIGRADIENT_", frozen=True, use_attribute_docstrings=True)

    root_path: Annotated[str, AfterValidator(_prefix)] = ""
    """Prefix under which a proxy shows the application, such as /grad."""
    base_url: Annotated[str, AfterValidator(_address)] = ""
    """Public address of the front page, prefix included; from each request where it is empty."""

    steps: int = Field(10_000, ge=1)
    """Most steps of a run."""
    grid: int = Field(257, ge=2)
    """Most points a side of a map."""
    basins: int = Field(64, ge=2)
    """Most starts a side of a map of basins."""
    points: int = Field(1_000, ge=1)
    """Most points of a data set."""
    levels: int = Field(64, ge=1)
    """Most contour levels."""
    body: int = Field(64 * 1024, ge=1)
    """Largest body of a POST, in bytes."""

    max_age: int = Field(3600, ge=0)
    """Seconds for which browsers and proxies may keep an API reply."""
    cache: int = Field(32 * 1024 * 1024, ge=0)
    """Bytes of replies kept in each worker's memory; 0 keeps none."""
    threads: int = Field(2, ge=1)
    """Heavy computations at a time in each worker; they share one interpreter, so more would only wait."""

    @property
    def limits(self) -> dict[str, int]:
        """The caps by name."""
        return {name: getattr(self, name) for name in ("steps", "grid", "basins", "points", "levels", "body")}
