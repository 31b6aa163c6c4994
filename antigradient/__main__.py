"""`antigradient` and `python -m antigradient`: serves the pages and the API; see --help."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main(argv: Sequence[str] | None = None) -> int:
    """For `python -m antigradient` and the installed command: serves until stopped and returns the exit code.

    A wheel holds the application inside this package. In a checkout it lies beside it, and that folder goes first on
    the path, or a foreign `app` in the current folder would be run instead; worker processes inherit the path.
    """
    if (HERE / "app").is_dir():
        name = f"{HERE.name}.app.cli"
    else:
        name = "app.cli"
        sys.path.insert(0, str(HERE.parent))
    return int(import_module(name).main(argv))


if __name__ == "__main__":
    raise SystemExit(main())
