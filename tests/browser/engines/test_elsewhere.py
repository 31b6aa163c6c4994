"""The figure away from its server, in every engine: in a sandboxed frame, in a file, and without its style sheet."""

from __future__ import annotations

import re
from pathlib import Path

import httpx

import antigradient as ag
from tests.browser.engines.conftest import Visit
from tests.browser.engines.watched import SCRIPT

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A course</title></head><body>
<p>Text around it.</p><iframe title="A ravine" sandbox="allow-scripts" src="{src}" width="700" height="720"></iframe>
</body></html>"""
#: Colours in which the figure is drawn.
FILLS = """() => {
  const of = (selector) => [...document.querySelectorAll(selector)].map((one) => getComputedStyle(one));
  return {
    bands: [...new Set(of("#map-svg .band").map(({ fill }) => fill))],
    paths: [...new Set(of("#map-svg path.path").map(({ fill, stroke }) => `${fill} ${stroke}`))],
    words: [...new Set(of("#map-svg .tick").map(({ fill }) => fill))],
  };
}"""


def test_a_sandboxed_frame_of_a_page_elsewhere(visit: Visit, elsewhere: tuple[Path, str]) -> None:
    folder, url = elsewhere
    src = f"{visit.url}/embed?objective=ravine&amp;optimiser=momentum"
    (folder / "index.html").write_text(PAGE.format(src=src), encoding="utf-8")
    engine = visit.open(f"{url}/index.html")
    engine.says("#step-count", "step 0 /", frame="iframe")
    engine.wait("() => document.querySelector('#step').getAttribute('aria-valuetext') !== null", frame="iframe")
    assert (
        engine.evaluate("() => getComputedStyle(document.querySelector('.player')).display", frame="iframe") == "flex"
    )
    assert engine.evaluate("() => origin", frame="iframe") == "null"
    engine.click("#next", frame="iframe")
    engine.says("#step-count", "step 1 /", frame="iframe")
    visit.keep("sandbox")
    visit.collect(frame="iframe")


def test_the_file_opens_from_disk(visit: Visit, tmp_path: Path) -> None:
    html = httpx.get(f"{visit.url}/offline.html?objective=ravine&optimiser=momentum&steps=40&vs=adam").text
    html = html.replace('<script src="/watch.js"></script>', f"<script>{SCRIPT}</script>")
    assert "window.watched" in html
    (tmp_path / "figure.html").write_text(html, encoding="utf-8")
    engine = visit.open((tmp_path / "figure.html").as_uri())
    engine.says("#step-count", "step 0 / 40")
    engine.wait("() => document.querySelector('#step').getAttribute('aria-valuetext') !== null")
    engine.click("#next")
    engine.says("#step-count", "step 1 / 40")
    engine.evaluate("() => { document.querySelector('#map-svg').focus(); return true; }")
    engine.key("ArrowRight")
    engine.says("#step-count", "step 2 / 40")
    loss = "() => document.querySelector('#live').textContent.match(/loss ([^,]+)/)[1]"
    boxes = "() => [...document.querySelectorAll('#start [required]')].map((box) => Number(box.value))"
    before, began = engine.evaluate(loss), engine.evaluate(boxes)
    engine.evaluate("""() => {
      const optimiser = document.querySelector("#optimiser");
      optimiser.value = "adam";
      optimiser.dispatchEvent(new Event("change", { bubbles: true }));
      document.querySelector("#map-svg .start[role=slider]").focus();
      return true;
    }""")
    engine.key("ArrowUp")
    engine.wait(f"() => String(({boxes})()) !== '{began[0]},{began[1]}' && ({loss})() !== {before!r}")
    start = engine.evaluate(boxes)
    said = httpx.get(
        f"{visit.url}/api/v1/trajectory?objective=ravine&optimiser=adam&steps=40&start={start[0]},{start[1]}"
    ).json()["steps"]["loss"][2]
    engine.wait(f"() => Math.abs(({loss})() / {said} - 1) < 1e-3")
    visit.keep("offline")


def test_a_run_in_a_notebook_unpacks_itself_and_asks_nobody(visit: Visit, elsewhere: tuple[Path, str]) -> None:
    folder, url = elsewhere
    output = ag.run("ravine", optimiser="momentum", steps=40)._repr_mimebundle_()["text/html"]
    page = f'<!doctype html><html lang="en"><meta charset="utf-8"><title>A</title><body>{output}</body></html>'
    (folder / "index.html").write_text(page, encoding="utf-8")
    engine = visit.open(f"{url}/index.html")
    engine.says("#step-count", "step 0 / 40", frame="iframe")
    engine.wait("() => document.querySelector('#step').getAttribute('aria-valuetext') !== null", frame="iframe")
    assert engine.evaluate("() => origin", frame="iframe") == "null"
    engine.click("#next", frame="iframe")
    engine.says("#step-count", "step 1 / 40", frame="iframe")
    low = "() => document.querySelector('#band-key').getBoundingClientRect().bottom <= innerHeight"
    assert engine.evaluate(low, frame="iframe")
    visit.keep("notebook")


def test_without_its_style_sheet_it_can_be_read(visit: Visit, elsewhere: tuple[Path, str]) -> None:
    folder, url = elsewhere
    html = httpx.get(f"{visit.url}/embed?objective=ravine&optimiser=momentum").text
    html = re.sub(r"<(link|meta)[^>]*>|<script.*?</script>", "", html, flags=re.S)
    (folder / "index.html").write_text(html.replace("<head>", '<head><meta charset="utf-8">'), encoding="utf-8")
    engine = visit.open(f"{url}/index.html")
    fills = engine.evaluate(FILLS)
    assert len(fills["bands"]) > 10
    assert "rgb(0, 0, 0)" not in fills["bands"]
    assert fills["paths"] == ["none rgb(11, 27, 51)"]
    assert fills["words"] == ["rgb(0, 0, 0)"], "on the white of a page that says nothing"
    visit.keep("without-style")
