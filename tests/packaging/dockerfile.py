"""Reads the Dockerfile and the .dockerignore, so that tests can run what they say where there is no Docker daemon."""

from __future__ import annotations

import json
import re
import shutil
from fnmatch import fnmatch
from pathlib import Path
from typing import NamedTuple


class Instruction(NamedTuple):
    """One instruction: `Instruction("RUN", "pip wheel …")`."""

    name: str
    arguments: str


def read_stages(path: Path) -> list[list[Instruction]]:
    """The stages, each beginning with its FROM; comments go, continued lines are joined."""
    text = re.sub(r"^\s*#.*\n", "", path.read_text(), flags=re.MULTILINE)
    stages: list[list[Instruction]] = []
    for line in re.sub(r"\\\n\s*", "", text).splitlines():
        if line.strip():
            name, arguments = line.split(maxsplit=1)
            if name == "FROM":
                stages.append([])
            stages[-1].append(Instruction(name, arguments))
    return stages


def of(stage: list[Instruction], name: str) -> list[str]:
    """The arguments of each instruction of that name."""
    return [instruction.arguments for instruction in stage if instruction.name == name]


def exec_form(arguments: str) -> list[str]:
    """The words of `["program", "argument"]`; a ValueError for the shell form."""
    words: list[str] = json.loads(arguments)
    assert all(isinstance(word, str) for word in words)
    return words


def is_ignored(path: str, patterns: list[str]) -> bool:
    """Docker's rule: the last pattern that names the path, or a folder that it lies in, decides."""
    parts = path.split("/")
    names = ["/".join(parts[: end + 1]) for end in range(len(parts))]
    ignored = False
    for pattern in patterns:
        bare = pattern.removeprefix("!")
        anywhere = bare.removeprefix("**/")
        if (
            any(fnmatch(part, anywhere) for part in parts)
            if anywhere != bare
            else any(_same(name, bare) for name in names)
        ):
            ignored = not pattern.startswith("!")
    return ignored


def _same(name: str, pattern: str) -> bool:
    """A star does not cross a slash."""
    return name.count("/") == pattern.count("/") and fnmatch(name, pattern)


def copy_context(root: Path, target: Path) -> None:
    """What `COPY . .` would bring: the tree without what .dockerignore names."""
    patterns = [line for line in (root / ".dockerignore").read_text().splitlines() if line and not line.startswith("#")]

    def ignore(folder: str, names: list[str]) -> list[str]:
        here = Path(folder).relative_to(root)
        return [name for name in names if is_ignored((here / name).as_posix(), patterns)]

    shutil.copytree(root, target, ignore=ignore)
