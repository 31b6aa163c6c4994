"""The cells of a table as numbers: what is one, by a decimal point or a decimal comma, and what only looks like one."""

from __future__ import annotations

import re

#: A number as programs write it: ASCII, no blanks, and none of `nan`, `inf`, `0x10`, `1_000`, which Python takes.
NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
#: The same with a decimal comma.
WITH_COMMA = re.compile(r"[+-]?\d*,\d+(?:[eE][+-]?\d+)?", re.ASCII)
#: Digits in groups of three, by whatever they are grouped.
GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}(?:([,.'’\u00a0\u2009\u202f ])\d{3})(?:\1\d{3})*(?:[.,]\d+)?", re.ASCII)
#: One comma, before three digits: decimals or thousands.
EITHER = re.compile(r"[+-]?[1-9]\d{0,2},\d{3}", re.ASCII)
#: Bases other than ten.
BASES = ("0x", "0b", "0o")
WHOLE = re.compile(r"[+-]?\d+", re.ASCII)
#: What programs write where a value is missing: R, pandas, spreadsheets, databases.
MISSING = frozenset({"", "nan", "na", "n/a", "#n/a", "null"})
#: What stands for a number that is missing or none: a row of these is no header.
STAND_INS = MISSING - {""} | {"none", "inf", "infinity", "?", "."}
#: How a label in words begins: with no digit, which would make it a quantity or a time of the day; `<=50K` is one.
WORD = re.compile(r"[^\w\s]{0,3}[^\W\d_]|[<>≤≥]")
#: The typographic minus sign (U+2212) counts as a minus.
MINUS = "\u2212"


def with_hyphens(text: str) -> str:
    """For the patterns here: the text with a hyphen for each minus."""
    return text.replace(MINUS, "-")


def is_missing(cell: str) -> bool:
    """For columns: whether a cell is empty, or says that its value is missing."""
    return not cell or (len(cell) < 5 and cell.lower() in MISSING)


def is_numeric(cell: str) -> bool:
    """For columns: whether a cell is a number, with a decimal point or a decimal comma."""
    return bool(NUMBER.fullmatch(cell) or WITH_COMMA.fullmatch(cell))


def means_a_number(cell: str) -> bool:
    """For finding a header: whether a cell is a number or stands in the place of one, so that it names no column."""
    word = cell.lstrip("+-").lower()
    return bool(
        is_numeric(cell) or GROUPED.fullmatch(cell) or word in STAND_INS or word.startswith(BASES) or cell == "-"
    )


def proves_a_comma(cell: str) -> bool:
    """For choosing a dialect: whether the cell's comma can only begin its decimals."""
    return "," in cell and bool(WITH_COMMA.fullmatch(cell)) and not EITHER.fullmatch(cell)


def value_of(cell: str) -> float | None:
    """For points: the number of a cell by whichever of point and comma is in it; None where it is none."""
    if NUMBER.fullmatch(cell):
        return float(cell)
    return float(cell.replace(",", ".")) if WITH_COMMA.fullmatch(cell) else None


def is_word(cell: str) -> bool:
    """For labels: whether a cell is a word, and neither a number nor in the place of one."""
    return bool(WORD.match(cell)) and not means_a_number(cell)
