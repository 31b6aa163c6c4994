"""The words of a section: a Markdown file for each language, in blocks, with its numbers put in.

    ---
    name: Which way is down?
    title: The best direction is exactly opposite to the gradient
    ---
    Prose in Markdown, $formulas$ in LaTeX, numbers as {{ promised }} or, with three digits, {{ promised:3 }}.

    ::: figure
    What is to be seen in it.
    :::

    ::: task turn
    What is asked.
    :: hint
    A first hint, with a [link](?objective=bowl) into the playground.
    :: done
    What is said once it is done.
    :::

A block `loose` says where common notes are loose, `teachers` is for the page for teachers. The parts of a task are
`hint` (twice at most), `done`, and `choices`, a list with an answer a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from antigradient.examples.base import Facts
from antigradient.words import LANGUAGES
from antigradient.words.languages import DEFAULT, spoken
from antigradient.words.numbers import in_digits

FOLDER = Path(__file__).parent / "texts"
HEAD = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
BLOCK = re.compile(r"^::: *(\w+) *([\w-]*)\n(.*?)^:::$\n?", re.DOTALL | re.MULTILINE)
PART = re.compile(r"^:: *(\w+)\n", re.MULTILINE)
NUMBER = re.compile(r"\{\{ *(\w+) *(?:: *(\d+) *)?\}\}")
#: Significant digits of a number in prose where its place says nothing else.
DIGITS = 4


class TextError(ValueError):
    """A section's file does not follow the rules above; the message names the file and what is wrong."""


@dataclass(frozen=True)
class TaskText:
    """For pages: the words of a task, each in Markdown."""

    id: str
    question: str
    hints: tuple[str, ...] = ()
    done: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Block:
    """For pages: a piece of a section in order: `prose`, `figure` (its caption), `task`, `loose`."""

    kind: str
    text: str = ""
    task: TaskText | None = None


@dataclass(frozen=True)
class SectionText:
    """For pages: a section's words in one language, with the numbers in them."""

    language: str
    name: str
    title: str
    blocks: tuple[Block, ...]
    teachers: str = ""
    tasks: dict[str, TaskText] = field(default_factory=dict)


def languages() -> tuple[str, ...]:
    """For tests and pages: the languages that the lesson is written in."""
    return tuple(tag for tag in LANGUAGES if (FOLDER / tag).is_dir())


def section_text(id: str, facts: Facts, language: str | None = None) -> SectionText:
    """For pages: the words of a section in the language that is spoken, else in English, with these numbers.

    Raises TextError where the file breaks the rules, or names a number that there is none of.
    """
    tag = language or spoken().id
    path = FOLDER / tag / f"{id}.md"
    if not path.is_file():
        tag, path = DEFAULT, FOLDER / DEFAULT / f"{id}.md"
    return parse(path.read_text(encoding="utf-8"), facts, tag, f"{tag}/{id}.md")


def parse(source: str, facts: Facts, language: str, where: str) -> SectionText:
    """For `section_text` and tests: the words of a file's text."""
    head = HEAD.match(source)
    if head is None:
        raise TextError(f"{where}: it begins with ---, name, title and ---")
    said = dict(line.split(": ", 1) for line in head[1].splitlines())
    if set(said) != {"name", "title"}:
        raise TextError(f"{where}: its head has a name and a title")
    body = with_numbers(source[head.end() :], facts, where)
    blocks = tuple(_blocks(body, where))
    return SectionText(
        language,
        said["name"],
        said["title"],
        tuple(block for block in blocks if block.kind != "teachers"),
        "\n".join(block.text for block in blocks if block.kind == "teachers"),
        {block.task.id: block.task for block in blocks if block.task},
    )


def with_numbers(text: str, facts: Facts, where: str) -> str:
    """For `parse`: the text with its numbers, as the language that is spoken writes them."""

    def number(found: re.Match[str]) -> str:
        if found[1] not in facts:
            raise TextError(f"{where}: there is no number {found[1]}")
        return in_digits(float(facts[found[1]]), int(found[2] or DIGITS))

    return NUMBER.sub(number, text)


def _blocks(body: str, where: str) -> Iterator[Block]:
    end = 0
    for found in BLOCK.finditer(body):
        if prose := body[end : found.start()].strip():
            yield Block("prose", prose)
        kind, name, text = found.groups()
        if kind == "task":
            yield Block("task", task=_task(name, text, where))
        elif kind in ("figure", "loose", "teachers"):
            yield Block(kind, text.strip())
        else:
            raise TextError(f"{where}: there is no block {kind}")
        end = found.end()
    if prose := body[end:].strip():
        yield Block("prose", prose)


def _task(id: str, text: str, where: str) -> TaskText:
    question, *rest = PART.split(text)
    parts = [(name, words.strip()) for name, words in zip(rest[::2], rest[1::2], strict=True)]
    if unknown := {name for name, _ in parts} - {"hint", "done", "choices"}:
        raise TextError(f"{where}: a task has no {unknown.pop()}")
    choices = next((words for name, words in parts if name == "choices"), "")
    return TaskText(
        id,
        question.strip(),
        tuple(words for name, words in parts if name == "hint"),
        next((words for name, words in parts if name == "done"), ""),
        tuple(line.removeprefix("- ").strip() for line in choices.splitlines() if line.startswith("- ")),
    )
