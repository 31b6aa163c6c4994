"""Sentences and numbers for people."""

from antigradient.words.catalogue import Message, join_with_and, say
from antigradient.words.languages import LANGUAGES, speaking, spoken

__all__ = ["LANGUAGES", "Message", "join_with_and", "say", "speaking", "spoken"]
