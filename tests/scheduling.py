"""How the tests share the processors: long groups first, single tests of the browser last, so that all are busy.

A plugin of pytest. pytest-xdist's own groups are lost without a word since pytest 9.2 (pytest-dev/pytest-xdist#1386).
"""

from __future__ import annotations

import re
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

#: Its tests share what one of them looked up, and together they are the longest of the browser's.
FRESH = "browser/test_fresh.py"
ENGINE = re.compile(r"\[(firefox|webkit)\b")


def scope(nodeid: str) -> str:
    """The tests that one worker runs: of an engine, of all about packaging, of a file; most of the browser one by one.

    What they share would be made by each worker otherwise. A browser and its server each worker has anyway.
    """
    path = nodeid.partition("::")[0]
    folder = path.rpartition("/")[0]
    if folder.endswith("browser/engines"):
        engine = ENGINE.search(nodeid)
        return engine[1] if engine else folder
    if folder.endswith("browser") and not path.endswith(FRESH):
        return nodeid
    return folder if folder.endswith("packaging") else path


def order(nodeid: str) -> int:
    """What takes long as a whole goes first, what can be dealt out one by one last, of that the longest first."""
    path = nodeid.partition("::")[0]
    if "/packaging/" in path or "/engines/" in path:
        return 0
    return 1 if "/browser/" not in path else 2 if path.endswith(FRESH) else 3


class Scheduling(LoadScopeScheduling):  # type: ignore[misc]  # no types
    """Deals out whole scopes, in the order of the tests."""

    def _split_scope(self, nodeid: str) -> str:
        return scope(nodeid)

    def remove_node(self, node: Any) -> str | None:
        """The test at which a worker ended: it has failed, and is not tried by the next, which would end as well."""
        for unit in self.assigned_work[node].values():
            for nodeid, completed in unit.items():
                if not completed:
                    unit[nodeid] = True
                    super().remove_node(node)
                    return str(nodeid)
        return super().remove_node(node)  # type: ignore[no-any-return]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Scheduling:
    config.option.loadscopereorder = False  # else the scopes with most tests go first, which are the fast ones
    return Scheduling(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: order(item.nodeid))
