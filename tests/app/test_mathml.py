"""Formulas carry the attributes by which Chromium, Firefox and WebKit space them alike (seen in each of the three)."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

import pytest

from antigradient.latex import mathml
from tests.app.conftest import Client

pytestmark = pytest.mark.anyio

BRACKETS, BARS = set("()[]"), set("|‖")
#: What makes a bracket grow.
TALL = {"mfrac", "msup", "mtable", "munder", "munderover", "msqrt"}
PAGES = ["/", "/?objective=logistic-2", "/embed?view=chain", "/embed?view=taylor", "/embed?show=numbers,formula"]
DERIVATIONS = ["", "objective=logistic-2", "objective=beale", "f=abs(w)%2Babs(w/2)*exp(b/2)%2Bln(2)&start=1,1"]


def formulas(found: Any) -> list[str]:
    """Every `mathml` in a reply."""
    if isinstance(found, list):
        return [text for item in found for text in formulas(item)]
    if not isinstance(found, dict):
        return []
    own = found.get("mathml", [])
    return [*([own] if isinstance(own, str) else own), *formulas(list(found.values()))]


def check(text: str) -> int:
    """How many fences of a formula were looked at."""
    root = ElementTree.fromstring(text)
    fences = 0
    for row in root.iter():
        children = list(row)
        for i, mo in enumerate(children):
            sign = mo.text or ""
            if not mo.tag.endswith("mo") or sign not in BRACKETS | BARS:
                assert sign != "^", "a hat of its own stands right in Firefox"
                continue
            fences += 1
            assert mo.get("stretchy") or mo.get("maxsize"), f"WebKit raises it: {text}"
            assert sign in BRACKETS or mo.get("form"), f"Firefox takes it for an operator: {text}"
            if mo.get("stretchy") == "true" and mo.get("form") == "prefix":
                inside = {part.tag.rpartition("}")[2] for child in children[i:] for part in child.iter()}
                assert inside & TALL, f"nothing tall is in it: {text}"
    return fences


async def test_of_replies(client: Client) -> None:
    texts = formulas((await client.get("/api/v1/catalogue")).json())
    for query in DERIVATIONS:
        texts += formulas((await client.get(f"/api/v1/derivation?{query}")).json())
    assert len(texts) > 50
    assert sum(map(check, texts)) > 100


@pytest.mark.parametrize("path", PAGES)
async def test_of_pages(client: Client, path: str) -> None:
    html = (await client.get(path)).text
    texts = re.findall(r"<math.*?</math>", html.partition("<body")[2], re.S)
    assert texts
    assert sum(map(check, texts)) > 0


async def test_bars_open_and_close_in_turn() -> None:
    forms = re.findall(r'form="(\w+)"', mathml(r"\|u\|\|v\|"))
    assert forms == ["prefix", "postfix"] * 2


@pytest.mark.parametrize("latex", ["f'(x)", "f''(x)", r"\frac{f'''(x)}{3!}", r"\sigma'"])
def test_a_prime_is_raised_once(latex: str) -> None:
    assert "<msup>" not in mathml(latex)
    assert re.search('<mi>.</mi><mo form="postfix" lspace="0" rspace="0">[′″‴]</mo>', mathml(latex))
