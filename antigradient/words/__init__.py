"""Sentences and numbers for people."""

from antigradient.words.catalogue import Message, MessageError, join_with_and, say
from antigradient.words.languages import DEFAULT, LANGUAGES, Language, cached_by_language, speak, speaking, spoken

__all__ = [
    "DEFAULT",
    "LANGUAGES",
    "Language",
    "Message",
    "MessageError",
    "cached_by_language",
    "join_with_and",
    "say",
    "speak",
    "speaking",
    "spoken",
]
