"""The command `antigradient`: serve on a free port, print a clickable address, open the browser."""

from __future__ import annotations

import argparse
import asyncio
import atexit
import errno
import ipaddress
import multiprocessing
import os
import signal
import socket
import sys
import threading
import time
import webbrowser
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

import uvicorn
from pydantic import ValidationError
from starlette.types import ASGIApp
from uvicorn.supervisors import Multiprocess

from . import __version__
from .settings import Settings

#: By their whole names, because worker processes import them anew: `antigradient.app` in a wheel, `app` in a checkout.
APP = f"{__package__}.main:app"
WORKER = f"{__package__}.cli:worker"
PORT = 8000  # where none is asked for
TRIES = 100  # ports from there on that are looked at before giving up
GUARDED = ("0.54",)  # versions of uvicorn, without their last number, whose insides the guard knows
LET_IN = 0.25  # seconds for which a server that is stopped goes on taking connections
ANSWERED = 5.0  # seconds for an answer within this machine, before it is asked for again


def main(argv: Sequence[str] | None = None) -> int:
    """For the command `antigradient`: serve until stopped; return the exit code."""
    options = parse(argv)
    if options.root_path is not None:
        # Settings reach the application by the environment, because worker processes import it anew.
        os.environ["ANTIGRADIENT_ROOT_PATH"] = options.root_path
    if wrong := wrong_settings():
        print(*wrong, sep="\n", file=sys.stderr)
        return 1
    # One process a core for heavy work, shared among workers, unless it is set.
    os.environ.setdefault("ANTIGRADIENT_PROCESSES", str(max(1, cores() // options.workers)))
    settings = Settings()
    try:
        if settings.metrics_port:
            serve_metrics(settings, several=options.workers > 1)
    except OSError as error:
        place = f"{settings.metrics_host}, port {settings.metrics_port}"
        print(f"Cannot serve metrics on {place}: {error.strerror or error}.", file=sys.stderr)
        return 1
    config = uvicorn.Config(APP, workers=options.workers, **server_options(settings))
    config.load()  # an application that cannot start says so before an address is printed
    wanted = PORT if options.port is None else options.port
    try:
        listener = listen(options.host, wanted, TRIES if options.port is None else 1)
    except OSError as error:
        print(f"Cannot serve on {options.host}, port {wanted}: {error.strerror or error}.", file=sys.stderr)
        return 1
    port = listener.getsockname()[1]
    if wanted not in (0, port):
        print(f"Port {wanted} is taken; using {port}.")
    address = browsable_url(options.host, port, os.environ.get("ANTIGRADIENT_ROOT_PATH", ""))
    # In a thread: some openers wait for the browser, and the server must wait for neither them nor itself.
    threading.Thread(target=announce, args=(address, options.open and can_open_browser()), daemon=True).start()
    with suppress(KeyboardInterrupt):
        serve(config, listener)
    return 0


def parse(argv: Sequence[str] | None = None) -> argparse.Namespace:
    """For `main`: the options of the command line."""
    parser = argparse.ArgumentParser(prog="antigradient", description="Serve the gradient descent visualiser.")
    parser.add_argument("--host", default="127.0.0.1", type=bare_host, help="address to listen on (%(default)s)")
    parser.add_argument("--port", type=port_number, help=f"port, 0 for any free one ({PORT}, or the next that is free)")
    parser.add_argument("--workers", default=1, type=worker_count, help="worker processes (%(default)s)")
    parser.add_argument("--root-path", type=path_prefix, metavar="PATH", help="prefix behind a proxy, such as /grad")
    parser.add_argument("--no-open", dest="open", action="store_false", help="do not open a browser")
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    return parser.parse_args(argv)


def bare_host(text: str) -> str:
    """For `parse`: the host, an IPv6 address without the brackets that it has in a URL."""
    return text.removeprefix("[").removesuffix("]")


def port_number(text: str) -> int:
    """For `parse`: a TCP port; 0 lets the system choose."""
    if not (text.isdecimal() and int(text) <= 65535):
        raise argparse.ArgumentTypeError("a port is a number from 0 to 65535")
    return int(text)


def worker_count(text: str) -> int:
    """For `parse`: the number of processes, at least one."""
    if not (text.isdecimal() and int(text) >= 1):
        raise argparse.ArgumentTypeError("the number of workers is 1 or more")
    return int(text)


def path_prefix(text: str) -> str:
    """For `parse`: the prefix as `/prefix`, or the empty string for the root."""
    prefix = text.strip("/")
    return f"/{prefix}" if prefix else ""


def wrong_settings() -> list[str]:
    """For `main`: one line for each environment variable with a wrong value, so that no traceback is needed."""
    try:
        Settings()
    except ValidationError as error:
        prefix = Settings.model_config["env_prefix"]
        return [f"{prefix}{str(wrong['loc'][0]).upper()}: {wrong['msg']}." for wrong in error.errors()]
    return []


def cores(quota: Path = Path("/sys/fs/cgroup/cpu.max")) -> int:
    """For `main`: how many processors this process may use, by its affinity and by its container's quota."""
    count = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
    with suppress(OSError, ValueError):
        allowed, period = map(int, quota.read_text().split())  # "max 100000" where there is none
        count = min(count, max(1, allowed // period))
    return count


def serve_metrics(settings: Settings, several: bool) -> None:
    """For `main`: serves /metrics on a port of its own.

    Several processes count in files, whose folder has to be known before anything is counted.

    Raises:
        OSError: the host is not ours, or the port is taken.
    """
    if several:
        folder = TemporaryDirectory(prefix="antigradient-metrics-")
        atexit.register(folder.cleanup)
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = folder.name
    from .http import metrics

    metrics.serve(settings.metrics_host, settings.metrics_port, several)


def listen(host: str, port: int, tries: int = 1) -> socket.socket:
    """For `main`: a listening socket on `port`, or on the next free one of so many from there on.

    The socket itself is kept, not only its number: nobody can take the port between check and use. It is the
    one that every worker serves, and stays open until the command ends, so that whoever comes while no worker is ready
    waits for one instead of being refused.

    Raises:
        OSError: the host is not ours, the port is not allowed, or none of `tries` ports is free.
    """
    # No look-up by name service for a number: the first answer says whether the host is IPv4 or IPv6.
    family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0][0]
    both = host == "::" and socket.has_dualstack_ipv6()
    last = min(port + tries, 65536)
    for candidate in range(port, last):
        try:
            return socket.create_server((host, candidate), family=family, backlog=2048, dualstack_ipv6=both)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
    raise OSError(errno.EADDRINUSE, "it is taken" if tries == 1 else f"the ports {port} to {last - 1} are all taken")


def browsable_url(host: str, port: int, root_path: str = "") -> str:
    """For `announce`: an address that can be clicked; for "every interface" it is this machine's."""
    shown = {"0.0.0.0": "127.0.0.1", "": "127.0.0.1", "::": "::1"}.get(host, host)
    with suppress(ValueError):
        if ipaddress.ip_address(shown).version == 6:
            shown = f"[{shown}]"
    return f"http://{shown}:{port}{root_path}/"


def announce(address: str, browser: bool) -> None:
    """For `main`, in a thread: prints the address as soon as it answers, and opens it."""
    while not is_up(address):
        time.sleep(0.05)
    print(f"Antigradient {__version__}: {address} (Ctrl+C stops it)", flush=True)
    if browser:
        open_browser(address)


def is_up(address: str) -> bool:
    """For `announce`: whether the server says that it is up; a connection alone only says that somebody listens."""
    place = urlsplit(address)
    connection = HTTPConnection(place.hostname or "", place.port, timeout=ANSWERED)
    try:
        connection.request("GET", f"{place.path}healthz")
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def can_open_browser() -> bool:
    """For `main`: whether somebody is there to see it: a terminal, a display, and no automation."""
    if os.environ.get("CI") or not sys.stdout.isatty():
        return False
    if sys.platform in ("darwin", "win32"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def open_browser(address: str) -> None:
    """For `announce`: opens the page; without a browser the printed address has to do."""
    with suppress(Exception):
        webbrowser.open(address)


def server_options(settings: Settings) -> dict[str, Any]:
    """For `main` and `serve`: how uvicorn serves, whether in one process or in several."""
    return {
        "log_level": "warning",
        "http": http_protocol(),
        "ws": "none",
        "server_header": False,
        "proxy_headers": bool(settings.proxies),
        "forwarded_allow_ips": [*settings.proxies],
        "timeout_keep_alive": settings.keep_alive,
        "timeout_graceful_shutdown": settings.stop_seconds,
    }


@cache
def http_protocol(version: str = uvicorn.__version__) -> Any:
    """For `server_options`: the guard; with a uvicorn that it does not know uvicorn's own, and a warning."""
    if version.rpartition(".")[0] in GUARDED:
        from .http.guard import Guard

        return Guard
    known = ", ".join(f"{one}.*" for one in GUARDED)
    print(f"The guard against slow clients is off: it knows uvicorn {known}, not {version}.", file=sys.stderr)
    return "auto"


class Server(uvicorn.Server):
    """For `serve`, in one process."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stops, once those have been let in who came before: a busy loop may not have come to it."""
        await asyncio.sleep(LET_IN)
        await super().shutdown(sockets)


def serve(config: uvicorn.Config, listener: socket.socket) -> None:
    """For `main`: runs until a signal stops it; all workers serve the one listener."""
    if config.workers == 1:
        Server(config).run(sockets=[listener])
        return
    # Not uvicorn.run(): that binds a socket of its own. The configuration goes to the workers, so it is a fresh one.
    workers = uvicorn.Config(WORKER, factory=True, workers=config.workers, **server_options(Settings()))
    Multiprocess(workers, sockets=[listener]).run()


def worker() -> ASGIApp:
    """For worker processes: the application; the process ends when the one that started it does, however that ends."""
    from .main import app  # each worker makes its own, after its own start

    parent = multiprocessing.parent_process()

    def follow() -> None:
        assert parent is not None
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)

    if parent is not None:
        threading.Thread(target=follow, daemon=True).start()
    return app


if __name__ == "__main__":
    raise SystemExit(main())
