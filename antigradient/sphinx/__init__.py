"""For Sphinx, MyST and Jupyter Book 1: the directive `gradient-descent`, by `extensions = ["antigradient.sphinx"]`.

Its options are the names of a scenario and of how it is shown; its content is the caption. HTML has the live figure
in a frame, everything else (LaTeX, EPUB, …) the picture. `antigradient_base` is the public address of a server to link
to.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from antigradient import __version__
from antigradient.interface.book import book_figure, refusal_lines
from antigradient.offline import FramedFigure
from antigradient.scenario import ScenarioError

#: Options that are docutils' own.
OWN = ("name", "class")


class AnyOption(dict[str, Any]):
    """For docutils: takes an option of any name as it is, so that what is wrong is said in our words."""

    def __missing__(self, name: str) -> Any:
        return directives.unchanged


class gradient_descent(nodes.General, nodes.Element):
    """For builders: a figure, by its names and values, the server's address and the book's language."""

    @property
    def figure(self) -> FramedFigure:
        """For visitors: the figure."""
        return book_figure(self["pairs"], self["base"], self["language"])


class GradientDescent(SphinxDirective):
    """For books: a figure whose options are the names of a link."""

    has_content = True
    option_spec: ClassVar[Any] = AnyOption({"name": directives.unchanged, "class": directives.class_option})

    def run(self) -> list[nodes.Node]:
        """For docutils: the figure with its caption; an error that names the options where they are wrong."""
        pairs = tuple((name, value or "") for name, value in self.options.items() if name not in OWN)
        node = gradient_descent(pairs=pairs, base=self.config.antigradient_base, language=self.config.language or "en")
        self.set_source_info(node)
        try:
            node["alt"] = node.figure.alt
        except ScenarioError as error:
            raise self.error("; ".join(sentence for _, sentence in refusal_lines(error))) from None
        whole = nodes.figure("", node, classes=self.options.get("class", []))
        self.set_source_info(whole)
        if self.content:
            caption = nodes.caption()
            self.state.nested_parse(self.content, self.content_offset, caption)
            text = caption[0] if isinstance(caption[0], nodes.paragraph) else caption
            whole += nodes.caption("", "", *text.children)
        self.add_name(whole)
        return [whole]


def visit_html(translator: Any, node: gradient_descent) -> None:
    """For HTML builders: the frame over the picture, its files among the book's images; in an EPUB the picture."""
    builder, figure = translator.builder, node.figure
    folder = Path(builder.outdir, builder.imagedir)
    picture = f"{builder.imgpath}/{_written(folder, f'{figure.name}.png', figure.picture)}"
    if builder.name == "epub":
        translator.body.append(translator.emptytag(node, "img", src=picture, alt=figure.alt, width=figure.width))
    else:
        address = f"{builder.imgpath}/{_written(folder, f'{figure.name}.html', figure.document.encode())}"
        translator.body.append(figure.linked_html(address, picture))
    raise nodes.SkipNode


def visit_latex(translator: Any, node: gradient_descent) -> None:
    """For LaTeX: the picture."""
    figure = node.figure
    name = _written(Path(translator.builder.outdir), f"{figure.name}.png", figure.picture)
    translator.body.append(rf"\noindent\sphinxincludegraphics{{{{{name.removesuffix('.png')}}}.png}}" + "\n")
    raise nodes.SkipNode


def visit_text(translator: Any, node: gradient_descent) -> None:
    """For plain text: what is to be seen, in words."""
    translator.new_state(0)
    translator.add_text(node["alt"])
    translator.end_state()
    raise nodes.SkipNode


def visit_manual(translator: Any, node: gradient_descent) -> None:
    """For manual pages and the like: the same."""
    translator.visit_Text(nodes.Text(node["alt"]))
    translator.body.append("\n")
    raise nodes.SkipNode


def _written(folder: Path, name: str, content: bytes) -> str:
    """The name of a file that is there afterwards; what it is called tells what is in it."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    if not path.exists():
        path.write_bytes(content)
    return name


def setup(app: Sphinx) -> dict[str, Any]:
    """For Sphinx: adds the directive."""
    app.add_config_value("antigradient_base", "", "env", str)
    app.add_node(
        gradient_descent,
        html=(visit_html, None),
        latex=(visit_latex, None),
        text=(visit_text, None),
        man=(visit_manual, None),
        texinfo=(visit_manual, None),
    )
    app.add_directive("gradient-descent", GradientDescent)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
