"""What is refused is decided by code and facts: each language says it, with its decimal mark; links have the point."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from antigradient.query.display import DISPLAY_OPTIONS, EMBED, FIGURE, FILE, PAGE, without_effect
from antigradient.query.fields import parse_number
from antigradient.query.lenient import lenient_embed
from antigradient.query.limits import Limits
from antigradient.query.links import Addresses, differing_texts, text_of, with_always_said
from antigradient.query.model import scenario_query
from antigradient.query.refusals import FieldError, QueryError, Refusal, refuse
from antigradient.scenario import ScenarioError
from antigradient.words import LANGUAGES, Message, speaking
from antigradient.words.languages import Language, load_language
from antigradient.words.numbers import format_bound
from tests import pseudo

QUERY = scenario_query(Limits())


@pytest.fixture(scope="module")
def accented(tmp_path_factory: pytest.TempPathFactory) -> Language:
    """A language of which every message lies within ⟦ ⟧, and whose decimals follow a comma."""
    folder = tmp_path_factory.mktemp("words")
    pseudo.write(folder)
    return load_language(folder / f"{pseudo.ACCENTED}.json")


#: Links of which something is refused or dropped, one for each way.
LINKS = (
    "eta=", "eta=x", "eta=0,5", "eta=%E2%88%921", "eta=1e+3", "eta=-1", "eta=1e9", "gamma=1", "steps=0.5", "steps=-1",
    "eta=1&eta=2", "eta=%ff", "%ff=1", "colour=1", "optimizer=gd", "%3C=1", "f=w%5E2%2Bx", "f=2w+3b", "f=",
    "data=nix", "data=1:x", "data=1:2:3", "data=1:2:3,4:5:6", "start=1", "start=1,2,3,4", "start=1e13,0", "start=1,,2",
    "window=0,1", "window=1,0,0,1", "window=0,1e-12,0,1", "plane=w,x", "plane=b,w", "plane=w1,w1&objective=logistic-2",
    "reduction=mean&objective=bowl", "reduction=half_sum&objective=sigmoid-log", "batch=3&objective=bowl", "batch=99",
    "f=w^2&objective=bowl", "data=two-clouds", "data=five&objective=bowl", "data=1:2&objective=sigmoid-log",
    "moves=1", "moves=99999:1:1", "moves=1:400:1", "moves=1:90:-1", "moves=1:90:1,1:80:1",
    "moves=1:90:1&objective=logistic-2",
    "vs=adam;eta", "vs=adam;eta=1;eta=2", "vs=adam;grid=3", "vs=adam;eta=x", "vs=adam;batch=99",
    "&".join(["vs=gd"] * 9),
    "view=nix", "view=neuron&objective=bowl", "show=nix", "show=field,field", "links=2", "lock=all&show=controls",
    "&".join(f"x{i}=1" for i in range(101)),
)  # fmt: skip


def refused(link: str) -> list[Refusal]:
    return lenient_embed(QUERY.with_fields(tuple(entry.field for entry in DISPLAY_OPTIONS.values())), link.encode())[2]


@pytest.mark.parametrize("link", LINKS)
def test_each_is_said_in_the_language_that_is_spoken_then(link: str, accented: Language) -> None:
    refusals = refused(link)
    assert refusals, "something is refused"
    english = [refusal.described() for refusal in refusals]
    with speaking(accented):
        for refusal, before in zip(refusals, english, strict=True):
            said = refusal.described()
            assert said["detail"].startswith(pseudo.OPEN)
            assert said["detail"].endswith(pseudo.CLOSE)
            assert str(refusal.sentence).startswith(pseudo.OPEN)
            assert {**said, "detail": before["detail"]} == before, "the facts are the same"


@pytest.mark.parametrize("link", LINKS)
def test_a_sentence_has_the_name_and_ends(link: str) -> None:
    for refusal in refused(link):
        sentence = str(refusal.sentence)
        assert sentence.endswith(".")
        assert sentence.startswith(refusal.parameter) if refusal.parameter else sentence[0].isupper()


@pytest.mark.parametrize("medium", [PAGE, EMBED, FIGURE, FILE])
def test_what_has_no_effect_is_told_of_every_name_that_has_none(medium: str, accented: Language) -> None:
    values: dict[str, Any] = {"view": "chain", "lock": "all", "speed": "2", "heading": 3, "links": False, "vs": [{}]}
    values |= {"show": ("controls",), "hide": ("key", "player", "axes"), "projector": True, "autoplay": True}
    told = without_effect(values, medium)
    assert told
    with speaking(accented):
        assert all(refusal.detail.startswith(pseudo.OPEN) for refusal in told)


def test_errors_say_all_that_is_wrong() -> None:
    with pytest.raises(ScenarioError, match=r"^start has 1 values .*; batch is more than the 5 points of the data$"):
        QUERY.resolve({"start": (1.0,), "batch": 99})
    error = QueryError([refuse("u", "refusal.number"), refuse("beta", "refusal.whole")])
    assert str(error) == "u must be a number; beta must be a whole number"


BOUNDS = [
    (257, "257"), (10_000, "10000"), (2**32 - 1, "4294967295"), (0.0, "0"), (-1e4, "-10000"), (0.25, "0.25"),
    (1e6, "1e+06"), (1e12, "1e+12"), (1e-9, "1e-09"), (1.0000001, "1.0000001"), (12.0, "12"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "text"), BOUNDS)
def test_a_bound_has_all_of_its_digits_and_the_decimal_mark_of_the_language(
    value: float, text: str, accented: Language
) -> None:
    assert format_bound(value) == text
    assert float(text) == value
    with speaking(accented):
        assert format_bound(value) == text.replace(".", ",")
        assert text.replace(".", ",") in str(Message("refusal.at_most", {"high": value}))


@pytest.mark.parametrize("text", ["0,5", ",5", "-2,5e-3", "1,250"])
def test_a_comma_begins_no_decimals_in_a_link_and_gets_a_hint(text: str) -> None:
    """It parts values there. Number boxes and tables take both marks."""
    with pytest.raises(FieldError, match="has a decimal comma; in an address write the point"):
        parse_number(text)


def addresses() -> Iterator[str]:
    link = (
        "eta=0.25&start=-1.5,2e-7&window=-0.5,2.5,-1,1e5&vs=adam;eta=0.125&moves=1:90.5:0.5&data=0.5:0.25,1:0.75&tol=0"
    )
    values, refused = QUERY.parse_link(link.encode())
    assert not refused
    texts = differing_texts(QUERY, values, link.encode())
    for said in (texts, with_always_said(texts, QUERY.resolve(values))):
        there = Addresses("https://gradient.example", said)
        yield from (there.page, there.embed, *(file.address for file in there.downloads.values()))
    yield from (text_of(value) for value in (0.1, 12_345.5, 1e-9, 1e30, (0.5, -2.5)))


@pytest.mark.parametrize("decimal", [",", "٫"])
def test_links_are_the_same_in_every_language(decimal: str) -> None:
    usual = list(addresses())
    with speaking(replace(LANGUAGES["en"], decimal=decimal, group=".")):
        assert list(addresses()) == usual
