"""The front-end build: when it runs, what it leaves behind, and what it says when it cannot."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from fontTools.ttLib import TTFont

import hatch_build
from antigradient.assets import load_manifest
from tests.packaging.conftest import ROOT, Built

SENTENCE = re.compile(r"[A-Z][^\n]*\.")


@pytest.fixture
def static(tmp_path: Path) -> Path:
    """Sources of a front end, and a bundle that was built from them."""
    folder = tmp_path / "static"
    for name in hatch_build.SOURCES:
        path = folder / name
        if "." in name:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(name)
        else:
            path.mkdir(parents=True)
            (path / "one.txt").write_text("1")
    write_bundle(folder)
    return folder


def write_bundle(static: Path) -> None:
    dist = static / "dist"
    dist.mkdir(exist_ok=True)
    (dist / "main-1.js").write_text("1")
    manifest = {"source": hatch_build.source_hash(static), "files": {"main.js": "main-1.js"}}
    (dist / "manifest.json").write_text(json.dumps(manifest))


@pytest.fixture
def no_node(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")


# --- what makes a bundle stale ---


def test_a_bundle_is_fresh_until_a_source_changes(static: Path) -> None:
    assert hatch_build.is_fresh(static)
    for source in hatch_build.SOURCES:
        file = static / source if "." in source else static / source / "one.txt"
        before = file.read_text()
        file.write_text(before + "!")
        assert not hatch_build.is_fresh(static), source
        file.write_text(before)
        assert hatch_build.is_fresh(static), source


def test_every_file_of_the_front_end_counts_as_a_source() -> None:
    """A new file beside build.mjs that nobody added to SOURCES would change the bundle unseen."""
    no_part_of_the_bundle = {"tsconfig.json", ".npmrc", ".build.lock", "dist", "node_modules", "words"}
    assert {path.name for path in (ROOT / "static").iterdir()} - no_part_of_the_bundle <= set(hatch_build.SOURCES)
    folders = {path.name for path in (ROOT / "static").iterdir() if path.is_dir()} - no_part_of_the_bundle
    assert folders <= {"js", "css", "shared", "icons"}


def test_times_and_hidden_files_do_not_matter(static: Path) -> None:
    os.utime(static / "build.mjs", (0, 0))
    (static / "js" / ".one.txt.swp").write_text("an editor's")
    assert hatch_build.is_fresh(static)


def test_a_renamed_or_a_new_source_does(static: Path) -> None:
    (static / "js" / "one.txt").rename(static / "js" / "two.txt")
    assert not hatch_build.is_fresh(static)
    write_bundle(static)
    (static / "css" / "new.css").write_text("")
    assert not hatch_build.is_fresh(static)


@pytest.mark.parametrize(
    "manifest", ["", "[]", "null", "{}", '{"files": []}', '{"source": 1, "files": {"main.js": 2}}']
)
def test_a_broken_manifest_is_a_missing_bundle(static: Path, manifest: str) -> None:
    (static / "dist" / "manifest.json").write_text(manifest)
    assert not hatch_build.is_fresh(static)
    assert load_manifest(static / "dist") is None or manifest.startswith('{"source"')


def test_a_bundle_with_a_file_missing_is_stale(static: Path) -> None:
    (static / "dist" / "main-1.js").unlink()
    assert not hatch_build.is_fresh(static)


def test_the_application_sees_a_new_bundle_without_a_restart(static: Path) -> None:
    dist = static / "dist"
    assert load_manifest(dist) == {"main.js": "main-1.js"}
    (dist / "manifest.json").write_text('{"source": "", "files": {"main.js": "main-22.js"}}')
    assert load_manifest(dist) == {"main.js": "main-22.js"}
    shutil.rmtree(dist)
    assert load_manifest(dist) is None


# --- what it asks for ---


def hook(static: Path, target: str = "wheel") -> tuple[hatch_build.FrontEndHook, list[str]]:
    warnings: list[str] = []
    app: Any = SimpleNamespace(display_warning=warnings.append)
    none: Any = None
    return hatch_build.FrontEndHook(str(static.parent), {}, none, none, "", target, app), warnings


@pytest.mark.usefixtures("no_node")
def test_node_is_asked_of_pypi_only_for_a_stale_bundle(static: Path) -> None:
    assert hook(static)[0].dependencies() == []
    (static / "js" / "one.txt").write_text("2")
    assert hook(static)[0].dependencies() == [hatch_build.NODE_WHEEL]


@pytest.mark.parametrize(
    ("version", "beside", "asked"),
    [("v20.0.0", ["npm"], False), ("v18.19.0", ["npm"], True), ("v20.0.0", [], True), ("nonsense", ["npm"], True)],
)
def test_node_is_not_asked_of_pypi_where_the_system_has_a_good_one(
    static: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: str, beside: list[str], asked: bool
) -> None:
    programs = tmp_path / "programs"
    programs.mkdir()
    for name in ["node", *beside]:
        (programs / name).write_text(f"#!/bin/sh\necho {version}\n")
        (programs / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(programs))
    (static / "js" / "one.txt").write_text("2")
    assert bool(hook(static)[0].dependencies()) is asked


# --- what it says when it cannot ---


@pytest.fixture
def stale(static: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Sources with no bundle, on a machine with no Node at all."""
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setattr(hatch_build, "packaged_node", lambda: None)
    shutil.rmtree(static / "dist")
    return static


