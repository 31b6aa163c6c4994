"""A drag in each section of the lesson, and three numbers that its figure shows then, held against mpmath."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from mpmath import mp, mpf
from playwright.sync_api import Frame, Page

from tests.browser.playground import numbers
from tests.library.lesson_references import FIVE, TWO_POINTS, neuron, sigmoid

Pair = tuple[mpf, mpf]
#: The loss at a place, ∂L/∂w and ∂L/∂b.
Loss = Callable[[mpf, mpf], tuple[mpf, mpf, mpf]]
#: What a figure tells of itself: its state, and the step that it shows.
Told = dict[str, Any]
#: A number as it is shown, and what it is.
Shown = tuple[str, mpf]


def five(w: mpf, b: mpf) -> tuple[mpf, mpf, mpf]:
    return neuron(w, b, FIVE)


def two(w: mpf, b: mpf) -> tuple[mpf, mpf, mpf]:
    return neuron(w, b, TWO_POINTS)


def ravine(w: mpf, b: mpf) -> tuple[mpf, mpf, mpf]:
    return (w**2 + 20 * b**2) / 2, w, 20 * b


def run(loss: Loss, state: Told, gamma: float = 0) -> list[Pair]:
    """The places of gradient descent, or of momentum, from the start until the slope is as small as `tol`."""
    w, b = map(mpf, state["start"])
    v_w = v_b = mpf(0)
    places = [(w, b)]
    for _ in range(state["steps"]):
        _, dw, db = loss(w, b)
        if mp.hypot(dw, db) <= state["tol"]:
            break
        v_w, v_b = gamma * v_w + state["eta"] * dw, gamma * v_b + state["eta"] * db
        w, b = w - v_w, b - v_b
        places.append((w, b))
    return places


def texts(frame: Frame, selector: str) -> list[str]:
    return [text or "" for text in frame.locator(selector).evaluate_all("(all) => all.map((e) => e.textContent)")]


def sentence(frame: Frame, pattern: str) -> str:
    """A part of the sentence below a figure."""
    (text,) = texts(frame, "#live")
    found = re.search(pattern, text.replace("\u00a0", " "))
    assert found, text
    return found[1]


def loss_told(frame: Frame) -> str:
    return sentence(frame, "loss (.*?),")


def of_run(loss: Loss, gamma: float = 0) -> Callable[[Frame, Told, int], list[Shown]]:
    """The loss, by how much the step changes it, and how many steps there are."""

    def shown(frame: Frame, state: Told, k: int) -> list[Shown]:
        places = run(loss, state, gamma)
        here, there = (loss(*place)[0] for place in places[k : k + 2])
        change, steps = (sentence(frame, part) for part in (r"the loss (?:falls|rises) by (.*)\.", r"of (\d+)"))
        return [(loss_told(frame), here), (change, abs(here - there)), (steps, mpf(len(places) - 1))]

    return shown


def pieces(frame: Frame, state: Told, _: int) -> list[Shown]:
    x, delta = mpf(state["x"]), mpf(state["delta"])
    exact = (3 * x**2 * delta, 3 * x * delta**2, delta**3)
    return [*zip(texts(frame, ".piece-name"), exact, strict=True)]


def slices(frame: Frame, state: Told, _: int) -> list[Shown]:
    w, b = map(mpf, state["start"])
    slopes = [text for text in texts(frame, "#slices-plot text") if "∂L" in text]
    return [*zip([*slopes, loss_told(frame)], (3 * w**2, 2 * b, w**3 + b**2), strict=True)]


def turned(loss: Loss, state: Told, k: int) -> tuple[mpf, mpf]:
    """What η times the gradient's length promises in the figure's direction, and what that step does."""
    w, b = run(loss, state)[k]
    here, dw, db = loss(w, b)
    beta = mp.radians(180 if state["beta"] is None else state["beta"])
    u = (dw * mp.cos(beta) - db * mp.sin(beta), dw * mp.sin(beta) + db * mp.cos(beta))
    eta = mpf(state["eta"])
    return eta * (u[0] * dw + u[1] * db), loss(w + eta * u[0], b + eta * u[1])[0] - here


def which_way(frame: Frame, state: Told, k: int) -> list[Shown]:
    shown = [*texts(frame, "#step-promised, #step-did"), sentence(frame, "β = (.*?)°")]
    return [*zip(shown, (*turned(five, state, k), mpf(min(state["beta"], 360 - state["beta"]))), strict=True)]


def recipe(frame: Frame, state: Told, k: int) -> list[Shown]:
    shown = [text for text in texts(frame, "#recipe output") if re.match("(L|dw|db)\\b", text)]
    return [*zip(shown, five(*run(five, state)[k]), strict=True)]


def stages(frame: Frame, state: Told, _: int) -> list[Shown]:
    (w, b), ((x, y),) = map(mpf, state["start"]), [map(mpf, point) for point in state["data"]]
    out = sigmoid(w * x + b)
    rows = frame.locator("#stages > li")
    shown = [rows.nth(i).locator(".stage-numbers").first.evaluate("(e) => e.textContent") for i in (2, 3, 5)]
    exact = (out - y, out * (1 - out), (out - y) * out * (1 - out) * x)
    return [*zip((text.rpartition("=")[2] for text in shown), exact, strict=True)]


def shares(frame: Frame, state: Told, k: int) -> list[Shown]:
    w, b = run(five, state)[k]
    rows = [row.split("\t") for row in frame.locator("#points tr").all_inner_texts()]
    total = next(row for row in rows if row[0].startswith("Σ"))
    return [(rows[1][4], neuron(w, b, FIVE[:1])[1]), *zip(total[-2:], five(w, b)[1:], strict=True)]


def two_inputs(frame: Frame, state: Told, _: int) -> list[Shown]:
    (w1, w2, b), ((x1, x2, _y),), eta = map(mpf, state["start"]), state["data"], mpf(state["eta"])
    a = sigmoid(w1 * x1 + w2 * x2 + b)
    dot = -(a**2) * (mpf(x1) ** 2 + mpf(x2) ** 2 + 1)  # y = 0: the gradient is a·(x₁, x₂, 1)
    after = sigmoid(w1 * x1 + w2 * x2 + b + eta * dot / a)
    card = frame.get_by_role("region", name="This step")
    rows = [card.locator("dl > div").filter(has_text=name) for name in ("promised", "actual")]
    shown = [row.locator("dd").inner_text() for row in rows]
    exact = (-mp.log(1 - a), eta * dot, mp.log(1 - a) - mp.log(1 - after))
    return [*zip([loss_told(frame), *shown], exact, strict=True)]


def try_it(frame: Frame, state: Told, k: int) -> list[Shown]:
    loss = ravine(*run(ravine, state)[k])[0]
    shown = [*texts(frame, "#step-promised, #step-did"), loss_told(frame)]
    return [*zip(shown, (*turned(ravine, state, k), loss), strict=True)]


class Drag(NamedTuple):
    """What is taken in a section's figure, and how far; and three of the numbers that are shown then."""

    slider: str
    by: tuple[int, int]
    shown: Callable[[Frame, Told, int], list[Shown]]


