"""A figure in a real WordPress, Debian's with MariaDB, looked at in Chromium, Firefox and WebKit; not part of CI.

As root on Debian: `python -m scripts.wordpress [FOLDER]`, pictures go into FOLDER. It installs what is missing, runs
all in a folder of its own, and takes both away again. The site has six posts: the address alone, the frame and the
element, each by an administrator, who may write raw HTML, and by an author, who may not. What holds of each is printed.

WordPress asks no server of the machine itself or of a private network: a plugin of the site allows that here. Nothing
else is changed.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx
from playwright.sync_api import Error, Page, sync_playwright

from scripts.screenshots import running_server
from tests.browser.engines.drivers import Engine, firefox, webkit
from tests.browser_support import FIREFOX, FLAGS, MINIBROWSER, WEBKIT, XVFB, ensure, ensure_chromium, find

PACKAGES = ("wordpress", "wordpress-theme-twentytwentythree", "mariadb-server", "php-cli", "php-mysql")
QUERY = "objective=bowl&eta=0.2"

CONFIG = """<?php
define("DB_NAME", "wordpress"); define("DB_USER", "root"); define("DB_PASSWORD", "");
define("DB_HOST", "localhost:{socket}"); define("DB_CHARSET", "utf8mb4"); define("DB_COLLATE", "");
define("WP_HOME", "{url}"); define("WP_SITEURL", "{url}"); define("DISABLE_WP_CRON", true); define("WP_DEBUG", false);
define("WP_CONTENT_DIR", "{content}"); define("AUTOMATIC_UPDATER_DISABLED", true);
$table_prefix = "wp_";
if (!defined("ABSPATH")) define("ABSPATH", __DIR__ . "/");
require_once ABSPATH . "wp-settings.php";
"""
#: What a site in the open does not need: its figures' server has a public address and a usual port.
PLUGIN = """<?php
add_filter("http_request_host_is_external", "__return_true");
add_filter("http_allowed_safe_ports", fn($ports) => [...$ports, {port}]);
"""
INSTALL = """<?php
define("WP_INSTALLING", true);
$_SERVER["HTTP_HOST"] = "{host}";
require "{site}/wp-load.php";
require ABSPATH . "wp-admin/includes/upgrade.php";
wp_install("Course", "administrator", "administrator@example.org", false, "", "secret");
$author = wp_create_user("author", "secret", "author@example.org");
(new WP_User($author))->set_role("author");
switch_theme("twentytwentythree");
$ids = [];
foreach (["administrator" => 1, "author" => $author] as $who => $user) {{
    wp_set_current_user($user);
    kses_init();
    foreach (json_decode(file_get_contents("{posts}"), true) as $name => $content) {{
        $ids["$who: $name"] = wp_insert_post(wp_slash([
            "post_title" => "$who: $name", "post_content" => $content,
            "post_status" => "publish", "post_author" => $user,
        ]));
    }}
}}
echo json_encode(["version" => get_bloginfo("version"), "theme" => wp_get_theme()->get("Name"), "posts" => $ids]);
"""
FRAMES = """() => [...document.querySelectorAll("iframe")].map((frame) => ({
  sandbox: frame.getAttribute("sandbox"), height: frame.offsetHeight, width: frame.offsetWidth,
}))"""
#: In the frame: the run is there, and what is drawn has the height of the frame.
ALIVE = """() => document.querySelector("#step")?.hasAttribute("aria-valuetext")
  && Boolean(document.querySelector("#map-svg .path"))"""
#: A page's sizes: in the narrow one the figure needs another height.
WIDE, NARROW = (1100, 900), (420, 900)
OTHER_HEIGHT = "(height) => document.querySelector('iframe').offsetHeight !== height"
SCROLLS = "() => document.documentElement.scrollHeight - innerHeight"
STEP = "() => { document.querySelector('#next').click(); return true; }"
STEPPED = "() => document.querySelector('#step').getAttribute('aria-valuetext').startsWith('step 1 ')"
ELEMENT = """async () => {
  const figure = document.querySelector("gradient-descent");
  if (!figure?.shadowRoot) return null;
  figure.scrollIntoView();
  figure.step(1);
  const { step } = await figure.get();
  return { step, height: figure.offsetHeight };
}"""
LINK = "(address) => [...document.links].some(({ href }) => href === address)"
#: Brings the figure into sight, once WordPress shows its frame: a style hides it until the frame tells its height.
IN_SIGHT = """() => {
  if (document.querySelector("iframe.wp-embedded-content[style]")) return false;
  document.querySelector("iframe, gradient-descent")?.scrollIntoView();
  return true;
}"""


class Chromium(Engine):
    """Chromium behind the commands of the other engines."""

    name = "chromium"

    def __init__(self, page: Page) -> None:
        self.page = page

    def size(self, width: int, height: int) -> None:
        """The viewport, in CSS pixels."""
        self.page.set_viewport_size({"width": width, "height": height})

    def goto(self, url: str) -> None:
        """Opens a page and waits until it has loaded."""
        self.page.goto(url)

    def run(self, code: str, frame: str | None) -> Any:
        """What an expression gives in the page, or in the frame that a selector finds."""
        if frame is None:
            try:
                return self.page.evaluate(code)
            except Error:  # asked while the page before it went
                self.page.wait_for_load_state()
                return self.page.evaluate(code)
        found = self.page.query_selector(frame)
        inside = found.content_frame() if found else None
        assert inside is not None, frame
        return inside.evaluate(code)

    def move(self, x: float, y: float, steps: int = 1) -> None:
        """Takes the mouse there."""
        self.page.mouse.move(x, y, steps=steps)

    def down(self) -> None:
        """Presses the mouse's button."""
        self.page.mouse.down()

    def up(self) -> None:
        """Lets it go."""
        self.page.mouse.up()

    def key(self, name: str) -> None:
        """Presses a key."""
        self.page.keyboard.press(name)

    def screenshot(self, path: Path) -> None:
        """What is in sight, as PNG."""
        self.page.screenshot(path=path)


