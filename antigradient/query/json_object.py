"""The JSON object of a request's body: from bytes to names and native values, strictly."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from antigradient.query.refusals import Refusal, refuse
from antigradient.query.urlencoded import MOST_NAMES, safe_name
from antigradient.words import MessageError


class BodyError(MessageError):
    """Raised to the API: a body that cannot be read as JSON; the message is a whole sentence."""


class _Twice(ValueError):
    """Raised while parsing: a JSON object gives this name twice."""


def parse_json_object(body: bytes) -> tuple[dict[str, Any], list[Refusal]]:
    """For bodies: names and values of a JSON object, and what is wrong with it as one. Raises BodyError.

    BodyError is for what is not JSON; a name given twice and too many names are refusals.
    """
    try:
        text = body.decode("utf-8")
        value = json.loads(text, object_pairs_hook=_object, parse_constant=_constant, parse_int=_integer)
    except UnicodeDecodeError:
        raise BodyError("body.not_utf8") from None
    except RecursionError:
        raise BodyError("body.nested") from None
    except json.JSONDecodeError as error:
        raise BodyError("body.not_json", line=error.lineno, column=error.colno) from None
    except _Twice as twice:
        return {}, [refuse(safe_name(str(twice)), "refusal.given_twice")]
    except ValueError:
        raise BodyError("body.nan") from None
    if not isinstance(value, dict):
        return {}, [refuse(None, "request.no_object")]
    if len(value) > MOST_NAMES:
        return {}, [refuse(None, "request.many_names", most=MOST_NAMES)]
    return value, []


def _object(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for name, value in pairs:
        if name in result:
            raise _Twice(name)
        result[name] = value
    return result


def _constant(name: str) -> Any:
    """NaN and Infinity, which Python's parser takes and JSON does not know."""
    raise ValueError(name)


def _integer(text: str) -> float:
    """An integer; a very long one as the infinity that it is, because Python would refuse to read it."""
    return int(text) if len(text) < 400 else float(text)
