"""Where the templates and the built front end lie, in a checkout and in an installed wheel alike."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

LIBRARY_DIR = Path(__file__).resolve().parent


def _folder(name: str) -> Path:
    """A wheel carries the folder inside the package; in a checkout (or an editable install) it lies beside it."""
    inside = LIBRARY_DIR / name
    return inside if inside.is_dir() else LIBRARY_DIR.parent / name


TEMPLATES_DIR = _folder("templates")
STATIC_DIR = _folder("static")
#: The only folder to serve: its neighbours in a checkout are sources and node_modules.
DIST_DIR = STATIC_DIR / "dist"
#: What page and still figures are both drawn from: colours and styles.
SHARED_DIR = STATIC_DIR / "shared"


def load_manifest(dist: Path = DIST_DIR, language: str = "") -> dict[str, str] | None:
    """For templates and fonts: logical name → file in `dist` ("main.js" → "main-4ZK2….js"); None without a build.

    Scripts are in the language of this tag, where there are such. A rebuilt bundle is seen without a restart: the file
    is read again when its time or size changes.
    """
    path = dist / "manifest.json"
    try:
        stat = path.stat()
        return _read(path, stat.st_mtime_ns, stat.st_size, language)
    except (OSError, ValueError, LookupError, AttributeError, TypeError):  # absent, or cut short by a failed build
        return None


@lru_cache(maxsize=16)
def _read(path: Path, _time: int, _size: int, language: str) -> dict[str, str]:
    manifest = json.loads(path.read_bytes())
    files = manifest["files"] | manifest.get("languages", {}).get(language, {})
    return {str(name): str(file) for name, file in files.items()}
