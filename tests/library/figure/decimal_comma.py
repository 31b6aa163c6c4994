"""A language that writes numbers otherwise than English does, and all else as English: for tests of figures."""

from __future__ import annotations

from dataclasses import replace

from antigradient.words import LANGUAGES

DECIMAL_COMMA = replace(LANGUAGES["en"], id="xx", decimal=",", pair="; ")
