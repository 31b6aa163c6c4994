"""`<gradient-descent>` on pages of another origin, as authors and frameworks use it."""

from __future__ import annotations

from collections import Counter
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.abroad import Abroad, Figure

SCRIPT = '<script type="module" src="SERVER/embed.js"></script>'
HEARD = """<script>
window.heard = [];
for (const type of ["gd-ready", "gd-change", "gd-error"])
  document.addEventListener(type, ({ target, detail }) => heard.push([target.id, type, detail]));
</script>"""


#: The built files that came over the network, not out of the cache.
FETCHED = """() => performance.getEntriesByType("resource")
  .filter(({ name, transferSize }) => name.includes("/static/") && transferSize)
  .map(({ name }) => name)"""


def heard(page: Page, id: str, type: str) -> list[Any]:
    """What has come from an element so far."""
    events: list[Any] = page.evaluate(
        "([id, type]) => heard.filter(([i, t]) => i === id && t === type).map(([, , detail]) => detail)", [id, type]
    )
    return events


def last(page: Page, id: str = "g") -> dict[str, Any]:
    """The element's own answer."""
    answer: dict[str, Any] = page.evaluate("(id) => document.getElementById(id).get()", id)
    return answer


def until(page: Page, condition: str) -> None:
    page.wait_for_function(condition)


def test_it_takes_the_place_of_its_children_and_follows(abroad: Abroad) -> None:
    page = abroad.open(
        f"{HEARD}<p id=before>Before.</p><gradient-descent id=g objective=bowl eta=0.2 title='A bowl'><p>Still</p>"
        "</gradient-descent><p id=after>After.</p>",
        allow=["status of 422"],
    )
    expect(page.get_by_text("Still")).to_be_visible()  # there is no script yet, as on a page that a server rendered
    loads: list[str] = []
    page.on("framenavigated", lambda frame: loads.extend([frame.url] if "/embed" in frame.url else []))
    page.evaluate("(src) => import(src)", f"{abroad.server}/embed.js")
    room = page.evaluate("() => g.getBoundingClientRect().height")
    assert room > 600, "it keeps room for what will come"

    figure = Figure(page.locator("#g iframe"))
    figure.drawn()
    figure.fits()
    expect(page.get_by_text("Still")).to_be_hidden()
    assert page.evaluate("() => g.getBoundingClientRect().height") == room, "what stands below does not jump"
    assert loads == [f"{abroad.server}/embed?objective=bowl&eta=0.2&lang=en"]
    expect(figure.frame).to_have_attribute("title", "A bowl")
    assert len(heard(page, "g", "gd-ready")) == 1
    answer = last(page)
    assert (answer["step"], answer["beta"], answer["state"]["eta"]) == (0, 180, 0.2)

    # Attributes are followed without loading anew, also when they go.
    page.evaluate("() => { g.setAttribute('eta', '0.4'); g.setAttribute('start', '1,-2'); g.title = 'Another'; }")
    until(page, "() => g.state.eta === 0.4")
    assert page.evaluate("() => g.state.start") == [1, -2]
    expect(figure.frame).to_have_attribute("title", "Another")
    page.evaluate("() => g.removeAttribute('start')")
    until(page, "() => g.state.start[0] === -3")
    page.evaluate("() => g.setAttribute('theme', 'dark')")
    expect(figure.inside.locator("html")).to_have_attribute("data-theme", "dark")
    assert heard(page, "g", "gd-error") == []
    page.evaluate("() => { g.setAttribute('eta', '-1'); g.setAttribute('learning_rate', '1'); }")
    until(page, "() => heard.some(([, type]) => type === 'gd-error')")
    (error,) = heard(page, "g", "gd-error")
    assert [entry["parameter"] for entry in error["errors"]] == ["eta", "learning_rate"]
    assert last(page)["state"]["eta"] == 0.4
    page.evaluate("() => { g.setAttribute('eta', '0.4'); g.removeAttribute('learning_rate'); }")

    # Methods, and values of scripts.
    page.evaluate("() => { g.step(); g.step(5); g.step(-2); }")
    assert last(page)["step"] == 4
    figure.at_step(4)
    page.evaluate("() => { g.state = { eta: 0.25, start: [2, 2], step: 3, vs: [{ optimiser: 'adam', eta: 0.1 }] }; }")
    answer = last(page)
    assert (answer["step"], answer["state"]["start"], answer["state"]["vs"]) == (
        3,
        [2, 2],
        [{"optimiser": "adam", "eta": 0.1}],
    )
    page.evaluate("() => g.play()")
    until(page, "() => heard.at(-1)[2].step > 4")
    page.evaluate("() => g.pause()")
    page.evaluate("() => g.reset()")
    assert last(page)["step"] == 3
    page.evaluate("() => { g.step = 2; }")  # as a framework sets what it takes for a property
    until(page, "() => heard.at(-1)[2].step === 2")
    assert page.evaluate("() => typeof g.step") == "function"
    assert len(loads) == 1

    # What the frame cannot follow loads it anew, where it was.
    page.evaluate("() => g.setAttribute('lock', 'all')")
    until(page, "() => heard.filter(([, type]) => type === 'gd-ready').length === 2")
    assert last(page)["step"] == 2
    assert last(page)["state"]["start"] == [2, 2]
    assert len(loads) == 2

    # Moved, it goes on where it was, too.
    page.evaluate("() => g.step(3)")
    until(page, "() => heard.at(-1)[2].step === 5")  # told in the next frame, and moved with it
    page.evaluate("() => document.body.prepend(g)")
    until(page, "() => heard.filter(([, type]) => type === 'gd-ready').length === 3")
    assert last(page)["step"] == 5
    figure.fits()

    # Whoever else speaks on the page is not its frame.
    page.evaluate("() => postMessage({ type: 'gd:resize', height: 3 }, '*')")
    stranger = (
        "() => { const f = document.createElement('iframe'); document.body.append(f); f.contentWindow.eval(`%s`); }"
    )
    page.evaluate(stranger % 'parent.postMessage({ type: "gd:change", state: {} }, "*")')
    until(page, "() => window.said.some(({ state }) => state && !state.objective)")
    assert page.evaluate("() => g.state.objective") == "bowl"
    figure.fits()


