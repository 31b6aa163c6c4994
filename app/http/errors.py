"""Errors, the client's or the server's, as RFC 9457 problem details: one table and one shape for every route."""

from __future__ import annotations

import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any

import orjson

import antigradient
from antigradient.query.refusals import Refusal, refuse
from antigradient.words import Message, spoken

#: No reply about an error is longer, whatever was sent.
LONGEST = 4096
MEDIA_TYPE = "application/problem+json"

#: Our code lies below this folder in packages of these names, in a checkout and in a wheel alike.
BASE, PACKAGES = Path(antigradient.__file__).resolve().parents[1], ("antigradient", "app")


@dataclass(frozen=True)
class ProblemKind:
    """For problems and the docs: the anchor in the docs, and the words of all problems with a status."""

    id: str

    @property
    def title(self) -> str:
        """For replies, pages and the docs: what kind of problem it is."""
        return str(Message(f"problem.{self.id}.title"))

    @property
    def message(self) -> Message:
        """For problems: the sentence where there is none better."""
        return Message(f"problem.{self.id}.detail")

    @property
    def detail(self) -> str:
        """For the docs: that sentence as text."""
        return str(self.message)


@dataclass(frozen=True)
class UnlistedKind(ProblemKind):
    """For problems with a status that the table has not: they are called by HTTP's own phrase."""

    phrase: str

    @property
    def title(self) -> str:
        """For replies and pages: HTTP's phrase."""
        return self.phrase

    @property
    def message(self) -> Message:
        """For problems: the phrase as a sentence."""
        return Message("problem.unlisted", {"phrase": self.phrase})


KINDS: dict[int, ProblemKind] = {
    400: ProblemKind("malformed"),
    404: ProblemKind("not-found"),
    405: ProblemKind("method-not-allowed"),
    413: ProblemKind("body-too-large"),
    415: ProblemKind("unsupported-media-type"),
    422: ProblemKind("invalid-parameter"),
    500: ProblemKind("internal"),
    501: ProblemKind("no-such-format"),
    503: ProblemKind("unavailable"),
}


class Problem(Exception):
    """Raised anywhere under a route: a request that is refused; `app.http.shell` answers it.

    It is said in the language that is spoken where it is raised: a body may have named it.
    """

    def __init__(
        self,
        status: int,
        message: Message | None = None,
        errors: Sequence[Refusal] = (),
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.language = spoken()
        self.kind = KINDS.get(status) or UnlistedKind("problems", HTTPStatus(status).phrase)
        self.message = message or self.kind.message
        self.errors = list(errors)
        self.headers = headers or {}

    def __reduce__(self) -> tuple[Any, ...]:
        """For another process: all that it is, its language too."""
        return Problem, (self.status, self.message, self.errors, self.headers), {"language": self.language}

    @property
    def detail(self) -> str:
        """For replies and pages: the sentence."""
        return str(self.message)

    def body(self, root: str = "") -> bytes:
        """For the shell: the problem as JSON, `LONGEST` bytes at most; `root` is the prefix of the docs in `type`."""
        shown = self.errors
        while True:
            left_out = len(self.errors) - len(shown)
            more = [refuse(None, "request.more", more=left_out)] if left_out else []
            body = orjson.dumps(
                {
                    "type": f"{root}/docs#{self.kind.id}",
                    "title": self.kind.title,
                    "status": self.status,
                    "detail": self.detail,
                    **self.message.described(),
                    "errors": [refusal.described() for refusal in (*shown, *more)],
                }
            )
            if len(body) <= LONGEST:
                return body
            assert shown  # or the sentence alone would be too long
            shown = shown[: len(shown) // 2]


def invalid(errors: Sequence[Refusal]) -> Problem:
    """For refused values: the 422 of these refusals, with a sentence that can be shown as it is."""
    first, more = errors[0].sentence, len(errors) - 1
    return Problem(422, Message("refusal.several", {"first": first, "more": more}) if more else first, errors)


def described(error: Exception) -> str:
    """For the log: an error in one line, with its place in this project's code."""
    frames = [(Path(frame.filename), frame.lineno) for frame in traceback.extract_tb(error.__traceback__)]
    below = [(file.relative_to(BASE), line) for file, line in frames if file.is_relative_to(BASE)]
    ours = [(file.as_posix(), line) for file, line in below if file.parts[0] in PACKAGES]
    place = "".join(f" < {file}:{line}" for file, line in reversed(ours[-4:]))
    return f"{type(error).__name__}: {error}{place}".replace("\n", " ")
