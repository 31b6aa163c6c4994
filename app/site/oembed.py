"""oEmbed 1.0 (oembed.com): from the address of a page or an embed to the iframe that shows the figure elsewhere."""

from __future__ import annotations

import re
from math import inf
from typing import Any

import orjson
from fastapi import FastAPI
from markupsafe import Markup
from starlette.requests import Request
from starlette.types import Scope

from antigradient.figure import card
from antigradient.figure.words import title_of
from antigradient.query.display import DISPLAY_FIELDS, with_defaults
from antigradient.query.fragment import PACKED, FragmentError, fragment_mark, unpacked, without_mark
from antigradient.query.lenient import lenient_embed
from antigradient.query.links import Addresses, differing_texts
from antigradient.query.model import scenario_query
from antigradient.query.refusals import Refusal, refuse
from antigradient.query.urlencoded import parse_query_string
from antigradient.words import Language, speaking, spoken

from ..http.errors import Problem, invalid
from ..http.language import named_language
from ..http.paths import canonical
from .card import picture_address
from .heights import height_of
from .replies import Page
from .templating import Site

#: What is understood; other names are ignored, as the specification wants it: WordPress adds `dnt`.
OEMBED_NAMES = ("url", "maxwidth", "maxheight", "format")
#: Pixels of the frame where there is room. With less the figure is laid out for less.
WIDTH = 640
#: Longest address that is looked at.
LONGEST = 1 << 15
ADDRESS = re.compile(
    r"(?P<scheme>https?)://(?P<host>[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::(?P<port>\d{1,5}))?(?P<path>/[^?#]*)?"
    r"(?:\?(?P<query>[^#]*))?(?:#.*)?",
    re.IGNORECASE | re.ASCII | re.DOTALL,
)
PORTS = {"http": "80", "https": "443"}


def split_address(address: str) -> tuple[str, str, str, str] | None:
    """For `scenario_of`: host, port, path and query of an address, or None; no port where it is the scheme's own."""
    match = ADDRESS.fullmatch(address)
    if match is None:
        return None
    port = match["port"] or ""
    port = "" if port == PORTS[match["scheme"].lower()] else port
    return match["host"].lower(), port, canonical(match["path"] or ""), match["query"] or ""


def scenario_of(address: str, bases: tuple[str, ...]) -> bytes | None:
    """For /oembed: the query of an address of a page or an embed below one of `bases`; None for any other.

    Http and https are the same: a proxy may speak one where the server speaks the other. Paths are compared as they
    are written, so an encoded slash is no slash; those that lead here by a redirect are understood.
    """
    asked = split_address(address) if len(address) <= LONGEST else None
    if asked is None:
        return None
    homes = {split_address(f"{base}{path}") for base in bases for path in ("/", "/embed")}
    if (*asked[:3], "") not in homes:
        return None
    return whole_query(asked[3], address.partition("#")[2]).encode()


def whole_query(query: str, fragment: str) -> str:
    """For `scenario_of`: the query of an address with what its fragment holds of it, where that can be read."""
    if fragment_mark(query.encode()) != PACKED:
        return query
    try:
        rest = unpacked(fragment, 2 * LONGEST)
    except FragmentError:
        return query
    return "&".join(filter(None, [without_mark(query.encode()).decode(), rest]))


def address_query(address: str) -> str:
    """For /oembed: the query of an address, whoever's it is."""
    asked = split_address(address) if len(address) <= LONGEST else None
    return asked[3] if asked else ""


def maximum_pixels(texts: dict[str, Any], name: str, refused: list[Refusal]) -> float:
    """For /oembed: the pixels that the frame may have at most; what is wrong is added to `refused`."""
    text = texts.get(name)
    if text is None:
        return inf
    if re.fullmatch(r"0*[1-9]\d{0,17}", text, re.ASCII):
        return int(text)
    refused.append(refuse(name, "refusal.pixels"))
    return inf


def frame_html(there: Addresses, title: str, width: int, height: int) -> str:
    """For /oembed: the iframe. Its sandbox gives the figure no origin; it may run its scripts and open the playground.

    Its fluid width and missing border are attributes too: WordPress removes every style, and leaves of a
    stranger's frame `src`, `title`, `width`, `height`, `frameborder`, `marginwidth`, `marginheight` and `scrolling`.
    From 5.9 on it loads what gives the frame its height, and follows its link, only where there is a quotation
    before it, which it shows until the frame has told its height. Others show none: it is hidden, by an attribute,
    which WordPress takes away before it looks for `<blockquote>`.
    """
    return str(
        Markup(
            '<blockquote hidden><a href="{}">{}</a></blockquote>'
            '<iframe src="{}" title="{}" width="100%" height="{}" frameborder="0" style="border:0;max-width:{}px" '
            'loading="lazy" sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox" allowfullscreen>'
            "</iframe>"
        ).format(there.page, title, there.embed, title, height, width)
    )


def thumbnail(there: Addresses, width: int, height: int) -> dict[str, Any]:
    """For /oembed: the card's picture in tenths of its size, at most half, within the frame; {} where too small."""
    if "#" in there.page:
        return {}  # no picture has so long an address
    tenths = min(5, 10 * width // card.WIDTH, 10 * height // card.HEIGHT)
    if not tenths:
        return {}
    return {
        "thumbnail_url": picture_address(there, tenths / 10),
        "thumbnail_width": tenths * card.WIDTH // 10,
        "thumbnail_height": tenths * card.HEIGHT // 10,
    }


def install(app: FastAPI, site: Site) -> None:
    """For `create_app`: adds the route of oEmbed."""
    query = scenario_query(site.settings.limits).with_fields(DISPLAY_FIELDS)

    def described(address: str, scope: Scope, maxwidth: float, maxheight: float) -> dict[str, Any]:
        base = site.base_url(scope)
        raw = scenario_of(address, (base, site.asked_url(scope)))
        if raw is None:
            why = refuse("url", "refusal.foreign_address")
            raise Problem(404, why.sentence, [why])
        scenario, values, _ = lenient_embed(query, raw)
        there, title = Addresses(base, differing_texts(query, values, raw)), title_of(scenario)
        width = int(min(WIDTH, maxwidth))
        height = int(min(height_of(scenario, with_defaults(values), width), maxheight))
        return {
            "version": "1.0",
            "type": "rich",
            "title": title,
            "provider_name": "Antigradient",
            "provider_url": f"{base}/",
            "cache_age": site.settings.max_age,
            "html": frame_html(there, title, width, height),
            "width": width,
            "height": height,
            **thumbnail(there, width, height),
        }

    def language_of(address: str) -> Language:
        """That of the figure."""
        return named_language(address_query(address).encode()) or spoken()

    def headers(request: Request) -> dict[str, str]:
        return {"Content-Language": language_of(request.query_params.get("url", "")).id}

    def oembed(request: Request) -> Page:
        texts, wrong = parse_query_string(request.scope["query_string"])
        refused = [refusal for refusal in wrong if refusal.parameter in OEMBED_NAMES]
        maxwidth, maxheight = (maximum_pixels(texts, name, refused) for name in ("maxwidth", "maxheight"))
        if "url" not in texts and "url" not in [refusal.parameter for refusal in refused]:
            refused.append(refuse("url", "refusal.missing_address"))
        if refused:
            raise invalid(refused)
        if texts.get("format", "json") != "json":
            raise Problem(501)
        with speaking(language_of(texts["url"])):
            body = described(texts["url"], request.scope, maxwidth, maxheight)
        return Page(orjson.dumps(body), "application/json")

    site.add(app, "/oembed", oembed, headers=headers)
