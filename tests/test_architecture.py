"""docs/architecture.md is true: its picture is drawn from the imports, its places exist, its words are the code's."""

import re
from pathlib import Path

import pytest

from antigradient.scenario import resolve
from scripts.architecture import PICTURE, picture
from scripts.imports import Graph, python, reduced

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
GLOSSARY = [word for word in re.findall(r"^\| ([^|]+?) \| [^|]+ \|$", TEXT, re.M) if word != "word"]
SOURCES = "\n".join(
    path.read_text(encoding="utf-8").lower()
    for folder, kind in (("antigradient", "*.py"), ("app", "*.py"), ("static/js", "*.js"))
    for path in sorted((ROOT / folder).rglob(kind))
)


def test_the_picture_is_that_of_the_imports() -> None:
    assert PICTURE.read_text(encoding="utf-8") == picture(), "python -m scripts.architecture draws it anew"
    assert f"({PICTURE.name})" in TEXT


def test_the_library_imports_nothing_of_the_application() -> None:
    graph = python()
    application = {box for box in graph if box.startswith("app")}
    assert len(application) > 4 < len(graph) - len(application)
    for box in set(graph) - application:
        assert not graph[box] & application, box


def test_what_follows_is_left_out_and_a_circle_is_seen() -> None:
    graph: Graph = {"a": {"b", "c"}, "b": {"c"}, "c": set()}
    assert reduced(graph) == {"a": {"b"}, "b": {"c"}, "c": set()}
    with pytest.raises(AssertionError, match="in a circle: a → b → c → a"):
        reduced({**graph, "c": {"a"}})


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`((?:antigradient|app|static|docs)/[\w./]+)`", TEXT))))
def test_places_exist(path: str) -> None:
    assert (ROOT / path).exists()


@pytest.mark.parametrize("word", GLOSSARY)
def test_every_word_is_one_of_the_codes(word: str) -> None:
    assert re.search(rf"(?<![a-z]){word.replace(' ', '[_ -]?')}(?:s|es)?(?![a-z])", SOURCES)


def test_the_words_are_in_order_and_every_column_of_a_run_is_among_them() -> None:
    assert sorted(set(GLOSSARY)) == GLOSSARY
    assert len(GLOSSARY) >= 40
    columns = set(resolve({"steps": 1}).ledger().columns) - {"k", "w", "b", "cos_beta"}
    names = {re.sub(r"^(u|grad)_.*", r"\1", column).replace("_", " ") for column in columns}
    assert names <= set(GLOSSARY)
