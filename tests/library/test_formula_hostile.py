"""What people with bad intentions, broken keyboards or no idea type: evaluated or refused with a column, and fast."""

from __future__ import annotations

import random
import re
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from antigradient.directions import jet_line
from antigradient.formula import Formula, FormulaError, parse
from antigradient.formula.expression import FUNCTIONS
from antigradient.formula.parser import COST, COST_LIMIT
from antigradient.work import work_limit
from tests.fuzz import FACTOR, SEED, examples, fuzzed
from tests.random_formulas import Guided, attempt, random_text

#: Seconds of computing, a hundred times what any refusal here takes: no text may take longer the more it nests.
QUICK = 0.05
#: Nanoseconds, as work is counted, of all that is asked of a formula: the costliest here is counted as 17 ms.
LITTLE = 50e6

REFUSED = [
    # Python
    "__import__('os').system('id')",
    "().__class__.__bases__[0].__subclasses__()",
    "w.__class__",
    "w.real",
    "(lambda: w)()",
    "lambda w: w",
    "[w for w in (1,2)]",
    "exec('w')",
    "eval(w)",
    "open('x')",
    "print(w)",
    "getattr(w,b)",
    "globals()",
    "w if b else 1",
    "w or b",
    "not w",
    "w:=1",
    "w==b",
    "w=1;b=2",
    "{w:b}",
    "f'{w}'",
    "`id`",
    "$(id)",
    "w;b",
    "w\nb",
    "w\r\nb",
    "# w",
    "w # b",
    "import os",
    "True",
    "None",
    "nan",
    "inf",
    "1j",
    "0x10",
    "0b11",
    "1_000",
    "w@b",
    "w%b",
    "~w",
    "w&b",
    "w<<9",
    "w!",
    "w//b",
    "sympy.oo",
    "E1",
    # markup and addresses
    "<script>alert(1)</script>",
    "</math><img src=x onerror=alert(1)>",
    r"\frac{w}{b}",
    "w&amp;b",
    "%77",
    "w+%00",
    # letters that look like ours
    "\uff57+\uff42",  # full width
    "\uff11+w",
    "\u0455in(w)",  # Cyrillic
    "w\u00b2\u00b9^2",
    "w\u207f",  # superscript n
    "\u0661+w",  # Arabic digit
    "w\u00a0+ b",  # no-break space
    "w\u2003+b",
    "w\u200b+b",  # zero width
    "\ufeffw",
    "w\u202e+b",  # bidi override
    "w\u2066+b",
    "w\x00",
    "\x00",
    "w\x1b[31m",
    "w\x7f",
    "\ud800",  # half a surrogate pair
    "\U0001f600",
    "w\u0301",
    # size
    "9" * 301,
    "w" * 300,
    "(" * 300,
    ")" * 300,
    "sin(" * 75,
    "-" * 299 + "w",
    "w^" * 149 + "w",
    "((((((((" * 37,
    "1" + "e9" * 149,
    "1e400",
    "9" * 300 + "e9",
    ".",
    "e" * 300,
    "..5",
    "5..",
    "",
    " " * 300,
    "\t",
    "^",
    "**",
    "+",
    "()",
    "w,b",
    "sin(w,b)",
    "sin()",
    "|" * 300,
    "|w" * 149,
    "⌊" * 300,
    "²" * 300,
    "max(" * 75,
    "max(w" + ",w" * 147,
    "w⁻⁻²",
    "w^−",
]
TAKEN = [
    "9^9^9",
    "9**9**9**9**9",
    "(9^9^9)^w",
    "-9^9^9.5",
    "0^0",
    "0^-1",
    "1/0",
    "0/0*w",
    "(-1)^0.5",
    "w^1e308",
    "w^-1e308",
    "1e308*1e308*w",
    "exp(exp(exp(exp(exp(w)))))",
    "tan(pi/2)^9",
    "log(0)",
    "sqrt(-1)",
    "w^b^w^b^w^b^w^b",
    "1e-400*w",
    "9" * 300,
    "w" + "+w" * 149,
    "w" + "*w" * 149,
    "-" * 32 + "w",
    "(" * 32 + "w" + ")" * 32,
    "w^64^2",
    "2^0.5",
    "sin(1e300*w)",
    "abs(w)/abs(w)",
    "w--------b",
    "e^e^e^e^w",
    "0w/0b",
    "(" * 26 + "w*b" + ")^.9" * 26,  # numbers of more and more digits
    "(" * 9 + "w" + ")^0.123456789012345" * 9,
    "+".join(f"{i}.987654321w^1.{i}23456789" for i in range(1, 9)),
]


def outcome(text: str) -> FormulaError | None:
    """The refusal, or None after everything that can be asked of the formula was asked; all of it little work."""
    with work_limit(LITTLE):
        return _outcome(text)


