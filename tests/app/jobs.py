"""What the processes of `test_pool` compute: imported there by its name."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from antigradient.words import speaking
from app.http.errors import Problem


def number() -> int:
    """That of the process."""
    return os.getpid()


def sleep(seconds: float) -> int:
    time.sleep(seconds)
    return os.getpid()


def die(file: str, times: int) -> str:
    """Kills its process so many times, counted in a file."""
    with Path(file).open("a") as deaths:
        deaths.write(".")
    if len(Path(file).read_text()) <= times:
        os.kill(os.getpid(), signal.SIGKILL)
    return "survived"


def refuse() -> None:
    with speaking("de"):
        raise Problem(422, headers={"X": "y"})


def cannot_be_sent() -> Any:
    return threading.Lock()


def maker() -> Callable[..., Any]:
    jobs = {job.__name__: job for job in (number, sleep, die, refuse, cannot_be_sent)}
    return lambda name, *args: jobs[name](*args)
