"""Figures in books: what the real Sphinx and MkDocs build of them, and what they say of a wrong name."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from zipfile import ZipFile

import pytest

import antigradient as ag
from antigradient.interface.book import book_figure
from antigradient.mkdocs.blocks import blocks_of, name_and_value

#: Several builders in one process, which reads what it imports once; the exit status is the number of those that fail.
SPHINX = """
import sys
from sphinx.cmd.build import build_main
builders = sys.argv[1:]
sys.exit(sum(build_main(["-W", "--keep-going", "-q", "-d", "kept", "-b", b, ".", f"out/{b}"]) != 0 for b in builders))
"""
CONFIGURATION = """
project = "A course"
extensions = ["myst_parser", "antigradient.sphinx"]
version, copyright, language = "1", "2026, us", "{language}"
exclude_patterns = ["out", "kept"]
"""
DOCS = (Path(__file__).resolve().parents[2] / "docs" / "library.md").read_text(encoding="utf-8")


def example(language: str) -> str:
    """What docs/library.md shows of it."""
    (text,) = re.findall(rf"^(`{{3,}}){language}\n(.*?)^\1$", DOCS, re.M | re.S)
    return str(text[1])


RUNS = [{"optimiser": "adam", "eta": 0.1}, {"optimiser": "gd"}]
CHAPTER = """# Chapter

