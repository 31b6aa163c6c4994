"""For MkDocs: a block of code in the language `gradient-descent` is a figure.

The plugin is turned on by `plugins: [search, antigradient]`. Each line of a block is a name of a link and a value, as
`eta: 0.1`; `caption` says what stands below. `base` among the plugin's settings is the public address of a server to
link to.
"""

from __future__ import annotations

from html import escape

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from antigradient.interface.book import book_figure, refusal_lines
from antigradient.mkdocs.blocks import Block, blocks_of, name_and_value
from antigradient.scenario import ScenarioError

log = get_plugin_logger(__name__)

#: Where the files of figures lie in the site.
FOLDER = "assets/antigradient"


class FigureSettings(Config):
    """For mkdocs.yml: what may be set."""

    base = config_options.Type(str, default="")


class FigurePlugin(BasePlugin[FigureSettings]):
    """For MkDocs: makes the figures of its pages.

    A page's text has a mark for each, which its HTML then has in the mark's place: so indentation does not matter.
    """

    def __init__(self) -> None:
        self._marks: dict[str, dict[str, str]] = {}

    def on_page_markdown(self, markdown: str, /, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """For MkDocs: the page's text with a mark for each figure; a warning where a name or value is wrong."""
        lines = markdown.split("\n")
        above = page.file.content_string.count("\n") - markdown.count("\n")  # what it says of itself
        marks: dict[str, str] = {}
        for block in reversed(blocks_of(lines)):
            if html := self._html(block, f"{page.file.src_uri}:{{}}", above, page, config, files):
                mark = f"antigradient-figure-{block.first}"
                marks[mark] = html
                lines[block.first : block.last + 1] = ["", f"{block.indentation}{mark}", ""]
        self._marks[page.file.src_uri] = marks
        return "\n".join(lines)

    def on_page_content(self, html: str, /, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """For MkDocs: the page's HTML with its figures."""
        for mark, figure in self._marks.pop(page.file.src_uri, {}).items():
            html = html.replace(f"<p>{mark}</p>", figure).replace(mark, figure)
        return html

    def _html(self, block: Block, place: str, above: int, page: Page, config: MkDocsConfig, files: Files) -> str | None:
        """The figure as HTML, whose files are among the site's; None after a warning."""
        names, caption, where = [], "", {}
        for number, line in enumerate(block.content, start=block.first + 2 + above):
            name, value = name_and_value(line)
            if name == "caption":
                caption = f"<figcaption>{escape(value)}</figcaption>"
            elif name:
                names.append((name, value))
                where[name] = number
        try:
            figure = book_figure(tuple(names), self.config.base, _language(config))
        except ScenarioError as error:
            for name, sentence in refusal_lines(error):
                log.warning("%s: %s", place.format(where.get(name, block.first + 1 + above)), sentence)
            return None
        document, picture = f"{FOLDER}/{figure.name}.html", f"{FOLDER}/{figure.name}.png"
        for path, content in ((document, figure.document.encode()), (picture, figure.picture)):
            if files.get_file_from_path(path) is None:
                files.append(File.generated(config, path, content=content))
        address, still = (get_relative_url(path, page.url) for path in (document, picture))
        return f'<figure style="margin:1em 0">{figure.linked_html(address, still)}{caption}</figure>'


def _language(config: MkDocsConfig) -> str:
    """What the site's theme says of its language."""
    locale = config.theme.get("locale") or config.theme.get("language") or "en"
    return str(locale)
