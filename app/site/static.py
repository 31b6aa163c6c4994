"""The built front end under /static: hashed files that never change, for pages here and embeds elsewhere.

And /embed.js, which pages elsewhere name for ever, so it can have no hash.
"""

from __future__ import annotations

import os
import re
from functools import lru_cache
from pathlib import Path

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from antigradient.assets import DIST_DIR, load_manifest

from ..http.caching import FOREVER, PACKERS, negotiate
from .replies import tagged_response

#: Files that are compressed when sent, and those that are worth compressing well.
PLAIN = re.compile(r"\.(js|css|svg|map|json|txt|ttf)$")
SOURCE = re.compile(r"\.(js|css|svg)$")
#: A file whose name holds the hash of its content: `main-AGJRWSFQ.js`, `main-AGJRWSFQ.js.map`.
HASHED = re.compile(r"-[A-Z0-9]{8}\.")


#: Headers of a file that its compressed form does not have; by its ETag a file is known better than by its date.
UNNEEDED = ("content-length", "accept-ranges", "last-modified")
#: Pages elsewhere see a new element within minutes, and ask once in so many.
ELEMENT_AGE = "public, max-age=600, must-revalidate"


class Files(StaticFiles):
    """For `install`: static files with caching by name; without a built front end there are none, and no failure."""

    async def check_config(self) -> None:
        """For Starlette: nothing to check, since the folder may come later."""

    def file_response(
        self, full_path: str | os.PathLike[str], stat_result: os.stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        """For Starlette: the file, cached for ever where its name tells its content."""
        response = super().file_response(full_path, stat_result, scope, status_code)
        hashed = HASHED.search(os.path.basename(full_path))
        response.headers["cache-control"] = FOREVER if hashed else "no-cache"
        return response

    async def get_response(self, path: str, scope: Scope) -> Response:
        """For Starlette: the file. A path that is no file here is 404, whatever the system calls it."""
        try:
            response = await super().get_response(path, scope)
            return await self.packed(response, scope) if isinstance(response, FileResponse) else response
        except (OSError, HTTPException) as error:
            status = error.status_code if isinstance(error, HTTPException) else 404
            raise HTTPException(405 if status == 405 else 404) from None

    async def packed(self, response: FileResponse, scope: Scope) -> Response:
        """For files: a script or style sheet that never changes, compressed as well as can be; others as they are."""
        headers, path = response.headers, str(response.path)
        if not PLAIN.search(path):
            return response
        coding = negotiate(Headers(scope=scope).get("accept-encoding", ""), PACKERS)
        kept = {name: value for name, value in headers.items() if name not in UNNEEDED}
        if coding is None or not SOURCE.search(path) or "immutable" not in headers["cache-control"]:
            # With its body, asked by HEAD too: by that the middleware tells what it would do to it.
            return Response(await run_in_threadpool(Path(path).read_bytes), headers=kept)
        body = await run_in_threadpool(pack, path, coding)
        kept |= {"content-encoding": coding, "vary": "Accept-Encoding", "etag": f"W/{headers['etag']}"}
        return Response(body, headers=kept)


@lru_cache(maxsize=64)
def pack(path: str, coding: str) -> bytes:
    """For `packed`: the file's bytes, compressed; that takes a quarter of a second, so they are kept."""
    return PACKERS[coding](Path(path).read_bytes())


def element(request: Request) -> Response:
    """For pages elsewhere: the module of `<gradient-descent>`, at an address without a hash."""
    try:
        body = hashed_file(DIST_DIR / (load_manifest() or {})["element.js"])
    except (LookupError, OSError):  # no front end, or one that is being built anew
        raise HTTPException(404) from None
    return tagged_response(request, body, "text/javascript", ELEMENT_AGE)


@lru_cache(maxsize=4)
def hashed_file(path: Path) -> bytes:
    """For `element`: the bytes of a file whose name tells its content."""
    return path.read_bytes()


def install(app: FastAPI) -> None:
    """For `create_app`: mounts the files."""
    app.add_route("/embed.js", element)
    app.mount("/static", Files(directory=DIST_DIR, check_dir=False), name="static")
