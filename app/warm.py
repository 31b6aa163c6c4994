"""Imported where processes are forked off: the application, with at hand what takes long the first time."""

from __future__ import annotations

import logging
import signal

from antigradient.words import DEFAULT

from .main import app

#: Pages that between them need nearly all that is worked out once.
PAGES = ("/lesson", "/embed", "/embedding")

signal.signal(signal.SIGTERM, signal.SIG_IGN)  # it ends with the server, which has work to end


def warm(path: str) -> None:
    """Makes a page, and forgets it."""
    scope = {
        "type": "http", "method": "GET", "scheme": "http", "path": path, "root_path": "", "query_string": b"",
        "path_params": {}, "headers": [],
    }  # fmt: skip
    app.state.gate.do(DEFAULT, path, scope, None)


for page in PAGES:
    try:
        warm(page)
    except Exception:  # as without a front end; processes are started all the same
        logging.getLogger("antigradient").exception("%s could not be made", page)
