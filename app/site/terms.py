"""The buttons on pages that open the definition of a word: in running text, and beside the label of a field."""

from __future__ import annotations

import re

from markupsafe import Markup

from antigradient.words import say

#: A word of a message that opens its definition: <term loss>how wrong it is</term>.
TAG = re.compile(r"<term ([a-z0-9_-]+)>(.*?)</term>")
#: By these attributes the script knows the button, and a screen reader what it does.
BUTTON = Markup(
    '<button type="button" class="{}" data-term="{}" aria-haspopup="dialog" aria-expanded="false"{}>{}</button>'
)


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
