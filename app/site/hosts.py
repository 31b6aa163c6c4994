"""Where a figure can be put, and what each place does with it. What is pasted is made in static/js/page/snippets.js."""

from __future__ import annotations

from dataclasses import dataclass

from antigradient.words import say


@dataclass(frozen=True)
class Host:
    """For the page about embedding: a kind of page, slide or paper."""

    id: str

    @property
    def title(self) -> str:
        """For the builder's list: what it is called."""
        return say(f"host.{self.id}.title")

    @property
    def note(self) -> str:
        """For the builder: where the line goes, and its limits."""
        return say(f"host.{self.id}.note")


#: By id, as the builder lists them.
HOSTS: dict[str, Host] = {
    id: Host(id)
    for id in (
        "html",
        "element",
        "moodle",
        "canvas",
        "wordpress",
        "oembed",
        "myst",
        "sphinx",
        "sphinx-figure",
        "quarto",
        "quarto-shortcode",
        "mkdocs",
        "mkdocs-figure",
        "vitepress",
        "mdx",
        "notebook",
        "marimo",
        "reveal",
        "markdown",
        "latex",
        "slides",
    )
}
