"""How much the random tests try: the same few examples in every run, many new ones by `make fuzz`.

FUZZ is the factor on their number; any but 1 means new examples, by FUZZ_SEED, which a failing run prints.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, seed, settings

FACTOR = float(os.environ.get("FUZZ", "1"))
#: In the environment, so that the workers of one run share it.
SEED = int(os.environ.setdefault("FUZZ_SEED", str(random.randrange(2**32)))) if FACTOR != 1 else 0


def examples(count: int) -> int:
    """How many examples there are where the usual run has `count`."""
    return max(1, round(count * FACTOR))


def fuzzed(count: int) -> Callable[[Any], Any]:
    """Decorates a test of hypothesis that has `count` examples in the usual run."""
    chosen = settings(
        max_examples=examples(count),
        deadline=None,  # a slow machine is no fault
        derandomize=FACTOR == 1,
        database=None,
        suppress_health_check=list(HealthCheck),
    )

    def decorated(test: Any) -> Any:
        return pytest.mark.fuzz(chosen(test if FACTOR == 1 else seed(SEED)(test)))

    return decorated


def seeds(count: int) -> Callable[[Any], Any]:
    """Decorates a test that draws its own examples from an integer, `seed`: it has `count` of them in the usual run."""
    drawn = pytest.mark.parametrize("seed", range(SEED, SEED + examples(count)))
    return lambda test: pytest.mark.fuzz(drawn(test))


def repeated() -> str:
    """The line that runs the same examples once more."""
    return f"make fuzz FUZZ={FACTOR:g} FUZZ_SEED={SEED}"
