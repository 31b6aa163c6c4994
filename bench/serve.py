"""A server that can say how much CPU time it has used: `python -m bench.serve app | hello PORT`."""

from __future__ import annotations

import sys
import time

import uvicorn
from fastapi import FastAPI
from starlette.types import ASGIApp, Receive, Scope, Send

CPU = "/-/cpu"


def with_cpu_meter(app: ASGIApp) -> ASGIApp:
    """The application, and at CPU the process's CPU nanoseconds so far, over all its threads."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope.get("path") != CPU:
            return await app(scope, receive, send)
        body = str(time.process_time_ns()).encode()
        headers = [(b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    return answer


def hello() -> FastAPI:
    """The yardstick: the route that every FastAPI tutorial begins with."""
    app = FastAPI()

    @app.get("/")
    async def root() -> dict[str, str]:
        return {"message": "Hello World"}

    return app


if __name__ == "__main__":
    which, port = sys.argv[1], int(sys.argv[2])
    if which == "hello":
        served: ASGIApp = hello()
    else:
        from app.main import app as served
    uvicorn.run(with_cpu_meter(served), host="127.0.0.1", port=port, log_level="warning", access_log=False)
