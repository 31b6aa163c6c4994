"""Whose signs an embed has: what it says is in them, what it knows is not."""

from __future__ import annotations

import json
import re

import pytest

from antigradient.lesson.notation import LETTERS, NOTATIONS, sign_rules
from antigradient.query.views import VIEWS
from app.site.signs import in_signs
from tests.app.conftest import Client

pytestmark = pytest.mark.anyio

RULES = sign_rules("alpha", of_data=True)
ALL = "show=controls,numbers,formula"
SCRIPT = re.compile(r"/signs[\w-]*\.js")
#: What is no prose.
UNSAID = re.compile(r"<(script|style|code)\b.*?</\1>", re.DOTALL)
#: Our signs, where they are no part of a word, in text or as a letter of a formula.
OURS = re.compile(r"[ηŷˆ]|(?<![A-Za-zÀ-ÿ])[ub](?![A-Za-zÀ-ÿ])")


@pytest.mark.parametrize(
    ("own", "other"),
    [
        ("Learning rate η", "Learning rate α"),
        ("to 2nd order: ηuᵀ∇L + ½η²uᵀHu", "to 2nd order: αΔθᵀ∇L + ½α²ΔθᵀHΔθ"),
        ("(w, b) = (−2, 1), ‖u‖", "(w, B) = (−2, 1), ‖Δθ‖"),
        ("∂L/∂b = (ŷ − y)·ŷ(1 − ŷ)", "∂L/∂B = (a − y)·a(1 − a)"),
        ("but turn under the bound, by u", "but turn under the bound, by Δθ"),
        ("β < 180°, w₁, b₁, dub", "β < 180°, w₁, B₁, dub"),
        ('<p class="u" title="turn u">u</p>', '<p class="u" title="turn Δθ">Δθ</p>'),
        ("<code>b -= η * db</code> b", "<code>b -= η * db</code> B"),
        ('<mover accent="true"><mi>y</mi><mo stretchy="true">ˆ</mo></mover>', "<mi>a</mi>"),
    ],
)
def test_words_and_formulas(own: str, other: str) -> None:
    assert in_signs(own, RULES) == other
    assert in_signs(other, RULES) == other, "what is rewritten stays"
    assert in_signs(own, []) == own


def test_a_parameter_is_a_bias_where_there_are_data() -> None:
    assert in_signs("w³ + b², η", sign_rules("alpha", of_data=False)) == "w³ + b², α"
    assert LETTERS.keys() == NOTATIONS.keys()
    assert sign_rules("eta", of_data=True) == []


def boot(page: str) -> dict[str, object]:
    return dict(json.loads(page.partition('id="boot">')[2].partition("</script>")[0]))


@pytest.mark.parametrize("lang", ["en", "de"])
@pytest.mark.parametrize("view", VIEWS)
async def test_an_embed_is_in_them_throughout(client: Client, view: str, lang: str) -> None:
    query = f"view={view}&{ALL}&lang={lang}"
    own, other = [(await client.get(f"/embed?{query}{more}")).text for more in ("", "&notation=alpha")]
    shown = [UNSAID.sub("", page.partition("<body>")[2]) for page in (own, other)]
    assert OURS.search(re.sub(r"<[^>]*>", " ", shown[0])) or view == "expansion"
    assert not OURS.search(re.sub(r"<[^>]*>", " ", shown[1]))
    assert not [said for said in re.findall(r'(?:aria-label|title|alt)="([^"]*)"', shown[1]) if OURS.search(said)]
    assert SCRIPT.search(other)
    assert not SCRIPT.search(own), "an embed in our signs loads nothing for others"
    known = boot(other)
    assert known.pop("signs") == [list(rule) for rule in RULES]
    assert known | {"notation": "eta", "given": boot(own)["given"]} == boot(own)