def packages() -> set[str]:
    """The packages that are installed."""
    listed = subprocess.run(
        ["dpkg-query", "-W", "-f", "${db:Status-Abbrev} ${Package}\n"], capture_output=True, text=True, check=True
    )
    return {line.split()[1] for line in listed.stdout.splitlines() if line.startswith("ii")}


@contextmanager
def installed(*wanted: str) -> Iterator[None]:
    """Debian's packages, without starting their services; what was not there before is removed afterwards."""
    before = packages()
    policy = Path("/usr/sbin/policy-rc.d")
    own = not policy.exists()
    if own:
        policy.write_text("#!/bin/sh\nexit 101\n")
        policy.chmod(0o755)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}

    def apt(*arguments: str) -> None:
        done = subprocess.run(
            ["apt-get", "-q", "-y", *arguments], env=environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise SystemExit(done.stdout[-2000:] + done.stderr[-2000:])

    try:
        if missing := [name for name in wanted if name not in before]:
            apt("update")
            apt("install", "--no-install-recommends", *missing)
        yield
    finally:
        if new := sorted(packages() - before):
            apt("purge", *new)
        if own:
            policy.unlink()


@contextmanager
def running(*command: str, ready: Path | str, log: Path, **environment: str) -> Iterator[None]:
    """A program in the background, until a file is there or an address answers; it is ended afterwards."""
    with (
        log.open("w") as out,
        subprocess.Popen(
            command, stdout=out, stderr=out, env={**os.environ, **environment}, start_new_session=True
        ) as process,
    ):
        try:
            end = time.monotonic() + 60
            while not (ready.exists() if isinstance(ready, Path) else answers(ready)):
                if process.poll() is not None or time.monotonic() > end:
                    raise SystemExit(f"{command[0]}: {log.read_text()[-2000:]}")
                time.sleep(0.2)
            yield
        finally:
            os.killpg(process.pid, signal.SIGTERM)  # its workers too
            process.wait(60)


def answers(url: str) -> bool:
    """Whether somebody answers at an address, whatever."""
    try:
        httpx.get(url, timeout=5)
    except httpx.TransportError:
        return False
    return True


def free_port() -> int:
    """A port of this machine that nobody uses."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def database(folder: Path) -> Iterator[Path]:
    """MariaDB in a folder, with an empty database; its socket."""
    data, door = folder / "data", folder / "sql"
    subprocess.run(
        [
            "mariadb-install-db",
            "--user=root",
            f"--datadir={data}",
            "--auth-root-authentication-method=normal",
            "--skip-test-db",
        ],
        check=True,
        capture_output=True,
    )
    command = [
        "mariadbd",
        "--no-defaults",
        "--user=root",
        f"--datadir={data}",
        f"--socket={door}",
        "--skip-networking",
    ]
    with running(*command, f"--pid-file={folder / 'pid'}", ready=door, log=folder / "sql.log"):
        subprocess.run(
            ["mariadb", "--no-defaults", f"--socket={door}", "-uroot", "-e", "CREATE DATABASE wordpress"], check=True
        )
        yield door


@contextmanager
def wordpress(folder: Path, server: str, contents: dict[str, str]) -> Iterator[dict[str, Any]]:
    """A site with a post of each content by an administrator and by an author: version, theme, and posts' addresses."""
    site, port = folder / "site", free_port()
    content, url = site / "wp-content", f"http://127.0.0.1:{port}"
    shutil.copytree(
        "/usr/share/wordpress", site, ignore_dangling_symlinks=True, ignore=shutil.ignore_patterns("wp-config.php")
    )
    shutil.copytree("/var/lib/wordpress/wp-content", content, ignore_dangling_symlinks=True, dirs_exist_ok=True)
    with database(folder) as door:
        (site / "wp-config.php").write_text(CONFIG.format(socket=door, url=url, content=content))
        (content / "mu-plugins").mkdir(exist_ok=True)
        (content / "mu-plugins" / "near.php").write_text(PLUGIN.format(port=server.rstrip("/").rpartition(":")[2]))
        (folder / "posts.json").write_text(json.dumps(contents))
        (folder / "install.php").write_text(
            INSTALL.format(site=site, host=f"127.0.0.1:{port}", posts=folder / "posts.json")
        )
        done = subprocess.run(["php", str(folder / "install.php")], capture_output=True, text=True, check=False)
        try:
            found: dict[str, Any] = json.loads(done.stdout[done.stdout.index("{") :])
        except ValueError:
            raise SystemExit(done.stdout[-2000:] + done.stderr[-2000:]) from None
        command = ["php", "-S", f"127.0.0.1:{port}", "-t", str(site)]
        with running(*command, ready=f"{url}/", log=folder / "php.log", PHP_CLI_SERVER_WORKERS="4"):
            yield found | {"posts": {name: f"{url}/?p={id}" for name, id in found["posts"].items()}}


def contents_of(server: str) -> dict[str, str]:
    """What is written into the posts: as docs/embedding.md has it, by the block editor's marks for HTML."""
    address, title = f"{server}?{QUERY}", "Gradient descent on a bowl"
    escaped = QUERY.replace("&", "&amp;")
    frame = (
        f'<iframe src="{server}embed?{escaped}" title="{title}" width="100%" height="684" style="border:0"></iframe>'
    )
    element = (
        f'<script type="module" src="{server}embed.js"></script>'
        f'<gradient-descent objective="bowl" eta="0.2" title="{title}">'
        f'<a href="{server}?{escaped}">{title}</a></gradient-descent>'
    )
    return {
        "address": f"A figure:\n\n{address}\n\nThat was it.",
        "frame": f"<!-- wp:html -->{frame}<!-- /wp:html -->",
        "element": f"<!-- wp:html -->{element}<!-- /wp:html -->",
    }


def finding(engine: Engine, url: str, server: str) -> str:
    """What holds of a post in a browser, in a few words."""
    engine.goto(url)
    engine.wait(IN_SIGHT)
    if told := engine.evaluate(ELEMENT):
        return f"works: an element {told['height']} px tall, at step {told['step']}"
    frames = engine.evaluate(FRAMES)
    if not frames:
        return "a link to the figure" if engine.evaluate(LINK, f"{server}?{QUERY}") else "nothing of the figure is left"
    engine.wait(ALIVE, frame="iframe")
    engine.evaluate(STEP, frame="iframe")
    engine.wait(STEPPED, frame="iframe")
    time.sleep(1)  # the height follows
    (frame, *_), scrolls = engine.evaluate(FRAMES), engine.evaluate(SCROLLS, frame="iframe")
    fits = "nothing scrolls" if scrolls <= 0 else f"{scrolls} px scroll"
    sandbox = "no sandbox" if frame["sandbox"] is None else f"sandbox “{frame['sandbox']}”"
    return f"works: a frame of {frame['width']}×{frame['height']} px, {fits}, {sandbox}"


def followed(engine: Engine, server: str) -> str:
    """Of a sandboxed frame: whether its height follows a narrower page, and its link leads to the playground.

    Both is done by WordPress' page.
    """
    frames = engine.evaluate(FRAMES)
    if not frames or frames[0]["sandbox"] is None:
        return ""
    engine.size(*NARROW)
    try:
        engine.wait(OTHER_HEIGHT, frames[0]["height"])
        time.sleep(1)
        scrolls = engine.evaluate(SCROLLS, frame="iframe")
        narrow = "its height follows" if scrolls <= 0 else f"in a narrow page {scrolls} px scroll"
    except AssertionError:
        narrow = "its height stays in a narrow page"
    engine.size(*WIDE)
    try:
        engine.click("#open", frame="iframe")
        engine.wait("(server) => location.href.startsWith(server)", server)
    except AssertionError:
        return f", {narrow}, its link leads nowhere"
    return f", {narrow}, its link leads to the playground"


@contextmanager
def browsers() -> Iterator[list[Engine]]:
    """All three, each with an empty page."""
    ensure(FIREFOX, WEBKIT, XVFB)
    with ExitStack() as stack:
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=ensure_chromium(), args=FLAGS)
        stack.callback(browser.close)
        yield [
            Chromium(browser.new_page()),
            stack.enter_context(firefox(find(FIREFOX))),
            stack.enter_context(webkit(find(WEBKIT), find(MINIBROWSER), find(XVFB))),
        ]


def main(pictures: str | None = None) -> None:
    """Prints what holds of each post in each browser."""
    if os.geteuid():
        raise SystemExit("It installs packages: run it as root, on a Debian that may have them.")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # who ends it finds the machine as it was, too
    with ExitStack() as stack:
        stack.enter_context(installed(*PACKAGES))
        folder = Path(stack.enter_context(TemporaryDirectory()))
        server = stack.enter_context(running_server())
        site = stack.enter_context(wordpress(folder, server, contents_of(server)))
        print(f"WordPress {site['version']}, theme {site['theme']}")
        for engine in stack.enter_context(browsers()):
            engine.size(*WIDE)
            for name, url in site["posts"].items():
                try:
                    found = finding(engine, url, server)
                except AssertionError as wrong:
                    found = f"does not work: {wrong}"
                if pictures:
                    Path(pictures).mkdir(parents=True, exist_ok=True)
                    engine.screenshot(Path(pictures) / f"{engine.name}-{name.replace(': ', '-')}.png")
                print(f"{engine.name}, {name}: {found}{followed(engine, server)}", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:2])
