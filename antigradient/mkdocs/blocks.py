"""The blocks of a page's text that are figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

#: The language of the blocks, as an author writes it behind the fence.
LANGUAGES = ("gradient-descent", "{gradient-descent}", "{.gradient-descent}")
#: A fence: how far it is indented, its marks, and what stands behind them.
FENCE = re.compile(r"^([ \t]*)(`{3,}|~{3,})[ \t]*(.*?)[ \t]*$")
LINE = re.compile(r"^\s*([^\s:=#][^\s:=]*)\s*[:=]\s*(.*?)\s*$")


class Block(NamedTuple):
    """From `blocks_of`: a block's lines within its fences, and the numbers of the fences' own, from 0."""

    first: int
    last: int
    indentation: str
    content: tuple[str, ...]


def blocks_of(lines: Sequence[str]) -> list[Block]:
    """For the plugin: the blocks that are figures, in order; those that another block shows as an example are none."""
    found = []
    opened: tuple[int, str, str, str] | None = None
    for number, line in enumerate(lines):
        fence = FENCE.match(line)
        if not fence:
            continue
        if opened is None:
            opened = (number, fence[1], fence[2], fence[3])
        elif not fence[3] and fence[2].startswith(opened[2]):
            first, indentation, _, language = opened
            opened = None
            if language in LANGUAGES:
                found.append(Block(first, number, indentation, tuple(lines[first + 1 : number])))
    return found


def name_and_value(line: str) -> tuple[str, str]:
    """For the plugin: the name and the value of a line; two empty texts where it says nothing."""
    found = LINE.match(line)
    if found:
        return found[1], found[2]
    said = line.strip()
    return ("", "") if not said or said.startswith("#") else (said, "")
