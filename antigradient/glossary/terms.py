"""The registry of terms: ids, formulas and pictures, in the order in which the words build on each other.

The words themselves stand in the catalogue, under "glossary". A number or a choice
of a scenario whose word is not among the terms is defined by its help.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from antigradient.figure.elements import Element
from antigradient.glossary import pictures
from antigradient.names import CHOICES, NUMBERS
from antigradient.parameters import Parameter, Switch
from antigradient.words import say


@dataclass(frozen=True)
class Term:
    """For pages: a word by its id, with a formula in LaTeX and a picture where these help."""

    id: str
    latex: str | None = None
    picture: Callable[[], Sequence[Element]] | None = None

    @property
    def title(self) -> str:
        """For pages: the word."""
        return say(f"glossary.{self.id}.title")

    @property
    def text(self) -> str:
        """For pages: its definition."""
        return say(f"glossary.{self.id}.text")

    def described(self) -> dict[str, str]:
        """For the glossary: id, title and text, with `latex` and `svg` where it has them."""
        found = {"id": self.id, "title": self.title, "text": self.text}
        if self.latex:
            found["latex"] = self.latex
        if self.picture:
            found["svg"] = pictures.svg(self.picture())
        return found


#: One that is also a number of a scenario has that number's name.
TERMS: dict[str, Term] = {
    term.id: term
    for term in (
        Term("neuron", r"\hat{y} = \sigma(wx + b)"),
        Term("sigmoid", r"\sigma(z) = \frac{1}{1 + e^{-z}}", pictures.sigmoid),
        Term("error", r"\hat{y} - y", pictures.error),
        Term("loss", r"L = \frac{1}{2} \sum (\hat{y} - y)^2"),
        Term("contour", None, pictures.contours),
        Term("minimum", r"\nabla L = 0", pictures.minimum),
        Term("saddle-point", None, pictures.saddle),
        Term("slope", r"\frac{\partial L}{\partial w}", pictures.slope),
        Term(
            "gradient", r"\nabla L = (\frac{\partial L}{\partial w}, \frac{\partial L}{\partial b})", pictures.gradient
        ),
        Term("u", r"\theta \leftarrow \theta + \eta u", pictures.step),
        Term("eta", r"\theta \leftarrow \theta + \eta u"),
        Term("beta", r"\cos \beta = \frac{u^T \nabla L}{\|u\| \|\nabla L\|}", pictures.beta),
        Term("optimiser"),
        Term("gamma", r"v \leftarrow \gamma v + \eta \nabla L"),
        Term("batch"),
        Term("chain-rule", r"\frac{dL}{dw} = \frac{dL}{d\hat{y}} \cdot \frac{d\hat{y}}{dz} \cdot \frac{dz}{dw}"),
        Term("taylor", r"f(x + \delta) = f(x) + f'(x) \delta + \frac{1}{2} f''(x) \delta^2 + \dots"),
        Term("first-order", r"\eta u^T \nabla L", pictures.first_order),
        Term("second-order", r"\eta u^T \nabla L + \frac{1}{2} \eta^2 u^T H u", pictures.second_order),
        Term(
            "hessian",
            r"H = \begin{bmatrix} \frac{\partial^2 L}{\partial w^2} & \frac{\partial^2 L}{\partial w \partial b} \\ "
            r"\frac{\partial^2 L}{\partial w \partial b} & \frac{\partial^2 L}{\partial b^2} \end{bmatrix}",
        ),
    )
}


def settings() -> list[dict[str, str]]:
    """For the glossary: the numbers and choices of a scenario that are no terms, each with its help."""
    entries: list[Parameter | Switch] = [*NUMBERS.values(), *CHOICES.values()]
    return [
        {"id": entry.name, "title": entry.title, "text": entry.help} for entry in entries if entry.name not in TERMS
    ]
