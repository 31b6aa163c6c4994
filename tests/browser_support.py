"""The Chromium that browser tests drive: found on PATH or in $CHROMIUM; `python -m tests.browser_support` installs it.

Playwright's own browsers are not used: they come from a host of their own, a distribution's package from where the
machine gets everything else.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

# Without a sandbox because CI runs as root; without background traffic because tests must not depend on other hosts.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

MISSING = (
    "No Chromium for the browser tests: install one (on Debian as root: apt-get install chromium), "
    "or set CHROMIUM to its path."
)


class ChromiumMissingError(RuntimeError):
    """There is no browser to test with; the message says what to do."""


def find_chromium() -> str:
    """Path of the browser: $CHROMIUM if set, else the first of NAMES on PATH."""
    if chosen := os.environ.get("CHROMIUM"):
        if found := shutil.which(chosen):
            return found
        raise ChromiumMissingError(f"CHROMIUM is set, but not to a program: {chosen}")
    for name in NAMES:
        if found := shutil.which(name):
            return found
    raise ChromiumMissingError(MISSING)


def ensure_chromium() -> str:
    """As `find_chromium`, but as root on Debian install the package first where there is none."""
    try:
        return find_chromium()
    except ChromiumMissingError:
        if os.environ.get("CHROMIUM") or not can_install():
            raise
    install()
    return find_chromium()


def can_install() -> bool:
    return Path("/etc/debian_version").exists() and os.geteuid() == 0 and shutil.which("apt-get") is not None


def install() -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "-y", "--no-install-recommends", "chromium"]):
        done = subprocess.run(["apt-get", "-q", *command], env=environment, check=False, stdout=subprocess.DEVNULL)
        if done.returncode:
            raise ChromiumMissingError(f"apt-get {command[0]} failed. {MISSING}")


def main() -> int:
    try:
        ensure_chromium()
    except ChromiumMissingError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
