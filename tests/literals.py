"""English in code: `python -m tests.literals [path…]` lists it, and a test wants none but what is allowed here.

A text that people read or hear belongs to the catalogues, static/shared/words: two words anywhere, one where it goes
onto the page.
"""

from __future__ import annotations

import ast
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path
from typing import NamedTuple

from hatch_build import find_node

ROOT = Path(__file__).resolve().parents[1]
#: Where no English may stand.
SOURCES = ("antigradient", "app", "templates", "static/js", "static/css")
#: Two words in a row, at least one of which is of three letters or more; names with underscores and CSS are none.
WORDS = re.compile(
    r"(?<![\w.#$&/:=-])[A-Za-z][a-z’']+[,;:]? (?:[A-Za-z’']+|\{\})(?![\w(=/.-]*[(=/_:])|(?<!\S)a [a-z]{3,}"
)
#: A word before a formula: "actual ΔL", "first order: ηuᵀ∇L".
BEFORE_A_SIGN = re.compile(r"(?<![\w-])[a-z]{3,}:? (?=[^\x00-\x7f×–−·…≤≥])")
#: What glues a sentence: " and ".
GLUE = re.compile(r"^[,;:]? [a-z]{2,}[,:]? $")
WORD = re.compile(r"[A-Za-z]{2,}")
FILE_NAME = re.compile(r"[\w-]+(\.[a-z]+)+")
#: What is the same in every language: signs of formulas, names, units.
SIGNS = re.compile(
    r"\b(cos|sin|tan|exp|ln|log|max|min|sqrt|tanh|Antigradient|API|CSV|JSON|URL|HTML|SVG|PNG|QR|CC BY 4.0|BibTeX|kB)\b"
)
#: Names of keys.
KEYS = {"Arrow", "Backspace", "Delete", "End", "Enter", "Escape", "Home", "Shift", "Space", "Tab"}
#: Arguments and attributes that people read or hear.
SHOWN = {"title", "label", "help", "convention", "detail", "description", "summary", "message", "lack"}
ATTRIBUTE = re.compile(r"(?<![\w-])(?:aria-label|aria-roledescription|title|alt|placeholder|label)=\"([^\"]*)\"")
#: Attributes that may hold what people read.
HELD = re.compile(r"(?<=\s)(?:content|data-[a-z-]+)=\"([^\"]*)\"")
#: Names of classes in style sheets.
CLASSES = {
    name
    for file in sorted((ROOT / "static").glob("*/*.css"))
    for name in re.findall(r"\.([a-z][\w-]*)", file.read_text())
}
#: What looks like English and is none that readers see: a file, how the text in it begins, and why.
ALLOWED = (
    ("antigradient/contract.py", "", "scripts that it writes"),
    ("antigradient/fast_loop.py", "", "Python that it writes"),
    ("antigradient/figure/raster.py", "", "names of fonts"),
    ("antigradient/recipe.py", "", "Python that it writes"),
    ("antigradient/graph/javascript.py", "", "JavaScript that it writes"),
    ("antigradient/graph/python.py", "", "Python that it writes"),
    ("antigradient/offline/document.py", "default-src", "a policy in HTTP's words"),
    ("app/cli.py", "", "for whoever runs a server, as logs are"),
    ("app/settings.py", "must be", "for whoever runs a server, as logs are"),
    ("app/http/metrics.py", "", "for whoever runs a server, as logs are"),
    ("app/http/headers.py", "", "policies in HTTP's words, and docs/headers.md, for whoever runs a server"),
    ("app/site/docs.py", "curl ", "commands to type"),
    ("app/site/docs.py", "printf ", "commands to type"),
    ("app/http/metrics.py", "", "for whoever runs a server, as logs are"),
    ("app/http/shell.py", "Accept, ", "names of headers"),
    ("static/js/frame/attributes.js", "", "names of attributes"),
    ("static/js/page/panels/definition.js", ".definition", "a style sheet"),
    ("static/js/page/snippets.js", "from IPython", "Python to paste"),
    ("static/js/page/snippets.js", "import marimo", "Python to paste"),
    ("static/js/page/snippets.js", "return {", "Lua to paste"),
)
#: Calls of which the texts are for developers: they raise, log, warn or name what Python names.
FOR_DEVELOPERS = {
    "AssertionError", "TypeError", "RuntimeError", "NotImplementedError", "KeyError", "SystemExit", "InvalidOperation",
    "TextError", "JobError",
}  # fmt: skip
#: Arguments and names of what is the same in every language, as a citation is, or is called so for developers only.
NO_WORDS = {"source", "SURVEY", "LECTURE", "claims", "__doc__"}
#: A command of LaTeX.
COMMAND = re.compile(r"\\[A-Za-z]+")
LOGS = {"debug", "info", "warning", "error", "exception", "critical", "warn"}


class Literal(NamedTuple):
    """A text in a source, with its place."""

    file: Path
    line: int
    text: str

    @property
    def path(self) -> str:
        """As the project calls the file."""
        return str(self.file.relative_to(ROOT) if self.file.is_relative_to(ROOT) else self.file)

    def __str__(self) -> str:
        """For the list: as editors jump to it."""
        return f"{self.path}:{self.line}: {' '.join(self.text.split())}"


def is_english(text: str, shown: bool = False) -> bool:
    """Whether people would have to know English to read this; `shown` says that they do read it."""
    if "</" in text or "/>" in text:
        return any(is_english(*part) for part in markup(text))
    if FILE_NAME.fullmatch(text):
        return False
    if not shown and all(is_class(word) for word in text.split()):
        return False
    text = SIGNS.sub("", COMMAND.sub("", text))
    return bool(WORDS.search(text) or BEFORE_A_SIGN.search(text) or GLUE.match(text) or (shown and WORD.search(text)))


