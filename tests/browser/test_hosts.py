"""Figures where they are used: sites made by the real tools, a notebook's output, and frames as learning systems and
blogs make them. Nothing is asked of any other host, nothing complains, nothing scrolls inside.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from IPython.display import IFrame
from playwright.sync_api import Locator, Page, expect

import antigradient as ag
from tests.browser.abroad import Abroad, Figure, said

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "embedding.md").read_text(encoding="utf-8")
SHOWN = "http://127.0.0.1:8000"
EXAMPLES = re.findall(r"^```html\n(.*?)^```$", TEXT, re.M | re.S)
(CHAPTER,) = re.findall(r"^```markdown\n(.*?)^```$", TEXT, re.M | re.S)
(NOTEBOOK,) = re.findall(r"^```python\n(.*?)^```$", TEXT, re.M | re.S)


def shown(picture: Locator) -> None:
    """A still figure has arrived and can be drawn."""
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("(img) => img.decode().then(() => img.naturalWidth)") > 300


def mkdocs(folder: Path) -> Path:
    (folder / "docs").mkdir()
    # By default its theme takes syntax colours from another host.
    (folder / "mkdocs.yml").write_text(
        "site_name: A course\ntheme: {name: mkdocs, highlightjs: false}\nplugins: [search, antigradient]\n"
    )
    return folder / "docs" / "index.md"


def sphinx(folder: Path) -> Path:
    (folder / "conf.py").write_text('project = "A course"\nextensions = ["myst_parser", "antigradient.sphinx"]\n')
    return folder / "index.md"


#: A figure that the site holds itself, as each tool has it.
OWN = {
    "mkdocs": "\n\n```gradient-descent\nobjective: bowl\neta: 0.2\n```\n",
    "sphinx": "\n\n```{gradient-descent}\n:objective: bowl\n:eta: 0.2\n```\n",
}
BUILDERS = {
    "mkdocs": (mkdocs, ["mkdocs", "build", "--strict", "--quiet", "--site-dir", "site"]),
    "sphinx": (sphinx, ["sphinx", "-W", "--keep-going", "-q", "-b", "html", ".", "site"]),
}


@pytest.mark.parametrize("builder", BUILDERS)
def test_a_site(abroad: Abroad, builder: str) -> None:
    prepare, command = BUILDERS[builder]
    prepare(abroad.folder).write_text(CHAPTER.replace(SHOWN, abroad.server) + OWN[builder], encoding="utf-8")
    built = subprocess.run(
        [sys.executable, "-W", "error", "-m", *command], cwd=abroad.folder, capture_output=True, text=True
    )
    assert (built.returncode, built.stdout, built.stderr) == (0, "", "")
    page = abroad.page()
    page.goto(f"{abroad.url}/site/index.html")
    element = page.locator("gradient-descent")
    element.scroll_into_view_if_needed()
    lively = Figure(element.locator("iframe"))
    lively.drawn()
    assert lively.frame.evaluate("(frame) => frame.clientHeight") > 400
    assert lively.scrolls() == 0
    step = page.evaluate("() => { const g = document.querySelector('gradient-descent'); g.step(4); return g.get(); }")
    assert (step["step"], step["beta"]) == (4, 180)
    lively.at_step(4)
    plain = Figure(page.locator("iframe[src]").first)
    plain.frame.scroll_into_view_if_needed()
    plain.drawn()
    assert plain.scrolls() == 0, "the map fits into the height that is given"
    shown(page.locator("img[src*='figure.svg']"))
    moved(Figure(page.locator("iframe[sandbox='allow-scripts'][allow]")))


def moved(figure: Figure) -> None:
    """A figure that asks no server is drawn, and its start follows a hand."""
    figure.frame.scroll_into_view_if_needed()
    figure.drawn()
    words = figure.inside.get_by_role("status").first
    before = words.inner_text()
    figure.inside.get_by_role("slider", name="Start point").drag_to(
        figure.inside.locator("#map-svg"), target_position={"x": 300, "y": 100}
    )
    expect(words).not_to_have_text(before)


@pytest.mark.parametrize("example", EXAMPLES, ids=range(len(EXAMPLES)))
def test_an_example(abroad: Abroad, example: str) -> None:
    page = abroad.open(example.replace(SHOWN, "SERVER"))
    for frame in page.locator("iframe").all():
        figure = Figure(frame)
        figure.at_step(0)
        expect(figure.inside.locator("#map-svg path.path")).to_be_attached()
        if "gd:" in example or "gradient-descent" in example:
            figure.fits()
        assert figure.scrolls() == 0
    for picture in page.locator("img").all():
        shown(picture)
    if 'id="next"' in example:
        page.get_by_role("button", name="Next step").click()
        expect(page.locator("#loss")).to_contain_text("step 1: loss 4.68")  # 13 (1 − 2η)²
        expect(figure.inside.get_by_role("slider", name="Start point")).to_have_count(0)  # the reader is locked out
    if "gd:set" in example:
        page.wait_for_function("() => said.some(({ state }) => state?.eta === 0.4)")


def test_every_way_has_an_example() -> None:
    for tag, example in zip(("iframe", "gradient-descent", "img"), EXAMPLES, strict=False):
        assert f"<{tag} " in example


OUTPUT = '<div class="jp-RenderedHTMLCommon jp-RenderedHTML jp-OutputArea-output">{}</div>'


def test_the_output_of_a_notebook(abroad: Abroad) -> None:
    """A frame of the server's, and a run, which shows itself: it asks nobody, and is moved by hand."""
    names = {"IFrame": IFrame}
    *_, last = NOTEBOOK.replace(SHOWN, abroad.server).strip().splitlines()
    output = eval(last, names)._repr_html_()  # noqa: S307
    run = ag.run("bowl", eta=0.2)._repr_mimebundle_()["text/html"]
    page = abroad.open(OUTPUT.format(output) + OUTPUT.format(run))
    figure, own = (Figure(page.locator("iframe").nth(i)) for i in range(2))
    figure.drawn()
    assert figure.scrolls() == 0
    figure.inside.get_by_role("button", name="Next step").click()
    figure.at_step(1)

    moved(own)
    picture, frame = page.get_by_role("img", name="Contour map").bounding_box(), own.frame.bounding_box()
    assert picture is not None
    assert frame is not None
    assert frame["x"] <= picture["x"]
    assert frame["y"] <= picture["y"]
    assert frame["x"] + frame["width"] >= picture["x"] + picture["width"]
    assert frame["y"] + frame["height"] >= picture["y"] + picture["height"], "the still is covered"
    assert own.inside.locator("#band-key").evaluate("(key) => key.getBoundingClientRect().bottom <= innerHeight")


