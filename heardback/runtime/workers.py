"""Several processes that answer at one address, and one that keeps them running."""

from __future__ import annotations

import gc
import logging
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress

logger = logging.getLogger(__name__)

METRICS_FOLDER = "PROMETHEUS_MULTIPROC_DIR"
SECONDS_BETWEEN_LOOKS = 0.1
SECONDS_BEFORE_AGAIN = 1.0
SECONDS_TO_STOP = 15.0


def prepare_metrics() -> str:
    """Let prometheus_client add up what all workers count; to be called before it is imported."""
    folder = tempfile.mkdtemp(prefix="heardback-metrics-")
    os.environ[METRICS_FOLDER] = folder
    return folder


def keep_running(work: Callable[[], None], workers: int) -> None:
    """Run `work` in so many processes until SIGTERM or SIGINT; replace one that ends before.

    Args:
        work: what each worker does; it returns after SIGTERM.
        workers: how many.
    """
    gc.collect()
    gc.freeze()  # what is loaded stays in memory that all workers share
    stopping = False

    def stop(*_: object) -> None:
        nonlocal stopping
        stopping = True
        for worker in list(running):
            with suppress(ProcessLookupError):
                os.kill(worker, signal.SIGTERM)

    running: set[int] = set()
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    while len(running) < workers:
        running.add(_fork(work))
    while running and not stopping:
        ended, status = _ended_worker()
        if ended not in running:
            time.sleep(SECONDS_BETWEEN_LOOKS)
            continue
        running.discard(ended)
        logger.error("A worker ended (%s) and is replaced", status)
        time.sleep(SECONDS_BEFORE_AGAIN)
        if not stopping:
            running.add(_fork(work))
    _reap(running)
    shutil.rmtree(os.environ.get(METRICS_FOLDER, ""), ignore_errors=True)


def _fork(work: Callable[[], None]) -> int:
    worker = os.fork()
    if worker:
        return worker
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    status = 1
    try:
        work()
        status = 0
    except BaseException:  # noqa: BLE001 - a worker never goes on into its parent's code
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stderr.flush()
        os._exit(status)
    return 0


def _ended_worker() -> tuple[int, int]:
    try:
        return os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        return 0, 0


def _reap(running: set[int]) -> None:
    until = time.monotonic() + SECONDS_TO_STOP
    while running and time.monotonic() < until:
        ended, _ = _ended_worker()
        running.discard(ended)
        if not ended:
            time.sleep(SECONDS_BETWEEN_LOOKS)
    for worker in running:
        with suppress(ProcessLookupError):
            os.kill(worker, signal.SIGKILL)