def test_without_any_node_one_sentence_says_what_to_do(stale: Path) -> None:
    with pytest.raises(hatch_build.BuildError) as error:
        hatch_build.build(stale)
    assert SENTENCE.fullmatch(str(error.value))
    assert hatch_build.NODE_WHEEL in str(error.value)


def test_a_package_is_not_made_without_its_front_end(stale: Path) -> None:
    with pytest.raises(SystemExit, match="Node 20"):
        hook(stale)[0].initialize("standard", {"force_include": {}})


def test_a_developers_install_goes_on_with_a_warning(stale: Path) -> None:
    packer, warnings = hook(stale)
    build_data: dict[str, Any] = {"force_include": {}}
    packer.initialize("editable", build_data)
    assert "Node 20" in warnings[0]
    assert build_data["force_include"] == {}, "an editable install finds them beside app/"


def test_an_unreachable_registry_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    static = tmp_path / "static"
    shutil.copytree(ROOT / "static", static, ignore=shutil.ignore_patterns("node_modules", "dist"))
    for name, value in {
        "npm_config_registry": "http://127.0.0.1:9/",
        "npm_config_fetch_retries": "0",
        "npm_config_cache": str(tmp_path / "empty"),
    }.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(hatch_build.BuildError) as error:
        hatch_build.build(static)
    assert SENTENCE.fullmatch(str(error.value))
    assert "npm's registry" in str(error.value)
    assert not (static / "dist").exists()
    assert "ECONNREFUSED" in capsys.readouterr().err, "npm's own words help whoever has to mend it"


def test_a_mistake_in_a_source_fails_the_build_and_keeps_the_old_bundle(
    built: Built, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    static = tmp_path / "static"
    shutil.copytree(built.source / "static", static, symlinks=True)
    before = load_manifest(static / "dist")
    (static / "js" / "page" / "main.js").write_text("const = ;")
    with pytest.raises(hatch_build.BuildError):
        hatch_build.build(static)
    assert "main.js" in capsys.readouterr().err
    assert load_manifest(static / "dist") == before is not None
    assert all((static / "dist" / file).exists() for file in before.values())


def test_a_rebuild_needs_no_network_and_leaves_no_old_files(
    built: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    static = tmp_path / "static"
    shutil.copytree(built.source / "static", static, symlinks=True)
    monkeypatch.setenv("npm_config_registry", "http://127.0.0.1:9/")
    before = load_manifest(static / "dist")
    with (static / "js" / "page" / "main.js").open("a") as script:
        script.write("\nconsole.debug('changed');\n")
    assert hatch_build.build(static) is True
    assert hatch_build.build(static) is False
    after = load_manifest(static / "dist")
    assert before is not None
    assert after is not None
    assert after["main.js"] != before["main.js"]
    assert after["main.css"] == before["main.css"]
    assert not (static / "dist" / before["main.js"]).exists()


# --- what it leaves behind ---


def test_every_file_bears_the_hash_of_its_contents(built: Built) -> None:
    manifest = load_manifest(built.source / "static" / "dist")
    assert manifest is not None
    for name, file in manifest.items():
        stem, suffix = name.rsplit(".", 1)
        suffix = suffix.partition("+")[0]  # "main.js+1": a chunk that main.js needs
        # What an entry loads later is a chunk of its own.
        stems = ["chunk"] if "+" in name else [re.escape(stem), *(["chunk"] if suffix == "js" else [])]
        assert re.fullmatch(rf"(?:{'|'.join(stems)})-[0-9A-Z]{{8}}\.{suffix}", file), name


def test_style_sheets_name_no_other_host_and_no_absolute_path(built: Built) -> None:
    """Relative addresses are what makes the bundle work below any root path."""
    dist = built.source / "static" / "dist"
    for style in dist.glob("*.css"):
        for address in re.findall(r"url\(\s*[\"']?([^)\"']+)", style.read_text()):
            assert address.startswith(("./", "data:")), f"{style.name}: {address}"


SIGNS = "0123456789+−×·=<>()[]{}|‖∥⟨⟩∂∇∑√∞≈≤≥≠±′→…²³⁻½¼αβγδεηθλμρσφΔΣΦΩ𝐴𝑤𝑏𝑥𝑦𝑧ℎ𝜂𝛽𝜃𝜎𝜆ℒ⊤∈∘\u0302"
STRETCHY = "()[]{}|‖∥⟨⟩√∑"


def test_the_math_font_is_small_and_still_a_math_font(built: Built) -> None:
    dist = built.source / "static" / "dist"
    (file,) = dist.glob("math-*.woff2")
    assert file.stat().st_size < 40_000
    font = TTFont(file)
    signs = font.getBestCmap()
    assert [sign for sign in SIGNS if ord(sign) not in signs] == []
    grown = font["MATH"].table.MathVariants
    stretched = dict(zip(grown.VertGlyphCoverage.glyphs, grown.VertGlyphConstruction, strict=True))
    for sign in STRETCHY:
        way = stretched[signs[ord(sign)]]
        assert way.GlyphAssembly or len(way.MathGlyphVariantRecord) > 1, f"{sign} does not stretch"
    assert font["MATH"].table.MathConstants.AxisHeight.Value > 0


def test_the_script_builds_and_runs_commands_with_its_node() -> None:
    command = [sys.executable, str(ROOT / "hatch_build.py"), "node", "--print", "process.cwd()"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == str(ROOT / "static"), done.stderr
    assert subprocess.run([*command[:2], "node", "--eval", "process.exit(3)"]).returncode == 3
