"""In what form a reply leaves: JSON, a file of CSV or of numpy's, or a picture."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import numpy as np

from antigradient.json_text import json_bytes


@dataclass(frozen=True)
class Format:
    """For endpoints: `write` makes the bytes of an answer; a file has no echo and no version in it.

    `inline`: a browser shows it instead of saving it. `dense`: there is nothing in it to compress. `lasting`: it is
    kept for long where its address names its version, and so made as small as it goes. `cost`: nanoseconds of a byte
    that is written.
    """

    media_type: str
    write: Callable[[Any], bytes]
    file: bool = True
    inline: bool = False
    dense: bool = False
    lasting: bool = False
    cost: float = 0.0


def _csv(columns: Mapping[str, Any]) -> bytes:
    """Columns of equal length as RFC 4180: a header, a row for each place, nothing where there is no value.

    Numbers are written as JSON writes them, a column at once: ten times as fast as one by one. No name and no word
    of ours needs quotes.
    """
    cells = [_cells(column) for column in columns.values()]
    rows = [",".join(columns), *map(",".join, zip(*cells, strict=True))]
    return "\r\n".join([*rows, ""]).encode()


def _cells(column: Any) -> list[str]:
    if not len(column):
        return []
    if isinstance(column[0], str):
        return list(column)
    return json_bytes(column)[1:-1].decode().replace("null", "").split(",")


def _npy(array: Any) -> bytes:
    file = BytesIO()
    np.save(file, array, allow_pickle=False)
    return file.getvalue()


JSON = Format("application/json", json_bytes, file=False, inline=True, cost=1.3)
CSV = Format("text/csv", _csv, cost=8.0)
NPY = Format("application/octet-stream", _npy, cost=0.3)
SVG = Format("image/svg+xml", bytes, inline=True)
JAVASCRIPT = Format("text/javascript", lambda text: bytes(text, "utf-8"), lasting=True)
PNG = Format("image/png", bytes, inline=True, dense=True)
