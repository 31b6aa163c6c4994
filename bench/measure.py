"""Timing side by side, and one tidy table."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from time import process_time


def interleaved(contestants: Sequence[Callable[[], object]], rounds: int, turn: float = 0.05) -> list[float]:
    """The least CPU seconds of a call of each contestant.

    They take turns, so that whatever slows the machine slows all of them; a turn lasts `turn` seconds and at least one
    call. Not by the wall clock: on a busy machine a short call still finds a quiet moment, and a long one never does.
    Garbage is collected between turns and not within, as timeit does.
    """
    best = [float("inf")] * len(contestants)
    for _ in range(rounds):
        for i, contestant in enumerate(contestants):
            gc.collect()
            gc.disable()
            end = process_time() + turn
            while True:
                start = process_time()
                contestant()
                stop = process_time()
                best[i] = min(best[i], stop - start)
                if stop > end:
                    break
            gc.enable()
    return best


@dataclass(frozen=True)
class Measurement:
    """A line of the table: two measures, what is made of them, and the bound that it has to keep."""

    what: str
    here: str
    yardstick: str
    value: float
    unit: str
    bound: str
    target: float

    @property
    def reached(self) -> bool:
        """Whether the value keeps its bound, "≥" or "≤"."""
        return self.value >= self.target if self.bound == "≥" else self.value <= self.target

    def cells(self) -> list[str]:
        """The line's text."""
        verdict = "reached" if self.reached else "MISSED"
        return [
            self.what,
            self.here,
            self.yardstick,
            f"{self.value:.3g}{self.unit}",
            f"{self.bound} {self.target:g}{self.unit}",
            verdict,
        ]


def milliseconds(seconds: float) -> str:
    """A time in ms, of three digits."""
    return f"{seconds * 1e3:.3g} ms"


def table(rows: Iterable[Measurement]) -> str:
    """The rows under a heading, columns aligned."""
    lines = [["measure", "here", "yardstick", "value", "target", ""], *(row.cells() for row in rows)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(lines[0]))]
    lines.insert(1, ["─" * width for width in widths])
    aligned = (
        [
            cell.ljust(width) if i == 0 else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(line, widths, strict=True))
        ]
        for line in lines
    )
    return "\n".join("  ".join(line).rstrip() for line in aligned)
