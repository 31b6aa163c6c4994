"""JavaScript that is run by Node for a test: numbers in, numbers out, to the last bit."""

from __future__ import annotations

import shutil
import subprocess

import numpy as np
import numpy.typing as npt

from hatch_build import find_node

Array = npt.NDArray[np.float64]

RUN = """
const given = new Float64Array(new Uint8Array(require("fs").readFileSync(0)).buffer);
const rows = given.length / {width}, found = new Float64Array(rows * {count});
for (let k = 0; k < rows; k++) {{
  main(given.subarray(k * {width}, (k + 1) * {width}), found.subarray(k * {count}, (k + 1) * {count}));
}}
process.stdout.write(new Uint8Array(found.buffer));
"""


def run(source: str, rows: Array, count: int) -> Array:
    """What `main(t, out)` of `source` writes into `out`, of `count` numbers, for each row t: shape (rows, count)."""
    environment = find_node().environment
    node = shutil.which("node", path=environment["PATH"]) or "node"
    script = f'"use strict";\n{source}\n{RUN.format(width=rows.shape[1], count=count)}'
    given = np.ascontiguousarray(rows, dtype="<f8").tobytes()
    done = subprocess.run([node, "-e", script], input=given, capture_output=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return np.frombuffer(done.stdout, dtype="<f8").reshape(len(rows), count)
