"""What the suite adds to pytest, in runs of a suite of its own: attempts are counted, groups stay together."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.scheduling import order

ROOT = Path(__file__).resolve().parents[1]
LUCK = """
import pytest

@pytest.mark.flaky(reruns=2)
@pytest.mark.parametrize("i", range({count}))
def test_at_the_second_attempt(i, tried=set()):
    tried.add(i) if i in tried else (tried.add(i), pytest.fail("at first"))
"""
PLAIN = """
import time, pytest

@pytest.mark.parametrize("i", range(4))
def test_it(i):
    time.sleep(0.05)
"""
HANGS = """
import threading, pytest

@pytest.mark.parametrize("i", range(4))
def test_it(i):
    if i == 1:
        threading.Event().wait()
"""


def run(folder: Path, *options: str, **files: str) -> subprocess.CompletedProcess[str]:
    """A run of these files, which a process of its own collects."""
    for name, text in files.items():
        path = folder / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (folder / "pytest.ini").write_text("[pytest]\naddopts = --import-mode=importlib -p no:cacheprovider\n")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    environment |= {"PYTHONPATH": str(ROOT), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    plugins = ["xdist", "pytest_rerunfailures", "pytest_timeout", "tests.reruns", "tests.scheduling"]
    command = [sys.executable, "-m", "pytest", *(f"-p{name}" for name in plugins), *options, "."]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)


@pytest.mark.parametrize(("options", "count", "code"), [((), 3, 0), (("-n", "2"), 4, 1)], ids=["few", "many"])
def test_tests_that_were_tried_again_are_counted_and_many_fail_the_run(
    tmp_path: Path, options: tuple[str, ...], count: int, code: int
) -> None:
    done = run(tmp_path, *options, test_luck=LUCK.format(count=count))
    assert f"\n{count} times" in done.stdout
    assert done.stdout.count("1 × test_luck.py::test_at") == done.stdout.count("Failed: at first") == count
    assert " failed" not in done.stdout
    assert done.returncode == code, done.stdout


def test_one_worker_runs_what_belongs_together_and_long_groups_go_first(tmp_path: Path) -> None:
    names = ["library/test_a", "packaging/test_b", "packaging/test_c", "browser/engines/test_d", "browser/test_e"]
    engines = PLAIN.replace("range(4)", '["firefox-1", "webkit-1", "firefox-2", "webkit-2"]')
    done = run(tmp_path, "-n", "2", "-v", **{f"tests/{name}": engines if "_d" in name else PLAIN for name in names})
    assert done.returncode == 0, done.stdout
    runs = re.findall(r"^\[(gw\d)\] .* PASSED (\S+)/test_\w\.py::test_it\[([a-z]*)", done.stdout, re.MULTILINE)
    assert len(runs) == 20
    workers: dict[str, set[str]] = {}
    for worker, folder, engine in runs:
        if folder != "tests/browser":
            workers.setdefault(folder + engine, set()).add(worker)
    assert len(workers) == 4
    assert all(len(each) == 1 for each in workers.values()), workers
    for worker in ("gw0", "gw1"):
        places = [order(f"{folder}/test.py") for each, folder, _ in runs if each == worker]
        assert places == sorted(places)


def test_one_that_hangs_fails_says_where_and_the_others_run(tmp_path: Path) -> None:
    """As the project's own settings have it, but for the patience."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["pytest"]["ini_options"]
    assert 60 <= settings["faulthandler_timeout"] < settings["timeout"] <= 600
    limit = ("-o", "faulthandler_timeout=3", "-o", "timeout=4", "-o", f"timeout_method={settings['timeout_method']}")
    done = run(tmp_path, "-n", "2", *limit, test_hangs=HANGS)
    assert done.returncode == 1, done.stdout
    assert "1 failed, 3 passed" in done.stdout
    assert 'test_hangs.py", line 7 in test_it' in done.stderr
