"""Settings, each from an environment variable: `ANTIGRADIENT_` and the field's name in capitals."""

from __future__ import annotations

import re
from ipaddress import ip_network
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from antigradient.query.limits import Limits
from antigradient.work import CORNERS

#: The caps of a scenario where none are set.
USUAL = Limits()


def _prefix(path: str) -> str:
    """`/prefix`, or nothing for the root."""
    path = path.strip("/")
    return f"/{path}" if path else ""


def _address(url: str) -> str:
    url = url.rstrip("/")
    if url and not url.startswith(("http://", "https://")):
        raise ValueError("must begin with http:// or https://")
    return url


#: Scheme, name and port: what a browser calls an origin and a policy can name (it cannot name an IPv6 address).
ORIGIN = re.compile(r"https?://[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*(:\d{1,5})?", re.ASCII)


def _list(text: Any) -> Any:
    """`a, b` as a list."""
    return [part.strip().lower() for part in text.split(",") if part.strip()] if isinstance(text, str) else text


def is_origin(text: str) -> bool:
    """For settings and headers: whether a Content-Security-Policy can name this origin."""
    port = text.rpartition(":")[2]
    return bool(ORIGIN.fullmatch(text)) and (not port.isdigit() or 0 < int(port) < 65536)


def _origins(origins: tuple[str, ...]) -> tuple[str, ...]:
    for origin in origins:
        if not is_origin(origin):
            raise ValueError("must be origins such as https://course.example, separated by commas")
    return tuple(dict.fromkeys(origins))


def _networks(networks: tuple[str, ...]) -> tuple[str, ...]:
    for network in networks:
        try:
            ip_network(network)
        except ValueError as error:
            raise ValueError("must be addresses or networks such as 10.0.0.0/8, separated by commas") from error
    return networks


#: Settings that the catalogue shows.
CAPS = ("steps", "grid", "basins", "points", "levels", "body", "table", "corners", "work", "reply")


class Settings(BaseSettings):
    """For the whole application: what an operator may set, by environment variables; caps are in the catalogue.

    Form and documents follow the caps too.
    """

    model_config = SettingsConfigDict(env_prefix="ANTIGRADIENT_", frozen=True, use_attribute_docstrings=True)

    root_path: Annotated[str, AfterValidator(_prefix)] = ""
    """Prefix under which a proxy shows the application, such as /grad."""
    base_url: Annotated[str, AfterValidator(_address)] = ""
    """Public address of the front page, prefix included; from each request where it is empty."""

    embed_origins: Annotated[tuple[str, ...], NoDecode, BeforeValidator(_list), AfterValidator(_origins)] = ()
    """Origins whose pages may frame an embed, separated by commas; anyone's where it is empty."""

    steps: int = Field(USUAL.steps, ge=1)
    """Most steps of a run."""
    grid: int = Field(USUAL.grid, ge=2)
    """Most points a side of a map."""
    basins: int = Field(USUAL.basins, ge=2)
    """Most starts a side of a map of basins."""
    points: int = Field(USUAL.points, ge=1)
    """Most points of a data set."""
    levels: int = Field(USUAL.levels, ge=1)
    """Most contour levels."""
    body: int = Field(256 * 1024, ge=1)
    """Largest body of a POST as JSON or as a form, in bytes: a thousand points, and moves by the thousand."""
    table: int = Field(1024 * 1024, ge=1)
    """Largest table of points, a POST of `text/csv`, in bytes."""
    corners: int = Field(CORNERS, ge=1000)
    """Most corners of the contour lines of a map."""
    work: float = Field(2.0, gt=0, allow_inf_nan=False)
    """Seconds of work that one request may ask for, counted on a usual machine and not timed."""
    reply: int = Field(12_000_000, ge=100_000)
    """Largest reply, in bytes before it is compressed."""

    max_age: int = Field(3600, ge=0)
    """Seconds for which browsers and proxies may keep an API reply."""
    page_age: int = Field(60, ge=0)
    """Seconds for which they may keep a page, and ten times as long while they ask anew: a new version is seen then."""
    cache: int = Field(32 * 1024 * 1024, ge=0)
    """Bytes of replies kept in each worker's memory; 0 keeps none."""
    processes: int = Field(0, ge=0)
    """Processes of each worker for heavy computations; none where it is 0. `antigradient` itself takes one a core."""
    threads: int = Field(2, ge=1)
    """Heavy computations at a time where there are no processes; they share an interpreter, more would only wait."""

    docs: bool = True
    """Whether there are /docs and /openapi.json."""
    access_log: bool = False
    """Whether each request is told on the standard output, as a line of JSON that says nothing of who asked."""
    proxies: Annotated[tuple[str, ...], NoDecode, BeforeValidator(_list), AfterValidator(_networks)] = ()
    """Addresses and networks of proxies whose X-Forwarded-For and X-Forwarded-Proto are believed; of no other's."""
    metrics_port: int = Field(0, ge=0, le=65535)
    """Port of its own at which Prometheus finds /metrics; none where it is 0."""
    metrics_host: str = "127.0.0.1"
    """Address at which that port is served."""

    head: int = Field(16 * 1024, ge=1024)
    """Largest head of a request, in bytes, trailers included; these limits hold where `antigradient` serves."""
    request_seconds: float = Field(10.0, gt=0, allow_inf_nan=False)
    """Seconds for a whole request to come."""
    drain_seconds: float = Field(30.0, gt=0, allow_inf_nan=False)
    """Seconds after which a client that takes nothing of its reply is dropped."""
    held: int = Field(64 * 1024 * 1024, ge=1)
    """Bytes of replies that wait for slow clients, in each worker; beyond them who has waited longest is dropped."""
    keep_alive: int = Field(5, ge=0)
    """Seconds for which a connection stays open for a further request."""
    stop_seconds: int = Field(5, ge=1)
    """Seconds for what is in work when the server is stopped."""

    @property
    def limits(self) -> Limits:
        """For queries: the caps of a scenario, as the library takes them."""
        return Limits(self.steps, self.grid, self.levels, self.points, self.basins)

    @property
    def caps(self) -> dict[str, float]:
        """For the catalogue and the documents: all caps by name."""
        return {name: getattr(self, name) for name in CAPS}
