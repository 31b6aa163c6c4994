"""docs/embedding.md names every message, attribute and method that there is. (Its examples are run in a browser.)"""

import re
from pathlib import Path

from antigradient.query.views import VIEWS
from app.site.heights import DIAL, at

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "docs" / "embedding.md").read_text(encoding="utf-8")
SCRIPTS = {
    name: (ROOT / "static" / "js" / "frame" / f"{name}.js").read_text(encoding="utf-8")
    for name in ("attributes", "commands", "dialects", "element", "messages")
}


LESSON = (ROOT / "static" / "js" / "lesson" / "lesson.js").read_text(encoding="utf-8")


def in_rows(pattern: str) -> set[str]:
    """What the first cells of the document's tables name."""
    cells = re.findall(r"^\| (.*?) \|", TEXT, re.MULTILINE)
    return {match for cell in cells for match in re.findall(pattern, cell)}


def test_messages() -> None:
    taken = set(re.findall(r'^  "(gd:\w+)":', SCRIPTS["commands"], re.MULTILINE))
    sent = set(re.findall(r'type: "(gd:\w+)"', SCRIPTS["messages"] + SCRIPTS["dialects"] + LESSON))
    assert {"gd:set", "gd:get"} <= taken
    assert {"gd:ready", "gd:error"} <= sent
    assert in_rows(r'type: "(gd:\w+)"') == taken | sent


def test_events_and_methods() -> None:
    body = SCRIPTS["element"].partition("class GradientDescent")[2]
    public = set(re.findall(r"^  (?:get |set )?([a-z]\w*)\(.*\) \{$", body, re.MULTILINE))
    public -= {"constructor", "connectedCallback", "disconnectedCallback"}
    assert {"step", "state", "play"} <= public
    assert in_rows(r"^`(\w+)[`(]") | in_rows(r", `(\w+)\(\)`") >= public
    (forwarded,) = re.findall(r"FORWARDED = (\[.*\]);", SCRIPTS["element"])
    assert in_rows(r"`(gd-\w+)`") == {name.replace(":", "-") for name in re.findall(r"gd:\w+", forwarded)}


def test_names_that_load_the_frame_anew() -> None:
    lists = re.findall(r"^(?:export )?const (?:FIXED|PERHAPS) = (\[.*\]);", SCRIPTS["attributes"], re.MULTILINE)
    assert len(lists) == 2
    (row,) = [line for line in TEXT.splitlines() if line.startswith("| `view`")]
    assert set(re.findall(r"`(\w+)`", row.split("|")[1])) == set(re.findall(r'"(\w+)"', "".join(lists)))


def test_heights_are_those_of_the_table() -> None:
    table = {view: at(row.heights, 640) for view, row in VIEWS.items()}
    told = dict(re.findall(r"^\| `(\w+)` \| (\d+)(?:, with two inputs \d+)? \|$", TEXT, re.MULTILINE))
    assert {view: int(height) for view, height in told.items()} == {
        v: h for v, h in table.items() if not VIEWS[v].scrolls
    }
    assert f"it scrolls in a frame of {table['chain']}" in TEXT
    assert f"with two inputs {table['neuron'] + at(VIEWS['neuron'].taller, 640)}" in TEXT
    assert f"takes {DIAL} more" in TEXT
    assert set(re.findall(r'height="?(\d+)', TEXT)) == {str(table["map"])}


def test_its_chapters_are_listed() -> None:
    titles = re.findall(r"^## (.*)", TEXT, re.MULTILINE)
    links = re.findall(r"^- \[(.*)\]\(#(.*)\)", TEXT, re.MULTILINE)
    assert links == [(title, title.lower().replace(" ", "-")) for title in titles]
