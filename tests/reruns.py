"""Counts the tests that were tried again because they failed at first, and allows few; a plugin of pytest."""

from __future__ import annotations

import pytest

#: A browser on a busy machine is now and then late by more than a test waits; what fails thrice is no accident.
RERUNS = 2
#: So many attempts more than tests are accidents; beyond them something is wrong with the tests or with the page.
ALLOWED = 3
#: Characters of what a failure says: the line it stands at, and why.
SAID = 1500


def again(config: pytest.Config) -> list[pytest.TestReport]:
    """What was seen of the tests that were tried again, once for each time, as the process knows them that reports."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    return list(reporter.stats.get("rerun", [])) if reporter else []


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """A run with too many fails."""
    if len(again(session.config)) > ALLOWED and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """How many there were, which, and the end of what each had said."""
    tried = again(terminalreporter.config)
    terminalreporter.section("tried again")
    terminalreporter.write_line(f"{len(tried)} times (up to {ALLOWED} are allowed)")
    tests = [report.nodeid for report in tried]
    for test in sorted(set(tests)):
        terminalreporter.write_line(f"  {tests.count(test)} × {test}")
    for report in tried:
        terminalreporter.write_line(f"\n{report.nodeid}\n{report.longreprtext[-SAID:]}")
