"""The Slack channel as a Rasa input channel."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from heardback.channels.slack.assembly import SlackParts

log = logging.getLogger(__name__)


class SlackInput(InputChannel):
    """Starts with the server, and takes in what Slack sends to `/webhooks/slack/events`."""

    def __init__(self, parts: SlackParts) -> None:
        """Serve these parts."""
        self.parts = parts
        self._running: asyncio.Task[None] | None = None

    @classmethod
    def name(cls) -> str:
        """Return the channel's name."""
        return "slack"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """Return the address. Messages go to the service, which calls Rasa itself."""
        blueprint = Blueprint("heardback_slack")

        @blueprint.post("/events", name="events")
        async def events(request: Request) -> HTTPResponse:
            return await self._take(request)

        # Sanic passes over methods that are given to `listener`; it takes functions only.
        @blueprint.listener("after_server_start")
        async def start(_app: Any, _loop: Any) -> None:
            self._running = asyncio.create_task(self.parts.run())

        @blueprint.listener("before_server_stop")
        async def stop(_app: Any, _loop: Any) -> None:
            await self._stop()

        return blueprint

    async def _take(self, request: Request) -> HTTPResponse:
        if self.parts.http is None:
            return HTTPResponse("Slack is connected by Socket Mode.", status=404)
        reply = await self.parts.http.take(request.headers, request.body)
        return HTTPResponse(reply.body, status=reply.status, content_type=reply.content_type)

    async def _stop(self) -> None:
        if self._running is not None:
            self._running.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._running
        await self.parts.close()