def is_class(word: str) -> bool:
    """Whether it is the name of a class, or the beginning of such: run-{}."""
    beginning, more, _ = word.partition("{}")
    return word in CLASSES or (bool(more) and any(name.startswith(beginning) for name in CLASSES))


def markup(text: str) -> Iterator[tuple[str, bool]]:
    """The texts of a piece of HTML and of its attributes, each as something that is shown."""
    for found in re.finditer(r"<([a-z][\w-]*|/|!)?[^<>]*>|[^<>]+", text):
        if not found.group().startswith("<"):
            yield found.group().strip(), True
        else:
            yield from ((said, True) for said in ATTRIBUTE.findall(found.group()))


def in_python(path: Path) -> Iterator[Literal]:
    """For the test: English in a module's expressions; docstrings and what only developers read are none."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    passed = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}  # docstrings
    shown = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Assert) and node.msg:
            passed |= {id(inner) for inner in ast.walk(node.msg)}
        elif isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in FOR_DEVELOPERS or (isinstance(node.func, ast.Attribute) and name in LOGS):
                passed |= {id(inner) for inner in ast.walk(node)}
            shown |= {id(given.value) for given in node.keywords if given.arg in SHOWN}
            passed |= {id(inner) for given in node.keywords if given.arg in NO_WORDS for inner in ast.walk(given.value)}
        elif isinstance(node, ast.Assign):
            names = {getattr(target, "id", getattr(target, "attr", "")) for target in node.targets}
            passed |= {id(inner) for inner in ast.walk(node.value)} if names & NO_WORDS else set()
        elif isinstance(node, ast.JoinedStr):
            passed |= {id(value) for value in node.values}
    for node in ast.walk(tree):
        if id(node) in passed:
            continue
        if isinstance(node, ast.JoinedStr):
            text = "".join(str(v.value) if isinstance(v, ast.Constant) else "{}" for v in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
        else:
            continue
        if is_english(text, id(node) in shown):
            yield Literal(path, node.lineno, text)


def in_template(path: Path) -> Iterator[Literal]:
    """For the test: English in a template's text, in attributes that people read or hear, and in its expressions."""
    text = path.read_text(encoding="utf-8")
    blank = lambda found: re.sub(r"[^\n]", " ", found.group())  # noqa: E731 - keeps the lines' numbers
    text = re.sub(
        r"\{#.*?#\}|<!--.*?-->|<(script|style|code|pre|math)\b[^>]*>.*?</\1>|<meta name=\"color-scheme\"[^>]*>",
        blank,
        text,
        flags=re.DOTALL,
    )
    bare = re.sub(r"\{%.*?%\}", blank, text, flags=re.DOTALL)
    bare = re.sub(r"\{\{.*?\}\}", lambda found: "{}" + "\n" * found.group().count("\n"), bare, flags=re.DOTALL)
    for found in re.finditer(r"(?:^|>)([^<>]+)(?=<|$)|" + ATTRIBUTE.pattern + "|" + HELD.pattern, bare):
        said = unescape(" ".join(next(filter(None, found.groups()), "").split()))
        if is_english(said, shown=found[3] is None):
            yield Literal(path, bare.count("\n", 0, found.start()) + 1, said)
    for code in re.finditer(r"\{\{.*?\}\}|\{%.*?%\}", text, flags=re.DOTALL):
        for said in re.findall(r"\"([^\"]*)\"|'([^']*)'", code.group()):
            if is_english("".join(said)) or re.fullmatch(r"[A-Z][a-z]+…?", "".join(said)):
                yield Literal(path, text.count("\n", 0, code.start()) + 1, "".join(said))


def in_style(path: Path) -> Iterator[Literal]:
    """For the test: English that a style sheet puts onto the page."""
    for i, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        for said in re.findall(r"content: \"(.*)\"", line):
            if is_english(said, shown=True):
                yield Literal(path, i, said)


def in_scripts(paths: Iterable[Path]) -> Iterator[Literal]:
    """For the test: English in scripts, which are parsed under Node; errors and what is logged are none."""
    node = find_node()
    program = shutil.which("node", path=node.environment["PATH"]) or "node"
    command = [program, str(Path(__file__).with_suffix(".mjs")), *map(str, paths)]
    done = subprocess.run(command, capture_output=True, env=node.environment, check=True)
    for found in json.loads(done.stdout):
        text = found["text"]
        label = re.fullmatch(r"([A-Z][a-z]+)(?:[!.:…] ?)?", text)
        if is_english(text, found["shown"]) or (label and label[1] not in KEYS):
            yield Literal(Path(found["path"]), found["line"], text)


READERS = {".py": in_python, ".html": in_template, ".css": in_style}


def allowance(literal: Literal) -> tuple[str, str, str] | None:
    """For the test: what of `ALLOWED` allows a text."""
    return next((one for one in ALLOWED if literal.path == one[0] and literal.text.strip().startswith(one[1])), None)


def literals(paths: Iterable[Path]) -> Iterator[Literal]:
    """For the test and the list: English in these files and folders."""
    files = [file for path in paths for file in (sorted(path.rglob("*")) if path.is_dir() else [path])]
    for file in files:
        if file.suffix in READERS:
            yield from READERS[file.suffix](file)
    if scripts := [file for file in files if file.suffix == ".js"]:
        yield from in_scripts(scripts)


if __name__ == "__main__":
    given = [Path(argument).resolve() for argument in sys.argv[1:]]
    for literal in literals(given or [ROOT / name for name in SOURCES]):
        if not allowance(literal):
            print(literal)
