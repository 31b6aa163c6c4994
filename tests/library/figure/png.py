"""PNG read into pixels, so that a test can look at a picture."""

from __future__ import annotations

import struct
import zlib
from typing import Any

import numpy as np
import numpy.typing as npt


def pixels(data: bytes) -> npt.NDArray[Any]:
    """Red, green, blue and alpha of eight bits each, shape (height, width, 4)."""
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    place, packed, header = 8, b"", b""
    while place < len(data):
        (size,), kind = struct.unpack(">I", data[place : place + 4]), data[place + 4 : place + 8]
        body = data[place + 8 : place + 8 + size]
        header = body if kind == b"IHDR" else header
        packed += body if kind == b"IDAT" else b""
        place += size + 12
    width, height, depth, colour, *_ = struct.unpack(">IIBBBBB", header)
    assert (depth, colour) == (8, 6)
    rows = np.frombuffer(zlib.decompress(packed), dtype=np.uint8).reshape(height, 1 + 4 * width)
    image = np.zeros((height, width, 4), dtype=np.uint8)
    above = np.zeros((width, 4), dtype=np.uint8)
    for y, row in enumerate(rows):
        above = image[y] = _unfiltered(int(row[0]), row[1:].reshape(width, 4), above)
    return image


def _unfiltered(kind: int, row: npt.NDArray[np.uint8], above: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    """A row of pixels from what was written of it (PNG 1.2, chapter 6)."""
    if kind == 0:
        return row
    if kind == 1:
        return np.cumsum(row, axis=0, dtype=np.uint8)
    if kind == 2:
        return row + above
    done = np.zeros_like(row)
    left, corner = [0] * 4, [0] * 4
    for x, (raw, up) in enumerate(zip(row.tolist(), above.tolist(), strict=True)):
        if kind == 3:
            left = [(r + (a + b) // 2) & 255 for r, a, b in zip(raw, left, up, strict=True)]
        else:
            left = [(r + _paeth(a, b, c)) & 255 for r, a, b, c in zip(raw, left, up, corner, strict=True)]
        done[x], corner = left, up
    return done


def _paeth(a: int, b: int, c: int) -> int:
    """Which of left, above and upper left is nearest to left + above − upper left."""
    p = a + b - c
    return min((a, b, c), key=lambda v: abs(p - v))
