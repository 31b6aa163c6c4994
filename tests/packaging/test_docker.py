"""The image, without Docker: the Dockerfile's own commands, run in folders of the test."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.packaging.conftest import ROOT, Built
from tests.packaging.dockerfile import exec_form, is_ignored, of, read_stages
from tests.packaging.server import serving

BUILD, RUNTIME = read_stages(ROOT / "Dockerfile")


def test_the_second_stage_takes_only_the_result_of_the_first() -> None:
    assert of(BUILD, "FROM")[0].endswith(" AS build")
    assert of(RUNTIME, "COPY") == ["--from=build /venv /venv"]
    assert "slim" in of(RUNTIME, "FROM")[0]
    assert of(BUILD, "FROM")[0].removesuffix(" AS build") == of(RUNTIME, "FROM")[0], "a venv needs its own Python"


def test_it_runs_as_a_user_that_can_change_nothing() -> None:
    (user,) = of(RUNTIME, "USER")
    assert int(user) > 0  # by number: an orchestrator that forbids root cannot check a name
    assert any(f"--uid {user} " in command for command in of(RUNTIME, "RUN"))
    after = RUNTIME[[instruction.name for instruction in RUNTIME].index("USER") :]
    assert not of(after, "RUN")
    assert not of(after, "COPY")


def test_the_command_starts_and_the_health_check_tells_life_from_death(built: Built, tmp_path: Path) -> None:
    command = exec_form(of(RUNTIME, "CMD")[0])
    assert command[1:3] == ["--host", "0.0.0.0"], "inside a container, 127.0.0.1 is nobody's"
    assert "--no-open" in command
    check = exec_form(of(RUNTIME, "HEALTHCHECK")[0].split("CMD")[1])
    assert ":8000/" in check[-1]
    assert of(RUNTIME, "EXPOSE") == ["8000"]

    place = command.index("8000")
    command[place] = "0"  # the machine that tests may have something on 8000
    program = str(built.venv / "bin" / command[0])
    with serving([program, *command[1:]], built.environment, tmp_path) as server:
        look = [str(built.venv / "bin" / check[0]), *check[1:-1], check[-1].replace(":8000/", f":{server.port}/")]
        alive = subprocess.run(look, env=built.environment, capture_output=True, text=True)
        assert alive.returncode == 0, alive.stderr
    dead = subprocess.run(look, env=built.environment, capture_output=True, text=True)
    assert dead.returncode != 0


@pytest.mark.parametrize(
    ("path", "ignored"),
    [
        ("app/cli.py", False),
        ("static/js/page/main.js", False),
        ("static/.npmrc", False),
        ("locks/run.txt", False),
        ("pyproject.toml", False),
        ("static/node_modules/esbuild/package.json", True),
        ("static/dist/manifest.json", True),
        ("app/__pycache__/cli.pyc", True),
        ("antigradient/__pycache__/data.pyc", True),
        (".git/HEAD", True),
        (".venv/bin/python", True),
        ("tests/browser_support.py", True),
    ],
)
def test_the_context_holds_what_the_build_needs_and_no_more(path: str, ignored: bool) -> None:
    assert is_ignored(path, (ROOT / ".dockerignore").read_text().splitlines()) is ignored
