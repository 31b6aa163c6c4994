"""The one table of heights against the figures themselves: every view, losses of every kind, four widths."""

from __future__ import annotations

import pytest

from antigradient.query.display import with_defaults
from antigradient.query.lenient import display_misfits
from antigradient.query.views import VIEWS
from antigradient.scenario import resolve
from app.site.heights import height_of
from tests.browser.abroad import Abroad, Figure
from tests.browser.test_embedding import NEEDED

WIDTHS = (320, 480, 640, 960)
#: Losses with and without a neuron, of two and of three parameters, with short titles and with long ones.
LOSSES = ("sigmoid-squared", "sigmoid-log", "logistic-2", "linear-squared", "bowl", "camel3", "custom")
#: A frame may be so much too tall: about a line, which the words of one step have and those of another have not.
SPARE = 24
#: Where they stand does not matter, only that they are in sight: browsers do not draw what is not.
FRAME = '<iframe src="SERVER/embed?objective={}&view={}"></iframe>'
STYLE = "<style>iframe { position: absolute; inset: 0; border: 0; height: 720px }</style>"
WIDEN = "(width) => document.querySelectorAll('iframe').forEach((frame) => { frame.style.width = `${width}px`; })"
READY = "(count) => said.filter(({ type }) => type === 'gd:ready').length === count"
TWICE = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(innerWidth))))"


@pytest.mark.parametrize("view", [id for id, view in VIEWS.items() if not view.scrolls])
def test_a_figure_fits_and_leaves_nothing_empty(abroad: Abroad, view: str) -> None:
    options = with_defaults({"view": view})
    losses = [loss for loss in LOSSES if not any(display_misfits({"view": view}, resolve({"objective": loss})))]
    page = abroad.open("".join(FRAME.format(loss, view) for loss in losses), STYLE)
    frames = page.locator("iframe")
    page.wait_for_function(READY, arg=len(losses), timeout=30_000)
    for i in range(len(losses)):
        Figure(frames.nth(i)).at_step(0)
    wrong = {}
    for width in WIDTHS:
        page.evaluate(
            "(width) => document.querySelectorAll('iframe').forEach((f) => { f.style.width = width + 'px'; })", width
        )
        for i, loss in enumerate(losses):
            figure = Figure(frames.nth(i))
            assert figure.document.evaluate(TWICE) == width
            needed = figure.inside.locator("html").evaluate(NEEDED)
            given = height_of(resolve({"objective": loss}), options, width)
            if not needed <= given <= needed + SPARE:
                wrong[loss, width] = (needed, given)
    assert wrong == {}
