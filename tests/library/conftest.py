"""The same examples every time: a test fails for what was changed, never by chance or on a slow machine."""

from hypothesis import settings

settings.register_profile("library", deadline=None, derandomize=True)
settings.load_profile("library")
