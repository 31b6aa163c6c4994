"""Two replicas behind Debian's nginx with the configuration of `deploy/`, on free ports of this machine."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent
#: What the configuration says that is another here, each once: names that are replaced.
ELSEWHERE = ("/var/cache/nginx/body", "/var/cache/nginx/passing", "/var/cache/nginx/replies", "/tmp/nginx.pid")  # nosec B108


def local_configuration(folder: Path, port: int, replicas: Sequence[int]) -> Path:
    """The configuration of `deploy/` for this machine: other folders, ports and replicas, all else as it is."""
    text = (ROOT / "deploy" / "nginx.conf").read_text()
    for path in ELSEWHERE:
        assert text.count(f" {path}") == 1, path
        text = text.replace(f" {path}", f" {folder / Path(path).name}")
    assert text.count("listen 8080 ") == 1
    text = text.replace("listen 8080 ", f"listen 127.0.0.1:{port or 8080} ").replace(
        "worker_processes auto", "worker_processes 1"
    )
    servers = "".join(f"server 127.0.0.1:{replica} max_fails=0;\n" for replica in replicas)
    upstream = f"upstream replicas {{\nzone replicas 128k;\n{servers}keepalive 64;\nkeepalive_timeout 4s;\n}}\n"
    (folder / "upstream.conf").write_text(upstream)
    file = folder / "nginx.conf"
    file.write_text(text)
    return file


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def cpu_seconds(pid: int) -> float:
    """The CPU seconds of a process so far, over all its threads."""
    tasks = Path(f"/proc/{pid}/task").glob("*/schedstat")
    return sum(int(task.read_text().split()[0]) for task in tasks) / 1e9


class Replica:
    """A process of the application at a port, which can be killed, stopped and started."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Starts it, and waits until it answers."""
        command = [sys.executable, "-m", "antigradient", "--no-open", "--port", str(self.port)]
        environment = {**os.environ, "ANTIGRADIENT_PROXIES": "127.0.0.1"}
        self.process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
        wait_for(f"http://127.0.0.1:{self.port}/healthz", self.process)

    def end(self, number: int = signal.SIGTERM) -> None:
        """Ends it by a signal, and waits until it is gone."""
        if self.process:
            self.process.send_signal(number)
            self.process.wait(30)
            self.process = None

    @property
    def memory(self) -> float:
        """Megabytes that it holds."""
        assert self.process
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.partition("VmRSS:")[2].split()[0]) / 1024


def wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    """Waits until an address answers."""
    for _ in range(600):
        if process.poll() is not None:
            raise RuntimeError(f"{process.args!r} ended with {process.returncode}")
        try:
            with urllib.request.urlopen(url, timeout=5):  # nosec B310
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"{url} does not answer")


@contextmanager
def behind_nginx(folder: Path) -> Iterator[tuple[int, int, list[Replica]]]:
    """nginx's port, the process that serves there, and the two replicas; all ended afterwards."""
    replicas = [Replica(free_port()), Replica(free_port())]
    port = free_port()
    file = local_configuration(folder, port, [replica.port for replica in replicas])
    nginx = None
    try:
        for replica in replicas:
            replica.start()
        nginx = subprocess.Popen(["nginx", "-p", str(folder), "-c", str(file), "-g", "daemon off;"])
        wait_for(f"http://127.0.0.1:{port}/nginx-healthz", nginx)
        children = Path(f"/proc/{nginx.pid}/task/{nginx.pid}/children").read_text().split()
        workers = [int(pid) for pid in children if "worker" in Path(f"/proc/{pid}/cmdline").read_text()]
        yield port, workers[0], replicas
    finally:
        if nginx:
            nginx.send_signal(signal.SIGQUIT)
            try:
                nginx.wait(5)
            except subprocess.TimeoutExpired:
                nginx.terminate()
                nginx.wait(5)
        for replica in replicas:
            replica.end()