def _outcome(text: str) -> FormulaError | None:
    parse.cache_clear()
    began = time.thread_time()
    try:
        formula = parse(text)
    except FormulaError as error:
        spent = time.thread_time() - began
        column, sentence = error.column, str(error)
        assert 1 <= column <= len(text) + 1
        assert f"column {column}" in sentence
        assert len(sentence) < 160
        assert sentence.isprintable()
        assert spent < QUICK
        return error
    assert formula.latex.isprintable()
    assert formula.mathml.isascii() or formula.mathml.isprintable()
    places = np.array([-2.0, 0.0, 1.5])
    assert np.shape(formula(places, places)) in ((), (3,))
    assert len(formula.gradient(places, places)) == 2
    assert len(formula.hessian(places, places)) == 2
    formula(*jet_line([1.5, -0.5], [1.0, 1.0], 8))
    for point in ((1.5, -0.5), (0.0, 0.0)):
        try:
            slope = formula.slope(*point)
        except (ArithmeticError, ValueError):
            continue
        assert all(type(s) is float for s in slope)
    return None


def test_the_corpus_is_large() -> None:
    assert len(set(REFUSED) | set(TAKEN)) >= 60


@pytest.mark.parametrize("text", REFUSED, ids=range(len(REFUSED)))
def test_refused(text: str) -> None:
    assert outcome(text) is not None


@pytest.mark.parametrize("text", TAKEN, ids=range(len(TAKEN)))
def test_taken_and_bounded(text: str) -> None:
    assert outcome(text) is None


@pytest.mark.parametrize("text", REFUSED, ids=range(len(REFUSED)))
def test_a_refusal_echoes_at_most_one_short_name(text: str) -> None:
    with pytest.raises(FormulaError) as caught:
        parse(text)
    sentence = str(caught.value)
    name = re.search(r"unknown name (\S+) at", sentence)
    assert name is None or (len(name[1]) <= 32 and name[1].isascii())
    for forbidden in ("<", "script", "%00", "%77", "img", "__import__" * 2, "\U0001f600", "\u202e", "9" * 33):
        assert forbidden not in sentence


def test_thousands_of_random_texts_are_taken_or_refused() -> None:
    rng = random.Random(SEED)
    taken = sum(attempt(random_text(rng), deep=not rng.randrange(20)) for _ in range(examples(2000)))
    assert taken > examples(2000) / 4


def test_texts_that_reach_further_are_taken_or_refused() -> None:
    """And they do reach further than those that they began with, a hundred lines and more."""
    guided, first = Guided(SEED), 0
    for number, _ in enumerate(guided.tried(lambda text: attempt(text, deep=False), 0.7 * FACTOR)):
        first = first if number > 1 else len(guided.seen)
    assert len(guided.corpus) > 6
    assert len(guided.seen) > first + 20


def test_what_escapes_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*given: object) -> None:
        raise KeyError(given)

    monkeypatch.setattr(Formula, "__call__", broken)
    with pytest.raises(KeyError):
        attempt("w^2")


PIECES = st.sampled_from(
    [
        *("w", "b", "2", "0.5", "1e9", "0.123456789", "pi", "e", "x", ".", " "),
        *("+", "-", "*", "/", "^", "**", "^.9", "(", ")", "|", "|", ",", "²", "⁻³", "−", "·", "÷", "⌊", "⌋", "π", "√("),
        *(f"{name}(" for name in FUNCTIONS),
    ]
)


@fuzzed(40)
@given(st.text(max_size=320))
def test_any_text_is_evaluated_or_refused(text: str) -> None:
    outcome(text)


@fuzzed(40)
@given(st.lists(PIECES, max_size=120).map(lambda pieces: "".join(pieces)[:320]))
def test_any_pieces_are_evaluated_or_refused(text: str) -> None:
    outcome(text)


@st.composite
def valid(draw: st.DrawFn, depth: int = 5) -> str:
    """A formula that the grammar takes."""
    if depth == 0:
        return draw(st.sampled_from(["w", "b", "2", "0.5", "pi", "e", "0.123456789012"]))
    inner = valid(depth=depth - 1)
    form = draw(st.sampled_from(["{}+{}", "{}-{}", "({})*({})", "({})/({})", "({})^({})", "sin({})", "exp({})",
                                 "log({})", "sqrt({})", "abs({})", "-{}", "tanh({})", "({})({})", "|{}|", "({})²",
                                 "max({},{})", "min({},{},{})", "relu({})", "sign({})", "floor({})", "cbrt({})",
                                 "atan({})", "log10({})", "⌊{}⌋", "({})−({})·({})÷({})"]))  # fmt: skip
    return form.format(*(draw(inner) for _ in range(form.count("{}"))))


@fuzzed(40)
@given(valid())
def test_any_formula_of_the_grammar_is_taken_unless_too_large(text: str) -> None:
    refused = outcome(text)
    if refused is not None:
        assert any(cap in str(refused) for cap in ("300 characters", "32 levels", "costs too much"))


def test_every_operation_has_a_price() -> None:
    assert min(COST.values()) >= 1
    assert COST["sin"] > COST["+"]
    assert 20 * max(COST.values()) < COST_LIMIT
