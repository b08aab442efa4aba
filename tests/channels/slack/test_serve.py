"""`heardback serve` with tokens of Slack: the process as it runs for real, killed and started."""

from __future__ import annotations

import asyncio
import os
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from heardback.runtime.settings import ROOT
from tests.channels.slack.conftest import STORY
from tests.channels.slack.fake_slack import APP_TOKEN, BOT_TOKEN, SECRET, TEAM, FakeSlack
from tests.channels.slack.workspace import encoded, shown, signed

EVENT = {
    "type": "event_callback",
    "team_id": TEAM,
    "event_id": "Ev1",
    "event": {
        "type": "message",
        "channel_type": "im",
        "channel": "DUANN",
        "user": "UANN",
        "text": STORY,
        "ts": "1.1",
    },
}

pytestmark = pytest.mark.slow


@asynccontextmanager
async def serving(
    slack: FakeSlack, folder: Path, tokens: dict[str, str]
) -> AsyncIterator[tuple[asyncio.subprocess.Process, str]]:
    """Start the server; yield the process and its address."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    environment = {
        **os.environ,
        "HEARDBACK_SLACK_API_URL": f"{slack.url}/api/",
        "HEARDBACK_DATABASE_URL": f"sqlite:///{folder}/conversations.db",
        "HEARDBACK_PORT": str(port),
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        **tokens,
    }
    command = [str(Path(sys.executable).with_name("heardback")), "serve"]
    process = await asyncio.create_subprocess_exec(
        *command, cwd=ROOT, env=environment, stderr=asyncio.subprocess.PIPE
    )
    try:
        yield process, f"http://127.0.0.1:{port}/webhooks/slack/events"
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def test_over_socket_mode_an_event_is_answered_once_though_the_process_is_killed(
    slack: FakeSlack, tmp_path: Path
):
    for _ in range(2):
        async with serving(slack, tmp_path, {"SLACK_APP_TOKEN": APP_TOKEN}):
            await slack.send("events_api", EVENT)
        await slack.all_closed()
    (message,) = slack.messages
    assert "3 contacts without an answer" in shown(message["blocks"])


async def test_over_http_it_is_ready_for_slack(slack: FakeSlack, tmp_path: Path):
    body, kind = encoded("events_api", EVENT)
    async with (
        aiohttp.ClientSession() as http,
        serving(slack, tmp_path, {"SLACK_SIGNING_SECRET": SECRET}) as (_, address),
    ):
        for _ in range(2):
            assert await _posted(http, address, body, signed(body, kind)) == 200
        assert await _posted(http, address, body, {"Content-Type": kind}) == 401
    assert len(slack.messages) == 1


async def test_a_wrong_token_is_one_sentence_at_start(slack: FakeSlack, tmp_path: Path):
    async with serving(slack, tmp_path, {"SLACK_BOT_TOKEN": "xoxp-1"}) as (process, _):
        _, said = await process.communicate()
    assert process.returncode == 1
    lines = said.decode().strip().splitlines()
    assert lines[-1].startswith("SLACK_BOT_TOKEN is not a bot token")


async def _posted(
    http: aiohttp.ClientSession, address: str, body: bytes, headers: dict[str, str]
) -> int:
    """Post as soon as the server listens, and return the status."""
    for _ in range(600):
        try:
            async with http.post(address, data=body, headers=headers) as answer:
                return answer.status
        except aiohttp.ClientConnectionError:  # noqa: PERF203 - it is not up yet
            await asyncio.sleep(0.1)
    pytest.fail("the server did not come up")
