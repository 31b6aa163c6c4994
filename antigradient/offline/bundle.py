"""What of the built front end stands in the document: its style and its script."""

from __future__ import annotations

from functools import lru_cache

from antigradient import assets
from antigradient.words import MessageError, spoken


class BundleMissingError(MessageError, RuntimeError):
    """Raised to whoever makes a document: the front end is not built. An installed wheel always holds it."""

    def __init__(self) -> None:
        super().__init__("problem.no_scripts")


@lru_cache(maxsize=16)
def _text(file: str) -> str:
    """A built file, named by its content."""
    return (assets.DIST_DIR / file).read_text(encoding="utf-8")


def style_and_script(batches: bool = False) -> tuple[str, str]:
    """For the document: the bundle's style, and its script in the language that is spoken.

    `batches`: with what computes runs with mini-batches. Raises BundleMissingError.
    """
    manifest = assets.load_manifest(language=spoken().id)
    names = ["offline_batches.js", "offline.js"] if batches else ["offline.js"]
    if manifest is None or not {"offline.css", *names} <= manifest.keys():
        raise BundleMissingError
    return _text(manifest["offline.css"]), "".join(_text(manifest[name]) for name in names)
