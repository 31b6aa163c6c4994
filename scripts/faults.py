"""The faults that `python -m scripts.mutants` plants, each such as a hurried change could make, and who has to see it.

A text has to stand in its file once: keep it short, and a test says when it is gone.
"""

from __future__ import annotations

from typing import NamedTuple


class Fault(NamedTuple):
    """`old`, which stands once in `file`, becomes `new`; one of `tests` has to fail: files, and pytest's options."""

    name: str
    file: str
    old: str
    new: str
    tests: str


LIBRARY = "tests/library/test_"
ANGLE = f"{LIBRARY}geometry.py"
RULES = f"{LIBRARY}optimisers.py -k 'books or optax'"
QUERY = "tests/app/test_query.py"

FAULTS = (
    # The angle
    Fault("perpendicular", "antigradient/geometry.py", "UNSURE = 1e-14", "UNSURE = 0.0", ANGLE),
    Fault("unscaled", "antigradient/geometry.py", "np.asarray(np.ldexp(v, -exponent))", "np.asarray(v)", ANGLE),
    Fault(
        "turned-the-other-way", "antigradient/geometry.py", "[sin, cos, -sin, -cos])", "[-sin, -cos, sin, cos])",
        "tests/app/test_steps.py",
    ),
    # Taylor's terms, and what a step did
    Fault(
        "halved-terms", "antigradient/taylor_series.py", "term / 2**n,", "term / 2 ** (n + 1),", f"{LIBRARY}taylor.py"
    ),
    Fault("second-order", "antigradient/ledger.py", "0.5 * curvature", "1.0 * curvature", f"{LIBRARY}ledger.py"),
    Fault("one-rounding", "antigradient/change.py", "off[1:] + off[:-1] +", "off[1:] +", f"{LIBRARY}balls.py"),
    Fault("signed-zeros", "antigradient/ledger.py", "column + 0.0 for", "column for", f"{LIBRARY}ledger.py -k sign"),
    # Rules
    Fault("bias", "antigradient/optimisers/adam.py", "zeros2 *= beta2", "zeros2 *= beta1", RULES),
    Fault("epsilon-place", "antigradient/optimisers/adaptive.py", "sqrt(v + epsilon)", "sqrt(v) + epsilon", RULES),
    Fault("momentum-eta", "antigradient/optimisers/plain.py", "gamma * v / eta + g", "gamma * v + g", RULES),
    # How a run ends
    Fault(
        "strict-tolerance", "antigradient/trajectory.py", "if norm <= tol and", "if norm < tol and",
        f"{LIBRARY}trajectory.py -k tolerance",
    ),
    Fault(
        "tolerance-of-the-fast-loop", "antigradient/fast_loop.py", "(1 + 1e-12)", "1.0",
        f"{LIBRARY}trajectory.py -k tolerance",
    ),
    Fault("components-alone", "antigradient/stationary.py", "inside[unsure] =", "_ =", f"{LIBRARY}basins.py -k within"),
    Fault(
        "no-limit", "antigradient/trajectory.py", "if not hypot(*point) <= THETA_LIMIT", "if not hypot(*point) < 1e300",
        f"{LIBRARY}trajectory.py -k diverged",
    ),
    Fault(
        "cosine", "antigradient/schedules.py", "k / select(steps < 1, 1, steps)", "k / (steps + 1)",
        f"{LIBRARY}batches.py -k cosine",
    ),
    # Map
    Fault(
        "minimum-on-the-edge", "antigradient/surfaces.py", "around.size == 9", "around.size >= 6",
        f"{LIBRARY}breaks.py -k minimum",
    ),
    Fault(
        "minima-of-any-constants", "antigradient/figure/scene/stationary.py", "known_minima(scenario.numbers)",
        "minima", "tests/library/figure/test_figure.py -k minimum",
    ),
    Fault(
        "arrows-off-the-map", "antigradient/figure/layout.py", "self.x.low <= w <= self.x.high", "True",
        "tests/library/figure/test_figure.py -k outside",
    ),
    Fault("even-levels", "antigradient/levels.py", "2.5 * quartile", "250 * quartile", f"{LIBRARY}levels.py"),
    # Numbers for people
    Fault("negative-zero", "antigradient/rounding.py", "nearest += 0.0", "pass", "tests/app/test_digits.py"),
    Fault(
        "a-bound-not-reached", "antigradient/words/numbers.py", "if beta == bound else", "if True else",
        "tests/library/figure/test_geometry.py",
    ),
    # Data and queries
    Fault("any-comma", "antigradient/data/numerals.py", "and not EITHER.fullmatch(cell)", "", f"{LIBRARY}tables.py"),
    Fault("excluded-end", "antigradient/parameters.py", "self.above and value", "False and value", QUERY),
    Fault("whole-numbers", "antigradient/parameters.py", "value != int(value)", "False", QUERY),
    Fault("flat-window", "antigradient/scenario.py", "if high <= low:", "if high < low:", "tests/app/test_windows.py"),
    # Replies
    Fault(
        "weak-tags", "app/http/caching.py", '.strip().removeprefix("W/") == bare', ".strip() == bare",
        "tests/app/test_caching.py",
    ),
    Fault("tag-of-parts", "app/http/caching.py", "digest.update(part)", "pass", "tests/app/test_caching.py"),
    Fault("no-budget", "antigradient/work.py", "if self.spent > self.budget", "if False", "tests/app/test_work.py"),
    # The page
    Fault(
        "resolver-forgets", "static/js/state/scenario.js", "rule.eta ?? usual.eta", "usual.eta",
        "tests/js/scenario.test.js tests/app/test_resolvers.py",
    ),
    Fault(
        "arrows-without-heads", "static/js/draw/marks/arrow.js", "dx * HEAD", "dx * HALF",
        "tests/library/figure/test_geometry.py tests/js/marks.test.js",
    ),
)  # fmt: skip