def test_a_rich_content_page_of_canvas(abroad: Abroad) -> None:
    """A frame as its editor leaves it, and a page that resizes whichever of its frames asks, and answers."""
    page = abroad.open(
        """<div class="user_content"><p><iframe title="A bowl" src="SERVER/embed?objective=bowl&amp;eta=0.2"
        width="100%" height="150" style="border: 0;" loading="lazy" allowfullscreen="allowfullscreen"></iframe></p>
        </div>
        <script>
        addEventListener("message", (event) => {
          const message = typeof event.data === "string" ? JSON.parse(event.data) : event.data;
          if (message.subject !== "lti.frameResize") return;
          const frame = [...document.querySelectorAll("iframe")].find((one) => one.contentWindow === event.source);
          frame.height = frame.style.height = `${message.height}px`;
          event.source.postMessage({ subject: "lti.frameResize.response" }, event.origin);
        });
        </script>"""
    )
    figure = Figure(page.locator("iframe"))
    figure.drawn()
    figure.fits()
    assert figure.scrolls() == 0
    assert said(page, "gd:error") == []


#: What WordPress leaves of a stranger's oEmbed: `wp_filter_oembed_result()`, src/wp-includes/embed.php.
KEPT = ("src", "width", "height", "frameborder", "marginwidth", "marginheight", "scrolling", "title")
#: Its page, with what wp-embed.js does there, in short.
WORDPRESS = """<article style="width: 600px">{quotation}<iframe class="wp-embedded-content" sandbox="allow-scripts"
  security="restricted" {style} {kept} data-secret="{secret}"></iframe></article>
<script>
const frame = document.querySelector("iframe");
addEventListener("message", ({{ source, data }}) => {{
  if (data?.secret !== frame.dataset.secret) return;
  document.querySelector("blockquote").style.display = "none";
  if (source !== frame.contentWindow) return;
  frame.removeAttribute("style");
  if (data.message === "height") frame.height = Math.min(Math.max(parseInt(data.value, 10), 200), 1000);
  if (data.message !== "link") return;
  const [from, to] = [new URL(frame.getAttribute("src")), new URL(data.value)];
  if (!/^https?:$/.test(to.protocol) || to.host !== from.host || document.activeElement !== frame) return;
  window.top.location.href = data.value;
}});
{late}
</script>"""
#: How it hides the frame until that has told its height: up to 6.1, and later.
HIDDEN = ["position: absolute; clip: rect(1px, 1px, 1px, 1px);", "position: absolute; visibility: hidden;"]
LATE = """addEventListener("load", () => setTimeout(() => {
  frame.src += "#?secret=" + frame.dataset.secret;
  frame.contentWindow.postMessage({ message: "ready", secret: frame.dataset.secret }, "*");
}));"""


