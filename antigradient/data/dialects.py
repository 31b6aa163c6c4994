"""From bytes to rows of cells, by each way in which tables are written.

A dialect is the separator of the columns; what the cells mean is decided elsewhere.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import StringIO
from typing import Any

from antigradient.data.numerals import NUMBER, with_hyphens
from antigradient.data.words import Note, TableError

#: What parts columns, in the order in which they are tried; the first two are in no number and in few words.
SEPARATORS = (";", "\t", ",", " ")
SURE = SEPARATORS[:2]
#: Points written x:y, parted by commas, semicolons, blanks or lines, as links write them.
COLON = ":"
#: First bytes of files that are not text: zip (xlsx, ods), Microsoft's older files, PDF.
OTHER_FILES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")
#: A table with more columns than this is refused: it holds no points for these losses.
MOST_COLUMNS = 200
#: A line that holds no cell.
COMMENT = re.compile(r"\s*(#|$)")
#: One point written x:y, between the commas, semicolons or blanks that separate points.
TOKEN = re.compile(r"[^,;\s]+")
BLANKS = " \t\u00a0"


#: The cells of a row. Tuples of texts alone cost the collector nothing, however many there are.
Cells = tuple[str, ...]


@dataclass(frozen=True)
class Comment:
    """For names of columns that stand in a comment: its line, and what it holds as cells."""

    line: int
    cells: Cells


@dataclass(frozen=True)
class TableRows:
    """For reading a table: its rows by one separator, comments, and whether these are all of its rows.

    `places` are the numbers of the rows' lines, or of the points where these are written x:y; `above` is the last
    comment above the rows.
    """

    separator: str
    rows: list[Cells]
    places: list[int]
    comments: int
    above: Comment | None = None
    whole: bool = True

    @property
    def unit(self) -> str:
        """For places: what is numbered."""
        return "point" if self.separator == COLON else "line"

    def where(self, i: int) -> dict[str, int]:
        """For refusals: where a row is: `{"line": 3}` or `{"point": 2}`."""
        return {self.unit: self.places[i]}

    def below(self) -> TableRows:
        """For columns with names: the rows without the first."""
        return replace(self, rows=self.rows[1:], places=self.places[1:])


def filled(cells: Cells) -> int:
    """For reading a table: how many cells there are up to the last that holds anything."""
    count = len(cells)
    while count and not cells[count - 1]:
        count -= 1
    return count


def text_of(source: str | bytes) -> tuple[str, list[Note]]:
    """For reading a table: the text of a file in whichever encoding, with notes. Raises TableError where it is none."""
    if isinstance(source, str):
        return with_hyphens(source.removeprefix("\ufeff")), []
    if source.startswith(OTHER_FILES):
        raise TableError("spreadsheet")
    wide = source.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text, notes = source.decode("utf-16" if wide else "utf-8-sig"), []
    except UnicodeDecodeError:
        if wide:
            raise TableError("no_text") from None
        # What spreadsheets write where UTF-8 is not asked for; digits and separators are those of UTF-8.
        text, notes = source.decode("cp1252", errors="replace"), [Note("encoding", {"encoding": "windows-1252"})]
    if "\0" in text:
        raise TableError("no_text")
    return with_hyphens(text), notes


class _Lines:
    """Lines for the csv module, without comments and with blanks as one separator if that is what parts columns."""

    def __init__(self, text: str, separator: str) -> None:
        self.lines = StringIO(text, newline="")  # CR, LF and CRLF end lines, and are left as they are
        self.blanks = separator == " "
        self.loose = re.compile(rf'" +(?={re.escape(separator)}|[\r\n]|$)')  # blanks after a quote that closes
        self.number = 0
        self.inside = False
        self.comments: list[tuple[int, str]] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        for line in self.lines:
            self.number += 1
            if not self.inside and line.lstrip().startswith("#"):
                self.comments.append((self.number, line.strip()[1:]))
                continue
            self.inside = True
            if self.blanks:
                return line.replace("\t", " ").strip() + "\n"
            return self.loose.sub('"', line) if '"' in line else line
        raise StopIteration


def rows_of(text: str, separator: str, most: int | None = None) -> TableRows:
    """For reading a table: the rows that hold anything, all or the first `most` of them. Raises TableError."""
    if separator == COLON:
        return _points(text, most)
    lines = _Lines(text, separator)
    rows: list[Cells] = []
    places: list[int] = []
    try:
        for cells in _reader(lines, separator):
            lines.inside = False
            if len(cells) > MOST_COLUMNS:
                raise TableError("wide", most=MOST_COLUMNS)
            held = tuple([cell.strip() for cell in cells])
            if any(held):
                rows.append(held)
                places.append(lines.number)
                if len(rows) == most:
                    break
    except csv.Error as error:
        line = {"line": max(lines.number, 1)}
        if "limit" in str(error):
            raise TableError("long_cell", **line, most=csv.field_size_limit()) from None
        raise TableError("quote", **line) from None
    above = [comment for comment in lines.comments if rows and comment[0] < places[0]]
    names = _as_row(*above[-1], separator) if above else None
    return TableRows(separator, rows, places, len(lines.comments), names, whole=len(rows) != most)


def _reader(lines: Any, separator: str) -> Iterator[list[str]]:
    return csv.reader(lines, delimiter=separator, skipinitialspace=True, strict=True)


def _as_row(line: int, comment: str, separator: str) -> Comment:
    """A comment as a row; a stray quote in it is no error."""
    parts = comment.split() if separator == " " else comment.split(separator)
    return Comment(line, tuple(part.strip().strip('"').strip() for part in parts))


def holds_pairs(text: str) -> bool:
    """For reading a table: whether two numbers anywhere in the text have a colon between them, as points x:y do."""
    tokens = (token.group().split(COLON) for token in TOKEN.finditer(_tight(text)))
    return COLON in text and any(len(parts) > 1 and all(map(NUMBER.fullmatch, parts)) for parts in tokens)


def _tight(text: str) -> str:
    """The text without blanks around colons."""
    first, *parts = text.split(COLON)
    middle = (part.strip(BLANKS) for part in parts[:-1])
    return COLON.join([first.rstrip(BLANKS), *middle, parts[-1].lstrip(BLANKS)]) if parts else first


def _points(text: str, most: int | None) -> TableRows:
    rows: list[Cells] = []
    comments = 0
    for line in StringIO(_tight(text), newline=""):
        if line.lstrip().startswith("#"):
            comments += 1
            continue
        for token in TOKEN.finditer(line):
            rows.append(tuple(token.group().split(COLON, MOST_COLUMNS)))
            if len(rows[-1]) > MOST_COLUMNS:
                raise TableError("wide", most=MOST_COLUMNS)
            if len(rows) == most:
                return _numbered(rows, comments, whole=False)
    return _numbered(rows, comments, whole=True)


def _numbered(points: list[Cells], comments: int, whole: bool) -> TableRows:
    return TableRows(COLON, points, list(range(1, len(points) + 1)), comments, whole=whole)
