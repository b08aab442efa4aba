"""The set-ups that are compared: Heardback's runtime and stock Rasa, on several stores."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import yaml

from benchmarks.runtime.local_servers import (
    ROOT,
    LocalHeardback,
    LocalPostgres,
    LocalProgram,
    LocalRedis,
    free_port,
)
from heardback.runtime.model import find_model
from heardback.runtime.settings import read_settings

FULL_PYTHON = ROOT / ".venv-full" / "bin" / "python"


@dataclass(frozen=True)
class Setup:
    """One way to run the assistant.

    Attributes:
        runtime: "heardback" or "stock".
        stores: "memory", "sqlite" or "shared" (PostgreSQL and Redis).
        workers: how many processes answer.
    """

    runtime: str
    stores: str
    workers: int = 1

    @property
    def name(self) -> str:
        """What the table calls it."""
        stores = {"memory": "in memory", "sqlite": "SQLite", "shared": "PostgreSQL + Redis"}
        workers = f", {self.workers} workers" if self.workers > 1 else ""
        runtime = {"heardback": "Heardback", "stock": "stock Rasa"}[self.runtime]
        return f"{runtime}, {stores[self.stores]}{workers}"


@dataclass(frozen=True)
class Running:
    """A set-up that runs.

    Attributes:
        webhook: where it takes messages.
        pids: its first processes.
        seconds_to_start: from the command to the first answered request.
    """

    webhook: str
    pids: list[int]
    seconds_to_start: float


ALL = tuple(
    Setup(runtime, stores, workers)
    for stores, workers in (("memory", 1), ("sqlite", 1), ("shared", 1), ("shared", 2))
    for runtime in ("heardback", "stock")
)
QUICK = tuple(setup for setup in ALL if setup.stores == "memory")


@contextmanager
def running(setup: Setup, folder: Path) -> Iterator[Running]:
    """Start a set-up and all it needs; stop all of it afterwards."""
    folder.mkdir(parents=True)
    with ExitStack() as stack:
        stores = _stores(setup, folder, stack)
        start = _start_heardback if setup.runtime == "heardback" else _start_stock
        yield start(setup, folder, stores, stack)


def _stores(setup: Setup, folder: Path, stack: ExitStack) -> dict[str, str]:
    if setup.stores == "memory":
        return {"DATABASE_URL": "memory:"}
    if setup.stores == "sqlite":
        return {"DATABASE_URL": f"sqlite:///{folder / 'conversations.db'}"}
    postgres, redis = LocalPostgres(folder), LocalRedis()
    for server in (postgres, redis):
        server.start()
        stack.callback(server.stop)
    return {"DATABASE_URL": postgres.url, "REDIS_URL": redis.url}


def _start_heardback(
    setup: Setup, folder: Path, stores: dict[str, str], stack: ExitStack
) -> Running:
    server = LocalHeardback(folder, **stores, WORKERS=str(setup.workers))
    stack.callback(server.stop)
    server.start()
    return Running(f"{server.address}/webhooks/bare/webhook", [server.pid], server.seconds_to_start)


def _start_stock(setup: Setup, folder: Path, stores: dict[str, str], stack: ExitStack) -> Running:
    quiet = {"RASA_TELEMETRY_ENABLED": "false", "SANIC_WORKERS": str(setup.workers)}
    actions = LocalProgram(
        ["-m", "rasa_sdk", "--actions", "actions", "--port", str(action_port := free_port())],
        action_port,
        folder / "actions.log",
        quiet,
        stock_python(),
    )
    stack.callback(actions.stop)
    endpoints = folder / "endpoints.yml"
    endpoints.write_text(yaml.safe_dump(_endpoints(stores, action_port)), encoding="utf-8")
    model = find_model(read_settings().model)
    rasa = LocalProgram(
        [
            *("-m", "rasa", "run", "--model", str(model), "--endpoints", str(endpoints)),
            *("--interface", "127.0.0.1", "--port", str(port := free_port())),
        ],
        port,
        folder / "rasa.log",
        quiet,
        stock_python(),
    )
    stack.callback(rasa.stop)
    actions.start("/health")
    rasa.start("/")
    return Running(
        f"{rasa.address}/webhooks/rest/webhook",
        [rasa.pid, actions.pid],
        rasa.seconds_to_start + actions.seconds_to_start,
    )


def stock_python() -> str:
    """Return the Python with all that Rasa brings, where there is one, or else this one."""
    return str(FULL_PYTHON) if FULL_PYTHON.exists() else sys.executable


def _endpoints(stores: dict[str, str], action_port: int) -> dict[str, object]:
    endpoints: dict[str, object] = {
        "action_endpoint": {"url": f"http://127.0.0.1:{action_port}/webhook"}
    }
    database = stores["DATABASE_URL"]
    if database.startswith("sqlite"):
        path = database.removeprefix("sqlite:///")
        endpoints["tracker_store"] = {"type": "SQL", "dialect": "sqlite", "db": path}
    if "REDIS_URL" in stores:
        url, redis = urlsplit(database), urlsplit(stores["REDIS_URL"])
        endpoints["tracker_store"] = {
            "type": "SQL",
            "dialect": "postgresql",
            "url": url.hostname,
            "port": url.port,
            "username": url.username,
            "db": url.path.strip("/"),
        }
        endpoints["lock_store"] = {"type": "redis", "url": redis.hostname, "port": redis.port}
    return endpoints
