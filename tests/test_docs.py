"""docs/api.md is true to the letter: every command and every snippet is run against a real server."""

import contextlib
import io
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.api.endpoints import DATA, ENDPOINTS
from tests.packaging.server import serving

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
SHOWN = "http://127.0.0.1:8000"
SECTIONS = {title.strip("`/"): text for title, text in re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", TEXT, re.M | re.S)}
COMMANDS = [
    (command, answer)
    for block in re.findall(r"^```console\n(.*?)^```$", TEXT, re.M | re.S)
    for command, answer in re.findall(r"^\$ (.+)\n((?:(?!\$ ).*\n)*)", block, re.M)
]
#: Code, and what it prints: a block of text right below it.
SNIPPETS = re.findall(r"^```python\n(.*?)^```$(?:\n\n```text\n(.*?)^```$)?", TEXT, re.M | re.S)


def test_every_address_has_a_command_and_a_snippet() -> None:
    for id in ("catalogue", DATA.id, *ENDPOINTS):
        assert f"{SHOWN}/api/v1/{id}" in SECTIONS[id], id
        assert re.search(r"^```console\n\$ (printf .* \| )?curl", SECTIONS[id], re.M), id
        assert "```python" in SECTIONS[id], id
        assert f'"{id}"' in SECTIONS[id] or f"{{API}}/{id}" in SECTIONS[id], id
    assert len(COMMANDS) == TEXT.count("\n$ ")
    assert len(SNIPPETS) == TEXT.count("```python\n")
    assert all(answer for _, answer in [*COMMANDS, *SNIPPETS[1:]])


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    command = [sys.executable, "-m", "uvicorn", "app.main:app", "--port", "0", "--no-access-log"]
    with serving(command, {"PYTHONPATH": str(ROOT)}, ROOT) as running:
        yield running.url


def read(line: str) -> Any:
    """A line as JSON where it is: jq 1.6 writes 5 and 1e-05 where jq 1.7 writes 5.0 and 1e-5."""
    try:
        return json.loads(line)
    except ValueError:
        return line


@pytest.mark.skipif(not (shutil.which("curl") and shutil.which("jq")), reason="needs curl and jq")
@pytest.mark.parametrize(("command", "answer"), COMMANDS)
def test_commands_print_what_is_shown(server: str, tmp_path: Path, command: str, answer: str) -> None:
    line = command.replace(SHOWN, server)
    done = subprocess.run(["bash", "-eo", "pipefail", "-c", line], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert [read(line) for line in done.stdout.splitlines()] == [read(line) for line in answer.splitlines()]


def test_snippets_print_what_is_shown(server: str) -> None:
    """One after another, as in a notebook."""
    names: dict[str, Any] = {}
    for code, answer in SNIPPETS:
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(code.replace(SHOWN, server), names)  # noqa: S102
        assert printed.getvalue() == answer, code
    with pytest.raises(ValueError, match="grid must be at most 257"):
        names["ask"]("surface", grid=1000)
    assert httpx.get(f"{server}/docs").status_code == 200
