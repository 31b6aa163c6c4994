"""Mini-batches: which points each update looks at."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np


def minibatches(points: int, size: int, seed: int) -> Iterator[tuple[int, ...]]:
    """For `descend`: without end, the indices of each update's points; every epoch is reshuffled and cut anew.

    The last batch of an epoch is smaller where `size` does not divide `points`. Same seed, same batches
    (numpy's default_rng); `static/js/kernel/batch_order.js` draws the same.
    """
    rng = np.random.default_rng(seed)
    while True:
        order = rng.permutation(points).tolist()
        for start in range(0, points, size):
            yield tuple(order[start : start + size])
