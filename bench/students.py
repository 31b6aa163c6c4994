"""A class behind `deploy/nginx.conf`: what it asks, what is computed, lost when replicas end, and needed.

`python -m bench.students [--write]` runs nginx and two replicas here; `--write` puts the figures into docs/deploy.md.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from itertools import count, cycle, repeat
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from bench.load import Client, Losses, keep_asking
from bench.page import START, take_hold
from bench.replicas import Replica, behind_nginx, cpu_seconds
from bench.web import ROOT, Server, serving
from tests.browser_support import FLAGS, ensure_chromium

DOCUMENT = ROOT / "docs" / "deploy.md"
BEGIN, END = "<!-- by make deploy-check -->", "<!-- until here -->"
#: What the class opens: the playground by a link, and a section of the lesson.
LINK = "/?optimiser=momentum&eta=1.5&gamma=0.6&start=-2,-2.6&step=5"
SECTION = "/lesson?sections=the-rule"
#: Browsers of a class: what they say they take and read.
BROWSERS = (
    ("gzip, deflate, br, zstd", "de-DE,de;q=0.9,en-US;q=0.8,en;q=0.7"),
    ("gzip, deflate, br, zstd", "de,en-US;q=0.7,en;q=0.3"),
    ("gzip, deflate, br", "de-DE,de;q=0.9"),
    ("gzip, deflate, br, zstd", "en-GB,en;q=0.9"),
)
CLASS, AT_A_TIME = 500, 50
#: What a student does in a day: opens the link, two sections, and drags for so many seconds.
SECTIONS, DRAGS = 2, 30
#: A day's visits come within so many hours; at the worst minute three times as many; machines are used to 60 %.
HOURS, PEAK, USED = 8, 3, 0.6
SIZES = (10, 500, 50_000, 1_000_000)

Visits = dict[str, list[str]]


def recorded(port: int) -> Visits:
    """What a browser asks the server for at each part of a visit; the parts follow each other in one browser."""
    asked: list[str] = []
    visits: Visits = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=ensure_chromium(), args=FLAGS)
        page = browser.new_page(viewport={"width": 1340, "height": 900}, base_url=f"http://127.0.0.1:{port}")
        page.set_default_timeout(60_000)
        page.on("request", lambda request: asked.append(request.url.partition(f":{port}")[2]))

        def part(name: str) -> None:
            visits[name] = list(dict.fromkeys(address for address in asked if address.startswith("/")))
            asked.clear()

        page.goto(LINK, wait_until="networkidle")
        page.locator("#map-svg .start[role=slider]").wait_for()
        part("first visit")
        drag(page)
        part("a second of dragging")
        page.goto(SECTION, wait_until="commit")
        page.locator("gradient-descent").first.locator(".ready iframe").wait_for()
        page.wait_for_load_state("networkidle")
        part("section of the lesson")
        browser.close()
    return visits


def drag(page: Page) -> None:
    """The start point is dragged for a second, sixty places."""
    page.locator("#first").click()
    x, y = take_hold(page, page.locator(START))
    for i in range(60):
        page.mouse.move(x + i, y - i / 2)
        page.wait_for_timeout(1000 / 60)
    page.mouse.up()
    page.wait_for_timeout(500)


async def class_opens(port: int, addresses: list[str]) -> tuple[Counter[str], int]:
    """How nginx's cache answered a class that opens the same addresses, and how many replies were no 200."""
    seen: Counter[str] = Counter()
    wrong, gate = 0, asyncio.Semaphore(AT_A_TIME)

    async def student(encodings: str, languages: str) -> None:
        nonlocal wrong
        async with gate, Client(port) as client:
            for address in addresses:
                status, headers, _ = await client.ask(
                    address, {"Accept-Encoding": encodings, "Accept-Language": languages}
                )
                wrong += status != 200
                seen[headers.get("x-cache", "none")] += 1

    await asyncio.gather(*(student(*browser) for browser, _ in zip(cycle(BROWSERS), range(CLASS), strict=False)))
    return seen, wrong


async def ends(port: int, replicas: list[Replica]) -> dict[str, Losses]:
    """What clients lose while a replica is killed, and while each is stopped and started."""
    losses = {}
    for name, action in {"kill": kill, "rolling": roll}.items():
        async with keep_asking(port, moving_starts()) as lost:
            await asyncio.sleep(0.5)
            await asyncio.to_thread(action, replicas)
            await asyncio.sleep(0.5)
        losses[name] = lost
    return losses


def kill(replicas: list[Replica]) -> None:
    """Kills one replica, and starts it again."""
    replicas[0].end(9)
    replicas[0].start()


def roll(replicas: list[Replica]) -> None:
    """Stops and starts one replica after the other."""
    for replica in replicas:
        replica.end()
        replica.start()


def moving_starts() -> Iterator[str]:
    """Runs that nobody asked for before, and in between the page."""
    for i in count():
        yield f"/api/v1/trajectory?start=-2,{-2 + i * 1e-5:.5f}" if i % 4 else LINK


