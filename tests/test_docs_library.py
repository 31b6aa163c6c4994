"""docs/library.md and the README's lines of Python are true to the letter: all are run."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path
from typing import Any

import pytest

import antigradient as ag

ROOT = Path(__file__).parent.parent
#: Code, and what it prints: a block of text right below it.
SNIPPET = re.compile(r"^```python\n(.*?)^```$\n\n```text\n(.*?)^```$", re.M | re.S)


@pytest.mark.parametrize("place", ["docs/library.md", "README.md"])
def test_snippets_print_what_is_shown(place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One after another, as in a notebook; what they write lies in a folder of their own."""
    monkeypatch.chdir(tmp_path)
    text = (ROOT / place).read_text(encoding="utf-8")
    snippets = SNIPPET.findall(text)
    assert len(snippets) == text.count("```python\n") > 0
    names: dict[str, Any] = {}
    for code, answer in snippets:
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(code, names)  # noqa: S102
        assert printed.getvalue() == answer, code


def test_every_function_is_shown() -> None:
    text = (ROOT / "docs/library.md").read_text(encoding="utf-8")
    for name in ag.__all__:
        assert name in ("Reply", "Run", "Svg") or re.search(rf"\bag\.{name}\b", text), name
