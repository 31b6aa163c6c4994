"""Templates: what every one of them may say and use, of pages and of documents alike."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup, escape

from antigradient import assets
from antigradient.json_text import json_bytes
from antigradient.words import say

#: A word of a message that opens its definition: <term loss>how wrong it is</term>.
TAG = re.compile(r"<term ([a-z0-9_-]+)>(.*?)</term>")
#: By these attributes the script knows the button, and a screen reader what it does.
BUTTON = Markup(
    '<button type="button" class="{}" data-term="{}" aria-haspopup="dialog" aria-expanded="false"{}>{}</button>'
)


def template_environment() -> Environment:
    """For pages and documents: the templates, with their words, buttons and JSON."""
    environment = Environment(
        loader=FileSystemLoader(assets.TEMPLATES_DIR), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["code"] = code
    environment.filters["link_or_text"] = lambda said, link: said if link else said.striptags()
    environment.globals.update(say=said, term=term, term_mark=term_mark)
    # `tojson` itself escapes <, > and &, so that its text can stand in a script block.
    environment.policies["json.dumps_function"] = lambda value, **_: json_bytes(value).decode()
    return environment


@lru_cache(maxsize=1)
def _own() -> Environment:
    return template_environment()


def template_text(name: str, **values: Any) -> str:
    """For documents: a template's text, with these values and nothing of any server's."""
    return _own().get_template(name).render(values)


def code(text: str) -> Markup:
    """For templates: text with `names` in code elements, the rest escaped."""
    return Markup(re.sub("`([^`]*)`", r"<code>\1</code>", str(escape(text))))


def said(message: str, /, **args: Any) -> str:
    """For templates, as `say`: a message's text; markup where its code ends in _html, with its args escaped."""
    if not message.endswith("_html"):
        return say(message, **args)
    said = say(message, **{name: escape(arg) if isinstance(arg, str) else arg for name, arg in args.items()})
    return Markup(with_terms(said))


def term(id: str, text: str | None = None) -> Markup:
    """For templates: a word that opens the definition of a term, by default the term's own title."""
    return BUTTON.format("term", id, "", say(f"glossary.{id}.title") if text is None else text)


def term_mark(id: str, title: str | None = None) -> Markup:
    """For templates: a question mark beside the label of a field, which opens the definition of its word.

    A label cannot hold a button: a press on it belongs to the field.
    """
    asked = say("glossary.what_is", title=say(f"glossary.{id}.title") if title is None else title)
    return BUTTON.format("term mark", id, Markup(' aria-label="{}"').format(asked), "?")


def with_terms(markup: str) -> str:
    """For messages with markup: each word in a <term> tag as a button."""
    return TAG.sub(lambda found: str(term(found[1], Markup(found[2]))), markup)