See [the figure](#fig-ravine).

```{gradient-descent}
:name: fig-ravine
:objective: ravine
:optimiser: momentum
:start: "-3,1"
:vs: adam;eta=0.1 gd

Momentum on a *ravine*.
```

```{toctree}
other
shown
```
"""
OTHER = """
Other
=====

* in a list

  .. gradient-descent::
     :f: w^2/4 + b^2
     :start: 3,1
     :theme: dark
"""
WRONG = """
Wrong
=====

.. gradient-descent::
   :optimiser: momentun
   :eta: -3

.. gradient-descent::
   :etta: 1
"""


def ran(folder: Path, *command: str) -> tuple[int, str]:
    done = subprocess.run([sys.executable, "-W", "error", *command], cwd=folder, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def sphinx(folder: Path, builders: Sequence[str], language: str = "en", **pages: str) -> tuple[int, str]:
    (folder / "conf.py").write_text(CONFIGURATION.format(language=language), encoding="utf-8")
    for name, text in pages.items():
        (folder / name.replace("_", ".")).write_text(text, encoding="utf-8")
    return ran(folder, "-c", SPHINX, *builders)


def test_sphinx_gives_html_the_live_figure_and_all_else_the_picture(tmp_path: Path) -> None:
    done = sphinx(
        tmp_path,
        ["html", "latex", "epub", "text", "man"],
        index_md=CHAPTER + example("myst"),
        other_rst=OTHER,
        shown_rst=f"A\n=\n\n{example('rst')}",
    )
    assert done == (0, "")
    out = tmp_path / "out"
    page = (out / "html" / "index.html").read_text(encoding="utf-8")
    address, of_docs = re.findall(r'<iframe title="[^"]+" src="([^"]+)"', page)
    assert "<iframe" in (out / "html" / "shown.html").read_text(encoding="utf-8")
    assert (out / "html" / of_docs).is_file()
    document = (out / "html" / address).read_text(encoding="utf-8")
    run = ag.run(objective="ravine", optimiser="momentum", start=(-3, 1), vs=RUNS)
    assert document == run.figure_html(), "it is the offline document"
    picture = re.findall(r'<img src="([^"]+)" alt="Contour map', page)[0]
    png = (out / "html" / picture).read_bytes()
    assert png.startswith(b"\x89PNG")
    assert "<em>ravine</em>" in page
    assert 'id="fig-ravine"' in page
    assert "<html" in (out / "html" / "other.html").read_text(encoding="utf-8")

    tex = (out / "latex" / "acourse.tex").read_text(encoding="utf-8")
    drawn = re.findall(r"sphinxincludegraphics\{\{(\w+)\}\.png\}", tex)
    assert len(drawn) == 4
    assert (out / "latex" / f"{drawn[0]}.png").read_bytes() == png
    with ZipFile(next((out / "epub").glob("*.epub"))) as epub:
        chapter = epub.read("index.xhtml").decode()
        assert "<iframe" not in chapter
        assert epub.read(re.findall(r'<img [^>]*src="([^"]+)"', chapter)[0]) == png
        assert not [name for name in epub.namelist() if name.endswith(".html")]
    for words in ((out / "text" / "index.txt"), *(out / "man").glob("*.1")):
        assert "Contour map of the loss over w and b" in re.sub(r"\s+", " ", words.read_text(encoding="utf-8"))


def test_sphinx_speaks_the_books_language_and_names_what_is_wrong(tmp_path: Path) -> None:
    status, told = sphinx(tmp_path, ["html"], "de", index_rst=f"{OTHER}\n.. toctree::\n\n   wrong\n", wrong_rst=WRONG)
    assert status == 1
    assert re.search(r"wrong\.rst:5: .*optimiser must be one of .*; did you mean momentum\?; eta must be greater", told)
    assert re.search(r"wrong\.rst:9: .*etta is unknown; did you mean eta\?", told)
    page = (tmp_path / "out" / "html" / "index.html").read_text(encoding="utf-8")
    (address,) = re.findall(r'<iframe title="[^"]+" src="([^"]+)"', page)
    assert '<html lang="de"' in (tmp_path / "out" / "html" / address).read_text(encoding="utf-8")


MKDOCS = """site_name: A course
theme: {name: mkdocs, highlightjs: false}
plugins: [search, antigradient]
markdown_extensions: [admonition]
"""
PAGE = """---
title: A page
---
# A page

!!! note

    ```gradient-descent
    objective: ravine
    # a comment
    vs: adam;eta=0.1 gd
    caption: On a <ravine>.
    ```

```gradient-descent
objective: bowl
etta: 1
eta: -3
nonsense
```
"""


def test_mkdocs_makes_figures_and_warns_of_each_wrong_line(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(MKDOCS)
    (tmp_path / "docs" / "deep").mkdir(parents=True)
    (tmp_path / "docs" / "deep" / "page.md").write_text(PAGE, encoding="utf-8")
    (tmp_path / "docs" / "index.md").write_text(example("mkdocs"), encoding="utf-8")
    status, told = ran(tmp_path, "-m", "mkdocs", "build", "--strict", "--site-dir", "site")
    assert status == 1
    assert re.findall(r"antigradient: (.*)", told) == [
        "deep/page.md:17: etta is unknown; did you mean eta?",
        "deep/page.md:18: eta must be greater than 0",
        "deep/page.md:19: nonsense is unknown",
    ]
    page = (tmp_path / "site" / "deep" / "page" / "index.html").read_text(encoding="utf-8")
    (address,) = re.findall(r'<iframe title="[^"]+" src="([^"]+)"', page)
    document = (tmp_path / "site" / "deep" / "page" / address).resolve()
    run = ag.run(objective="ravine", vs=RUNS)
    assert document.read_text(encoding="utf-8") == run.figure_html()
    assert document.with_suffix(".png").read_bytes().startswith(b"\x89PNG")
    assert "<figcaption>On a &lt;ravine&gt;.</figcaption>" in page
    assert "antigradient-figure" not in page
    assert "<iframe" in (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert "etta: 1" in page, "what was wrong stays as it was written"


def test_a_figure_links_to_the_server_that_is_named_and_to_no_other() -> None:
    pairs = (("objective", "bowl"),)
    assert (
        'href="https://descent.example/?objective=bowl"'
        in book_figure(pairs, "https://descent.example/", "en").document
    )
    assert "href" not in re.sub(r'href="https://creativecommons[^"]*"', "", book_figure(pairs, "", "en_GB").document)
    assert '<html lang="de"' in book_figure(pairs, "", "de_AT").document


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("```gradient-descent\neta: 1\n```", [("", ["eta: 1"])]),
        ("  ~~~~ {.gradient-descent}\n~~~\n  ~~~~~", [("  ", ["~~~"])]),
        ("````\n```gradient-descent\n```\n````\n``` {gradient-descent}\n```", [("", [])]),
        ("```python\n```\n```gradient-descents\n```\n```gradient-descent", []),
    ],
)
def test_a_block_is_found_and_none_that_is_shown_as_an_example(text: str, found: list[tuple[str, list[str]]]) -> None:
    assert [(block.indentation, [*block.content]) for block in blocks_of(text.split("\n"))] == found


@pytest.mark.parametrize(
    ("line", "pair"),
    [
        ("eta: 0.1", ("eta", "0.1")),
        ("  data=1:0.5,2:0.8 ", ("data", "1:0.5,2:0.8")),
        ("f: w^2 = 3", ("f", "w^2 = 3")),
        ("", ("", "")),
        ("# eta: 1", ("", "")),
        ("eta", ("eta", "")),
    ],
)
def test_a_line_is_a_name_and_a_value(line: str, pair: tuple[str, str]) -> None:
    assert name_and_value(line) == pair
