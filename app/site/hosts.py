"""Where a figure can be put, and what each place does with it. What is pasted is made in static/js/page/snippets.js."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Host:
    """For the page about embedding: a kind of page, slide or paper; `note` says where the line goes and its limits."""

    id: str
    title: str
    note: str


HOSTS: dict[str, Host] = {
    host.id: host
    for host in (
        Host(
            "html",
            "Any web page: iframe",
            "Paste it into the page's HTML. A page with a Content-Security-Policy of its own has to name this server "
            "under `frame-src`.",
        ),
        Host(
            "element",
            "Any web page: custom element",
            "It takes the height that the figure needs, tells your page of every step and can be stepped from there. "
            "The page must be free to load a script from this server. What stands inside is shown where scripts do "
            "not run.",
        ),
        Host(
            "moodle",
            "Moodle",
            "In the editor choose Tools, then Source code (`</>`), and paste. Moodle keeps an iframe that a teacher "
            "puts into a page, a text area, a book or a summary. It removes those that students write, and "
            "everybody's where the site sets `forceclean`: there upload the offline file, or use the still picture.",
        ),
        Host(
            "canvas",
            "Canvas",
            "In the Rich Content Editor open the HTML editor (`</>`) and paste. Canvas keeps of an iframe `src`, "
            "`title`, `width`, `height`, `style` and `allowfullscreen`, and removes scripts and custom elements.",
        ),
        Host(
            "wordpress",
            "WordPress",
            "Paste it into a Custom HTML block. Who lacks the right `unfiltered_html` (authors, contributors, most "
            "users of a network) loses the iframe on saving: for them there is the address alone.",
        ),
        Host(
            "oembed",
            "WordPress and others: the address alone",
            "On a line of its own. WordPress (4.4 and newer) asks this server what to show (oEmbed) and frames it in "
            "a sandbox; where a site keeps to a list of providers without this server, it stays a link.",
        ),
        Host(
            "myst",
            "MyST, Jupyter Book 2",
            "The height follows from the width. In PDF and Word the placeholder, a still picture, stands in its place.",
        ),
        Host(
            "sphinx",
            "Jupyter Book 1, Sphinx with MyST",
            "For pages in HTML; other outputs leave it out. In reStructuredText the directive is `.. raw:: html`.",
        ),
        Host(
            "quarto",
            "Quarto",
            "The figure in HTML and on revealjs slides, in all other formats the still picture with a link.",
        ),
        Host("mkdocs", "MkDocs", "Paste it between two blank lines: Markdown leaves HTML as it is."),
        Host(
            "vitepress",
            "VitePress",
            "On a page in Markdown, between two blank lines. VitePress makes its pages with Vue, which stops at a "
            "script or an element that it does not know; written so, it takes both.",
        ),
        Host(
            "mdx",
            "Docusaurus, MDX",
            "On a page in MDX, between two blank lines. There an iframe is written as React wants it.",
        ),
        Host(
            "notebook",
            "Jupyter notebook",
            "A code cell. The frame shows wherever the notebook does, except in exports to PDF.",
        ),
        Host(
            "reveal",
            "reveal.js slides",
            "A slide of its own; with `data-src` it is loaded when its turn comes. Bigger type helps the back row.",
        ),
        Host(
            "markdown",
            "Markdown: still picture with a link",
            "For READMEs, wikis, forums and mail, which take no frames. A click opens the same scenario.",
        ),
        Host(
            "latex",
            "LaTeX, PDF",
            "Download the PNG first (twice the size prints well) and put it beside your file; the caption links to the "
            "same scenario. It needs `graphicx` and `hyperref`.",
        ),
        Host(
            "slides",
            "Google Slides, PowerPoint",
            "Slides take no live page. In Google Slides choose Insert, Image, By URL and paste this address; in "
            "PowerPoint insert the SVG from Download. Then link the picture to the page.",
        ),
    )
}
