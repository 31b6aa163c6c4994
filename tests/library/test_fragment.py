"""Long queries in fragments: both languages pack and unpack them alike, and neither is led astray by any fragment."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import zlib
from base64 import urlsafe_b64encode
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antigradient.query.fragment import (
    LONGEST_QUERY,
    UNUSABLE,
    FragmentError,
    address_tail,
    fragment_mark,
    packed,
    parts_of_query,
    unpacked,
    without_mark,
)
from antigradient.query.lenient import lenient_scenario
from antigradient.query.limits import Limits
from antigradient.query.links import page_address, text_of
from antigradient.query.model import scenario_query
from antigradient.query.urlencoded import query_string
from hatch_build import find_node
from tests.fuzz import fuzzed

MOST = 100_000
QUERY = scenario_query(Limits())
names = st.from_regex(r"[a-z]{1,8}", fullmatch=True)
values = st.from_regex(r"[-a-z0-9.,:;%]{0,3000}", fullmatch=True)
queries = st.lists(st.tuples(names, values), max_size=8).map(lambda pairs: "&".join(f"{n}={v}" for n, v in pairs))


def points(count: int, digits: int, seed: int = 1) -> list[list[float]]:
    """Points as people have them, of so many significant digits."""
    draw = random.Random(seed)
    return [[float(f"{draw.gauss(0, 2):.{digits}g}"), float(f"{draw.random():.{digits}g}")] for _ in range(count)]


def data_query(count: int, digits: int) -> str:
    """The query of a scenario with so many points of its own."""
    rows = (":".join(map(text_of, row)) for row in points(count, digits))
    return f"objective=linear-squared&data={','.join(rows)}&eta=0.01&lang=de"


def in_javascript(**given: Any) -> dict[str, Any]:
    """What the page's script makes of the same."""
    environment = find_node().environment
    node = shutil.which("node", path=environment["PATH"]) or "node"
    command = [node, "--no-warnings", str(Path(__file__).with_name("fragment.mjs"))]
    done = subprocess.run(command, input=json.dumps(given).encode(), capture_output=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr.decode()
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def deflated(text: bytes) -> str:
    """A fragment that holds these bytes."""
    compress = zlib.compressobj(9, zlib.DEFLATED, -15)
    return f"query=1{urlsafe_b64encode(compress.compress(text) + compress.flush()).decode().rstrip('=')}"


SOUND = packed("data=1:2,3:4")
BROKEN = {
    "": "missing",
    "language": "missing",
    "?secret=abc": "missing",
    "query=": "unreadable",
    "query=1": "unreadable",
    "query=1A": "unreadable",
    "query=1????": "unreadable",
    f"query=2{SOUND[7:]}": "unreadable",
    SOUND[:-3]: "unreadable",
    f"{SOUND[:12]}{'A' if SOUND[12] != 'A' else 'B'}{SOUND[13:-4]}": "unreadable",
    deflated(b"\xff\xfe"): "unreadable",
    deflated(b"data=1:2,".ljust(MOST + 1, b"1")): "too_long",
    deflated(bytes(50_000_000)): "too_long",
}


@fuzzed(100)
@given(queries)
def test_a_query_comes_back_as_it_was(query: str) -> None:
    pieces = [piece for piece in query.split("&") if piece]
    parts = parts_of_query(query)
    assert sorted([*filter(None, parts.short.split("&")), *filter(None, parts.long.split("&"))]) == sorted(pieces)
    assert len(parts.short) <= LONGEST_QUERY
    assert not parts.long or len(query) > LONGEST_QUERY
    short, _, fragment = address_tail(query).removeprefix("?").partition("#")
    if fragment:
        assert fragment_mark(short.encode()) == "1"
        assert without_mark(short.encode()).decode() == parts.short
        assert unpacked(fragment, MOST) == parts.long
    else:
        assert short == query
        assert fragment_mark(short.encode()) is None


def test_the_longest_names_go_first_and_no_more_than_have_to() -> None:
    assert parts_of_query(f"a=1&data={'1' * 3000}&moves={'2' * 1500}&b=2") == (
        f"a=1&moves={'2' * 1500}&b=2",
        f"data={'1' * 3000}",
    )
    long = f"data={'1' * 3000}&moves={'2' * 2500}"
    assert parts_of_query(f"{long}&lang=de") == ("lang=de", long)
    runs = "&".join(f"vs=adam;moves%3D{i}{'1' * 400}" for i in range(8))
    short, apart = parts_of_query(runs)
    assert short.count("vs=") == 4
    assert apart.count("vs=") == 4


def test_both_languages_write_and_read_alike() -> None:
    asked = [
        "",
        "eta=0.1",
        "a=" + "b" * (LONGEST_QUERY - 2),
        "a=" + "b" * (LONGEST_QUERY - 1),
        data_query(300, 3),
        data_query(1000, 4),
        data_query(1000, 17),
        "&".join(["vs=adam;moves%3D" + "1" * 500] * 8),
        f"moves={','.join(f'{k}:150:0.5' for k in range(2000))}&f=w%5E2%2Bb%5E2",
    ]
    own = [address_tail(query) for query in asked]
    found = in_javascript(queries=asked, fragments=[tail.partition("#")[2] for tail in own[3:]], most=MOST)
    assert found["parts"] == [list(parts_of_query(query)) for query in asked]
    assert found["read"] == [parts_of_query(query).long for query in asked[3:]]
    for tail, theirs, query in zip(own, found["tails"], asked, strict=True):
        if len(query) > LONGEST_QUERY:
            assert theirs.partition("#")[0] == tail.partition("#")[0]
            assert unpacked(theirs.partition("#")[2], MOST) == parts_of_query(query).long


def test_what_is_broken_or_without_end_is_refused_in_both_languages() -> None:
    for fragment in BROKEN:
        with pytest.raises(FragmentError):
            unpacked(fragment, MOST)
    found = in_javascript(queries=[], fragments=list(BROKEN), most=MOST)
    assert dict(zip(BROKEN, found["read"], strict=True)) == {
        fragment: {"refused": reason} for fragment, reason in BROKEN.items()
    }
    assert {*BROKEN.values()} <= {*UNUSABLE}
    with pytest.raises(FragmentError):
        unpacked(f"{SOUND}AAAA", MOST)  # engines differ in whether they look at what follows the end


@fuzzed(200)
@given(st.text(alphabet="query=1-_&#ABCabc?", max_size=60))
def test_no_fragment_is_a_crash(fragment: str) -> None:
    with suppress(FragmentError):
        assert len(unpacked(fragment, 50).encode()) <= 50


@pytest.mark.parametrize(("digits", "most"), [(3, 6200), (4, 7800)])
def test_a_thousand_points_fit_a_line_of_eight_kilobytes(digits: int, most: int) -> None:
    assert len(address_tail(data_query(1000, digits))) < most


def test_a_link_of_long_data_brings_the_points_back_digit_by_digit() -> None:
    for digits in (3, 17):
        given = points(1000, digits)
        address = page_address(QUERY, {"data": given, "eta": 0.3}, "https://descent.example")
        base, _, fragment = address.partition("#")
        assert base == "https://descent.example/?eta=0.3&fragment=1"
        _, values, refused = lenient_scenario(QUERY, f"eta=0.3&{unpacked(fragment, MOST)}".encode())
        assert (values["data"], refused) == (given, [])


def test_a_mark_without_its_fragment_is_said() -> None:
    for mark, said in {"1": "missing", "nonsense": "missing", **{reason: reason for reason in UNUSABLE}}.items():
        _, values, refused = lenient_scenario(QUERY, f"eta=0.5&fragment={mark}".encode())
        assert values == {"eta": 0.5}
        assert [(one.parameter, one.message.code) for one in refused] == [("fragment", f"refusal.fragment.{said}")]
    assert query_string({"fragment": "1"}) == "fragment=1"
