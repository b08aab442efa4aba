"""What the Slack channel is told by the environment, checked before anything starts."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

from heardback.runtime.errors import RuntimeProblemError

SLACK_API = "https://slack.com/api/"
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})

Transport = Literal["socket", "http"]


class SlackSettingsError(RuntimeProblemError):
    """The channel cannot start; the message is one sentence that says what to do."""


@dataclass(frozen=True)
class SlackSettings:
    """The tokens of one Slack app and where its Web API is.

    Attributes:
        app_token: opens Socket Mode; without it Slack has to reach us over HTTP.
        signing_secret: proves that an HTTP request comes from Slack.
    """

    bot_token: str = field(repr=False)
    app_token: str = field(default="", repr=False)
    signing_secret: str = field(default="", repr=False)
    api_url: str = SLACK_API

    @property
    def transport(self) -> Transport:
        """Socket Mode wherever there is an app-level token."""
        return "socket" if self.app_token else "http"


def slack_settings(environment: Mapping[str, str] | None = None) -> SlackSettings | None:
    """Return the settings, or None where no token is set: then there is no Slack channel.

    Raises:
        SlackSettingsError: a token is missing or of the wrong kind.
    """
    read = os.environ if environment is None else environment
    bot, app, secret = (
        read.get(name, "").strip()
        for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET")
    )
    if not (bot or app or secret):
        return None
    _check_tokens(bot, app, secret)
    api_url = read.get("HEARDBACK_SLACK_API_URL", "").strip() or SLACK_API
    _check_address(api_url)
    return SlackSettings(bot, app, secret, api_url)


def _check_tokens(bot: str, app: str, secret: str) -> None:
    if not bot:
        raise SlackSettingsError(
            "SLACK_BOT_TOKEN is not set: copy the Bot User OAuth Token (xoxb-…) from your app's "
            "page “OAuth & Permissions”."
        )
    if not bot.startswith("xoxb-"):
        raise SlackSettingsError(
            "SLACK_BOT_TOKEN is not a bot token: it has to start with xoxb-; copy it from your "
            "app's page “OAuth & Permissions”."
        )
    if app and not app.startswith("xapp-"):
        raise SlackSettingsError(
            "SLACK_APP_TOKEN is not an app-level token: it has to start with xapp-; make one with "
            "the scope connections:write under “Basic Information”."
        )
    if not (app or secret):
        raise SlackSettingsError(
            "Slack cannot reach Heardback: set SLACK_APP_TOKEN (xapp-…) for Socket Mode, or "
            "SLACK_SIGNING_SECRET for the Events API over HTTP."
        )


def _check_address(address: str) -> None:
    parts = urlsplit(address)
    if parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK):
        return
    raise SlackSettingsError(
        "HEARDBACK_SLACK_API_URL has to start with https://, "
        "so that the token never travels in the clear."
    )
