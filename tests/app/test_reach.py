"""Addresses that not everyone can open: pages that hand them out say so, and offer the file that needs no server."""

from __future__ import annotations

import html
import re

import pytest

from antigradient.reach import Reach, reach_of
from tests.app.conftest import Client, Connect
from tests.app.test_pages import Tags

pytestmark = pytest.mark.anyio

HOSTS = {
    Reach.COMPUTER: [
        "127.0.0.1", "127.0.0.1:8000", "127.8.9.1", "127.1", "2130706433", "0x7f000001", "0.0.0.0:80", "localhost",
        "LOCALHOST:1", "localhost.", "grad.localhost", "localhost.localdomain", "[::1]:8000", "[::]",
        "[::ffff:127.0.0.1]",
    ],
    Reach.NETWORK: [
        "192.168.1.5", "10.0.0.1:8000", "172.16.0.1", "172.31.255.1", "169.254.1.1", "100.64.0.1", "[fe80::1]",
        "[fd00::1]", "server", "grad:8000", "laptop.local", "nas.lan", "grad.internal", "x.home.arpa",
        "[::ffff:10.0.0.1]",
    ],
    Reach.EVERYWHERE: [
        "descent.example", "8.8.8.8", "172.32.0.1", "[2606:4700::1]", "localhost.example", "127.0.0.1.nip.io",
        "1e100.net",
        "mylocalhost.org", "local.example", "example.localnet", "0xdead.beef.example",
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("host", "reach"),
    [(host, reach) for reach in Reach for host in HOSTS[reach]],
)
@pytest.mark.parametrize("address", ["http://{}", "https://{}/grad", "http://{}/?next=http://localhost/"])
def test_who_can_open_an_address(host: str, reach: Reach, address: str) -> None:
    assert reach_of(address.format(host)) is reach


def part(text: str) -> str:
    """The sentence on a page, with its link as text; nothing without one."""
    match = re.search(r'<p class="reach" id="reach">(.*?)</p>', text)
    return html.unescape(match[1]) if match else ""


@pytest.mark.parametrize("reach", Reach)
async def test_pages_say_it(client: Client, reach: Reach) -> None:
    host = {"host": HOSTS[reach][0]}
    said = part((await client.get("/embedding?objective=bowl&step=2&view=charts&palette=grey", headers=host)).text)
    index = (await client.get("/", headers=host)).text
    (out,) = [a for _, a in Tags(index).tags if a.get("id") == "out"]
    assert out["data-base"] == f"http://{host['host']}"
    offline = (await client.get("/offline.html", headers=host)).text
    alone = reach is Reach.COMPUTER  # a file for others has no address that they cannot open
    assert (host["host"] not in offline, "The same figure online" not in offline) == (alone, alone)
    if reach is Reach.EVERYWHERE:
        assert said == ""
        assert "data-reach" not in out
        assert "can open these addresses" not in index
        return
    assert said.startswith(reach.sentence)
    assert '<a href="/offline.html?objective=bowl&step=2&palette=grey" download>Download as one file</a>' in said
    assert "data-reach" in out
    assert reach.sentence in index, "on the printed sheet"


async def test_the_public_address_decides_where_there_is_one(connect: Connect) -> None:
    async with connect(base_url="https://descent.example/grad", root_path="/grad") as client:
        page = (await client.get("/grad/", headers={"host": "127.0.0.1:8000"})).text
        assert 'data-base="https://descent.example/grad">' in page
        assert part((await client.get("/grad/embedding", headers={"host": "127.0.0.1:8000"})).text) == ""
    async with connect(base_url="http://127.0.0.1:8000") as client:
        assert part((await client.get("/embedding", headers={"host": "descent.example"})).text)
