"""Promises about the code that no single module can keep."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from antigradient.data import DATASETS
from antigradient.names import CHOICES, NUMBERS
from antigradient.objectives import OBJECTIVES, REDUCTIONS
from antigradient.optimisers import OPTIMISERS
from antigradient.query import fields, formula, moves, points, runs
from antigradient.schedules import SCHEDULES
from app.api.endpoints import ENDPOINTS

ROOT = Path(__file__).resolve().parents[1]
LIBRARY = sorted((ROOT / "antigradient").rglob("*.py"))
APPLICATION = sorted((ROOT / "app").rglob("*.py"))
TOOLS = sorted(path for folder in ("bench", "scripts") for path in (ROOT / folder).rglob("*.py"))
#: The floors of the library: each knows those below it, none above. Its numbers are on the second.
FLOORS = {
    "assets": 0, "words": 0, "figure": 2, "examples": 3, "glossary": 3, "query": 3, "lesson": 3, "contract": 4,
    "answers": 4, "catalogue": 4, "offline": 4, "interface": 5, "mkdocs": 6, "sphinx": 6, "__init__": 6,
}  # fmt: skip
NUMBERS_FLOOR = 1
#: All that the library may import from outside the standard library, and what one module alone may.
ALLOWED = {"numpy", "contourpy", "antigradient"}
ALONE = {
    "docutils": "sphinx/__init__.py",
    "mkdocs": "mkdocs/__init__.py",
    "sphinx": "sphinx/__init__.py",
    "resvg_py": "figure/resvg.py",
    "PIL": "figure/resvg.py",
    "babel": "words/icu.py",
    "jinja2": "templating.py",
    "latex2mathml": "latex.py",
    "markupsafe": "templating.py",
    "orjson": "json_text.py",
    "pyicumessageformat": "words/icu.py",
}
WEB = {"fastapi", "starlette", "pydantic", "pydantic_settings", "uvicorn", "jinja2", "orjson", "httpx", "anyio"}


def below(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imported(path: Path) -> set[tuple[int, str]]:
    """The modules that a file imports anywhere, also inside functions: how many dots, and the name."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {(0, alias.name) for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add((node.level, node.module or ""))
    return names


@pytest.mark.parametrize("path", LIBRARY, ids=below)
def test_the_library_imports_no_web_package_and_nothing_of_the_application(path: Path) -> None:
    inside = path.relative_to(ROOT / "antigradient").as_posix()
    for level, name in imported(path):
        assert level == 0, "imports of the library are absolute"
        top = name.partition(".")[0]
        alone = ALONE.get(top) == inside
        assert alone or top in ALLOWED | sys.stdlib_module_names, name


@pytest.mark.parametrize("path", LIBRARY, ids=below)
def test_each_floor_of_the_library_knows_only_those_below_it(path: Path) -> None:
    """Words know nothing of what they say; numbers nothing of queries and pictures; pictures nothing of queries."""
    inside = path.relative_to(ROOT / "antigradient").with_suffix("").parts[0]
    for _, name in imported(path):
        package, _, module = name.partition(".")
        if package == "antigradient":
            floor = FLOORS.get(inside, NUMBERS_FLOOR)
            assert FLOORS.get(module.partition(".")[0], NUMBERS_FLOOR) <= floor, name


#: The kinds of fields, and what else says or checks what a name may hold.
KINDS = {
    name
    for module in (fields, formula, moves, points, runs)
    for name, kind in vars(module).items()
    if isinstance(kind, type) and issubclass(kind, fields.Field) and kind is not fields.Field
}
DECLARED = {*KINDS, "Parameter", "Switch", "ScenarioError", "QueryError", "FieldError"}


@pytest.mark.parametrize("path", APPLICATION, ids=below)
def test_the_application_declares_no_field_range_or_check_of_a_scenario(path: Path) -> None:
    """They are the library's: the application derives its schemas from them, and answers what they raise."""
    assert len(KINDS) == 11
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            assert name not in DECLARED, f"{below(path)}:{node.lineno}"
        if isinstance(node, ast.ClassDef):
            assert not {getattr(base, "id", "") for base in node.bases} & DECLARED, node.name


@pytest.mark.parametrize("path", APPLICATION, ids=below)
def test_the_application_imports_itself_by_relative_names(path: Path) -> None:
    """In a wheel it is `antigradient.app`: an absolute `app` works in a checkout only, or finds a stranger's."""
    assert "app" not in {name.partition(".")[0] for level, name in imported(path) if level == 0}


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
    for path in [*LIBRARY, *APPLICATION]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                written = node.func.id == "exec" and path.parts[-2:] == ("graph", "python.py")
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


#: Strings of a script, and comments, in which ids are examples.
STRING = re.compile(r"""/\*.*?\*/|//[^\n]*|(["'`])((?:\\.|(?!\1)[^\\])*)\1""", re.DOTALL)
SCRIPTS = sorted((ROOT / "static/js").rglob("*.js"))
IDS = {*OBJECTIVES, *OPTIMISERS, *REDUCTIONS, *DATASETS}


