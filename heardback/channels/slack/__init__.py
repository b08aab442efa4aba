"""Heardback in Slack: direct messages, mentions, `/heardback`, a shortcut and a Home tab."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heardback.channels.slack.settings import slack_settings

if TYPE_CHECKING:
    from heardback.channels.slack.channel import SlackInput
    from heardback.channels.slack.desk import Service
    from heardback.runtime.settings import Settings

__all__ = ["build"]


def build(settings: Settings, service: Service) -> SlackInput | None:
    """Return the channel, or None where no token of Slack is set.

    Raises:
        SlackSettingsError: a token is missing or of the wrong kind.
    """
    slack = slack_settings(settings.environment)
    if slack is None:
        return None
    from heardback.channels.slack.assembly import SlackParts, claims_of
    from heardback.channels.slack.channel import SlackInput

    return SlackInput(SlackParts(slack, service, claims_of(settings)))
