"""The lesson in every engine: it loads, and three of its tasks, of three kinds, are seen to be done."""

from __future__ import annotations

from tests.browser.engines.conftest import Visit

#: The figure's state has come, by which acts are seen.
TOLD = "() => !!document.querySelector('#two-dials gradient-descent')?.state"
#: Numbers typed into the boxes of the first section's dials; a page may reach into a frame of its own origin.
TURN = """() => {
  const frame = document.querySelector("#two-dials gradient-descent").shadowRoot.querySelector("iframe");
  const boxes = frame.contentDocument.querySelectorAll("#dials [role=spinbutton]");
  for (const [i, value] of ["1.15", "-0.35"].entries()) {
    boxes[i].value = value;
    for (const kind of ["input", "change"]) boxes[i].dispatchEvent(new Event(kind, { bubbles: true }));
  }
  return true;
}"""
TYPE = """() => {
  const form = document.querySelector("#how-wrong-by-hand");
  const { answer } = JSON.parse(document.getElementById("boot").textContent).checks["how-wrong"]["by-hand"];
  form.querySelector("input").value = answer;
  form.querySelector("button").click();
  return true;
}"""


def is_done(id: str) -> str:
    return f"() => document.querySelector('#{id}').classList.contains('is-done')"


def test_three_tasks(visit: Visit) -> None:
    engine = visit.open("/lesson?sections=two-dials,how-wrong")
    engine.evaluate("() => { localStorage.clear(); return true; }")
    engine.says("h1", "Gradient descent, from the beginning")
    engine.wait(TOLD)
    assert not engine.evaluate(is_done("two-dials-fit"))
    engine.evaluate(TURN)
    engine.wait(is_done("two-dials-fit"))
    engine.click("#two-dials-sideways button[value='2']")
    engine.wait(is_done("two-dials-sideways"))
    engine.evaluate(TYPE)
    engine.wait(is_done("how-wrong-by-hand"))
    assert engine.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    visit.keep("lesson")
