"""Formulas at random, from right to hopeless, and what is asked of each: for tests and attacks."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import numpy as np

from antigradient.directions import jet_line
from antigradient.formula import FormulaError, parse
from antigradient.formula.expression import FUNCTIONS
from antigradient.formula.tokens import LENGTH
from antigradient.jets import Jet
from antigradient.work import work_limit

#: Nanoseconds of work, as it is counted, that no formula exceeds with all that is asked of it here.
LITTLE = 50e6
NUMBERS = (
    "2",
    "0.5",
    "0",
    "1e308",
    "5e-324",
    "1e-308",
    "1e16",
    ".75",
    "0.1",
    "64",
    "65",
    "1e400",
    "9" * 40,
    "3",
    "1e-200",
    "1e-" + "9" * 30,
    "0e" + "9" * 30,
)
LEAVES = ("w", "b", "w", "b", "pi", "e", "x", "y", *NUMBERS)
FORMS = (
    "{0}+{1}", "{0}-{1}", "{0}*{1}", "({0})/({1})", "({0})^({1})", "({0})²", "({0})⁻³", "-({0})", "|{0}|",
    "({0})({1})", "⌊{0}⌋", "({0})^0.5", "({0})−({1})·{0}", "min({0},{1},w)", "max({0},{1})",
    *(f"{name}({{0}})" for name in FUNCTIONS),
)  # fmt: skip
PIECES = (
    *"wbxy+-*/^()|,. \t", "**", "²", "⁻¹", "−", "·", "×", "÷", "⌊", "⌋", "π", "√(", "∛(", *NUMBERS, "e", "sin",
    "W", "wb", "_",
    *(f"{name}(" for name in FUNCTIONS),
)  # fmt: skip
PLACES = np.array([-2.0, -0.0, 0.0, 1.0, 5e-324, 1e308, -1e16, 0.3])
FOLDER = str(Path(parse.__wrapped__.__code__.co_filename).parent)


def grammatical(rng: random.Random, depth: int) -> str:
    """A formula that the grammar takes, unless it is too long, too deep, too costly or of both pairs of names."""
    if depth == 0 or rng.random() < 0.15:
        return rng.choice(LEAVES)
    return rng.choice(FORMS).format(grammatical(rng, depth - 1), grammatical(rng, depth - 1))


def mutated(rng: random.Random, text: str) -> str:
    """Another text: a piece put in, taken out, doubled, or another in its place."""
    at = rng.randrange(len(text) + 1)
    end = min(len(text), at + rng.choice((0, 0, 1, 2, 9)))
    return text[:at] + rng.choice((rng.choice(PIECES), "", text[at:end] * 2)) + text[end:]


def random_text(rng: random.Random) -> str:
    """Anything: of the grammar, nearly so, pieces of it, or letters of any kind."""
    kind = rng.random()
    if kind < 0.4:
        return grammatical(rng, rng.choice((1, 2, 3, 4)))
    if kind < 0.7:
        return mutated(rng, grammatical(rng, rng.choice((1, 2, 3))))
    if kind < 0.95:
        return "".join(rng.choice(PIECES) for _ in range(rng.choice((1, 3, 6, 12, 40, 150))))
    return "".join(
        chr(rng.choice((rng.randrange(128), rng.randrange(0x2500), rng.randrange(0x110000)))) for _ in range(12)
    )


def attempt(text: str, deep: bool = True) -> bool:
    """Whether a text is taken as a formula. Whatever is wrong raises: nothing may escape but the error that names it.

    If it is, `deep` asks for its derivatives and its series too.
    """
    try:
        formula = parse.__wrapped__(text)
    except FormulaError as error:
        refused: FormulaError | None = error
    else:
        refused = None
    if refused:
        assert 1 <= refused.column <= min(len(text), LENGTH) + 1
        assert str(refused).isprintable()
        return False
    if not deep:
        assert np.shape(formula(PLACES, PLACES[::-1])) in ((), PLACES.shape)
        return True
    with work_limit(LITTLE):
        values, gradient = formula(PLACES, PLACES[::-1]), formula.gradient(PLACES, PLACES[::-1])
        assert np.broadcast_shapes(np.shape(values), *map(np.shape, gradient)) in ((), PLACES.shape)
        for place in ((0.3, -1.5), (0.0, 1.0)):
            try:
                slope = formula.slope(*place)
            except (ArithmeticError, ValueError):
                continue
            assert np.isfinite(slope).all()
        found = formula(*jet_line([1.5, -0.5], [1.0, 1.0], 3))
        assert isinstance(found, Jet | float | np.ndarray)
    assert formula.latex.isprintable()
    return True


class Guided:
    """For attacks: texts that reached a line of the formulas' code for the first time are changed, and tried again."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.seen: set[tuple[CodeType, int]] = set()
        self.corpus: list[str] = ["w²+b^2", "max(w,|b|)", "-sin(2w)/(1+e^x)"]

    def tried(self, attempted: Callable[[str], Any], seconds: float) -> Iterator[str]:
        """The texts, each before it is attempted."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            text = self.rng.choice(self.corpus)
            for _ in range(self.rng.choice((1, 1, 2, 5))):
                text = mutated(self.rng, text)
            yield text
            before, usual = len(self.seen), sys.gettrace()
            sys.settrace(self._entered)
            try:
                attempted(text)
            finally:
                sys.settrace(usual)
            if len(self.seen) > before:
                self.corpus.append(text)

    def _entered(self, frame: FrameType, event: str, _: Any) -> Any:
        return self._reached if frame.f_code.co_filename.startswith(FOLDER) else None

    def _reached(self, frame: FrameType, event: str, _: Any) -> Any:
        if event == "line":
            self.seen.add((frame.f_code, frame.f_lineno))
        return self._reached
