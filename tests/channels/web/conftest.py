from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.channels.web.client import CONNECTIONS, Client
from tests.channels.web.web_server import RunningServer, running_server


@pytest.fixture(scope="module")
def shared_server() -> Iterator[RunningServer]:
    with running_server() as server:
        yield server


@pytest.fixture
def server(shared_server: RunningServer) -> RunningServer:
    shared_server.conversations.reset()
    return shared_server


@pytest.fixture
def client(server: RunningServer) -> Client:
    return Client(server.url).begin()


@pytest.fixture(autouse=True)
def closed_connections() -> Iterator[None]:
    yield
    while CONNECTIONS:
        CONNECTIONS.pop().close()
