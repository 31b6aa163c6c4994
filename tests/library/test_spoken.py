"""What is kept holds no words: it is decided in one language, and said in whichever is spoken then."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from antigradient.data import DATASETS, DataError, TableError, from_rows, read_table
from antigradient.derivations import derivation_stages
from antigradient.examples import entries
from antigradient.formula import FormulaError, parse
from antigradient.local import UndefinedError, analyse_point
from antigradient.objectives import OBJECTIVES
from antigradient.optimisers import OPTIMISERS
from antigradient.query.limits import Limits
from antigradient.query.model import scenario_query
from antigradient.scenario import resolve
from antigradient.words import Language, MessageError, speaking
from antigradient.words.languages import load_language
from tests import pseudo

#: What people read of a registry's entry.
READ = ("title", "about", "convention", "rule", "sentence")


@pytest.fixture(scope="module")
def language(tmp_path_factory: pytest.TempPathFactory) -> Language:
    """A language of which each message can be told from English."""
    folder = tmp_path_factory.mktemp("words")
    pseudo.write(folder)
    return load_language(folder / f"{pseudo.ACCENTED}.json")


def texts(value: Any) -> Iterator[str]:
    """What people read of an entry, in all that is within it."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name in READ and isinstance(inner, str):
                yield inner
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)


def is_said(text: str) -> bool:
    return text.startswith(pseudo.OPEN) and text.endswith(pseudo.CLOSE)


@pytest.mark.parametrize("entry", [*OBJECTIVES.values(), *OPTIMISERS.values()], ids=[*OBJECTIVES, *OPTIMISERS])
def test_entries_of_registries(entry: Any, language: Language) -> None:
    with speaking(language):
        described = entry.described()
        said = [described["title"], described.get("about") or described["convention"]]
        said += [text for name in ("reductions", "presets") for text in texts(described.get(name, []))]
    # A reduction is called by its sign.
    assert all(is_said(text) or "Σ" in text for text in said), said
    assert not is_said(entry.described()["title"])


def test_data_sets(language: Language) -> None:
    own = from_rows([[0.0, 1.0]])
    with speaking(language):
        assert all(is_said(text) for data in DATASETS.values() for text in (data.title, data.source))
        assert is_said(own.title)


@pytest.mark.parametrize("id", OBJECTIVES)
def test_stages_of_derivations(id: str, language: Language) -> None:
    for reduction in OBJECTIVES[id].reductions or (None,):
        scenario = resolve({"objective": id, **({"reduction": reduction} if reduction else {})})
        stages = derivation_stages(scenario.loss, scenario.start, scenario.objective.output)
        with speaking(language):
            assert all(is_said(stage.rule) for stage in stages)


def test_examples(language: Language) -> None:
    kept = entries()
    with speaking(language):
        for entry in kept:
            said = [entry.title, entry.question, entry.answer, *filter(None, [entry.comparison])]
            assert all(map(is_said, said)), entry.example.id


def test_notes_on_tables(language: Language) -> None:
    table = read_table("# from a sheet\n# of mine\n;grade;x\n0;0,2;0,5\n1;0,9;2,5")
    with speaking(language):
        assert all(is_said(note["sentence"]) for note in table.described()["notes"])
    assert table.described()["notes"][0]["sentence"].startswith("Line 3")


REFUSED: list[tuple[type[MessageError], Any]] = [
    (FormulaError, lambda: parse("w+")),
    (FormulaError, lambda: parse("wb")),
    (TableError, lambda: read_table("id,hours,grade\n7,1,2\n9,3,4")),
    (TableError, lambda: read_table("1:2, 3:x, 5:6")),
    (DataError, lambda: from_rows([])),
    (UndefinedError, lambda: analyse_point(resolve({"f": "log(w)"}).loss, (-1.0, 0.0))),
]


@pytest.mark.parametrize(("kind", "asked"), REFUSED)
def test_refusals(kind: type[MessageError], asked: Any, language: Language) -> None:
    with pytest.raises(kind) as refused:
        asked()
    english = str(refused.value)
    with speaking(language):
        assert is_said(str(refused.value))
    assert str(refused.value) == english
    assert not is_said(english)


def test_a_query_keeps_reasons_with_their_facts(language: Language) -> None:
    _, (refusal,) = scenario_query(Limits()).parse_link(b"f=wb")
    assert refusal.described() == {
        "parameter": "f",
        "detail": "cannot be read: unknown name wb at column 1: write * between factors",
        "code": "refusal.unreadable",
        "args": {"reason": {"code": "formula.name_factors", "args": {"column": 1, "name": "wb", "names": ["w", "b"]}}},
        "column": 1,
    }
    with speaking(language):
        assert is_said(refusal.detail)
