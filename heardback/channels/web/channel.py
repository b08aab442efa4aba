"""The web channel as a Rasa input channel: its addresses and what stands behind each."""

from __future__ import annotations

import functools
import ipaddress
import logging
import re
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from heardback.advice.answer_parts import button_intents
from heardback.advice.loading import load_knowledge
from heardback.channels.incoming import Incoming, IncomingError, pressed, typed
from heardback.channels.web import pages
from heardback.channels.web.limits import Limit
from heardback.channels.web.refusals import Refusal, as_json
from heardback.channels.web.requests import TOKEN_HEADER, check_origin, json_body
from heardback.channels.web.sessions import SECONDS_IN_A_DAY, Sessions
from heardback.channels.web.settings import WebSettings
from heardback.channels.web.turns import CHANNEL, Turns
from heardback.channels.web.vocabulary import vocabulary
from heardback.runtime.errors import TurnNotSavedError
from heardback.runtime.quiet import where
from heardback.runtime.service import AssistantService, PastTurn

logger = logging.getLogger(__name__)
MESSAGE_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
Handler = Callable[[Request], Coroutine[Any, Any, HTTPResponse]]


class WebInput(InputChannel):
    """Serves the page, the widget and their requests."""

    def __init__(self, settings: WebSettings, service: AssistantService) -> None:
        """Begin with no session known."""
        self._settings = settings
        self._service = service
        self._sessions = Sessions(settings.secret, settings.session_days)
        self._turns = Turns(service, settings.most_at_work)
        self._messages = Limit(settings.burst, settings.per_minute)
        self._beginnings = Limit(settings.sessions_burst, settings.sessions_per_minute)

    @classmethod
    def name(cls) -> str:
        """Return the channel's name."""
        return CHANNEL

    def url_prefix(self) -> str:
        """Return the root: the page stands at `/`."""
        return ""

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """Return the addresses. Messages go to the service, which calls Rasa itself."""
        blueprint = Blueprint("heardback_web")
        self._serve_files(blueprint)
        for address, method, handler in (
            ("/api/session", "POST", self._begin),
            ("/api/vocabulary", "GET", self._vocabulary),
            ("/api/history", "GET", self._history),
            ("/api/messages", "POST", self._message),
            ("/api/forget", "POST", self._forget),
        ):
            blueprint.add_route(
                self._guarded(handler),
                address,
                methods=[method],
                name=handler.__name__.strip("_"),
                stream=method == "POST",
            )
        return blueprint

    def _serve_files(self, blueprint: Blueprint) -> None:
        @blueprint.get("/", name="page")
        async def page(request: Request) -> HTTPResponse:
            return pages.page(request)

        @blueprint.get("/embedded", name="embedded")
        async def embedded(request: Request) -> HTTPResponse:
            return pages.embedded_page(request, self._settings)

        @blueprint.get("/heardback.js", name="script")
        async def script(request: Request) -> HTTPResponse:
            return pages.script(request)

        @blueprint.get("/icon.svg", name="icon")
        async def icon(request: Request) -> HTTPResponse:
            return pages.icon(request)

    def _guarded(self, handler: Handler) -> Handler:
        @functools.wraps(handler)
        async def guarded(request: Request) -> HTTPResponse:
            try:
                check_origin(request, self._settings)
                return await handler(request)
            except Refusal as refusal:
                return refusal.response()
            except TurnNotSavedError:
                return Refusal(503, "not_saved").response()
            except Exception as error:  # noqa: BLE001 - the widget keeps the message, and says so
                # An exception's own text may hold what somebody wrote.
                logger.error("The web channel failed: %s", where(error))  # noqa: TRY400
                return Refusal(500, "failed").response()

        return guarded

    # -- requests --

    async def _begin(self, request: Request) -> HTTPResponse:
        """Begin a session, or go on with the one that the browser has kept."""
        embedded = (await json_body(request)).get("embedded") is True
        told = {"exit": self._settings.exit_url}
        kept = request.cookies.get(self._cookie(embedded=embedded)) or ""
        if self._sessions.sender(kept):
            return as_json({**told, "token": kept} if embedded else told)
        self._check_beginning(request)
        return self._new_session(told, embedded=embedded)

    async def _vocabulary(self, request: Request) -> HTTPResponse:
        return as_json(vocabulary())

    async def _history(self, request: Request) -> HTTPResponse:
        turns = await self._service.history(self._sender(request))
        return as_json({"turns": [_told(turn) for turn in turns]})

    async def _message(self, request: Request) -> HTTPResponse:
        sender = self._sender(request)
        body = await json_body(request)
        wait = self._messages.wait(sender)
        if wait:
            raise Refusal(429, "slow_down", wait=wait)
        message_id = body.get("id")
        if not isinstance(message_id, str) or not MESSAGE_ID.fullmatch(message_id):
            raise Refusal(400, "not_json")
        answers = await self._turns.take(sender, message_id, _incoming(body))
        erased = any(answer.lead == self._service.words["forgotten"] for answer in answers)
        if erased:
            self._turns.forget(sender)
        return as_json({"answers": [answer.to_dict() for answer in answers], "erased": erased})

    async def _forget(self, request: Request) -> HTTPResponse:
        sender = self._sender(request)
        await json_body(request)
        self._turns.forget(sender)
        await self._service.forget(sender)
        return self._new_session({}, embedded=bool(request.headers.get(TOKEN_HEADER)))

    # -- sessions --

    def _sender(self, request: Request) -> str:
        token = request.headers.get(TOKEN_HEADER)
        token = token or request.cookies.get(self._cookie(embedded=False))
        sender = self._sessions.sender(token or "")
        if not sender:
            raise Refusal(401, "no_session")
        return sender

    def _check_beginning(self, request: Request) -> None:
        """Refuse an address that begins too many sessions, where its own address is known.

        Behind a proxy that does not say for whom it asks, that is left to the proxy.
        """
        address = request.remote_addr or request.ip
        is_direct = not self._settings.public_url
        if not request.remote_addr and not (is_direct and _is_elsewhere(address)):
            return
        wait = self._beginnings.wait(address)
        if wait:
            raise Refusal(429, "slow_down", wait=wait)

    def _new_session(self, told: dict[str, Any], *, embedded: bool) -> HTTPResponse:
        """Issue a session.

        On our own page its cookie is all there is. In a frame of another site's page, requests
        carry the token in a header; the cookie, which the browser keeps for frames on that site
        alone, hands the token out again after a reload, and nothing else.
        """
        token = self._sessions.issue()
        response = as_json({**told, "token": token} if embedded else told)
        parts = [
            f"{self._cookie(embedded=embedded)}={token}",
            "Path=/",
            f"Max-Age={self._settings.session_days * SECONDS_IN_A_DAY}",
            "HttpOnly",
            "SameSite=None; Partitioned" if embedded else "SameSite=Strict",
        ]
        if embedded or self._settings.is_https:
            parts.append("Secure")
        response.headers.add("Set-Cookie", "; ".join(parts))
        return response

    def _cookie(self, *, embedded: bool) -> str:
        name = "heardback-embedded" if embedded else "heardback"
        return f"__Host-{name}" if self._settings.is_https else name


def _is_elsewhere(address: str) -> bool:
    return not ipaddress.ip_address(address).is_loopback


def _told(turn: PastTurn) -> dict[str, Any]:
    return {
        "text": turn.text,
        "is_button": turn.is_button,
        "answers": [answer.to_dict() for answer in turn.answers],
    }


def _incoming(body: dict[str, Any]) -> Incoming:
    try:
        if "payload" in body:
            return pressed(body["payload"], button_intents(load_knowledge()))
        return typed(body.get("text"))
    except IncomingError as error:
        raise Refusal(413 if error.reason == "too_long" else 400, error.reason) from None
