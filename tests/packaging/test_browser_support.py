"""Finding the browser for the browser tests, and what is said where there is none."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests import browser_support

ALL = browser_support.CHROMIUM, *(program for some in browser_support.ENGINES.values() for program in some)


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with no browser; programs put into the folder are on its PATH."""
    for program in ALL:
        monkeypatch.delenv(program.variable, raising=False)
    monkeypatch.setenv("ENGINES", "")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(browser_support, "can_install", lambda: False)
    return tmp_path


def put(folder: Path, name: str, script: str = "") -> str:
    program = folder / name
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    return str(program)


@pytest.mark.parametrize("name", browser_support.CHROMIUM.names)
def test_a_browser_on_path_is_found(machine: Path, name: str) -> None:
    program = put(machine, name)
    assert browser_support.find_chromium() == program


def test_a_chosen_one_comes_first(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(machine, "chromium")
    monkeypatch.setenv("CHROMIUM", put(machine, "my-browser"))
    assert browser_support.find_chromium().endswith("my-browser")


def test_a_wrong_choice_is_said_and_nothing_is_installed(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser_support, "can_install", lambda: True)
    monkeypatch.setenv("CHROMIUM", str(machine / "absent"))
    with pytest.raises(browser_support.BrowserMissingError, match="CHROMIUM is set"):
        browser_support.ensure_chromium()


def test_none_at_all_fails_in_one_sentence_that_says_how(machine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert browser_support.main() == 1
    assert re.fullmatch(r"[^\n]*apt-get install chromium[^\n]*CHROMIUM[^\n]*\.\n", capsys.readouterr().err)


def test_as_root_on_debian_the_package_is_installed(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser_support, "can_install", lambda: True)
    log = machine / "log"
    makes = f'/bin/cp "$0" {machine}/chromium-headless-shell'
    put(machine, "apt-get", f'echo "$@" >> {log}\ncase "$*" in *install*) {makes} ;; esac')
    assert browser_support.main() == 0
    assert [line.split()[1] for line in log.read_text().splitlines()] == ["update", "install"]


@pytest.mark.parametrize(("there", "named", "gets"), [
    ("chromium", False, ["chromium-headless-shell"]),
    ("chromium", True, []),
    ("chromium-headless-shell", False, []),
])  # fmt: skip
def test_a_quicker_chromium_is_installed_beside_another(
    machine: Path, monkeypatch: pytest.MonkeyPatch, there: str, named: bool, gets: list[str]
) -> None:
    monkeypatch.setattr(browser_support, "can_install", lambda: True)
    program = put(machine, there)
    if named:
        monkeypatch.setenv("CHROMIUM", program)
    log = machine / "log"
    log.touch()
    put(machine, "apt-get", f"""echo "$@" >> {log}\ncase "$*" in *install*) /bin/cp "$0" {machine}/$5 ;; esac""")
    assert browser_support.main() == 0
    assert [line.split()[-1] for line in log.read_text().splitlines() if "install" in line] == gets
    assert browser_support.find_chromium() == str(machine / gets[0] if gets else program)


def test_where_the_quicker_chromium_cannot_be_had_another_does(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser_support, "can_install", lambda: True)
    program = put(machine, "google-chrome")
    put(machine, "apt-get", 'case "$*" in *install*) exit 100 ;; esac')
    assert browser_support.main() == 0
    assert browser_support.find_chromium() == program


def test_all_that_is_missing_is_installed_at_once(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ENGINES")
    monkeypatch.setattr(browser_support, "can_install", lambda: True)
    log, names = machine / "log", " ".join(program.names[0] for program in ALL)
    put(machine, "firefox-esr")
    makes = f'for name in {names}; do /bin/cp "$0" {machine}/$name; done'
    put(machine, "apt-get", f'echo "$@" >> {log}\ncase "$*" in *install*) {makes} ;; esac')
    browser_support.ensure(*ALL)
    install = log.read_text().splitlines()[-1].split()
    packages = {"chromium-headless-shell", "xvfb", "webkit2gtk-driver"}
    assert packages <= set(install)
    assert "firefox-esr" not in install, "it is there"


def test_fewer_engines_are_named_and_never_guessed(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert browser_support.engines() == []
    monkeypatch.setenv("ENGINES", "webkit")
    assert browser_support.programs() == [browser_support.CHROMIUM, *browser_support.ENGINES["webkit"]]
    monkeypatch.delenv("ENGINES")
    assert browser_support.engines() == ["firefox", "webkit"]
    monkeypatch.setenv("ENGINES", "lynx")
    with pytest.raises(browser_support.BrowserMissingError, match="ENGINES names lynx; there are firefox, webkit"):
        browser_support.engines()


def test_an_installation_that_fails_is_one_sentence(
    machine: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(browser_support, "can_install", lambda: True)
    put(machine, "apt-get", "exit 100")
    assert browser_support.main() == 1
    assert re.fullmatch(r"apt-get update failed\. [^\n]*\n", capsys.readouterr().err)
