"""What holds for all tests: in which order they run, on which worker, and what is tried again."""

import gc
import os
from collections.abc import Generator

import pytest

from tests import fuzz, reruns, scheduling

#: Commands that tests start compute in threads, which is the same and starts sooner; `test_pool` has processes.
os.environ.setdefault("ANTIGRADIENT_PROCESSES", "0")


def pytest_configure(config: pytest.Config) -> None:
    for plugin in (reruns, scheduling):
        config.pluginmanager.register(plugin)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Of ten thousand tests nothing goes before the end: Python need not look through them for what does."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "/browser/" in item.nodeid:
            item.add_marker(pytest.mark.flaky(reruns=reruns.RERUNS))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """A random example that fails can be had again."""
    if fuzz.FACTOR != 1 and terminalreporter.stats.get("failed"):
        terminalreporter.write_line(f"Again with the same examples: {fuzz.repeated()}")
