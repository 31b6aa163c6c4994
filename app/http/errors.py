"""Errors, the client's or the server's, as RFC 9457 problem details: one table and one shape for every route."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import NamedTuple

import orjson

from antigradient.query.refusals import Refusal
from antigradient.words import spoken

#: No reply about an error is longer, whatever was sent.
LONGEST = 4096
MEDIA_TYPE = "application/problem+json"


class ProblemKind(NamedTuple):
    """For problems and the docs: the anchor in the docs, the title, and the sentence where there is none better."""

    id: str
    title: str
    detail: str


KINDS: dict[int, ProblemKind] = {
    400: ProblemKind("malformed", "Malformed request", "The request could not be read."),
    404: ProblemKind("not-found", "Not found", "There is nothing at this address."),
    405: ProblemKind("method-not-allowed", "Method not allowed", "This address does not take that method; see Allow."),
    413: ProblemKind("body-too-large", "Body too large", "The body is larger than this server takes."),
    415: ProblemKind(
        "unsupported-media-type", "Unsupported media type", "The body must be JSON, or a table as text/csv."
    ),
    422: ProblemKind("invalid-parameter", "Invalid parameter", "A parameter was refused; `errors` says which and why."),
    500: ProblemKind("internal", "Internal error", "Something went wrong here. It has been logged."),
    501: ProblemKind("no-such-format", "No such format", "This server answers in JSON only."),
}


class Problem(Exception):
    """Raised anywhere under a route: a request that is refused; `app.http.shell` answers it.

    It is said in the language that is spoken where it is raised: a body may have named it.
    """

    def __init__(
        self,
        status: int,
        detail: str | None = None,
        errors: Sequence[Refusal] = (),
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        kind = KINDS.get(status) or ProblemKind("problems", HTTPStatus(status).phrase, f"{HTTPStatus(status).phrase}.")
        self.status = status
        self.language = spoken()
        self.kind = kind
        self.detail = detail or kind.detail
        self.errors = list(errors)
        self.headers = headers or {}

    def body(self, root: str = "") -> bytes:
        """For the shell: the problem as JSON, `LONGEST` bytes at most; `root` is the prefix of the docs in `type`."""
        shown = self.errors
        while True:
            left_out = len(self.errors) - len(shown)
            more = [Refusal(None, f"and {left_out} more")] if left_out else []
            body = orjson.dumps(
                {
                    "type": f"{root}/docs#{self.kind.id}",
                    "title": self.kind.title,
                    "status": self.status,
                    "detail": self.detail,
                    "errors": [refusal.described() for refusal in (*shown, *more)],
                }
            )
            if len(body) <= LONGEST:
                return body
            shown = shown[: len(shown) // 2]


def invalid(errors: Sequence[Refusal]) -> Problem:
    """For refused values: the 422 of these refusals, with a sentence that can be shown as it is."""
    first = errors[0]
    detail = (
        f"{first.parameter} {first.detail}." if first.parameter else f"{first.detail[0].upper()}{first.detail[1:]}."
    )
    if len(errors) > 1:
        detail += f" {len(errors) - 1} more in errors."
    return Problem(422, detail, errors)
