from __future__ import annotations

import asyncio
import itertools
import logging
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from sanic import Sanic

from heardback.channels.slack.assembly import SlackParts
from heardback.channels.slack.channel import SlackInput
from heardback.channels.slack.claims import SqliteClaims
from heardback.channels.slack.settings import SlackSettings
from heardback.runtime.settings import IN_MEMORY, Settings, read_settings
from tests.channels.slack.fake_slack import APP_TOKEN, BOT_TOKEN, SECRET, FakeSlack
from tests.channels.slack.workspace import Workspace

STORY = (
    "I applied for the traveling IT job at the grocery chain where I've worked 5 years. His boss "
    "interviewed me 3 weeks ago and said he'd let me know in a week. I called twice and emailed "
    "once, nothing, and now the IT guy ignores my work requests too."
)
APPS = itertools.count(1)
PROXIES = ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy", "ALL_PROXY")


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in PROXIES:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    """A Slack that finds fault with every message and view beyond Block Kit's limits."""
    fake = FakeSlack()
    await fake.start()
    yield fake
    await fake.stop()
    assert fake.problems == []


@pytest.fixture(scope="session")
def loaded() -> Any:
    """The real reader and rules, loaded once."""
    from heardback.runtime.starting import prepare

    prepare()
    from heardback.runtime.assistant import load

    return load(replace(read_settings(), database_url=IN_MEMORY, redis_url="", workers=1))


@pytest.fixture
async def assistant(loaded: Any) -> AsyncIterator[Any]:
    """The real assistant with empty conversations."""
    from heardback.runtime.assistant import open_assistant

    opened = await open_assistant(Settings(database_url=IN_MEMORY), loaded)
    yield opened
    await opened.close()


def settings_for(slack: FakeSlack, transport: str) -> SlackSettings:
    """Return settings that lead to the fake Slack."""
    app = APP_TOKEN if transport == "socket" else ""
    return SlackSettings(BOT_TOKEN, app, SECRET, f"{slack.url}/api/")


@pytest.fixture(params=["http", "socket"])
async def workspace(
    request: pytest.FixtureRequest, slack: FakeSlack, service: Any, tmp_path: Path
) -> AsyncIterator[Workspace]:
    """Heardback in a workspace, over each transport in turn."""
    transport: str = request.param
    claims = SqliteClaims(tmp_path / "slack.db")
    parts = SlackParts(settings_for(slack, transport), service, claims)
    async with aiohttp.ClientSession() as http:
        space = Workspace(slack, parts, transport, http=http)
        if transport == "http":
            parts.desk.bot_user = "UBOT"
            server = await served(parts)
            space.address = f"http://127.0.0.1:{server.port}/webhooks/slack/events"
            yield space
            await server.stop()
        else:
            running = asyncio.create_task(parts.run())
            yield space
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
        await parts.close()


class Served:
    """The channel's blueprint in a server of its own."""

    def __init__(self, server: Any) -> None:
        self._server = server
        self.port: int = server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        self._server.close()
        await self._server.wait_closed()


async def served(parts: SlackParts) -> Served:
    """Serve the channel as `heardback serve` mounts it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Sanic, "test_mode", True)  # lets one process start several servers
        return await _served(parts)


async def _served(parts: SlackParts) -> Served:
    app = Sanic(f"slack_{next(APPS)}", configure_logging=False)
    app.blueprint(SlackInput(parts).blueprint(None), url_prefix="/webhooks/slack")
    server = await app.create_server(
        host="127.0.0.1", port=0, return_asyncio_server=True, access_log=False
    )
    await server.startup()
    return Served(server.server)


@pytest.fixture
def every_log(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """Everything that is logged, at every level."""
    with caplog.at_level(logging.DEBUG):
        yield caplog
