"""Who can open an address: everyone, only this computer, or its network. Pages that hand out addresses say so."""

from __future__ import annotations

import re
import socket
from enum import StrEnum
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import urlsplit

from antigradient.words import say

#: Names of this computer and of networks of one's own: RFC 6761, RFC 6762, RFC 8375, and what routers and offices use.
COMPUTER = re.compile(r"(.+\.)?localhost(\.localdomain)?")
NETWORK = re.compile(r"[^.]+|.+\.(local|localdomain|lan|internal|intranet|home\.arpa)")


class Reach(StrEnum):
    """For pages: from where an address can be opened; the value is empty where there is nothing to say."""

    EVERYWHERE = ""
    COMPUTER = "computer"
    NETWORK = "network"

    @property
    def sentence(self) -> str:
        """For pages that hand out addresses: who can open them."""
        return say(f"reach.{self}") if self else ""


def reach_of(address: str) -> Reach:
    """For pages that hand out a server's address: from where it can be opened, by its host alone."""
    host = (urlsplit(address).hostname or "").rstrip(".")
    ip = _ip(host)
    if ip is None:
        return (
            Reach.COMPUTER
            if COMPUTER.fullmatch(host)
            else Reach.NETWORK
            if NETWORK.fullmatch(host)
            else Reach.EVERYWHERE
        )
    if ip.is_loopback or ip.is_unspecified:
        return Reach.COMPUTER
    return Reach.EVERYWHERE if ip.is_global else Reach.NETWORK


def _ip(host: str) -> IPv4Address | IPv6Address | None:
    """The host as a number: browsers take `127.1` and `0x7f000001` for one too."""
    try:
        ip = ip_address(host)
    except ValueError:
        if not re.fullmatch(r"(0x)?[0-9a-f]+(\.(0x)?[0-9a-f]+){0,3}", host) or not host[:1].isdecimal():
            return None
        try:
            return IPv4Address(socket.inet_aton(host))
        except OSError:
            return None
    return ip.ipv4_mapped or ip if isinstance(ip, IPv6Address) else ip
