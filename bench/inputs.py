"""What is typed and asked at an edge, by the hundred thousand: rows of `python -m bench.trust`.

The quick ones are tests (`tests/library/test_formula_hostile.py`, `tests/app/test_edges.py`).
"""

from __future__ import annotations

import http.client
import json
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from itertools import islice

from bench.measure import Measurement
from tests.edge_numbers import Request, fault, requests
from tests.packaging.server import Running
from tests.random_formulas import Guided, attempt, random_text

#: Of the texts that are formulas, every so many is asked for all that it can tell; and of the requests every so many is
#: sent, which leaves each number with each endpoint, each endpoint with each name, and each name with each number.
DEEP, EVERY = 50, 8
FORMULAS, SECONDS, PROCESSES, CLIENTS = 200_000, 20.0, 2, 8


def formulas() -> Iterator[Measurement]:
    """Random texts, and 20 seconds of those that reach further: nothing escapes but the error that says what is wrong.

    What is reached is told by Python's own trace of lines; a fuzzer of native code would see no more of it.
    """
    with ProcessPoolExecutor(PROCESSES) as pool:
        share = FORMULAS // PROCESSES
        found = list(pool.map(_random_formulas, range(PROCESSES), [share] * PROCESSES))
        guided = list(pool.map(_guided_formulas, range(PROCESSES), [SECONDS] * PROCESSES))
    taken = sum(taken for taken, _ in found)
    yield _row(f"random formulas, {taken} right", FORMULAS, [text for _, escaped in found for text in escaped])
    tried, lines = sum(tried for tried, _, _ in guided), max(lines for _, lines, _ in guided)
    yield _row(f"guided formulas, {lines} lines reached", tried, [text for _, _, escaped in guided for text in escaped])


def _row(what: str, tried: int, escaped: Sequence[str]) -> Measurement:
    for text in escaped[:9]:
        print(f"escaped: {text}")
    return Measurement(f"{what}: escaped", f"{tried}", "", len(escaped), "", "≤", 0)


def _random_formulas(seed: int, count: int) -> tuple[int, list[str]]:
    """How many are right, and what escaped."""
    rng, taken, escaped = random.Random(seed), 0, []
    for _ in range(count):
        text = random_text(rng)
        try:
            taken += attempt(text, deep=not rng.randrange(DEEP))
        except Exception as error:
            escaped.append(f"{text!r} {error!r}")
    return taken, escaped


def _guided_formulas(seed: int, seconds: float) -> tuple[int, int, list[str]]:
    """How many were tried, how many lines of the formulas' code they reached, and what escaped."""
    guided, escaped = Guided(seed), []

    def attempted(text: str) -> None:
        try:
            attempt(text)
        except Exception as error:
            escaped.append(f"{text!r} {error!r}")

    tried = sum(1 for _ in guided.tried(attempted, seconds))
    return tried, len(guided.seen), escaped


def edges(running: Running) -> Iterator[Measurement]:
    """Every number at an edge through every endpoint and page: nothing breaks, and all that comes can be read."""
    chosen = list(islice(requests(), 0, None, EVERY))
    with ThreadPoolExecutor(CLIENTS) as pool:
        shares = list(pool.map(lambda i: _sent(running.port, chosen[i::CLIENTS]), range(CLIENTS)))
    statuses = sum((counted for counted, _ in shares), Counter[int]())
    faults = [found for _, share in shares for found in share]
    for found in faults[:9]:
        print(f"fault: {found}")
    said = ", ".join(f"{count} × {status}" for status, count in sorted(statuses.items()))
    yield Measurement("numbers at an edge: faults", said, "", len(faults), "", "≤", 0)


def _sent(port: int, asked: Sequence[Request]) -> tuple[Counter[int], list[str]]:
    """The statuses, and what is wrong with replies."""
    statuses, faults = Counter[int](), []
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    for request in asked:
        headers = {"content-type": "application/json"} if request.body else {}
        try:
            connection.request("POST" if request.body else "GET", request.path, request.body, headers)
            reply = connection.getresponse()
            body = reply.read()
        except (OSError, http.client.HTTPException) as error:
            faults.append(f"{error!r} {request}")
            connection.close()
            continue
        statuses[reply.status] += 1
        if found := fault(reply.status, reply.headers.get("content-type", ""), body):
            faults.append(f"{found} {request}")
    connection.close()
    return statuses, faults


def long_lists(running: Running) -> Iterator[Measurement]:
    """Lists of a million are refused at once, in whatever name they come."""
    refused, start = 0, time.monotonic()
    million = "[" + ",".join(["[0,0.5]"] * 1_000_000) + "]"
    for name in ("data", "start", "window", "moves", "vs", "include"):
        connection = http.client.HTTPConnection("127.0.0.1", running.port, timeout=60)
        try:
            connection.request(
                "POST", "/api/v1/surface", f'{{"{name}":{million}}}', {"content-type": "application/json"}
            )
            reply = connection.getresponse()
            refused += reply.status in (413, 422) and bool(json.loads(reply.read()))
        except (OSError, http.client.HTTPException):
            refused += 1  # cut while it was still being sent
        connection.close()
    yield Measurement(
        "lists of a million, until refused", f"{refused} of 6", "", time.monotonic() - start, " s", "≤", 6
    )
