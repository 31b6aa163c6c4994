"""Replies that need not be made twice: their tags, the bytes kept of them, and their compressed forms."""

from __future__ import annotations

import gzip
from collections import OrderedDict
from collections.abc import Callable, Iterable
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from threading import Lock

import brotli
import zstandard

from antigradient.assets import LIBRARY_DIR, SHARED_DIR, TEMPLATES_DIR

from .. import __version__
from .negotiation import weights

#: What an address leads to that names its version.
FOREVER = "public, max-age=31536000, immutable"
#: Replies of more bytes than this, such as maps and steps, are compressed harder: a millisecond at most saves a tenth.
LARGE = 10_000
#: Fast levels: a reply is often read once.
ENCODERS: dict[str, Callable[[bytes], bytes]] = {
    "zstd": lambda body: zstandard.ZstdCompressor(level=7 if len(body) > LARGE else 1).compress(body),
    "br": lambda body: bytes(brotli.compress(body, quality=2)),
    "gzip": lambda body: gzip.compress(body, compresslevel=1, mtime=0),
}


#: For pages, which are made for one reader each; best first, and in time alike.
PAGE_ENCODERS: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda body: bytes(brotli.compress(body, quality=6)),
    "zstd": lambda body: zstandard.ZstdCompressor(level=9).compress(body),
    "gzip": lambda body: gzip.compress(body, compresslevel=1, mtime=0),
}
#: For files that never change, the slowest and smallest: each is compressed once. Best first.
PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda body: bytes(brotli.compress(body, quality=11)),
    "zstd": lambda body: zstandard.ZstdCompressor(level=19).compress(body),
    "gzip": lambda body: gzip.compress(body, compresslevel=9, mtime=0),
}


def negotiate(accept_encoding: str, encoders: Iterable[str] = ENCODERS) -> str | None:
    """For replies and files: the first of `encoders` that an Accept-Encoding header allows; None for none."""
    return _negotiated(accept_encoding[:200], tuple(encoders))  # what is remembered is bounded


@lru_cache(maxsize=256)
def _negotiated(accept_encoding: str, encoders: tuple[str, ...]) -> str | None:
    accepted = weights(accept_encoding)
    usual = accepted.get("*", 0.0)
    return next((name for name in encoders if accepted.get(name, usual) > 0), None)


def fingerprint() -> str:
    """For tags: a digest of version, code, words and data, so that another build of a version has other tags."""
    digest = blake2b(__version__.encode(), digest_size=8)
    for folder in (LIBRARY_DIR, Path(__file__).parents[1], SHARED_DIR, TEMPLATES_DIR):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(path.read_bytes())
    return digest.hexdigest()


BUILD = fingerprint()


def tag(*parts: bytes) -> str:
    """For ETags and the shelf: a name for what follows from these parts and this build, without quotes."""
    digest = blake2b(BUILD.encode(), digest_size=12)
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()


def matches(if_none_match: str, etag: str) -> bool:
    """For conditional requests: whether the client has this reply already.

    By RFC 9110 the comparison is weak: W/ does not matter.
    """
    if if_none_match.strip() == "*":
        return True
    bare = etag.removeprefix("W/")
    return any(candidate.strip().removeprefix("W/") == bare for candidate in if_none_match.split(","))


def kept_for(age: int, stale: int) -> str:
    """For `Cache-Control`: anyone may keep it for `age` seconds, and show it for `stale` more while asking anew."""
    return f"public, max-age={age}, stale-while-revalidate={stale}"


class Shelf:
    """For service and pages: bytes of recent replies by name, `limit` at most; the least recently used go first."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.size = 0
        self._bodies: OrderedDict[str, bytes] = OrderedDict()
        self._lock = Lock()  # replies are made in threads

    def get(self, name: str) -> bytes | None:
        """For replies: the bytes of this name, or None."""
        with self._lock:
            body = self._bodies.get(name)
            if body is not None:
                self._bodies.move_to_end(name)
            return body

    def put(self, name: str, body: bytes) -> None:
        """For replies: keeps the bytes, unless they alone would take a quarter of the room."""
        if len(body) > self.limit // 4:
            return
        with self._lock:
            self.size += len(body) - len(self._bodies.pop(name, b""))
            self._bodies[name] = body
            while self.size > self.limit:
                _, oldest = self._bodies.popitem(last=False)
                self.size -= len(oldest)
