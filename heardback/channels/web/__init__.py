"""The web channel: Heardback's own page and widget, over JSON requests."""

from __future__ import annotations

from heardback.channels.web.channel import WebInput
from heardback.channels.web.settings import read_web_settings
from heardback.runtime.service import AssistantService
from heardback.runtime.settings import Settings

__all__ = ["build"]


def build(settings: Settings, service: AssistantService) -> WebInput:
    """Return the web channel as a Rasa input channel, to be mounted at the root of the server.

    Raises:
        SettingError: one of the channel's own variables cannot be used.
    """
    return WebInput(read_web_settings(settings), service)
