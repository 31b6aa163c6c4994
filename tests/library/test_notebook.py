"""A run in a notebook: the live figure and its picture, whole, light, and locked up."""

from __future__ import annotations

import copy
import gzip
import pickle
import re
from base64 import b64decode
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

import numpy as np
import pytest
from PIL import Image

import antigradient as ag
from antigradient.objectives import OBJECTIVES

#: Bytes of a figure in a notebook's file.
MOST = 350_000


class Tags(HTMLParser):
    """The elements of a piece of HTML, with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.text += data


def bundle(run: ag.Run) -> dict[str, str]:
    return run._repr_mimebundle_()


def packed_document(html: str) -> str:
    """What the frame unpacks."""
    (frame,) = [attrs for tag, attrs in Tags(html).tags if tag == "iframe"]
    (packed,) = re.findall(r'atob\("([A-Za-z0-9+/=]+)"\)', frame["srcdoc"])
    return gzip.decompress(b64decode(packed)).decode()


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_of_every_loss_it_is_light_and_the_picture_can_be_seen(objective: str) -> None:
    shown = bundle(ag.run(objective, vs=[{"optimiser": "adam"}]))
    assert sum(len(text.encode()) for text in shown.values()) <= MOST
    with Image.open(BytesIO(b64decode(shown["image/png"]))) as picture:
        assert (picture.format, picture.mode) == ("PNG", "P")
        assert picture.width == 640
        red, green, blue = (np.asarray(picture.convert("RGB"), dtype=float)[..., i] for i in range(3))
        assert np.std(red + green + blue) > 20, "there is something on it"


def test_it_is_the_offline_document_and_the_same_picture_in_html() -> None:
    run = ag.run("ravine", optimiser="momentum", step=4, steps=40)
    shown = bundle(run)
    assert [*shown] == ["text/html", "image/png", "text/plain"]
    assert shown["text/plain"] == repr(run)
    assert packed_document(shown["text/html"]) == run.figure_html()
    (image,) = [attrs for tag, attrs in Tags(shown["text/html"]).tags if tag == "img"]
    assert image["src"] == f"data:image/png;base64,{shown['image/png']}"
    assert "Momentum" in image["alt"]
    assert "Step 4 of 40" in image["alt"]
    assert bundle(run) == shown, "the same run gives the same bytes, so that notebooks do not change"


def test_its_frame_may_run_scripts_and_nothing_else() -> None:
    tags = Tags(bundle(ag.run("bowl"))["text/html"])
    assert [tag for tag, _ in tags.tags] == ["div", "div", "img", "div", "iframe"]
    assert not tags.text.strip()
    frame = tags.tags[-1][1]
    assert frame["sandbox"] == "allow-scripts"
    assert frame["title"]
    assert "src" not in frame
    assert "//" not in re.sub(r'atob\(".*?"\)', "", frame["srcdoc"]), "it asks no host"
    assert "127.0.0.1" not in ag.run("bowl").figure_html(), "this computer is nowhere else"


def test_without_a_frame_there_is_the_picture_with_words() -> None:
    """As a sanitiser leaves it, which takes frames and styles away."""
    html = re.sub(r"<iframe.*?</iframe>| style=\"[^\"]*\"", "", bundle(ag.run("bowl"))["text/html"], flags=re.S)
    tags = Tags(html).tags
    assert [tag for tag, _ in tags] == ["div", "div", "img", "div"]
    assert tags[2][1]["alt"].startswith("Contour map of the loss over w and b")


@pytest.mark.parametrize(
    ("names", "part"),
    [
        ({"theme": "dark"}, 'data-theme="dark"'),
        ({"lang": "de"}, '<html lang="de"'),
        ({"step": 3}, "Step 3 of"),
        ({"base": "https://descent.example/"}, 'href="https://descent.example/?'),
    ],
)
def test_the_document_takes_what_has_an_effect_in_it(names: dict[str, Any], part: str) -> None:
    run = ag.run("bowl", eta=0.1)
    assert part in run.figure_html(**names)
    assert part not in run.figure_html()


@pytest.mark.parametrize(
    ("names", "message"), [({"theme": "drak"}, "did you mean dark"), ({"tehme": "dark"}, "did you mean theme")]
)
def test_a_wrong_name_of_the_document_is_named(names: dict[str, Any], message: str) -> None:
    with pytest.raises(ag.ScenarioError, match=message):
        ag.run("bowl").figure_html(**names)


def same(one: ag.Reply, other: ag.Reply) -> bool:
    assert type(one) is type(other)
    assert (one.scenario, [*one]) == (other.scenario, [*other])
    if isinstance(one, ag.Run):
        assert isinstance(other, ag.Run)
        for name, column in one.steps.items():
            np.testing.assert_array_equal(column, other.steps[name])
        assert all(same(a, b) for a, b in zip(one.runs, other.runs, strict=True))
        assert one.message == other.message
    return repr(one) == repr(other)


@pytest.mark.parametrize("made", [lambda reply: pickle.loads(pickle.dumps(reply)), copy.copy, copy.deepcopy])
def test_replies_are_copied_and_pickled(made: Any) -> None:
    run = ag.compare("bowl", ["momentum", "adam"], steps=5)
    for reply in (run, *run.runs, ag.surface("bowl", grid=3), ag.gradient("ravine")):
        again = made(reply)
        assert same(reply, again)
        assert same(again, made(again))
    assert made(run).link() == run.link()
    with pytest.raises(TypeError):
        made(run).steps["w"] = run.b
