"""Answers as JSON: the bytes that a server replies, and that a document holds."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt
import orjson

#: In columns from this length on it pays to look whether a number is repeated.
LONG = 200


def json_bytes(answer: Any) -> bytes:
    """For replies and documents: the JSON of what has numpy's arrays in it; NaN is null."""
    return orjson.dumps(answer, _compact, orjson.OPT_SERIALIZE_NUMPY)


def json_value(text: bytes) -> Any:
    """For documents: what a reply says, natively. Written again it has the same bytes."""
    return orjson.loads(text)


def _compact(value: Any) -> dict[str, Any]:
    """The columns of a run, which are no dict; orjson asks for what it cannot write itself."""
    if isinstance(value, MappingProxyType):
        return compact_columns(value)
    raise TypeError


def compact_columns(columns: Mapping[str, npt.NDArray[Any]]) -> dict[str, Any]:
    """For JSON: columns in which η, or gradient descent's β, if the same in all rows, is ready text.

    So a number is written once and not a thousand times. The last may be another: no step leaves the last row.
    """
    return {name: _repeated(column) or column for name, column in columns.items()}


def _repeated(column: npt.NDArray[Any]) -> orjson.Fragment | None:
    if len(column) < LONG or column.item(0) != column.item(-2):
        return None
    bits = column.view(np.int64)  # 0 and −0 are equal, and written differently
    if (bits[:-1] != bits[0]).any():
        return None
    number, last = json_bytes(column[[0, -1]])[1:-1].split(b",")
    return orjson.Fragment(b"[%b%b]" % ((number + b",") * (len(column) - 1), last))
