"""The web channel: Heardback's own page and widget, over JSON requests."""

from __future__ import annotations

from heardback.channels.web.channel import WebInput
from heardback.channels.web.service import Service
from heardback.channels.web.settings import WebSettings

__all__ = ["Service", "WebInput", "WebSettings", "build"]


def build(settings: WebSettings, service: Service) -> WebInput:
    """Return the web channel as a Rasa input channel, to be mounted at the root of the server."""
    return WebInput(settings, service)
