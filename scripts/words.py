"""Brings the languages in step with English: `python -m scripts.words`, after messages were added, moved or dropped.

Each file gets what it lacks, in English and at the same place, and loses what is no longer said; what is to be
translated is printed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from antigradient.words.languages import DEFAULT, FOLDER

Sections = dict[str, Any]


def in_step(english: Sections, other: Sections) -> Sections:
    """For `main` and tests: nested sections of another language with the codes of English, in their order."""
    return {
        name: in_step(text, found if isinstance(found := other.get(name), dict) else {})
        if isinstance(text, dict)
        else found
        if isinstance(found := other.get(name), str)
        else text
        for name, text in english.items()
    }


def untranslated(english: Sections, other: Sections, prefix: str = "") -> Iterator[str]:
    """For `main` and tests: the codes that another language lacks."""
    for name, text in english.items():
        found = other.get(name)
        if isinstance(text, dict):
            yield from untranslated(text, found if isinstance(found, dict) else {}, f"{prefix}{name}.")
        elif not isinstance(found, str):
            yield prefix + name


def main(folder: Path = FOLDER) -> None:
    """Rewrite the files of all languages but English, and say what each still lacks."""
    english = json.loads((folder / f"{DEFAULT}.json").read_bytes())
    for path in sorted(folder.glob("*.json")):
        if path.stem == DEFAULT:
            continue
        other = json.loads(path.read_bytes())
        for code in untranslated(english, other):
            print(f"{path.name}: {code} is in English")
        text = json.dumps(in_step(english, other), ensure_ascii=False, indent=2)
        path.write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