def costs(addresses: list[str], most: int = 20) -> tuple[float, float]:
    """CPU milliseconds of all of them in the application: computed, and as 304; of many a few are measured."""
    measured = addresses[:: max(1, len(addresses) // most)]
    scale = len(addresses) / max(1, len(measured))
    computed = known = 0.0
    os.environ["ANTIGRADIENT_CACHE"] = "0"
    try:
        with serving("app") as app:
            for address in measured:
                reply, _ = app.get(address)
                computed += least(app, address, {}, 200)
                etag = reply.getheader("ETag") or ""
                known += least(app, address, {"If-None-Match": etag}, 304)
    finally:
        del os.environ["ANTIGRADIENT_CACHE"]
    return 1e3 * scale * computed, 1e3 * scale * known


def least(app: Server, address: str, headers: dict[str, str], status: int) -> float:
    """The least CPU seconds of a request."""
    return min(app.cost(repeat(address), 2, headers, status) for _ in range(3))


def figures(port: int, nginx: int, replicas: list[Replica]) -> tuple[str, bool]:
    """The figures as Markdown, and whether they keep what is promised."""
    visits = recorded(port)
    opened = list(dict.fromkeys(visits["first visit"] + visits["section of the lesson"]))
    before = cpu_seconds(nginx)
    seen, wrong = asyncio.run(class_opens(port, opened))
    hit_cost = 1e3 * (cpu_seconds(nginx) - before) / seen.total()
    made = seen["MISS"] + seen["EXPIRED"] + seen["BYPASS"] + seen["none"]
    ratio = 1 - made / seen.total()
    losses = asyncio.run(ends(port, replicas))
    memory = max(replica.memory for replica in replicas)
    parts = {name: costs(addresses) for name, addresses in visits.items()}
    with serving("hello") as hello:
        unit = 1e3 * min(hello.cost(repeat("/"), 50, {}) for _ in range(5))
    good = ratio >= 0.95 and not wrong and not any(lost.lost for lost in losses.values())
    lines = [
        f"A class of {CLASS} with {len(BROWSERS)} kinds of browsers opened a link of the playground and a section",
        f"of the lesson, {len(opened)} addresses: {seen.total()} requests, of which replicas saw {made}.",
        f"**{ratio:.2%} came from the cache**; {wrong} were not answered with 200.",
        "",
        f"Under load, `kill -9` of one of two replicas and its return: {losses['kill']}.",
        f"Stop and start of both, one after the other: {losses['rolling']}. A replica held {memory:.0f} MB.",
        "",
        "What the parts of a visit take of a processor, without any cache and where the browser has all of it. The",
        f"unit is FastAPI's hello world at the same time on the same machine, which was busy ({unit:.2f} ms); a reply",
        f"out of nginx's cache takes {hit_cost / unit:.2f} of it.",
        "",
        *parts_table(visits, parts, unit),
        "",
        *sizes_table(visits, parts, hit_cost),
    ]
    return "\n".join(lines), good


def parts_table(visits: Visits, parts: dict[str, tuple[float, float]], unit: float) -> Iterator[str]:
    """What the parts of a visit cost."""
    yield "| part | requests | computed | as 304 |"
    yield "|---|---|---|---|"
    for name, (computed, known) in parts.items():
        yield f"| {name} | {len(visits[name])} | {computed / unit:.0f} | {known / unit:.0f} |"


def sizes_table(visits: Visits, parts: dict[str, tuple[float, float]], hit_cost: float) -> Iterator[str]:
    """How many processors a day's students need."""
    times = {"first visit": 1, "section of the lesson": SECTIONS, "a second of dragging": DRAGS}
    shared = {name for name in times if name != "a second of dragging"}
    requests = sum(times[name] * len(visits[name]) for name in times)
    alone = sum(times[name] * parts[name][0] for name in times)
    behind = sum(times[name] * parts[name][0] for name in times.keys() - shared)
    passing = requests * hit_cost
    rush = [CLASS * ms / 1e3 for ms in (parts["first visit"][0], len(visits["first visit"]) * hit_cost)]
    hourly = [3.6e6 * USED / ms for ms in (alone, behind + passing)]
    yield f"A student who opens the link and {SECTIONS} sections and drags for {DRAGS} seconds makes {requests}"
    yield f"requests: {alone:.0f} ms of a processor here without a cache; behind it {behind:.0f} ms in a replica and"
    yield f"{passing:.0f} ms in nginx. One processor, used to {USED:.0%}, serves {hourly[0]:.0f} such students an hour"
    yield f"without a cache, {hourly[1]:.0f} behind it. Where {CLASS} open the link in the same second, the last waits"
    yield f"{rush[0]:.1f} s for one processor without a cache, {rush[1]:.1f} s behind it."
    yield ""
    yield "| students a day | at the worst | replicas without a cache | replicas behind it | processors for nginx |"
    yield "|---|---|---|---|---|"
    for size in SIZES:
        # A class comes within ten minutes; many classes spread over the day. Two replicas at least: one may end.
        rate = max(min(size, CLASS) / 600, size * PEAK / (HOURS * 3600))
        needs = [rate * ms / 1e3 / USED for ms in (alone, behind, passing)]
        cells = [f"{rate:.3g} students/s", *(str(int(need) + 1) for need in needs)]
        yield f"| {size:,} | {' | '.join(cells)} |".replace(",", " ")


def main() -> int:
    """Prints the figures, with --write puts them into the document; 1 where a promise is not kept."""
    parser = argparse.ArgumentParser(prog="python -m bench.students", description=__doc__)
    parser.add_argument("--write", action="store_true", help="put the figures into docs/deploy.md")
    options = parser.parse_args()
    if shutil.which("nginx") is None:
        print("nginx is missing; on Debian: apt-get install nginx-light")
        return 1
    with tempfile.TemporaryDirectory() as folder, behind_nginx(Path(folder)) as (port, nginx, replicas):
        # nginx's worker is another user, who has to read it.
        os.chmod(folder, 0o755)  # nosec B103
        text, good = figures(port, nginx, replicas)
    print(text)
    if options.write:
        document = DOCUMENT.read_text(encoding="utf-8")
        block = f"{BEGIN}\n\n{text}\n\n{END}"
        DOCUMENT.write_text(re.sub(f"{BEGIN}.*{END}", lambda _: block, document, flags=re.DOTALL), encoding="utf-8")
    return int(not good)


if __name__ == "__main__":
    sys.exit(main())
