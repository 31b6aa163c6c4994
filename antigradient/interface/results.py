"""What the public functions give: an answer by names, and a run whose columns are numpy's arrays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Any

from antigradient.interface.questions import Found, found, query_of
from antigradient.objectives.base import Array
from antigradient.query.links import page_address
from antigradient.words import say


class Reply(Mapping[str, Any]):
    """For callers: what the API replies, by names that are attributes too; numbers in arrays where they are many.

    `scenario` is the scenario as the API echoes it: given again it asks the same.
    """

    def __init__(self, found: Found) -> None:
        self.scenario = found.scenario
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

    def link(self, base: str = "http://127.0.0.1:8000") -> str:
        """For readers: the address of the page that shows the run, on a server."""
        return page_address(query_of("trajectory"), self._values, base.rstrip("/"))


class Svg(str):
    """For notebooks: a picture as its text, which they show as a picture."""

    __slots__ = ()

    def _repr_svg_(self) -> str:
        return str(self)