def test_however_it_is_made(abroad: Abroad) -> None:
    """By a framework before the module came, in a shadow tree, by script; and with the module loaded twice."""
    page = abroad.open(
        f"""{HEARD}<gradient-descent id="early" objective="bowl" eta="0.2" autoplay="false"></gradient-descent>
        <div id="host"></div>
        <script>
        early.state = {{ eta: 0.1 }};
        early.step = 2;
        host.attachShadow({{ mode: "open" }}).innerHTML =
          `<gradient-descent id="deep" objective="bowl" eta="0.2" vs="adam;eta=0.1 momentum"
             hide="key,sentence"></gradient-descent>`;
        </script>{SCRIPT}{SCRIPT.replace("embed.js", "embed.js?again")}"""
    )
    figure = Figure(page.locator("#deep iframe"))
    figure.drawn()
    expect(figure.inside.locator(".key")).to_be_hidden()
    until(page, "() => heard.filter(([, type]) => type === 'gd-change').length >= 2")
    assert heard(page, "host", "gd-ready"), "events leave the shadow tree"
    runs = page.evaluate("() => host.shadowRoot.firstElementChild.get().then(({ state }) => state.vs)")
    assert runs == [{"optimiser": "adam", "eta": 0.1}, {"optimiser": "momentum"}]
    assert page.evaluate("() => host.shadowRoot.firstElementChild.state.hide") == ["sentence", "key"]
    answer = last(page, "early")
    assert (answer["state"]["eta"], answer["step"]) == (0.1, 2)
    page.evaluate(
        """() => { const made = document.createElement("gradient-descent"); made.id = "made"; made.state = { step: 1 };
        made.setAttribute("objective", "saddle"); document.body.prepend(made); }"""
    )
    answer = last(page, "made")
    assert (answer["state"]["objective"], answer["step"]) == ("saddle", 1)
    assert heard(page, "made", "gd-error") == []


def test_under_a_strict_policy(abroad: Abroad) -> None:
    policy = "default-src 'none'; script-src SERVER; frame-src SERVER"
    page = abroad.open(
        f"<gradient-descent objective=bowl eta=0.2><p>Still</p></gradient-descent>{SCRIPT}",
        head=f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
    )
    figure = Figure(page.locator("iframe"))
    figure.drawn()
    figure.fits()
    expect(page.get_by_text("Still")).to_be_hidden()


def test_where_no_figure_comes_its_children_stay(abroad: Abroad) -> None:
    elements = "<gradient-descent id=g><p>Still</p></gradient-descent><gradient-descent eta=2></gradient-descent>"
    page = abroad.page(allow=["Failed to load resource", "failed: "])
    page.clock.install()
    page.route("**/embed?*", lambda route: route.abort())
    abroad.write(SCRIPT + elements)
    page.goto(f"{abroad.url}/index.html")
    expect(page.get_by_text("Still")).to_be_visible()
    expect(page.get_by_role("link")).to_have_attribute("href", f"{abroad.server}/?eta=2&lang=en")
    assert page.evaluate("() => g.getBoundingClientRect().height") > 600
    page.clock.fast_forward(6000)
    until(page, "() => g.getBoundingClientRect().height < 100")
    expect(page.get_by_text("Still")).to_be_visible()
    expect(page.get_by_role("link", name="Gradient descent: open the figure")).to_be_visible()


def test_what_stands_beside_the_map_has_room(abroad: Abroad) -> None:
    """The frame holds map, notices, cards and controls: the map does not take the room that was asked for these."""
    rest = ("eta=x", "show=numbers", "show=controls", "show=formula,tools", "show=numbers vs=adam")
    page = abroad.open(
        f"{SCRIPT}{''.join(f'<gradient-descent objective=bowl {more}></gradient-descent>' for more in rest)}"
    )
    for figure in [Figure(frame) for frame in page.locator("gradient-descent iframe").all()]:
        figure.frame.scroll_into_view_if_needed()
        figure.at_step(0)
        asked = (
            "frame => new Promise(done => requestAnimationFrame(() => setTimeout(() => done(frame.clientHeight), 200)))"
        )
        assert figure.frame.evaluate(asked) > 600
        assert figure.scrolls() == 0


def test_five_share_what_they_load(abroad: Abroad) -> None:
    """Each built file comes over the network once; in a browser that has none of them yet."""
    abroad.write(SCRIPT + "".join(f"<gradient-descent step={i}></gradient-descent>" for i in range(1, 6)))
    with abroad.tabs.browser.new_context(viewport={"width": 1000, "height": 4000}) as context:
        page = context.new_page()
        page.goto(f"{abroad.url}/index.html")
        figures = [Figure(frame) for frame in page.locator("gradient-descent iframe").all()]
        for i, figure in enumerate(figures, 1):
            figure.at_step(i)
        fetched = Counter(name for figure in figures for name in figure.document.evaluate(FETCHED))
    assert len(figures) == 5
    assert any("/embed-" in name for name in fetched)
    assert set(fetched.values()) == {1}, fetched
