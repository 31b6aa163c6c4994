"""What imports what: the boxes of the picture in docs/architecture.md, and the arrows between them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
JS = ROOT / "static" / "js"

#: Box → the boxes that it imports.
Graph = dict[str, set[str]]
Module = tuple[str, ...]


def imports(package: str) -> dict[Module, set[Module]]:
    """Every module of the two packages in a folder, and the modules of theirs that it imports."""
    files = {path.relative_to(ROOT).with_suffix("").parts: path for path in sorted((ROOT / package).rglob("*.py"))}
    return {_named(parts): {m for m in _imported(parts, path) if m != _named(parts)} for parts, path in files.items()}


def _named(parts: Module) -> Module:
    return parts[:-1] if parts[-1] == "__init__" else parts


def _imported(parts: Module, path: Path) -> Iterable[Module]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: list[Module] = []
        if isinstance(node, ast.Import):
            names = [tuple(alias.name.split(".")) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = parts[: len(parts) - node.level] if node.level else ()
            inner = tuple(node.module.split(".")) if node.module else ()
            names = [(*base, *inner, alias.name) for alias in node.names]
        for name in names:
            if name[0] in ("antigradient", "app"):
                yield next(name[:end] for end in range(len(name), 0, -1) if _exists(name[:end]))


def _exists(name: Module) -> bool:
    path = ROOT.joinpath(*name)
    return path.is_dir() or path.with_suffix(".py").is_file()


def python() -> Graph:
    """What the boxes of the library and the application import."""
    modules = imports("antigradient") | imports("app")
    graph: Graph = {}
    for module, found in modules.items():
        box = _box(module, modules)
        graph.setdefault(box, set()).update(b for b in (_box(m, modules) for m in found) if b != box)
    return {box: found - {""} for box, found in graph.items() if box}


def _box(module: Module, modules: Mapping[Module, set[Module]]) -> str:
    """The folder; of the modules beside folders, what they rest on tells them apart. The packages' own names: none."""
    if len(module) == 1 or module[-1] == "__main__":
        return ""
    if module == ("antigradient", "assets"):
        return "assets"  # where files lie: words are read from them, and numbers are said in words
    if ROOT.joinpath(*module[:2]).is_dir():
        return "/".join(module[:2])
    below = _reach(module, modules)
    if module[0] == "app":
        return "app: main, cli" if any(len(m) > 2 and m[0] == "app" for m in below) else "app: settings"
    folders = {m[1] for m in below if len(m) > 1 and m[0] == "antigradient"}
    if folders & {"figure", "query", "derivations"}:
        return "documents, contract"
    return "runs and maps" if "objectives" in folders else "numbers"


def _reach(module: Module, modules: Mapping[Module, set[Module]]) -> set[Module]:
    found: set[Module] = set()
    waiting = [module]
    while waiting:
        new = modules.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return found


def javascript() -> Graph:
    """What the folders of the front end import from each other."""
    graph: Graph = {f"js/{folder.name}": set() for folder in sorted(JS.iterdir()) if folder.is_dir()}
    for path in sorted(JS.rglob("*.js")):
        here = f"js/{path.relative_to(JS).parts[0]}"
        for name in re.findall(r'(?:\bfrom|\bimport\(?)\s*"(\.[^"]+)"', path.read_text(encoding="utf-8")):
            there = (path.parent / name).resolve()
            if there.is_relative_to(JS):
                graph[here] |= {f"js/{there.relative_to(JS).parts[0]}"} - {here}
    return graph


def reduced(graph: Graph) -> Graph:
    """The graph without arrows that follow from others. An arrow back is an AssertionError: it has no place here."""
    reach: dict[str, set[str]] = {}

    def visit(box: str, above: tuple[str, ...]) -> set[str]:
        assert box not in above, f"goes in a circle: {' → '.join([*above, box])}"
        if box not in reach:
            below = [visit(other, (*above, box)) | {other} for other in sorted(graph[box])]
            reach[box] = set().union(*below)
        return reach[box]

    for box in sorted(graph):
        visit(box, ())
    return {box: {o for o in found if not any(o in reach[p] for p in found)} for box, found in graph.items()}
