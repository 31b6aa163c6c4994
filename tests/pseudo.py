"""Languages that only tests speak, made of the English catalogue: what no catalogue says shows, and what has no room.

en-XA is a third longer than English and accented, ar-XB is written from the right, in Hebrew letters. Each message lies
within ⟦ ⟧. Facts, markup, formulas and signs are as they were. `python -m tests.pseudo folder` writes the catalogues.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from pyicumessageformat import Parser

from antigradient.words.languages import DEFAULT, FOLDER
from hatch_build import find_node
from tests.literals import ROOT, SIGNS

ACCENTED, FROM_THE_RIGHT = "en-XA", "ar-XB"
RECORDS: dict[str, dict[str, str]] = {
    ACCENTED: {"name": "⟦Áççéñţš⟧", "decimal": ",", "pair": "; ", "list_end": " ů "},
    FROM_THE_RIGHT: {"name": "⟦שפה⟧", "direction": "rtl", "plurals": "ar", "pair": "; ", "list_end": " ו-"},
}
OPEN, CLOSE = "⟦", "⟧"
_ACCENTS = str.maketrans("aceinorsuyzACEINORSUYZ", "áçéîñöřšůýžÁÇÉÎÑÖŘŠŮÝŽ")
_HEBREW = str.maketrans("abcdefghijklmnopqrstuvwxyz", "אבגדהוזחטיכלמנסעפצקרשתףץםן")
#: A word between spaces, dashes and marks; what has digits, underscores, slashes or Greek letters in it is none.
_WORD = re.compile(r"(?<![^\s(“‘\"'\[\uf000-\uf8ff—–-])[A-Za-z][a-z’']+(?![^\s)”’\"'\].,:;?!…\uf000-\uf8ff—–-])")
_MARKUP = re.compile(r"<[^<>]*>|&\w+;")
#: Signs and names between two words of a line from the right: a formula, which is read from the left.
_OTHER = r"\u0590-\u05ff\uf000-\uf8ff.,:;?!…“”"
_FORMULA = re.compile(rf"[^\s{_OTHER}()—–-][^{_OTHER}]*[^\s{_OTHER}()—–-]")
_PARSER = Parser({"maximum_depth": 8})


def lengthened(word: str) -> str:
    """A word of en-XA: accented, its first vowel drawn out until it is a third longer."""
    more = round(len(word) / 3)
    return re.sub(r"[aeiouy]|$", lambda vowel: (vowel.group() or "e") * (more + 1), word, count=1).translate(_ACCENTS)


def reversed_script(word: str) -> str:
    """A word of ar-XB: as many letters, of a script that is written from the right."""
    return word.lower().translate(_HEBREW)


WORDS: dict[str, Callable[[str], str]] = {ACCENTED: lengthened, FROM_THE_RIGHT: reversed_script}


def translated(message: str, tag: str, is_markup: bool) -> str:
    """For catalogues of these languages: a message with its words in the language, and all else as it is."""
    return OPEN + _sequence(_PARSER.parse(message), tag, is_markup) + CLOSE


def _sequence(parts: list[Any], tag: str, is_markup: bool) -> str:
    """What is no text is put aside, as a character of its own, so that markup and formulas may go across it."""
    aside: dict[str, str] = {}

    def put_aside(text: str, area: int = 0xE000) -> str:
        character = chr(area + len(aside))
        aside[character] = text
        return character

    text = "".join(part if isinstance(part, str) else put_aside(_argument(part, tag, is_markup)) for part in parts)
    if is_markup:
        text = _MARKUP.sub(lambda found: put_aside(found.group(), 0xF000), text)
    text = SIGNS.sub(lambda found: put_aside(found.group()), text)
    text = _WORD.sub(lambda found: WORDS[tag](found.group()), text)
    if tag == FROM_THE_RIGHT:
        text = _FORMULA.sub(_isolated, text)
    text = re.sub(r"'", "''", text)
    text = re.sub(r"[{}]", r"'\g<0>'", text)
    while re.search("[\ue000-\uf8ff]", text):
        text = re.sub("[\ue000-\uf8ff]", lambda found: aside[found.group()], text)
    return text


def _isolated(found: re.Match[str]) -> str:
    text = found.group()
    return f"\u2066{text}\u2069" if len(text) > 1 and re.search(r"[=≤≥<>∇‖ΔηθβLwbu]", text) else text


def _argument(found: Mapping[str, Any], tag: str, is_markup: bool) -> str:
    """An argument in ICU's syntax, the words of its options in the language."""
    if found.get("hash"):
        return "#"
    inside = [found["name"], *filter(None, [found.get("type"), found.get("format")])]
    if "options" in found:
        options = (f"{key} {{{_sequence(option, tag, is_markup)}}}" for key, option in found["options"].items())
        inside.append(" ".join(options))
    return f"{{{', '.join(inside)}}}"


def catalogue(content: Mapping[str, Any], tag: str) -> dict[str, Any]:
    """For tests: the catalogue of one of these languages, made of the English one."""

    def section(of: Mapping[str, Any]) -> dict[str, Any]:
        return {
            name: translated(value, tag, name.endswith("_html")) if isinstance(value, str) else section(value)
            for name, value in of.items()
        }

    record = {**content["language"], **RECORDS[tag]}
    return {"language": record, **section({name: of for name, of in content.items() if name != "language"})}


def write(folder: Path) -> None:
    """For builds of tests: the catalogues, beside the English one."""
    content = json.loads((FOLDER / f"{DEFAULT}.json").read_bytes())
    for tag in RECORDS:
        (folder / f"{tag}.json").write_text(json.dumps(catalogue(content, tag), ensure_ascii=False), encoding="utf-8")


#: Of a checkout, what a server and a build of the front end need.
TREE = ("antigradient", "app", "static", "templates")


def build(tree: Path) -> None:
    """For tests with a browser: a copy of the program that speaks these languages too, in an empty folder."""
    for name in TREE:
        shutil.copytree(ROOT / name, tree / name, ignore=shutil.ignore_patterns("__pycache__", "node_modules", "dist"))
    (tree / "static" / "node_modules").symlink_to(ROOT / "static" / "node_modules")
    words = tree / FOLDER.relative_to(ROOT)
    for file in words.iterdir():
        if file.stem != DEFAULT:
            file.unlink()
    write(words)
    node = find_node()
    program = shutil.which("node", path=node.environment["PATH"]) or "node"
    subprocess.run([program, "build.mjs"], cwd=tree / "static", env=node.environment, check=True)


if __name__ == "__main__":
    write(Path(sys.argv[1]))
