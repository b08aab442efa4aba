"""The Events API over HTTP: events, commands and interactions, each signed by Slack."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

from slack_sdk.signature import SignatureVerifier

from heardback.channels.slack.desk import Desk
from heardback.channels.slack.requests import read_command, read_event, read_interaction

LONGEST_BODY = 1_000_000  # bytes


@dataclass(frozen=True)
class HttpReply:
    """What is answered to an HTTP request."""

    status: int
    body: str = ""
    content_type: str = "text/plain; charset=utf-8"


class HttpDoor:
    """Lets in what Slack signed within the last five minutes."""

    def __init__(self, desk: Desk, signing_secret: str) -> None:
        """Let in what was signed with this secret."""
        self._desk = desk
        self._verifier = SignatureVerifier(signing_secret)

    async def take(self, headers: Mapping[str, str], body: bytes) -> HttpReply:
        """Return the answer to one request, within three seconds."""
        if len(body) > LONGEST_BODY:
            return HttpReply(413, "Too long.")
        if not self._is_signed(headers, body):
            return HttpReply(401, "Not signed by Slack, or too long ago.")
        kind = headers.get("content-type", "").partition(";")[0].strip().lower()
        try:
            if kind == "application/json":
                return await self._take_event(json.loads(body))
            if kind == "application/x-www-form-urlencoded":
                return await self._take_form(body.decode())
        except (UnicodeDecodeError, ValueError):
            return HttpReply(400, "Not to be read.")
        return HttpReply(415, "Neither JSON nor a form.")

    def _is_signed(self, headers: Mapping[str, str], body: bytes) -> bool:
        try:
            return self._verifier.is_valid(
                body,
                headers.get("x-slack-request-timestamp"),
                headers.get("x-slack-signature"),
            )
        except (UnicodeDecodeError, TypeError, ValueError):
            return False

    async def _take_event(self, payload: Any) -> HttpReply:
        if not isinstance(payload, dict):
            return HttpReply(400, "Not to be read.")
        if payload.get("type") == "url_verification":
            return HttpReply(200, str(payload.get("challenge", "")))
        request = read_event(payload)
        if request is not None:
            await self._desk.take(request)
        return HttpReply(200)

    async def _take_form(self, body: str) -> HttpReply:
        form = {name: values[0] for name, values in parse_qs(body).items()}
        if "payload" not in form:
            request = read_command(form)
            if request is not None:
                await self._desk.take(request)
            return HttpReply(200)
        payload = json.loads(form["payload"])
        asked = read_interaction(payload) if isinstance(payload, dict) else None
        told = await self._desk.take(asked) if asked is not None else None
        if told is None:
            return HttpReply(200)
        return HttpReply(200, json.dumps(told), "application/json; charset=utf-8")
