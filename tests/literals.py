"""English in code: `python -m tests.literals [path…]` lists it, and a test wants none but what is listed as allowed.

A text of two words or more that people read belongs to the catalogues, static/shared/words.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
#: Two words in a row, at least one of which is of three letters or more; names with underscores and CSS are none.
WORDS = re.compile(
    r"(?<![\w.#$&/:=-])[A-Za-z][a-z’']+[,;:]? (?:[A-Za-z’']+|\{\})(?![\w(=/.-]*[(=/_:])|(?<!\S)a [a-z]{3,}"
)
#: Calls of which the texts are for developers: they raise, log, warn or name what Python names.
FOR_DEVELOPERS = {"AssertionError", "TypeError", "RuntimeError", "NotImplementedError", "KeyError", "SystemExit"}
LOGS = {"debug", "info", "warning", "error", "exception", "critical", "warn"}
#: What is no word in a template: its own signs, comments, scripts, formulas, and what is for the browser alone.
NO_WORDS = re.compile(
    r"\{#.*?#\}|\{%.*?%\}|<!--.*?-->|<(script|style|math)\b.*?</\1>|<meta name=\"color-scheme\"[^>]*>", re.DOTALL
)
#: Names, which are the same in every language.
NAMES = {"Antigradient"}


class Literal(NamedTuple):
    """A text in a source, with its place."""

    path: str
    line: int
    text: str

    def __str__(self) -> str:
        """For the list: as editors jump to it."""
        return f"{self.path}:{self.line}: {self.text}"


def in_python(path: Path) -> Iterator[Literal]:
    """For the test: English in a module's expressions; docstrings and what only developers read are none."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    passed = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}  # docstrings
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in FOR_DEVELOPERS or (isinstance(node.func, ast.Attribute) and name in LOGS):
                passed |= {id(inner) for inner in ast.walk(node)}
        elif isinstance(node, ast.JoinedStr) and id(node) not in passed:
            text = "".join(str(v.value) if isinstance(v, ast.Constant) else "{}" for v in node.values)
            passed |= {id(value) for value in node.values}
            if WORDS.search(text):
                yield Literal(str(path.relative_to(ROOT)), node.lineno, text)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or id(node) in passed:
            continue
        if WORDS.search(node.value):
            yield Literal(str(path.relative_to(ROOT)), node.lineno, node.value)


def in_template(path: Path) -> Iterator[Literal]:
    """For the test: English in a template's text and in the attributes that people read or hear."""
    text = path.read_text(encoding="utf-8")
    blank = lambda found: re.sub(r"[^\n]", " ", found.group())  # noqa: E731 - keeps the lines' numbers
    bare = NO_WORDS.sub(blank, text)
    bare = re.sub(r"\{\{.*?\}\}", "{}", bare, flags=re.DOTALL)
    for found in re.finditer(
        r"(?:aria-label|title|alt|placeholder|content|data-[a-z-]+)=\"([^\"]*)\"|>([^<>]+)<", bare
    ):
        said = (found[1] if found[1] is not None else found[2]).strip()
        if said in NAMES:
            continue
        if WORDS.search(said) or (found[2] is not None and re.search(r"[A-Za-z]{3,}", said)):
            yield Literal(str(path.relative_to(ROOT)), bare.count("\n", 0, found.start()) + 1, " ".join(said.split()))


def literals(paths: Iterable[Path]) -> Iterator[Literal]:
    """For the test and the list: English in these files and folders."""
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.suffix == ".py":
                yield from in_python(file)
            elif file.suffix == ".html":
                yield from in_template(file)


if __name__ == "__main__":
    given = [Path(argument).resolve() for argument in sys.argv[1:]]
    for literal in literals(given or [ROOT / name for name in ("antigradient", "app", "templates")]):
        print(literal)
