"""The browsers that tests drive, each found on PATH or named in a variable; `python -m tests.browser_support` installs
what is missing, where it can.

Playwright's own browsers are not used: they come from a host of their own, a distribution's packages from where the
machine gets everything else.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from glob import glob
from pathlib import Path
from typing import NamedTuple

from hatch_build import BuildError, find_node, install_packages

# Without a sandbox because CI runs as root; without background traffic because tests must not depend on other hosts;
# with letters as wide in the headless shell as in a browser that is seen.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--font-render-hinting=slight",
]
#: What drives Firefox, from npm, for the tests alone.
DRIVERS = Path(__file__).parent / "browser" / "engines"


class Program(NamedTuple):
    """A program that tests start: `names` on PATH or as patterns, the variable that names another, Debian's package.

    The first name is the best where `choosy`: another is taken only where that one cannot be installed.
    """

    title: str
    names: tuple[str, ...]
    variable: str
    package: str
    choosy: bool = False

    @property
    def missing(self) -> str:
        """What is said where it is not found."""
        return (
            f"No {self.title} for the browser tests: install one (on Debian as root: apt-get install {self.package}), "
            f"or set {self.variable} to its path."
        )


#: The shell has the same engine without a browser's windows and services around it: a page takes a third of the time.
CHROMIUM = Program(
    "Chromium",
    ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
    "CHROMIUM",
    "chromium-headless-shell",
    choosy=True,
)
FIREFOX = Program("Firefox", ("firefox-esr", "firefox"), "FIREFOX", "firefox-esr")
WEBKIT = Program("WebKitWebDriver", ("WebKitWebDriver",), "WEBKIT_DRIVER", "webkit2gtk-driver")
#: Beside the library, not on PATH.
MINIBROWSER = Program(
    "MiniBrowser",
    ("MiniBrowser", "/usr/lib/*/webkit*/MiniBrowser", "/usr/libexec/webkit*/MiniBrowser"),
    "MINIBROWSER",
    "webkit2gtk-driver",
)
XVFB = Program("Xvfb", ("Xvfb",), "XVFB", "xvfb")
#: The engines that are tested besides Chromium, and what each takes; $ENGINES names fewer.
ENGINES = {"firefox": (FIREFOX,), "webkit": (WEBKIT, MINIBROWSER, XVFB)}


class BrowserMissingError(RuntimeError):
    """There is no browser to test with; the message says what to do."""


def engines() -> list[str]:
    """The engines to test besides Chromium: all, or those in $ENGINES, for machines that cannot have them all."""
    named = os.environ.get("ENGINES")
    chosen = list(ENGINES) if named is None else named.split()
    if unknown := set(chosen) - {*ENGINES}:
        raise BrowserMissingError(f"ENGINES names {', '.join(sorted(unknown))}; there are {', '.join(ENGINES)}.")
    return chosen


def find(program: Program) -> str:
    """Its path: what the variable names, else the first of its names that is there."""
    if chosen := os.environ.get(program.variable):
        if found := shutil.which(chosen):
            return found
        raise BrowserMissingError(f"{program.variable} is set, but not to a program: {chosen}")
    for name in program.names:
        for path in sorted(glob(name)) if "/" in name else [name]:
            if found := shutil.which(path):
                return found
    raise BrowserMissingError(program.missing)


def find_chromium() -> str:
    """Path of the browser that most tests drive."""
    return find(CHROMIUM)


def programs() -> list[Program]:
    """All that the tests start."""
    return [CHROMIUM, *(part for engine in engines() for part in ENGINES[engine])]


def ensure(*wanted: Program) -> None:
    """These programs are there afterwards: as root on Debian, what is missing and not named otherwise is installed."""
    absent, better = [], []
    for program in wanted:
        ours = can_install() and not os.environ.get(program.variable)
        try:
            find(program)
        except BrowserMissingError:
            if not ours:
                raise
            absent.append(program)
        else:
            if ours and program.choosy and not shutil.which(program.names[0]):
                better.append(program)
    if better:
        with suppress(BrowserMissingError):  # some distributions have no such package: what was found does too
            install(better)
    if absent:
        install(absent)
    for program in absent:
        find(program)


def ensure_chromium() -> str:
    """Its path, for whoever needs no other browser."""
    ensure(CHROMIUM)
    return find_chromium()


def can_install() -> bool:
    return Path("/etc/debian_version").exists() and os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(absent: Sequence[Program]) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    packages = sorted({program.package for program in absent})
    for command in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        done = subprocess.run(["apt-get", "-q", *command], env=environment, check=False, stdout=subprocess.DEVNULL)
        if done.returncode:
            raise BrowserMissingError(f"apt-get {command[0]} failed. {absent[0].missing}")


def main() -> int:
    try:
        ensure(*programs())
        if "firefox" in engines():
            install_packages(DRIVERS, find_node(), "The driver of Firefox")
    except (BrowserMissingError, BuildError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
