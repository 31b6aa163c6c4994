"""What Prometheus is told: how many requests, how long they took, how much was sent. Imported only where that is on."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, start_http_server
from prometheus_client.multiprocess import MultiProcessCollector

from .observe import Observed

REQUESTS = Counter("antigradient_requests", "Requests that were answered.", ("method", "route", "status"))
SECONDS = Histogram(
    "antigradient_request_seconds",
    "Seconds from a request to the end of its reply.",
    ("route",),
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
SENT = Counter("antigradient_sent_bytes", "Bytes of replies, encoded, without their heads.", ("route",))
#: What the gate tells, by name.
WORK: dict[str, Gauge | Counter] = {
    "working": Gauge("antigradient_working", "Computations under way.", multiprocess_mode="livesum"),
    "waiting": Gauge("antigradient_waiting", "Computations that wait for a place.", multiprocess_mode="livesum"),
    "shed": Counter("antigradient_shed", "Requests turned away with 503 because too many waited."),
    "shared": Counter("antigradient_shared", "Requests answered by a computation that another had asked for."),
    "died": Counter("antigradient_died", "Processes that computed and died."),
}


def count_work(metric: str, change: int) -> None:
    """For the gate: counts a change."""
    WORK[metric].inc(change)


def count(observed: Observed) -> None:
    """For `tellers`: counts a request."""
    REQUESTS.labels(observed.method, observed.route, observed.status).inc()
    SECONDS.labels(observed.route).observe(observed.seconds)
    SENT.labels(observed.route).inc(observed.size)


def serve(host: str, port: int, several: bool) -> None:
    """For the command: serves /metrics in a thread, of this process or of several."""
    if several:
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        start_http_server(port, host, registry)
    else:
        start_http_server(port, host)
