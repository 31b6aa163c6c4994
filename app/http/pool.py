"""Processes that compute: kept, one job at a time each; who dies is replaced, who is not wanted any more is ended.

anyio's own (`anyio.to_process`) would not do: its processes run the command's main module, which has relative imports,
start cold, are not replaced before the next job, and cannot be told apart when they die at rest and in work.
"""

from __future__ import annotations

import atexit
import math
import multiprocessing
import os
import pickle  # nosec B403 - between processes of ours alone
import signal
import socket
import sys
import threading
from asyncio import CancelledError
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from typing import Any

from anyio import CapacityLimiter, to_thread

#: Seconds, far more than the most work takes: a process that hangs must not be waited for for ever.
PATIENCE = 60

#: Makes what computes, once in each process: a function of a job's name and arguments.
Maker = Callable[[], Callable[..., Any]]
#: Is told of changes: a metric's name and by how much.
Tell = Callable[[str, int], None]
#: For threads that wait for processes: their number is the processes'.
UNLIMITED = CapacityLimiter(math.inf)


class DiedError(Exception):
    """Raised where a process ends that was computing."""


class JobError(Exception):
    """Raised where a job fails by a fault of ours; says which, since its traceback stays where it was."""


def context(preload: str) -> BaseContext:
    """For a pool: how processes are started.

    On Linux they are forked off a process that has imported `preload`, so that one is there in a moment and shares its
    memory; elsewhere that is not safe, and each is started anew.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # there is a process for each core
    if not sys.platform.startswith("linux"):
        return multiprocessing.get_context("spawn")
    forking = multiprocessing.get_context("forkserver")
    forking.set_forkserver_preload([preload])
    return forking


def work(pipe: Connection, make: Maker) -> None:
    """In a process: computes what comes through the pipe, until the server ends, however that ends.

    Signals for all of a group or a service are the server's: it ends its processes when their work is done.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    threading.Thread(target=follow, daemon=True).start()
    compute = make()
    with suppress(EOFError, OSError):
        while True:
            job = pipe.recv()
            try:
                result = True, compute(*job)
            except BaseException as error:  # a fault in Rust is no Exception
                result = False, error
            pipe.send_bytes(packed(*result))


def follow() -> None:
    """In a process, in a thread: ends it when the server has ended, in the middle of its work too."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(0)


def packed(is_done: bool, value: Any) -> bytes:
    """For `work`: a result or an error as bytes, which `recv` reads; the name of one that cannot be sent."""
    try:
        data = pickle.dumps((is_done, value))
        if not is_done:
            pickle.loads(data)  # nosec B301 - an error may be made otherwise than it was told
    except Exception:
        return pickle.dumps((False, JobError(repr(value))))
    return data


class Worker:
    """For a pool: one process, with our end of the pipe to it. Its methods are for threads, where they say no more."""

    def __init__(self, context: BaseContext, make: Maker, tell: Tell) -> None:
        self.context = context
        self.make = make
        self.tell = tell
        self.process: BaseProcess | None = None
        self.pipe: Connection | None = None
        self.alive = False  # as far as we know
        self.stopped = False
        self.lock = threading.Lock()  # against two who start it

    def start(self) -> Connection:
        """The pipe to a process that is alive; where there is none, it is started."""
        with self.lock:
            if self.alive and self.pipe and self.process and self.process.is_alive():
                return self.pipe
            if self.stopped:
                raise JobError("the server stops")
            self.lose(self.pipe)
            if self.process:
                self.process.join()
            ours, theirs = self.context.Pipe()
            process: BaseProcess = self.context.Process(  # type: ignore[attr-defined]
                target=work, args=(theirs, self.make), name="antigradient-work", daemon=True
            )
            try:
                process.start()
            except (EOFError, OSError) as error:  # what forks them was killed: it is started anew the next time
                raise DiedError from error
            finally:
                theirs.close()
            self.pipe, self.process, self.alive = ours, process, True
            if self.stopped:  # meanwhile
                self.kill()
            return ours

    def start_soon(self) -> None:
        """Starts a process, and does not wait for it; for the event loop."""

        def start() -> None:
            with suppress(JobError, DiedError):  # the server stops
                self.start()

        threading.Thread(target=start, daemon=True).start()

    def ask(self, job: tuple[Any, ...]) -> Any:
        """The result of a job. Raises what the job raises, and DiedError."""
        pipe = self.start()  # kept: after a kill the next job has another
        try:
            pipe.send(job)
        except OSError:  # it died at rest, and is not to blame
            self.lose(pipe)
            pipe = self.start()
            pipe.send(job)
        try:
            if not pipe.poll(PATIENCE):
                self.kill()
                raise JobError(f"no result within {PATIENCE} s")
            succeeded, result = pipe.recv()
        except (EOFError, OSError) as error:
            self.lose(pipe)
            raise DiedError from error
        if not succeeded:
            raise result
        return result

    def lose(self, pipe: Connection | None) -> None:
        """Notes that the process at a pipe has died, unless it was killed."""
        if self.alive and pipe is self.pipe:
            self.kill()
            self.tell("died", 1)

    def kill(self) -> None:
        """Ends the process at once, whatever it does; for the event loop too."""
        self.alive = False
        if self.process:
            self.process.kill()
        if self.pipe and sys.platform != "win32":  # where what forked it is gone, its end is not known for sure
            with suppress(OSError), socket.socket(fileno=os.dup(self.pipe.fileno())) as ours:
                ours.shutdown(socket.SHUT_RDWR)  # who waits for it waits no longer


class Pool:
    """For the gate: so many processes, each for one job at a time."""

    def __init__(self, processes: int, make: Maker, preload: str, tell: Tell) -> None:
        made_by = context(preload)
        self.places = CapacityLimiter(processes)
        self.workers = [Worker(made_by, make, tell) for _ in range(processes)]
        self.idle = deque(self.workers)

    def start(self) -> None:
        """When the server starts: starts all processes, and does not wait for them."""
        atexit.register(self.stop)  # where it is stopped by force, before `multiprocessing` waits for them
        for worker in self.workers:
            worker.start_soon()

    def stop(self) -> None:
        """When the server stops: ends all processes."""
        for worker in self.workers:
            worker.stopped = True
            worker.kill()

    @property
    def ready(self) -> bool:
        """For the gate: whether there has been a process."""
        return any(worker.process for worker in self.workers)

    @property
    def rests(self) -> bool:
        """For the gate: whether a process has nothing to do."""
        return self.places.available_tokens >= 1

    async def run(self, *job: Any) -> Any:
        """For the gate: the result of a job. Who is cancelled has its process killed, and another started."""
        async with self.places:
            worker = self.idle.pop()  # what has worked last has most at hand
            try:
                try:
                    return await result_of(worker, job)
                except DiedError:
                    return await result_of(worker, job)
            except DiedError as error:
                raise JobError("two processes died of it") from error
            except CancelledError:
                worker.kill()
                worker.start_soon()
                raise
            finally:
                self.idle.append(worker)


async def result_of(worker: Worker, job: tuple[Any, ...]) -> Any:
    """For a pool: the result of a job, awaited in a thread."""
    return await to_thread.run_sync(worker.ask, job, abandon_on_cancel=True, limiter=UNLIMITED)
