"""Promises about the code that no single module can keep."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from antigradient.data import DATASETS
from antigradient.objectives import OBJECTIVES
from antigradient.optimisers import OPTIMISERS
from antigradient.scenario import CHOICES, NUMBERS
from antigradient.schedules import SCHEDULES
from app.api.endpoints import ENDPOINTS

ROOT = Path(__file__).resolve().parents[1]
CORE = sorted((ROOT / "app" / "descent").rglob("*.py"))
#: What figures and replies say alike.
WORDS = ("messages", "numbers", "titles")
FIGURES = [*sorted((ROOT / "app" / "figure").rglob("*.py")), *(ROOT / "app" / f"{name}.py" for name in WORDS)]
#: All that the core may import from outside the standard library.
ALLOWED = {"numpy", "contourpy"}
WEB = {"fastapi", "starlette", "pydantic", "pydantic_settings", "uvicorn", "jinja2", "orjson", "httpx", "anyio"}


def imported(path: Path) -> set[str]:
    """The full names of the modules that a file imports anywhere, also inside functions."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            names.add(node.module or "")
    return names


@pytest.mark.parametrize("path", CORE, ids=lambda path: str(path.relative_to(ROOT / "app" / "descent")))
def test_the_core_imports_no_web_package(path: Path) -> None:
    for name in imported(path):
        top = name.partition(".")[0]
        if top == "app":
            assert name.startswith("antigradient"), f"{name}: the core knows nothing of the rest"
        else:
            assert top in ALLOWED | sys.stdlib_module_names, name


@pytest.mark.parametrize("path", FIGURES, ids=lambda path: str(path.relative_to(ROOT / "app")))
def test_figures_are_drawn_without_the_web(path: Path) -> None:
    for name in imported(path):
        top, _, rest = name.partition(".")
        if top == "app":
            assert not rest or rest.partition(".")[0] in {"assets", "descent", "figure", *WORDS}, name
        else:
            assert top in {"numpy", "resvg_py"} | sys.stdlib_module_names, name
    # It holds Python's lock while it draws: in a process of its own only.
    assert "resvg_py" not in imported(path) or path.name == "resvg.py"


def test_the_core_runs_where_there_is_no_web_package() -> None:
    """Imported, with every web package hidden, and used."""
    program = f"""
import sys
for name in {sorted(WEB)!r}:
    sys.modules[name] = None  # an import of it now fails
from antigradient.scenario import resolve
scenario = resolve({{"grid": 9, "steps": 3}})
assert scenario.surface().contours() and scenario.ledger().rows == 4
loaded = {{name for name, module in sys.modules.items() if module is not None and "." not in name}}
assert not loaded & {set(WEB)!r}, loaded
"""
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_no_exec_and_no_eval() -> None:
    """But where loops of ours are written out: their text is made of operations and of names that we gave."""
    for path in sorted((ROOT / "app").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                written = node.func.id == "exec" and path.name == "symbols.py"
                assert written or node.func.id not in {"eval", "exec", "compile", "__import__"}, f"{path}:{node.lineno}"


REGISTRIES: dict[str, dict[str, Any]] = {
    "objectives": OBJECTIVES,
    "optimisers": OPTIMISERS,
    "datasets": DATASETS,
    "schedules": SCHEDULES,
    "endpoints": ENDPOINTS,
    "choices": CHOICES,
}
ENTRIES = [(kind, id) for kind, registry in REGISTRIES.items() for id in registry]


@pytest.mark.parametrize(("kind", "id"), ENTRIES)
def test_every_entry_is_registered_under_its_own_id(kind: str, id: str) -> None:
    entry = REGISTRIES[kind][id]
    assert getattr(entry, "id", None) == id or getattr(entry, "name", None) == id
    assert entry.title


@pytest.mark.parametrize("id", OBJECTIVES)
def test_every_objective_is_described(id: str) -> None:
    described = OBJECTIVES[id].described()
    assert described["about"].endswith(".")
    assert described["source"]
    assert described["formula"]["text"]
    assert described["formula"]["latex"]


@pytest.mark.parametrize("id", OPTIMISERS)
def test_every_optimiser_states_its_convention(id: str) -> None:
    described = OPTIMISERS[id].described()
    assert described["convention"].endswith(".")
    assert described["source"]
    assert described["formula"]["text"]
    assert described["formula"]["latex"]


@pytest.mark.parametrize("name", NUMBERS)
def test_every_number_is_described(name: str) -> None:
    parameter = NUMBERS[name]
    assert parameter.name == name
    assert parameter.title
    assert parameter.help.endswith(".")
    assert parameter.refusal(parameter.default) is None
    described = parameter.described()
    low, high = described["range"]
    shown_low, shown_high = described["shown"]
    assert low <= shown_low < shown_high <= high
    assert parameter.scale != "log" or shown_low > 0


@pytest.mark.parametrize("path", sorted((ROOT / "app").rglob("*.py")), ids=lambda path: str(path.relative_to(ROOT)))
def test_every_module_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