def asked_by_id(text: str) -> set[str]:
    """The ids that are strings of a script, or beginnings or ends of ids that it looks for."""
    strings = [match[2] for match in STRING.finditer(text) if match[1]]
    sides = re.findall(r"""(?:starts|ends)With\(["'`]([a-z0-9_-]{3,})["'`]""", text)
    return IDS & {*strings} | {side for side in sides if any(id.startswith(side) or id.endswith(side) for id in IDS)}


@pytest.mark.parametrize("path", SCRIPTS, ids=below)
def test_scripts_ask_for_facts_and_never_for_an_entry_by_its_id(path: Path) -> None:
    """An entry's facts come with the catalogue or the contract, so that a new one needs no script."""
    assert not asked_by_id(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('objective === "linear-squared" // like "bowl"', {"linear-squared"}),
        ("id.startsWith('sigmoid')", {"sigmoid"}),
        ('reduction.endsWith("mean")', {"mean"}),
        ("/** `adam` */ x = `gd` + \"it's \" + 'adam'", {"gd", "adam"}),
        ('type === "gd:step" && name.startsWith("grad_")', set()),
    ],
)
def test_an_id_in_a_script_is_found(text: str, found: set[str]) -> None:
    assert asked_by_id(text) == found


#: Names that a review found to be participles, puns or riddles, or to mean several things. A field's word says what
#: comes out: `query_string`, `with_defaults`, `further_runs`.
FORBIDDEN = {
    *("about", "abreast", "apart", "beside", "called", "counted", "flat", "frame", "idle", "kept"),
    *("listed", "lights", "made", "near", "now", "others", "place", "placed", "presented", "see"),
    *("settled", "shadow", "shown", "sprint", "told", "turned", "whereabouts", "worked", "written"),
}
#: Where such a word is the field's own: how near an activation is to its ends.
MEANT = {("antigradient/objectives/neurons.py", "near"), ("antigradient/objectives/sigmoid.py", "near")}


def defined(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    """The functions, classes and methods of a file, but for those inside of functions and of private classes."""
    found: list[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef] = []
    bodies = [ast.parse(path.read_text(encoding="utf-8")).body]
    for body in bodies:
        for node in body:
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                found.append(node)
                if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                    bodies.append(node.body)
    return found


@pytest.mark.parametrize("path", [*LIBRARY, *APPLICATION, *TOOLS], ids=below)
def test_no_definition_has_a_name_that_is_a_riddle(path: Path) -> None:
    for node in defined(path):
        name = node.name.lower()
        assert name not in FORBIDDEN or (below(path), name) in MEANT, f"{below(path)}:{node.lineno}"


@pytest.mark.parametrize("path", [*LIBRARY, *APPLICATION], ids=below)
def test_every_public_definition_says_what_comes_out(path: Path) -> None:
    for node in defined(path):
        if not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{below(path)}:{node.lineno} {node.name}"


#: What packages give to others.
FACES = [path for path in LIBRARY if path.name == "__init__.py"]


@pytest.mark.parametrize("path", FACES, ids=below)
def test_no_name_of_a_package_hides_a_module_of_its_own(path: Path) -> None:
    """Else `antigradient.surface` would be a function to whom the package has it from, and a module to others."""
    modules = {child.stem for child in path.parent.iterdir()}
    given = {
        alias.asname or alias.name
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert not given & modules


def test_no_module_is_called_like_what_it_defines() -> None:
    """Of the library's own folder, which is its public face."""
    for path in LIBRARY:
        if path.parent == ROOT / "antigradient":
            assert path.stem not in {node.name for node in defined(path)}, below(path)


#: Sides of the screen in style sheets, where a language has its own: margin-inline-start, inset-inline-end, start.
SIDES = re.compile(
    r"(?:^|;)\s*(?:(?:margin|padding|border|inset)-(?:left|right)|left|right|float|text-align:\s(?:left|right))\b"
)
#: What has the same sides in all: what lies beside the map's axes, columns of numbers, formulas, the course of a run.
SIDED = re.compile(r"\.(?:key|zoom|runs|live|dial-box|pace|readout|player|points|terms|ledger|compared)\b|mtd|input")


def sided(styles: str) -> list[str]:
    """The selectors of rules that name a side of the screen and may not."""
    rules = re.findall(r"([^{};]+)\{([^{}]*)\}", re.sub(r"/\*.*?\*/", "", styles, flags=re.DOTALL))
    return [" ".join(one.split()) for one, declared in rules if SIDES.search(declared) and not SIDED.search(one)]


@pytest.mark.parametrize("path", sorted((ROOT / "static/css").glob("*.css")), ids=lambda path: path.name)
def test_pages_are_laid_out_in_the_direction_of_their_language(path: Path) -> None:
    assert sided(path.read_text(encoding="utf-8")) == []


def test_a_side_of_the_screen_is_found() -> None:
    styles = (
        ".a { margin-left: 1px; } /* .b { left: 0 } */ .c { color: red; right: 0; } .key { left: 0 } .d { inset: 0 }"
    )
    assert sided(f"@media print {{ {styles} }}") == [".a", ".c"]