#: By section, once its tasks are done.
DRAGS = {
    "two-dials": Drag("w", (-40, 0), of_run(five)),
    "how-wrong": Drag("Start point", (-50, 40), of_run(five)),
    "one-step": Drag("x + δ", (35, -20), pieces),
    "slopes": Drag("w", (-30, 0), slices),
    "which-way": Drag("Direction u", (-20, 40), which_way),
    "the-rule": Drag("Step", (-170, 0), recipe),
    "when-it-goes-wrong": Drag("Start point", (30, -20), of_run(two)),
    "chain-rule": Drag("w", (-130, 0), stages),
    "five-points": Drag("Step", (120, 0), shares),
    "two-inputs": Drag("Point 1", (30, -25), two_inputs),
    "memory": Drag("Start point", (30, 20), of_run(ravine, 0.6)),
    "try-it": Drag("Start point", (-40, 30), try_it),
}


def drag(page: Page, frame: Frame, drag: Drag) -> None:
    """By pointer, from the middle of a handle's knob or of a slider's thumb."""
    thing = frame.get_by_role("slider", name=drag.slider, exact=True)
    thing.scroll_into_view_if_needed()
    knob = thing.locator(".knob, .grip")
    box = (knob.first if knob.count() else thing).bounding_box()
    assert box
    share = thing.evaluate("(e) => e.max ? (e.value - e.min) / (e.max - e.min) : 0.5")
    x, y = box["x"] + 8 + share * (box["width"] - 16), box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + drag.by[0], y + drag.by[1], steps=4)
    page.mouse.up()


def last_digit(text: str) -> float:
    """What one more in the last digit of a shown number is."""
    digits, power = re.findall(r"([\d.]+)(\s×\s10\S+)?$", text.strip())[0]
    return numbers(f"1{power}")[0] * 10.0 ** -len(digits.partition(".")[2])


def wrong(frame: Frame, drag: Drag, told: Told) -> list[Shown]:
    """The shown numbers that are not what they should be, within their last digit; `told` is what the figure tells."""
    shown = drag.shown(frame, told["state"], told["step"])
    assert len(shown) == 3
    return [(s, exact) for s, exact in shown if abs(numbers(s)[-1] - exact) > last_digit(s) / 2 + abs(exact) * 1e-6]
