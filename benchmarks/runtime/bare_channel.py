"""A channel with nothing around it: no sessions, no limits. For measuring and for fault tests."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse, json

from heardback.channels.incoming import Incoming, IncomingError, typed
from heardback.runtime.errors import TurnNotSavedError
from heardback.runtime.service import AssistantService
from heardback.runtime.settings import Settings


def build(_: Settings, service: AssistantService) -> BareInput:
    """Return the channel."""
    return BareInput(service)


class BareInput(InputChannel):
    """Takes `{"sender": …, "message": …}`, as Rasa's own REST channel does."""

    def __init__(self, service: AssistantService) -> None:
        """Hand messages to `service`."""
        self._service = service

    @classmethod
    def name(cls) -> str:
        """Return the channel's name."""
        return "bare"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """Return the addresses."""
        blueprint = Blueprint("bare")

        @blueprint.post("/webhook")
        async def receive(request: Request) -> HTTPResponse:
            try:
                return await self._answer(request)
            except IncomingError as error:
                return json({"error": error.reason}, status=400)
            except TurnNotSavedError as error:
                return json({"error": "not_saved", "cause": error.cause}, status=503)

        @blueprint.get("/history/<sender>")
        async def history(_: Request, sender: str) -> HTTPResponse:
            turns = await self._service.history(f"bare:{sender}")
            return json([{"text": turn.text, "answers": len(turn.answers)} for turn in turns])

        return blueprint

    async def _answer(self, request: Request) -> HTTPResponse:
        body = request.json
        if not isinstance(body, dict):
            raise IncomingError("not_text")
        text = body.get("message")
        is_button = isinstance(text, str) and text.startswith("/")
        incoming = Incoming(str(text), is_button=True) if is_button else typed(text)
        answers = await self._service.handle(f"bare:{body.get('sender')}", incoming, "bare")
        return json([answer.to_dict() for answer in answers])
