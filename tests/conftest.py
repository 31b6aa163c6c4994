"""How the tests share the processors: file by file, so that a browser, a server or a built wheel is made few times."""

import pytest

from tests import fuzz

#: A browser on a busy machine is now and then late by more than a test waits; what fails thrice is no accident.
AGAIN = 2


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        folder = item.path.parent
        item.add_marker(pytest.mark.xdist_group(group(item)))
        if "browser" in (folder.name, folder.parent.name):
            item.add_marker(pytest.mark.flaky(reruns=AGAIN))


def group(item: pytest.Item) -> str:
    """The tests of one file, of all about packaging, or of one engine, whichever file they are in."""
    folder = item.path.parent
    engine = getattr(item, "callspec", None) and item.callspec.params.get("engine")
    return engine or str(folder if folder.name == "packaging" else item.path)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """A random example that fails can be had again."""
    if fuzz.FACTOR != 1 and terminalreporter.stats.get("failed"):
        terminalreporter.write_line(f"Again with the same examples: {fuzz.repeated()}")
