"""A figure as pixels: PNG, by resvg, with the fonts of the built front end and none of the machine's."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from antigradient.assets import DIST_DIR, load_manifest
from antigradient.figure import resvg
from antigradient.figure.crop import crop
from antigradient.figure.elements import Element, serialise
from antigradient.figure.figure import Figure
from antigradient.work import spend

#: As the front end's build names them; the first that has a sign is taken for it.
FONTS = ("figure-sans.ttf", "figure-sans-bold.ttf", "figure-sans-math.ttf", "figure-math.ttf")


def _alphabet(first: str) -> dict[int, int]:
    """Letters A…Z and a…z to those of mathematics that begin at `first`."""
    latin = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    return {ord(letter): ord(first) + i for i, letter in enumerate(latin)}


#: Browsers slant and thicken the math font; resvg cannot, so the font's own italic and bold letters stand in.
ITALIC = _alphabet("𝐴") | {ord("h"): ord("ℎ")}
BOLD = _alphabet("𝐀") | {ord("∇"): ord("𝛁")}


#: Nanoseconds of reading the fonts, of a pixel, and of a byte of the drawing for each pixel of its width.
READ, PIXEL, STROKED = 20e6, 120.0, 0.8
#: Corners times pixels of width that are drawn within half a second: a larger picture has fewer levels.
CROWD = 1e8


class FontsMissingError(RuntimeError):
    """Raised to the API: there are no fonts, because the front end has not been built."""


def with_fixed_theme(figure: Figure) -> Figure:
    """For pictures: the figure in one theme; pixels cannot follow a reader's, so auto is light."""
    return replace(figure, theme="light") if figure.theme == "auto" else figure


def png(figure: Figure, scale: float = 1.0, colours: int | None = None) -> bytes:
    """For /figure.png and notebooks: the figure as PNG, `scale` pixels to each of its own, of so many colours at most.

    Raises FontsMissingError.
    """
    document = crop(with_fixed_theme(figure).document(), figure.width, figure.height)
    return pixels(document, figure.width * scale, figure.height * scale, colours)


def pixels(document: Element, width: float, height: float, colours: int | None = None) -> bytes:
    """For pictures: an SVG document as PNG of this size in pixels, of so many colours. Raises FontsMissingError."""
    manifest = load_manifest() or {}
    try:
        fonts = [str(DIST_DIR / manifest[name]) for name in FONTS]
    except KeyError:
        raise FontsMissingError from None
    svg = serialise([with_math_letters(document)])
    options: dict[str, Any] = {
        "width": round(width),
        "height": round(height),
        "skip_system_fonts": True,
        "font_files": fonts,
        "sans_serif_family": "Noto Sans",
        "serif_family": "STIX Two Math",
    }
    spend(READ + PIXEL * width * height + STROKED * len(svg) * width)
    return resvg.picture(svg, colours, options)


def with_math_letters(element: Element, within: str = "") -> Element:
    """For pictures: the element with mathematical letters in the names of arrows and axes."""
    tag, attrs, children = element
    kind = str(attrs.get("class", ""))
    if isinstance(children, str):
        table = ITALIC if kind == "axis" else BOLD if kind == "label" and within.startswith("arrow") else {}
        return Element(tag, attrs, children.translate(table))
    return Element(tag, attrs, [with_math_letters(child, kind) for child in children])
