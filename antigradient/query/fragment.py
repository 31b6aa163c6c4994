"""Long queries: what would make an address too long for proxies stands compressed in its fragment, behind the #.

No server sees a fragment. The page that an address with one leads to unpacks it and asks for the whole query by POST
(static/js/page/whole_query.js); static/js/state/long_query.js says the same in JavaScript.
"""

from __future__ import annotations

import re
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import NamedTuple

#: Characters of a query that go anywhere: proxies refuse lines of 4 or 8 kB, some programs addresses of more than 2 kB.
LONGEST_QUERY = 2000
#: The name by which a query says that the rest of it is in the fragment, and its value then.
FRAGMENT, PACKED = "fragment", "1"
#: What the page says in place of that value where the fragment is of no use, and asks for the rest alone.
UNUSABLE = ("missing", "unreadable", "too_long", "unsupported")
#: In a fragment: the name of what is packed, and the digit of how: deflated (RFC 1951), in base64url.
PACKED_QUERY = re.compile(r"(?:^|&)query=1([A-Za-z0-9_-]+)", re.ASCII)
#: A name of a query by itself, with its value.
MARK = re.compile(rb"(?:^|(?<=&))" + FRAGMENT.encode() + rb"=([a-z0-9_]*)(?:&|$)")


class FragmentError(ValueError):
    """Raised by `unpacked`: the fragment holds no packed query, or a longer one than is read."""


class Parts(NamedTuple):
    """For addresses and bodies: the names of a query that go into an address, and those that make it too long."""

    short: str
    long: str


def parts_of_query(query: str) -> Parts:
    """For whatever has an address: the query in two, its longest names apart until the rest is short enough."""
    pieces = [piece for piece in query.split("&") if piece]
    apart: list[int] = []
    length = len(query)
    for place in sorted(range(len(pieces)), key=lambda place: -len(pieces[place])):
        if length <= LONGEST_QUERY:
            break
        apart.append(place)
        length -= len(pieces[place]) + 1
    short, long = ("&".join(p for i, p in enumerate(pieces) if (i in apart) == there) for there in (False, True))
    return Parts(short, long)


def packed(query: str) -> str:
    """For `address_tail`: a query as a fragment has it."""
    compress = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    deflated = compress.compress(query.encode()) + compress.flush()
    return f"query={PACKED}{urlsafe_b64encode(deflated).decode().rstrip('=')}"


def unpacked(fragment: str, most: int) -> str:
    """For whoever is given an address: the query in its fragment, of at most so many bytes. Raises FragmentError."""
    found = PACKED_QUERY.search(fragment)
    if found is None:
        raise FragmentError
    text = found[1]
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        whole = inflate.decompress(urlsafe_b64decode(text + "=" * (-len(text) % 4)), most + 1)
        if len(whole) > most or not inflate.eof or inflate.unused_data:
            raise FragmentError
        return whole.decode()
    except (zlib.error, ValueError):
        raise FragmentError from None


def address_tail(query: str) -> str:
    """For addresses of pages: what follows their path, `?…` or `?…&fragment=1#query=…`; nothing of an empty query."""
    if len(query) <= LONGEST_QUERY:
        return f"?{query}" if query else ""
    short, long = parts_of_query(query)
    return f"?{'&'.join(filter(None, [short, f'{FRAGMENT}={PACKED}']))}#{packed(long)}"


def fragment_mark(raw: bytes) -> str | None:
    """For pages: what a query says of its fragment; None where it has none."""
    found = MARK.search(raw)
    return found[1].decode() if found else None


def without_mark(raw: bytes) -> bytes:
    """For pages: the query without what it says of its fragment."""
    return MARK.sub(b"", raw).removesuffix(b"&") if FRAGMENT.encode() in raw else raw
