"""What Python and JavaScript must both know, written for JavaScript: `python -m antigradient.contract`.

A file for each subject in static/shared/contract, so that a page loads what it needs and no more. What belongs to a
single loss, rule or data set travels with the catalogue instead; a test holds the files to what is written here.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from antigradient import names
from antigradient.assets import SHARED_DIR, STATIC_DIR
from antigradient.figure.layers import EXTRA_GROUPS, EXTRA_LAYERS, GROUPS, USUAL_LAYERS, Layer
from antigradient.parameters import NARROWEST, THETA_LIMIT
from antigradient.query.fragment import LONGEST_QUERY
from antigradient.query.views import VIEWS, View

FOLDER = SHARED_DIR / "contract"
#: What a frame finds the views' modules by.
MODULE = STATIC_DIR / "js/frame/views.js"


def contract_data() -> dict[str, Any]:
    """For `files`: subject → what Python and JavaScript both have to know of it, as JSON values."""
    return {
        "limits": {"theta": THETA_LIMIT, "narrowest": NARROWEST, "query": LONGEST_QUERY},
        "heights": {id: view.heights for id, view in VIEWS.items()},
        "views": {id: _view(view) for id, view in VIEWS.items()},
        "layers": {
            "groups": GROUPS,
            "extra_groups": EXTRA_GROUPS,
            "usual": {id: _layer(layer) for id, layer in USUAL_LAYERS.items()},
            "extra": {id: _layer(layer) for id, layer in EXTRA_LAYERS.items()},
        },
        "names": {
            "loss": names.LOSS_NAMES,
            "map": names.MAP_NAMES,
            "presentation": names.PRESENTATION_NAMES,
            "loss_specific": names.LOSS_SPECIFIC_NAMES,
            "optimiser_specific": names.OPTIMISER_SPECIFIC_NAMES,
            "inherited": names.INHERITED_NAMES,
            "run": names.RUN_NAMES,
        },
        "lasting": {"names": names.LASTING_NAMES},
    }


def _view(view: View) -> dict[str, Any]:
    """What a frame has to know of a view, beside its height: what it needs of a loss, and by which script it comes."""
    need = (
        {}
        if view.need is None
        else {name: value for name, value in asdict(view.need).items() if value and name != "lack"}
    )
    return need | ({"deferred": True} if view.deferred else {})


def _layer(layer: Layer) -> dict[str, Any]:
    """What the menu of layers has to know of one."""
    return {"flat": True} if layer.flat else {}


def files() -> dict[Path, str]:
    """For `main` and the tests: each file of the contract with its text, JSON with an entry a line; and a module.

    The module imports the views' own.
    """
    found = {FOLDER / f"{subject}.json": _text(entries) for subject, entries in contract_data().items()}
    return found | {MODULE: _module()}


def _module() -> str:
    """The views' modules by their ids; to ask for those that are not deferred one by one would cost more."""
    imports = sorted(
        f'import * as {view.id} from "./views/{view.id}.js";\n' for view in VIEWS.values() if not view.deferred
    )
    ways = (f'import("./views/{view.id}.js")' if view.deferred else view.id for view in VIEWS.values())
    entries = "".join(f"  {id}: () => {way},\n" for id, way in zip(VIEWS, ways, strict=True))
    kind = 'Record<string, () => import("./embed.js").View | Promise<import("./embed.js").View>>'
    head = "/** The views' modules by their ids: written by `make contract`. */\n"
    return f"{head}{''.join(imports)}\n/** @type {{{kind}}} */\nexport const VIEWS = {{\n{entries}}};\n"


def _text(entries: dict[str, Any]) -> str:
    lines = [f"  {_json(name)}: {_json(entry)}" for name, entry in entries.items()]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def main() -> None:
    """For the build: writes the contract's files, and removes those of subjects that no longer exist."""
    FOLDER.mkdir(exist_ok=True)
    for path in FOLDER.glob("*.json"):
        path.unlink()
    for path, text in files().items():
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
