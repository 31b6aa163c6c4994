"""What callers may give, as the values that JSON has: arrays, tables and functions among them."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from csv import writer
from io import StringIO
from os import PathLike
from pathlib import Path
from typing import Any

import numpy as np

from antigradient.data import DATASETS
from antigradient.data.numerals import is_numeric
from antigradient.formula import FormulaError, parse
from antigradient.interface.recording import Recorded, RecordingError, text_of_result
from antigradient.objectives import OBJECTIVES
from antigradient.scenario import ScenarioError
from antigradient.words import Message

#: What may stand for a loss: the id of one of ours, a formula, or a function.
GivenLoss = str | Callable[..., Any] | None


def plain(value: Any) -> Any:
    """For questions: the same with lists for tuples, arrays and frames, and Python's numbers for numpy's."""
    if isinstance(value, np.ndarray | np.generic):
        return value.tolist()
    if isinstance(value, Mapping):
        return {name: plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if hasattr(value, "to_numpy"):
        return plain(value.to_numpy())
    return value


def table_text(data: Any, columns: Any) -> tuple[str | bytes | None, Any]:
    """For questions: the text of the table that `data` is, and the columns chosen of it by names and numbers.

    It is that of a file, or of a data frame with its names. Rows and arrays are a table where columns are chosen, and
    so is a frame whose columns have numbers for names: else these would be read as a point. All else has no text.
    """
    if isinstance(data, PathLike) or (isinstance(data, str) and data not in DATASETS and Path(data).is_file()):
        return Path(data).read_bytes(), columns
    if hasattr(data, "to_csv"):
        names = list(data.columns)
        nameless = any(is_numeric(str(name)) for name in names)
        if nameless and columns is None:
            return None, None
        if isinstance(columns, list):  # a frame's own names come first, and where they are numbers there are no others
            other = str if nameless else lambda name: name
            columns = [names.index(name) + 1 if names.count(name) == 1 else other(name) for name in columns]
        return data.to_csv(index=False, header=not nameless), columns
    rows = plain(data)
    if columns is None or not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        return None, columns
    text = StringIO()
    writer(text).writerows(rows)
    return text.getvalue(), columns


def loss_values(loss: str | Callable[..., Any], variables: tuple[str, ...] = ("w", "b")) -> dict[str, Any]:
    """For the public functions: the names that a loss sets, `objective` or `f`. Raises ScenarioError."""
    if callable(loss):
        return {"f": formula_of(loss, variables)}
    if loss in OBJECTIVES:
        return {"objective": loss}
    try:
        parse(loss, variables)
    except FormulaError:
        # A misspelt id looks like one: anything else was to be a formula, and is refused with its column.
        return {"objective": loss} if loss.replace("-", "").isalnum() else {"f": loss}
    return {"f": loss}


def formula_of(loss: Callable[..., Any], variables: tuple[str, ...]) -> str:
    """For losses that are functions: their formula, recorded while they are called once. Raises ScenarioError.

    All that is asked of a typed formula can so be asked of a function: its derivatives of any order are exact.
    """
    recorded = [Recorded(name) for name in variables]
    try:
        try:
            inspect.signature(loss).bind(*recorded)
        except TypeError:
            raise RecordingError("recording.arguments", names=variables) from None
        except ValueError:
            pass  # a function of C, which does not say what it takes
        return text_of_result(loss(*recorded))
    except RecordingError as why:
        raise ScenarioError([("f", Message("refusal.unusable", {"reason": why.message}))]) from why
