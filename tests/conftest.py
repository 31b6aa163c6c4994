"""How the tests share the processors: file by file, so that a browser, a server or a built wheel is made few times."""

import pytest

#: A browser on a busy machine is now and then late by more than a test waits; what fails thrice is no accident.
AGAIN = 2


def pytest_collection_modifyitems(items):
    for item in items:
        folder = item.path.parent
        item.add_marker(pytest.mark.xdist_group(str(folder if folder.name == "packaging" else item.path)))
        if folder.name == "browser":
            item.add_marker(pytest.mark.flaky(reruns=AGAIN))
