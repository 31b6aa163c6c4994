"""Starts the command as a user would, and reads the address that it prints."""

from __future__ import annotations

import re
import subprocess
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import httpx

PATIENCE = 30  # seconds


class Running(NamedTuple):
    """A server that answers, and what it printed until then."""

    url: str
    printed: str
    process: subprocess.Popen[str]

    @property
    def port(self) -> int:
        return httpx.URL(self.url).port or 80


@contextmanager
def serving(
    command: list[str], environment: Mapping[str, str], folder: Path, patience: float = PATIENCE
) -> Iterator[Running]:
    """Run the command until the block ends; a command that ends before it prints an address fails the test."""
    with subprocess.Popen(
        command, env=dict(environment), cwd=folder, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        watchdog = threading.Timer(patience, process.kill)
        watchdog.start()
        try:
            printed = ""
            assert process.stdout is not None
            for line in process.stdout:
                printed += line
                if found := re.search(r"http://\S+", line):
                    yield Running(found.group(), printed, process)
                    break
            else:
                raise AssertionError(f"{command} ended without an address:\n{printed}")
        finally:
            watchdog.cancel()
            process.terminate()
            process.communicate(timeout=PATIENCE)
