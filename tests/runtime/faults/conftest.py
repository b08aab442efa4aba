"""Real parts for the fault tests: a served Heardback, PostgreSQL, Redis, and people who write."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import requests

from benchmarks.runtime.local_servers import (
    LocalHeardback,
    LocalPostgres,
    LocalRedis,
    ServerError,
)

STORY = "I applied for a job three weeks ago and heard nothing."


class Person:
    """Writes to one Heardback under one name."""

    def __init__(self, heardback: LocalHeardback, name: str) -> None:
        self.address = heardback.address
        self.name = name

    def writes(self, text: str, timeout: float = 60) -> requests.Response:
        body = {"sender": self.name, "message": text}
        return requests.post(f"{self.address}/webhooks/bare/webhook", json=body, timeout=timeout)

    def kept(self) -> list[str]:
        """What is kept of the messages, each of which was answered."""
        turns = requests.get(f"{self.address}/webhooks/bare/history/{self.name}", timeout=30).json()
        assert all(turn["answers"] == 1 for turn in turns)
        return [turn["text"] for turn in turns]


def at_once(works: list[Callable[[], Any]]) -> list[Any]:
    """Do all of them at the same time and return what each returned."""
    with ThreadPoolExecutor(len(works)) as pool:
        return [future.result() for future in [pool.submit(work) for work in works]]


def numbered(response: requests.Response) -> dict[str, Any]:
    """Return the facts that an answer repeats."""
    answer = response.json()[0]
    return {fact["name"]: fact["value"] for fact in answer["heard"]}


def must_not_skip() -> bool:
    return os.environ.get("HEARDBACK_REQUIRE_SERVICES") == "1"


@pytest.fixture
def heardback(tmp_path: Path) -> Iterator[Callable[..., LocalHeardback]]:
    """Starts Heardback; stops all that were started."""
    started: list[LocalHeardback] = []

    def start(**settings: str) -> LocalHeardback:
        folder = tmp_path / f"heardback{len(started)}"
        folder.mkdir()
        server = LocalHeardback(folder, **settings)
        started.append(server)
        server.start()
        return server

    yield start
    for server in started:
        server.stop()


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalHeardback]:
    """One Heardback that all tests of a module share."""
    server = LocalHeardback(tmp_path_factory.mktemp("heardback"))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalPostgres]:
    try:
        server = LocalPostgres(tmp_path_factory.mktemp("postgres"))
    except (ServerError, KeyError) as error:
        if must_not_skip():
            raise
        pytest.skip(f"needs PostgreSQL: {error}")
    server.start()
    yield server
    server.stop()


@pytest.fixture
def redis() -> Iterator[LocalRedis]:
    try:
        server = LocalRedis()
    except ServerError as error:
        if must_not_skip():
            raise
        pytest.skip(f"needs Redis: {error}")
    server.start()
    yield server
    server.stop()
