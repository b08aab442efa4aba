from __future__ import annotations

import pytest

from heardback.channels.slack import build
from heardback.channels.slack.settings import SlackSettingsError, slack_settings
from heardback.runtime.settings import Settings

SOCKET = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}
HTTP = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "s"}


def test_without_tokens_there_is_no_channel():
    assert slack_settings({}) is None
    assert build(Settings(database_url="memory:"), None) is None


def test_an_app_level_token_means_socket_mode():
    assert slack_settings({**SOCKET, **HTTP}).transport == "socket"
    assert slack_settings(HTTP).transport == "http"


@pytest.mark.parametrize(
    ("environment", "named"),
    [
        ({"SLACK_APP_TOKEN": "xapp-1"}, "SLACK_BOT_TOKEN is not set"),
        ({**SOCKET, "SLACK_BOT_TOKEN": "xoxp-1"}, "SLACK_BOT_TOKEN is not a bot token"),
        ({**SOCKET, "SLACK_APP_TOKEN": "xoxb-1"}, "SLACK_APP_TOKEN is not an app-level token"),
        ({"SLACK_BOT_TOKEN": "xoxb-1"}, "set SLACK_APP_TOKEN"),
        ({**SOCKET, "HEARDBACK_SLACK_API_URL": "http://example.org/"}, "https://"),
    ],
)
def test_a_missing_or_wrong_token_is_one_clear_sentence(environment: dict[str, str], named: str):
    with pytest.raises(SlackSettingsError, match=named) as raised:
        slack_settings(environment)
    assert "\n" not in str(raised.value)
    assert "-1" not in str(raised.value)


def test_the_api_may_be_on_loopback():
    address = "http://127.0.0.1:9/api/"
    assert slack_settings({**SOCKET, "HEARDBACK_SLACK_API_URL": address}).api_url == address


def test_tokens_do_not_show_in_the_settings():
    assert "xoxb" not in repr(slack_settings(SOCKET))
    assert "xapp" not in repr(slack_settings(SOCKET))
