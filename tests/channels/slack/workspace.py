"""A workspace with people in it: what they do in Slack reaches Heardback over either transport."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import aiohttp

from heardback.channels.slack.assembly import SlackParts
from tests.channels.slack.fake_slack import BOT_USER, SECRET, TEAM, FakeSlack

JSON_KIND, FORM_KIND = "application/json", "application/x-www-form-urlencoded"


def signed(
    body: bytes, kind: str, *, secret: str = SECRET, age: int = 0, **more: str
) -> dict[str, str]:
    """Return the headers with which Slack sends `body`."""
    stamp = str(int(time.time()) - age)
    digest = hmac.new(secret.encode(), b"v0:" + stamp.encode() + b":" + body, hashlib.sha256)
    return {
        "Content-Type": kind,
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": f"v0={digest.hexdigest()}",
        **more,
    }


@dataclass
class Workspace:
    """What people do, sent over `transport`: "http" to `address`, or "socket"."""

    slack: FakeSlack
    parts: SlackParts
    transport: str
    address: str = ""
    http: aiohttp.ClientSession | None = None
    people: dict[str, str] = field(default_factory=lambda: {"Ann": "UANN", "Ben": "UBEN"})

    # -- what people do --

    async def dm(self, text: str, who: str = "Ann", **more: Any) -> Any:
        """Write a direct message."""
        user = self.people[who]
        event = {"type": "message", "channel_type": "im", "channel": f"D{user}", "user": user}
        return await self.event({**event, "text": text, "ts": self.ts(), **more})

    async def mention(self, text: str, who: str = "Ann", **more: Any) -> Any:
        """Mention Heardback in a channel."""
        event = {"type": "app_mention", "channel": "CJOBS", "user": self.people[who]}
        text = f"<@{BOT_USER}> {text}"
        return await self.event({**event, "text": text, "ts": self.ts(), **more})

    async def command(self, text: str, who: str = "Ann", channel: str = "CJOBS") -> Any:
        """Write /heardback."""
        user = self.people[who]
        payload = {"command": "/heardback", "text": text, "team_id": TEAM, "user_id": user}
        payload |= {"channel_id": channel, **self._handles()}
        return await self.deliver("slash_commands", payload)

    async def press(
        self, message: Mapping[str, Any], title: str, who: str = "Ann", **more: Any
    ) -> Any:
        """Press the button with this title."""
        block, element = button_in(message["blocks"], title)
        channel = message.get("channel", "")
        payload = {
            "type": "block_actions",
            "team": {"id": TEAM},
            "user": {"id": self.people[who]},
            "actions": [{**element, "block_id": block.get("block_id", "b1")}],
            **self._handles(),
        }
        if channel:
            payload |= {"channel": {"id": channel}, "message": dict(message)}
        return await self.deliver("interactive", payload | more)

    async def shortcut(self, text: str, who: str = "Ann") -> Any:
        """Choose "Get advice on this" on somebody's message in a channel."""
        payload = {
            "type": "message_action",
            "callback_id": "advise_on_message",
            "team": {"id": TEAM},
            "user": {"id": self.people[who]},
            "channel": {"id": "CJOBS"},
            "message": {"text": text, "ts": self.ts(), "user": "UCARL"},
            **self._handles(),
        }
        return await self.deliver("interactive", payload)

    async def submit(self, view: Mapping[str, Any], filled: Mapping[str, Any], **more: Any) -> Any:
        """Send a form off; fields that are not in `filled` stay as they are."""
        values = {
            block["block_id"]: {block["element"]["action_id"]: _state(block["element"])}
            for block in view["blocks"]
            if block["type"] == "input"
        }
        for name, state in filled.items():
            values[name] = {next(iter(values[name])): state}
        number = self.slack.next_number()
        sent = {**view, "id": f"V{number}", "hash": f"h{number}", "state": {"values": values}}
        payload = {"type": "view_submission", "team": {"id": TEAM}, "view": sent}
        return await self.deliver(
            "interactive", payload | {"user": {"id": self.people["Ann"]}} | more
        )

    async def open_home(self, tab: str = "home") -> Any:
        """Open the app's own page."""
        return await self.event(
            {"type": "app_home_opened", "tab": tab, "user": "UANN", "channel": "DUANN"}
        )

    # -- how it reaches Heardback --

    async def event(self, event: dict[str, Any], event_id: str = "") -> Any:
        """Deliver an event of the Events API."""
        return await self.deliver("events_api", self.wrapped(event, event_id))

    def wrapped(self, event: dict[str, Any], event_id: str = "") -> dict[str, Any]:
        """Return an event as Slack wraps it."""
        name = event_id or f"Ev{self.slack.next_number()}"
        return {"type": "event_callback", "team_id": TEAM, "event_id": name, "event": event}

    async def deliver(self, kind: str, payload: dict[str, Any]) -> Any:
        """Deliver a payload, wait until it is worked off, and return what Slack was told."""
        if self.transport == "socket":
            told = (await self.slack.send(kind, payload)).get("payload")
        else:
            status, text = await self.request(*encoded(kind, payload))
            assert status == 200, text
            told = json.loads(text) if text else None
        await self.quiet()
        return told

    async def request(self, body: bytes, kind: str, **changed: Any) -> tuple[int, str]:
        """Send an HTTP request that is signed; `changed` goes to `signed`."""
        assert self.http is not None
        headers = changed.pop("headers", None) or signed(body, kind, **changed)
        async with self.http.post(self.address, data=body, headers=headers) as answer:
            return answer.status, await answer.text()

    async def quiet(self) -> None:
        """Wait until everything is answered."""
        while under_way := list(self.parts.desk._under_way):
            await asyncio.wait(under_way)

    def ts(self) -> str:
        """Return a time stamp that was not used before."""
        return f"1690000000.{self.slack.next_number():06}"

    def _handles(self) -> dict[str, str]:
        number = self.slack.next_number()
        return {"trigger_id": f"tr{number}", "response_url": f"{self.slack.url}/reply/{number}"}


