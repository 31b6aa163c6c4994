"""Still figures as documents: size, markup, styles, layers; and as pixels."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from itertools import product
from xml.etree import ElementTree

import numpy as np
import pytest
from fontTools.ttLib import TTFont

from antigradient.assets import DIST_DIR, load_manifest
from antigradient.figure import PALETTES, draw, words
from antigradient.figure import raster as rasters
from antigradient.figure.elements import el, serialise
from antigradient.figure.figure import Figure
from antigradient.figure.layers import GROUPS
from antigradient.figure.raster import FONTS, FontsMissingError, png, with_math_letters
from antigradient.figure.row import step_row
from antigradient.figure.scene import stationary_points
from antigradient.figure.style import parse_sheets, resolve_styles, style
from antigradient.names import RUNS_LIMIT
from antigradient.objectives import CONSTANTS, OBJECTIVES
from antigradient.query.display import EXTRA_LAYERS, FIGURE, USUAL
from antigradient.scenario import resolve
from tests.library.figure.png import pixels

SVG = "{http://www.w3.org/2000/svg}"
#: All that a figure may hold; nothing of it does anything.
TAGS = {"svg", "title", "desc", "style", "defs", "clipPath", "pattern", "g", "path", "rect", "circle", "text"}
ATTRIBUTES = {
    "class", "role", "width", "height", "viewBox", "id", "x", "y", "r", "cx", "cy", "d", "fill", "transform",
    "rx", "clip-path", "fill-rule", "data-from", "text-anchor", "shape-rendering", "patternUnits", "patternTransform",
}  # fmt: skip
LAYERS = [*EXTRA_LAYERS, *(name for name, part in USUAL.items() if FIGURE in part.media)]


def read(text: str) -> ElementTree.Element:
    """The document, which holds nothing but what a figure may hold."""
    root = ElementTree.fromstring(text)
    for element in root.iter():
        assert element.tag.removeprefix(SVG) in TAGS, element.tag
        assert set(element.attrib) <= ATTRIBUTES, element.attrib
        for name, value in element.attrib.items():
            assert "url(" not in value or value in ("url(#hatch)", "url(#plot-clip)"), (name, value)
    ids = [element.attrib["id"] for element in root.iter() if "id" in element.attrib]
    assert len(ids) == len(set(ids))
    return root


@pytest.mark.parametrize("id", OBJECTIVES)
def test_every_loss_has_a_picture_of_at_most_100_kB(id: str) -> None:
    for given in ({"step": 3}, {"step": 5, "optimiser": "momentum"}):
        figure = draw(resolve({"objective": id, **given}))
        text = figure.svg()
        assert len(text.encode()) <= 100_000
        root = read(text)
        assert [root.findtext(f"{SVG}{name}") for name in ("title", "desc")] == [
            figure.title,
            f"{figure.sentence} {figure.landscape}",
        ]
        assert root.attrib["role"] == "img"
        assert root.attrib["viewBox"] == f"0 0 640 {figure.height}"
        kinds = {"band", "path", "knob", "frame", "tick", "axis"}
        kinds |= (
            {"here", "shaft", "arc"}
            if figure.view.step_vectors
            else {"dial", "arc"}
            if figure.view.is_projection
            else set()
        )
        for kind in kinds:
            assert root.find(f".//*[@class='{kind}']") is not None, kind
        assert "NaN" not in text
        assert "inf" not in re.sub(r"<(title|desc)>.*?</\1>", "", text)


def test_the_same_bytes_in_every_process() -> None:
    program = (
        "from antigradient.figure import draw; from antigradient.scenario import resolve; import hashlib;"
        "f = draw(resolve({'objective': 'himmelblau', 'step': 2}), show=('levels', 'stationary', 'eigen', 'field'));"
        "print(hashlib.sha256(f.svg().encode()).hexdigest())"
    )
    runs = [
        subprocess.run([sys.executable, "-c", program], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True)
        for seed in ("1", "2")
    ]
    assert runs[0].stdout == runs[1].stdout != b"", runs[0].stderr


HOSTILE = [
    "<script>alert(1)</script>",
    '"><svg onload="x()">',
    "]]>",
    "&lt;b&gt;",
    "'><style>*{}</style>",
    "\0\x1b\ufffe\ud800",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_comes_from_a_query_is_never_markup(text: str) -> None:
    """No text like these gets past the reader of formulas today; the printer does not rely on that."""
    figure = draw(resolve({"f": "w^2+b^2", "start": [1, 1]}))
    scenario = replace(figure.view.scenario, f=text)
    named = Figure(replace(figure.view, scenario=scenario), "light")
    root = read(named.svg())
    title = root.findtext(f"{SVG}title") or ""
    assert re.sub("[\0\x1b\ufffe\ud800]", "\ufffd", text) in title
    assert len(list(root.iter())) == len(list(read(figure.svg()).iter()))
    element = ElementTree.fromstring(serialise([el("text", {"class": text}, text)]))
    assert element.text == element.attrib["class"] == re.sub("[\0\x1b\ufffe\ud800]", "\ufffd", text)


@pytest.mark.parametrize("name", LAYERS)
def test_every_layer_has_its_effect(name: str) -> None:
    scenario = resolve({"objective": "camel3", "step": 1})
    usual = draw(scenario)
    other = draw(scenario, show=[name] if name in EXTRA_LAYERS else [], hide=[] if name in EXTRA_LAYERS else [name])
    assert other.svg() != usual.svg()
    # The key stands outside of the map.
    assert (other.inline() != usual.inline()) == (name != "key")


def test_every_option_has_its_effect() -> None:
    scenario = resolve({})
    options = [
        {},
        {"step": 4},
        {"width": 400},
        {"theme": "dark"},
        {"theme": "light"},
        {"beta": 100.0},
        {"palette": "grey"},
    ]
    assert len({draw(scenario, **option).svg() for option in options}) == len(options)  # type: ignore[arg-type]
    assert draw(scenario, palette=next(iter(PALETTES))).svg() == draw(scenario).svg()


def test_styles_are_plain_and_whole() -> None:
    """What readers of SVG do not know is resolved; every class that a mark bears has its rule."""
    scenario = resolve({"f": "log(w)+b^2", "start": [2, 1], "eta": 0.1})
    for theme in ("auto", "light", "dark"):
        text = style(theme)
        assert not re.search(r"var\(|light-dark|--|rgb\(|@(?!media)", text)
    assert style("light") + style("dark") != style("auto")
    assert style("auto").startswith(style("light") + "@media(prefers-color-scheme:dark){")
    ink = {dark: resolve_styles(dark)[".figure text", "fill"] for dark in (False, True)}
    tokens, _ = parse_sheets()
    assert tokens["ink"] == f"light-dark({ink[False]}, {ink[True]})"
    # One quantity, one colour.
    for mark in (".shaft", ".head", ".label"):
        assert (
            resolve_styles(False)[f".gradient {mark}", "fill" if mark == ".label" else "stroke"] == tokens["gradient"]
        )
    compared = replace(scenario, runs=(scenario,) * RUNS_LIMIT)
    root = read(draw(compared, show=tuple(EXTRA_LAYERS)).svg())
    worn = {name for e in root.iter() for name in e.attrib.get("class", "").split()}
    styled = set(re.findall(r"\.([a-z0-9-]+)", style("auto")))
    groups = {"layer", "sheet", "hatched", "arrow", "angle", "minimum", "saddle", *EXTRA_LAYERS}
    assert (
        worn - styled - groups - {"badge", *(f"name-{kind}" for kind in ("start", "now", "next", "lowest"))} - {*GROUPS}
        == set()
    )


def test_further_runs_are_drawn_listed_and_told() -> None:
    given = {"objective": "bowl", "vs": [{"optimiser": "adam", "eta": 0.1, "steps": 100}, {"eta": 5.0}], "step": 2}
    figure = draw(resolve(given))
    assert "the descent path and 2 further runs: " in figure.title
    assert "the descent path and 1 further run: " in draw(resolve(given | {"vs": [{}]})).title
    results = ["loss 0.000445 at step 100", "loss 1.28\u00a0×\u00a010²² at step 11; then it diverges"]
    assert [run.result for run in figure.runs][1:] == results
    said = [text.text or "" for text in read(figure.svg()).iter(f"{SVG}text")]
    lines = " ".join(said)
    for run in figure.runs:
        assert f"{run.title}: {run.result}" in lines
    paths = [e for e in read(figure.svg()).iter(f"{SVG}g") if e.attrib.get("class", "").startswith("other run-")]
    assert [e.attrib["class"] for e in paths] == ["other run-1", "other run-2"] * 2, "on the map and in its legend"
    unlisted = draw(resolve(given), hide=["key"])
    assert 'class="other run-1"' in unlisted.svg()
    assert figure.runs[1].title not in unlisted.svg()
    assert 'class="other' not in draw(resolve(given), hide=["path"]).svg()
    dashes = {body["stroke-dasharray"] for selector, body in parse_sheets()[1] if selector.startswith(".run-")}
    assert len(dashes) == RUNS_LIMIT


def test_a_figure_without_a_run_or_a_value_still_says_why() -> None:
    nowhere = draw(resolve({"f": "log(w)", "start": [-1, 0]}))
    assert "no path" in nowhere.sentence
    assert read(nowhere.svg()).find(".//*[@class='shaft']") is None
    nowhere_to_turn = draw(resolve({"objective": "bowl", "start": [0, 0]}), beta=90)
    assert nowhere_to_turn.sentence.endswith("loss 0, your own direction at no angle β. No angle.")
    nothing = draw(resolve({"f": "log(-1-w^2)"}))
    assert read(nothing.svg()).find(".//*[@class='hatched']") is not None


def test_words_where_the_map_cannot_show_all() -> None:
    far = draw(resolve({"objective": "bowl", "window": [-1, 1, -1, 1], "start": [3, 2]}))
    assert "Step 0 is off the map, at (w, b) = (3, 2)." in far.svg()
    assert 'class="knob"' not in far.svg()
    assert 'class="knob"' in far.inline()
    for given in ({"objective": "logistic-2"}, {"objective": "bowl", "window": [-40, 40, -2, 2], "start": [30, 1]}):
        figure = draw(resolve(given))
        note = " ".join(e.text or "" for e in read(figure.svg()).iter(f"{SVG}text"))
        assert figure.dial_note is not None
        assert figure.dial_note in note
        assert 'class="dial"' in figure.svg()
        assert figure.dial()
    assert draw(resolve({})).dial_note is None


# --- pixels ---


def test_a_png_has_the_size_that_was_asked_for() -> None:
    figure = draw(resolve({"grid": 33}), width=300)
    for scale in (0.5, 1, 1.5, 2):
        image = pixels(png(figure, scale))
        assert image.shape == (round(figure.height * scale), round(300 * scale), 4)
        assert (image[..., 3] == 255).all()


def test_a_png_is_light_or_dark_and_has_text() -> None:
    scenario = resolve({"grid": 33})
    images = {theme: pixels(png(draw(scenario, width=300, theme=theme))) for theme in ("light", "dark", "auto")}
    assert np.array_equal(images["auto"], images["light"])
    for theme, image in images.items():
        card = parse_sheets()[0]["card"].removeprefix("light-dark(").removesuffix(")").split(", ")[theme == "dark"]
        ground = bytes.fromhex(card[1:] if len(card) == 7 else "".join(2 * c for c in card[1:]))
        assert bytes(image[0, 0, :3]) == ground
        # Left of the plot there is nothing but ticks' numbers and the name of the axis.
        margin = image[20:240, :44, :3].astype(int)
        assert (np.abs(margin - image[0, 0, :3]).sum(axis=2) > 90).mean() > 0.01


#: Signs of the subject, and the words and names of arrows and axes.
SIGNS = "∇βηθλ−°₁₂ᵀ×⁻⁴≈‖ uLwb0123456789(),.=<>"


def test_every_sign_is_in_a_font_and_is_no_empty_box() -> None:
    manifest = load_manifest()
    assert manifest is not None
    fonts = [TTFont(DIST_DIR / manifest[name]) for name in FONTS]
    names = {font["name"].getDebugName(1) for font in fonts}
    assert names == {"Noto Sans", "Noto Sans Math", "STIX Two Math"}
    known = [set(font.getBestCmap()) for font in fonts]
    letters = (
        with_math_letters(el("text", {"class": "axis"}, "wb")),
        with_math_letters(el("text", {"class": "label"}, "∇Lu"), "arrow step"),
    )
    assert letters[0].children == "𝑤𝑏"
    assert letters[1].children == "𝛁𝐋𝐮"
    assert {ord(c) for c in SIGNS} <= known[0] | known[2]
    assert all(ord(c) in known[3] for c in "𝑤𝑏𝛁𝐋𝐮12")

    def drawn(sign: str) -> bytes:
        text = el("text", {"x": 4, "y": 24, "font-size": 24, "font-family": "Noto Sans"}, sign)
        return rasters.pixels(el("svg", {"xmlns": SVG[1:-1], "width": 40, "height": 32}, [text]), 40, 32)

    seen = {sign: drawn(sign) for sign in SIGNS if sign != " "}
    assert len(set(seen.values())) == len(seen), "no two signs look alike, as missing ones do"
    blank = drawn(" ")
    assert blank not in seen.values()


def test_without_a_built_front_end_there_are_no_pixels(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rasters, "load_manifest", lambda: None)
    with pytest.raises(FontsMissingError):
        png(draw(resolve({"grid": 9})))


def test_a_change_that_rounding_hides_has_no_sign() -> None:
    """The loss falls by 2.13e-15, and floats see it rise by 5.55e-16."""
    given = {"objective": "camel3", "start": [1.8, -0.9], "eta": 0.001, "steps": 10_000, "step": 5567}
    said = draw(resolve(given)).sentence
    assert said.endswith("Downhill: the loss changes too little to tell from rounding.")
    assert "by" in draw(resolve(given | {"step": 5})).sentence


@pytest.mark.parametrize(
    ("beta", "actual", "doubt", "said"),
    [
        (180.0, -0.5, 0.1, "Downhill: the loss falls by 0.5"),
        (180.0, 0.5, 0.1, "Downhill at first, but too far: the loss rises by 0.5"),
        (180.0, 0.5, 0.5, "Downhill: the loss changes too little to tell from rounding"),
        (90.0, -0.5, 0.6, "Level at first: the loss changes too little to tell from rounding"),
        (30.0, -0.5, 0.1, "Uphill at first, then down: the loss falls by 0.5"),
        (30.0, -0.5, 0.6, "Uphill: the loss changes too little to tell from rounding"),
        (30.0, 0.5, 0.1, "Uphill: the loss rises by 0.5"),
        (30.0, float("nan"), float("nan"), "Uphill: the loss has no value where it lands"),
    ],
)
def test_the_words_of_a_step_by_what_the_loss_does(beta: float, actual: float, doubt: float, said: str) -> None:
    scenario = resolve({"steps": 1})
    row = step_row(scenario, scenario.ledger(), 0)
    assert row is not None
    assert words.sentence(replace(row, beta=beta, actual=actual, doubt=doubt)).endswith(f". {said}.")


CURVATURES = [dict(zip(CONSTANTS, signs, strict=False)) for signs in product((-2.0, 0.0, 3.0), repeat=len(CONSTANTS))]


@pytest.mark.parametrize("id", [id for id, o in OBJECTIVES.items() if o.minima])
def test_what_is_marked_as_a_minimum_is_one_whatever_the_constants(id: str) -> None:
    """By the Hessian of the loss that is drawn; "min ≈", the grid's least, claims less."""
    own = {p.name for p in OBJECTIVES[id].constants}
    marked = 0
    for constants in ({n: v for n, v in c.items() if n in own} for c in (CURVATURES if own else [{}])):
        view = draw(resolve({"objective": id, **constants}), show=("stationary",)).view
        for spot in stationary_points(view.scenario, view.surface):
            if spot.exact:
                loss, at = view.scenario.loss, np.array(spot.at)
                curvatures = np.linalg.eigvalsh(np.array(loss.hessian(*at), dtype=float))
                assert curvatures.min() > 0, (constants, spot)
                assert np.allclose(loss.gradient(*at), 0, atol=1e-9)
                marked += 1
    assert marked


@pytest.mark.parametrize("start", [(-5.0, 0.0), (5.0, 0.0), (0.0, -5.0), (0.0, 5.0)])
def test_a_step_outside_any_edge_of_the_map_has_no_arrows_on_it(start: tuple[float, float]) -> None:
    """On the edge itself it has."""
    text = draw(resolve({"objective": "bowl", "start": start, "steps": 3})).svg()
    assert 'class="shaft"' not in text
    nearer = draw(resolve({"objective": "bowl", "start": [0.8 * t for t in start], "steps": 3})).svg()
    assert 'class="shaft"' in nearer
