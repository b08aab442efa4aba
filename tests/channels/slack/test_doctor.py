from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from heardback.channels.slack.assembly import SlackParts
from heardback.channels.slack.claims import SqliteClaims
from heardback.channels.slack.doctor import examine
from heardback.channels.slack.settings import SlackSettings
from heardback.cli import main
from tests.channels.slack.conftest import served, settings_for
from tests.channels.slack.fake_slack import APP_TOKEN, BOT_TOKEN, Bad, FakeSlack
from tests.channels.slack.scripted import ScriptedAssistant


async def examined(settings: SlackSettings, address: str = ""):
    findings = await examine(settings, address)
    return [finding.sentence for finding in findings if not finding.is_good], findings


async def test_all_in_order_over_socket_mode(slack: FakeSlack):
    to_do, findings = await examined(settings_for(slack, "socket"))
    assert to_do == []
    assert [finding.sentence for finding in findings] == [
        "the bot token is heardback's in Careers.",
        "the token has the scopes that are needed.",
        "Socket Mode connects.",
    ]


async def test_all_in_order_over_http(slack: FakeSlack, tmp_path: Path):
    settings = settings_for(slack, "http")
    parts = SlackParts(settings, ScriptedAssistant(), SqliteClaims(tmp_path / "slack.db"))
    server = await served(parts)
    address = f"http://127.0.0.1:{server.port}/webhooks/slack/events"
    to_do, _ = await examined(settings, address)
    assert to_do == []
    other = SlackSettings(BOT_TOKEN, "", "another secret", settings.api_url)
    to_do, _ = await examined(other, address)
    assert "401" in to_do[0]
    assert "SLACK_SIGNING_SECRET" in to_do[0]
    await server.stop()
    await parts.close()


async def test_a_wrong_bot_token(slack: FakeSlack):
    to_do, _ = await examined(SlackSettings("xoxb-wrong", APP_TOKEN, "", f"{slack.url}/api/"))
    assert len(to_do) == 1
    assert "SLACK_BOT_TOKEN is refused (invalid_auth): copy the token again" in to_do[0]


async def test_a_wrong_app_token(slack: FakeSlack):
    to_do, _ = await examined(SlackSettings(BOT_TOKEN, "xapp-wrong", "", f"{slack.url}/api/"))
    assert "SLACK_APP_TOKEN is refused (invalid_auth)" in to_do[0]


async def test_missing_and_spare_scopes(slack: FakeSlack):
    slack.scopes = "chat:write,commands,users:read"
    _, findings = await examined(settings_for(slack, "socket"))
    assert "lacks app_mentions:read, im:history" in findings[1].sentence
    slack.scopes = "app_mentions:read,chat:write,commands,im:history,users:read"
    _, findings = await examined(settings_for(slack, "socket"))
    assert findings[1].is_good
    assert "users:read, which nothing here needs" in findings[1].sentence


async def test_socket_mode_that_is_switched_off(slack: FakeSlack):
    slack.bad["apps.connections.open"].append(Bad(error="socket_mode_disabled"))
    to_do, _ = await examined(settings_for(slack, "socket"))
    assert "turn Socket Mode on" in to_do[0]


async def test_an_address_where_nobody_answers(slack: FakeSlack):
    to_do, _ = await examined(settings_for(slack, "http"), "http://127.0.0.1:9/nobody")
    assert "start `heardback serve`" in to_do[0]


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({}, "no token of Slack is set"),
        ({"SLACK_BOT_TOKEN": "xoxp-1"}, "SLACK_BOT_TOKEN is not a bot token"),
    ],
)
def test_the_command_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    environment: dict[str, str],
    said: str,
):
    for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET"):
        monkeypatch.setenv(name, environment.get(name, ""))
    assert main(["slack", "doctor"]) == 1
    assert f"To do: {said}" in capsys.readouterr().out


async def test_the_command_examines_the_slack_that_is_set(
    slack: FakeSlack, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("SLACK_BOT_TOKEN", BOT_TOKEN)
    monkeypatch.setenv("SLACK_APP_TOKEN", APP_TOKEN)
    monkeypatch.setenv("HEARDBACK_SLACK_API_URL", f"{slack.url}/api/")
    status = await asyncio.to_thread(main, ["slack", "doctor"])
    assert status == 0
    assert capsys.readouterr().out.count("Good: ") == 3