def encoded(kind: str, payload: dict[str, Any]) -> tuple[bytes, str]:
    """Return a payload as Slack sends it over HTTP."""
    if kind == "events_api":
        return json.dumps(payload).encode(), JSON_KIND
    if kind == "slash_commands":
        return urlencode(payload).encode(), FORM_KIND
    return urlencode({"payload": json.dumps(payload)}).encode(), FORM_KIND


def button_in(blocks: list[dict[str, Any]], title: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the button with this title and the block it stands in."""
    for block in blocks:
        for element in [*block.get("elements", []), block.get("accessory") or {}]:
            if element.get("type") == "button" and element["text"]["text"] == title:
                return block, element
    raise AssertionError(f"no button “{title}” among {button_titles(blocks)}")


def button_titles(blocks: list[dict[str, Any]]) -> list[str]:
    """Return the titles of all buttons."""
    elements = (e for b in blocks for e in [*b.get("elements", []), b.get("accessory") or {}])
    return [element["text"]["text"] for element in elements if element.get("type") == "button"]


def shown(blocks: list[dict[str, Any]]) -> str:
    """Return all text that the blocks show, without the buttons."""
    return "\n".join(text for block in blocks for text in _texts(block))


def _texts(part: Any) -> list[str]:
    if isinstance(part, list):
        return [text for one in part for text in _texts(one)]
    if not isinstance(part, dict) or part.get("type") == "button":
        return []
    own = [part["text"]] if isinstance(part.get("text"), str) else []
    inner = (part.get(name) for name in ("text", "label", "hint", "elements", "fields"))
    return own + [text for one in inner if isinstance(one, dict | list) for text in _texts(one)]


def _state(element: dict[str, Any]) -> dict[str, Any]:
    if element["type"] == "static_select":
        return {"selected_option": element.get("initial_option")}
    if element["type"] == "multi_static_select":
        return {"selected_options": element.get("initial_options", [])}
    return {"value": element.get("initial_value")}
