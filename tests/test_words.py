"""The catalogues: what code says is there, what is there is said, and all languages have the same messages."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from antigradient.words import LANGUAGES, Message, join_with_and, say, speaking, spoken
from antigradient.words.catalogue import FORMATTERS
from antigradient.words.icu import compile_message, placeholders
from antigradient.words.languages import FOLDER, load_language
from scripts.words import in_step, untranslated
from tests import pseudo
from tests.literals import ALLOWED, SOURCES, allowance, literals

ROOT = Path(__file__).resolve().parents[1]
ENGLISH = LANGUAGES["en"].messages
CODE = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)+")


def python_texts() -> Iterator[tuple[str, bool]]:
    """Texts of the program that may be codes, and whether each is only the beginning of one: f"outcome.{cause}"."""
    for folder in ("antigradient", "app"):
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.JoinedStr) and isinstance(first := node.values[0], ast.Constant):
                    yield str(first.value), True
                elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield node.value, False


def template_codes() -> set[tuple[str, bool]]:
    """Codes in the templates, and beginnings of codes: say("view." ~ id)."""
    found = set()
    for path in (ROOT / "templates").rglob("*.html"):
        for code, more in re.findall(r"say\(\s*\"([^\"]+)\"(\s*~)?", path.read_text(encoding="utf-8")):
            found.add((code, bool(more)))
    return found


def script_codes() -> set[str]:
    """Codes that the scripts say, as names: verdict_falls."""
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "static/js").rglob("*.js")]
    texts = [text for text in texts if '"#words' in text]
    return {name for text in texts for name in re.findall(r"(?<![\w./])words\.(\w+)", text)}


def test_what_is_said_is_in_the_catalogue_and_what_is_there_is_said() -> None:
    texts = {*python_texts(), *template_codes()}
    codes = {text for text, more in texts if not more}
    beginnings = {text for text, more in texts if more and re.fullmatch(r"[a-z0-9_-]+\.([a-z0-9_.-]*)", text)}
    scripts = script_codes()
    names = {re.sub(r"[.-]", "_", code) for code in ENGLISH}
    assert not {code for code, more in template_codes() if not more and code not in ENGLISH}, "no such message"
    assert not scripts - names, "no such message"
    unsaid = {
        code
        for code in ENGLISH
        if code not in codes and not code.startswith(tuple(beginnings)) and re.sub(r"[.-]", "_", code) not in scripts
    }
    assert not unsaid, "nothing says them"


def test_names_of_scripts_are_unambiguous() -> None:
    assert all(CODE.fullmatch(code) for code in ENGLISH)
    assert len({re.sub(r"[.-]", "_", code) for code in ENGLISH}) == len(ENGLISH)


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_language_has_every_message_with_the_same_facts(tag: str) -> None:
    messages = LANGUAGES[tag].messages
    assert list(messages) == list(ENGLISH), "in the same order, so that files can be read side by side"
    for code, message in messages.items():
        assert placeholders(message) == placeholders(ENGLISH[code]), code
        compile_message(message, FORMATTERS, LANGUAGES[tag].plurals)
        assert message == message.strip(), code
        assert "  " not in message, code
        if not code.endswith("_html"):
            assert not re.search(r"</?[a-z]+[ >]|&[a-z]+;", message), f"{code}: markup is for codes that end in _html"


@pytest.mark.parametrize("tag", [tag for tag in LANGUAGES if tag != "en"])
def test_a_language_is_kept_in_step_by_a_command(tag: str) -> None:
    english, other = (json.loads((FOLDER / f"{name}.json").read_bytes()) for name in ("en", tag))
    assert not list(untranslated(english, other))
    assert in_step(english, other) == other
    less = {name: text for name, text in other.items() if name != "count"} | {"gone": {"title": "x"}}
    assert list(untranslated(english, less)) == [f"count.{name}" for name in english["count"]]
    assert list(in_step(english, less)) == list(english)
    assert in_step(english, less)["count"] == english["count"]
    assert in_step(english, less)["outcome"] == other["outcome"]


def test_a_message_says_its_facts() -> None:
    message = Message("count.steps", {"steps": 12_345})
    assert str(message) == "12\u202f345 steps"
    assert say("count.steps", steps=1) == "1 step"
    with pytest.raises(KeyError):
        say("count.steps")
    with pytest.raises(KeyError):
        say("count.nothing")
    assert [join_with_and(list("abc"[:n])) for n in range(4)] == ["", "a", "a and b", "a, b and c"]


def test_a_number_that_is_not_whole_needs_a_format() -> None:
    template = compile_message("{x}", FORMATTERS, "en")
    assert template({"x": 3}) == "3"
    with pytest.raises(TypeError):
        template({"x": 0.1 + 0.2})


@pytest.mark.parametrize("message", ["{x", "{n, plural, one {a}}", "{x, colour}"])
def test_a_broken_message_is_refused(message: str) -> None:
    with pytest.raises((SyntaxError, KeyError)):
        compile_message(message, FORMATTERS, "en")


def test_in_a_line_from_the_right_facts_are_isolated_and_addresses_are_not() -> None:
    message = 'of <a href="{url}">{n, plural, one {# step} other {# steps}}</a> {x, number, 3}'
    template = compile_message(message, FORMATTERS, "ar", "rtl")
    assert template({"url": "/a", "n": 2, "x": -1.5}) == 'of <a href="/a">\u20682\u2069 steps</a> \u2068−1.5\u2069'


@pytest.mark.parametrize(
    ("message", "tag", "translation"),
    [
        ("The loss L = {x, number, 4}: −∇L.", "en-XA", "⟦Théé lööšš L = {x, number, 4}: −∇L.⟧"),
        ("{n, plural, =0 {at rest} other {# more}}", "en-XA", "⟦{n, plural, =0 {áát řééšt} other {# mööřé}}⟧"),
        ('It’s a <b title="{a} is">bold</b> CSV', "en-XA", '⟦Ît’šéé a <b title="{a} is">bööld</b> CSV⟧'),
        ("a '{' b, cos β of uᵀ∇L", "en-XA", "⟦a '{' b, cos β ööf uᵀ∇L⟧"),
        ("The loss L = {x, number, 4}.", "ar-XB", "⟦רחה לסקק \u2066L = {x, number, 4}\u2069.⟧"),
    ],
)
def test_pseudo_languages_keep_facts_and_formulas(message: str, tag: str, translation: str) -> None:
    assert pseudo.translated(message, tag, is_markup="<" in message) == translation


@pytest.mark.parametrize("tag", pseudo.RECORDS)
def test_pseudo_languages_have_every_message_with_the_same_facts(tmp_path: Path, tag: str) -> None:
    pseudo.write(tmp_path)
    language = load_language(tmp_path / f"{tag}.json")
    assert list(language.messages) == list(ENGLISH)
    for code, message in language.messages.items():
        assert placeholders(message) == placeholders(ENGLISH[code]), code
        compile_message(message, FORMATTERS, language.plurals, language.direction)


def test_what_is_spoken_ends_with_its_context() -> None:
    before = spoken()
    with speaking("en") as language:
        assert spoken() is language
    assert spoken() is before


def test_no_english_stands_in_code() -> None:
    found = list(literals(ROOT / name for name in SOURCES))
    english = [literal for literal in found if not allowance(literal)]
    assert not english, "\n".join(map(str, english))
    assert not {*ALLOWED} - {allowance(literal) for literal in found}, "allowed for nothing"


@pytest.mark.parametrize(
    ("file", "source", "english"),
    [
        ("a.py", '''"""A docstring."""\nx = f"after {1} steps"\nraise RuntimeError("of no use")''', "after {} steps"),
        ("a.py", 'Field(title="Loss", id="loss", name="a_b")', "Loss"),
        ("a.py", r'Loss(source="A. Author, Of the slope, 1847.", latex=r"\leftarrow \eta G", f="a slope")', "a slope"),
        ("a.html", '<p class="two words">{{ say("a.b") }}</p>{# a comment #}<b>Loss</b><code>of code</code>', "Loss"),
        ("a.html", '<input type="text" aria-label="Step">{{ say("a.b", x="y") }}', "Step"),
        ("a.html", '{% set title = "All of it" %}', "All of it"),
        ("a.js", '// A comment.\nimport "a b"; f(`after ${n} steps`); throw new Error("of no use");', "after {} steps"),
        ("a.js", 'all.querySelector("header nav"); box.textContent = on ? "Play" : words.pause();', "Play"),
        ("a.js", 'make("b", { className: "big bold", title: "Help" }); el.setAttribute("class", "a bit big")', "Help"),
        ("a.css", '.a::after { content: "…"; }\n.b::after { content: "Default: "; }', "Default: "),
    ],
)  # fmt: skip
def test_english_is_found(tmp_path: Path, file: str, source: str, english: str) -> None:
    (tmp_path / file).write_text(source, encoding="utf-8")
    assert [literal.text for literal in literals([tmp_path])] == [english]


#: Imports every module, in which nothing may be said: what is said then is said in one language for ever.
IMPORTS = """
import importlib, pkgutil
import antigradient, app
from antigradient.words import catalogue

def said(language, code):
    raise AssertionError(f"{code} is said at import")

catalogue._template = said
for package in (antigradient, app):
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
"""


def test_nothing_is_said_while_modules_are_imported() -> None:
    found = subprocess.run([sys.executable, "-c", IMPORTS], cwd=ROOT, capture_output=True, text=True, check=False)
    assert not found.returncode, found.stderr
