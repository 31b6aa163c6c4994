"""The command: its options, its address, its ports."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from html import unescape
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import httpx
import pytest
import uvicorn

from app import __version__, cli
from bench.crowd import workers
from tests.packaging.conftest import ROOT, Built
from tests.packaging.server import serving

COMMAND = [sys.executable, "-m", "antigradient", "--no-open"]


# --- options ---


def test_the_defaults() -> None:
    options = cli.parse([])
    assert (options.host, options.port, options.workers, options.root_path, options.open) == (
        "127.0.0.1",
        None,
        1,
        None,
        True,
    )


@pytest.mark.parametrize(
    "wrong",
    [["--port", "-1"], ["--port", "65536"], ["--port", "eight"], ["--port", "²"], ["--workers", "0"], ["--nonsense"]],
)
def test_wrong_options_are_refused_in_words(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        cli.parse(wrong)
    assert end.value.code == 2
    assert wrong[0] in capsys.readouterr().err


@pytest.mark.parametrize(("given", "path"), [("grad", "/grad"), ("/grad/", "/grad"), ("/a/b", "/a/b"), ("/", "")])
def test_a_root_path_is_normalised(given: str, path: str) -> None:
    assert cli.parse(["--root-path", given]).root_path == path


def test_version() -> None:
    done = subprocess.run([*COMMAND[:-1], "--version"], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.strip().endswith(__version__)


def test_a_wrong_setting_is_named_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ANTIGRADIENT_GRID", "many")
    assert cli.main(["--no-open"]) == 1
    assert re.fullmatch(r"ANTIGRADIENT_GRID: [^\n]*\.\n", capsys.readouterr().err)


# --- address ---


@pytest.mark.parametrize(
    ("host", "root_path", "address"),
    [
        ("127.0.0.1", "", "http://127.0.0.1:8000/"),
        ("localhost", "", "http://localhost:8000/"),
        ("0.0.0.0", "", "http://127.0.0.1:8000/"),
        ("::", "", "http://[::1]:8000/"),
        ("::1", "", "http://[::1]:8000/"),
        ("127.0.0.1", "/grad", "http://127.0.0.1:8000/grad/"),
    ],
)
def test_the_address_can_be_clicked(host: str, root_path: str, address: str) -> None:
    assert cli.browsable_url(host, 8000, root_path) == address


# --- ports ---


def has_ipv6() -> bool:
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        return False
    return True


HOSTS = ["127.0.0.1", pytest.param("::1", marks=pytest.mark.skipif(not has_ipv6(), reason="no IPv6 here"))]


@pytest.fixture(params=HOSTS)
def taken(request: pytest.FixtureRequest) -> Iterator[tuple[str, int]]:
    """A host, and a port on it that somebody listens on."""
    with closing(cli.listen(request.param, 0)) as listener:
        yield request.param, listener.getsockname()[1]


def test_a_taken_port_gives_the_next_free_one(taken: tuple[str, int]) -> None:
    host, port = taken
    with closing(cli.listen(host, port, cli.TRIES)) as listener:
        assert port < listener.getsockname()[1] < port + cli.TRIES


def test_ports_are_looked_for_on_the_same_host_only(taken: tuple[str, int]) -> None:
    """The same port of another address is free, and is the one that was asked for."""
    _, port = taken
    with closing(cli.listen("127.0.0.2", port)) as listener:
        assert listener.getsockname() == ("127.0.0.2", port)


def test_an_address_that_is_not_ours_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--host", "192.0.2.1", "--no-open"]) == 1
    assert re.fullmatch(r"Cannot serve on 192\.0\.2\.1, port 8000: .*\.\n", capsys.readouterr().err)


def test_no_port_left_is_said() -> None:
    with closing(cli.listen("127.0.0.1", 65535)), pytest.raises(OSError, match="65535 to 65535 are all taken"):
        cli.listen("127.0.0.1", 65535, cli.TRIES)


def test_a_taken_port_that_was_asked_for_is_an_error(
    taken: tuple[str, int], capsys: pytest.CaptureFixture[str]
) -> None:
    host, port = taken
    assert cli.main(["--host", host, "--port", str(port), "--no-open"]) == 1
    assert capsys.readouterr().err == f"Cannot serve on {host}, port {port}: it is taken.\n"


def test_where_none_was_asked_for_the_next_one_is_said(
    monkeypatch: pytest.MonkeyPatch, taken: tuple[str, int], capsys: pytest.CaptureFixture[str]
) -> None:
    host, port = taken
    served: list[socket.socket] = []
    monkeypatch.setattr(cli, "PORT", port)
    monkeypatch.setattr(cli, "announce", lambda *_: None)
    monkeypatch.setattr(cli, "serve", lambda _, listener: served.append(listener))
    assert cli.main(["--host", host, "--no-open"]) == 0
    with closing(served[0]) as listener:
        assert capsys.readouterr().out == f"Port {port} is taken; using {listener.getsockname()[1]}.\n"


def test_a_taken_port_of_metrics_is_an_error(
    monkeypatch: pytest.MonkeyPatch, taken: tuple[str, int], capsys: pytest.CaptureFixture[str]
) -> None:
    host, port = taken
    monkeypatch.setenv("ANTIGRADIENT_METRICS_HOST", host)
    monkeypatch.setenv("ANTIGRADIENT_METRICS_PORT", str(port))
    assert cli.main(["--port", "0", "--no-open"]) == 1
    assert capsys.readouterr().err.startswith(f"Cannot serve metrics on {host}, port {port}: ")


# --- processors ---


@pytest.mark.parametrize(
    ("quota", "count"), [("max 100000", 64), ("200000 100000", 2), ("50000 100000", 1), ("", 64), (None, 64)]
)
def test_a_container_has_the_processors_of_its_quota(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quota: str | None, count: int
) -> None:
    monkeypatch.setattr(sys, "platform", "another")
    monkeypatch.setattr(os, "cpu_count", lambda: 64)
    if quota is not None:
        (tmp_path / "cpu.max").write_text(quota)
    assert cli.cores(tmp_path / "cpu.max") == count


# --- browser ---


@pytest.mark.parametrize(
    ("terminal", "environment", "opens"),
    [
        (True, {"DISPLAY": ":0"}, True),
        (True, {"WAYLAND_DISPLAY": "wayland-0"}, True),
        (True, {}, False),
        (True, {"DISPLAY": ":0", "CI": "true"}, False),
        (False, {"DISPLAY": ":0"}, False),
    ],
)
def test_a_browser_is_opened_only_where_somebody_sees_it(
    monkeypatch: pytest.MonkeyPatch, terminal: bool, environment: dict[str, str], opens: bool
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "CI"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: terminal, raising=False)
    assert cli.can_open_browser() is opens


def test_a_browser_that_fails_is_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(address: str) -> None:
        raise OSError(address)

    monkeypatch.setattr("webbrowser.open", fail)
    cli.open_browser("http://127.0.0.1:8000/")


# --- serving ---


def test_it_serves(tmp_path: Path, built: Built) -> None:
    command = [str(built.venv / "bin" / "antigradient"), "--no-open", "--port", "0"]
    with serving(command, built.environment | {"ANTIGRADIENT_PROCESSES": "1"}, tmp_path) as server:
        assert httpx.get(server.url + "healthz").status_code == 200
        while not workers(server.process.pid):
            time.sleep(0.1)
        assert httpx.get(server.url + "embed", timeout=60).status_code == 200  # by a process of its own


def test_several_workers_serve(tmp_path: Path, built: Built) -> None:
    """What each of them counts is added up, and the proxy that is named is believed."""
    with closing(cli.listen("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings = {"ANTIGRADIENT_METRICS_PORT": str(port), "ANTIGRADIENT_PROXIES": "127.0.0.0/8"}
    command = [str(built.venv / "bin" / "antigradient"), "--no-open", "--port", "0", "--workers", "2"]
    with serving(command, {**built.environment, **settings}, tmp_path) as server:
        for _ in range(8):  # at the first try: what is printed answers
            assert httpx.get(server.url + "api/v1/gradient").status_code == 200
        counted = httpx.get(f"http://127.0.0.1:{port}/metrics").text
        assert 'antigradient_requests_total{method="GET",route="/api/v1/gradient",status="200"} 8.0' in counted
        assert httpx.get(server.url + "metrics").status_code == 404
        page = httpx.get(server.url, headers={"Host": "public.example", "X-Forwarded-Proto": "https"})
        assert "https://public.example/" in page.text


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
@pytest.mark.parametrize("workers", ["1", "2"])
def test_no_worker_outlives_the_command(tmp_path: Path, how: signal.Signals, workers: str) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with serving([*COMMAND, "--port", "0", "--workers", workers], environment, tmp_path) as server:
        server.process.send_signal(how)
        server.process.wait(timeout=30)
        for _ in range(300):
            try:
                socket.create_connection(("127.0.0.1", server.port), timeout=1).close()
            except OSError:
                break
            time.sleep(0.1)
        else:
            raise AssertionError("somebody still listens")


def test_all_workers_serve_the_one_listener(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is never closed and bound anew: between the two a printed address would be refused."""
    served: list[socket.socket] = []

    class Supervisor:
        def __init__(self, config: uvicorn.Config, sockets: list[socket.socket]) -> None:
            assert (config.app, config.workers, config.loaded) == (cli.WORKER, 2, False)
            served.extend(sockets)

        def run(self) -> None:
            socket.create_connection(served[0].getsockname(), timeout=1).close()

    monkeypatch.setattr(cli, "Multiprocess", Supervisor)
    with closing(cli.listen("127.0.0.1", 0)) as listener:
        cli.serve(uvicorn.Config(cli.APP, workers=2), listener)
        assert served == [listener]