def wordpress(abroad: Abroad, late: bool, hidden: str) -> Page:
    """A post with the figure's address on a line of its own."""
    address = f"{abroad.server}/?objective=bowl&eta=0.2"
    html = httpx.get(f"{abroad.server}/oembed", params={"url": address, "maxwidth": 600}).json()["html"]
    secret = "Ab12Cd34Ef"
    ((quotation, frame),) = re.findall(r"^<blockquote[^>]*>(.*?)</blockquote>(<iframe.*)$", html)
    given = dict(re.findall(r'([a-z]+)="([^"]*)"', frame))
    given["src"] += "" if late else f"#?secret={secret}"
    return abroad.open(
        WORDPRESS.format(
            quotation=f'<blockquote class="wp-embedded-content" data-secret="{secret}">{quotation}</blockquote>',
            style=f'style="{hidden}"',
            kept=" ".join(f'{name}="{given[name]}"' for name in KEPT if name in given),
            secret=secret,
            late=LATE if late else "",
        )
    )


@pytest.mark.parametrize("hidden", HIDDEN, ids=["clipped", "invisible"])
@pytest.mark.parametrize("late", [False, True], ids=["at once", "late"])
def test_a_post_of_wordpress(abroad: Abroad, late: bool, hidden: str) -> None:
    page = wordpress(abroad, late, hidden)
    figure = Figure(page.locator("iframe"))
    expect(figure.frame).not_to_have_attribute("style", re.compile(""))
    expect(page.get_by_role("blockquote")).to_be_hidden()
    figure.drawn()
    figure.fits()
    assert figure.scrolls() == 0
    assert page.evaluate("() => said.findLast(({ message }) => message === 'height').secret") == "Ab12Cd34Ef"
    box = "(frame) => [frame.offsetWidth, frame.offsetWidth - frame.clientWidth]"
    assert figure.frame.evaluate(box) == [600, 0], "as wide as the post, without a border"

    figure.inside.get_by_role("button", name="Next step").click()
    figure.at_step(1)
    figure.inside.get_by_role("link", name="Open in Antigradient").click()
    page.wait_for_url(f"{abroad.server}/?objective=bowl&eta=0.2&step=1")
    expect(page.get_by_role("heading", name="Gradient descent, step by step")).to_be_attached()
