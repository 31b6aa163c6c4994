"""Prose as HTML: Markdown with the lesson's formulas, words that open their definition, and links of the site."""

from __future__ import annotations

from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markupsafe import Markup
from mdit_py_plugins.dollarmath import dollarmath_plugin

from antigradient.latex import mathml
from antigradient.lesson.notation import with_signs
from antigradient.templating import term

#: A link to a word of the glossary: [gradient](term:gradient).
TERM = "term:"


@lru_cache(maxsize=8)
def _reader(notation: str) -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    reader.use(dollarmath_plugin, allow_space=True, double_inline=False, allow_labels=False)

    def inline_formula(self: RendererHTML, tokens: list[Token], i: int, options: Any, env: dict[str, Any]) -> str:
        return mathml(with_signs(tokens[i].content, notation))

    def formula(self: RendererHTML, tokens: list[Token], i: int, options: Any, env: dict[str, Any]) -> str:
        return mathml(with_signs(tokens[i].content, notation)).replace("<math", '<math display="block"', 1)

    reader.add_render_rule("math_inline", inline_formula)
    reader.add_render_rule("math_block", formula)
    reader.add_render_rule("link_open", _link_open)
    reader.add_render_rule("link_close", _link_close)
    return reader


def _link_open(self: RendererHTML, tokens: list[Token], i: int, options: Any, env: dict[str, Any]) -> str:
    href = str(tokens[i].attrs["href"])
    if href.startswith(TERM):
        opening = str(term(href.removeprefix(TERM), "\0"))
        return opening.partition("\0")[0]
    return f'<a href="{Markup.escape(_address(href, env))}">'


def _link_close(self: RendererHTML, tokens: list[Token], i: int, options: Any, env: dict[str, Any]) -> str:
    opening = next(token for token in reversed(tokens[:i]) if token.type == "link_open")
    return "</button>" if str(opening.attrs["href"]).startswith(TERM) else "</a>"


def _address(href: str, env: dict[str, Any]) -> str:
    """A link of a text below the page's own prefix and in its language; ?… leads into the playground."""
    if href.startswith("?"):
        more = urlencode(env["options"])
        return f"{env['root']}/{href}{'&' if more else ''}{more}"
    return f"{env['root']}{href}" if href.startswith("/") else href


def html(text: str, root: str, options: dict[str, str], notation: str = "eta") -> Markup:
    """For the lesson's pages: a text's HTML; links go below `root` and carry `options`, the page's language."""
    return Markup(_reader(notation).render(text, {"root": root, "options": options}))


def inline(text: str, root: str, options: dict[str, str], notation: str = "eta") -> Markup:
    """For titles and labels: the same without a paragraph around it."""
    return Markup(_reader(notation).renderInline(text, {"root": root, "options": options}))
