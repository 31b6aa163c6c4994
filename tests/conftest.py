"""How the tests share the processors: file by file, so that a browser, a server or a built wheel is made few times."""

import pytest


def pytest_collection_modifyitems(items):
    for item in items:
        together = item.path.parent if item.path.parent.name == "packaging" else item.path
        item.add_marker(pytest.mark.xdist_group(str(together)))
