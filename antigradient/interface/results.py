"""What the public functions give: an answer by names, and a run whose columns are numpy's arrays."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Any

from antigradient.interface.notebook import HERE, document_html, mime_bundle
from antigradient.interface.questions import Found, found, query_of
from antigradient.objectives.base import Array
from antigradient.query.links import page_address
from antigradient.words import say


class Reply(Mapping[str, Any]):
    """For callers: what the API replies, by names that are attributes too; numbers in arrays where they are many.

    `scenario` is the scenario as the API echoes it: given again it asks the same. `table_notes` say what was assumed of
    a table that was given as data: rows that were left out, words as labels.
    """

    def __init__(self, found: Found) -> None:
        self.scenario = found.scenario
        self.table_notes = found.table_notes
        self._values = found.values
        self._answer: dict[str, Any] = {"scenario": found.scenario, **found.answer}

    def __getitem__(self, name: str) -> Any:
        return self._answer[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._answer)

    def __len__(self) -> int:
        return len(self._answer)

    def __getattr__(self, name: str) -> Any:
        """The same as `[name]`."""
        if name.startswith("_"):
            raise AttributeError(name)
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self]

    def __repr__(self) -> str:
        return f"Reply({', '.join(self)})"

    def __reduce__(self) -> tuple[Any, ...]:
        """For copies and pickles: what it was made of."""
        return _restored, (type(self), self.scenario, self._values, _with_steps(self._answer, dict))


class Run(Reply):
    """For callers: a run, its columns by their names (`run.beta`, `run["loss"]`), and all of them in `steps`.

    `runs` are the further runs of `vs`.
    """

    def __init__(self, found: Found) -> None:
        further = found.answer.get("runs", [])
        super().__init__(found)
        self.outcome = str(found.answer["outcome"])
        self.code: str = found.answer["code"]
        self.message: str = found.answer["message"]
        self.title: str = found.answer["title"]
        self.steps: MappingProxyType[str, Array] = found.answer["steps"]
        self.runs: tuple[Run, ...] = tuple(
            Run(Found(one, one["scenario"], {n: v for n, v in one["scenario"].items() if v is not None}))
            for one in further
        )

    def __getitem__(self, name: str) -> Any:
        return self.steps[name] if name in self.steps else super().__getitem__(name)

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self.steps]

    def __repr__(self) -> str:
        loss, optimiser = self.scenario["f"] or self.scenario["objective"], self.scenario["optimiser"]
        return f"Run({loss!r}, optimiser={optimiser!r}, steps={len(self.steps['k']) - 1}, outcome={self.outcome!r})"

    def to_pandas(self) -> Any:
        """For callers who have pandas: the columns as a data frame. Raises ImportError."""
        try:
            pandas = import_module("pandas")
        except ImportError:
            raise ImportError(say("library.no_pandas")) from None
        return pandas.DataFrame(dict(self.steps))

    def figure(self, step: int | None = None, **options: Any) -> Svg:
        """For documents: the map with the run as a still picture at one step. Raises ScenarioError.

        Options are those of the API's `/figure.svg`: `width`, `theme`, `show`, …
        """
        at = {} if step is None else {"step": step}
        return Svg(found("figure.svg", {**self._values, **at, **options}).answer.decode())

    def figure_html(self, base: str = HERE, **options: Any) -> str:
        """For files and frames: the live figure as one HTML document, as `/offline.html` gives it.

        Raises ScenarioError. It needs no server; `base` is the address that it links to, unless that is this computer.
        Options are the names that have an effect there: `step`, `theme`, `palette`, `hide`, `speed`, `lang`.
        """
        return document_html({**self._values, **options}, base.rstrip("/"))

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        """For notebooks: the live figure, a still picture for where it cannot live, and a line of text."""
        return {**mime_bundle(self._values, HERE), "text/plain": repr(self)}

    def link(self, base: str = HERE) -> str:
        """For readers: the address of the page that shows the run, on a server."""
        return page_address(query_of("trajectory"), self._values, base.rstrip("/"))


def _restored(kind: type[Reply], scenario: dict[str, Any], values: dict[str, Any], answer: dict[str, Any]) -> Reply:
    """For copies and pickles: the reply again."""
    return kind(Found(_with_steps(answer, MappingProxyType), scenario, values))


def _with_steps(answer: Mapping[str, Any], kind: Callable[[Any], Any]) -> dict[str, Any]:
    """The answer of a run and of its further runs with their columns as `kind`; another answer as it is."""
    if "steps" not in answer:
        return dict(answer)
    runs = {"runs": [_with_steps(one, kind) for one in answer["runs"]]} if "runs" in answer else {}
    return {**answer, "steps": kind(answer["steps"]), **runs}


class Svg(str):
    """For notebooks: a picture as its text, which they show as a picture."""

    __slots__ = ()

    def __repr__(self) -> str:
        """Short: notebooks keep it beside the picture, and show it where they trust no SVG."""
        return f"{self[:4]} … ({len(self)} characters)"

    def _repr_svg_(self) -> str:
        return str(self)
