"""Measures the core, the kernel, the server, the page and the counts of work.

`python -m bench [--strict] [--quick] [core] [taylor] [kernel] [web] [page] [work]`.
"""

from __future__ import annotations

import argparse
import sys

from bench import core, drags, kernel, page, taylor, web, work
from bench.measure import table

PARTS = ["core", "taylor", "kernel", "web", "page", "work"]


def main() -> int:
    """Prints the table; with --strict, 1 where a target is missed."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="all by default")
    parser.add_argument("--quick", action="store_true", help="fewer repeats: rougher numbers")
    parser.add_argument("--strict", action="store_true", help="fail where a target is missed")
    options = parser.parse_args()
    parts = options.parts or PARTS
    rows = []
    if "core" in parts:
        rows += [*core.runs(options.quick), *core.many_points(options.quick)]
        rows += [*core.basins(options.quick), *core.maps(options.quick)]
    if "taylor" in parts:
        rows += [*taylor.steps(options.quick), *taylor.typed(options.quick), *taylor.costliest_formula(options.quick)]
    if "kernel" in parts:
        rows += kernel.in_the_engines(options.quick)
    if "web" in parts:
        rows += [*web.requests(options.quick), *web.first_visit()]
    if "page" in parts:
        rows += [*page.visits(), *drags.drags()]
    if "work" in parts:
        rows += work.ratios(options.quick)
    print(table(rows))
    return int(options.strict and not all(row.reached for row in rows))


if __name__ == "__main__":
    sys.exit(main())