def test_the_address_is_printed_when_it_answers(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A listener alone does not do: nor does somebody who answers something else."""
    asked: list[str] = []

    class Late(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            assert capsys.readouterr().out == ""
            asked.append(self.path)
            self.send_response([404, 503, 200][len(asked) - 1])
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    opened: list[str] = []
    monkeypatch.setattr(cli, "open_browser", opened.append)
    with HTTPServer(("127.0.0.1", 0), Late) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/grad/"
        cli.announce(address, browser=True)
        server.shutdown()
    assert asked == ["/grad/healthz"] * 3
    assert f"{address} " in capsys.readouterr().out
    assert opened == [address]


def test_nobody_there_is_no_answer() -> None:
    with closing(cli.listen("127.0.0.1", 0)) as listener:
        address = cli.browsable_url("127.0.0.1", listener.getsockname()[1])
    assert not cli.is_up(address)


def test_a_root_path_reaches_every_link(tmp_path: Path, built: Built) -> None:
    command = [str(built.venv / "bin" / "antigradient"), "--no-open", "--port", "0", "--root-path", "grad"]
    with serving(command, built.environment, tmp_path) as server:
        assert server.url.endswith("/grad/")
        page = httpx.get(server.url)
        assert page.status_code == 200
        links = [unescape(link) for link in re.findall(r'(?:src|href)="([^"#]+)', page.text)]
        assert links
        for link in links:
            address = httpx.URL(server.url).join(link)
            assert address.path.startswith("/grad/"), link
            assert httpx.get(address).status_code == 200, link


def test_uvicorn_serves_it_by_name(tmp_path: Path, built: Built) -> None:
    command = [str(built.venv / "bin" / "uvicorn"), "antigradient.app.main:app", "--port", "0"]
    with serving(command, built.environment, tmp_path) as server:
        assert httpx.get(f"http://127.0.0.1:{server.port}/healthz").status_code == 200
